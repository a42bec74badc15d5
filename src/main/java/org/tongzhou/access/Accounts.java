package org.tongzhou.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Level;
import org.tongzhou.kernel.Outbox;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.organisation.Units;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.People;

/**
 * Accounts of real-name people: opened, changed and closed by an administrator of the territory, each act audited. What makes
 * somebody decide is refused here ({@code appointed_by_two}): it takes two ({@link Appointments}).
 */
@Component
public class Accounts {
    private final AccountRows store;
    private final Logins logins;
    private final Passwords passwords;
    private final Units units;
    private final People people;
    private final Insured insured;
    private final OwnPhone phones;
    private final TrustedPrograms trusted;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final boolean demonstration;

    Accounts(
            AccountRows store,
            Logins logins,
            Passwords passwords,
            Units units,
            People people,
            Insured insured,
            OwnPhone phones,
            TrustedPrograms trusted,
            AuditTrail audit,
            Outbox outbox,
            Environment environment) {
        this.store = store;
        this.logins = logins;
        this.passwords = passwords;
        this.units = units;
        this.people = people;
        this.insured = insured;
        this.phones = phones;
        this.trusted = trusted;
        this.audit = audit;
        this.outbox = outbox;
        this.demonstration = environment.acceptsProfiles(Profiles.of("demo"));
    }

    /**
     * Opens an account and tells its person; the password is random and must be changed at the first sign-in. Refuses
     * {@code own_account} to who would have a second one by it, {@code login_taken}, {@code role_level}, {@code role_of_programs},
     * {@code member_elsewhere}, and a territory outside the administrator's.
     */
    @Transactional
    public OneTimePassword open(Actor by, NewAccount account, Instant now) {
        requireOpenable(by, account);
        requireOne(by, decide(account.roles()));
        return open(by, account, Passwords.random(), now);
    }

    /** Refuses what {@link #open} does, whoever confirms it. */
    void requireOpenable(Actor by, NewAccount account) {
        requireAdministrator(by);
        requireFitting(by, account);
        if (account.roles().contains(Role.PARTNER)) {
            throw Refusal.invalid("role_of_programs");
        }
    }

    OneTimePassword open(Actor by, NewAccount account, String password, Instant now) {
        long id = insert(by, account, Optional.of(passwords.hash(password)), now);
        phones.bind(by.fund(), id, account.person());
        audit.record(AuditEntry.of(by, now, "account.opened", subject(id)));
        Standing opened = standing(by, id);
        tell(opened, now, "notice.account.opened");
        return new OneTimePassword(id, account.login(), password);
    }

    /**
     * Opens the account of somebody who joined alone by the phone that they typed; empty where a roster has brought another one
     * meanwhile. It yields to the first roster that does ({@link AccountsYield}).
     */
    @Transactional
    public Optional<OneTimePassword> openAlone(FundId fund, NewAccount account, String phone, Instant now) {
        if (!people.holdsPhone(fund, account.person(), phone)) {
            return Optional.empty();
        }
        OneTimePassword opened = open(Actor.system(fund), account, now);
        phones.bindAlone(fund, opened.account(), account.person());
        return Optional.of(opened);
    }

    /** Another random password, the authenticator forgotten, all sessions ended; the owner is told. */
    @Transactional
    public OneTimePassword reset(Actor by, long account, Instant now) {
        requireOne(by, decides(by.fund(), resettable(by, account)));
        return reset(by, account, Passwords.random(), now);
    }

    AccountLine resettable(Actor by, long account) {
        AccountLine line = changeable(by, account);
        if (line.client()) {
            throw Refusal.notFound();
        }
        requireOwnerWithin(by, account, line.roles());
        return line;
    }

    OneTimePassword reset(Actor by, long account, String password, Instant now) {
        store.setPassword(by.fund(), account, passwords.hash(password), true);
        store.setAuthenticator(by.fund(), account, null);
        bind(by.fund(), account);
        audit.record(AuditEntry.of(by, now, "account.reset", subject(account)));
        Standing reset = standing(by, account);
        tell(reset, now, "notice.account.reset");
        return new OneTimePassword(account, reset.login(), password);
    }

