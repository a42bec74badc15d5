package org.tongzhou.claim;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.StepStore.NewStep;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Level;
import org.tongzhou.kernel.WorkingDays;

/** Writes one claim out of one verdict: its route, its clock, the first row of its history, and the papers still owed. */
@Component
class Filing {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");

    private final ClaimStore claims;
    private final StepStore steps;
    private final StopStore stops;
    private final WorkingDays calendar;
    private final AuditTrail audit;
    private final Sealing sealing;

    Filing(
            ClaimStore claims,
            StepStore steps,
            StopStore stops,
            WorkingDays calendar,
            AuditTrail audit,
            Sealing sealing) {
        this.claims = claims;
        this.steps = steps;
        this.stops = stops;
        this.calendar = calendar;
        this.audit = audit;
        this.sealing = sealing;
    }

    static String number(String prefix, LocalDate day, long id) {
        return prefix + DAY.format(day) + String.format("%06d", id % 1_000_000);
    }

    /** A county without a city above it has no city step in its path. */
    static boolean hasCity(String path) {
        return path.matches("/\\d{2}/\\d{4}/.*");
    }

    Claim file(Actor actor, EventCase eventCase, Verdict verdict, Instant now) {
        FundId fund = actor.fund();
        LocalDate today = Drafts.day(now);
        ClaimId id = claims.nextId();
        boolean sampled = sealing.draws(fund, id);
        Claim claim = claim(id, eventCase, verdict, sampled, today);
        claims.insert(
                fund,
                claim,
                new ClaimStore.Filed(
                        verdict.cover().id(), sampled, verdict.decision().toJson(), verdict.consumption(), null),
                now);
        if (claim.state() == ClaimState.SUPPLEMENT) {
            stops.open(
                    fund,
                    id,
                    today,
                    verdict.outcome().owedPapers().stream().map(Enum::name).toList());
        }
        steps.record(fund, NewStep.of(claim, Verb.FILED, actor), now);
        audit.record(AuditEntry.of(actor, now, "claim.filed", id.cause()));
        return claim;
    }

    /** Why a decided claim gets another: the class that was confirmed later, and the reviewer's words. */
    record Graver(Claim paid, String disease, String words) {}

    /** A claim for the difference to a graver class; it starts with the province, and who found it does not decide it. */
    Claim follow(Actor actor, Verdict verdict, Graver graver, Instant now) {
        FundId fund = actor.fund();
        Claim paid = graver.paid();
        ClaimId id = claims.nextId();
        LocalDate today = Drafts.day(now);
        Route.Question question = new Route.Question(verdict.amount(), true, false, false, true);
        Claim claim = new Claim(
                id,
                paid.eventCase(),
                number("SL", today, id.value()),
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
        ClaimStore.Filed filed =
                new ClaimStore.Filed(verdict.cover().id(), false, decision, verdict.consumption(), paid.id());
        claims.insert(fund, claim, filed, now);
        claims.confirmClass(fund, id, graver.disease());
        steps.record(fund, new NewStep(claim, Verb.RECLASSIFIED, actor, null, graver.words()), now);
        audit.record(AuditEntry.of(actor, now, "claim.reclassified", id.cause()));
        return claim;
    }

    private Claim claim(ClaimId id, EventCase eventCase, Verdict verdict, boolean sampled, LocalDate today) {
        boolean owes = !verdict.isRefused() && !verdict.outcome().hasItsPapers();
        HeldCover cover = verdict.cover();
        Route route =
                Route.of(Route.Question.of(verdict.amount(), verdict.isLumpSum(), sampled), hasCity(cover.unitPath()));
        ClaimClock clock = new ClaimClock(today, List.of(), calendar);
        return new Claim(
                id,
                eventCase.id(),
                number("SL", today, id.value()),
                new Claim.Owner(eventCase.owner().person(), cover.unit(), cover.unitPath()),
                new Claim.Benefit(verdict.plan().value(), cover.plan().edition(), verdict.isLumpSum()),
                owes ? ClaimState.SUPPLEMENT : ClaimState.REVIEW,
                Level.COUNTY,
                route,
                verdict.amount(),
                1,
                new Claim.Clock(today, today, owes ? null : clock.dueOn().orElseThrow()));
    }
}
