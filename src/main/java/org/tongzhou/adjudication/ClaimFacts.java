package org.tongzhou.adjudication;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.tongzhou.kernel.Money;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.Icd10;
import org.tongzhou.plan.PaperKind;

/**
 * What is known of an event. {@code eventDay} is the admission of a hospital stay, the first diagnosis of an illness or
 * the day of an accident; {@code bills} may come in any order; {@code lateReason} is given when a filing limit has passed;
 * {@code counts} is how many items the claim states, by the benefit that pays for them;
 * {@code reference} names the case that the bills belong to. Sums and days that rules ask for are worked out once.
 */
public final class ClaimFacts {
    /** The largest sum of the bills of one event: every exact amount of it can be worked out. */
    public static final Money MOST = Money.ofFen(Exact.MOST_FEN);

    private static final int MOST_ITEMS = 9_999;
    private static final int NO_STAY = Integer.MIN_VALUE;

    private final EventKind kind;
    private final Set<Icd10> diagnoses;
    private final List<Bill> bills;
    private final Findings findings;
    private final Set<PaperKind> papers;
    private final Optional<String> lateReason;
    private final Map<String, Integer> counts;
    private final Optional<String> reference;

    /** Sums of all bills in fen. */
    final long totalFen;

    final long borneFen;
    final long outOfScopeFen;

    /** How many bills there are. */
    final int billCount;

    /** Days since 1970, which is how rules count: of the event, of filing, and of a stay if there was one. */
    final int day;

    final int filedDay;
    final int admitted;
    final int discharged;

    /** What the cost of an event is known by over all plans: the admission of its stay, else the day of the event. */
    final int costDay;

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
            Map<String, Integer> counts,
            Optional<String> reference) {
        if (kind == EventKind.HOSPITAL && !stay.map(Stay::admitted).equals(Optional.of(eventDay))) {
            throw new IllegalArgumentException("the day of a hospital event is its admission");
        }
        if (counts.values().stream().anyMatch(count -> count < 0 || count > MOST_ITEMS)) {
            throw new IllegalArgumentException("items are counted from 0 to " + MOST_ITEMS);
        }
        this.kind = kind;
        this.diagnoses = Set.copyOf(diagnoses);
        this.bills = List.copyOf(bills);
        this.findings = findings;
        this.papers = Set.copyOf(papers);
        this.lateReason = lateReason;
        this.counts = Map.copyOf(counts);
        this.reference = reference;
        this.billCount = bills.size();
        this.totalFen = sum(Bill::total);
        this.borneFen = sum(Bill::borne);
        this.outOfScopeFen = sum(Bill::outOfScope);
        this.day = number(eventDay);
        this.filedDay = number(filedOn);
        this.admitted = stay.map(it -> number(it.admitted())).orElse(NO_STAY);
        this.discharged = stay.map(it -> number(it.discharged())).orElse(NO_STAY);
        this.costDay = stayed() ? admitted : day;
        if (totalFen > MOST.fen()) {
            throw new IllegalArgumentException("bills of more than " + MOST + " yuan");
        }
    }

    private static int number(LocalDate day) {
        return Math.toIntExact(day.toEpochDay());
    }

    private long sum(Function<Bill, Money> part) {
        long sum = 0;
        for (Bill bill : bills) {
            sum = Math.addExact(sum, part.apply(bill).fen());
        }
        return sum;
    }

    public EventKind kind() {
        return kind;
    }

    public LocalDate eventDay() {
        return LocalDate.ofEpochDay(day);
    }

    public LocalDate filedOn() {
        return LocalDate.ofEpochDay(filedDay);
    }

    public Optional<Stay> stay() {
        return stayed()
                ? Optional.of(new Stay(LocalDate.ofEpochDay(admitted), LocalDate.ofEpochDay(discharged)))
                : Optional.empty();
    }

    boolean stayed() {
        return admitted != NO_STAY;
    }

    public Set<Icd10> diagnoses() {
        return diagnoses;
    }

    public List<Bill> bills() {
        return bills;
    }

    public Findings findings() {
        return findings;
    }

    public Set<PaperKind> papers() {
        return papers;
    }

    /** The day of admission; without a stay the day of the event. */
    LocalDate admission() {
        return stay().map(Stay::admitted).orElse(eventDay());
    }

    public Optional<String> lateReason() {
        return lateReason;
    }

    public Map<String, Integer> counts() {
        return counts;
    }

    public Optional<String> reference() {
        return reference;
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
        return but(it -> it.findings = confirmed);
    }

    public ClaimFacts withPapers(Set<PaperKind> held) {
        return but(it -> it.papers = held);
    }

    public ClaimFacts withDiagnoses(Set<Icd10> codes) {
        return but(it -> it.diagnoses = codes);
    }

    public ClaimFacts withLateReason(String reason) {
        return but(it -> it.lateReason = Optional.of(reason));
    }

    public ClaimFacts withBills(List<Bill> other) {
        return but(it -> it.bills = other);
    }

    /** How many of each item the claim states, by the code of the benefit that pays for it. */
    public ClaimFacts withCounts(Map<String, Integer> items) {
        return but(it -> it.counts = items);
    }

    /** Names the case that the bills belong to, so that what several benefits pay for them is seen together. */
    public ClaimFacts withReference(String caseOfBills) {
        return but(it -> it.reference = Optional.of(caseOfBills));
    }

    private ClaimFacts but(Consumer<Changed> change) {
        Changed changed = new Changed(this);
        change.accept(changed);
        return changed.facts();
    }

    /** The same event, open to one change. */
    private static final class Changed {
        private final ClaimFacts event;
        private Set<Icd10> diagnoses;
        private List<Bill> bills;
        private Findings findings;
        private Set<PaperKind> papers;
        private Optional<String> lateReason;
        private Map<String, Integer> counts;
        private Optional<String> reference;

        Changed(ClaimFacts event) {
            this.event = event;
            this.diagnoses = event.diagnoses;
            this.bills = event.bills;
            this.findings = event.findings;
            this.papers = event.papers;
            this.lateReason = event.lateReason;
            this.counts = event.counts;
            this.reference = event.reference;
        }

        ClaimFacts facts() {
            return new ClaimFacts(
                    event.kind,
                    event.eventDay(),
                    event.filedOn(),
                    event.stay(),
                    diagnoses,
                    bills,
                    findings,
                    papers,
                    lateReason,
                    counts,
                    reference);
        }
    }
}
