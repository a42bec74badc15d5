package org.tongzhou.portal.web;

import java.time.LocalDate;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.notice.Messages;
import org.tongzhou.person.Payee;
import org.tongzhou.person.People;
import org.tongzhou.person.PersonCard;
import org.tongzhou.person.Unmasked;
import org.tongzhou.recovery.OwnRecoveries;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;

/** The member's own data: who they are, where money goes, who has looked. */
@Controller
@Allowed(Role.MEMBER)
class ProfilePages {
    private final People people;
    private final Messages messages;
    private final OwnRecoveries recoveries;

    ProfilePages(People people, Messages messages, OwnRecoveries recoveries) {
        this.recoveries = recoveries;
        this.people = people;
        this.messages = messages;
    }

    /** {@code show=1} shows the member's own numbers in clear; the page is never stored. */
    @GetMapping("/my")
    ModelAndView profile(
            @RequestParam(defaultValue = "0") int show,
            @RequestParam(defaultValue = "") String after,
            Actor actor,
            Frame frame) {
        PersonId person = actor.requirePerson();
        PersonCard card = people.card(actor.fund(), person);
        ProfilePage page = new ProfilePage(
                card,
                show == 1 ? shown(people.own(actor)) : null,
                card.cardTail() == null ? null : account(people.payee(actor.fund(), person), card, frame),
                people.views(actor.fund(), person, after),
                after,
                messages.unread(actor.fund(), person),
                recoveries.left(actor).orElse(null));
        return new ModelAndView("portal/profile", "page", page);
    }

    private static ProfilePage.Account account(Payee payee, PersonCard card, Frame frame) {
        LocalDate openFrom = payee.openFrom();
        boolean waits = !payee.payableOn(frame.today().day());
        return new ProfilePage.Account(
                frame.bank(payee.bankName()),
                tail(payee.account(), card),
                waits && openFrom != null
                        ? frame.fmt().memberDay(openFrom, frame.today().day())
                        : "",
                payee.awaitsConfirmation());
    }

    private static String tail(String account, PersonCard card) {
        return account.length() < 4 ? String.valueOf(card.cardTail()) : account.substring(account.length() - 4);
    }

    private static ProfilePage.Shown shown(Unmasked own) {
        return new ProfilePage.Shown(own.idNumber(), own.phone(), own.card());
    }
}
