package org.tongzhou.person;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Outbox;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Slice;
import org.tongzhou.person.TwoPeople.Asked;
import org.tongzhou.person.TwoPeople.Step;

/**
 * Says of a number that was kept for somebody as theirs of before that it never was: two people do, as they corrected it. From then on it
 * leads to nobody, and who holds it is registered under it.
 */
@Component
public class FoundSlips {
    private static final int PAGE = 50;

    private final FormerStore formers;
    private final FoundSlipStore store;
    private final TwoPeople two;
    private final Outbox outbox;

    FoundSlips(FormerStore formers, FoundSlipStore store, AuditTrail audit, Outbox outbox) {
        this.formers = formers;
        this.store = store;
        this.two = new TwoPeople(audit, () -> Refusal.notAllowed("identity_second"));
        this.outbox = outbox;
    }

    /** The numbers that a person had before, the newest first; the caller has found the person in the actor's territory. */
    public List<FormerNumber> formers(FundId fund, PersonId person) {
        return formers.ofPerson(fund, person);
    }

    /**
     * Asks for it and answers its id; the caller has found the person in the actor's territory. Refuses whoever asks for themselves,
     * {@code identity_reason}, {@code identity_in_reason}, {@code slip_known} where it is one already and {@code slip_open}.
     */
    @Transactional
    public long ask(Actor actor, FoundSlip typed, Instant now) {
        IdentityChanges.requireDesk(actor);
        Word word = two.word(actor, typed.person(), now);
        FoundSlip found =
                new FoundSlip(typed.person(), typed.change(), typed.reason().strip());
        FormerNumber former = formers(actor.fund(), found.person()).stream()
                .filter(each -> each.change() == found.change())
                .findFirst()
                .orElseThrow(Refusal::notFound);
        IdentityChanges.requireReason(found.reason());
        if (former.cause() == IdentityChange.Cause.SLIP) {
            throw Refusal.conflict("slip_known");
        }
        long id = store.insert(word, found).orElseThrow(() -> Refusal.conflict("slip_open"));
        two.record(actor, new Step("person.slip_asked", found.person(), id), now);
        tell(actor.fund(), found.person(), "asked", now);
        return id;
    }

    /** The second person's word, who is neither who asked nor the person: from now on the number leads to nobody. */
    @Transactional
    public void confirm(Actor actor, long id, Instant now) {
        TwoPeople.requireSecond(actor);
        OpenSlip slip = lock(actor, id);
        Word word = two.second(actor, new Asked(slip.person(), slip.askedBy()), now);
        store.settle(word, id, "CONFIRMED");
        two.record(actor, new Step("person.slip_confirmed", slip.person(), id), now);
        tell(actor.fund(), slip.person(), "confirmed", now);
    }

    /**
     * Takes it back, or turns it down: who asked, or a reviewer in whose territory the caller has found the person. Refuses
     * {@code identity_asked_by_other} to an officer.
     */
    @Transactional
    public void withdraw(Actor actor, long id, Instant now) {
        IdentityChanges.requireDesk(actor);
        OpenSlip slip = lock(actor, id);
        Word word = two.word(actor, slip.person(), now);
        if (!actor.isReviewer() && !slip.askedBy().equals(word.by())) {
            throw Refusal.notAllowed("identity_asked_by_other");
        }
        store.settle(word, id, "WITHDRAWN");
        two.record(actor, new Step("person.slip_withdrawn", slip.person(), id), now);
        tell(actor.fund(), slip.person(), "withdrawn", now);
    }

    /** Those that wait, oldest first, 50 at a time; for reviewers of the province, since a person has no territory. */
    public Slice<OpenSlip> open(Actor actor, @Nullable String after) {
        TwoPeople.requireSecond(actor);
        List<OpenSlip> found = store.open(actor.fund(), Slice.above(after), PAGE + 1);
        return Slice.of(found, PAGE, one -> Long.toString(one.id()));
    }

    /** Those of a person that wait; the caller has found the person in the actor's territory. */
    public List<OpenSlip> openOf(FundId fund, PersonId person) {
        return store.openOf(fund, person);
    }

    private OpenSlip lock(Actor actor, long id) {
        return store.lockOpen(actor.fund(), id).orElseThrow(() -> Refusal.conflict("slip_done"));
    }

    private void tell(FundId fund, PersonId person, String step, Instant now) {
        outbox.tell(fund, person, now, new Outbox.Telling("notice.slip." + step, List.of(), "/my"));
    }
}
