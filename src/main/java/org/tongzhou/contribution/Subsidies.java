package org.tongzhou.contribution;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.ledger.Ledger;
import org.tongzhou.ledger.Posting;
import org.tongzhou.ledger.Template;
import org.tongzhou.organisation.Payer;
import org.tongzhou.organisation.Shares;
import org.tongzhou.organisation.Unit;

/** Lets programmes relieve a unit's bill as it is raised, and takes their money back when the bill becomes less. */
@Component
class Subsidies {
    private final ProgrammeStore programmes;
    private final GrantStore given;
    private final Ledger ledger;

    Subsidies(ProgrammeStore programmes, GrantStore given, Ledger ledger) {
        this.programmes = programmes;
        this.given = given;
        this.ledger = ledger;
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

    /** Whether any programme of the fund has something to give on the day. */
    boolean areOpen(FundId fund, LocalDate day) {
        return programmes.isAnyOpen(fund, day);
    }

    /** For whom a bill is raised: so many people of a unit, in places that are {@code granted} or not. */
    record For(Unit unit, long people, boolean granted) {}

    /** Takes from the budgets in the caller's transaction; the oldest programme first. */
    Relieved relieve(FundId fund, For whom, Shares shares, LocalDate day) {
        Map<Payer, Money> left = new EnumMap<>(Payer.class);
        left.putAll(shares.amounts());
        List<Grant> grants = new ArrayList<>();
        Unit unit = whom.unit();
        for (Programme programme : programmes.open(fund, unit.path(), whom.granted(), day)) {
            Payer relieved = programme.terms().relieves();
            Money part = left.getOrDefault(relieved, Money.ZERO);
            Money wanted =
                    programme.helps(unit) ? programme.terms().wanted(shares.total(), whom.people(), part) : Money.ZERO;
            Money taken = wanted.isPositive() ? given.take(fund, programme, unit.id(), wanted) : Money.ZERO;
            if (taken.isPositive()) {
                left.put(relieved, part.minus(taken));
                grants.add(new Grant(
                        new BillPart.Subsidy(programme.id(), programme.terms().name(), relieved), taken));
            }
        }
        return new Relieved(new Shares(left), grants);
    }

    /** Writes down and books what was taken for a bill. */
    void book(FundId fund, Bill bill, List<Grant> grants, Instant now) {
        if (grants.isEmpty()) {
            return;
        }
        grants.forEach(grant -> given.insertGrant(fund, bill.id(), grant.programme(), grant.amount(), now));
        LocalDate today = Postings.day(now);
        ledger.post(fund, Posting.of(Template.SUBSIDY_GRANTED, Postings.cause(bill), today, now, parts(bill, grants)));
    }

    /** Gives back to the budgets what a bill does not need any more; {@code cause} is the withdrawal. */
    void release(FundId fund, Bill bill, List<Grant> back, String cause, Instant now) {
        if (back.isEmpty()) {
            return;
        }
        back.forEach(grant -> given.release(fund, bill, grant.programme(), grant.amount()));
        ledger.post(fund, Posting.of(Template.SUBSIDY_RELEASED, cause, Postings.day(now), now, parts(bill, back)));
    }

    private static List<Posting.Part> parts(Bill bill, List<Grant> grants) {
        return grants.stream()
                .map(grant -> Postings.part(bill, grant.amount())
                        .outOf(Long.toString(grant.programme().value())))
                .toList();
    }
}
