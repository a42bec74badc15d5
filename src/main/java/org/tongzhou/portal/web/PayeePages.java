package org.tongzhou.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.access.Reauthentication;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.person.AccountChange;
import org.tongzhou.person.PayeeAccounts;
import org.tongzhou.person.People;
import org.tongzhou.person.PersonCard;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;

/** A member names another account for the benefit: password again, three days' cooling, a second person's word. */
@Controller
@Allowed(Role.MEMBER)
class PayeePages {
    /** What a refusal is about; every other one is about the password or the time of asking. */
    private static final Map<String, String> FIELDS = Map.of("card_form", "card", "bank_name", "bank");

    private final People people;
    private final PayeeAccounts accounts;
    private final Reauthentication reauthentication;
    private final Once once;
    private final FundClock clock;

    PayeePages(People people, PayeeAccounts accounts, Reauthentication reauthentication, Once once, FundClock clock) {
        this.people = people;
        this.accounts = accounts;
        this.reauthentication = reauthentication;
        this.once = once;
        this.clock = clock;
    }

    @GetMapping("/my/account")
    ModelAndView form(Actor actor, Frame frame) {
        return page(actor, frame, "", null);
    }

    @PostMapping("/my/account")
    ModelAndView change(
            CardTyped typed,
            @RequestParam("request_key") String key,
            Actor actor,
            Frame frame,
            HttpServletRequest request) {
        try {
            boolean proved = reauthentication.isProved(
                    actor, new Reauthentication.Typed(typed.password(), request.getRemoteAddr(), clock.now()));
            PersonId person = actor.requirePerson();
            AccountChange wanted = typed.of(person, proved);
            once.run(actor, key, wanted.card(), () -> Long.toString(accounts.change(actor, wanted, clock.now())));
        } catch (Refusal refusal) {
            ModelAndView again = page(actor, frame, typed.bankOrNothing(), refusal);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        return new ModelAndView("redirect:/my");
    }

    /** The own one alone: who is a reviewer too takes back those of others at the desk. */
    @PostMapping("/my/account/withdraw")
    String withdraw(@RequestParam long change, Actor actor) {
        if (accounts.openOf(actor, actor.requirePerson())
                .filter(open -> open.id() == change)
                .isEmpty()) {
            throw Refusal.conflict("account_change_done");
        }
        accounts.withdraw(actor, change, clock.now());
        return "redirect:/my";
    }

    private ModelAndView page(Actor actor, Frame frame, String bank, @Nullable Refusal refusal) {
        PersonId person = actor.requirePerson();
        PersonCard card = people.card(actor.fund(), person);
        PayeeForm form = new PayeeForm(
                CardTyped.current(card, frame),
                accounts.openOf(actor, person).orElse(null),
                bank,
                refusal == null ? null : frame.sentence(refusal),
                refusal == null ? "" : FIELDS.getOrDefault(refusal.code(), "password"));
        return new ModelAndView("portal/payee", "page", form);
    }
}
