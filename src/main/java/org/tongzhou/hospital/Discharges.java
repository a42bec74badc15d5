package org.tongzhou.hospital;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.claim.CaseId;
import org.tongzhou.claim.DirectBenefits;
import org.tongzhou.claim.EventCase;
import org.tongzhou.claim.FactField;
import org.tongzhou.claim.Prefills;
import org.tongzhou.claim.ReadFact;
import org.tongzhou.claim.StayReport;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.Characters;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Outbox;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.person.People;
import org.tongzhou.person.PersonCard;

/**
 * Stays that were reported: taken once, matched to their member, announced or prompted. Of people who are no members
 * nothing is kept, and the sender never learns whether a benefit follows.
 */
@Component
public class Discharges {
    private static final int PAGE_WAITING = 100;
    private static final int MOST_OF_A_PERSON = 20;
    private static final int MOST_PROMPTS = 3;
    private static final int MOST_CANDIDATES = 10;
    private static final int SHORTEST_WORDS = 4;
    private static final int LONGEST_WORDS = 200;

    private final DischargeStore store;
    private final Senders senders;
    private final Matching matching;
    private final DirectBenefits direct;
    private final Prefills prefills;
    private final People people;
    private final Outbox outbox;
    private final AuditTrail audit;

    Discharges(
            DischargeStore store,
            Senders senders,
            Matching matching,
            DirectBenefits direct,
            Prefills prefills,
            People people,
            Outbox outbox,
            AuditTrail audit) {
        this.store = store;
        this.senders = senders;
        this.matching = matching;
        this.direct = direct;
        this.prefills = prefills;
        this.people = people;
        this.outbox = outbox;
        this.audit = audit;
    }

    /** A message as it arrived: what its sender calls it, the hash of its bytes, the stays that it tells of. */
    record Message(String reference, byte[] hash, List<ReportedStay> stays) {
        Message {
            stays = List.copyOf(stays);
        }
    }

    /** What became of one stay, in the message's order; {@code discharge} is 0 where nothing was kept. */
    record Taken(Outcome outcome, long discharge) {}

    /** As much as the sender may know. */
    enum Outcome {
        /** The member has been told. */
        TAKEN,
        /** A person has to find out whose it is. */
        QUEUED,
        /** Reported before, with the same content. */
        KNOWN,
        /** Reported before, with other content; what was said first stays. */
        DIFFERS,
        /** Nobody that the fund covers on that day; nothing was kept. */
        NOT_KEPT;

        boolean isKept() {
            return this != NOT_KEPT && this != DIFFERS;
        }
    }

    /**
     * Takes a message once; {@code answer} turns what became of it into the text that the sender gets, then and whenever it
     * sends the same again; where it throws, nothing is taken. Refuses other content under a known reference ({@code
     * hospital_reference_reused}).
     */
    @Transactional
    String take(Actor program, Message message, Function<List<Taken>, String> answer, Instant now) {
        FundId fund = program.fund();
        Sender sender = senders.held(program);
        Optional<Long> id = store.takeReference(fund, sender, message.reference(), message.hash(), now);
        if (id.isEmpty()) {
            return again(fund, sender, message);
        }
        List<Taken> taken = new ArrayList<>();
        for (ReportedStay stay : message.stays()) {
            taken.add(take(fund, id.get(), sender, stay, now));
        }
        String said = answer.apply(taken);
        store.answer(fund, id.get(), said);
        audit.record(new AuditEntry(
                program,
                now,
                "hospital.reported",
                "message:" + id.get(),
                Map.of("stays", Integer.toString(taken.size()))));
        return said;
    }

    private String again(FundId fund, Sender sender, Message message) {
        DischargeStore.Kept kept = store.kept(fund, sender, message.reference());
        if (!Arrays.equals(kept.hash(), message.hash())) {
            throw Refusal.conflict("hospital_reference_reused", message.reference());
        }
        return String.valueOf(kept.answer());
    }

    private Taken take(FundId fund, long message, Sender sender, ReportedStay stay, Instant now) {
        Optional<DischargeStore.Known> known = store.known(fund, sender, stay);
        if (known.isPresent()) {
            return again(known.get());
        }
        Optional<DischargeStore.Match> match = matching.match(fund, stay);
        if (match.isEmpty()) {
            return new Taken(Outcome.NOT_KEPT, 0);
        }
        Optional<Long> fresh = store.insert(fund, message, sender, stay, match.get(), now);
        if (fresh.isEmpty()) {
            return again(store.known(fund, sender, stay).orElseThrow());
        }
        long id = fresh.get();
        if (match.get().person() == null) {
            return new Taken(Outcome.QUEUED, id);
        }
        follow(fund, store.find(fund, id).orElseThrow(), now);
        return new Taken(Outcome.TAKEN, id);
    }

