package org.tongzhou.claim;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
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

    Filing(ClaimStore claims, StepStore steps, StopStore stops, WorkingDays calendar, AuditTrail audit) {
        this.claims = claims;
        this.steps = steps;
        this.stops = stops;
        this.calendar = calendar;
        this.audit = audit;
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
        boolean sampled = Route.sampled(fund.code(), id.value());
        Claim claim = claim(id, eventCase, verdict, sampled, today);
        claims.insert(
                fund,
                claim,
                new ClaimStore.Filed(
                        verdict.cover().id(), sampled, verdict.decision().toJson(), verdict.consumption()),
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

    private Claim claim(ClaimId id, EventCase eventCase, Verdict verdict, boolean sampled, LocalDate today) {
        boolean owes = !verdict.isRefused() && !verdict.outcome().hasItsPapers();
        HeldCover cover = verdict.cover();
        Route route =
                Route.of(Route.Question.of(verdict.amount(), verdict.isLumpSum(), sampled), hasCity(cover.unitPath()));
        ClaimClock clock = new ClaimClock(today, java.util.List.of(), calendar);
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
                new Claim.Clock(today, owes ? null : clock.dueOn().orElseThrow()));
    }
}
