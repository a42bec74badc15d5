package org.tongzhou.person;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who takes the benefits of a member who died on {@code died}, for all heirs, on an own account: by construction the account
 * bears the heir's name. {@code bank} is null where the card does not tell it; {@code reason}
 * says why another, who was confirmed, is no longer the heir.
 */
public record Heir(
        String name,
        String idNumber,
        Relation relation,
        LocalDate died,
        String card,
        @Nullable String bank,
        @Nullable String reason) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** An heir who takes nobody's place. */
    public Heir(String name, String idNumber, Relation relation, LocalDate died, String card, @Nullable String bank) {
        this(name, idNumber, relation, died, card, bank, null);
    }

    /** What the heir was to the member: the two orders of succession, or by will. */
    public enum Relation {
        SPOUSE,
        CHILD,
        PARENT,
        SIBLING,
        GRANDPARENT,
        OTHER;

        public String key() {
            return "person.relation." + name();
        }
    }

    static Heir read(byte[] plain) {
        return JSON.readValue(plain, Heir.class);
    }

    byte[] bytes() {
        return JSON.writeValueAsBytes(this);
    }

    @Override
    public String toString() {
        return "Heir[…]";
    }
}
