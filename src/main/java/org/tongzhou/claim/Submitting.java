package org.tongzhou.claim;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.Choosing.Chosen;
import org.tongzhou.claim.Choosing.Decided;
import org.tongzhou.claim.Claims.Submitted;
import org.tongzhou.claim.Submittal.Standing;
import org.tongzhou.database.LastTrip;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;

/** Makes claims and proposals of drafts, and looks for what a person should look at. */
@Component
class Submitting {
    private final Choosing choosing;
    private final CaseStore cases;
    private final ClaimWriting claims;
    private final Filing filing;
    private final SignSearch signs;
    private final Proposing proposing;
    private final Tellings tellings;
    private final LastTrip last;

    Submitting(
            Choosing choosing,
            CaseStore cases,
            ClaimWriting claims,
            Filing filing,
            SignSearch signs,
            Proposing proposing,
            Tellings tellings,
            LastTrip last) {
        this.choosing = choosing;
        this.cases = cases;
        this.claims = claims;
        this.filing = filing;
        this.signs = signs;
        this.proposing = proposing;
        this.tellings = tellings;
        this.last = last;
    }

    /** The caller has locked the drafts and judged whose they are; no two have a member or a receipt in common. */
    void submit(FundId fund, List<Standing> drafts, Instant now) {
        Decided decided = choosing.decide(fund, drafts, FundClock.dayOf(now));
        if (!decided.chosen().isEmpty()) {
            file(fund, decided, now);
        }
    }

    private void file(FundId fund, Decided decided, Instant now) {
        List<Chosen> chosen = decided.chosen();
        List<Filing.Due> due = due(decided);
        Trip trip = last.trip();
        open(trip, fund, chosen, now);
        SignSearch.Asked asked = signs.ask(trip, fund, looked(chosen), now);
        List<Claim> filed = filing.file(trip, fund, due, now);
        Map<CaseId, List<Claim>> byCase = filed.stream().collect(Collectors.groupingBy(Claim::eventCase));
        chosen.forEach(one -> tell(one, byCase.getOrDefault(one.id(), List.of()), now));
        last.go(trip);
        for (Chosen one : chosen) {
            signs.mark(fund, one.draft(), asked, now);
            one.of().turn().answer(settle(one, byCase.getOrDefault(one.id(), List.of()), now));
        }
    }

    /** What is to be filed; a case that has more than one claim takes numbers beside those that were drawn. */
    private List<Filing.Due> due(Decided decided) {
        int count = decided.chosen().stream().mapToInt(one -> one.file().size()).sum();
        Deque<ClaimId> ids = new ArrayDeque<>(decided.ids());
        if (count > ids.size()) {
            ids.addAll(claims.nextIds(count - ids.size()));
        }
        List<Filing.Due> due = new ArrayList<>();
        for (Chosen one : decided.chosen()) {
            one.file()
                    .forEach(verdict -> due.add(new Filing.Due(one.of().actor(), one.draft(), verdict, ids.remove())));
        }
        return due;
    }

    private void open(Trip trip, FundId fund, List<Chosen> chosen, Instant now) {
        Map<CaseId, CaseStore.Submitted> opened = new LinkedHashMap<>();
        for (Chosen one : chosen) {
            CaseId id = one.id();
            String number = Filing.number(Filing.CASE, FundClock.dayOf(now), id.value());
            opened.put(
                    id,
                    new CaseStore.Submitted(
                            number, one.first().unit(), one.first().unitPath()));
        }
        cases.submit(trip, fund, opened, now);
    }

    private SignSearch.Looked looked(List<Chosen> chosen) {
        return new SignSearch.Looked(
                chosen.stream().map(Chosen::draft).toList(),
                chosen.stream().flatMap(this::traits).toList());
    }

    private Stream<SignStore.Trait> traits(Chosen one) {
        Standing of = one.of();
        return signs
                .traits(of.actor(), one.draft(), one.payee(), of.submission().device())
                .stream();
    }

    private void tell(Chosen one, List<Claim> filed, Instant now) {
        filed.forEach(claim -> tellings.filed(one.of().actor(), claim, now));
    }

    private Submitted settle(Chosen one, List<Claim> filed, Instant now) {
        Actor actor = one.of().actor();
        EventCase draft = one.draft();
        List<Long> proposed = one.propose().stream()
                .flatMap(verdict -> proposing.propose(actor.fund(), draft, verdict, now).stream())
                .toList();
        return new Submitted(draft.id(), filed.stream().map(Claim::id).toList(), proposed);
    }
}
