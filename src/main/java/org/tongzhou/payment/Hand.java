package org.tongzhou.payment;

import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.PersonId;

/** The real person who acts, with the masked name that stands on the page afterwards. */
record Hand(PersonId person, String name) {
    static Hand of(Actor actor) {
        return new Hand(actor.requirePerson(), Mask.name(actor.name()));
    }
}
