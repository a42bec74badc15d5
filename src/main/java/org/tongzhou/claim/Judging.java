package org.tongzhou.claim;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.adjudication.Adjudication;
import org.tongzhou.adjudication.ClaimFacts;
import org.tongzhou.adjudication.Findings;
import org.tongzhou.adjudication.UsedSoFar;
import org.tongzhou.claim.ClaimStore.Confirmed;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.enrolment.Cover;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Sex;
import org.tongzhou.person.People;
import org.tongzhou.plan.PlanVersion;

/** Puts the rules to an event: every cover of the person on its day, the plan edition of that day, what was used so far. */
@Component
class Judging {
    private final EventCovers covers;
    private final People people;
    private final UsedStore used;
    private final CaseStore cases;

    Judging(EventCovers covers, People people, UsedStore used, CaseStore cases) {
        this.covers = covers;
        this.people = people;
        this.used = used;
        this.cases = cases;
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
        claims.values().stream()
                .filter(each -> EventCovers.day(each).isPresent())
                .forEach(each -> dated.put(each.id(), each));
        return new Beside(
                dated,
                people.sexes(
                        trip,
                        fund,
                        dated.values().stream()
                                .map(each -> each.owner().person())
                                .toList()),
                covers.ask(trip, fund, dated.values()),
                used.beside(trip, fund, claims.keySet()));
    }

    /** The covers of several cases, by case; without those whose day is not known. */
    private Map<CaseId, List<HeldCover>> covers(FundId fund, Beside asked) {
        Map<PersonId, Sex> sexes =
                asked.sexes().list().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        Map<CaseId, List<HeldCover>> held = new HashMap<>();
        asked.cases().forEach((id, event) -> {
            Sex sex = Objects.requireNonNull(sexes.get(event.owner().person()));
            held.put(id, covers.among(fund, event, asked.inForce().list(), sex));
        });
        return held;
    }

    /** What every cover gives, limits used by other claims taken off; the caller holds the person's gate when it matters. */
    List<Verdict> judge(FundId fund, EventCase eventCase, LocalDate filedOn) {
        return covers.of(fund, eventCase).stream()
                .map(cover -> judge(fund, eventCase, cover, Question.of(filedOn)))
                .toList();
    }

    /** The same for a case without claims yet: what one cover gives counts against the limits that it shares with the next. */
    List<Verdict> judgeTogether(FundId fund, EventCase eventCase, LocalDate filedOn) {
        UsedSoFar before = used.of(fund, eventCase);
        return judgeTogether(eventCase, covers.of(fund, eventCase), before, filedOn);
    }

    /** What was asked about people before an event of each is judged. */
    record Known(Supplier<Map<PersonId, UsedSoFar>> used, Rows<Cover> inForce) {}

    /** Holds the gates of their people and asks, as part of a trip; {@link #judgeTogether} comes after it. All have their day. */
    Known askHolding(Trip trip, FundId fund, List<EventCase> events) {
        List<PersonId> people =
                events.stream().map(event -> event.owner().person()).toList();
        cases.holdGates(trip, fund, people);
        return new Known(used.of(trip, fund, events), covers.ask(trip, fund, events));
    }

    /** The covers of an event, once the trip is over. */
    List<HeldCover> covers(FundId fund, EventCase event, Known known, Sex sex) {
        return covers.among(fund, event, known.inForce().list(), sex);
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
            ClaimFacts facts = ToldFacts.facts(eventCase, cover.plan(), Question.of(filedOn));
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

    /** What is due beside what was paid, on the cover that the claim was made on; costs stay decided as they were. */
    Verdict difference(FundId fund, EventCase eventCase, Claim claim, Findings found) {
        Question question = new Question(claim.clock().acceptedOn(), found, true);
        return judge(fund, eventCase, covers.madeOn(fund, eventCase, claim), question);
    }

    /** What the covers of these claims give, each claim beside all others of its person, with what was confirmed, by claim. */
    Map<ClaimId, Verdict> judge(
            FundId fund, Map<Claim, EventCase> claims, Beside asked, Map<ClaimId, Confirmed> confirmed) {
        Map<CaseId, List<HeldCover>> held = covers(fund, asked);
        Map<ClaimId, UsedSoFar> before = asked.used().get();
        Map<ClaimId, Verdict> verdicts = new HashMap<>();
        claims.forEach((claim, eventCase) -> {
            Confirmed found = confirmed.get(claim.id());
            HeldCover cover = found != null && found.follows()
                    ? covers.madeOn(fund, eventCase, claim)
                    : covers.ofClaim(fund, eventCase, claim, held.getOrDefault(eventCase.id(), List.of()));
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
        ClaimFacts facts = ToldFacts.facts(eventCase, cover.plan(), question);
        PlanVersion rules = question.difference() ? cover.plan().fixedSums() : cover.plan();
        return new Verdict(cover, Adjudication.decide(rules, cover.facts(), facts, before));
    }
}
