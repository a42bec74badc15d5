package org.tongzhou.portal.web;

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
import org.tongzhou.kernel.Slice;
import org.tongzhou.shell.Frame;

/** Claims of the actor's territory as the desk's search and a member's page list them. */
@Component
class DeskClaims {
    /** A claim number or its start: two letters and at least four digits. */
    private static final Pattern NUMBER = Pattern.compile("[A-Z]{2}\\d{4,}");

    private static final Slice<SearchPage.Hit> NONE = new Slice<>(List.of(), null);

    private final Queues queues;
    private final Plans plans;

    DeskClaims(Queues queues, Plans plans) {
        this.queues = queues;
        this.plans = plans;
    }

    /** Empty for who may not read claims, and for a text that is no claim number. */
    Slice<SearchPage.Hit> numbered(Actor actor, String text, Frame frame) {
        return mayRead(actor) && NUMBER.matcher(Plain.number(text)).matches()
                ? hits(
                        actor.fund(),
                        queues.search(actor, text, null, frame.today().day()),
                        frame)
                : NONE;
    }

    /** The newest; empty for who may not read claims. */
    Slice<SearchPage.Hit> ofPerson(Actor actor, PersonId person, Frame frame) {
        return mayRead(actor)
                ? hits(
                        actor.fund(),
                        queues.ofPerson(actor, person, null, frame.today().day()),
                        frame)
                : NONE;
    }

    /** Where all claims of a person are listed. */
    static String all(PersonId person) {
        return "/cases?person=" + person.value();
    }

    /** The newest of those that are neither paid nor at an end, and how many there are; for a reviewer. */
    record UnderWay(List<SearchPage.Hit> newest, int all) {}

    UnderWay underWay(Actor actor, PersonId person, Frame frame) {
        Queues.UnderWay found = queues.underWay(actor, person, frame.today().day());
        return new UnderWay(
                found.newest().stream()
                        .map(row -> hit(actor.fund(), row, frame))
                        .toList(),
                found.all());
    }

    private Slice<SearchPage.Hit> hits(FundId fund, Slice<QueueRow> rows, Frame frame) {
        return rows.map(row -> hit(fund, row, frame));
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
