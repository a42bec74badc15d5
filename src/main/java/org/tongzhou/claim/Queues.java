package org.tongzhou.claim;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.DayPlace;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Plain;
import org.tongzhou.kernel.Scope;
import org.tongzhou.kernel.Slice;

/** What waits for reviewers, and what they look for. */
@Component
public class Queues {
    private static final int PAGE = 50;
    private static final int PAGE_WAITING = 60;

    private final QueueStore queues;

    Queues(QueueStore queues) {
        this.queues = queues;
    }

    /**
     * A page of what waits for the actor under a filter, by due day, 60 at a time; how many wait under each; and what is granted and
     * not paid until somebody has looked at what its report says now, the oldest first, at most 20.
     */
    public record Inbox(Slice<QueueRow> rows, Map<QueueFilter, Integer> waiting, List<QueueRow> held) {
        public Inbox {
            waiting = Map.copyOf(waiting);
            held = List.copyOf(held);
        }
    }

    public Inbox queue(Actor actor, QueuePlace place, LocalDate today) {
        return queue(actor, place, today, trip -> {});
    }

    /** The same with what a page asks beside it in the same trip. */
    public Inbox queue(Actor actor, QueuePlace place, LocalDate today, Consumer<Trip> beside) {
        QueueStore.Waiting part =
                new QueueStore.Waiting(place.filter(), DayPlace.above(place.after()), PAGE_WAITING + 1);
        QueueStore.Found found = queues.waiting(actor, part, today, beside);
        return new Inbox(Slice.of(found.rows(), PAGE_WAITING, Queues::key), found.waiting(), found.held());
    }

    private static String key(QueueRow row) {
        return new DayPlace(Objects.requireNonNull(row.dueOn()), row.id().value()).key();
    }

    /** How many wait for the actor in all. */
    public int waiting(Actor actor, LocalDate today) {
        return queues.counts(actor, today).getOrDefault(QueueFilter.ALL, 0);
    }

    /** The newest of a person's claims that are neither paid nor at an end, at most 50, and how many there are. */
    public record UnderWay(List<QueueRow> newest, int all) {
        public UnderWay {
            newest = List.copyOf(newest);
        }
    }

    @Transactional(readOnly = true)
    public UnderWay underWay(Actor actor, PersonId person, LocalDate today) {
        Cases.requireStaff(actor);
        return queues.underWay(actor.scope(), person, today, PAGE);
    }

    /** Claims by the start of their number, of which an empty text is that of all, newest first, 50 at a time. */
    @Transactional(readOnly = true)
    public Slice<QueueRow> search(Actor actor, String text, @Nullable String after, LocalDate today) {
        Cases.requireStaff(actor);
        return page(numbered(actor.scope(), Plain.number(text), today, below(after)));
    }

    /** Claims of a person, newest first, 50 at a time. */
    @Transactional(readOnly = true)
    public Slice<QueueRow> ofPerson(Actor actor, PersonId person, @Nullable String after, LocalDate today) {
        Cases.requireStaff(actor);
        return page(queues.ofPerson(actor.scope(), person, today, below(after)));
    }

    private static QueueStore.Part below(@Nullable String after) {
        return new QueueStore.Part(Slice.below(after), PAGE + 1);
    }

    private static Slice<QueueRow> page(List<QueueRow> found) {
        return Slice.of(found, PAGE, row -> Long.toString(row.id().value()));
    }

    private List<QueueRow> numbered(Scope scope, String wanted, LocalDate today, QueueStore.Part part) {
        if (wanted.isEmpty()) {
            return queues.all(scope, today, part);
        }
        return wanted.startsWith(Filing.CASE)
                ? queues.ofCase(scope, wanted, today, part)
                : queues.byNumber(scope, wanted, today, part);
    }
}
