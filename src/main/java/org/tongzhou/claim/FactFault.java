package org.tongzhou.claim;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.tongzhou.adjudication.Bill;
import org.tongzhou.adjudication.ClaimFacts;
import org.tongzhou.kernel.Money;
import org.tongzhou.plan.EventKind;

/**
 * What keeps a fact sheet from being submitted: which field, and why. All faults are found at once; the sentence is
 * {@code claim.fault.<code>} with where, what and what to do.
 */
public record FactFault(FactField field, Code code) {
    /** Why a field cannot stand. */
    public enum Code {
        MISSING,
        IN_FUTURE,
        DISCHARGE_BEFORE_ADMISSION,
        DIED_BEFORE_EVENT,
        OWN_PAY_OVER_TOTAL,
        TOTAL_DOES_NOT_ADD_UP,
        BORNE_DOES_NOT_ADD_UP,
        TOO_LARGE,
        OTHER_PERSON;

        public String key() {
            return "claim.fault." + name();
        }
    }

    /** What tells a receipt from every other; a reported stay has the number of its settlement instead. */
    private static final List<FactField> RECEIPT =
            List.of(FactField.RECEIPT_CODE, FactField.RECEIPT_NO, FactField.RECEIPT_CHECK);

    private static final List<FactField> STAY = List.of(
            FactField.HOSPITAL,
            FactField.ADMITTED,
            FactField.DISCHARGED,
            FactField.RECEIPT_CODE,
            FactField.RECEIPT_NO,
            FactField.RECEIPT_CHECK,
            FactField.DIAGNOSIS);

    /** All faults for an event of {@code kind} of a member called {@code name}, on {@code today}; empty when it may be submitted. */
    public static List<FactFault> of(FactSheet facts, EventKind kind, String name, LocalDate today) {
        List<FactFault> faults = new ArrayList<>();
        required(kind, facts).stream()
                .filter(field -> facts.text(field).isEmpty())
                .filter(field -> !(RECEIPT.contains(field) && facts.isReported()))
                .forEach(field -> faults.add(new FactFault(field, Code.MISSING)));
        days(facts, today, faults);
        amounts(facts, faults);
        facts.text(FactField.PAYER)
                .filter(payer -> !payer.replace(" ", "").equals(name.replace(" ", "")))
                .ifPresent(payer -> faults.add(new FactFault(FactField.PAYER, Code.OTHER_PERSON)));
        return List.copyOf(faults);
    }

    /** False for a diagnosis, and for an accident whose member died without any bill. */
    public static boolean needsBill(EventKind kind, FactSheet facts) {
        return kind == EventKind.HOSPITAL || kind == EventKind.ACCIDENT && !facts.isDeathWithoutBill();
    }

    private static List<FactField> required(EventKind kind, FactSheet facts) {
        List<FactField> fields = new ArrayList<>();
        if (kind != EventKind.HOSPITAL) {
            fields.add(FactField.EVENT_DAY);
        }
        if (kind == EventKind.ILLNESS) {
            fields.add(FactField.DIAGNOSIS);
        } else if (needsBill(kind, facts)) {
            fields.addAll(STAY);
            fields.addAll(FactField.AMOUNTS);
        }
        return fields;
    }

    private static void days(FactSheet facts, LocalDate today, List<FactFault> faults) {
        for (FactField field : FactField.values()) {
            if (field.kind() == FactField.Kind.DAY
                    && facts.day(field).filter(day -> day.isAfter(today)).isPresent()) {
                faults.add(new FactFault(field, Code.IN_FUTURE));
            }
        }
        FactField began = facts.text(FactField.EVENT_DAY).isPresent() ? FactField.EVENT_DAY : FactField.ADMITTED;
        facts.day(began)
                .filter(day -> facts.day(FactField.DIED).filter(day::isAfter).isPresent())
                .ifPresent(day -> faults.add(new FactFault(FactField.DIED, Code.DIED_BEFORE_EVENT)));
        facts.day(FactField.ADMITTED)
                .ifPresent(admitted -> facts.day(FactField.DISCHARGED)
                        .filter(admitted::isAfter)
                        .ifPresent(day ->
                                faults.add(new FactFault(FactField.DISCHARGED, Code.DISCHARGE_BEFORE_ADMISSION))));
    }

    private static void amounts(FactSheet facts, List<FactFault> faults) {
        List<Money> amounts = FactField.AMOUNTS.stream()
                .flatMap(field -> facts.money(field).stream())
                .toList();
        if (amounts.size() < FactField.AMOUNTS.size()) {
            return;
        }
        if (amounts.stream().anyMatch(amount -> amount.compareTo(ClaimFacts.MOST) > 0)) {
            faults.add(new FactFault(largest(facts), Code.TOO_LARGE));
            return;
        }
        if (amounts.get(3).plus(amounts.get(4)).compareTo(amounts.get(0)) > 0) {
            faults.add(new FactFault(FactField.CASH, Code.OWN_PAY_OVER_TOTAL));
            return;
        }
        List<Bill.Fault> wrong = Bill.faults(amounts);
        if (wrong.contains(Bill.Fault.TOTAL)) {
            faults.add(new FactFault(FactField.TOTAL, Code.TOTAL_DOES_NOT_ADD_UP));
        }
        if (wrong.contains(Bill.Fault.BORNE)) {
            faults.add(new FactFault(FactField.IN_SCOPE, Code.BORNE_DOES_NOT_ADD_UP));
        }
    }

    private static FactField largest(FactSheet facts) {
        return FactField.AMOUNTS.stream()
                .filter(field -> facts.money(field).orElseThrow().compareTo(ClaimFacts.MOST) > 0)
                .findFirst()
                .orElseThrow();
    }
}
