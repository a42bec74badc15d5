package org.tongzhou.adjudication;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tongzhou.kernel.Money;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.Icd10;
import org.tongzhou.plan.PaperKind;

/**
 * What is known of an event. {@code eventDay} is the admission of a hospital stay, the first diagnosis of an illness or
 * the day of an accident; {@code bills} may come in any order; {@code lateReason} is given when a filing limit has passed;
 * {@code counts} is how many items the claim states, by the benefit that pays for them;
 * {@code reference} names the case that the bills belong to.
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
        Optional<String> lateReason,
        Map<String, Integer> counts,
        Optional<String> reference) {
    private static final int MOST_ITEMS = 9_999;

    public ClaimFacts {
        counts = Map.copyOf(counts);
        diagnoses = Set.copyOf(diagnoses);
        bills = List.copyOf(bills);
        papers = Set.copyOf(papers);
        if (kind == EventKind.HOSPITAL && !stay.map(Stay::admitted).equals(Optional.of(eventDay))) {
            throw new IllegalArgumentException("the day of a hospital event is its admission");
        }
        long total = 0;
        for (Bill bill : bills) {
            total = Math.addExact(total, bill.total().fen());
        }
        if (total > Exact.MOST_FEN) {
            throw new IllegalArgumentException("bills of more than " + Money.ofFen(Exact.MOST_FEN) + " yuan");
        }
        if (counts.values().stream().anyMatch(count -> count < 0 || count > MOST_ITEMS)) {
            throw new IllegalArgumentException("items are counted from 0 to " + MOST_ITEMS);
        }
    }

    /** Without a reference. */
    public ClaimFacts(
            EventKind kind,
            LocalDate eventDay,
            LocalDate filedOn,
            Optional<Stay> stay,
            Set<Icd10> diagnoses,
            List<Bill> bills,
            Findings findings,
            Set<PaperKind> papers,
            Optional<String> lateReason,
            Map<String, Integer> counts) {
        this(kind, eventDay, filedOn, stay, diagnoses, bills, findings, papers, lateReason, counts, Optional.empty());
    }

    /** Without items and without a reference. */
    public ClaimFacts(
            EventKind kind,
            LocalDate eventDay,
            LocalDate filedOn,
            Optional<Stay> stay,
            Set<Icd10> diagnoses,
            List<Bill> bills,
            Findings findings,
            Set<PaperKind> papers,
            Optional<String> lateReason) {
        this(kind, eventDay, filedOn, stay, diagnoses, bills, findings, papers, lateReason, Map.of(), Optional.empty());
    }

    /** What the member bore over all bills, in fen. */
    long borneFen() {
        long sum = 0;
        for (int i = 0; i < bills.size(); i++) {
            sum += bills.get(i).account().fen() + bills.get(i).cash().fen();
        }
        return sum;
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
        return new ClaimFacts(
                kind, eventDay, filedOn, stay, diagnoses, bills, confirmed, papers, lateReason, counts, reference);
    }

    public ClaimFacts withPapers(Set<PaperKind> held) {
        return new ClaimFacts(
                kind, eventDay, filedOn, stay, diagnoses, bills, findings, held, lateReason, counts, reference);
    }

    public ClaimFacts withDiagnoses(Set<Icd10> codes) {
        return new ClaimFacts(
                kind, eventDay, filedOn, stay, codes, bills, findings, papers, lateReason, counts, reference);
    }

    public ClaimFacts withLateReason(String reason) {
        return new ClaimFacts(
                kind,
                eventDay,
                filedOn,
                stay,
                diagnoses,
                bills,
                findings,
                papers,
                Optional.of(reason),
                counts,
                reference);
    }

    public ClaimFacts withBills(List<Bill> other) {
        return new ClaimFacts(
                kind, eventDay, filedOn, stay, diagnoses, other, findings, papers, lateReason, counts, reference);
    }

    /** How many of each item the claim states, by the code of the benefit that pays for it. */
    public ClaimFacts withCounts(Map<String, Integer> items) {
        return new ClaimFacts(
                kind, eventDay, filedOn, stay, diagnoses, bills, findings, papers, lateReason, items, reference);
    }

    /** Names the case that the bills belong to, so that what several benefits pay for them is seen together. */
    public ClaimFacts withReference(String caseOfBills) {
        return new ClaimFacts(
                kind,
                eventDay,
                filedOn,
                stay,
                diagnoses,
                bills,
                findings,
                papers,
                lateReason,
                counts,
                Optional.of(caseOfBills));
    }
}
