package org.tongzhou.claim;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.adjudication.Adjudication;
import org.tongzhou.adjudication.Bill;
import org.tongzhou.adjudication.ClaimFacts;
import org.tongzhou.adjudication.CoverFacts;
import org.tongzhou.adjudication.Findings;
import org.tongzhou.adjudication.Stay;
import org.tongzhou.adjudication.UsedSoFar;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.claim.ClaimStore.Confirmed;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.enrolment.Cover;
import org.tongzhou.enrolment.CoverId;
import org.tongzhou.enrolment.Covers;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Sex;
import org.tongzhou.person.People;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.Icd10;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanVersion;

/** Puts the rules to an event: every cover of the person on its day, the plan edition of that day, what was used so far. */
@Component
class Judging {
    private final Covers covers;
    private final Plans plans;
    private final People people;
    private final UsedStore used;
    private final CaseStore cases;
    private final ClaimStore store;

    Judging(Covers covers, Plans plans, People people, UsedStore used, CaseStore cases, ClaimStore store) {
        this.covers = covers;
        this.plans = plans;
        this.people = people;
        this.used = used;
        this.cases = cases;
        this.store = store;
    }

    /** The day of the event; empty while it is not known. */
    static Optional<LocalDate> eventDay(EventCase eventCase) {
        return days(eventCase).map(EventDays::event);
    }

    private static Optional<EventDays> days(EventCase eventCase) {
        return EventDays.of(eventCase.kind(), eventCase.facts());
    }

    /** All covers in force on the day that decides for each, in the plans' order. A stay across a renewal belongs to its admission. */
    List<HeldCover> covers(FundId fund, EventCase eventCase) {
        return days(eventCase).map(days -> covers(fund, eventCase, days)).orElse(List.of());
    }

    /**
     * The covers of the event's day; while that day is not known or nothing held on it, those of today, or of the last
     * day on which the member was covered: a claim may come long after the term.
     */
    List<HeldCover> coversOrCurrent(FundId fund, EventCase eventCase, LocalDate today) {
        List<HeldCover> held = covers(fund, eventCase);
        List<HeldCover> current = held.isEmpty() ? covers(fund, eventCase, EventDays.only(today)) : held;
        return current.isEmpty()
                ? lastDay(fund, eventCase, today)
                        .map(day -> covers(fund, eventCase, EventDays.only(day)))
                        .orElse(List.of())
                : current;
    }

    private Optional<LocalDate> lastDay(FundId fund, EventCase eventCase, LocalDate today) {
        return covers.of(fund, eventCase.owner().person()).stream()
                .flatMap(cover -> Stream.ofNullable(cover.period()))
                .map(period -> period.term().lastDay())
                .filter(day -> day.isBefore(today))
                .max(LocalDate::compareTo);
    }

    private List<HeldCover> covers(FundId fund, EventCase eventCase, EventDays days) {
        PersonId person = eventCase.owner().person();
        List<Cover> inForce = covers.inForce(fund, on(person, days).toList());
        return held(fund, opened(eventCase, inForce), days, people.sex(fund, person));
    }

    private static Stream<Covers.On> on(PersonId person, EventDays days) {
        return days.each().map(day -> new Covers.On(person, day));
    }

    /** What was asked about claims before they are judged, to be had once the trip is over. */
    record Beside(
            Map<CaseId, EventCase> cases,
            Rows<Map.Entry<PersonId, Sex>> sexes,
            Rows<Cover> inForce,
            Supplier<Map<ClaimId, UsedSoFar>> used) {}

    /** Asks as part of a trip; {@link #judge(FundId, Map, Beside, Map)} comes after it. The caller holds the persons' gates. */
    Beside ask(Trip trip, FundId fund, Map<Claim, EventCase> claims) {
        Map<CaseId, EventCase> dated = new HashMap<>();
        claims.values().stream().filter(each -> days(each).isPresent()).forEach(each -> dated.put(each.id(), each));
        return new Beside(
                dated,
                people.sexes(
                        trip,
                        fund,
                        dated.values().stream()
                                .map(each -> each.owner().person())
                                .toList()),
                covers.inForce(trip, fund, on(dated.values())),
                used.beside(trip, fund, claims.keySet()));
    }

