package org.tongzhou.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Outbox;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.organisation.Units;
import org.tongzhou.person.People;

/**
 * Accounts that members open themselves. Who has another role beside, or a closed account, keeps to the administrator, apart
 * from a unit's officer before the first sign-in ({@link Officers}); so does whose phone is another one since ({@link OwnPhone}).
 * A roster that is only sent in costs nothing: an account that its phone opens yields to another one ({@link AccountsYield}), and
 * one that yielded is opened anew only once a roster is paid for.
 */
@Component
class MemberAccounts {
    /** Nobody has this id: asking about it costs what asking about somebody does. */
    private static final PersonId NOBODY = new PersonId(0);

    private final AccountRows store;
    private final Logins logins;
    private final Passwords passwords;
    private final People people;
    private final Insured insured;
    private final OwnPhone phones;
    private final Officers officers;
    private final Units units;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final boolean demonstration;

    MemberAccounts(
            AccountRows store,
            Logins logins,
            Passwords passwords,
            People people,
            Insured insured,
            OwnPhone phones,
            Officers officers,
            Units units,
            AuditTrail audit,
            Outbox outbox,
            Environment environment) {
        this.store = store;
        this.logins = logins;
        this.passwords = passwords;
        this.people = people;
        this.insured = insured;
        this.phones = phones;
        this.officers = officers;
        this.units = units;
        this.audit = audit;
        this.outbox = outbox;
        this.demonstration = environment.acceptsProfiles(Profiles.of("demo"));
    }

    /** Who of this name and number may be let in by the phone; the same is asked about whom the fund does not know. */
    Optional<PersonId> welcome(FundId fund, String name, ResidentId id) {
        PersonId person = people.reachable(fund, name, id).orElse(NOBODY);
        boolean covered = insured.unit(fund, person).isPresent();
        List<Standing> own = store.standings(fund, person);
        boolean member = isOpenTo(fund, person, own) && covered;
        return member || Officers.waiting(own).isPresent() ? Optional.of(person) : Optional.empty();
    }

    /** Leaves in the trail that a code was asked for this person; where there is none, nothing, by the same work. */
    void asked(FundId fund, Optional<PersonId> person, Instant at) {
        String subject = "person:" + person.orElse(NOBODY).value();
        audit.recordIf(person.isPresent(), AuditEntry.of(Actor.system(fund), at, "account.code_asked", subject));
    }

    /** Refuses what no login makes better, before anybody is looked for. */
    void requireStrong(String password) {
        passwords.requireStrong(password);
    }

    /**
     * Opens the account, or sets another password of the one there is, which ends its sessions; an officer's first goes before.
     * Refuses {@code activation_over}.
     */
    Standing letIn(FundId fund, PersonId person, String password, Instant at) {
        people.holdPhone(fund, person);
        List<Standing> own = store.standings(fund, person);
        Optional<Standing> waiting = Officers.waiting(own);
        if (waiting.isPresent()) {
            return officers.choose(waiting.get(), person, password, at);
        }
        UnitId unit = insured.unit(fund, person).orElseThrow(() -> Refusal.conflict("activation_over"));
        if (!isOpenTo(fund, person, own)) {
            throw Refusal.conflict("activation_over");
        }
        if (own.isEmpty()) {
            return open(fund, person, unit, password, at);
        }
        return own.get(0).waiting()
                ? openAnew(own.get(0), person, password, at)
                : change(own.get(0), person, password, at);
    }

    private boolean isOpenTo(FundId fund, PersonId person, List<Standing> own) {
        boolean bound = phones.opensAll(fund, person);
        boolean byRoster = isByRoster(fund, person);
        return isMemberAlone(own) && bound && (byRoster || own.stream().noneMatch(Standing::waiting));
    }

    private boolean isByRoster(FundId fund, PersonId person) {
        return !insured.byRoster(fund, Set.of(person)).isEmpty();
    }

    private static boolean isMemberAlone(List<Standing> own) {
        return own.stream()
                .allMatch(account -> account.active() && account.actor().roles().equals(Set.of(Role.MEMBER)));
    }

    private Standing open(FundId fund, PersonId person, UnitId unit, String password, Instant at) {
        String phone = people.phone(fund, person).orElseThrow(() -> Refusal.conflict("activation_over"));
        passwords.requireGood(password, phone);
        NewAccount account = new NewAccount(
                logins.ofMobile(phone),
                people.card(fund, person).name(),
                person,
                unit,
                units.pathOf(fund, unit),
                Set.of(Role.MEMBER));
        long id = insert(AccountRows.Row.of(Actor.system(fund), account, passwords.hash(password), at));
        store.finish(fund, id);
        if (isByRoster(fund, person)) {
            phones.bind(fund, id, person);
        } else {
            phones.bindAlone(fund, id, person);
        }
        return opened(fund, id, person, at);
    }

    private Standing opened(FundId fund, long id, PersonId person, Instant at) {
        Standing opened = store.standing(fund, id).orElseThrow(Refusal::notFound);
        record(opened, "account.opened_by_phone", at);
        SignInName name = logins.name(fund, opened.login(), person);
        tell(opened, person, new Outbox.Telling("notice.account.opened", List.of(name.told()), "/account"), at);
        return opened;
    }

    /** By the phone of a roster, after whoever joined in the person's name is out. */
    private Standing openAnew(Standing own, PersonId person, String password, Instant at) {
        FundId fund = own.actor().fund();
        setPassword(own, person, password);
        phones.bind(fund, own.actor().userId(), person);
        return opened(fund, own.actor().userId(), person, at);
    }

    private long insert(AccountRows.Row row) {
        for (int n = 1; ; n++) {
            AccountRows.Row next = row.withLogin(Logins.numbered(row.login(), n));
            Optional<Long> id = store.insert(next, Set.of(Role.MEMBER), demonstration);
            if (id.isPresent()) {
                return id.get();
            }
        }
    }

    private Standing change(Standing own, PersonId person, String password, Instant at) {
        FundId fund = own.actor().fund();
        long id = own.actor().userId();
        setPassword(own, person, password);
        record(own, "account.password_by_phone", at);
        tell(own, person, new Outbox.Telling("notice.password.changed", List.of(), "/account"), at);
        return store.standing(fund, id).orElseThrow(Refusal::notFound);
    }

    private void setPassword(Standing own, PersonId person, String password) {
        FundId fund = own.actor().fund();
        passwords.requireGood(password, logins.typed(fund, own.login(), person));
        store.setPassword(fund, own.actor().userId(), passwords.hash(password), false);
        logins.follow(fund, own);
    }

    private void record(Standing who, String action, Instant at) {
        audit.record(
                AuditEntry.of(who.actor(), at, action, "account:" + who.actor().userId()));
    }

    private void tell(Standing who, PersonId person, Outbox.Telling telling, Instant at) {
        outbox.tell(who.actor().fund(), person, at, telling);
    }
}
