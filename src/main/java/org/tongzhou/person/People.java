package org.tongzhou.person;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.Characters;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.NameMatch;
import org.tongzhou.kernel.Outbox;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Sex;
import org.tongzhou.kernel.Slice;

/** Real-name people of a fund. Identity number, phone and account lie in one sealed envelope a person. */
@Component
public class People {
    /** How many people one look answers at most. */
    public static final int PAGE = 1_000;

    /** Before everybody. */
    public static final PersonId FIRST = new PersonId(0);

    private static final int VIEWS = 200;
    private static final int MOST_NAMESAKES = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(People.class);
    private static final Pattern MOBILE = Pattern.compile("1\\d{10}");
    private static final Pattern TAIL = Pattern.compile("\\d{3}[0-9X]");
    private static final Pattern INITIALS = Pattern.compile("[A-Z]{2,20}");
    static final int SHORTEST_REASON = 4;
    static final int LONGEST_REASON = 200;

    private final PersonStore store;
    private final Registration registration;
    private final Envelopes envelopes;
    private final PayeeAccounts accounts;
    private final PhoneNews news;
    private final AuditTrail audit;
    private final Outbox outbox;

    People(
            PersonStore store,
            Registration registration,
            Envelopes envelopes,
            PayeeAccounts accounts,
            PhoneNews news,
            AuditTrail audit,
            Outbox outbox) {
        this.store = store;
        this.registration = registration;
        this.envelopes = envelopes;
        this.accounts = accounts;
        this.news = news;
        this.audit = audit;
        this.outbox = outbox;
    }

    /**
     * Registers people, 20 or 2,000,000 alike, and answers their ids in the order given. Who is known by identity number
     * keeps id, name and account; a newer phone replaces the older one, a card only fills a gap.
     */
    @Transactional
    public List<PersonId> registerAll(FundId fund, List<NewPerson> people, Instant now) {
        return register(Actor.system(fund), ready(fund, people, KnownPeople.NONE, now), now);
    }

    /** The same of people who were made ready for it. Whose phone became another one is told, and the trail says by whom. */
    @Transactional
    public List<PersonId> register(Actor by, List<Arrival> arrivals, Instant now) {
        if (arrivals.isEmpty()) {
            return List.of();
        }
        Registration.Registered registered = registration.register(by.fund(), arrivals);
        news.changed(by, registered.newPhones(), now);
        return registered.people();
    }

    /**
     * Whoever is known stays wholly as they are, whatever phone is given here; somebody new is registered with it. Refuses
     * {@code person_named_otherwise} where the number is registered under another name, without saying which, and
     * {@code person_numbered_otherwise} where it was a slip that has been corrected.
     */
    @Transactional
    public PersonId findOrRegister(FundId fund, NewPerson person, Instant now) {
        String number = person.id().number();
        KnownPeople known = known(fund, List.of(number));
        if (known.isNamedOtherwise(number, person.name())) {
            throw Refusal.invalid("person_named_otherwise");
        }
        if (known.find(number).isEmpty() && known.isCorrected(number, person.name())) {
            throw Refusal.invalid("person_numbered_otherwise");
        }
        return known.find(number)
                .orElseGet(() -> registerAll(fund, List.of(person), now).get(0));
    }

    /**
     * Makes people ready to be registered at {@code now}, in the order given: looks up those of them that were not asked for, draws
     * numbers and seals envelopes. For who reads ahead while others are written; whoever is not registered in the end leaves a number
     * that nobody has.
     */
    public List<Arrival> ready(FundId fund, List<NewPerson> people, KnownPeople known, Instant now) {
        return people.isEmpty() ? List.of() : registration.ready(fund, people, known, now);
    }

    /** Who has this number, or had it until they were given another one; a number that was a slip leads to nobody. */
    public Optional<PersonId> find(FundId fund, ResidentId id) {
        return store.findByIdIndex(fund, envelopes.idIndex(id.number()));
    }

    /** Who has this number, this name however it is written, and a phone. */
    public Optional<PersonId> reachable(FundId fund, String name, ResidentId id) {
        return store.findReachable(fund, envelopes.idIndex(id.number()))
                .filter(known -> NameMatch.same(known.name(), name))
                .map(PersonStore.Named::person);
    }

