package org.tongzhou.claim;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.SignStore.NewSign;
import org.tongzhou.claim.SignStore.Trait;
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
import org.tongzhou.person.Payee;
import org.tongzhou.person.People;
import org.tongzhou.plan.EventKind;

/**
 * Looks for what a person should look at: duplicates, stays that overlap, accidents that may be one, accounts, phones and
 * devices that members share. Of two cases that are sent in at the same moment each may be a sign of the other.
 */
@Component
class SignSearch {
    /** Other members with an own case from which a shared phone is a sign; a couple shares one [example]. */
    private static final int SHARED_PHONE_FROM = 2;

    /** Other members from which a shared browser is a sign; a family shares one [example]. */
    private static final int SHARED_DEVICE_FROM = 3;

    /** Days by which two accounts of one accident may lie apart [example]. */
    private static final long SAME_ACCIDENT_DAYS = 30;

    private static final int MOST_CASES = 100;

    private final SignStore store;
    private final CaseStore cases;
    private final ReceiptStore receipts;
    private final People people;
    private final Papers papers;
    private final Sealing sealing;
    private final Trips trips;

    SignSearch(
            SignStore store,
            CaseStore cases,
            ReceiptStore receipts,
            People people,
            Papers papers,
            Sealing sealing,
            Trips trips) {
        this.store = store;
        this.cases = cases;
        this.receipts = receipts;
        this.people = people;
        this.papers = papers;
        this.sealing = sealing;
        this.trips = trips;
    }

    /** What a case shares with others if they have it too; an officer files for many, so their browser says nothing. */
    List<Trait> traits(Actor actor, EventCase draft, Optional<Payee> payee, @Nullable String device) {
        List<Trait> traits = new ArrayList<>();
        payee.ifPresent(
                known -> traits.add(new Trait(draft.id(), "ACCOUNT", sealing.index("account", known.account()))));
        if (device != null && actor.isPerson(draft.owner().person())) {
            traits.add(new Trait(draft.id(), "DEVICE", sealing.index("device", device)));
        }
        return traits;
    }

    /** Looks a submitted case over; what was found before stays found. */
    void look(FundId fund, EventCase eventCase, Instant now) {
        look(fund, eventCase, List.of(), now);
    }

    /** The same, and keeps its traits. */
    void look(FundId fund, EventCase eventCase, List<Trait> traits, Instant now) {
        Trip trip = trips.trip();
        Asked asked = ask(trip, fund, new Looked(List.of(eventCase), traits), now);
        trip.go();
        mark(fund, eventCase, asked, now);
    }

    /** Cases that are looked over together, and the traits that are kept of them. */
    record Looked(List<EventCase> cases, List<Trait> traits) {}

    /** What was asked of the database about cases; of receipts where there are some. */
    record Asked(
            @Nullable Rows<ReceiptStore.Holder> holders,
            @Nullable Rows<ReceiptStore.Elsewhere> elsewhere,
            Rows<EventCase> besides,
            Rows<SignStore.Sharing> sharing,
            Rows<Map.Entry<PersonId, PersonId>> samePhone,
            Supplier<Map<PaperId, ReceiptReading>> readings,
            Supplier<Map<PaperId, List<Alike>>> similar) {}

    /** Keeps the traits and asks, as part of a trip; {@link #mark} comes after it, for each of the cases. */
    Asked ask(Trip trip, FundId fund, Looked looked, Instant now) {
        if (!looked.traits().isEmpty()) {
            store.traits(trip, fund, looked.traits());
        }
        List<ReceiptStore.Held> held = looked.cases().stream()
                .filter(each -> each.facts().hasReceipt())
                .map(each -> new ReceiptStore.Held(each.id(), each.facts()))
                .toList();
        List<PersonId> owners =
                looked.cases().stream().map(each -> each.owner().person()).toList();
        List<PaperId> ids = looked.cases().stream()
                .flatMap(each -> each.papers().stream())
                .map(paper -> new PaperId(paper.paper()))
                .distinct()
                .toList();
        return new Asked(
                held.isEmpty() ? null : receipts.hold(trip, fund, held, now),
                held.isEmpty() ? null : receipts.elsewhere(trip),
                cases.besides(trip, fund, looked.cases(), MOST_CASES),
                store.sharing(
                        trip, fund, looked.cases().stream().map(EventCase::id).toList()),
                people.sharingPhone(trip, fund, owners),
                papers.readings(trip, fund, ids),
                papers.similar(trip, fund, ids));
    }

