package org.tongzhou.person;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Characters;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;

/**
 * Who takes the benefits of members who have died. Naming an heir is a change of account like any other: proof of who asks,
 * cooling, and the word of a second person, which {@link PayeeAccounts#confirm} takes.
 */
@Component
public class Heirs {
    private static final int SHORTEST_REASON = 10;
    private static final int LONGEST_REASON = 500;

    private final PersonStore people;
    private final AccountStore store;
    private final Envelopes envelopes;
    private final AccountNews news;

    Heirs(PersonStore people, AccountStore store, Envelopes envelopes, AccountNews news) {
        this.people = people;
        this.store = store;
        this.envelopes = envelopes;
        this.news = news;
    }

    /**
     * An heir of {@code person}; {@code proof} names what shows death and kinship ({@code claim:17}), {@code reauthenticated}
     * states that the asker has just proved who they are.
     */
    public record Naming(PersonId person, Heir heir, String proof, boolean reauthenticated) {}

    /**
     * Names the heir; the caller has found the member in the actor's territory and looked at the proof. A change of account
     * that the member left open is withdrawn; an heir who stands already is replaced, for a reason of 10 to 500 characters, once
     * the new one is confirmed. Refuses what {@link PayeeAccounts#change} refuses, a form that is not filled in, and whoever would
     * name themselves.
     */
    @Transactional
    public long name(Actor actor, Naming wanted, Instant now) {
        FundId fund = actor.fund();
        if (!wanted.reauthenticated()) {
            throw Refusal.notAllowed("reauthenticate");
        }
        requireForm(wanted.heir(), now);
        PersonId asker = asker(actor, wanted.person());
        Optional<PersonId> known =
                people.findByIdIndex(fund, envelopes.idIndex(wanted.heir().idNumber()));
        if (known.filter(heir -> heir.equals(asker) || heir.equals(wanted.person()))
                .isPresent()) {
            throw Refusal.notAllowed("heir_self");
        }
        if (people.lock(fund, wanted.person()).isEmpty()) {
            throw Refusal.notFound();
        }
        Optional<ChangeRow> latest = store.latest(fund, wanted.person());
        if (latest.filter(change -> change.isHeirs() && !change.isOpen()).isPresent()) {
            requireReason(wanted.heir().reason());
        }
        latest.filter(change -> change.isOpen() && !change.isHeirs()).ifPresent(own -> withdraw(actor, own, now));
        ChangeRow change = asked(fund, wanted, asker, known.orElse(null), now);
        if (!store.insert(fund, change)) {
            throw Refusal.conflict("account_change_open");
        }
        news.asked(actor, change, now, wanted.heir().card());
        return change.id();
    }

    private ChangeRow asked(FundId fund, Naming wanted, PersonId asker, @Nullable PersonId known, Instant now) {
        long id = store.nextId();
        Heir typed = wanted.heir();
        String bank = Particulars.present(typed.bank());
        Heir heir = new Heir(
                typed.name().strip(),
                typed.idNumber(),
                typed.relation(),
                typed.died(),
                typed.card(),
                bank == null ? Banks.nameOf(typed.card()) : bank,
                Particulars.present(typed.reason()));
        return new ChangeRow(
                id,
                wanted.person(),
                envelopes.sealHeir(fund, id, heir),
                asker,
                now,
                PayeeAccounts.openFrom(now),
                "ASKED",
                new ChangeRow.ForHeir(wanted.proof(), known),
                null);
    }

    private void withdraw(Actor actor, ChangeRow own, Instant now) {
        store.withdraw(actor.fund(), own.id());
        news.withdrawn(actor, own, now);
    }

    private static PersonId asker(Actor actor, PersonId member) {
        actor.require(Role.UNIT_OFFICER, Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER);
        if (actor.isPerson(member)) {
            throw Refusal.notAllowed("heir_self");
        }
        return actor.requirePerson();
    }

    private static void requireForm(Heir heir, Instant now) {
        if (!NameChanges.isName(heir.name().strip())) {
            throw Refusal.invalid("heir_name");
        }
        if (ResidentId.fault(heir.idNumber()).isPresent()) {
            throw Refusal.invalid("heir_id");
        }
        if (heir.died().isAfter(FundClock.dayOf(now))) {
            throw Refusal.invalid("heir_died");
        }
        PayeeAccounts.requireCard(heir.card());
        PayeeAccounts.requireBank(heir.bank());
    }

    private static void requireReason(@Nullable String typed) {
        if (typed == null || !Characters.within(SHORTEST_REASON, LONGEST_REASON, typed.strip())) {
            throw Refusal.invalid("heir_reason", SHORTEST_REASON, LONGEST_REASON);
        }
    }

    /** Whom a member was given for heirs, asked in a trip and answered once it is over. */
    public final class Asked {
        private final FundId fund;
        private final Rows<ChangeRow> standing;

        private Asked(FundId fund, Rows<ChangeRow> standing) {
            this.fund = fund;
            this.standing = standing;
        }

        /** All who were named and not taken back, newest first. */
        public List<NamedHeir> all() {
            return heirs(standing.list().stream());
        }

        /** The heir that stands, or is asked for, if the member has died. */
        public Optional<NamedHeir> standing() {
            return heirs(standing.list().stream().limit(1)).stream().findFirst();
        }

        private List<NamedHeir> heirs(Stream<ChangeRow> changes) {
            return changes.filter(ChangeRow::isHeirs)
                    .map(change -> named(fund, change, envelopes))
                    .toList();
        }
    }

    /** Asks for a member's heirs as part of a trip. */
    public Asked ask(Trip trip, FundId fund, PersonId person) {
        return new Asked(fund, store.standing(trip, fund, person));
    }

    /**
     * The members whose heir somebody was named and not taken back, standing or replaced, as part of a trip: they have an interest
     * in what those are paid.
     */
    public Rows<PersonId> inheritedBy(Trip trip, FundId fund, PersonId heir) {
        return store.inheritedBy(trip, fund, heir);
    }

    /** The same alone. */
    public Set<PersonId> inheritedBy(FundId fund, PersonId heir) {
        return store.inheritedBy(fund, heir);
    }

    /** The heir that stands, or is asked for, if the member has died. */
    public Optional<NamedHeir> of(FundId fund, PersonId person) {
        return store.latest(fund, person).filter(ChangeRow::isHeirs).map(change -> named(fund, change, envelopes));
    }

    /** The heir who was named last, if the second person did not confirm them. */
    public Optional<RefusedHeir> refused(FundId fund, PersonId person) {
        return store.refusedHeir(fund, person)
                .map(refused -> new RefusedHeir(named(fund, refused.change(), envelopes), refused.doubt()));
    }

    static NamedHeir named(FundId fund, ChangeRow change, Envelopes envelopes) {
        ChangeRow.ForHeir heir = Optional.ofNullable(change.forHeir()).orElseThrow();
        return new NamedHeir(
                change.id(),
                heir.proof(),
                change.askedBy(),
                change.isOpen(),
                change.openFrom(),
                envelopes.openHeir(fund, change.id(), change.sealed()));
    }
}