    private static Taken again(DischargeStore.Known known) {
        return new Taken(known.same() ? Outcome.KNOWN : Outcome.DIFFERS, known.id());
    }

    /**
     * What a trusted sender reports and has not told otherwise since is announced where it can be; of anything else the member is
     * told that a claim may be opened.
     */
    private void follow(FundId fund, Discharge discharge, Instant now) {
        boolean announced = discharge.sender().trusted()
                && !discharge.contradicted()
                && direct.announce(fund, report(discharge, memberName(fund, discharge)), now)
                                .hindrance()
                        == null;
        if (!announced && !isClaimed(fund, discharge)) {
            String day = discharge.discharged().toString();
            outbox.tell(
                    fund,
                    discharge.member(),
                    now,
                    new Outbox.Telling("notice.discharge.known", List.of(day), "/my/discharges/" + discharge.id()));
        }
    }

    /** A stay that was claimed on papers before it was reported wants no prompt. */
    private boolean isClaimed(FundId fund, Discharge stay) {
        return prefills.isClaimed(fund, stay.member(), stay.admitted(), stay.discharged());
    }

    private String memberName(FundId fund, Discharge discharge) {
        return people.card(fund, discharge.member()).name();
    }

    /** The member's name as the fund knows it: who the stay belongs to was settled when it was matched. */
    private static StayReport report(Discharge discharge, String name) {
        Map<FactField, ReadFact> facts = new EnumMap<>(FactField.class);
        discharge.facts().forEach((field, value) -> facts.put(field, new ReadFact(value, false)));
        facts.put(FactField.PAYER, new ReadFact(name, false));
        return new StayReport(
                discharge.report(),
                discharge.sender().name(),
                discharge.receivedAt(),
                discharge.member(),
                facts,
                discharge.contradicted());
    }

    /** The actor's own stay; anybody else finds nothing. */
    @Transactional(readOnly = true)
    public Discharge own(Actor actor, long id) {
        return store.find(actor.fund(), id)
                .filter(found -> found.state() == Discharge.State.MATCHED && actor.isPerson(found.member()))
                .orElseThrow(Refusal::notFound);
    }

    /** The actor's own stays, newest first, at most 20. */
    @Transactional(readOnly = true)
    public List<Discharge> mine(Actor actor) {
        PersonId me = actor.requirePerson();
        return store.ofPerson(actor.fund(), me, MOST_OF_A_PERSON);
    }

    /** The actor's own newest stays as part of a trip, at most 3. */
    public Rows<Discharge> newest(Trip trip, Actor actor) {
        PersonId me = actor.requirePerson();
        return store.ofPerson(trip, actor.fund(), me, MOST_PROMPTS);
    }

    /** Those of the actor's own stays that no claim has come of yet. */
    public List<Discharge> unclaimed(Actor actor, List<Discharge> own) {
        return own.stream()
                .filter(stay -> prefills.of(actor.fund(), stay.report()).isEmpty() && !isClaimed(actor.fund(), stay))
                .toList();
    }

    /** The case that a stay feeds already. */
    @Transactional(readOnly = true)
    public Optional<EventCase> caseOf(Actor actor, Discharge discharge) {
        return prefills.of(actor.fund(), discharge.report());
    }

    /** Opens a claim with what was reported; answers the one that is open already. */
    @Transactional
    public CaseId claim(Actor actor, long id, Instant now) {
        Discharge discharge = own(actor, id);
        return prefills.open(actor, report(discharge, memberName(actor.fund(), discharge)), now);
    }

    /** True when the program's own sender reported the stay. */
    @Transactional(readOnly = true)
    public boolean reported(Actor program, long id) {
        long sender = senders.of(program).id();
        return store.find(program.fund(), id)
                .filter(found -> found.sender().id() == sender && found.state() != Discharge.State.SET_ASIDE)
                .isPresent();
    }