    /** Whoever resets an account has seen whose it is: the phone that the fund holds now is right, to sign in with too. */
    private void bind(FundId fund, long account) {
        Standing standing = store.standing(fund, account).orElseThrow(Refusal::notFound);
        PersonId person = standing.actor().person();
        if (person != null) {
            phones.bind(fund, account, person);
            logins.follow(fund, standing);
        }
    }

    /** Its person, if one stands behind it already, with the login that the owner goes on with and what else there is. */
    private void tell(Standing account, Instant now, String template, String... more) {
        PersonId owner = account.actor().person();
        if (owner != null) {
            List<String> values = Stream.concat(Stream.of(signInName(account).told()), Stream.of(more))
                    .toList();
            outbox.tell(account.actor().fund(), owner, now, new Outbox.Telling(template, values, "/account"));
        }
    }

    /** Of a person's own account; whoever answers for a program has another one. */
    private void tellOwner(Actor by, AccountLine line, Instant now, String template, String... more) {
        if (!line.client()) {
            tell(standing(by, line.id()), now, template, more);
        }
    }

    private Standing standing(Actor by, long account) {
        return store.standing(by.fund(), account).orElseThrow(Refusal::notFound);
    }

    /** How the owner of an account signs in. */
    public SignInName signInName(Standing account) {
        return logins.name(
                account.actor().fund(), account.login(), account.actor().person());
    }

    /** Closed at once, running sessions too; the owner is told. */
    @Transactional
    public void deactivate(Actor by, long account, Instant now) {
        AccountLine line = stoppable(by, account);
        if (line.active()) {
            store.setActive(by.fund(), account, false);
            audit.record(AuditEntry.of(by, now, "account.deactivated", subject(account)));
            tellOwner(by, line, now, "notice.account.closed");
        }
    }

    /** The owner is told. */
    @Transactional
    public void reactivate(Actor by, long account, Instant now) {
        AccountLine line = reopenable(by, account);
        requireOne(by, !line.active() && decides(by.fund(), line));
        reopen(by, line, now);
    }

    AccountLine reopenable(Actor by, long account) {
        AccountLine line = changeable(by, account);
        requireOwnerWithin(by, account, line.roles());
        return line;
    }

    void reopen(Actor by, AccountLine line, Instant now) {
        long account = line.id();
        if (!line.active()) {
            store.setActive(by.fund(), account, true);
            audit.record(AuditEntry.of(by, now, "account.reactivated", subject(account)));
            tellOwner(by, line, now, "notice.account.reopened");
        }
    }

    /** In force at the account's next request; the owner is told which it has now. Nobody changes their own. */
    @Transactional
    public void changeRoles(Actor by, long account, Set<Role> roles, Instant now) {
        AccountLine line = givable(by, account, roles);
        requireOne(by, decide(added(line, roles)));
        give(by, line, roles, now);
    }

    AccountLine givable(Actor by, long account, Set<Role> roles) {
        AccountLine line = changeable(by, account);
        if (roles.isEmpty()) {
            throw Refusal.invalid("roles_missing");
        }
        if (roles.contains(Role.PARTNER) != line.client()) {
            throw Refusal.invalid("role_of_programs");
        }
        requireLevels(by.fund(), line.path(), roles);
        requireOwnerWithin(by, account, roles);
        return line;
    }

    void give(Actor by, AccountLine line, Set<Role> roles, Instant now) {
        long account = line.id();
        if (line.roles().equals(roles)) {
            return;
        }
        store.replaceRoles(by.fund(), account, roles);
        audit.record(AuditEntry.of(by, now, "account.roles_changed", subject(account)));
        tellOwner(by, line, now, "notice.account.roles", RoleNames.told(roles));
    }

