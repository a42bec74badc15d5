package org.tongzhou.claim;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.tongzhou.adjudication.Bill;
import org.tongzhou.adjudication.ClaimFacts;
import org.tongzhou.claim.FactFault.Code;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.NameMatch;
import org.tongzhou.plan.EventKind;

/** Looks through a fact sheet for what keeps it from being submitted: what is missing, days out of order, sums that do not agree. */
final class FactChecks {
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

    private final FactSheet facts;
    private final LocalDate today;
    private final List<FactFault> faults = new ArrayList<>();

    FactChecks(FactSheet facts, LocalDate today) {
        this.facts = facts;
        this.today = today;
    }

    List<FactFault> all(Needed needed, String name) {
        missing(needed);
        future();
        order();
        amounts();
        facts.text(FactField.PAYER)
                .filter(payer -> !NameMatch.same(payer, name))
                .ifPresent(payer -> fault(FactField.PAYER, Code.OTHER_PERSON));
        return List.copyOf(faults);
    }

    private void fault(FactField field, Code code) {
        faults.add(new FactFault(field, code));
    }

    private void missing(Needed needed) {
        required(needed).stream()
                .filter(field -> facts.text(field).isEmpty())
                .filter(field -> !(RECEIPT.contains(field) && facts.isReported()))
                .forEach(field -> fault(field, Code.MISSING));
    }

    private static List<FactField> required(Needed needed) {
        List<FactField> fields = new ArrayList<>();
        if (needed.kind() != EventKind.HOSPITAL) {
            fields.add(FactField.EVENT_DAY);
        }
        if (needed.kind() == EventKind.ILLNESS) {
            fields.add(FactField.DIAGNOSIS);
        } else if (needed.bill()) {
            fields.addAll(STAY);
            fields.addAll(FactField.AMOUNTS);
        }
        return fields;
    }

    private void future() {
        for (FactField field : FactField.values()) {
            if (field.kind() == FactField.Kind.DAY
                    && facts.day(field).filter(day -> day.isAfter(today)).isPresent()) {
                fault(field, Code.IN_FUTURE);
            }
        }
    }

    private void order() {
        FactField began = facts.text(FactField.EVENT_DAY).isPresent() ? FactField.EVENT_DAY : FactField.ADMITTED;
        if (isBefore(FactField.DIED, began)) {
            fault(FactField.DIED, Code.DIED_BEFORE_EVENT);
        }
        if (isBefore(FactField.DISCHARGED, FactField.ADMITTED)) {
            fault(FactField.DISCHARGED, Code.DISCHARGE_BEFORE_ADMISSION);
        }
    }

    /** False where either day is not told. */
    private boolean isBefore(FactField end, FactField start) {
        return facts.day(start)
                .filter(day -> facts.day(end).filter(day::isAfter).isPresent())
                .isPresent();
    }

    private void amounts() {
        List<Money> amounts = FactField.AMOUNTS.stream()
                .flatMap(field -> facts.money(field).stream())
                .toList();
        if (amounts.size() < FactField.AMOUNTS.size()) {
            return;
        }
        if (amounts.stream().anyMatch(amount -> amount.compareTo(ClaimFacts.MOST) > 0)) {
            fault(largest(), Code.TOO_LARGE);
            return;
        }
        if (amounts.get(3).plus(amounts.get(4)).compareTo(amounts.get(0)) > 0) {
            fault(FactField.CASH, Code.OWN_PAY_OVER_TOTAL);
            return;
        }
        List<Bill.Fault> wrong = Bill.faults(amounts);
        if (wrong.contains(Bill.Fault.TOTAL)) {
            fault(FactField.TOTAL, Code.TOTAL_DOES_NOT_ADD_UP);
        }
        if (wrong.contains(Bill.Fault.BORNE)) {
            fault(FactField.IN_SCOPE, Code.BORNE_DOES_NOT_ADD_UP);
        }
    }

    private FactField largest() {
        return FactField.AMOUNTS.stream()
                .filter(field -> facts.money(field).orElseThrow().compareTo(ClaimFacts.MOST) > 0)
                .findFirst()
                .orElseThrow();
    }
}
