package org.tongzhou.contribution;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.PersonId;

/** Locked bills in memory while a file of credits is matched to them, line after line; what was matched is written afterwards. Pure. */
final class OpenBills {
    private final Map<BillId, Bill> bills = new HashMap<>();
    private final Map<String, Target> targets = new HashMap<>();
    private final List<Allocation> made = new ArrayList<>();

    OpenBills(Collection<Bill> locked) {
        for (Bill bill : locked) {
            bills.put(bill.id(), bill);
            bill.parts().stream()
                    .filter(part -> part.reference() != null)
                    .forEach(part -> targets.put(part.reference(), new Target(bill.id(), part.no())));
            targets.put(bill.reference(), new Target(bill.id(), 0));
        }
    }

    /** A bill, and the part that a reference names; 0 for the whole. */
    record Target(BillId bill, int part) {}

    /** The one bill that a remark names; with several a person has to decide. Two parts of one bill are the bill. */
    Optional<Target> named(String remark) {
        Set<Target> named = PaymentReference.in(remark).stream()
                .filter(targets::containsKey)
                .map(reference -> Objects.requireNonNull(targets.get(reference)))
                .collect(Collectors.toSet());
        Set<BillId> bill = named.stream().map(Target::bill).collect(Collectors.toSet());
        if (bill.size() != 1) {
            return Optional.empty();
        }
        return Optional.of(
                named.size() == 1
                        ? named.iterator().next()
                        : new Target(bill.iterator().next(), 0));
    }

    Bill now(BillId id) {
        return Objects.requireNonNull(bills.get(id));
    }

    /** Pays as much of the target as both sides allow; empty when nothing of it is open. */
    Optional<Allocation> pay(Credit credit, Target target, @Nullable PersonId by) {
        Bill bill = now(target.bill());
        List<PartMoney> parts = new Filling(bill.parts()).take(target.part(), credit.rest());
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        Allocation allocation = new Allocation(0, credit.id(), bill.id(), parts, by);
        bills.put(bill.id(), bill.receiving(parts));
        made.add(allocation);
        return Optional.of(allocation);
    }

    List<Allocation> made() {
        return List.copyOf(made);
    }

    Map<BillId, Bill> after() {
        return Map.copyOf(bills);
    }
}
