package org.tongzhou.claim;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.enrolment.Cover;
import org.tongzhou.enrolment.Covers;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Level;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.person.Heirs;

/** Who may touch a case or a claim. What is not theirs is answered as not there. */
@Component
class Access {
    private final Covers covers;
    private final StepStore steps;
    private final Heirs heirs;

    Access(Covers covers, StepStore steps, Heirs heirs) {
        this.covers = covers;
        this.steps = steps;
        this.heirs = heirs;
    }

    /** Through which covers, and whose heir, an actor may have an interest in a claim. */
    record Ties(List<Cover> covers, Collection<PersonId> inheritedFrom) {}

    /** What is asked about a reviewer, to be had once the trip is over. */
    record Asked(Rows<Cover> covers, Rows<PersonId> inheritedFrom, Rows<Boolean> acted) {
        Ties ties() {
            return new Ties(covers.list(), inheritedFrom.list());
        }
    }

    /** Asks about the actor with the trip that locks the claim. */
    Asked ask(Trip trip, Actor actor, ClaimId id) {
        PersonId person = actor.requirePerson();
        return new Asked(
                covers.of(trip, actor.fund(), person),
                heirs.inheritedBy(trip, actor.fund(), person),
                steps.hasActed(trip, actor.fund(), id, person));
    }

    /** The member, or an officer whose unit serves the member on this day, may open a case for the member. */
    void requireMayOpen(Actor actor, PersonId member, LocalDate today) {
        if (!actor.isPerson(member) && !isOfficerOf(actor, member, cover -> cover.isServedOn(today))) {
            throw Refusal.notFound();
        }
    }

    /** The same for what was opened while that was so, however long it takes. */
    void requireMayFile(Actor actor, PersonId member) {
        if (!mayFile(actor, member)) {
            throw Refusal.notFound();
        }
    }

    private boolean mayFile(Actor actor, PersonId member) {
        return actor.isPerson(member) || isOfficerOf(actor, member, cover -> cover.state() == Cover.State.ACTIVE);
    }

    /** Of these people, those with a cover through the officer's unit, begun or over: their open cases stay the officer's to file. */
    Set<PersonId> mayFileFor(Actor officer, Collection<PersonId> members) {
        return officer.is(Role.UNIT_OFFICER) ? covers.begun(officer, members) : Set.of();
    }

    private boolean isOfficerOf(Actor actor, PersonId member, Predicate<Cover> such) {
        return actor.is(Role.UNIT_OFFICER)
                && covers.of(actor.fund(), member).stream().filter(such).anyMatch(cover -> isOwn(actor, cover));
    }

    /** Through the officer's own unit. */
    static boolean isOwn(Actor officer, Cover cover) {
        return cover.unit().equals(officer.unit()) && officer.scope().covers(cover.unitPath());
    }

    /** A draft belongs to the hand that writes it, and that hand must still be allowed to file for the member. */
    void requireOwnDraft(Actor actor, EventCase draft) {
        if (!draft.hand().openedBy().equals(actor.requirePerson())) {
            throw Refusal.notFound();
        }
        requireMayFile(actor, draft.owner().person());
    }

    /** The member, or the officer who wrote the case and is still of its unit, may see and supplement it. */
    void requireMayFollow(Actor actor, EventCase eventCase) {
        if (!mayFollow(actor, eventCase)) {
            throw Refusal.notFound();
        }
    }

    /** The same for what came of the case through a unit: the member follows all of it, the officer what went through their own. */
    void requireMayFollow(Actor actor, EventCase eventCase, String unitPath) {
        requireMayFollow(actor, eventCase);
        if (!sees(actor, eventCase, unitPath)) {
            throw Refusal.notFound();
        }
    }

    static boolean sees(Actor actor, EventCase eventCase, String unitPath) {
        return actor.isPerson(eventCase.owner().person()) || actor.scope().covers(unitPath);
    }

    boolean mayFollow(Actor actor, EventCase eventCase) {
        PersonId member = eventCase.owner().person();
        return actor.isPerson(member)
                || eventCase.hand().openedBy().equals(actor.requirePerson())
                        && sees(actor, eventCase, eventCase.owner().path())
                        && mayFile(actor, member);
    }

