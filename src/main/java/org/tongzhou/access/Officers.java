package org.tongzhou.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.access.OfficerRows.Opening;
import org.tongzhou.access.OfficerRows.Row;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Outbox;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Vault;
import org.tongzhou.organisation.Unit;
import org.tongzhou.person.Arrival;
import org.tongzhou.person.KnownPeople;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.People;

/** Officers of work units, whose accounts are opened many at once and wait for the first password, chosen by the phone. */
@Component
public class Officers {
    private static final int MOST_LOGINS = 20;

    private final OfficerRows store;
    private final Passwords passwords;
    private final People people;
    private final Vault vault;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final boolean demonstration;

    Officers(
            OfficerRows store,
            Passwords passwords,
            People people,
            Vault vault,
            AuditTrail audit,
            Outbox outbox,
            Environment environment) {
        this.store = store;
        this.passwords = passwords;
        this.people = people;
        this.vault = vault;
        this.audit = audit;
        this.outbox = outbox;
        this.demonstration = environment.acceptsProfiles(Profiles.of("demo"));
    }

    /** Who is to be a unit's officer; the person with a phone. */
    public record Appointed(Unit unit, NewPerson person) {}

    /** Opens an account for each unit that has no officer's account in use; the others stay as they are. Answers how many. */
    @Transactional
    public int openAll(Actor by, List<Appointed> appointed, Instant now) {
        by.require(Role.ADMIN);
        appointed.forEach(each -> by.requireWithin(each.unit().path()));
        Opening opening = new Opening(by, now, demonstration);
        List<Row> rows = rows(by, unserved(by.fund(), appointed), now);
        int opened = 0;
        for (int n = 1; !rows.isEmpty(); n++) {
            if (n > MOST_LOGINS) {
                throw Refusal.conflict("login_taken", rows.get(0).login());
            }
            opened += store.insert(opening, numbered(rows, n));
            rows = left(by.fund(), rows);
        }
        audit.record(new AuditEntry(
                by,
                now,
                "account.opened_together",
                "fund:" + by.fund().code(),
                Map.of("accounts", Integer.toString(opened))));
        return opened;
    }

    private List<Appointed> unserved(FundId fund, List<Appointed> appointed) {
        Set<String> served = store.served(
                fund, appointed.stream().map(each -> each.unit().path()).toList());
        return appointed.stream()
                .filter(each -> !served.contains(each.unit().path()))
                .toList();
    }

    /** Asked again after each try: another list may have opened the account meanwhile. */
    private List<Row> left(FundId fund, List<Row> rows) {
        Set<String> served = store.served(fund, rows.stream().map(Row::path).toList());
        return rows.stream().filter(row -> !served.contains(row.path())).toList();
    }

    /** Whoever the fund knows keeps the phone that it knows, and chooses the password by it: a list lets nobody into others' accounts. */
    private List<Row> rows(Actor by, List<Appointed> appointed, Instant now) {
        FundId fund = by.fund();
        List<Arrival> arrivals =
                people.ready(fund, appointed.stream().map(Appointed::person).toList(), KnownPeople.NONE, now);
        List<PersonId> ids =
                people.register(by, arrivals.stream().map(Arrival::asKnown).toList(), now);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            Unit unit = appointed.get(i).unit();
            NewPerson person = appointed.get(i).person();
            String phone = arrivals.get(i).changing().isEmpty()
                    ? Objects.requireNonNull(person.phone())
                    : people.phone(fund, ids.get(i)).orElse("");
            String awaited = AwaitedPassword.of(vault, phone);
            String login = "u" + unit.code().toLowerCase(Locale.ROOT);
            rows.add(new Row(login, person.name(), ids.get(i), unit.id(), unit.path(), awaited));
        }
        return rows;
    }

    /** The officer before may have had the login: then the next one that is free. */
    private static List<Row> numbered(List<Row> rows, int n) {
        return n == 1 ? rows : rows.stream().map(row -> row.withNumber(n)).toList();
    }

    /** The officer's account that waits, of somebody who works here in no other way. */
    static Optional<Standing> waiting(List<Standing> own) {
        List<Standing> staff = own.stream()
                .filter(account -> account.active() && !account.actor().roles().equals(Set.of(Role.MEMBER)))
                .toList();
        return staff.size() == 1 ? Optional.of(staff.get(0)).filter(Officers::waits) : Optional.empty();
    }

    private static boolean waits(Standing account) {
        return account.waiting() && account.actor().roles().equals(Set.of(Role.UNIT_OFFICER));
    }

    /** The first password, once; refuses {@code activation_over} who has another phone than was given with the account. */
    Standing choose(Standing waiting, PersonId person, String password, Instant at) {
        Actor officer = waiting.actor();
        passwords.requireGood(password, waiting.login());
        String awaited =
                AwaitedPassword.of(vault, people.phone(officer.fund(), person).orElse(""));
        if (!store.choose(officer.fund(), officer.userId(), awaited, passwords.hash(password))) {
            throw Refusal.conflict("activation_over");
        }
        audit.record(AuditEntry.of(officer, at, "account.opened_by_phone", "account:" + officer.userId()));
        outbox.tell(
                officer.fund(),
                person,
                at,
                new Outbox.Telling("notice.account.opened", List.of(waiting.login()), "/account"));
        return waiting;
    }
}
