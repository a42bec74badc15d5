package org.tongzhou.claim;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.database.Trips;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.kernel.Slice;

/** What may be read of cases and claims, each reader inside what is theirs. */
@Component
public class Cases {
    private final CaseStore cases;
    private final ClaimStore claims;
    private final ClaimFiles files;
    private final ProposalRows proposals;
    private final SignStore signs;
    private final Access access;
    private final Shown shown;
    private final Trips trips;

    Cases(
            CaseStore cases,
            ClaimStore claims,
            ClaimFiles files,
            ProposalRows proposals,
            SignStore signs,
            Access access,
            Shown shown,
            Trips trips) {
        this.cases = cases;
        this.claims = claims;
        this.files = files;
        this.proposals = proposals;
        this.signs = signs;
        this.access = access;
        this.shown = shown;
        this.trips = trips;
    }

    /**
     * What a member has under way and behind them: a page of the claims, newest first, 100 at a time; when the money of those that are
     * paid came; the draft that they are writing; a page of what they may claim besides, newest first, 50 at a time. On a page after the
     * first no more than the list that goes on there.
     */
    public record Mine(
            Slice<Claim> claims, Map<ClaimId, Instant> paidAt, Optional<DraftLine> draft, Slice<Proposal> open) {
        public Mine {
            paidAt = Map.copyOf(paidAt);
        }
    }

    /** The keys after which the claims go on, and what may be claimed besides; empty where a list begins. */
    public record Below(String claim, String proposal) {
        public static final Below NOTHING = new Below("", "");

        private boolean isNothing() {
            return equals(NOTHING);
        }

        private boolean asks(String after) {
            return isNothing() || !after.isEmpty();
        }
    }

    /** Of the actor's own. */
    public Mine mine(Actor actor) {
        Trip trip = trips.trip();
        MineAsked asked = mine(trip, actor, Below.NOTHING);
        trip.go();
        return asked.mine();
    }

    /** The same as part of a trip. */
    public MineAsked mine(Trip trip, Actor actor, Below below) {
        PersonId me = actor.requirePerson();
        FundId fund = actor.fund();
        return new MineAsked(
                below.asks(below.claim())
                        ? claims.ofPerson(trip, fund, me, Slice.below(below.claim()))::list
                        : List::of,
                below.isNothing() ? cases.draftOf(trip, fund, me)::optional : Optional::empty,
                below.asks(below.proposal())
                        ? proposals.openOfPerson(trip, fund, me, Slice.below(below.proposal()))::list
                        : List::of);
    }

    /** What each of the actor's own claims that are paid came to, by its cause, as part of a trip: of all, however many pages they fill. */
    public Rows<Map.Entry<String, Money>> paid(Trip trip, Actor actor) {
        return claims.paidOfPerson(trip, actor.fund(), actor.requirePerson());
    }

    /** A submitted case with its claims and proposals: all for the member, those through their unit for the officer who wrote it. */
    @Transactional(readOnly = true)
    public CaseFile caseFile(Actor actor, CaseId id) {
        EventCase eventCase = cases.find(actor.fund(), id)
                .filter(found -> !found.isDraft() && found.state() != EventCase.State.DISCARDED)
                .orElseThrow(Refusal::notFound);
        access.requireMayFollow(actor, eventCase);
        List<Claim> all = claims.ofCase(actor.fund(), id);
        return shown.of(actor, new CaseFile(eventCase, all, proposals.ofCase(actor.fund(), id)));
    }

    /** An event with all that came of it. */
    public record CaseFile(EventCase eventCase, List<Claim> claims, List<Proposal> proposals) {
        public CaseFile {
            claims = List.copyOf(claims);
            proposals = List.copyOf(proposals);
        }
    }

    /** A claim whole, for the member, or for the officer who wrote it through their unit. */
    public ClaimFile follow(Actor actor, ClaimId id) {
        Trip trip = trips.trip();
        Supplier<ClaimFile> file = follow(trip, actor, id);
        trip.go();
        return file.get();
    }

    /** The same as part of a trip: had, or refused, once it is over. What its event is suspected of is not in it. */
    public Supplier<ClaimFile> follow(Trip trip, Actor actor, ClaimId id) {
        ClaimFiles.Asked asked = files.ask(trip, Scope.province(actor.fund()), id);
        return () -> {
            ClaimFile file = files.file(asked, List.of());
            access.requireMayFollow(
                    actor, file.eventCase(), file.claim().owner().path());
            return shown.of(actor, file);
        };
    }

    /** A claim whole, for reviewers and auditors of its territory. */
    public ClaimFile review(Actor actor, ClaimId id) {
        requireStaff(actor);
        Trip trip = trips.trip();
        ClaimFiles.Asked asked = files.ask(trip, actor.scope(), id);
        Rows<Sign> found = signs.about(trip, actor.fund(), id);
        trip.go();
        return files.file(asked, found.list());
    }

    /** Why the actor may not decide on a claim now, as a refusal's code; empty when they may. */
    @Transactional(readOnly = true)
    public Optional<String> objection(Actor actor, Claim claim) {
        Optional<Refusal> objection = claim.state() == ClaimState.REFUSAL_PROPOSED
                ? access.objectionToSecond(actor, claim)
                : access.objection(actor, claim);
        return objection.isEmpty() && access.hasDecided(actor, claim)
                ? Optional.of("claim_acted_before")
                : objection.map(Refusal::code);
    }

    /** Reviewers of any level, and who looks on. */
    static void requireStaff(Actor actor) {
        actor.require(Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER, Role.AUDITOR, Role.MANAGER);
    }
}
