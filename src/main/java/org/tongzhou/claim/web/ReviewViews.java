package org.tongzhou.claim.web;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.ClaimFile;
import org.tongzhou.claim.ClaimState;
import org.tongzhou.claim.QueueFilter;
import org.tongzhou.claim.QueuePlace;
import org.tongzhou.claim.QueueRow;
import org.tongzhou.claim.Queues;
import org.tongzhou.claim.web.WorkbenchPage.Filter;
import org.tongzhou.claim.web.WorkbenchPage.Line;
import org.tongzhou.claim.web.WorkbenchPage.Queue;
import org.tongzhou.database.Trips;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Slice;
import org.tongzhou.person.People;
import org.tongzhou.person.PersonCard;
import org.tongzhou.shell.Frame;

/** Puts the workbench together: the queue and, when one is chosen, the claim. */
@Component
class ReviewViews {
    private final Queues queues;
    private final People people;
    private final Places places;
    private final Judgement judgement;
    private final Trips trips;

    ReviewViews(Queues queues, People people, Places places, Judgement judgement, Trips trips) {
        this.queues = queues;
        this.people = people;
        this.places = places;
        this.judgement = judgement;
        this.trips = trips;
    }

    /** What the reader looks at: the place in the queue, the chosen claim and paper, who holds it, what was refused. */
    record Look(
            QueuePlace place,
            @Nullable ClaimFile file,
            PaperViews.@Nullable Leaf leaf,
            Optional<PersonId> holder,
            KeptForm kept) {}

    WorkbenchPage page(Actor actor, Look look, Frame frame) {
        ClaimFile file = look.file();
        return new WorkbenchPage(
                look.place(),
                actor.isReviewer() ? queue(actor, look, frame) : null,
                file == null ? null : judgement.panel(actor, file, look, frame),
                look.kept());
    }

    private Queue queue(Actor actor, Look look, Frame frame) {
        QueuePlace place = look.place();
        Queues.Inbox inbox = queues.queue(actor, place, frame.today().day(), frame::takeRail);
        frame.counted("/reviews", inbox.waiting().getOrDefault(QueueFilter.ALL, 0));
        Map<PersonId, PersonCard> cards = cards(
                actor,
                Stream.concat(inbox.rows().items().stream(), inbox.held().stream())
                        .toList());
        Slice<Line> lines = inbox.rows().map(row -> line(actor, row, cards, look, frame));
        int at = IntStream.range(0, lines.items().size())
                .filter(n -> lines.items().get(n).current())
                .findFirst()
                .orElse(-1);
        return new Queue(
                inbox.waiting().getOrDefault(QueueFilter.ALL, 0),
                filters(inbox, place, frame),
                lines,
                inbox.held().stream()
                        .map(row -> line(actor, row, cards, look, frame))
                        .toList(),
                QueuePlace.firstUnder(place.filter()).in("/reviews"),
                at > 0 ? lines.items().get(at - 1).href() : null,
                next(lines, at, place));
    }

    private static List<Filter> filters(Queues.Inbox inbox, QueuePlace place, Frame frame) {
        return Arrays.stream(QueueFilter.values())
                .map(filter -> new Filter(
                        QueuePlace.firstUnder(filter).in("/reviews"),
                        frame.say(filter.key(), inbox.waiting().getOrDefault(filter, 0)),
                        filter == place.filter()))
                .toList();
    }

    /** After the last line of a page comes the page after it; after that of the last page nothing. */
    private static @Nullable String next(Slice<Line> lines, int at, QueuePlace place) {
        if (at + 1 < lines.items().size()) {
            return lines.items().get(at + 1).href();
        }
        return lines.next() == null ? null : new QueuePlace(place.filter(), lines.next()).in("/reviews");
    }

    private Map<PersonId, PersonCard> cards(Actor actor, List<QueueRow> rows) {
        Trip trip = trips.trip(Trips.KEPT_PLANS);
        Rows<Map.Entry<PersonId, PersonCard>> cards = people.cards(
                trip, actor.fund(), rows.stream().map(QueueRow::person).toList());
        trip.go();
        return cards.list().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Line line(Actor actor, QueueRow row, Map<PersonId, PersonCard> cards, Look look, Frame frame) {
        PersonCard card = cards.get(row.person());
        LocalDate today = frame.today().day();
        LocalDate due = row.dueOn() == null ? today : row.dueOn();
        boolean second = row.state() == ClaimState.REFUSAL_PROPOSED;
        return new Line(
                look.place().in("/reviews/" + row.id().value()),
                card == null ? "" : Mask.name(card.name()),
                frame.fmt().money(row.amount()),
                places.shortPlan(actor.fund(), row.plan(), frame) + " · "
                        + places.union(row.unitPath(), row.level(), frame),
                Places.face(row.left(), today, due),
                flag(row, frame),
                second ? "warn" : row.left() < 0 ? "bad" : "info",
                look.file() != null && look.file().claim().id().equals(row.id()));
    }

    /** The one thing that a line says beside its clock. */
    private static String flag(QueueRow row, Frame frame) {
        if (row.state() == ClaimState.REFUSAL_PROPOSED) {
            return frame.say("claim.queue.second");
        }
        if (row.left() < 0) {
            return frame.say(row.urged() ? "claim.queue.urged" : "claim.queue.urge");
        }
        return row.mayClaimMore() ? frame.say("claim.queue.more") : "";
    }

    /** Lines of a search. */
    Slice<SearchPage.Row> found(Actor actor, Slice<QueueRow> rows, Frame frame) {
        Map<PersonId, PersonCard> cards = cards(actor, rows.items());
        return rows.map(row -> new SearchPage.Row(
                "/reviews/" + row.id().value(),
                row.number(),
                Optional.ofNullable(cards.get(row.person()))
                        .map(card -> Mask.name(card.name()))
                        .orElse(""),
                places.shortPlan(actor.fund(), row.plan(), frame),
                frame.fmt().money(row.amount()),
                frame.say(row.state().key()),
                row.dueOn() != null && row.state().isBeforeReviewers()
                        ? frame.fmt().day(row.dueOn())
                        : frame.fmt().orNone(null)));
    }
}