    /** The role that acts at a level of review. */
    static Role roleAt(Level level) {
        return switch (level) {
            case UNIT, COUNTY -> Role.COUNTY_REVIEWER;
            case CITY -> Role.CITY_REVIEWER;
            case PROVINCE -> Role.PROVINCE_REVIEWER;
        };
    }

    /** Refuses whoever may not act on the claim at all: not the level's reviewer, own claim, own unit's, or theirs as an heir. */
    void requireReviewer(Actor actor, Claim claim) {
        requireReviewer(actor, claim, ownTies(actor));
    }

    void requireReviewer(Actor actor, Claim claim, Supplier<Ties> own) {
        objection(actor, claim, own).ifPresent(refusal -> {
            throw refusal;
        });
    }

    /** Why the actor may not work on the claim; empty when they may. */
    Optional<Refusal> objection(Actor actor, Claim claim) {
        return objection(actor, claim, ownTies(actor));
    }

    private static Optional<Refusal> objection(Actor actor, Claim claim, Supplier<Ties> own) {
        actor.requireWithin(claim.owner().path());
        if (!actor.is(roleAt(claim.level()))) {
            return Optional.of(Refusal.notAllowed("claim_other_level"));
        }
        return interest(actor, claim.owner(), own);
    }

    private Supplier<Ties> ownTies(Actor actor) {
        return () -> new Ties(
                covers.of(actor.fund(), actor.requirePerson()), heirs.inheritedBy(actor.fund(), actor.requirePerson()));
    }

    /** Refuses whoever is no reviewer of the territory, or has an interest of their own. */
    void requireDesk(Actor actor, Claim claim) {
        requireDesk(actor, claim.owner());
    }

    /** The same for what is no claim yet. */
    void requireDesk(Actor actor, Claim.Owner owner) {
        actor.requireWithin(owner.path());
        if (Reviews.levels(actor).isEmpty()) {
            throw Refusal.notAllowed();
        }
        interest(actor, owner, ownTies(actor)).ifPresent(refusal -> {
            throw refusal;
        });
    }

    /** Refuses whoever is no reviewer of the claim's level or one above, or has an interest of their own. */
    void requireSecond(Actor actor, Claim claim) {
        objectionToSecond(actor, claim).ifPresent(refusal -> {
            throw refusal;
        });
    }

    /** Why the actor may not be the second person of a refusal; empty when they may. */
    Optional<Refusal> objectionToSecond(Actor actor, Claim claim) {
        actor.requireWithin(claim.owner().path());
        boolean high = Reviews.levels(actor).stream().anyMatch(level -> level.compareTo(claim.level()) >= 0);
        return high
                ? interest(actor, claim.owner(), ownTies(actor))
                : Optional.of(Refusal.notAllowed("claim_other_level"));
    }

    private static Optional<Refusal> interest(Actor actor, Claim.Owner owner, Supplier<Ties> own) {
        if (actor.isPerson(owner.person())) {
            return Optional.of(Refusal.notAllowed("claim_own"));
        }
        Ties ties = own.get();
        if (ties.inheritedFrom().contains(owner.person())) {
            return Optional.of(Refusal.notAllowed("claim_own_heir"));
        }
        return isOwnUnit(actor, owner, ties.covers())
                ? Optional.of(Refusal.notAllowed("claim_own_unit"))
                : Optional.empty();
    }

    boolean hasDecided(Actor actor, Claim claim) {
        return steps.hasActed(actor.fund(), claim.id(), actor.requirePerson());
    }

    /** Refuses whoever has already decided on the claim. */
    void requireFirstDecision(Actor actor, Claim claim) {
        requireFirstDecision(hasDecided(actor, claim));
    }

    static void requireFirstDecision(boolean acted) {
        if (acted) {
            throw Refusal.notAllowed("claim_acted_before");
        }
    }

    private static boolean isOwnUnit(Actor actor, Claim.Owner owner, List<Cover> own) {
        return owner.unit().equals(actor.unit())
                || own.stream().anyMatch(cover -> cover.unit().equals(owner.unit()));
    }
}