    private static List<Covers.On> on(Collection<EventCase> dated) {
        return dated.stream()
                .flatMap(each -> on(each.owner().person(), days(each).orElseThrow()))
                .toList();
    }

    /** The covers of several cases, by case; without those whose day is not known. */
    private Map<CaseId, List<HeldCover>> covers(FundId fund, Beside asked) {
        Map<PersonId, Sex> sexes =
                asked.sexes().list().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        Map<CaseId, List<HeldCover>> held = new HashMap<>();
        asked.cases().forEach((id, event) -> {
            PersonId person = event.owner().person();
            Sex sex = Objects.requireNonNull(sexes.get(person));
            List<Cover> own = of(person, asked.inForce().list());
            held.put(id, held(fund, own, days(event).orElseThrow(), sex));
        });
        return held;
    }

    /** Those of a person, of the covers of several. */
    private static List<Cover> of(PersonId person, List<Cover> covers) {
        return covers.stream().filter(cover -> cover.person().equals(person)).toList();
    }

    private List<HeldCover> held(FundId fund, List<Cover> covers, EventDays days, Sex sex) {
        List<HeldCover> held = new ArrayList<>();
        for (Cover cover : covers) {
            edition(fund, cover.plan(), days)
                    .filter(plan -> cover.holdsOn(days.of(plan)) || isBesideDiagnosis(cover, plan, covers, days))
                    .ifPresent(plan -> held.add(held(cover, plan, sex)));
        }
        held.sort(java.util.Comparator.comparingInt(
                cover -> cover.plan().heading().order()));
        return held;
    }

    /** True of a cover of the stay where none holds on the day of first diagnosis: for the rules to say so, and a person to refuse it. */
    private static boolean isBesideDiagnosis(Cover cover, PlanVersion plan, List<Cover> covers, EventDays days) {
        return plan.goesByDiagnosis()
                && cover.holdsOn(days.event())
                && covers.stream()
                        .noneMatch(other -> other.plan().equals(cover.plan()) && other.holdsOn(days.diagnosed()));
    }

    /** The edition of the day that decides: whether that is the admission, or the first diagnosis, the edition of that day says. */
    private Optional<PlanVersion> edition(FundId fund, PlanCode plan, EventDays days) {
        return plans.version(fund, plan, days.admitted())
                .filter(PlanVersion::goesByAdmission)
                .or(() -> plans.version(fund, plan, days.diagnosed()).filter(PlanVersion::goesByDiagnosis))
                .or(() -> plans.version(fund, plan, days.event()));
    }

    private static HeldCover held(Cover cover, PlanVersion plan, Sex sex) {
        Cover.Period period = Objects.requireNonNull(cover.period(), "a cover in force has a period");
        CoverFacts facts = new CoverFacts(plan.code(), cover.units(), period.term(), period.continuousSince(), sex)
                .counting(period.waitingUntil());
        return new HeldCover(cover.number(), cover.unit(), cover.unitPath(), plan, facts);
    }

    /** What every cover gives, limits used by other claims taken off; the caller holds the person's gate when it matters. */
    List<Verdict> judge(FundId fund, EventCase eventCase, LocalDate filedOn) {
        return covers(fund, eventCase).stream()
                .map(cover -> judge(fund, eventCase, cover, Question.of(filedOn)))
                .toList();
    }

    /** The same for a case without claims yet: what one cover gives counts against the limits that it shares with the next. */
    List<Verdict> judgeTogether(FundId fund, EventCase eventCase, LocalDate filedOn) {
        UsedSoFar before = used.of(fund, eventCase);
        return judgeTogether(eventCase, covers(fund, eventCase), before, filedOn);
    }

    /** What was asked about people before an event of each is judged. */
    record Known(Supplier<Map<PersonId, UsedSoFar>> used, Rows<Cover> inForce) {}

