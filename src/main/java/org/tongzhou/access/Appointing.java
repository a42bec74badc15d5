package org.tongzhou.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.tongzhou.access.Appointment.Kind;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;

/** Carries out what a second administrator confirms, as they saw it: everything that was asked when it was asked for is asked again. */
@Component
class Appointing {
    private final AccountRows store;
    private final Accounts accounts;
    private final Credentials credentials;
    private final Halves halves;
    private final ApplicationEventPublisher events;

    Appointing(
            AccountRows store,
            Accounts accounts,
            Credentials credentials,
            Halves halves,
            ApplicationEventPublisher events) {
        this.store = store;
        this.accounts = accounts;
        this.credentials = credentials;
        this.halves = halves;
        this.events = events;
    }

    /** The other half, and the account by which it opens. */
    Handed carryOut(Actor by, Appointment asked, Optional<String> seed, Instant now) {
        hold(by.fund(), asked);
        hindrance(by, asked).ifPresent(code -> {
            throw code.equals("appointment_asker_gone") ? Refusal.conflict(code) : Refusal.notAllowed(code);
        });
        requireUnmoved(by, asked);
        return seed.isPresent() ? handOver(by, asked, seed.get(), now) : change(by, asked, now);
    }

    /** Neither the account nor that of who asked changes while it is confirmed. */
    private void hold(FundId fund, Appointment asked) {
        List<Long> both = new ArrayList<>(List.of(asked.asked().account()));
        Optional.ofNullable(asked.subject().account()).ifPresent(both::add);
        store.lock(fund, both);
    }

    /** Two people, neither of them its owner; who asked is still an administrator of the account. */
    Optional<String> hindrance(Actor by, Appointment asked) {
        return notTheirs(by, asked)
                .or(() -> isInOffice(by, asked) ? Optional.empty() : Optional.of("appointment_asker_gone"));
    }

    /** Why it is not this administrator's to confirm. */
    static Optional<String> notTheirs(Actor by, Appointment asked) {
        boolean owner = Optional.ofNullable(asked.subject().person())
                .filter(by::isPerson)
                .isPresent();
        if (owner || by.isPerson(asked.asked().person())) {
            return Optional.of("appointment_second");
        }
        return by.scope().covers(asked.asked().path()) ? Optional.empty() : Optional.of("appointment_narrower");
    }

    private boolean isInOffice(Actor by, Appointment asked) {
        return store.standing(by.fund(), asked.asked().account())
                .filter(Standing::active)
                .map(Standing::actor)
                .filter(asker -> asker.is(Role.ADMIN)
                        && asker.scope().covers(asked.subject().path()))
                .isPresent();
    }

    private void requireUnmoved(Actor by, Appointment asked) {
        if (asked.kind() == Kind.OPEN) {
            return;
        }
        AccountLine line = accounts.find(by, asked.account());
        boolean closed = asked.kind() == Kind.REOPEN;
        boolean decidesAnew = !asked.change().handsOver() && !accounts.decides(by.fund(), line);
        if (line.active() == closed || !line.roles().equals(asked.change().before()) || decidesAnew) {
            throw Refusal.conflict("appointment_moved");
        }
    }

    private Handed handOver(Actor by, Appointment asked, String seed, Instant now) {
        boolean program = asked.subject().program();
        String second = Halves.second(program);
        String whole = halves.first(seed, program) + second;
        return program
                ? Handed.of(Handed.Part.SECOND, credential(by, asked, whole, now), second)
                : Handed.of(Handed.Part.SECOND, password(by, asked, whole, now), second);
    }

    private OneTimePassword password(Actor by, Appointment asked, String whole, Instant now) {
        if (asked.kind() == Kind.OPEN) {
            NewAccount account = asked.opening();
            accounts.requireOpenable(by, account);
            return accounts.open(by, account, whole, now);
        }
        change(by, asked, now);
        accounts.resettable(by, asked.account());
        return accounts.reset(by, asked.account(), whole, now);
    }

    private IssuedCredential credential(Actor by, Appointment asked, String whole, Instant now) {
        if (asked.kind() == Kind.OPEN) {
            accounts.requireProgramFitting(by, asked.opening());
            return credentials.open(by, asked.opening(), whole, now);
        }
        change(by, asked, now);
        credentials.renewable(by, asked.account());
        return asked.kind() == Kind.CREDENTIAL
                ? credentials.insert(by, asked.account(), whole, now)
                : credentials.replace(by, asked.account(), whole, now);
    }

    private Handed change(Actor by, Appointment asked, Instant now) {
        long account = asked.account();
        switch (asked.kind()) {
            case ROLES ->
                accounts.give(
                        by,
                        accounts.givable(by, account, asked.change().after()),
                        asked.change().after(),
                        now);
            case REOPEN -> accounts.reopen(by, accounts.reopenable(by, account), now);
            case TRUST -> {
                credentials.renewable(by, account);
                events.publishEvent(new TrustAppointed(by, account, now));
            }
            case OPEN, RESET, CREDENTIAL -> {}
        }
        return Handed.nothing(account);
    }
}
