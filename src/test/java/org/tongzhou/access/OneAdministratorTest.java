package org.tongzhou.access;

import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.PROVINCE;

import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/** Whoever opens, resets or gives accounts alone would be both sides of every step that asks for two people. */
@RoomTest
class OneAdministratorTest {
    @Autowired
    Accounts accounts;

    @Autowired
    Credentials credentials;

    @Autowired
    TestData data;

    private Actor admin;

    @BeforeEach
    void anAdministrator() {
        admin = data.actor(Role.ADMIN, PROVINCE);
    }

    @ParameterizedTest
    @EnumSource(names = {"PROVINCE_REVIEWER", "FINANCE_MAKER", "FINANCE_CHECKER", "MANAGER", "PLAN_DESIGNER", "ADMIN"})
    void makesNobodyDecide(Role role) {
        refused("appointed_by_two", () -> accounts.open(admin, account(role), NOW));
        refused("appointed_by_two", () -> credentials.issue(admin, account(role), NOW));
        long auditor = accounts.open(admin, account(Role.AUDITOR), NOW).account();
        refused("appointed_by_two", () -> accounts.changeRoles(admin, auditor, Set.of(Role.AUDITOR, role), NOW));
        long program = credentials.issue(admin, account(Role.AUDITOR), NOW).account();
        refused("appointed_by_two", () -> accounts.changeRoles(admin, program, Set.of(Role.PARTNER, role), NOW));
    }

    @ParameterizedTest
    @EnumSource(names = {"PROVINCE_REVIEWER", "FINANCE_MAKER", "FINANCE_CHECKER", "MANAGER", "PLAN_DESIGNER", "ADMIN"})
    void comesIntoNobodysPlaceWhoDecides(Role role) {
        Actor system = Actor.system(FUND);
        long deciding = accounts.open(system, account(role), NOW).account();
        refused("appointed_by_two", () -> accounts.reset(admin, deciding, NOW));
        accounts.deactivate(admin, deciding, NOW);
        refused("appointed_by_two", () -> accounts.reactivate(admin, deciding, NOW));
        long program = credentials.issue(system, account(role), NOW).account();
        refused("appointed_by_two", () -> credentials.renew(admin, program, NOW));
    }

    private NewAccount account(Role role) {
        String login = "a" + UUID.randomUUID().toString().substring(0, 12);
        return new NewAccount(login, "周敏", data.person(), null, PROVINCE, Set.of(role));
    }
}
