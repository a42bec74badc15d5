package org.tongzhou.person;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Checksums;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;

/** Where people's benefits are paid, and how that changes: proof of identity, cooling, a second person. */
@Component
public class PayeeAccounts {
    /** Days between asking for a new account and the first payment to it [example]. */
    public static final int COOLING_DAYS = 3;

    private static final int LONGEST_BANK = 60;
    private static final int PAGE = 50;

    private final PersonStore people;
    private final AccountStore store;
    private final Envelopes envelopes;
    private final AccountNews news;
    private final ApplicationEventPublisher events;

    PayeeAccounts(
            PersonStore people,
            AccountStore store,
            Envelopes envelopes,
            AccountNews news,
            ApplicationEventPublisher events) {
        this.events = events;
        this.people = people;
        this.store = store;
        this.envelopes = envelopes;
        this.news = news;
    }

    /** The account that is paid, or will be once its change is through. Refuses {@code payee_account_missing}. */
    public Payee payee(FundId fund, PersonId person) {
        return claimant(fund, person).account();
    }

    Claimant claimant(FundId fund, PersonId person) {
        return Optional.ofNullable(claimants(fund, List.of(person)).get(person)).orElseThrow(Refusal::notFound);
    }

    /** The same of several people as part of a trip; who is unknown is left out. */
    Rows<Map.Entry<PersonId, Claimant>> claimants(Trip trip, FundId fund, Collection<PersonId> people) {
        return store.holders(
                trip, fund, people, holder -> Map.entry(holder.person().id(), claimant(fund, holder)));
    }

    Map<PersonId, Claimant> claimants(FundId fund, Collection<PersonId> asked) {
        return store.holders(fund, asked).stream()
                .collect(
                        Collectors.toUnmodifiableMap(holder -> holder.person().id(), holder -> claimant(fund, holder)));
    }

    private Claimant claimant(FundId fund, AccountStore.Holder holder) {
        PersonRow row = holder.person();
        return new Claimant(row.name(), row.sex(), payee(fund, holder));
    }

    private Optional<Payee> payee(FundId fund, AccountStore.Holder holder) {
        Optional<ChangeRow> latest = Optional.ofNullable(holder.latest());
        if (latest.filter(ChangeRow::isHeirs).isPresent()) {
            return latest.map(change -> payee(Heirs.named(fund, change, envelopes)));
        }
        Particulars inside = latest.filter(ChangeRow::isOpen)
                .map(change -> envelopes.openChange(fund, change.id(), change.sealed()))
                .orElseGet(() -> envelopes.open(fund, holder.person()));
        return Optional.ofNullable(inside.card())
                .map(card -> new Payee(
                        holder.person().name(),
                        card,
                        inside.bank(),
                        latest.map(ChangeRow::openFrom).orElse(null),
                        latest.filter(ChangeRow::isOpen).isPresent(),
                        false));
    }

    /** The names that accounts have to bear, by person. */
    Map<PersonId, String> names(FundId fund, Collection<PersonId> people) {
        return store.holders(fund, people).stream()
                .collect(Collectors.toUnmodifiableMap(holder -> holder.person().id(), holder -> name(fund, holder)));
    }

    private String name(FundId fund, AccountStore.Holder holder) {
        return Optional.ofNullable(holder.latest())
                .filter(ChangeRow::isHeirs)
                .map(change -> Heirs.named(fund, change, envelopes).heir().name())
                .orElse(holder.person().name());
    }

    private static Payee payee(NamedHeir named) {
        Heir heir = named.heir();
        return new Payee(heir.name(), heir.card(), heir.bank(), named.openFrom(), named.awaitsConfirmation(), true);
    }

    Set<PersonId> held(FundId fund, Collection<PersonId> asked, LocalDate day) {
        return store.held(fund, asked, day);
    }

