package org.tongzhou.payment;

import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;

/** The real person who acts, with the masked name that stands on the page afterwards. */
record Hand(PersonId person, String name) {
    static Hand of(Actor actor) {
        if (actor.person() == null) {
            throw Refusal.notAllowed();
        }
        return new Hand(actor.person(), Mask.name(actor.name()));
    }
}
