package org.tongzhou.portal.web;

import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.claim.MemberStatus;
import org.tongzhou.claim.QueueRow;
import org.tongzhou.claim.Queues;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Plain;
import org.tongzhou.kernel.Role;
import org.tongzhou.person.People;
import org.tongzhou.shell.Frame;

/** Claims of the actor's territory as the desk's search and a member's page list them. */
@Component
class DeskClaims {
    /** A claim number or its start: two letters and at least four digits. */
    private static final Pattern NUMBER = Pattern.compile("[A-Z]{2}\\d{4,}");

    private final Queues queues;
    private final People people;
    private final Plans plans;

    DeskClaims(Queues queues, People people, Plans plans) {
        this.queues = queues;
        this.people = people;
        this.plans = plans;
    }

    /** Empty for who may not read claims, and for a text that is no claim number. */
    List<SearchPage.Hit> numbered(Actor actor, String text, Frame frame) {
        return NUMBER.matcher(Plain.number(text)).matches() ? found(actor, text, frame) : List.of();
    }

    List<SearchPage.Hit> ofPerson(Actor actor, PersonId person, Frame frame) {
        return found(actor, people.identity(actor.fund(), person).number(), frame);
    }

    /** The newest of those that are neither paid nor at an end, and how many there are; for a reviewer. */
    record UnderWay(List<SearchPage.Hit> newest, int all) {}

    UnderWay underWay(Actor actor, PersonId person, Frame frame) {
        Queues.UnderWay found = queues.underWay(actor, person, frame.today().day());
        return new UnderWay(hits(actor.fund(), found.newest(), frame), found.all());
    }

    private List<SearchPage.Hit> found(Actor actor, String text, Frame frame) {
        if (!mayRead(actor)) {
            return List.of();
        }
        LocalDate today = frame.today().day();
        return hits(actor.fund(), queues.search(actor, text, null, today).items(), frame);
    }

    private List<SearchPage.Hit> hits(FundId fund, List<QueueRow> rows, Frame frame) {
        return rows.stream().map(row -> hit(fund, row, frame)).toList();
    }

    /** Who may open a claim; who only leads does not. */
    private static boolean mayRead(Actor actor) {
        return actor.isReviewer() || actor.is(Role.AUDITOR);
    }

    private SearchPage.Hit hit(FundId fund, QueueRow row, Frame frame) {
        return new SearchPage.Hit(
                "/reviews/" + row.id().value(),
                row.number(),
                frame.say(
                        "portal.search.claim",
                        plans.nameOf(fund, row.plan(), frame.words().locale()),
                        frame.say(MemberStatus.of(row.state()).key())),
                frame.fmt().money(row.amount()));
    }
}
