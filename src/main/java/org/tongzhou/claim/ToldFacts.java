package org.tongzhou.claim;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tongzhou.adjudication.Bill;
import org.tongzhou.adjudication.ClaimFacts;
import org.tongzhou.adjudication.Findings;
import org.tongzhou.adjudication.Stay;
import org.tongzhou.claim.Judging.Question;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Money;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.Icd10;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.plan.PlanVersion;

/** What a case tells the rules. */
record ToldFacts(CaseId of, EventKind kind, FactSheet sheet, Set<PaperKind> papers) {
    private static ToldFacts of(EventCase eventCase) {
        return new ToldFacts(eventCase.id(), eventCase.kind(), eventCase.facts(), eventCase.paperKinds());
    }

    /** Once an event was told, that day counts: whatever is asked of it later is in time if the event was. */
    static ClaimFacts facts(EventCase eventCase, PlanVersion plan, Question question) {
        Instant first = eventCase.hand().submittedAt();
        ToldFacts told = of(eventCase);
        return (plan.goesByDiagnosis() ? told.asDiagnosed() : told)
                .facts(first == null ? question : question.filed(FundClock.dayOf(first)));
    }

    /** What a plan that goes by first diagnosis is told of a stay once that day is known: the illness that led to the stay. */
    ToldFacts asDiagnosed() {
        return EventDays.diagnosis(kind, sheet)
                .map(day ->
                        new ToldFacts(of, EventKind.ILLNESS, sheet.with(FactField.EVENT_DAY, day.toString()), papers))
                .orElse(this);
    }

    ClaimFacts facts(Question question) {
        Findings found = question.findings();
        Optional<Stay> stay = sheet.day(FactField.ADMITTED)
                .flatMap(from -> sheet.day(FactField.DISCHARGED).map(to -> new Stay(from, to)));
        Set<Icd10> diagnoses =
                sheet.text(FactField.DIAGNOSIS).map(Icd10::within).orElse(Set.of());
        return new ClaimFacts(
                        kind,
                        EventDays.of(kind, sheet).orElseThrow().event(),
                        question.filedOn(),
                        stay,
                        diagnoses,
                        bill().map(List::of).orElse(List.of()),
                        sheet.day(FactField.DIED).map(found::withDeath).orElse(found),
                        papers,
                        sheet.text(FactField.LATE_BECAUSE))
                .withReference(Long.toString(of.value()));
    }

    private Optional<Bill> bill() {
        List<Money> amounts = FactField.AMOUNTS.stream()
                .flatMap(field -> sheet.money(field).stream())
                .toList();
        boolean whole = amounts.size() == FactField.AMOUNTS.size()
                && amounts.stream().noneMatch(amount -> amount.compareTo(ClaimFacts.MOST) > 0);
        if (!whole || !Bill.faults(amounts).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Bill(
                amounts.get(0),
                amounts.get(1),
                amounts.get(2),
                amounts.get(3),
                amounts.get(4),
                amounts.get(5),
                amounts.get(6)));
    }
}
