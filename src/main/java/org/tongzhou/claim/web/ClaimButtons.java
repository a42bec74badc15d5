package org.tongzhou.claim.web;

import java.util.Objects;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.BindParam;
import org.tongzhou.claim.ClaimId;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Once;

/** What a member's buttons on a claim do alike: each acts once for the key of its form, and leads back to the claim's page. */
@Component
class ClaimButtons {
    private final Once once;

    ClaimButtons(Once once) {
        this.once = once;
    }

    /** The claim of the address, the key of the form, and from where the claim was opened. */
    record Press(long id, @BindParam("request_key") String key, String from) {
        Press {
            key = Objects.requireNonNullElse(key, "");
        }
    }

    /** {@code what} tells the button from others under the same key. */
    String press(Actor actor, Press press, String what, Consumer<ClaimId> act) {
        once.run(actor, press.key(), what + " " + press.id(), () -> {
            act.accept(new ClaimId(press.id()));
            return "";
        });
        return "redirect:" + new CameFrom(press.from()).in("/my/claims/" + press.id());
    }
}
