package org.tongzhou.adjudication;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.Icd10;
import org.tongzhou.plan.PaperKind;

/**
 * What is known of an event. {@code eventDay} is the admission of a hospital stay, the first diagnosis of an illness or
 * the day of an accident; {@code bills} may come in any order; {@code lateReason} is given when a filing limit has passed.
 */
public record ClaimFacts(
        EventKind kind,
        LocalDate eventDay,
        LocalDate filedOn,
        Optional<Stay> stay,
        Set<Icd10> diagnoses,
        List<Bill> bills,
        Findings findings,
        Set<PaperKind> papers,
        Optional<String> lateReason) {
    public ClaimFacts {
        diagnoses = Set.copyOf(diagnoses);
        bills = List.copyOf(bills);
        papers = Set.copyOf(papers);
        if (kind == EventKind.HOSPITAL && !stay.map(Stay::admitted).equals(Optional.of(eventDay))) {
            throw new IllegalArgumentException("the day of a hospital event is its admission");
        }
    }

    /** A stay as its receipt tells it, with nothing confirmed and no papers yet. */
    public static ClaimFacts hospital(Stay stay, LocalDate filedOn, Set<Icd10> diagnoses, List<Bill> bills) {
        return new ClaimFacts(
                EventKind.HOSPITAL,
                stay.admitted(),
                filedOn,
                Optional.of(stay),
                diagnoses,
                bills,
                Findings.NONE,
                Set.of(),
                Optional.empty());
    }

    /** An illness found without a stay. */
    public static ClaimFacts illness(LocalDate diagnosed, LocalDate filedOn, Set<Icd10> diagnoses) {
        return new ClaimFacts(
                EventKind.ILLNESS,
                diagnosed,
                filedOn,
                Optional.empty(),
                diagnoses,
                List.of(),
                Findings.NONE,
                Set.of(),
                Optional.empty());
    }

    /** An accident, with the bills of its treatment and a stay if there was one. */
    public static ClaimFacts accident(LocalDate day, LocalDate filedOn, Optional<Stay> stay, List<Bill> bills) {
        return new ClaimFacts(
                EventKind.ACCIDENT, day, filedOn, stay, Set.of(), bills, Findings.NONE, Set.of(), Optional.empty());
    }

    public ClaimFacts with(Findings confirmed) {
        return new ClaimFacts(kind, eventDay, filedOn, stay, diagnoses, bills, confirmed, papers, lateReason);
    }

    public ClaimFacts withPapers(Set<PaperKind> held) {
        return new ClaimFacts(kind, eventDay, filedOn, stay, diagnoses, bills, findings, held, lateReason);
    }

    public ClaimFacts withDiagnoses(Set<Icd10> codes) {
        return new ClaimFacts(kind, eventDay, filedOn, stay, codes, bills, findings, papers, lateReason);
    }

    public ClaimFacts withLateReason(String reason) {
        return new ClaimFacts(kind, eventDay, filedOn, stay, diagnoses, bills, findings, papers, Optional.of(reason));
    }
}
