package org.tongzhou.contribution;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.tongzhou.enrolment.Billable;
import org.tongzhou.enrolment.Submission;
import org.tongzhou.enrolment.SubmissionId;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.ledger.Ledger;
import org.tongzhou.ledger.Posting;
import org.tongzhou.ledger.Template;
import org.tongzhou.organisation.Payer;
import org.tongzhou.organisation.Shares;

/** Lets programmes relieve a unit's bill as it is raised, and takes their money back when the bill becomes less. */
@Component
class Subsidies {
    private final ProgrammeStore programmes;
    private final GrantStore given;
    private final Ledger ledger;
    private final ObjectProvider<PaidPlaces> places;

    Subsidies(ProgrammeStore programmes, GrantStore given, Ledger ledger, ObjectProvider<PaidPlaces> places) {
        this.programmes = programmes;
        this.given = given;
        this.ledger = ledger;
        this.places = places;
    }

    /** What is left to each payer, and what programmes pay. */
    record Relieved(Shares shares, List<Grant> grants) {
        Relieved {
            grants = List.copyOf(grants);
        }
    }

    record Grant(BillPart.Subsidy subsidy, Money amount) {
        ProgrammeId programme() {
            return subsidy.programme();
        }
    }

    /**
     * What may relieve bills that are raised together: nothing while no programme is open, places by their own prices. Whom a programme
     * helps was asked when its places were offered.
     */
    record Round(FundId fund, LocalDate day, boolean open, Map<SubmissionId, Map<ProgrammeId, Money>> prices) {
        private Money wanted(Programme programme, Billable of, Money part) {
            Submission submission = of.submission();
            if (!submission.granted() && !programme.helps(of.unit())) {
                return Money.ZERO;
            }
            return submission.granted()
                    ? prices.getOrDefault(submission.id(), Map.of()).getOrDefault(programme.id(), Money.ZERO)
                    : programme.terms().wanted(of.split().shares().total(), submission.people(), part);
        }
    }

    Round round(FundId fund, List<Billable> all, LocalDate day) {
        List<SubmissionId> granted = all.stream()
                .map(Billable::submission)
                .filter(Submission::granted)
                .map(Submission::id)
                .toList();
        return new Round(fund, day, programmes.isAnyOpen(fund, day), prices(fund, granted));
    }

    /** What programmes pay for the places that a submission still holds; nothing where it took none. */
    Map<ProgrammeId, Money> prices(FundId fund, SubmissionId submission) {
        return prices(fund, List.of(submission)).getOrDefault(submission, Map.of());
    }

    private Map<SubmissionId, Map<ProgrammeId, Money>> prices(FundId fund, List<SubmissionId> submissions) {
        PaidPlaces kept = submissions.isEmpty() ? null : places.getIfAvailable();
        return kept == null ? Map.of() : kept.prices(fund, submissions);
    }

    /** Takes from the budgets in the caller's transaction; the oldest programme first, and of places what each of theirs pays. */
    Relieved relieve(Round round, Billable of) {
        Map<Payer, Money> left = new EnumMap<>(Payer.class);
        left.putAll(of.split().shares().amounts());
        List<Grant> grants = new ArrayList<>();
        for (Programme programme : open(round, of)) {
            Payer relieved = programme.terms().relieves();
            Money part = left.getOrDefault(relieved, Money.ZERO);
            Money wanted = round.wanted(programme, of, part).min(part);
            Money taken = wanted.isPositive()
                    ? given.take(round.fund(), programme, of.unit().id(), wanted)
                    : Money.ZERO;
            if (taken.isPositive()) {
                left.put(relieved, part.minus(taken));
                grants.add(new Grant(
                        new BillPart.Subsidy(programme.id(), programme.terms().name(), relieved), taken));
            }
        }
        return new Relieved(new Shares(left), grants);
    }

    private List<Programme> open(Round round, Billable of) {
        return round.open()
                ? programmes.open(
                        round.fund(), of.unit().path(), of.submission().granted(), round.day())
                : List.of();
    }

    /** Writes down and books what was taken for a bill. */
    void book(FundId fund, Bill bill, List<Grant> grants, Instant now) {
        if (grants.isEmpty()) {
            return;
        }
        grants.forEach(grant -> given.insertGrant(fund, bill.id(), grant.programme(), grant.amount(), now));
        LocalDate today = FundClock.dayOf(now);
        ledger.post(fund, Posting.of(Template.SUBSIDY_GRANTED, Postings.cause(bill), today, now, parts(bill, grants)));
    }

    /** Gives back to the budgets what a bill does not need any more; {@code cause} is the withdrawal. */
    void release(FundId fund, Bill bill, List<Grant> back, String cause, Instant now) {
        if (back.isEmpty()) {
            return;
        }
        back.forEach(grant -> given.release(fund, bill, grant.programme(), grant.amount()));
        ledger.post(fund, Posting.of(Template.SUBSIDY_RELEASED, cause, FundClock.dayOf(now), now, parts(bill, back)));
    }

    private static List<Posting.Part> parts(Bill bill, List<Grant> grants) {
        return grants.stream()
                .map(grant -> Postings.part(bill, grant.amount())
                        .outOf(Long.toString(grant.programme().value())))
                .toList();
    }
}
