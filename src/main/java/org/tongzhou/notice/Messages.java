package org.tongzhou.notice;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Slice;

/** A person's own messages; nobody else's can be reached. */
@Component
public class Messages {
    private static final int PAGE = 30;

    private final MessageStore store;

    Messages(MessageStore store) {
        this.store = store;
    }

    /** How many the person has not read; the number on the badge. */
    public int unread(FundId fund, PersonId person) {
        return store.unread(fund, person);
    }

    /** How many the actor has not read; 0 where no person stands behind the account. */
    public int unread(Actor actor) {
        return actor.person() == null ? 0 : store.unread(actor.fund(), actor.person());
    }

    /** The same as part of a trip. */
    public Rows<Integer> unread(Trip trip, Actor actor) {
        PersonId person = actor.person();
        return store.unread(trip, actor.fund(), person == null ? -1 : person.value());
    }

    /** Newest first, from the one before {@code before} on. */
    public Slice<Message> newest(Actor actor, Optional<Long> before) {
        List<Message> found = store.newest(actor.fund(), actor.requirePerson(), before.orElse(null), PAGE + 1);
        return Slice.of(found, PAGE, message -> Long.toString(message.id()));
    }

    /** Marks one as read and gives the path it leads to; again changes nothing. */
    @Transactional
    public String open(Actor actor, long id, Instant now) {
        Message message = store.find(actor.fund(), actor.requirePerson(), id).orElseThrow(Refusal::notFound);
        store.markRead(actor.fund(), actor.requirePerson(), id, now);
        return message.link();
    }

    /** Marks the messages up to the newest that was shown as read: what came after that, nobody has seen. */
    @Transactional
    public void readUpTo(Actor actor, long newest, Instant now) {
        store.markReadUpTo(actor.fund(), actor.requirePerson(), newest, now);
    }
}
