package org.tongzhou.person;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Outbox;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Plain;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.person.TwoPeople.Asked;
import org.tongzhou.person.TwoPeople.Step;

/**
 * Corrects the identity number that a person was registered under, as {@link NameChanges} corrects a name: a desk that saw the papers asks,
 * and a reviewer of the province types the number from the papers once more. Who somebody is stays; see {@link Renumbering}.
 */
@Component
public class IdentityChanges {
    private static final int PAGE = 50;

    /** What holds an identity number of today or of before 1999, whoever's. */
    private static final Pattern NUMBER = Pattern.compile("\\d{15}");

    private final PersonStore people;
    private final IdentityChangeStore store;
    private final Renumbering numbers;
    private final TwoPeople two;
    private final Outbox outbox;
    private final ApplicationEventPublisher events;

    IdentityChanges(
            PersonStore people,
            IdentityChangeStore store,
            Renumbering numbers,
            AuditTrail audit,
            Outbox outbox,
            ApplicationEventPublisher events) {
        this.people = people;
        this.store = store;
        this.numbers = numbers;
        this.two = new TwoPeople(audit, () -> Refusal.notAllowed("identity_second"));
        this.outbox = outbox;
        this.events = events;
    }

    /**
     * Asks for it and answers the change's id; the caller has found the person in the actor's territory. Refuses whoever asks for
     * themselves, {@code identity_form}, {@code identity_same}, {@code identity_taken}, {@code identity_reason},
     * {@code identity_in_reason} and {@code identity_change_open}.
     */
    @Transactional
    public long ask(Actor actor, IdentityChange typed, Instant now) {
        requireDesk(actor);
        Word word = two.word(actor, typed.person(), now);
        IdentityChange wanted = new IdentityChange(
                typed.person(),
                Plain.number(typed.number()),
                typed.cause(),
                typed.reason().strip());
        PersonRow person = people.lock(actor.fund(), wanted.person()).orElseThrow(Refusal::notFound);
        requireForm(wanted);
        numbers.requireFree(actor.fund(), person, new ResidentId(wanted.number()));
        long id = store.insert(word, wanted).orElseThrow(() -> Refusal.conflict("identity_change_open"));
        two.record(actor, new Step("person.identity_asked", wanted.person(), id), now);
        tell(actor.fund(), wanted.person(), "asked", now);
        return id;
    }

    private static void requireForm(IdentityChange wanted) {
        if (ResidentId.fault(wanted.number()).isPresent()) {
            throw Refusal.invalid("identity_form");
        }
        requireReason(wanted.reason());
    }

    /** What shows it is kept in clear, and the old number may be a stranger's. */
    static void requireReason(String reason) {
        if (!TwoPeople.isReason(reason)) {
            throw Refusal.invalid("identity_reason", People.SHORTEST_REASON, People.LONGEST_REASON);
        }
        if (NUMBER.matcher(Plain.number(reason)).find()) {
            throw Refusal.invalid("identity_in_reason");
        }
    }

    /**
     * The second person's word, who is neither who asked nor the person, with the number as they read it on the papers: from now on
     * that is their number. Refuses {@code identity_second}, {@code identity_differs} and, where somebody has the number meanwhile,
     * {@code identity_taken}.
     */
    @Transactional
    public void confirm(Actor actor, long id, String read, Instant now) {
        TwoPeople.requireSecond(actor);
        OpenIdentityChange change = lock(actor, id);
        Word word = two.second(actor, new Asked(change.person(), change.askedBy()), now);
        if (!change.number().number().equals(Plain.number(read))) {
            throw Refusal.invalid("identity_differs");
        }
        numbers.renumber(actor.fund(), change, now);
        events.publishEvent(
                new Renumbered(actor.fund(), change.person(), change.number().birthDate()));
        store.settle(word, id, "CONFIRMED");
        two.record(actor, new Step("person.identity_confirmed", change.person(), id), now);
        tell(actor.fund(), change.person(), "confirmed", now);
    }

    /**
     * Takes it back, or turns it down: who asked, or a reviewer in whose territory the caller has found the person. Refuses
     * {@code identity_asked_by_other} to an officer.
     */
    @Transactional
    public void withdraw(Actor actor, long id, Instant now) {
        requireDesk(actor);
        OpenIdentityChange change = lock(actor, id);
        Word word = two.word(actor, change.person(), now);
        if (!actor.isReviewer() && !change.askedBy().equals(word.by())) {
            throw Refusal.notAllowed("identity_asked_by_other");
        }
        store.settle(word, id, "WITHDRAWN");
        two.record(actor, new Step("person.identity_withdrawn", change.person(), id), now);
        tell(actor.fund(), change.person(), "withdrawn", now);
    }

    /** Those that wait, oldest first, 50 at a time; for reviewers of the province, since a person has no territory. */
    public Slice<OpenIdentityChange> open(Actor actor, @Nullable String after) {
        TwoPeople.requireSecond(actor);
        List<OpenIdentityChange> found = store.open(actor.fund(), Slice.above(after), PAGE + 1);
        return Slice.of(found, PAGE, one -> Long.toString(one.id()));
    }

    /** One of those. Refuses {@code identity_change_done} where it does not wait any more. */
    public OpenIdentityChange open(Actor actor, long id) {
        TwoPeople.requireSecond(actor);
        return store.open(actor.fund(), id).orElseThrow(IdentityChanges::done);
    }

    /** The one that waits; the caller has found the person in the actor's territory. */
    public Optional<OpenIdentityChange> openOf(FundId fund, PersonId person) {
        return store.openOf(fund, person);
    }

    private OpenIdentityChange lock(Actor actor, long id) {
        return store.lockOpen(actor.fund(), id).orElseThrow(IdentityChanges::done);
    }

    private static Refusal done() {
        return Refusal.conflict("identity_change_done");
    }

    static void requireDesk(Actor actor) {
        actor.require(Role.UNIT_OFFICER, Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER);
    }

    /** Without the number, which a message keeps in clear: the person reads it on their own page. */
    private void tell(FundId fund, PersonId person, String step, Instant now) {
        outbox.tell(fund, person, now, new Outbox.Telling("notice.identity." + step, List.of(), "/my"));
    }
}
