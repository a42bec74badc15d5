package org.tongzhou.claim;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.claim.SignStore.NewSign;
import org.tongzhou.database.Trips;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.document.Alike;
import org.tongzhou.document.PaperId;
import org.tongzhou.document.Papers;
import org.tongzhou.document.ReceiptReading;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.person.Payee;
import org.tongzhou.person.People;

/**
 * Looks for what a person should look at: duplicates, stays that overlap, accounts, phones and devices that members share.
 * A sign holds approval; only a person says what it means.
 */
@Component
public class Signs {
    /** Other members with an own case from which a shared phone is a sign; a couple shares one [example]. */
    private static final int SHARED_PHONE_FROM = 2;

    /** Other members from which a shared browser is a sign; a family shares one [example]. */
    private static final int SHARED_DEVICE_FROM = 3;

    private static final int MOST_CASES = 100;

    private final SignStore store;
    private final CaseStore cases;
    private final ReceiptStore receipts;
    private final People people;
    private final Papers papers;
    private final Sealing sealing;
    private final Desk desk;
    private final Acting acting;
    private final Trips trips;

    Signs(
            SignStore store,
            CaseStore cases,
            ReceiptStore receipts,
            People people,
            Papers papers,
            Sealing sealing,
            Desk desk,
            Acting acting,
            Trips trips) {
        this.store = store;
        this.cases = cases;
        this.receipts = receipts;
        this.people = people;
        this.papers = papers;
        this.sealing = sealing;
        this.desk = desk;
        this.acting = acting;
        this.trips = trips;
    }

    /** A reviewer has looked at a sign and says in 10 to 500 characters what they found. */
    @Transactional
    public void lookedAt(Actor actor, ClaimId id, int version, Finding finding, Instant now) {
        Claim claim = desk.actable(actor, id, version, now);
        String words = Reviews.requireWords(finding.words());
        if (!store.lookedAt(actor, claim.eventCase(), finding.sign(), words, now)) {
            throw Refusal.conflict("claim_moved_on", claim.number());
        }
        acting.note(actor, claim, Verb.SIGN_LOOKED_AT, now);
    }

    /** What was found about a sign. */
    public record Finding(long sign, String words) {}

    /** Keeps what a case may share with others. An officer files for many, so their browser says nothing. */
    void note(Trip trip, Actor actor, EventCase draft, Optional<Payee> payee, @Nullable String device) {
        Map<String, byte[]> traits = new TreeMap<>();
        payee.ifPresent(known -> traits.put("ACCOUNT", sealing.index("account", known.account())));
        if (device != null && actor.isPerson(draft.owner().person())) {
            traits.put("DEVICE", sealing.index("device", device));
        }
        store.traits(trip, actor.fund(), draft.id(), traits);
    }

    /** Looks a submitted case over; what was found before stays found. */
    void look(FundId fund, EventCase eventCase, Instant now) {
        Trip trip = trips.trip();
        Asked asked = ask(trip, fund, eventCase, now);
        trip.go();
        mark(fund, eventCase, asked, now);
    }

    /** What was asked of the database about a case; of a receipt where the case has one. */
    record Asked(
            @Nullable Rows<CaseId> holder,
            @Nullable Rows<FundId> elsewhere,
            Rows<EventCase> ofPerson,
            Rows<SignStore.Sharing> sharing,
            Rows<PersonId> samePhone,
            Supplier<Map<PaperId, ReceiptReading>> readings,
            Supplier<Map<PaperId, List<Alike>>> similar) {}

    /** The questions of a look, as part of a trip; {@link #mark} comes after it. */
    Asked ask(Trip trip, FundId fund, EventCase eventCase, Instant now) {
        boolean receipt = eventCase.facts().hasReceipt();
        PersonId person = eventCase.owner().person();
        List<PaperId> ids = eventCase.papers().stream()
                .map(paper -> new PaperId(paper.paper()))
                .toList();
        return new Asked(
                receipt ? receipts.hold(trip, fund, eventCase.id(), eventCase.facts(), now) : null,
                receipt ? receipts.elsewhere(trip) : null,
                cases.ofPerson(trip, fund, person, MOST_CASES),
                store.sharing(trip, fund, eventCase.id()),
                people.sharingPhone(trip, fund, person),
                papers.readings(trip, fund, ids),
                papers.similar(trip, fund, ids));
    }

    /** Writes the signs that the answers give. */
    void mark(FundId fund, EventCase eventCase, Asked asked, Instant now) {
        CaseId id = eventCase.id();
        receipt(fund, id, asked, now);
        asked.ofPerson().list().stream()
                .filter(other -> !other.id().equals(id) && other.state() == EventCase.State.OPEN)
                .forEach(other -> stays(eventCase, other)
                        .ifPresent(kind -> store.insert(fund, id, NewSign.about(kind, other.id()), now)));
        papers(fund, eventCase, asked, now);
        shared(fund, eventCase.id(), asked, now);
    }

    /** The same receipt in another case, and in another fund, of which no more is told than that it has it. */
    private void receipt(FundId fund, CaseId id, Asked asked, Instant now) {
        if (asked.holder() != null) {
            asked.holder()
                    .optional()
                    .filter(holder -> !holder.equals(id))
                    .ifPresent(holder -> store.insert(fund, id, NewSign.about(Sign.Kind.SAME_RECEIPT, holder), now));
        }
        if (asked.elsewhere() != null) {
            asked.elsewhere()
                    .optional()
                    .ifPresent(other -> store.insert(
                            fund, id, new NewSign(Sign.Kind.SAME_RECEIPT_ELSEWHERE, null, null, other), now));
        }
    }