    /** Who of these right numbers is registered already. */
    public KnownPeople known(FundId fund, Collection<String> idNumbers) {
        return registration.known(fund, idNumbers);
    }

    /**
     * The same asked again and again, for about so many people together, of whom the new ones are registered in the caller's
     * transaction; the caller lets it be read once it is sure to ask, and closes it.
     */
    public Roll roll(FundId fund, long comers) {
        registration.gatherKeys(comers);
        return new Roll(registration, store, new Roll.Need(fund, comers, Roll.MOST));
    }

    /** Each of these people with everybody else who gave the same phone number, at most 100 of each; as part of a trip. */
    public Rows<Map.Entry<PersonId, PersonId>> sharingPhone(Trip trip, FundId fund, Collection<PersonId> people) {
        return store.sharingPhone(trip, fund, people);
    }

    /** Everybody of exactly this name, at most 10,000, which no name has in a province; the caller narrows them to a territory. */
    public List<PersonId> named(FundId fund, String name) {
        return named(fund, Set.of(name)).getOrDefault(name, List.of());
    }

    /** The same of many names in one look; without those that nobody bears. */
    public Map<String, List<PersonId>> named(FundId fund, Collection<String> names) {
        return store.named(fund, names, MOST_NAMESAKES);
    }

    /**
     * People that a desk asks for, by a mobile, the last four characters of the identity number, the initials of the name, or
     * the whole name, whichever the text looks like; {@link #PAGE} at a time, after the last one of the page before. The caller
     * narrows them to the actor's territory.
     */
    public List<PersonId> sought(FundId fund, String text, PersonId after) {
        if (MOBILE.matcher(text).matches()) {
            return store.findByPhoneIndex(fund, envelopes.phoneIndex(text), after);
        }
        String typed = Initials.typed(text);
        if (TAIL.matcher(typed).matches()) {
            return store.findByTailIndex(fund, envelopes.tailIndex(typed), after);
        }
        return INITIALS.matcher(typed).matches()
                ? store.findByInitials(fund, typed, after)
                : store.findByName(fund, text, after);
    }

    /**
     * Makes people who were registered by an earlier version findable by initials and last four characters, some at a time;
     * answers how many it was this time.
     */
    @Transactional
    public int makeFound(FundId fund) {
        int made = 0;
        for (PersonRow row : store.notFoundYet(fund, PAGE)) {
            try {
                String tail = new ResidentId(envelopes.open(fund, row).idNumber()).tail();
                store.makeFound(fund, row.id(), Initials.of(row.name()), envelopes.tailIndex(tail));
                made++;
            } catch (IllegalStateException sealedUnderALostKey) {
                LOG.warn("person {} cannot be opened", row.id().value());
            }
        }
        return made;
    }

    /** Sorts what people are found by of those who came of late. They are found before as well, but each look goes through all of them. */
    @Transactional
    public void sortKeys() {
        store.sortKeys();
    }

    public PersonCard card(FundId fund, PersonId person) {
        return cardOf(fund, row(fund, person));
    }

    /** The same as part of a trip; empty where the person is unknown. */
    public Rows<PersonCard> card(Trip trip, FundId fund, PersonId person) {
        return store.find(trip, fund, person, row -> cardOf(fund, row));
    }

    /** Cards of several people at once, by id; who is unknown is left out. */
    public Map<PersonId, PersonCard> cards(FundId fund, Collection<PersonId> people) {
        return store.findAll(fund, people).stream()
                .collect(Collectors.toUnmodifiableMap(PersonRow::id, row -> cardOf(fund, row)));
    }

    /** The same as part of a trip. */
    public Rows<Map.Entry<PersonId, PersonCard>> cards(Trip trip, FundId fund, Collection<PersonId> people) {
        return store.findAll(trip, fund, people, row -> Map.entry(row.id(), cardOf(fund, row)));
    }

    public ResidentId identity(FundId fund, PersonId person) {
        return new ResidentId(envelopes.open(fund, row(fund, person)).idNumber());
    }

