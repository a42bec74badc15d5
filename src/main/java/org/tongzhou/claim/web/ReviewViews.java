package org.tongzhou.claim.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.ClaimFile;
import org.tongzhou.claim.ClaimState;
import org.tongzhou.claim.QueueFilter;
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

    /** What the reader looks at: the filter, the chosen claim and paper, who holds it, what was refused. */
    record Look(
            QueueFilter filter,
            @Nullable ClaimFile file,
            PaperViews.@Nullable Leaf leaf,
            Optional<PersonId> holder,
            KeptForm kept) {}

    WorkbenchPage page(Actor actor, Look look, Frame frame) {
        ClaimFile file = look.file();
        return new WorkbenchPage(
                actor.isReviewer() ? queue(actor, look, frame) : null,
                file == null ? null : judgement.panel(actor, file, look, frame),
                look.kept());
    }

    private Queue queue(Actor actor, Look look, Frame frame) {
        Queues.Desk desk = queues.queue(actor, look.filter(), frame.today().day(), frame::takeRail);
        frame.counted("/reviews", desk.waiting().getOrDefault(QueueFilter.ALL, 0));
        List<QueueRow> rows = desk.rows();
        List<Filter> filters = new ArrayList<>();
        for (QueueFilter filter : QueueFilter.values()) {
            filters.add(new Filter(
                    "/reviews" + query(filter),
                    frame.say(filter.key(), desk.waiting().getOrDefault(filter, 0)),
                    filter == look.filter()));
        }
        ClaimFile file = look.file();
        long chosen = file == null ? -1 : file.claim().id().value();
        Map<PersonId, PersonCard> cards = cards(actor, rows);
        List<Line> lines = rows.stream()
                .map(row -> line(actor, row, cards, look.filter(), chosen, frame))
                .toList();
        int at = rows.stream().map(row -> row.id().value()).toList().indexOf(chosen);
        return new Queue(
                desk.waiting().getOrDefault(QueueFilter.ALL, 0),
                filters,
                lines,
                at > 0 ? lines.get(at - 1).href() : null,
                at + 1 < lines.size() ? lines.get(at + 1).href() : null);
    }

    private Map<PersonId, PersonCard> cards(Actor actor, List<QueueRow> rows) {
        Trip trip = trips.trip(Trips.KEPT_PLANS);
        Rows<Map.Entry<PersonId, PersonCard>> cards = people.cards(
                trip, actor.fund(), rows.stream().map(QueueRow::person).toList());
        trip.go();
        return cards.list().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String query(QueueFilter filter) {
        return filter == QueueFilter.ALL ? "" : "?filter=" + filter.name();
    }

    private Line line(
            Actor actor, QueueRow row, Map<PersonId, PersonCard> cards, QueueFilter filter, long chosen, Frame frame) {
        PersonCard card = cards.get(row.person());
        LocalDate today = frame.today().day();
        LocalDate due = row.dueOn() == null ? today : row.dueOn();
        boolean second = row.state() == ClaimState.REFUSAL_PROPOSED;
        return new Line(
                "/reviews/" + row.id().value() + query(filter),
                card == null ? "" : Mask.name(card.name()),
                frame.fmt().money(row.amount()),
                places.shortPlan(actor.fund(), row.plan(), frame) + " · "
                        + places.union(row.unitPath(), row.level(), frame),
                Places.face(row.left(), today, due),
                flag(row, frame),
                second ? "warn" : row.left() < 0 ? "bad" : "info",
                row.id().value() == chosen);
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
    List<SearchPage.Row> found(Actor actor, List<QueueRow> rows, Frame frame) {
        Map<PersonId, PersonCard> cards = cards(actor, rows);
        return rows.stream()
                .map(row -> new SearchPage.Row(
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
                                : frame.fmt().orNone(null)))
                .toList();
    }
}
