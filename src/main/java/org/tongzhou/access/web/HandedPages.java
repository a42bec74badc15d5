package org.tongzhou.access.web;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.access.Accounts;
import org.tongzhou.access.Handed;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.shell.Frame;

/** Does a thing once, and shows what its administrator then has in hand; a repeated request finds the thing but never the secret again. */
@Component
class HandedPages {
    private final Accounts accounts;
    private final Once once;

    HandedPages(Accounts accounts, Once once) {
        this.accounts = accounts;
        this.once = once;
    }

    /** {@code key} and canonical {@code body} of a request. */
    record Request(String key, String body) {}

    ModelAndView show(Actor actor, Request request, Supplier<Handed> effect, Frame frame) {
        AtomicReference<@Nullable Handed> secret = new AtomicReference<>();
        String href = once.run(actor, request.key(), "accounts " + request.body(), () -> {
            Handed made = effect.get();
            secret.set(made);
            return href(made);
        });
        Handed made = secret.get();
        return made == null || made.part() == Handed.Part.NOTHING
                ? new ModelAndView("redirect:" + href)
                : new ModelAndView(
                        "access/shown-once",
                        "page",
                        new ShownOnce(
                                made.part(), href(made), login(actor, made, frame), made.secret(), made.program()));
    }

    private static String href(Handed made) {
        return made.waits() ? "/appointments/" + made.appointment() : "/accounts/" + made.account();
    }

    /** What an account is signed in by: of a program that waits its client id is not known yet. */
    private String login(Actor actor, Handed made, Frame frame) {
        if (made.program()) {
            return made.waits() ? "" : made.login();
        }
        if (made.account() == 0) {
            return made.byMobile() ? frame.say("access.login.by_mobile") : made.login();
        }
        return accounts.signInName(
                        accounts.standing(actor.fund(), made.account()).orElseThrow(Refusal::notFound))
                .said(frame.words());
    }
}