    /** Of several people at once, by id; opens the envelope of each. Who is unknown is left out. */
    public Map<PersonId, LocalDate> birthdays(FundId fund, Collection<PersonId> people) {
        return store.findAll(fund, people).stream()
                .collect(Collectors.toUnmodifiableMap(
                        PersonRow::id,
                        row -> new ResidentId(envelopes.open(fund, row).idNumber()).birthDate()));
    }

    public Sex sex(FundId fund, PersonId person) {
        return row(fund, person).sex();
    }

    /** Of several people at once, by id; who is unknown is left out. */
    public Map<PersonId, Sex> sexes(FundId fund, Collection<PersonId> people) {
        return store.sexes(fund, people);
    }

    /** The same as part of a trip. */
    public Rows<Map.Entry<PersonId, Sex>> sexes(Trip trip, FundId fund, Collection<PersonId> people) {
        return store.sexes(trip, fund, people);
    }

    /**
     * Shows a person's data in clear, with a reason of 4–200 characters that the person can read afterwards. The caller
     * has found the person inside the actor's territory. Refuses {@code reason_length}.
     */
    @Transactional
    public Unmasked unmask(Actor actor, PersonId person, String reason, Instant now) {
        String why = reason.strip();
        if (!Characters.within(SHORTEST_REASON, LONGEST_REASON, why)) {
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
        PersonId person = actor.requirePerson();
        return unmasked(actor.fund(), row(actor.fund(), person));
    }

    /** The phone in clear, for a short message at the moment it leaves; never kept, never logged. */
    public Optional<String> phone(FundId fund, PersonId person) {
        return Optional.ofNullable(envelopes.open(fund, row(fund, person)).phone());
    }

    /** Tells one phone from another without opening it; empty for who is unknown or has none. */
    public Optional<byte[]> phoneIndex(FundId fund, PersonId person) {
        return store.phoneIndex(fund, person);
    }

    /** Nobody brings the person another phone before the caller's transaction ends. */
    public void holdPhone(FundId fund, PersonId person) {
        store.holdPhoneIndex(fund, person);
    }

    /** True when this is the person's phone; it stays theirs to the end of the caller's transaction. */
    public boolean holdsPhone(FundId fund, PersonId person, String phone) {
        return store.holdPhoneIndex(fund, person)
                .filter(held -> Arrays.equals(held, envelopes.phoneIndex(phone)))
                .isPresent();
    }

    /** Where the person's benefit is paid; see {@link PayeeAccounts}, which changes it. */
    public Payee payee(FundId fund, PersonId person) {
        return accounts.payee(fund, person);
    }

    /** What filing a claim asks of a person, in one look. */
    public Claimant claimant(FundId fund, PersonId person) {
        return accounts.claimant(fund, person);
    }

    /** The same of several people as part of a trip, each by id; who is unknown is left out. */
    public Rows<Map.Entry<PersonId, Claimant>> claimants(Trip trip, FundId fund, Collection<PersonId> people) {
        return accounts.claimants(trip, fund, people);
    }

    /** The same by itself. */
    public Map<PersonId, Claimant> claimants(FundId fund, Collection<PersonId> people) {
        return accounts.claimants(fund, people);
    }

    /** Of these people, those whose account change waits for its second person or still cools on the day. */
    public Set<PersonId> heldAccounts(FundId fund, Collection<PersonId> people, LocalDate day) {
        return accounts.held(fund, people, day);
    }

    /** The full names that their accounts have to bear, of a member who died the heir's; to be compared, never for a page. */
    public Map<PersonId, String> payeeNames(FundId fund, Collection<PersonId> people) {
        return accounts.names(fund, people);
    }

    /** Who looked at a person's data in clear, newest first, 200 at a time. */
    public Slice<View> views(FundId fund, PersonId person, String after) {
        List<PersonStore.Looked> found = store.views(fund, person, Slice.below(after), VIEWS + 1);
        return Slice.of(found, VIEWS, each -> Long.toString(each.id())).map(PersonStore.Looked::view);
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
