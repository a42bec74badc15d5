package org.tongzhou.catalogue;

import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;

/** Who may design plans, accept them and look on; plans hold for the whole fund, so only there. */
final class Editors {
    private Editors() {}

    static PersonId requireMaker(Actor actor) {
        return require(actor, Role.PLAN_DESIGNER);
    }

    static PersonId requireChecker(Actor actor) {
        return require(actor, Role.PLAN_DESIGNER, Role.PROVINCE_REVIEWER);
    }

    static void requireReader(Actor actor) {
        actor.require(Role.PLAN_DESIGNER, Role.PROVINCE_REVIEWER, Role.MANAGER, Role.AUDITOR);
        actor.requireWholeFund();
    }

    /** The person behind the account, since maker and checker are told apart by person. */
    private static PersonId require(Actor actor, Role... roles) {
        actor.require(roles);
        actor.requireWholeFund();
        return actor.requirePerson();
    }
}
