package org.tongzhou.access;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.access.Appointment.Change;
import org.tongzhou.access.Appointment.Kind;
import org.tongzhou.access.Appointment.State;
import org.tongzhou.access.Appointment.Subject;
import org.tongzhou.access.Appointment.Word;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;

/**
 * What an administrator does to accounts: at once where one may do it alone, else asked for, and done when a second of no narrower
 * territory confirms it. Alone an administrator would be both sides of every step that asks for two people (decision 0055).
 */
@Component
public class Appointments {
    private final AppointmentRows store;
    private final Appointing appointing;
    private final Accounts accounts;
    private final Credentials credentials;
    private final Halves halves;
    private final AuditTrail audit;

    Appointments(
            AppointmentRows store,
            Appointing appointing,
            Accounts accounts,
            Credentials credentials,
            Halves halves,
            AuditTrail audit) {
        this.store = store;
        this.appointing = appointing;
        this.accounts = accounts;
        this.credentials = credentials;
        this.halves = halves;
        this.audit = audit;
    }

    /** As {@link Accounts#open}. */
    @Transactional
    public Handed open(Actor by, NewAccount account, Instant now) {
        if (!Accounts.decide(account.roles())) {
            OneTimePassword opened = accounts.open(by, account, now);
            return Handed.of(Handed.Part.ALL, opened, opened.password());
        }
        accounts.requireOpenable(by, account);
        return ask(by, Kind.OPEN, opening(by, account, false), change(Set.of(), account.roles(), true), now);
    }

    /** As {@link Credentials#issue}. */
    @Transactional
    public Handed issue(Actor by, NewAccount program, Instant now) {
        NewAccount partner = Credentials.partner(program);
        if (!Accounts.decide(partner.roles())) {
            IssuedCredential issued = credentials.issue(by, program, now);
            return Handed.of(Handed.Part.ALL, issued, issued.secret());
        }
        accounts.requireProgramFitting(by, partner);
        return ask(by, Kind.OPEN, opening(by, partner, true), change(Set.of(), partner.roles(), true), now);
    }

    /** As {@link Accounts#changeRoles}. Whoever decides for the first time comes in anew: one administrator may know the way in. */
    @Transactional
    public Handed give(Actor by, long account, Set<Role> roles, Instant now) {
        AccountLine line = accounts.givable(by, account, roles);
        if (!Accounts.decide(Accounts.added(line, roles))) {
            accounts.changeRoles(by, account, roles, now);
            return Handed.nothing(account);
        }
        boolean first = !accounts.decides(by.fund(), line);
        return ask(by, Kind.ROLES, inUse(line), change(line.roles(), roles, first), now);
    }

    /** As {@link Accounts#reset}. */
    @Transactional
    public Handed reset(Actor by, long account, Instant now) {
        AccountLine line = accounts.resettable(by, account);
        if (!accounts.decides(by.fund(), line)) {
            OneTimePassword reset = accounts.reset(by, account, now);
            return Handed.of(Handed.Part.ALL, reset, reset.password());
        }
        return ask(by, Kind.RESET, inUse(line), change(line.roles(), line.roles(), true), now);
    }

    /** As {@link Accounts#reactivate}. */
    @Transactional
    public Handed reopen(Actor by, long account, Instant now) {
        AccountLine line = accounts.reopenable(by, account);
        if (line.active() || !accounts.decides(by.fund(), line)) {
            accounts.reactivate(by, account, now);
            return Handed.nothing(account);
        }
        return ask(by, Kind.REOPEN, subject(line, line.name()), change(line.roles(), line.roles(), false), now);
    }

    /** As {@link Credentials#renew}. */
    @Transactional
    public Handed renew(Actor by, long account, Instant now) {
        AccountLine line = credentials.renewable(by, account);
        if (!accounts.decides(by.fund(), line)) {
            IssuedCredential issued = credentials.renew(by, account, now);
            return Handed.of(Handed.Part.ALL, issued, issued.secret());
        }
        return ask(by, Kind.CREDENTIAL, inUse(line), change(line.roles(), line.roles(), true), now);
    }

    /** Asks that what a program reports be paid without asking; {@code called} is what the second administrator knows it by. */
    @Transactional
    public Handed trust(Actor by, long account, String called, Instant now) {
        AccountLine line = credentials.renewable(by, account);
        boolean first = !accounts.decides(by.fund(), line);
        requireInUse(line);
        return ask(by, Kind.TRUST, subject(line, called), change(line.roles(), line.roles(), first), now);
    }

    /** Whether two have to decide about an account, whatever is done to it but to take power away. */
    public boolean takesTwo(Actor by, AccountLine line) {
        return accounts.decides(by.fund(), line);
    }

    private Subject opening(Actor by, NewAccount typed, boolean program) {
        NewAccount account = accounts.kept(by, typed);
        return new Subject(
                null, program, account.login(), account.name(), account.person(), account.unit(), account.path());
    }

