package org.tongzhou.portal.web;

import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.claim.ClaimId;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.person.Doubt;
import org.tongzhou.person.Heir;
import org.tongzhou.person.NamedHeir;
import org.tongzhou.person.OpenChange;
import org.tongzhou.person.PayeeAccounts;
import org.tongzhou.person.People;
import org.tongzhou.person.PersonCard;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;
import org.tongzhou.shell.ListAddress;
import org.tongzhou.shell.NavItem;

/** The second person's word on changed payee accounts. */
@Controller
@Allowed({Role.FINANCE_CHECKER, Role.PROVINCE_REVIEWER})
class AccountChangePages {
    private static final String PATH = "/account-changes";

    private final PayeeAccounts accounts;
    private final People people;
    private final Once once;
    private final FundClock clock;

    AccountChangePages(PayeeAccounts accounts, People people, Once once, FundClock clock) {
        this.accounts = accounts;
        this.people = people;
        this.once = once;
        this.clock = clock;
    }

    @Bean
    static NavItem accountChangesNav() {
        return NavItem.to(AccountChangePages.class, "portal.changes.nav", PATH, "pen", 45);
    }

    @GetMapping(PATH)
    ModelAndView list(Actor actor, @RequestParam(defaultValue = "") String after, Frame frame) {
        Slice<OpenChange> open = accounts.open(actor, after);
        Map<PersonId, PersonCard> cards = people.cards(
                actor.fund(), open.items().stream().map(OpenChange::person).toList());
        Slice<AccountChangePage.Line> lines = open.flatMap(change ->
                Optional.ofNullable(cards.get(change.person())).stream().map(card -> line(actor, change, card, frame)));
        return new ModelAndView("portal/account-changes", "page", new AccountChangePage(lines, after));
    }

    private static AccountChangePage.Line line(Actor actor, OpenChange change, PersonCard card, Frame frame) {
        NamedHeir heir = change.heir();
        return new AccountChangePage.Line(
                change.id(),
                Mask.name(card.name()),
                heir == null ? own(change, frame) : heir(heir, frame),
                heir == null || !actor.is(Role.PROVINCE_REVIEWER)
                        ? null
                        : ClaimId.ofCause(heir.proof())
                                .map(claim -> "/reviews/" + claim.value())
                                .orElse(null),
                frame.fmt().stamp(change.askedAt()),
                frame.fmt().day(change.openFrom()),
                barred(actor, change, frame));
    }

    private static String own(OpenChange change, Frame frame) {
        String card = frame.say("portal.me.tail", change.cardTail());
        if (change.reason() == null) {
            return card;
        }
        String key = change.endsHeir() ? "portal.changes.desk.ends" : "portal.changes.desk";
        return frame.say(key, card, change.reason());
    }

    private static String heir(NamedHeir named, Frame frame) {
        Heir heir = named.heir();
        String line = frame.say(
                "portal.changes.heir",
                named.maskedName(),
                frame.say(heir.relation().key()),
                named.cardTail(),
                heir.died());
        return heir.reason() == null ? line : frame.say("portal.changes.instead", line, heir.reason());
    }

    private static String barred(Actor actor, OpenChange change, Frame frame) {
        NamedHeir heir = change.heir();
        if (change.mine()) {
            return frame.say("portal.changes.own");
        }
        return heir == null || actor.is(Role.PROVINCE_REVIEWER) ? "" : frame.say("portal.changes.reviewer");
    }

    /** Answers, as the other word does, with the page of the list on which the change stood. */
    @PostMapping(PATH + "/{id}/withdraw")
    String refuse(
            @PathVariable long id,
            @RequestParam Doubt doubt,
            @RequestParam(defaultValue = "") String after,
            @RequestParam("request_key") String key,
            Actor actor) {
        once.run(actor, key, "refuse " + id, () -> {
            accounts.refuse(actor, id, doubt, clock.now());
            return PATH;
        });
        return "redirect:" + ListAddress.after(PATH, after);
    }

    @PostMapping(PATH + "/{id}/confirm")
    String confirm(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String after,
            @RequestParam("request_key") String key,
            Actor actor) {
        once.run(actor, key, "confirm " + id, () -> {
            accounts.confirm(actor, id, clock.now());
            return PATH;
        });
        return "redirect:" + ListAddress.after(PATH, after);
    }
}
