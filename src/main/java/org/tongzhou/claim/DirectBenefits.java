package org.tongzhou.claim;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.WorkingDays;
import org.tongzhou.person.Consent;
import org.tongzhou.person.Consents;

/**
 * Benefits paid without asking: computed by the ordinary rules from a reported stay, told to the member with amount and
 * day, and approved by the rules on that day unless the member objects. Only with a standing consent, and never a refusal.
 */
@Component
public class DirectBenefits {
    /** Working days between telling the member and paying [example]. */
    public static final int NOTICE_DAYS = 3;

    /** The version of the text that a member agrees to. */
    public static final String WORDING = "direct-2026-1";

    private final Announcing announcing;
    private final Granting granting;
    private final Hindrances hindrances;
    private final Cases files;
    private final Claims claims;
    private final Judging judging;
    private final Consents consents;
    private final WorkingDays calendar;

    DirectBenefits(
            Announcing announcing,
            Granting granting,
            Hindrances hindrances,
            Cases files,
            Claims claims,
            Judging judging,
            Consents consents,
            WorkingDays calendar) {
        this.announcing = announcing;
        this.granting = granting;
        this.hindrances = hindrances;
        this.files = files;
        this.claims = claims;
        this.judging = judging;
        this.consents = consents;
        this.calendar = calendar;
    }

    /** What came of a report: claims that were announced, or the code of why nothing was, with nothing changed. */
    public record Announced(List<ClaimId> claims, @Nullable String hindrance) {
        public Announced {
            claims = List.copyOf(claims);
        }

        static Announced not(String hindrance) {
            return new Announced(List.of(), hindrance);
        }
    }

    /**
     * Announces what the member's covers pay for a reported stay. Nothing is announced without consent, with facts that do
     * not stand, without an account, for a stay that is claimed already, or when nothing is payable.
     */
    @Transactional
    public Announced announce(FundId fund, StayReport report, Instant now) {
        Optional<Consent> consent = consents.inForce(fund, report.member(), Consent.Purpose.DIRECT);
        if (consent.isEmpty()) {
            return Announced.not("no_consent");
        }
        LocalDate today = FundClock.dayOf(now);
        FactSheet facts = FactSheet.EMPTY.withReading(report.facts());
        Optional<String> hindrance = hindrances.ofReport(fund, report.member(), facts, today);
        if (hindrance.isPresent()) {
            return Announced.not(hindrance.get());
        }
        EventCase draft = announcing.draft(fund, report, consent.get(), facts, now);
        if (announcing.isClaimed(fund, draft, report)) {
            return Announced.not("claimed");
        }
        List<Verdict> payable = judging.judgeTogether(fund, draft, today).stream()
                .filter(verdict -> verdict.isPayable()
                        && !verdict.isLumpSum()
                        && verdict.amount().isPositive())
                .toList();
        return payable.isEmpty() ? Announced.not("nothing_payable") : announce(fund, draft, report, payable, now);
    }

    private Announced announce(FundId fund, EventCase draft, StayReport report, List<Verdict> payable, Instant now) {
        EventCase eventCase =
                announcing.open(fund, draft, report, payable.get(0).cover(), now);
        LocalDate payOn = calendar.plus(FundClock.dayOf(now), NOTICE_DAYS);
        List<ClaimId> told = new ArrayList<>();
        for (Verdict verdict : payable) {
            told.add(announcing.announce(fund, eventCase, verdict, payOn, now).id());
        }
        announcing.propose(fund, eventCase, now);
        return new Announced(told, null);
    }

    /** The claim with what was announced, for the member alone. */
    @Transactional(readOnly = true)
    public ClaimFile find(Actor actor, ClaimId id) {
        ClaimFile file = files.follow(actor, id);
        if (!actor.isPerson(file.claim().owner().person()) || file.announcement() == null) {
            throw Refusal.notFound();
        }
        return file;
    }

    /** The member's own claims that are announced and not yet settled, newest first. */
    @Transactional(readOnly = true)
    public List<Claim> waiting(Actor actor) {
        return files.mine(actor).claims().items().stream()
                .filter(claim -> claim.state() == ClaimState.ANNOUNCED)
                .toList();
    }

    /** One tap against: the claim goes to the reviewers as any other, with a promise that starts today. */
    @Transactional
    public void object(Actor actor, ClaimId id, int version, Instant now) {
        granting.object(actor, own(actor, id), version, now);
    }

    /** One tap for: what its day would bring is done at once. */
    @Transactional
    public void agree(Actor actor, ClaimId id, int version, Instant now) {
        Claim claim = own(actor, id);
        Acting.requireVersion(claim, version);
        if (claim.state() != ClaimState.ANNOUNCED) {
            throw Refusal.conflict("claim_moved_on", claim.number());
        }
        granting.agreed(actor, claim, now);
        granting.settle(actor.fund(), List.of(id), now);
    }

    /** Gives the standing consent. */
    @Transactional
    public void consent(Actor actor, Instant now) {
        consents.give(actor, Consent.Purpose.DIRECT, WORDING, now);
    }

    /** The standing consent that holds now. */
    public Optional<Consent> consentOf(Actor actor) {
        return consents.inForce(actor.fund(), actor.requirePerson(), Consent.Purpose.DIRECT);
    }

    /** Takes the standing consent back: what is announced and not yet approved is withdrawn, to be claimed as any other. */
    @Transactional
    public void revoke(Actor actor, Instant now) {
        consents.withdraw(actor, Consent.Purpose.DIRECT, now);
        for (Claim claim : waiting(actor)) {
            claims.withdraw(actor, claim.id(), claim.version(), now);
            granting.stopped(actor.fund(), claim.id(), now);
        }
    }

    private Claim own(Actor actor, ClaimId id) {
        Claim claim = files.follow(actor, id).claim();
        if (!actor.isPerson(claim.owner().person())) {
            throw Refusal.notFound();
        }
        return claim;
    }
}