    /**
     * Asks for a new account: the person, or with a reason a reviewer who is not their heir and has found them in their territory;
     * answers the change's id. Refuses without re-authentication, with what is no card or account number or a bank that is no name,
     * and while another change is open; and the person where an heir stands for them, because whoever then uses their sign-in has
     * to prove at a desk that they live.
     */
    @Transactional
    public long change(Actor actor, AccountChange wanted, Instant now) {
        PersonId asker = asker(actor, wanted.person());
        if (!wanted.reauthenticated()) {
            throw Refusal.notAllowed("reauthenticate");
        }
        requireCard(wanted.card());
        requireBank(wanted.bankName());
        String reason = reason(actor, wanted);
        if (actor.isPerson(wanted.person())
                && store.latest(actor.fund(), asker).filter(ChangeRow::isHeirs).isPresent()) {
            throw Refusal.conflict("account_of_heir");
        }
        PersonRow row = people.find(actor.fund(), wanted.person()).orElseThrow(Refusal::notFound);
        long id = store.nextId();
        byte[] sealed = envelopes.sealChange(actor.fund(), id, changed(actor.fund(), row, wanted));
        ChangeRow change = new ChangeRow(id, wanted.person(), sealed, asker, now, openFrom(now), "ASKED", null, reason);
        if (!store.insert(actor.fund(), change)) {
            throw Refusal.conflict("account_change_open");
        }
        news.asked(actor, change, now, wanted.card());
        return id;
    }

    private static @Nullable String reason(Actor actor, AccountChange wanted) {
        if (actor.isPerson(wanted.person())) {
            return null;
        }
        String reason = Particulars.present(wanted.reason());
        if (reason == null || !TwoPeople.isReason(reason)) {
            throw Refusal.invalid("account_reason", People.SHORTEST_REASON, People.LONGEST_REASON);
        }
        return reason;
    }

    static void requireCard(String card) {
        if (!Checksums.isCardNumber(card)) {
            throw Refusal.invalid("card_form");
        }
    }

    /** It goes into the bank's message, where one that is too long or no text spoils the payments of everybody else. */
    static void requireBank(@Nullable String typed) {
        String bank = Particulars.present(typed);
        if (bank != null && (bank.length() > LONGEST_BANK || bank.chars().anyMatch(Character::isISOControl))) {
            throw Refusal.invalid("bank_name", LONGEST_BANK);
        }
    }

    static LocalDate openFrom(Instant now) {
        return FundClock.dayOf(now).plusDays(COOLING_DAYS);
    }

    /**
     * The second person's word: neither who asked, nor the person, nor an heir of theirs, replaced or not. The account is paid from its opening day on. Only
     * a reviewer judges the papers behind an heir.
     */
    @Transactional
    public void confirm(Actor actor, long changeId, Instant now) {
        ChangeRow change = lockForSecond(actor, changeId);
        boolean replacesHeir = replacesHeir(actor.fund(), change);
        if (change.isHeirs()) {
            Heir heir = envelopes.openHeir(actor.fund(), changeId, change.sealed());
            news.confirmed(actor, change, now, heir.card());
        } else if (replacesHeir) {
            news.ended(actor, change, now, moveOwn(actor, change));
        } else {
            news.confirmed(actor, change, now, moveOwn(actor, change));
        }
        store.confirm(actor.fund(), changeId, actor.requirePerson(), now);
        if (replacesHeir) {
            events.publishEvent(new HeirReplaced(actor.fund(), change.person(), now));
        }
    }

    private boolean replacesHeir(FundId fund, ChangeRow change) {
        return store.standing(fund, change.person()).stream()
                .filter(before -> before.id() != change.id())
                .findFirst()
                .filter(ChangeRow::isHeirs)
                .isPresent();
    }

    /** The second person's no, by whoever might say yes; payments to the account known before go on. */
    @Transactional
    public void refuse(Actor actor, long changeId, Doubt doubt, Instant now) {
        ChangeRow change = lockForSecond(actor, changeId);
        store.refuse(actor.fund(), changeId, doubt);
        news.refused(actor, change, now, doubt);
        Optional.ofNullable(change.forHeir())
                .map(heir -> new HeirRefused(actor.fund(), change.person(), change.askedBy(), heir.proof(), doubt, now))
                .ifPresent(events::publishEvent);
    }

    private ChangeRow lockForSecond(Actor actor, long changeId) {
        requireSecond(actor);
        ChangeRow change = lockOpen(actor, changeId);
        if (isOwn(actor.fund(), actor.requirePerson()).test(change)) {
            throw Refusal.notAllowed("second_person");
        }
        if (change.isHeirs()) {
            actor.require(Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER);
        }
        return change;
    }

