package org.tongzhou.person;

import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.Characters;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;

/**
 * The two behind a correction of what somebody is registered under: one asks with what shows it, a reviewer of the province decides.
 * Neither is the person whom it is about.
 */
final class TwoPeople {
    private final AuditTrail audit;
    private final Supplier<Refusal> notTwo;

    TwoPeople(AuditTrail audit, Supplier<Refusal> notTwo) {
        this.audit = audit;
        this.notTwo = notTwo;
    }

    /** The word of who asks, or takes back. */
    Word word(Actor actor, PersonId about, Instant now) {
        if (actor.isPerson(about)) {
            throw notTwo.get();
        }
        return new Word(actor.fund(), actor.requirePerson(), now);
    }

    /** What is decided: whom it is about, and who asked. */
    record Asked(PersonId about, PersonId by) {}

    /** The word of who decides, who did not ask. */
    Word second(Actor actor, Asked asked, Instant now) {
        requireSecond(actor);
        Word word = word(actor, asked.about(), now);
        if (asked.by().equals(word.by())) {
            throw notTwo.get();
        }
        return word;
    }

    static void requireSecond(Actor actor) {
        actor.require(Role.PROVINCE_REVIEWER);
        actor.requireWholeFund();
    }

    /** 4 to 200 characters. */
    static boolean isReason(String reason) {
        return Characters.within(People.SHORTEST_REASON, People.LONGEST_REASON, reason);
    }

    /** One of them said something about a correction. */
    record Step(String action, PersonId about, long change) {}

    void record(Actor actor, Step step, Instant now) {
        audit.record(new AuditEntry(
                actor,
                now,
                step.action(),
                "person:" + step.about().value(),
                Map.of("change", Long.toString(step.change()))));
    }
}