    /** Stays of the reviewer's territory whose member nobody knows yet, oldest first, 100 at a time. */
    @Transactional(readOnly = true)
    public Slice<Discharge> waiting(Actor actor, @Nullable String after) {
        requireDesk(actor);
        List<Discharge> found = store.waiting(actor.scope(), Slice.above(after), PAGE_WAITING + 1);
        return Slice.of(found, PAGE_WAITING, stay -> Long.toString(stay.id()));
    }

    public int countWaiting(Actor actor) {
        return store.countWaiting(actor.scope());
    }

    /** The same as part of a trip. */
    public Rows<Integer> countWaiting(Trip trip, Actor actor) {
        return store.countWaiting(trip, actor.scope());
    }

    /** Whose stay each of those that wait may be, by its id, inside the actor's territory, at most 10 each. */
    @Transactional(readOnly = true)
    public Map<Long, List<Candidate>> candidates(Actor actor, List<Discharge> waiting) {
        requireDesk(actor);
        Map<Long, Map<PersonId, UnitId>> units = matching.candidates(actor, waiting);
        Set<PersonId> first = units.values().stream()
                .flatMap(each -> each.keySet().stream().limit(MOST_CANDIDATES))
                .collect(Collectors.toSet());
        Map<PersonId, PersonCard> cards = people.cards(actor.fund(), first);
        return waiting.stream()
                .collect(Collectors.toMap(
                        Discharge::id, stay -> candidates(stay, Objects.requireNonNull(units.get(stay.id())), cards)));
    }

    private static List<Candidate> candidates(
            Discharge waiting, Map<PersonId, UnitId> units, Map<PersonId, PersonCard> cards) {
        return units.entrySet().stream()
                .limit(MOST_CANDIDATES)
                .map(each ->
                        Candidate.of(waiting.name(), Objects.requireNonNull(cards.get(each.getKey())), each.getValue()))
                .toList();
    }

    /** It is one of the candidates. Refuses {@code hospital_person_unknown} for anybody else. */
    @Transactional
    public void match(Actor actor, long id, PersonId candidate, Instant now) {
        Discharge discharge = lockWaiting(actor, id);
        if (!Objects.requireNonNull(
                        matching.candidates(actor, List.of(discharge)).get(id))
                .containsKey(candidate)) {
            throw Refusal.invalid("hospital_person_unknown");
        }
        settle(actor, discharge, candidate, now);
    }

    /**
     * A person has found out whose the stay is: a member who is covered in their territory, named by the whole identity
     * number. Refuses {@code hospital_person_unknown} for anybody else.
     */
    @Transactional
    public void match(Actor actor, long id, String identity, Instant now) {
        Discharge discharge = lockWaiting(actor, id);
        ResidentId number = ResidentId.fault(identity).isPresent() ? null : new ResidentId(identity);
        PersonId person = Optional.ofNullable(number)
                .flatMap(known -> people.find(actor.fund(), known))
                .filter(known -> matching.isCoveredWithin(actor.scope(), known))
                .orElseThrow(() -> Refusal.invalid("hospital_person_unknown"));
        settle(actor, discharge, person, now);
    }

    private void settle(Actor actor, Discharge discharge, PersonId person, Instant now) {
        if (actor.isPerson(person)) {
            throw Refusal.notAllowed("hospital_own_stay");
        }
        long id = discharge.id();
        store.match(actor, id, person, now);
        audit.record(new AuditEntry(
                actor, now, "hospital.matched", "discharge:" + id, Map.of("person", Long.toString(person.value()))));
        follow(actor.fund(), store.find(actor.fund(), id).orElseThrow(), now);
    }

    /** Nobody of the fund: kept with the reason, prompted to nobody. */
    @Transactional
    public void setAside(Actor actor, long id, String words, Instant now) {
        lockWaiting(actor, id);
        String why = words.strip();
        if (!Characters.within(SHORTEST_WORDS, LONGEST_WORDS, why)) {
            throw Refusal.invalid("hospital_words_length", SHORTEST_WORDS, LONGEST_WORDS);
        }
        store.setAside(actor, id, why, now);
        audit.record(AuditEntry.of(actor, now, "hospital.set_aside", "discharge:" + id));
    }

    private Discharge lockWaiting(Actor actor, long id) {
        requireDesk(actor);
        Discharge discharge = store.lockWaiting(actor.scope(), id).orElseThrow(Refusal::notFound);
        if (discharge.state() != Discharge.State.UNMATCHED) {
            throw Refusal.conflict("hospital_settled");
        }
        return discharge;
    }

    private static void requireDesk(Actor actor) {
        actor.require(Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER);
    }
}
