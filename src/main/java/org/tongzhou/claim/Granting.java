package org.tongzhou.claim;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.claim.Acting.Reasoned;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Scope;
import org.tongzhou.person.Consent;
import org.tongzhou.person.Consents;
import org.tongzhou.person.People;

/**
 * What the day of an announcement brings: the rules approve in place of the first check, and alone where one level may.
 * Anything that a reviewer would have to look at hands the claim to a person instead; nothing is refused.
 */
@Component
class Granting {
    private final CaseStore cases;
    private final ClaimStore claims;
    private final SignStore signs;
    private final StayStore stays;
    private final AnnouncementStore announcements;
    private final Acting acting;
    private final Paying paying;
    private final Tellings tellings;
    private final Consents consents;
    private final People people;
    private final AuditTrail audit;

    Granting(
            CaseStore cases,
            ClaimStore claims,
            SignStore signs,
            StayStore stays,
            AnnouncementStore announcements,
            Acting acting,
            Paying paying,
            Tellings tellings,
            Consents consents,
            People people,
            AuditTrail audit) {
        this.cases = cases;
        this.claims = claims;
        this.signs = signs;
        this.stays = stays;
        this.announcements = announcements;
        this.acting = acting;
        this.paying = paying;
        this.tellings = tellings;
        this.consents = consents;
        this.people = people;
        this.audit = audit;
    }

    /** True when the member has an account that nobody is changing. */
    boolean hasAccount(FundId fund, PersonId person) {
        try {
            return !people.payee(fund, person).awaitsConfirmation();
        } catch (Refusal missing) {
            return false;
        }
    }

    /** Brings all of these to their end, or none. */
    @Transactional
    public void settleAll(FundId fund, List<ClaimId> ids, Instant now) {
        ids.forEach(id -> settle(fund, id, now));
    }

    /** Brings one announcement to its end; again changes nothing. */
    @Transactional
    public void settle(FundId fund, ClaimId id, Instant now) {
        Claim claim = lock(fund, id);
        if (claim.state() != ClaimState.ANNOUNCED) {
            announcements.settle(fund, id, Announcement.End.STOPPED, null, now);
            return;
        }
        cases.holdGate(fund, claim.owner().person());
        EventCase eventCase = cases.find(fund, claim.eventCase()).orElseThrow();
        Optional<String> hindrance = hindrance(fund, eventCase, claim);
        if (hindrance.isPresent()) {
            handOver(fund, claim, hindrance.get(), now);
        } else {
            approve(fund, claim, now);
        }
    }

    void object(Actor actor, Claim claim, int version, Instant now) {
        Claim locked = lock(actor.fund(), claim.id());
        Claim after = acting.byMember(actor, locked, version, Claim::object, now);
        tellings.filed(actor, after, now);
    }

    void agreed(Actor actor, Claim claim, Instant now) {
        audit.record(AuditEntry.of(actor, now, "claim.direct_agreed", claim.id().cause()));
    }

    private Claim lock(FundId fund, ClaimId id) {
        return claims.lockAfterCase(Scope.province(fund), id).orElseThrow(Refusal::notFound);
    }

    private Optional<String> hindrance(FundId fund, EventCase eventCase, Claim claim) {
        PersonId member = claim.owner().person();
        if (consents.inForce(fund, member, Consent.Purpose.DIRECT).isEmpty()) {
            return Optional.of("consent");
        }
        if (signs.open(fund, eventCase.id()) > 0) {
            return Optional.of("signs");
        }
        if (!eventCase.facts().toLookAt().isEmpty()) {
            return Optional.of("facts");
        }
        if (!hasAccount(fund, member)) {
            return Optional.of("account");
        }
        if (stays.isTaken(fund, claim, eventCase)) {
            return Optional.of("stay");
        }
        Verdict verdict = acting.verdict(fund, eventCase, claim);
        boolean same = verdict.isPayable() && verdict.amount().equals(claim.amount());
        return same ? Optional.empty() : Optional.of("amount");
    }

    private void handOver(FundId fund, Claim claim, String reason, Instant now) {
        Claim after = acting.move(Actor.system(fund), claim, claim.handOver(), Reasoned.NOTHING, now);
        announcements.settle(fund, claim.id(), Announcement.End.TO_A_PERSON, reason, now);
        tellings.handedOver(fund, after, now);
    }

    private void approve(FundId fund, Claim claim, Instant now) {
        Actor system = Actor.system(fund);
        Claim after = acting.move(system, claim, claim.approveByRules(), Reasoned.NOTHING, now);
        if (after.state() == ClaimState.APPROVED) {
            paying.instruct(system, after, now);
            announcements.settle(fund, claim.id(), Announcement.End.APPROVED, null, now);
            tellings.approved(fund, after, now);
        } else {
            announcements.settle(fund, claim.id(), Announcement.End.PASSED_ON, null, now);
            tellings.handedOver(fund, after, now);
        }
    }
}
