package org.tongzhou.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;

/** An order to set part of the balance aside, or free again; the names are masked. */
public record ReserveOrder(
        long id,
        Kind kind,
        Money amount,
        String grounds,
        State state,
        PersonId proposedBy,
        String proposedName,
        Instant proposedAt,
        @Nullable String confirmedName,
        @Nullable Instant confirmedAt) {
    public enum Kind {
        SET_ASIDE(Template.RESERVE_SET_ASIDE),
        RELEASED(Template.RESERVE_RELEASED);

        private final Template template;

        Kind(Template template) {
            this.template = template;
        }

        Template template() {
            return template;
        }
    }

    public enum State {
        PROPOSED,
        CONFIRMED,
        WITHDRAWN
    }
}
