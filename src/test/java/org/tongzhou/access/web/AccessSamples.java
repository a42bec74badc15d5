package org.tongzhou.access.web;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;
import org.tongzhou.access.Accounts;
import org.tongzhou.access.Appointments;
import org.tongzhou.access.Credentials;
import org.tongzhou.access.IssuedCredential;
import org.tongzhou.access.NewAccount;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.organisation.Unit;
import org.tongzhou.testing.TestData;

/** Accounts of officers, as the administrators around them see them. */
@Component
class AccessSamples implements ScopeSamples {
    private static final List<Role> ADMIN = List.of(Role.ADMIN);

    private final Accounts accounts;
    private final Appointments appointments;
    private final Credentials credentials;
    private final Visits visits;
    private final TestData data;

    AccessSamples(Accounts accounts, Appointments appointments, Credentials credentials, Visits visits, TestData data) {
        this.accounts = accounts;
        this.appointments = appointments;
        this.visits = visits;
        this.credentials = credentials;
        this.data = data;
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                sample("GET /accounts/{id}", ""),
                sample("POST /accounts/{id}/reset", "/reset"),
                sample("POST /accounts/{id}/deactivate", "/deactivate"),
                sample("POST /accounts/{id}/reactivate", "/reactivate"),
                sample("POST /accounts/{id}/roles", "/roles?roles=UNIT_OFFICER"),
                new Sample("POST /accounts/{id}/credentials", ADMIN, (unit, actor) -> program(unit, "/credentials")),
                new Sample(
                        "POST /accounts/{id}/credentials/revoke",
                        ADMIN,
                        (unit, actor) -> program(unit, "/credentials/revoke?client=")),
                appointment("GET /appointments/{id}", ""),
                appointment("POST /appointments/{id}/confirm", "/confirm"),
                appointment("POST /appointments/{id}/drop", "/drop"));
    }

    private Sample appointment(String endpoint, String rest) {
        return new Sample(endpoint, ADMIN, (unit, actor) -> "/appointments/" + asked(unit) + rest);
    }

    /** By an administrator of the county, so that who may see it may confirm it. */
    private long asked(Unit unit) {
        Actor admin =
                data.actor(Role.ADMIN, unit.path().substring(0, unit.path().indexOf("/u") + 1));
        visits.of(admin);
        return appointments
                .open(admin, account(unit, Role.MANAGER), TestData.NOW)
                .appointment();
    }

    private Sample sample(String endpoint, String rest) {
        BiFunction<Unit, Actor, String> make = (unit, actor) -> "/accounts/" + open(unit) + rest;
        return new Sample(endpoint, ADMIN, make);
    }

    private long open(Unit unit) {
        return accounts.open(administrator(), account(unit), TestData.NOW).account();
    }

    private String program(Unit unit, String rest) {
        IssuedCredential issued = credentials.issue(administrator(), account(unit), TestData.NOW);
        return "/accounts/" + issued.account() + rest + (rest.endsWith("=") ? issued.clientId() : "");
    }

    private NewAccount account(Unit unit) {
        return account(unit, Role.UNIT_OFFICER);
    }

    private NewAccount account(Unit unit, Role role) {
        return new NewAccount(
                "o" + UUID.randomUUID().toString().substring(0, 12),
                "周敏",
                data.person(),
                unit.id(),
                unit.path(),
                Set.of(role));
    }

    private Actor administrator() {
        return data.actor(Role.ADMIN, TestData.PROVINCE);
    }
}
