package org.tongzhou.contribution;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tongzhou.kernel.Money;
import org.tongzhou.organisation.Payer;
import org.tongzhou.organisation.Shares;

/**
 * What is left of a bill once people have left it, shared anew as the bill was. Each programme pays what its terms say of it, never
 * more than it paid before: budgets may be used up by now, and a unit may have had what it may have.
 */
final class SharedAnew {
    private final Bill before;
    private final Money total;
    private final Map<Payer, Money> owed = new EnumMap<>(Payer.class);
    private final Map<Integer, Money> kept = new HashMap<>();

    /** {@code fees} are of those who are left. */
    SharedAnew(Bill before, Shares fees) {
        this.before = before;
        this.total = fees.total();
        owed.putAll(fees.amounts());
    }

    /** Programmes by their terms, over so many people who are left. */
    SharedAnew relievedBy(Map<ProgrammeId, NewProgramme> terms, int people) {
        for (BillPart part : before.parts()) {
            part.programme().ifPresent(subsidy -> {
                NewProgramme of = Objects.requireNonNull(terms.get(subsidy.programme()));
                keep(part, of.wanted(total, people, owed(subsidy)));
            });
        }
        noDearer();
        return this;
    }

    /** A programme that pays so much for each has paid of the dearer for the cheaper one: nobody who stays owes more for that. */
    private void noDearer() {
        for (BillPart part : before.parts()) {
            part.programme()
                    .ifPresent(subsidy ->
                            keep(part, owed(subsidy).minus(owedBefore(subsidy)).max(Money.ZERO)));
        }
    }

    private Money owedBefore(BillPart.Subsidy subsidy) {
        return before.parts().stream()
                .filter(part -> part.payer() == subsidy.relieves())
                .map(BillPart::amount)
                .reduce(Money.ZERO, Money::plus);
    }

    /** Places that are granted cost each programme their price, and what that leaves over is paid too: nobody owes anything for them. */
    SharedAnew relievedAt(Map<ProgrammeId, Money> prices) {
        before.parts()
                .forEach(part -> part.programme()
                        .ifPresent(subsidy -> keep(
                                part,
                                prices.getOrDefault(subsidy.programme(), Money.ZERO)
                                        .min(owed(subsidy)))));
        before.parts().forEach(part -> part.programme().ifPresent(subsidy -> keep(part, owed(subsidy))));
        return this;
    }

    private Money owed(BillPart.Subsidy subsidy) {
        return owed.getOrDefault(subsidy.relieves(), Money.ZERO);
    }

    private Money kept(BillPart part) {
        return kept.getOrDefault(part.no(), Money.ZERO);
    }

    private void keep(BillPart part, Money wanted) {
        BillPart.Subsidy subsidy = part.programme().orElseThrow();
        Money more = wanted.min(part.amount().minus(kept(part)));
        kept.put(part.no(), kept(part).plus(more));
        owed.put(subsidy.relieves(), owed(subsidy).minus(more));
    }

    /** As the bill's own, in their order: what payers still owe, and what programmes pay. */
    List<BillPart> parts() {
        List<BillPart> parts = new ArrayList<>();
        for (BillPart part : before.parts()) {
            if (part.payer() == null) {
                parts.add(new BillPart(part.no(), null, part.subsidy(), null, kept(part), kept(part)));
            } else {
                Money own = owed.getOrDefault(part.payer(), Money.ZERO);
                parts.add(new BillPart(part.no(), part.payer(), null, part.reference(), own, Money.ZERO));
            }
        }
        return parts;
    }
}