    /** Refuses {@code not_found} outside the territory. */
    public AccountLine find(Actor by, long account) {
        requireAdministrator(by);
        return store.line(by.scope(), account).orElseThrow(Refusal::notFound);
    }

    /** Who signs in under a login; empty when unknown or closed. */
    public Optional<Actor> actor(FundId fund, String login) {
        return store.standing(fund, logins.kept(login)).filter(Standing::active).map(Standing::actor);
    }

    /** Read for every request; empty when unknown. */
    public Optional<Standing> standing(FundId fund, long account) {
        return store.standing(fund, account);
    }

    /** A person's own change; ends all other sessions. Refuses {@code password_wrong}, {@code password_same} and weak ones. */
    @Transactional
    public void changePassword(Actor who, String current, String next, Instant now) {
        String hash = store.passwordHash(who.fund(), who.userId());
        if (!passwords.matches(current, hash)) {
            throw Refusal.invalid("password_wrong");
        }
        setOwnPassword(who, next, hash, now);
        PersonId person = who.person();
        if (person != null) {
            outbox.tell(who.fund(), person, now, new Outbox.Telling("notice.password.changed", List.of(), "/account"));
        }
    }

    /** The first sign-in ends: an own password instead of the random one. */
    @Transactional
    public void replaceOneTimePassword(Standing who, String next, Instant now) {
        if (!who.mustChange() || !who.hasPerson()) {
            throw Refusal.conflict("password_changed");
        }
        setOwnPassword(
                who.actor(),
                next,
                store.passwordHash(who.actor().fund(), who.actor().userId()),
                now);
    }

    /** The first administrator says who stands behind the account; possible once. */
    @Transactional
    public void nameFirstAdministrator(Standing who, NewPerson person, String next, Instant now) {
        if (who.hasPerson()) {
            throw Refusal.conflict("password_changed");
        }
        FundId fund = who.actor().fund();
        store.setPerson(fund, who.actor().userId(), people.findOrRegister(fund, person, now), person.name());
        Standing named = store.standing(fund, who.actor().userId()).orElseThrow(Refusal::notFound);
        setOwnPassword(named.actor(), next, store.passwordHash(fund, who.actor().userId()), now);
    }

    /** For credentials, and with their guard: an account that no password opens. */
    long openForProgram(Actor by, NewAccount account, Instant now) {
        long id = insert(by, account, Optional.empty(), now);
        audit.record(AuditEntry.of(by, now, "account.opened", subject(id)));
        return id;
    }

    /** An account of the territory that is not the administrator's own, nor another one of theirs. */
    AccountLine changeable(Actor by, long account) {
        requireNotOwn(by, Optional.ofNullable(standing(by, account).actor().person()));
        return stoppable(by, account);
    }

    /** To take power away: of another account that the administrator answers for as well, such as a program's. Nobody else changes it meanwhile. */
    AccountLine stoppable(Actor by, long account) {
        store.lock(by.fund(), Set.of(account));
        AccountLine line = find(by, account);
        if (line.id() == by.userId()) {
            throw Refusal.conflict("own_account");
        }
        return line;
    }

    private static void requireNotOwn(Actor by, Optional<PersonId> owner) {
        if (owner.filter(by::isPerson).isPresent()) {
            throw Refusal.conflict("own_account");
        }
    }

    private long insert(Actor by, NewAccount account, Optional<String> hash, Instant now) {
        AccountRows.Row row =
                AccountRows.Row.of(by, account, hash.orElse(null), now).withLogin(logins.kept(account.login()));
        return store.insert(row, account.roles(), demonstration)
                .orElseThrow(() -> Refusal.conflict("login_taken", account.login()));
    }

