package org.tongzhou.payment;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tongzhou.ledger.Template;

/** What money goes out for, and how the books name its steps. */
public enum Purpose {
    /** A benefit to a member. */
    BENEFIT(Template.BENEFIT_APPROVED, Template.BENEFIT_PAID, Template.BENEFIT_RETURNED),
    /** A surplus fee back to who paid it; it stands among unidentified receipts until the bank has paid it. */
    FEE_REFUND(null, Template.FEE_REFUNDED, Template.FEE_REFUND_RETURNED);

    private final @Nullable Template ordered;
    private final Template paid;
    private final Template returned;

    Purpose(@Nullable Template ordered, Template paid, Template returned) {
        this.ordered = ordered;
        this.paid = paid;
        this.returned = returned;
    }

    Optional<Template> ordered() {
        return Optional.ofNullable(ordered);
    }

    Template paid() {
        return paid;
    }

    Template returned() {
        return returned;
    }
}
