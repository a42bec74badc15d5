package org.tongzhou.claim;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.claim.Acting.Reasoned;
import org.tongzhou.claim.AnnouncementStore.Settled;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Scope;
import org.tongzhou.person.Claimant;
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
        return hasAccount(people.claimant(fund, person));
    }

    private static boolean hasAccount(Claimant member) {
        return member.payee().filter(payee -> !payee.awaitsConfirmation()).isPresent();
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
            cases.holdGates(fund, due.stream().map(Granting::member).toList());
            Map<CaseId, EventCase> read =
                    cases.find(fund, due.stream().map(Claim::eventCase).toList());
            settle(fund, with(due, read), read, now);
        }
    }

    private void settle(FundId fund, Map<Claim, EventCase> due, Map<CaseId, EventCase> read, Instant now) {
        Map<ClaimId, String> hindrances = hindrances(fund, due);
        Map<Claim, Move> moves = new LinkedHashMap<>();
        due.keySet()
                .forEach(claim -> moves.put(
                        claim,
                        hindrances.containsKey(claim.id())
                                ? claim.moves().handOver()
                                : claim.moves().approveByRules()));
        List<Claim> after = acting.move(Actor.system(fund), moves, Reasoned.NOTHING, now);
        announcements.settle(
                fund,
                after.stream()
                        .map(claim -> settled(claim, hindrances.get(claim.id())))
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

    void object(Actor actor, Claim claim, int version, Instant now) {
        Claim locked =
                claims.lockAfterCase(Scope.province(actor.fund()), claim.id()).orElseThrow(Refusal::notFound);
        Claim after = acting.byMember(actor, locked, version, Moves::object, now);
        tellings.filed(actor, after, now);
    }

    void agreed(Actor actor, Claim claim, Instant now) {
        audit.record(AuditEntry.of(actor, now, "claim.direct_agreed", claim.id().cause()));
    }

    private static PersonId member(Claim claim) {
        return claim.owner().person();
    }

    /** Why a person has to look at a claim, by claim; without those that the rules may approve. */
    private Map<ClaimId, String> hindrances(FundId fund, Map<Claim, EventCase> due) {
        List<PersonId> members = due.keySet().stream().map(Granting::member).toList();
        Set<PersonId> consenting = consents.inForce(fund, members, Consent.Purpose.DIRECT);
        Map<CaseId, Integer> open =
                signs.open(fund, due.values().stream().map(EventCase::id).toList());
        Map<PersonId, Claimant> claimants = people.claimants(fund, members);
        Map<ClaimId, String> found = new HashMap<>();
        due.forEach((claim, eventCase) -> {
            if (!consenting.contains(member(claim))) {
                found.put(claim.id(), "consent");
            } else if (open.containsKey(eventCase.id())) {
                found.put(claim.id(), "signs");
            } else if (!eventCase.facts().toLookAt().isEmpty()) {
                found.put(claim.id(), "facts");
            } else if (!hasAccount(Objects.requireNonNull(claimants.get(member(claim))))) {
                found.put(claim.id(), "account");
            }
        });
        stays.taken(fund, due).forEach(id -> found.putIfAbsent(id, "stay"));
        Map<Claim, EventCase> free = new LinkedHashMap<>(due);
        free.keySet().removeIf(claim -> found.containsKey(claim.id()));
        Map<ClaimId, Verdict> verdicts = acting.verdicts(fund, free);
        free.keySet().stream()
                .filter(claim -> !isSame(claim, Objects.requireNonNull(verdicts.get(claim.id()))))
                .forEach(claim -> found.put(claim.id(), "amount"));
        return found;
    }

    private static boolean isSame(Claim claim, Verdict verdict) {
        return verdict.isPayable() && verdict.amount().equals(claim.amount());
    }
}
