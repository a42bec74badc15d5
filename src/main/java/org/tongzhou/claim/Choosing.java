package org.tongzhou.claim;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.Submittal.Standing;
import org.tongzhou.database.Trips;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.person.Claimant;
import org.tongzhou.person.Payee;
import org.tongzhou.person.People;
import org.tongzhou.plan.PlanCode;

/** Decides drafts that are sent in: what has to be there, what their covers give, and what becomes of each verdict. */
@Component
class Choosing {
    private final Judging judging;
    private final People people;
    private final Trips trips;

    Choosing(Judging judging, People people, Trips trips) {
        this.judging = judging;
        this.people = people;
        this.trips = trips;
    }

    /** A draft that is complete, where its benefit goes, what is filed of it and what is proposed. */
    record Chosen(Standing of, Optional<Payee> payee, HeldCover first, List<Verdict> file, List<Verdict> propose) {
        EventCase draft() {
            return of.draft();
        }

        CaseId id() {
            return of.draft().id();
        }
    }

    /** Those that the rules do not refuse, and numbers that were drawn for the first claim of each. */
    record Decided(List<Chosen> chosen, List<ClaimId> ids) {}

    /** Holds the gates of their members from here on. */
    Decided decide(FundId fund, List<Standing> drafts, LocalDate today) {
        List<Standing> whole = drafts.stream()
                .flatMap(one -> one.unlessRefused(() -> requireWhole(one)))
                .toList();
        if (whole.isEmpty()) {
            return new Decided(List.of(), List.of());
        }
        Known known = ask(fund, whole);
        return new Decided(
                whole.stream()
                        .flatMap(one -> one.unlessRefused(() -> choose(fund, one, known, today)))
                        .toList(),
                known.ids());
    }

    /** What is asked of the event whatever covers there are. */
    private static Standing requireWhole(Standing one) {
        if (!one.submission().consent()) {
            throw Refusal.invalid("claim_consent");
        }
        requireBill(one.draft(), Needed.of(one.draft(), List::of));
        if (EventCovers.day(one.draft()).isEmpty()) {
            throw Refusal.invalid("claim_facts_incomplete");
        }
        return one;
    }

    private static void requireBill(EventCase draft, Needed needed) {
        if (needed.bill() && !draft.hasBill()) {
            throw Refusal.invalid("claim_receipt_missing");
        }
    }

    /** All that is asked before drafts are decided, and the numbers that their first claims will have. */
    private record Known(Judging.Known judged, Map<PersonId, Claimant> claimants, List<ClaimId> ids) {}

    private Known ask(FundId fund, List<Standing> drafts) {
        List<EventCase> events = drafts.stream().map(Standing::draft).toList();
        Trip trip = trips.trip();
        Judging.Known judged = judging.askHolding(trip, fund, events);
        Rows<Map.Entry<PersonId, Claimant>> claimants = people.claimants(
                trip, fund, events.stream().map(event -> event.owner().person()).toList());
        Rows<ClaimId> ids = ClaimWriting.nextIds(trip, events.size());
        trip.go();
        return new Known(
                judged,
                claimants.list().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                ids.list());
    }

    private Chosen choose(FundId fund, Standing one, Known known, LocalDate today) {
        EventCase draft = one.draft();
        Claimant claimant = Optional.ofNullable(
                        known.claimants().get(draft.owner().person()))
                .orElseThrow(Refusal::notFound);
        List<HeldCover> covers = judging.covers(fund, draft, known.judged(), claimant.sex());
        requireComplete(draft, claimant, covers, today);
        boolean died = draft.facts().isDeath();
        Optional<Payee> payee = died ? claimant.payee() : Optional.of(claimant.account());
        if (covers.isEmpty()) {
            throw Refusal.invalid(
                    "claim_no_cover_on_day", EventCovers.day(draft).orElseThrow());
        }
        return chosen(one, payee, judging.judgeTogether(draft, covers, known.judged(), today));
    }

    private static void requireComplete(EventCase draft, Claimant claimant, List<HeldCover> covers, LocalDate today) {
        Needed needed = Needed.of(draft, () -> covers);
        requireBill(draft, needed);
        if (!FactFault.of(draft.facts(), needed, claimant.name(), today).isEmpty()) {
            throw Refusal.invalid("claim_facts_incomplete");
        }
    }

    /** What is claimed by the day of first diagnosis needs it, and nothing falls into a waiting period by that of the admission. */
    private static void requireDiagnosis(EventCase draft, Verdict verdict, boolean ticked) {
        if ((ticked || verdict.isRefused()) && verdict.asksForDiagnosis(draft)) {
            throw Refusal.invalid("claim_fact_needed", FactField.DIAGNOSED);
        }
    }

    private static Chosen chosen(Standing one, Optional<Payee> payee, List<Verdict> verdicts) {
        Set<PlanCode> also = one.submission().also();
        List<Verdict> file = new ArrayList<>();
        List<Verdict> propose = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            boolean ticked = also.contains(verdict.plan()) && verdict.hasItsPapers();
            requireDiagnosis(one.draft(), verdict, ticked);
            if (verdict.isFiled(one.draft()) || !verdict.isRefused() && ticked) {
                file.add(verdict);
            } else if (!verdict.isRefused()) {
                propose.add(verdict);
            }
        }
        if (file.isEmpty() && propose.isEmpty()) {
            // Nothing is due by the rules, but only a person may say no: the first cover's claim goes to the reviewers.
            file.add(verdicts.get(0));
        }
        return new Chosen(one, payee, verdicts.get(0).cover(), file, propose);
    }
}