    private void setOwnPassword(Actor who, String next, String currentHash, Instant now) {
        String login =
                store.standing(who.fund(), who.userId()).map(Standing::login).orElseThrow(Refusal::notFound);
        passwords.requireGood(next, logins.typed(who.fund(), login, who.person()));
        if (passwords.matches(next, currentHash)) {
            throw Refusal.invalid("password_same");
        }
        // The account may have been reset, or have yielded to the phone of a roster, since this request began.
        boolean mayChoose = !AwaitedPassword.is(currentHash)
                && store.replacePassword(who.fund(), who.userId(), currentHash, passwords.hash(next));
        if (!mayChoose) {
            throw Refusal.conflict("password_changed");
        }
        audit.record(AuditEntry.of(who, now, "account.password_changed", subject(who.userId())));
    }

    void requireProgramFitting(Actor by, NewAccount account) {
        requireAdministrator(by);
        requireFitting(by, account);
    }

    /** What makes an account decide takes two administrators; the system itself is none. */
    public static void requireOne(Actor by, boolean decides) {
        if (decides && by.userId() != 0) {
            throw Refusal.notAllowed("appointed_by_two");
        }
    }

    static boolean decide(Set<Role> roles) {
        return roles.stream().anyMatch(Role::decides);
    }

    static Set<Role> added(AccountLine line, Set<Role> roles) {
        return roles.stream().filter(role -> !line.roles().contains(role)).collect(Collectors.toUnmodifiableSet());
    }

    /** By a role, or as a program whose reports are paid without asking. */
    boolean decides(FundId fund, AccountLine line) {
        return decide(line.roles()) || line.client() && trusted.trusts(fund, line.id());
    }

    /** With the login as it is kept. Refuses {@code login_taken}. */
    NewAccount kept(Actor by, NewAccount account) {
        String login = logins.kept(account.login());
        if (store.standing(by.fund(), login).isPresent()) {
            throw Refusal.conflict("login_taken", account.login());
        }
        return new NewAccount(login, account.name(), account.person(), account.unit(), account.path(), account.roles());
    }

    /** The system itself opens accounts too: at the first start and for the demonstration. */
    private static void requireAdministrator(Actor by) {
        if (by.userId() != 0) {
            by.require(Role.ADMIN);
        }
    }

    private void requireFitting(Actor by, NewAccount account) {
        by.requireWithin(account.path());
        requireNotOwn(by, Optional.of(account.person()));
        UnitId unit = account.unit();
        if (unit != null && !units.pathOf(by.fund(), unit).equals(account.path())) {
            throw Refusal.invalid("unit_territory");
        }
        requireLevels(by.fund(), account.path(), account.roles());
        requireMemberWithin(by, account.person(), account.roles());
    }

    /** Whose unit is elsewhere by now is let in by an administrator above both, for the account stays where it was opened. */
    private void requireOwnerWithin(Actor by, long account, Set<Role> roles) {
        store.standing(by.fund(), account)
                .map(standing -> standing.actor().person())
                .ifPresent(person -> requireMemberWithin(by, person, roles));
    }

    /** A member's account shows what the fund holds of the person, wherever that is: it is for the administrator of their unit. */
    private void requireMemberWithin(Actor by, PersonId person, Set<Role> roles) {
        boolean elsewhere = roles.contains(Role.MEMBER)
                && insured.unit(by.fund(), person)
                        .filter(unit -> !by.scope().covers(units.pathOf(by.fund(), unit)))
                        .isPresent();
        if (elsewhere) {
            throw Refusal.notAllowed("member_elsewhere");
        }
    }

    private static void requireLevels(FundId fund, String path, Set<Role> roles) {
        Level level = new Scope(fund, path).level();
        boolean fits = roles.stream().allMatch(role -> switch (role) {
            case UNIT_OFFICER -> level == Level.UNIT;
            case COUNTY_REVIEWER -> level == Level.COUNTY;
            case CITY_REVIEWER -> level == Level.CITY;
            case PROVINCE_REVIEWER, PLAN_DESIGNER -> level == Level.PROVINCE;
            default -> true;
        });
        if (!fits) {
            throw Refusal.invalid("role_level");
        }
    }

    private static String subject(long account) {
        return "account:" + account;
    }
}