    private void papers(FundId fund, EventCase eventCase, Asked asked, Instant now) {
        Map<PaperId, ReceiptReading> readings = asked.readings().get();
        Map<PaperId, List<Alike>> similar = asked.similar().get();
        for (CasePaper paper : eventCase.papers()) {
            ReceiptReading reading = readings.get(new PaperId(paper.paper()));
            // A file that says one thing to the eye and another to a program.
            if (reading != null && !reading.signs().isEmpty()) {
                NewSign differs = new NewSign(Sign.Kind.TEXT_DIFFERS, null, paper.paper(), null);
                store.insert(fund, eventCase.id(), differs, now);
            }
            pictures(fund, eventCase, paper, similar.getOrDefault(new PaperId(paper.paper()), List.of()), now);
        }
    }

    /**
     * The same page in another case, photographed again or not: one sign for each such case. A member may give one record or
     * certificate of theirs for two events; a receipt only once.
     */
    private void pictures(FundId fund, EventCase eventCase, CasePaper paper, List<Alike> similar, Instant now) {
        CaseId id = eventCase.id();
        for (Alike alike : similar) {
            if (!paper.kind().isBill() && alike.owner().equals(eventCase.owner().person())) {
                continue;
            }
            for (CaseId other : store.withPaper(fund, id, alike.paper().value())) {
                boolean known = store.ofCase(fund, id).stream()
                        .anyMatch(sign -> sign.kind() == Sign.Kind.SAME_PICTURE && other.equals(sign.other()));
                if (!known) {
                    store.insert(fund, id, new NewSign(Sign.Kind.SAME_PICTURE, other, paper.paper(), null), now);
                }
            }
        }
    }

    private void shared(FundId fund, CaseId id, Asked asked, Instant now) {
        List<SignStore.Sharing> sharing = asked.sharing().list();
        several(fund, id, Sign.Kind.SHARED_ACCOUNT, having("ACCOUNT", sharing), 1, now);
        several(fund, id, Sign.Kind.SHARED_DEVICE, having("DEVICE", sharing), SHARED_DEVICE_FROM, now);
        List<PersonId> same = asked.samePhone().list();
        List<CaseId> phones = same.isEmpty() ? List.of() : store.newest(fund, same);
        several(fund, id, Sign.Kind.SHARED_PHONE, phones, SHARED_PHONE_FROM, now);
    }

    private static List<CaseId> having(String kind, List<SignStore.Sharing> sharing) {
        return sharing.stream()
                .filter(each -> each.kind().equals(kind))
                .map(SignStore.Sharing::other)
                .toList();
    }

    /** One sign for all that share, naming the newest, once there are enough of them. */
    private void several(FundId fund, CaseId id, Sign.Kind kind, List<CaseId> others, int from, Instant now) {
        if (others.size() < from) {
            return;
        }
        boolean known = store.ofCase(fund, id).stream().anyMatch(sign -> sign.kind() == kind);
        if (!known) {
            store.insert(fund, id, NewSign.about(kind, others.get(others.size() - 1)), now);
        }
    }

    /** Whether two cases of one person are the same stay, or share a day; leaving one house and entering another may be one day. */
    static Optional<Sign.Kind> stays(EventCase one, EventCase other) {
        Optional<LocalDate> from = one.facts().day(FactField.ADMITTED);
        Optional<LocalDate> to = one.facts().day(FactField.DISCHARGED);
        Optional<LocalDate> otherFrom = other.facts().day(FactField.ADMITTED);
        Optional<LocalDate> otherTo = other.facts().day(FactField.DISCHARGED);
        if (from.isEmpty() || to.isEmpty() || otherFrom.isEmpty() || otherTo.isEmpty()) {
            return Optional.empty();
        }
        boolean sameHouse =
                one.facts().text(FactField.HOSPITAL).equals(other.facts().text(FactField.HOSPITAL));
        if (sameHouse && from.equals(otherFrom)) {
            return Optional.of(Sign.Kind.SAME_STAY);
        }
        boolean overlap = from.get().isBefore(otherTo.get()) && otherFrom.get().isBefore(to.get());
        return overlap ? Optional.of(Sign.Kind.OVERLAPPING_STAY) : Optional.empty();
    }

    /** Refuses to approve while somebody still has to look, and while another case has the receipt. */
    void requireLookedAt(FundId fund, EventCase eventCase, Instant now) {
        boolean receipt = eventCase.facts().hasReceipt();
        Trip trip = trips.trip();
        Rows<Map.Entry<CaseId, Integer>> open = store.open(trip, fund, List.of(eventCase.id()));
        Rows<CaseId> holder = receipt ? receipts.taker(trip, fund, eventCase.facts()) : null;
        trip.go();
        open.optional().ifPresent(signs -> {
            throw Refusal.conflict("claim_signs_open", signs.getValue());
        });
        if (holder != null && !holds(fund, eventCase, holder.optional(), now)) {
            throw Refusal.conflict("claim_receipt_held");
        }
    }

    /** True when the case holds its receipt, taking it if that can be. */
    private boolean holds(FundId fund, EventCase eventCase, Optional<CaseId> holder, Instant now) {
        CaseId id = eventCase.id();
        return holder.filter(id::equals).isPresent()
                || receipts.hold(fund, id, eventCase.facts(), now).equals(id);
    }
}
