package org.tongzhou.person;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.Characters;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.Outbox;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Plain;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.person.TwoPeople.Asked;
import org.tongzhou.person.TwoPeople.Step;

/**
 * Corrects the name that a person was registered under. The name has to be the account's for a benefit to be paid, so that two
 * people correct it: a reviewer who saw the identity card, and one of the province.
 */
@Component
public class NameChanges {
    private static final int PAGE = 50;
    private static final int LONGEST_NAME = 50;

    private final PersonStore people;
    private final NameChangeStore store;
    private final TwoPeople two;
    private final Outbox outbox;
    private final ApplicationEventPublisher events;

    NameChanges(
            PersonStore people,
            NameChangeStore store,
            AuditTrail audit,
            Outbox outbox,
            ApplicationEventPublisher events) {
        this.people = people;
        this.store = store;
        this.two = new TwoPeople(audit, () -> Refusal.notAllowed("name_second"));
        this.outbox = outbox;
        this.events = events;
    }

    /**
     * Asks for it and answers the change's id; the caller has found the person in the actor's territory. Refuses whoever asks for
     * themselves, {@code name_form}, {@code name_same}, {@code name_reason} and {@code name_change_open}.
     */
    @Transactional
    public long ask(Actor actor, NameChange typed, Instant now) {
        requireReviewer(actor);
        Word word = two.word(actor, typed.person(), now);
        NameChange wanted = wanted(typed);
        PersonRow person = people.lock(actor.fund(), wanted.person()).orElseThrow(Refusal::notFound);
        requireForm(wanted, person);
        long id = store.insert(word, person, wanted).orElseThrow(() -> Refusal.conflict("name_change_open"));
        two.record(actor, new Step("person.name_asked", wanted.person(), id), now);
        tell(actor.fund(), wanted.person(), "asked", wanted.name(), now);
        return id;
    }

    /** Written as names are on rosters. */
    private static NameChange wanted(NameChange typed) {
        String name = Plain.name(typed.name());
        if (name.isEmpty() || !isName(typed.name().strip())) {
            throw Refusal.invalid("name_form", LONGEST_NAME);
        }
        return new NameChange(typed.person(), name, typed.reason().strip());
    }

    private static void requireForm(NameChange wanted, PersonRow person) {
        if (wanted.name().equals(person.name())) {
            throw Refusal.invalid("name_same");
        }
        if (!TwoPeople.isReason(wanted.reason())) {
            throw Refusal.invalid("name_reason", People.SHORTEST_REASON, People.LONGEST_REASON);
        }
    }

    /** The second person's word, who is neither who asked nor the person: from now on that is their name. */
    @Transactional
    public void confirm(Actor actor, long id, Instant now) {
        TwoPeople.requireSecond(actor);
        OpenNameChange change = lock(actor, id);
        Word word = two.second(actor, new Asked(change.person(), change.askedBy()), now);
        if (people.lock(actor.fund(), change.person()).isEmpty()) {
            throw Refusal.notFound();
        }
        people.rename(actor.fund(), change.person(), change.name());
        events.publishEvent(new Renamed(actor.fund(), change.person(), change.name()));
        store.settle(word, id, "CONFIRMED");
        two.record(actor, new Step("person.name_confirmed", change.person(), id), now);
        tell(actor.fund(), change.person(), "confirmed", change.name(), now);
    }

    /** Takes it back, or turns it down: a reviewer in whose territory the caller has found the person. */
    @Transactional
    public void withdraw(Actor actor, long id, Instant now) {
        requireReviewer(actor);
        OpenNameChange change = lock(actor, id);
        store.settle(two.word(actor, change.person(), now), id, "WITHDRAWN");
        two.record(actor, new Step("person.name_withdrawn", change.person(), id), now);
        tell(actor.fund(), change.person(), "withdrawn", change.before(), now);
    }

    /** Those that wait, oldest first, 50 at a time; for reviewers of the province, since a person has no territory. */
    public Slice<OpenNameChange> open(Actor actor, @Nullable String after) {
        TwoPeople.requireSecond(actor);
        List<OpenNameChange> found = store.open(actor.fund(), Slice.above(after), PAGE + 1);
        return Slice.of(found, PAGE, one -> Long.toString(one.id()));
    }

    /** The one that waits; the caller has found the person in the actor's territory. */
    public Optional<OpenNameChange> openOf(FundId fund, PersonId person) {
        return store.openOf(fund, person);
    }

    /** 1 to 50 characters of text. */
    static boolean isName(String name) {
        return !name.isBlank()
                && Characters.count(name) <= LONGEST_NAME
                && name.chars().noneMatch(Character::isISOControl);
    }

    private OpenNameChange lock(Actor actor, long id) {
        return store.lockOpen(actor.fund(), id).orElseThrow(() -> Refusal.conflict("name_change_done"));
    }

    private static void requireReviewer(Actor actor) {
        actor.require(Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER);
    }

    private void tell(FundId fund, PersonId person, String step, String name, Instant now) {
        outbox.tell(fund, person, now, new Outbox.Telling("notice.name." + step, List.of(Mask.name(name)), "/my"));
    }
}
