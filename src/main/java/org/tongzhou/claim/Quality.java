package org.tongzhou.claim;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Place;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;

/**
 * A second look at claims that one level approved because the rules had nothing against them: a random sample large enough
 * for a stated confidence and margin, and all that carry a risk. What was found states how many errors there are at most.
 */
@Component
public class Quality {
    private static final Role[] LEADS = {
        Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER, Role.MANAGER, Role.AUDITOR
    };
    private static final int LONGEST_DAYS = 366;
    private static final int PAGE = 50;
    private static final int PAGE_CHECKS = 100;
    private static final Place BEGINNING = new Place(0, -1);

    private final QualityStore store;
    private final ClaimStore claims;
    private final StepStore steps;
    private final Access access;
    private final Sealing sealing;
    private final AuditTrail audit;

    Quality(QualityStore store, ClaimStore claims, StepStore steps, Access access, Sealing sealing, AuditTrail audit) {
        this.store = store;
        this.claims = claims;
        this.steps = steps;
        this.access = access;
        this.sealing = sealing;
        this.audit = audit;
    }

    /** Which decisions, and how sure the result should be: 90, 95 or 99 percent, within 1 to 20 percent. */
    public record Wish(LocalDate from, LocalDate upto, int confidence, int margin) {}

    /** One round as it stands. */
    public record Round(
            long id, String openedBy, Instant openedAt, Wish wish, int population, Found random, Found risk) {}

    /** Drawn, looked at, found wrong. */
    public record Found(int drawn, int looked, int errors) {
        /** The share of errors that is not passed with this confidence, in tenths of a percent, rounded up. */
        public int atMostPerMille(int confidence) {
            return (int) Math.ceil(Sampling.upperBound(errors, looked, confidence) * 1_000 - 1e-9);
        }
    }

    /** One claim of a round in its place among those drawn alike; {@code sound} is null until somebody has looked, {@code words} tell an error. */
    public record Check(
            ClaimId claim,
            String number,
            boolean risk,
            int place,
            @Nullable Boolean sound,
            @Nullable String by,
            @Nullable String words) {
        String key() {
            return new Place(risk ? 1 : 0, place).key();
        }
    }

    /** Rounds that the actor's territory contains, newest first, 50 at a time. */
    @Transactional(readOnly = true)
    public Slice<Round> rounds(Actor actor, String after) {
        actor.require(LEADS);
        List<Round> found = store.rounds(actor.scope(), Slice.below(after), PAGE + 1);
        return Slice.of(found, PAGE, round -> Long.toString(round.id()));
    }

    @Transactional(readOnly = true)
    public Round round(Actor actor, long id) {
        actor.require(LEADS);
        return store.round(actor.scope(), id).orElseThrow(Refusal::notFound);
    }

    /** The claims of a round, those drawn at random first, 100 at a time. */
    @Transactional(readOnly = true)
    public Slice<Check> checks(Actor actor, long round, String after) {
        round(actor, round);
        List<Check> found = store.checks(actor.fund(), round, Place.of(after, BEGINNING), PAGE_CHECKS + 1);
        return Slice.of(found, PAGE_CHECKS, Check::key);
    }

    /** Draws a round: a keyed hash picks, so that nobody can choose, and the same round would pick the same again. */
    @Transactional
    public long draw(Actor actor, Wish wish, Instant now) {
        actor.require(Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER, Role.MANAGER);
        requireSense(wish, FundClock.dayOf(now));
        long id = store.nextId();
        QualityDraw draw = new QualityDraw(wish, claim -> sealing.draw(actor.fund(), id, claim));
        store.approvedByOneLevel(actor.scope(), wish, draw::add);
        if (draw.isEmpty()) {
            throw Refusal.invalid("claim_quality_empty");
        }
        store.insert(actor, new QualityStore.Drawn(id, wish, draw.population()), now);
        store.addChecks(actor.fund(), id, draw.random(), false);
        store.addChecks(actor.fund(), id, draw.risky(), true);
        audit.record(AuditEntry.of(actor, now, "claim.quality_drawn", "quality:" + id));
        return id;
    }

    private static void requireSense(Wish wish, LocalDate today) {
        boolean days = !wish.from().isAfter(wish.upto())
                && !wish.upto().isAfter(today)
                && wish.upto().isBefore(wish.from().plusDays(LONGEST_DAYS));
        boolean figures = List.of(90, 95, 99).contains(wish.confidence()) && wish.margin() >= 1 && wish.margin() <= 20;
        if (!days || !figures) {
            throw Refusal.invalid("claim_quality_wish");
        }
    }

    /** What a look found: sound, or an error told in 10 to 500 characters. */
    public record Result(boolean sound, String words) {}

    /** Somebody who has not worked on the claim, nor has an interest in it, says whether the decision was right. */
    @Transactional
    public void check(Actor actor, long round, ClaimId id, Result result, Instant now) {
        round(actor, round);
        Claim claim = claims.findWithin(actor.scope(), id).orElseThrow(Refusal::notFound);
        access.requireDesk(actor, claim);
        if (steps.hasWorked(actor.fund(), id, actor.requirePerson())) {
            throw Refusal.notAllowed("claim_acted_before");
        }
        String words = result.sound() ? result.words().strip() : Reviews.requireWords(result.words());
        Optional<String> said = words.isEmpty() ? Optional.empty() : Optional.of(words);
        if (!store.check(actor, new QualityStore.Looked(round, id, result.sound(), said.orElse(null)), now)) {
            throw Refusal.conflict("claim_moved_on", claim.number());
        }
        audit.record(AuditEntry.of(actor, now, "claim.quality_checked", id.cause()));
    }
}