    /** Holds the gates of their people and asks, as part of a trip; {@link #judgeTogether} comes after it. All have their day. */
    Known askHolding(Trip trip, FundId fund, List<EventCase> events) {
        List<PersonId> people =
                events.stream().map(event -> event.owner().person()).toList();
        cases.holdGates(trip, fund, people);
        return new Known(used.of(trip, fund, events), covers.inForce(trip, fund, on(events)));
    }

    /** The covers of an event, once the trip is over. */
    List<HeldCover> covers(FundId fund, EventCase event, Known known, Sex sex) {
        List<Cover> own = of(event.owner().person(), known.inForce().list());
        return held(fund, opened(event, own), days(event).orElseThrow(), sex);
    }

    /** What a draft is about: all that the member holds, or, written by an officer, what the member has through that unit. */
    private static List<Cover> opened(EventCase event, List<Cover> inForce) {
        boolean byOfficer =
                event.isDraft() && !event.hand().openedBy().equals(event.owner().person());
        return byOfficer
                ? inForce.stream()
                        .filter(cover -> cover.unit().equals(event.owner().unit()))
                        .toList()
                : inForce;
    }

    /** What they give, limits used by other claims taken off. */
    List<Verdict> judgeTogether(EventCase event, List<HeldCover> covers, Known known, LocalDate filedOn) {
        UsedSoFar used = known.used().get().getOrDefault(event.owner().person(), UsedSoFar.NOTHING);
        return judgeTogether(event, covers, used, filedOn);
    }

    private static List<Verdict> judgeTogether(
            EventCase eventCase, List<HeldCover> covers, UsedSoFar used, LocalDate filedOn) {
        UsedSoFar before = used;
        List<Verdict> verdicts = new ArrayList<>();
        for (HeldCover cover : covers) {
            ClaimFacts facts = facts(eventCase, cover.plan(), Question.of(filedOn));
            Verdict verdict = new Verdict(cover, Adjudication.decide(cover.plan(), cover.facts(), facts, before));
            before = before.plus(verdict.consumption());
            verdicts.add(verdict);
        }
        return verdicts;
    }

    /**
     * What a decision depends on beside the facts: when it was filed, and what a person confirmed. Where only the
     * {@code difference} to an earlier decision is asked for, costs have been decided there, even if they came back since.
     */
    record Question(LocalDate filedOn, Findings findings, boolean difference) {
        static Question of(LocalDate filedOn) {
            return new Question(filedOn, Findings.NONE, false);
        }

        Question filed(LocalDate day) {
            return new Question(day, findings, difference);
        }
    }

    Verdict judge(FundId fund, EventCase eventCase, HeldCover cover, Question question) {
        return judge(eventCase, cover, question, used.of(fund, eventCase.owner().person()));
    }

    /** What the covers of these claims give, each claim beside all others of its person, with what was confirmed, by claim. */
    Map<ClaimId, Verdict> judge(
            FundId fund, Map<Claim, EventCase> claims, Beside asked, Map<ClaimId, Confirmed> confirmed) {
        Map<CaseId, List<HeldCover>> covers = covers(fund, asked);
        Map<ClaimId, UsedSoFar> before = asked.used().get();
        Map<ClaimId, Verdict> verdicts = new HashMap<>();
        claims.forEach((claim, eventCase) -> {
            Confirmed found = confirmed.get(claim.id());
            HeldCover cover = found != null && found.follows()
                    ? madeOn(fund, eventCase, claim)
                    : cover(fund, eventCase, claim, covers.getOrDefault(eventCase.id(), List.of()));
            Question question = question(claim, found);
            verdicts.put(
                    claim.id(), judge(eventCase, cover, question, before.getOrDefault(claim.id(), UsedSoFar.NOTHING)));
        });
        return verdicts;
    }

    private static Question question(Claim claim, @Nullable Confirmed confirmed) {
        LocalDate filedOn = claim.clock().acceptedOn();
        return confirmed == null
                ? Question.of(filedOn)
                : new Question(filedOn, findings(confirmed.finding()), confirmed.follows());
    }

    /** What a person confirmed, as the claim stores it: a class, a grade, or nothing yet. */
    static Findings findings(@Nullable String confirmed) {
        return confirmed == null
                ? Findings.NONE
                : Grade.of(confirmed).map(Grade::findings).orElseGet(() -> Findings.NONE.withClass(confirmed));
    }

