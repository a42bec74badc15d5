package org.tongzhou.claim;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.claim.Acting.Reasoned;
import org.tongzhou.claim.AnnouncementStore.Settled;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Scope;

/**
 * What the day of an announcement brings: the rules approve in place of the first check, and alone where one level may.
 * Anything that a reviewer would have to look at hands the claim to a person instead; nothing is refused.
 */
@Component
class Granting {
    private final CaseStore cases;
    private final ClaimStore claims;
    private final AnnouncementStore announcements;
    private final Hindrances hindrances;
    private final Acting acting;
    private final Paying paying;
    private final Tellings tellings;
    private final AuditTrail audit;

    Granting(
            CaseStore cases,
            ClaimStore claims,
            AnnouncementStore announcements,
            Hindrances hindrances,
            Acting acting,
            Paying paying,
            Tellings tellings,
            AuditTrail audit) {
        this.cases = cases;
        this.claims = claims;
        this.announcements = announcements;
        this.hindrances = hindrances;
        this.acting = acting;
        this.paying = paying;
        this.tellings = tellings;
        this.audit = audit;
    }

    /**
     * Brings these announcements to their end, or none of them; again changes nothing. They are read, decided and written together,
     * each by what it would have brought alone; two that get into each other's way are refused, and go one by one.
     */
    @Transactional
    public void settle(FundId fund, List<ClaimId> ids, Instant now) {
        List<Claim> locked = claims.lockAfterCases(fund, ids);
        if (locked.size() < ids.size()) {
            throw Refusal.notFound();
        }
        announcements.settle(
                fund,
                locked.stream()
                        .filter(claim -> claim.state() != ClaimState.ANNOUNCED)
                        .map(claim -> new Settled(claim.id(), Announcement.End.STOPPED, null))
                        .toList(),
                now);
        List<Claim> due = locked.stream()
                .filter(claim -> claim.state() == ClaimState.ANNOUNCED)
                .toList();
        if (!due.isEmpty()) {
            cases.holdGates(
                    fund, due.stream().map(claim -> claim.owner().person()).toList());
            Map<CaseId, EventCase> read =
                    cases.find(fund, due.stream().map(Claim::eventCase).toList());
            settle(fund, with(due, read), read, now);
        }
    }

    private void settle(FundId fund, Map<Claim, EventCase> due, Map<CaseId, EventCase> read, Instant now) {
        Map<ClaimId, String> hindered = hindrances.of(fund, due);
        Map<Claim, Move> moves = new LinkedHashMap<>();
        due.keySet()
                .forEach(claim -> moves.put(
                        claim,
                        hindered.containsKey(claim.id())
                                ? claim.moves().handOver()
                                : claim.moves().approveByRules()));
        List<Claim> after = acting.move(Actor.system(fund), moves, Reasoned.NOTHING, now);
        showWhatIsDue(fund, after, hindered, read);
        announcements.settle(
                fund,
                after.stream()
                        .map(claim -> settled(claim, hindered.get(claim.id())))
                        .toList(),
                now);
        List<Claim> approved = after.stream()
                .filter(claim -> claim.state() == ClaimState.APPROVED)
                .toList();
        paying.instruct(Actor.system(fund), with(approved, read), now);
        tellings.approved(fund, approved, now);
        tellings.handedOver(
                fund,
                after.stream()
                        .filter(claim -> claim.state() != ClaimState.APPROVED)
                        .toList(),
                now);
    }

    /** Whoever looks at a claim whose amount has moved sees it computed anew; what was announced stays in the announcement. */
    private void showWhatIsDue(
            FundId fund, List<Claim> after, Map<ClaimId, String> hindered, Map<CaseId, EventCase> read) {
        after.stream()
                .filter(claim -> Hindrances.AMOUNT.equals(hindered.get(claim.id())))
                .forEach(claim -> acting.recompute(
                        Actor.system(fund), Objects.requireNonNull(read.get(claim.eventCase())), claim));
    }

    private static Settled settled(Claim after, @Nullable String hindrance) {
        if (hindrance != null) {
            return new Settled(after.id(), Announcement.End.TO_A_PERSON, hindrance);
        }
        boolean approved = after.state() == ClaimState.APPROVED;
        return new Settled(after.id(), approved ? Announcement.End.APPROVED : Announcement.End.PASSED_ON, null);
    }

    private static Map<Claim, EventCase> with(List<Claim> claims, Map<CaseId, EventCase> read) {
        Map<Claim, EventCase> with = new LinkedHashMap<>();
        claims.forEach(claim -> with.put(claim, Objects.requireNonNull(read.get(claim.eventCase()))));
        return with;
    }

    /** One that its member no longer wants announced. */
    void stopped(FundId fund, ClaimId id, Instant now) {
        announcements.settle(fund, id, Announcement.End.STOPPED, now);
    }

    void object(Actor actor, Claim claim, int version, Instant now) {
        Claim locked =
                claims.lockAfterCase(Scope.province(actor.fund()), claim.id()).orElseThrow(Refusal::notFound);
        Claim after = acting.byMember(actor, locked, version, Moves::object, now);
        tellings.filed(actor, after, now);
        announcements.settle(actor.fund(), claim.id(), Announcement.End.OBJECTED, now);
    }

    void agreed(Actor actor, Claim claim, Instant now) {
        audit.record(AuditEntry.of(actor, now, "claim.direct_agreed", claim.id().cause()));
    }
}
