package org.tongzhou.person;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.Outbox;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Sex;

/** Real-name people of a fund. Identity number, phone and account lie in one sealed envelope a person. */
@Component
public class People {
    private static final int SHORTEST_REASON = 4;
    private static final int LONGEST_REASON = 200;

    private final PersonStore store;
    private final Registration registration;
    private final Envelopes envelopes;
    private final PayeeAccounts accounts;
    private final AuditTrail audit;
    private final Outbox outbox;

    People(
            PersonStore store,
            Registration registration,
            Envelopes envelopes,
            PayeeAccounts accounts,
            AuditTrail audit,
            Outbox outbox) {
        this.store = store;
        this.registration = registration;
        this.envelopes = envelopes;
        this.accounts = accounts;
        this.audit = audit;
        this.outbox = outbox;
    }

    /**
     * Registers people, 20 or 2,000,000 alike, and answers their ids in the order given. Who is known by identity number
     * keeps id, name and account; a newer phone replaces the older one, a card only fills a gap.
     */
    @Transactional
    public List<PersonId> registerAll(FundId fund, List<NewPerson> people, Instant now) {
        return people.isEmpty() ? List.of() : registration.register(fund, people, now);
    }

    public Optional<PersonId> find(FundId fund, ResidentId id) {
        return store.findByIdIndex(fund, envelopes.idIndex(id.number()));
    }

    /** Those of these numbers who are registered already; the others are left out. */
    public Map<ResidentId, PersonId> known(FundId fund, Collection<ResidentId> ids) {
        Map<ByteBuffer, ResidentId> byIndex = new HashMap<>();
        ids.forEach(id -> byIndex.put(ByteBuffer.wrap(envelopes.idIndex(id.number())), id));
        Map<ResidentId, PersonId> known = new HashMap<>();
        store.findByIdIndexes(fund, byIndex.keySet())
                .forEach((index, person) -> known.put(Objects.requireNonNull(byIndex.get(index)), person));
        return known;
    }

    /** People who gave this phone number, oldest first; several may share one. */
    public List<PersonId> findByPhone(FundId fund, String phone) {
        return store.findByPhoneIndex(fund, envelopes.phoneIndex(phone));
    }

    /** Others who gave the same phone number as this person, at most 100. */
    public List<PersonId> sharingPhone(FundId fund, PersonId person) {
        return store.sharingPhone(fund, person);
    }

    /** People of exactly this name, at most 1,000; the caller narrows them to the actor's territory. */
    public List<PersonId> named(FundId fund, String name) {
        return store.findByName(fund, name);
    }

    public PersonCard card(FundId fund, PersonId person) {
        return cardOf(fund, row(fund, person));
    }

    /** Cards of several people at once, by id; who is unknown is left out. */
    public Map<PersonId, PersonCard> cards(FundId fund, Collection<PersonId> people) {
        return store.findAll(fund, people).stream()
                .collect(Collectors.toUnmodifiableMap(PersonRow::id, row -> cardOf(fund, row)));
    }

    public ResidentId identity(FundId fund, PersonId person) {
        return new ResidentId(envelopes.open(fund, row(fund, person)).idNumber());
    }

    public LocalDate birthDate(FundId fund, PersonId person) {
        return identity(fund, person).birthDate();
    }

    public Sex sex(FundId fund, PersonId person) {
        return row(fund, person).sex();
    }

    /** Of several people at once, by id; who is unknown is left out. */
    public Map<PersonId, Sex> sexes(FundId fund, Collection<PersonId> people) {
        return store.sexes(fund, people);
    }

    /**
     * Shows a person's data in clear, with a reason of 4–200 characters that the person can read afterwards. The caller
     * has found the person inside the actor's territory. Refuses {@code reason_length}.
     */
    @Transactional
    public Unmasked unmask(Actor actor, PersonId person, String reason, Instant now) {
        String why = reason.strip();
        if (why.length() < SHORTEST_REASON || why.length() > LONGEST_REASON) {
            throw Refusal.invalid("reason_length", SHORTEST_REASON, LONGEST_REASON);
        }
        PersonRow row = row(actor.fund(), person);
        store.logView(actor, person, why, now);
        audit.record(AuditEntry.of(actor, now, "person.unmasked", "person:" + person.value()));
        List<String> seen = List.of(Mask.name(actor.name()), why);
        outbox.tell(actor.fund(), person, now, new Outbox.Telling("notice.data.viewed", seen, "/my"));
        return unmasked(actor.fund(), row);
    }

    /** A person's own data in clear, for that person alone. */
    public Unmasked own(Actor actor) {
        PersonId person = Optional.ofNullable(actor.person()).orElseThrow(Refusal::notAllowed);
        return unmasked(actor.fund(), row(actor.fund(), person));
    }

    /** The phone in clear, for a short message at the moment it leaves; never kept, never logged. */
    public Optional<String> phone(FundId fund, PersonId person) {
        return Optional.ofNullable(envelopes.open(fund, row(fund, person)).phone());
    }

    /** Where the person's benefit is paid; see {@link PayeeAccounts}, which changes it. */
    public Payee payee(FundId fund, PersonId person) {
        return accounts.payee(fund, person);
    }

    /** Of these people, those whose account change waits for its second person or still cools on the day. */
    public Set<PersonId> heldAccounts(FundId fund, Collection<PersonId> people, LocalDate day) {
        return accounts.held(fund, people, day);
    }

    /** Full names, for rooms that compare them; never for a page. */
    public Map<PersonId, String> names(FundId fund, Collection<PersonId> people) {
        return store.findAll(fund, people).stream()
                .collect(Collectors.toUnmodifiableMap(PersonRow::id, PersonRow::name));
    }

    /** Who looked at a person's data in clear, newest first, at most 200. */
    public List<View> views(FundId fund, PersonId person) {
        return store.views(fund, person);
    }

    private Unmasked unmasked(FundId fund, PersonRow row) {
        Particulars inside = envelopes.open(fund, row);
        return new Unmasked(inside.idNumber(), inside.phone(), inside.card(), inside.bank());
    }

    private PersonRow row(FundId fund, PersonId person) {
        return store.find(fund, person).orElseThrow(Refusal::notFound);
    }

    private PersonCard cardOf(FundId fund, PersonRow row) {
        Particulars inside = envelopes.open(fund, row);
        String phone = inside.phone();
        String card = inside.card();
        return new PersonCard(
                row.id(),
                row.name(),
                row.sex(),
                Mask.id(inside.idNumber()),
                phone == null ? null : Mask.phone(phone),
                inside.bank(),
                card == null ? null : Mask.cardTail(card));
    }
}