    private static Verdict judge(EventCase eventCase, HeldCover cover, Question question, UsedSoFar before) {
        ClaimFacts facts = facts(eventCase, cover.plan(), question);
        PlanVersion rules = question.difference() ? cover.plan().fixedSums() : cover.plan();
        return new Verdict(cover, Adjudication.decide(rules, cover.facts(), facts, before));
    }

    /** The cover that a claim is made on: that of the day that decides. */
    HeldCover cover(FundId fund, EventCase eventCase, Claim claim) {
        return cover(fund, eventCase, claim, covers(fund, eventCase));
    }

    private HeldCover cover(FundId fund, EventCase eventCase, Claim claim, List<HeldCover> held) {
        return held.stream()
                .filter(cover ->
                        cover.plan().code().value().equals(claim.benefit().plan()))
                .findFirst()
                .orElseGet(() -> madeOn(fund, eventCase, claim));
    }

    /**
     * The one that it was made on, though the event may have another day since: for the rules to say that it does not hold on this
     * one. A difference to what was paid stays on the cover of that, whose limits it has used.
     */
    HeldCover madeOn(FundId fund, EventCase eventCase, Claim claim) {
        CoverId id = new CoverId(store.extras(fund, claim.id()).cover());
        Cover cover = Objects.requireNonNull(covers.all(fund, List.of(id)).get(id), "a claim has its cover");
        PlanVersion plan = days(eventCase)
                .flatMap(days -> edition(fund, cover.plan(), days))
                .orElseGet(() -> edition(fund, claim.benefit()));
        return held(cover, plan, people.sex(fund, claim.owner().person()));
    }

    private PlanVersion edition(FundId fund, Claim.Benefit benefit) {
        return plans.editions(fund, new PlanCode(benefit.plan())).stream()
                .filter(plan -> plan.edition().equals(benefit.planVersion()))
                .findFirst()
                .orElseThrow();
    }

    /** What a case tells the rules. */
    record Told(CaseId of, EventKind kind, FactSheet sheet, Set<PaperKind> papers) {
        /** What a plan that goes by first diagnosis is told of a stay once that day is known: the illness that led to the stay. */
        Told asDiagnosed() {
            return EventDays.diagnosis(kind, sheet)
                    .map(day ->
                            new Told(of, EventKind.ILLNESS, sheet.with(FactField.EVENT_DAY, day.toString()), papers))
                    .orElse(this);
        }
    }

    /** Once an event was told, that day counts: whatever is asked of it later is in time if the event was. */
    private static ClaimFacts facts(EventCase eventCase, PlanVersion plan, Question question) {
        Instant first = eventCase.hand().submittedAt();
        return facts(told(eventCase, plan), first == null ? question : question.filed(Drafts.day(first)));
    }

    private static Told told(EventCase eventCase, PlanVersion plan) {
        Told told = new Told(eventCase.id(), eventCase.kind(), eventCase.facts(), eventCase.paperKinds());
        return plan.goesByDiagnosis() ? told.asDiagnosed() : told;
    }

    static ClaimFacts facts(Told told, Question question) {
        FactSheet sheet = told.sheet();
        Findings found = question.findings();
        Optional<Stay> stay = sheet.day(FactField.ADMITTED)
                .flatMap(from -> sheet.day(FactField.DISCHARGED).map(to -> new Stay(from, to)));
        Set<Icd10> diagnoses =
                sheet.text(FactField.DIAGNOSIS).map(Icd10::within).orElse(Set.of());
        return new ClaimFacts(
                        told.kind(),
                        EventDays.of(told.kind(), sheet).orElseThrow().event(),
                        question.filedOn(),
                        stay,
                        diagnoses,
                        bill(sheet).map(List::of).orElse(List.of()),
                        sheet.day(FactField.DIED).map(found::withDeath).orElse(found),
                        told.papers(),
                        sheet.text(FactField.LATE_BECAUSE))
                .withReference(Long.toString(told.of().value()));
    }

    private static Optional<Bill> bill(FactSheet sheet) {
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