    private ChangeRow lockOpen(Actor actor, long changeId) {
        return store.lockOpen(actor.fund(), changeId).orElseThrow(() -> Refusal.conflict("account_change_done"));
    }

    /** From now on the person's own account is the one of the change; answers its card. */
    private String moveOwn(Actor actor, ChangeRow change) {
        Particulars wanted = envelopes.openChange(actor.fund(), change.id(), change.sealed());
        PersonRow row = people.lock(actor.fund(), change.person()).orElseThrow(Refusal::notFound);
        String card = Optional.ofNullable(wanted.card()).orElseThrow();
        Particulars merged = envelopes.open(actor.fund(), row).withAccount(card, wanted.bank());
        people.reseal(actor.fund(), row.id(), envelopes.seal(actor.fund(), row.id(), merged));
        return card;
    }

    /** Takes an open change back, by who asked, the person or a reviewer; payments to the account known before go on. */
    @Transactional
    public void withdraw(Actor actor, long changeId, Instant now) {
        ChangeRow change = lockOpen(actor, changeId);
        if (!actor.isPerson(change.askedBy())) {
            asker(actor, change.person());
        }
        store.withdraw(actor.fund(), changeId);
        news.withdrawn(actor, change, now);
    }

    /** Changes that wait for a second person, oldest first, 50 at a time; for finance and reviewers. */
    public Slice<OpenChange> open(Actor actor, @Nullable String after) {
        requireSecond(actor);
        Predicate<ChangeRow> mine = isMine(actor);
        List<OpenChange> found = store.open(actor.fund(), Slice.above(after), PAGE + 1).stream()
                .map(change -> shown(actor.fund(), change, mine.test(change)))
                .toList();
        return Slice.of(found, PAGE, change -> Long.toString(change.id()));
    }

    /** A person has no territory: who looks at their account sees the whole fund. */
    private static void requireSecond(Actor actor) {
        actor.require(Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER, Role.FINANCE_CHECKER);
        actor.requireWholeFund();
    }

    /** The person's change that still waits for its second person. */
    public Optional<OpenChange> openOf(Actor actor, PersonId person) {
        Predicate<ChangeRow> mine = isMine(actor);
        return store.latest(actor.fund(), person)
                .filter(ChangeRow::isOpen)
                .map(change -> shown(actor.fund(), change, mine.test(change)));
    }

    private Predicate<ChangeRow> isMine(Actor actor) {
        return Optional.ofNullable(actor.person())
                .map(self -> isOwn(actor.fund(), self))
                .orElse(change -> false);
    }

    /** What somebody has asked for, or that is about them or somebody whose heir they were named: it is not theirs to decide. */
    private Predicate<ChangeRow> isOwn(FundId fund, PersonId self) {
        Set<PersonId> inherited = store.inheritedBy(fund, self);
        return change -> change.isParty(self) || inherited.contains(change.person());
    }

    /** The actor was named the person's heir, replaced or not, and has no say in their card. */
    public boolean isHeir(Actor actor, PersonId person) {
        PersonId self = actor.person();
        return self != null && store.inheritedBy(actor.fund(), self).contains(person);
    }

    private OpenChange shown(FundId fund, ChangeRow change, boolean mine) {
        NamedHeir heir = change.isHeirs() ? Heirs.named(fund, change, envelopes) : null;
        String card = heir == null
                ? envelopes.openChange(fund, change.id(), change.sealed()).card()
                : heir.heir().card();
        return new OpenChange(
                change.id(),
                change.person(),
                Mask.cardTail(String.valueOf(card)),
                change.askedBy(),
                change.askedAt(),
                change.openFrom(),
                heir,
                change.reason(),
                change.reason() != null && replacesHeir(fund, change),
                mine);
    }

    private Particulars changed(FundId fund, PersonRow row, AccountChange wanted) {
        String bank = Particulars.present(wanted.bankName());
        return envelopes.open(fund, row).withAccount(wanted.card(), bank == null ? Banks.nameOf(wanted.card()) : bank);
    }

    private PersonId asker(Actor actor, PersonId person) {
        PersonId asker = actor.requirePerson();
        if (!asker.equals(person)) {
            actor.require(Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER);
            if (isHeir(actor, person)) {
                throw Refusal.notAllowed("account_own_heir");
            }
        }
        return asker;
    }
}