    private static Subject inUse(AccountLine line) {
        requireInUse(line);
        return subject(line, line.name());
    }

    private static Subject subject(AccountLine line, String name) {
        return new Subject(line.id(), line.client(), line.login(), name, null, null, line.path());
    }

    private static void requireInUse(AccountLine line) {
        if (!line.active()) {
            throw Refusal.conflict("appointment_closed");
        }
    }

    private static Change change(Set<Role> before, Set<Role> after, boolean handsOver) {
        return new Change(before, after, handsOver);
    }

    private Handed ask(Actor by, Kind kind, Subject subject, Change change, Instant now) {
        String seed = change.handsOver() ? Halves.seed() : null;
        Long account = subject.account();
        long id = store.insert(word(by, now), kind, subject, change, seed, by.fund())
                .orElseThrow(() -> account == null
                        ? Refusal.conflict("appointment_login", subject.login())
                        : Refusal.conflict("appointment_open"));
        audit.record(new AuditEntry(by, now, "appointment.asked", about(account, id), details(id, kind)));
        return handed(id, subject, seed);
    }

    private Handed handed(long id, Subject subject, @Nullable String seed) {
        Long account = subject.account();
        return new Handed(
                seed == null ? Handed.Part.NOTHING : Handed.Part.FIRST,
                id,
                account == null ? 0 : account,
                subject.login(),
                seed == null ? "" : halves.first(seed, subject.program()),
                subject.program());
    }

    /**
     * The second administrator's word, who sees the other half. Refuses {@code appointment_second} to who asked and to whom it is
     * about, {@code appointment_narrower}, {@code appointment_asker_gone}, and {@code appointment_moved} where the account is no
     * longer what it was.
     */
    @Transactional
    public Handed confirm(Actor by, long id, Instant now) {
        Appointment asked = lock(by, id);
        Handed handed = appointing.carryOut(by, asked, store.seed(by.fund(), id), now);
        Appointment done = asked.done(handed.account());
        store.settle(by.fund(), done, State.CONFIRMED, word(by, now));
        audit.record(new AuditEntry(
                by, now, "appointment.confirmed", about(handed.account(), id), details(id, asked.kind())));
        return handed;
    }

    /** Taken back by who asked, turned down by anybody else of the territory. */
    @Transactional
    public void drop(Actor by, long id, Instant now) {
        Appointment asked = lock(by, id);
        String about = about(asked.subject().account(), id);
        if (by.isPerson(asked.asked().person())) {
            store.settle(by.fund(), asked, State.WITHDRAWN, word(by, now));
            audit.record(new AuditEntry(by, now, "appointment.withdrawn", about, details(id, asked.kind())));
        } else {
            store.settle(by.fund(), asked, State.REFUSED, word(by, now));
            audit.record(new AuditEntry(by, now, "appointment.refused", about, details(id, asked.kind())));
        }
    }

    /** Refuses {@code not_found} outside the territory. */
    public Appointment find(Actor by, long id) {
        by.require(Role.ADMIN);
        return store.find(by.scope(), id).orElseThrow(Refusal::notFound);
    }

    private Appointment lock(Actor by, long id) {
        find(by, id);
        return store.lock(by.scope(), id).orElseThrow(() -> Refusal.conflict("appointment_done"));
    }

    /** Those of the territory that wait, the oldest first, 50 at a time. */
    public Slice<Appointment> waiting(Actor by, String after) {
        by.require(Role.ADMIN);
        List<Appointment> found = store.waiting(by.scope(), Slice.above(after));
        return Slice.of(found, AppointmentRows.PAGE, one -> Long.toString(one.id()));
    }

    /** The one of an account that waits. */
    public Optional<Appointment> waitingOf(Actor by, long account) {
        by.require(Role.ADMIN);
        return store.waitingOf(by.scope(), account);
    }

    /** How many wait for this administrator's word. */
    public int count(Actor by) {
        return store.count(by);
    }

    /** Why this administrator does not confirm it, as the code of the refusal. */
    public Optional<String> hindrance(Actor by, Appointment asked) {
        return appointing.hindrance(by, asked);
    }

    /** Whether it waits for this administrator. */
    public boolean awaits(Actor by, Appointment asked) {
        return Appointing.notTheirs(by, asked).isEmpty();
    }

    /** False where nobody else is there who could confirm it. */
    public boolean hasSecond(Actor by, Appointment asked) {
        return store.hasSecond(by.fund(), asked);
    }

    private static Word word(Actor by, Instant now) {
        return new Word(by.userId(), by.requirePerson(), by.name(), by.scope().path(), now);
    }

    private static String about(@Nullable Long account, long id) {
        return account == null ? "appointment:" + id : "account:" + account;
    }

    private static Map<String, String> details(long id, Kind kind) {
        return Map.of("appointment", Long.toString(id), "kind", kind.name());
    }
}
