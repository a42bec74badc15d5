package org.tongzhou.claim;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.StepStore.NewStep;
import org.tongzhou.database.Trips;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Level;
import org.tongzhou.kernel.WorkingDays;

/** Writes one claim out of one verdict: its route, its clock, the first row of its history, and the papers still owed. */
@Component
class Filing {
    /** What numbers of cases begin with; those of claims begin otherwise. */
    static final String CASE = "SJ";

    private static final String CLAIM = "SL";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");
    private static final Pattern WITH_CITY = Pattern.compile("/\\d{2}/\\d{4}/.*");

    private final ClaimWriting claims;
    private final StopStore stops;
    private final WorkingDays calendar;
    private final AuditTrail audit;
    private final Sealing sealing;
    private final Trips trips;

    Filing(ClaimWriting claims, StopStore stops, WorkingDays calendar, AuditTrail audit, Sealing sealing, Trips trips) {
        this.trips = trips;
        this.claims = claims;
        this.stops = stops;
        this.calendar = calendar;
        this.audit = audit;
        this.sealing = sealing;
    }

    static String number(String prefix, LocalDate day, long id) {
        String last = Long.toString(id % 1_000_000);
        return prefix + DAY.format(day) + "0".repeat(6 - last.length()) + last;
    }

    /** A county without a city above it has no city step in its path. */
    static boolean hasCity(String path) {
        return WITH_CITY.matcher(path).matches();
    }

    /** What is filed by whom, under an id that was drawn before. */
    record Due(Actor actor, EventCase eventCase, Verdict verdict, ClaimId id) {
        boolean owesPapers() {
            return !verdict.isRefused() && !verdict.hasItsPapers();
        }

        List<String> owedPapers() {
            return verdict.outcome().owedPapers().stream().map(Enum::name).toList();
        }
    }

    Claim file(Actor actor, EventCase eventCase, Verdict verdict, Instant now) {
        Trip trip = trips.trip();
        Due due = new Due(actor, eventCase, verdict, claims.nextId());
        List<Claim> filed = file(trip, actor.fund(), List.of(due), now);
        trip.go();
        return filed.get(0);
    }

    /** The same of several, in their order, as part of a trip. */
    List<Claim> file(Trip trip, FundId fund, List<Due> due, Instant now) {
        List<ClaimWriting.New> rows =
                due.stream().map(one -> row(fund, one, FundClock.dayOf(now))).toList();
        claims.insert(trip, fund, rows, now);
        Map<ClaimId, List<String>> owed =
                due.stream().filter(Due::owesPapers).collect(Collectors.toMap(Due::id, Due::owedPapers));
        if (!owed.isEmpty()) {
            stops.open(trip, fund, owed, FundClock.dayOf(now));
        }
        due.forEach(one -> audit.record(
                AuditEntry.of(one.actor(), now, "claim.filed", one.id().cause())));
        return rows.stream().map(ClaimWriting.New::claim).toList();
    }

    private ClaimWriting.New row(FundId fund, Due due, LocalDate today) {
        ClaimState state = due.owesPapers() ? ClaimState.SUPPLEMENT : ClaimState.REVIEW;
        Start start = new Start(due.id(), state, sealing.draws(fund, due.id()));
        Claim claim = claim(start, due.eventCase(), due.verdict(), today);
        return new ClaimWriting.New(NewStep.of(claim, Verb.FILED, due.actor()), filed(due.verdict(), start.sampled()));
    }

    /** A claim that nobody had to file: told to the member, and not before the reviewers unless something speaks for it. */
    Claim announce(Actor system, EventCase eventCase, Verdict verdict, Instant now) {
        FundId fund = system.fund();
        ClaimId id = claims.nextId();
        Start start = new Start(id, ClaimState.ANNOUNCED, sealing.draws(fund, id));
        Claim claim = claim(start, eventCase, verdict, FundClock.dayOf(now));
        NewStep first = NewStep.of(claim, Verb.ANNOUNCED, system);
        claims.insert(fund, new ClaimWriting.New(first, filed(verdict, start.sampled())), now);
        audit.record(AuditEntry.of(system, now, "claim.announced", id.cause()));
        return claim;
    }

    private static ClaimWriting.Filed filed(Verdict verdict, boolean sampled) {
        return new ClaimWriting.Filed(
                verdict.cover().id(), sampled, verdict.decision().toJson(), verdict.consumption(), null);
    }

    /** Why a decided claim gets another: what was found later, a class or a grade, and the reviewer's words. */
    record Graver(Claim paid, String finding, String words) {}

    /** A claim for the difference to a graver class or grade; it starts with the province, and who found it does not decide it. */
    Claim follow(Actor actor, Verdict verdict, Graver graver, Instant now) {
        FundId fund = actor.fund();
        Claim paid = graver.paid();
        ClaimId id = claims.nextId();
        LocalDate today = FundClock.dayOf(now);
        Route.Question question = new Route.Question(verdict.amount(), true, false, true);
        Claim claim = new Claim(
                id,
                paid.eventCase(),
                number(CLAIM, today, id.value()),
                paid.owner(),
                paid.benefit(),
                ClaimState.REVIEW,
                Level.PROVINCE,
                Route.of(question, hasCity(paid.owner().path())),
                verdict.amount(),
                1,
                new Claim.Clock(
                        today,
                        today,
                        new ClaimClock(today, List.of(), calendar).dueOn().orElseThrow()));
        String decision = verdict.decision().toJson();
        ClaimWriting.Filed filed =
                new ClaimWriting.Filed(verdict.cover().id(), false, decision, verdict.consumption(), paid.id());
        NewStep first = new NewStep(claim, Verb.RECLASSIFIED, actor, null, graver.words());
        claims.insert(fund, new ClaimWriting.New(first, filed), now);
        claims.confirm(fund, id, graver.finding());
        audit.record(AuditEntry.of(actor, now, "claim.reclassified", id.cause()));
        return claim;
    }

    /** How a claim begins. */
    private record Start(ClaimId id, ClaimState state, boolean sampled) {}

    private Claim claim(Start start, EventCase eventCase, Verdict verdict, LocalDate today) {
        HeldCover cover = verdict.cover();
        boolean fixed = verdict.hasFixedSum(eventCase.facts());
        Route route = Route.of(Route.Question.of(verdict.amount(), fixed, start.sampled()), hasCity(cover.unitPath()));
        ClaimClock clock = new ClaimClock(today, List.of(), calendar);
        return new Claim(
                start.id(),
                eventCase.id(),
                number(CLAIM, today, start.id().value()),
                new Claim.Owner(eventCase.owner().person(), cover.unit(), cover.unitPath()),
                verdict.benefit(eventCase.facts()),
                start.state(),
                Level.COUNTY,
                route,
                verdict.amount(),
                1,
                new Claim.Clock(
                        today,
                        today,
                        start.state() == ClaimState.SUPPLEMENT
                                ? null
                                : clock.dueOn().orElseThrow()));
    }
}
