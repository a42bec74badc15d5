package org.tongzhou.person;

import java.time.Instant;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.ResidentId;

/**
 * Gives a registered person another identity number: the envelope, what they are found by and the sex that the number states, all at once;
 * the number before is kept sealed.
 */
@Component
class Renumbering {
    private final PersonStore people;
    private final FormerStore formers;
    private final Envelopes envelopes;

    Renumbering(PersonStore people, FormerStore formers, Envelopes envelopes) {
        this.people = people;
        this.formers = formers;
        this.envelopes = envelopes;
    }

    /**
     * Refuses {@code identity_same}, {@code identity_taken} for a number that is somebody else's, and {@code identity_former} for one that
     * was until they got another.
     */
    void requireFree(FundId fund, PersonRow person, ResidentId number) {
        if (envelopes.open(fund, person).idNumber().equals(number.number())) {
            throw Refusal.invalid("identity_same");
        }
        people.findByIdIndex(fund, envelopes.idIndex(number.number()))
                .filter(owner -> !owner.equals(person.id()))
                .ifPresent(owner -> {
                    throw has(fund, owner, number) ? taken() : Refusal.conflict("identity_former");
                });
    }

    void renumber(FundId fund, OpenIdentityChange change, Instant now) {
        PersonRow person = people.lock(fund, change.person()).orElseThrow(Refusal::notFound);
        requireFree(fund, person, change.number());
        Particulars inside = envelopes.open(fund, person);
        formers.keep(fund, change, inside.idNumber(), now);
        try {
            people.renumber(fund, person.id(), numbered(fund, person.id(), inside, change.number()));
        } catch (DuplicateKeyException registeredMeanwhile) {
            throw taken();
        }
    }

    private PersonStore.Numbered numbered(FundId fund, PersonId person, Particulars inside, ResidentId number) {
        return new PersonStore.Numbered(
                envelopes.seal(fund, person, inside.withNumber(number.number())),
                envelopes.idIndex(number.number()),
                envelopes.tailIndex(number.tail()),
                number.sex());
    }

    private boolean has(FundId fund, PersonId owner, ResidentId number) {
        PersonRow row = people.find(fund, owner).orElseThrow();
        return envelopes.open(fund, row).idNumber().equals(number.number());
    }

    private static Refusal taken() {
        return Refusal.conflict("identity_taken");
    }
}
