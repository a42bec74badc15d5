package org.tongzhou.claim;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.claim.StopStore.Asking;
import org.tongzhou.database.Trips;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Moment;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Slice;
import org.tongzhou.plan.PaperKind;

/** What an officer has filed for members of the own unit, as far as they may follow it: see {@link Access#mayFollow}. */
@Component
public class Filings {
    private static final int PAGE = 50;
    private static final int PAGE_WAITING = 100;

    private final FilingStore store;
    private final StopStore stops;
    private final Access access;
    private final Recalls recalls;
    private final Trips trips;

    Filings(FilingStore store, StopStore stops, Access access, Recalls recalls, Trips trips) {
        this.store = store;
        this.stops = stops;
        this.access = access;
        this.recalls = recalls;
        this.trips = trips;
    }

    /** Something that the officer is still writing for a member. */
    public record Draft(DraftLine line, PersonId member) {}

    /** A claim that waits for an answer, for a card that takes its money, or for these papers. */
    public record Waiting(Claim claim, List<PaperKind> owed) {
        public Waiting {
            owed = List.copyOf(owed);
        }
    }

    /** A case that was sent in, with those of its claims that wait for nobody; none where nothing was claimed through the unit. */
    public record Filed(CaseId id, String number, PersonId member, List<Claim> claims) {
        public Filed {
            claims = List.copyOf(claims);
        }

        Filed with(List<Claim> those) {
            return new Filed(id, number, member, those);
        }
    }

    /** Last saved first, 50 at a time. */
    @Transactional(readOnly = true)
    public Slice<Draft> drafts(Actor officer, @Nullable String after) {
        Slice<Draft> page = Slice.of(
                store.drafts(officer, Moment.below(after), PAGE + 1),
                PAGE,
                draft -> new Moment(draft.line().savedAt(), draft.line().id().value()).key());
        return new Slice<>(followed(officer, page.items(), Draft::member), page.next());
    }

    /** What waits for papers first, then for a card, then for an answer, by its day; 100 at a time. */
    @Transactional(readOnly = true)
    public Slice<Waiting> waiting(Actor officer, @Nullable String after) {
        Slice<Claim> page = Slice.of(
                store.waiting(officer, WaitingPlace.above(after), PAGE_WAITING + 1),
                PAGE_WAITING,
                claim -> WaitingPlace.of(claim).key());
        List<Claim> claims =
                followed(officer, page.items(), claim -> claim.owner().person());
        Map<ClaimId, List<Asking>> asked = asked(officer.fund(), claims);
        return new Slice<>(
                claims.stream()
                        .filter(claim -> !isOver(officer.fund(), claim))
                        .map(claim -> new Waiting(claim, owed(asked.getOrDefault(claim.id(), List.of()))))
                        .toList(),
                page.next());
    }

    /**
     * How many claims wait for papers, of those that the list has: a member who died, or has no account, never reads that they were
     * asked.
     */
    @Transactional(readOnly = true)
    public int owing(Actor officer) {
        return officer.person() == null
                ? 0
                : followed(officer, store.owing(officer), Function.identity()).size();
    }

    /** Newest first. */
    @Transactional(readOnly = true)
    public Slice<Filed> decided(Actor officer, @Nullable String after) {
        Slice<Filed> page = Slice.of(
                store.filed(officer, Slice.below(after), PAGE + 1),
                PAGE,
                filed -> Long.toString(filed.id().value()));
        List<Filed> followed = followed(officer, page.items(), Filed::member);
        return new Slice<>(
                followed.stream()
                        .filter(filed -> filed.claims().isEmpty()
                                || filed.claims().stream().anyMatch(claim -> isOver(officer.fund(), claim)))
                        .map(filed -> filed.with(filed.claims().stream()
                                .filter(claim -> isOver(officer.fund(), claim))
                                .toList()))
                        .toList(),
                page.next());
    }

    /** The hand and the territory are in the question; the officer must still be one who may file for the member. */
    private <T> List<T> followed(Actor officer, List<T> found, Function<T, PersonId> member) {
        Set<PersonId> theirs =
                access.mayFileFor(officer, found.stream().map(member).collect(Collectors.toSet()));
        return found.stream()
                .filter(each -> theirs.contains(member.apply(each)))
                .toList();
    }

    /** Nobody has to do anything: it is decided, and money that came back is kept whole. */
    private boolean isOver(FundId fund, Claim claim) {
        return !claim.state().awaitsAnswer() && (claim.state() != ClaimState.RETURNED || recalls.isKept(fund, claim));
    }

    private Map<ClaimId, List<Asking>> asked(FundId fund, Collection<Claim> claims) {
        List<ClaimId> owing = claims.stream()
                .filter(claim -> claim.state() == ClaimState.SUPPLEMENT)
                .map(Claim::id)
                .toList();
        if (owing.isEmpty()) {
            return Map.of();
        }
        Trip trip = trips.trip();
        Rows<Map.Entry<ClaimId, Asking>> stopped = stops.of(trip, fund, owing);
        trip.go();
        return stopped.list().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private static List<PaperKind> owed(List<Asking> asked) {
        return StopStore.owed(asked).stream().map(PaperKind::valueOf).toList();
    }
}