    /** Writes the signs that the answers give. */
    void mark(FundId fund, EventCase eventCase, Asked asked, Instant now) {
        CaseId id = eventCase.id();
        receipt(fund, id, asked, now);
        List<EventCase> besides = asked.besides().list().stream()
                .filter(other -> other.owner().person().equals(eventCase.owner().person()))
                .toList();
        besides.forEach(other -> stays(eventCase, other)
                .ifPresent(kind -> store.insert(fund, id, NewSign.about(kind, other.id()), now)));
        accidents(fund, eventCase, besides, now);
        papers(fund, eventCase, asked, now);
        shared(fund, eventCase, asked, now);
    }

    /**
     * Accidents of other days that may be this one: near it, or granted a grade or a death, which are never both paid for one
     * accident. What was paid for an accident of the same day the rules take off themselves.
     */
    private void accidents(FundId fund, EventCase eventCase, List<EventCase> besides, Instant now) {
        Map<Boolean, List<EventCase>> others = besides.stream()
                .filter(other -> daysApart(eventCase, other) > 0)
                .collect(Collectors.partitioningBy(other -> daysApart(eventCase, other) <= SAME_ACCIDENT_DAYS));
        List<EventCase> far = others.getOrDefault(false, List.of());
        Set<CaseId> granted = far.isEmpty() ? Set.of() : store.grantedFixed(fund, far);
        Stream.concat(others.getOrDefault(true, List.of()).stream().map(EventCase::id), granted.stream())
                .forEach(other ->
                        store.insert(fund, eventCase.id(), NewSign.about(Sign.Kind.OTHER_ACCIDENT, other), now));
    }

    /** 0 where not both are accidents of a known day. */
    private static long daysApart(EventCase one, EventCase other) {
        return accident(one)
                .flatMap(day -> accident(other).map(another -> Math.abs(ChronoUnit.DAYS.between(day, another))))
                .orElse(0L);
    }

    private static Optional<LocalDate> accident(EventCase eventCase) {
        return eventCase.kind() == EventKind.ACCIDENT ? eventCase.facts().day(FactField.EVENT_DAY) : Optional.empty();
    }

    /** The same receipt in another case, and in another fund, of which no more is told than that it has it. */
    private void receipt(FundId fund, CaseId id, Asked asked, Instant now) {
        list(asked.holders()).stream()
                .filter(held -> held.of().equals(id) && !held.holder().equals(id))
                .forEach(held -> store.insert(fund, id, NewSign.about(Sign.Kind.SAME_RECEIPT, held.holder()), now));
        list(asked.elsewhere()).stream()
                .filter(other -> other.of().equals(id))
                .forEach(other -> store.insert(
                        fund, id, new NewSign(Sign.Kind.SAME_RECEIPT_ELSEWHERE, null, null, other.fund()), now));
    }

    private static <T> Collection<T> list(@Nullable Rows<T> rows) {
        return rows == null ? List.of() : rows.list();
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

    private void shared(FundId fund, EventCase eventCase, Asked asked, Instant now) {
        CaseId id = eventCase.id();
        List<SignStore.Sharing> sharing = asked.sharing().list().stream()
                .filter(each -> each.of().equals(id))
                .toList();
        several(fund, id, Sign.Kind.SHARED_ACCOUNT, having("ACCOUNT", sharing), 1, now);
        several(fund, id, Sign.Kind.SHARED_DEVICE, having("DEVICE", sharing), SHARED_DEVICE_FROM, now);
        List<PersonId> same = asked.samePhone().list().stream()
                .filter(each -> each.getKey().equals(eventCase.owner().person()))
                .map(Map.Entry::getValue)
                .toList();
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
}
