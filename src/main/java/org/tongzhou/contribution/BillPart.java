package org.tongzhou.contribution;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;
import org.tongzhou.organisation.Payer;

/**
 * What one payer owes of a bill. {@code payer} is null where a subsidy programme pays out of its budget; such a part is
 * paid from the start and has no reference.
 */
public record BillPart(
        int no,
        @Nullable Payer payer,
        @Nullable Subsidy subsidy,
        @Nullable String reference,
        Money amount,
        Money received) {
    /** The programme that pays, and whose part it takes over. */
    public record Subsidy(ProgrammeId programme, String name, Payer relieves) {}

    public Money outstanding() {
        return amount.minus(received);
    }

    public Bill.State state() {
        if (outstanding().isZero()) {
            return Bill.State.PAID;
        }
        return received.isPositive() ? Bill.State.PART : Bill.State.DUE;
    }

    public Optional<Subsidy> programme() {
        return Optional.ofNullable(subsidy);
    }

    BillPart receiving(Money more) {
        return new BillPart(no, payer, subsidy, reference, amount, received.plus(more));
    }
}
