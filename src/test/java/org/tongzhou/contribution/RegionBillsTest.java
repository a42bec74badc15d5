package org.tongzhou.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.enrolment.SampleRegion.FUND;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.TODAY;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.enrolment.DraftId;
import org.tongzhou.enrolment.SampleRegion;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.organisation.FeeShares;
import org.tongzhou.organisation.Payer;
import org.tongzhou.organisation.UnitKind;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.People;
import org.tongzhou.testing.RoomTest;

/** Bills of a region whose plans state fees by class and average age, parts of a policy, and shares by payer. */
@RoomTest
class RegionBillsTest {
    @Autowired
    private Bills bills;

    @Autowired
    private Withdrawals withdrawals;

    @Autowired
    private Credits credits;

    @Autowired
    private People people;

    @Autowired
    private SampleRegion region;

    @Autowired
    private JdbcClient jdbc;

    private final NewPerson one = SampleRegion.person(30);
    private final NewPerson two = SampleRegion.person(30);

    /** Both hold the plan that goes by class; both the one that goes by average age and costs 12.34 a policy. */
    private Bill bill(@Nullable FeeShares agreed) {
        List<String> headings = List.of("职业类别", "住院互助", "团体意外");
        String csv = SampleRegion.csv(
                headings,
                List.of(
                        Map.entry(one, Map.of("职业类别", "1", "住院互助", "1", "团体意外", "1")),
                        Map.entry(two, Map.of("职业类别", "1", "住院互助", "2", "团体意外", "1"))));
        return enrol(region.officer(region.unit(UnitKind.ENTERPRISE, 2, agreed)), csv, TODAY);
    }

    private Bill enrol(Actor officer, String csv, LocalDate day) {
        DraftId draft = region.upload(officer, csv, day);
        return bills.enrol(officer, draft, region.asSeen(officer, draft, day), SampleRegion.at(day));
    }

    private static Map<Payer, Money> parts(Bill bill) {
        Map<Payer, Money> parts = new EnumMap<>(Payer.class);
        bill.parts().forEach(part -> parts.put(part.payer(), part.amount()));
        return parts;
    }

    @Test
    void aPlansSharesMakeThePartsOfTheBillWhereTheUnitAgreedOnNothing() {
        Bill bill = bill(null);
        assertThat(bill.total()).as("3 × 50.01 + 2 × 40 + 12.34").isEqualTo(Money.ofFen(24_237));
        assertThat(parts(bill))
                .containsExactly(
                        Map.entry(Payer.WORKER, Money.ofFen(9_234)),
                        Map.entry(Payer.EMPLOYER, Money.ofFen(7_502)),
                        Map.entry(Payer.COUNTY_UNION, Money.ofFen(7_501)));
    }

    @Test
    void whatTheUnitAgreedOnGoesBeforeThePlansShares() {
        assertThat(parts(bill(new FeeShares(0, 5_000, 0, 5_000))))
                .containsExactly(
                        Map.entry(Payer.EMPLOYER, Money.ofFen(12_119)), Map.entry(Payer.DONOR, Money.ofFen(12_118)));
    }

    @Test
    void whoeverLeavesTakesTheOwnFeeAlongAndTheLastOneAlsoThePolicys() {
        Bill bill = bill(null);
        leave(bill, people.find(FUND, two.id()).orElseThrow());
        Bill less = bills.find(finance(), bill.id());
        assertThat(parts(less))
                .containsExactly(
                        Map.entry(Payer.WORKER, Money.ofFen(5_234)),
                        Map.entry(Payer.EMPLOYER, Money.ofFen(2_501)),
                        Map.entry(Payer.COUNTY_UNION, Money.ofFen(2_500)));
        assertThat(totalOfSubmission(bill)).isEqualTo(10_235);
        leave(bill, people.find(FUND, one.id()).orElseThrow());
        assertThat(bills.find(finance(), bill.id()).total()).isEqualTo(Money.ZERO);
    }

    private long totalOfSubmission(Bill bill) {
        return jdbc.sql("select total_fen from enrolment.submission where fund = 61 and id = ?")
                .param(bill.submission().value())
                .query(Long.class)
                .single();
    }

    private void leave(Bill bill, PersonId person) {
        withdrawals.withdraw(finance(), bill.id(), new Withdrawals.Leaving(Set.of(person), false, "已经离开单位"), NOW);
    }

    private Actor finance() {
        PersonId person =
                people.registerAll(FUND, List.of(SampleRegion.person(50)), NOW).get(0);
        return new Actor(6_100_000L, "finance", new Scope(FUND, "/61/"), Set.of(Role.FINANCE_MAKER), person, null);
    }

    @Test
    void moneyThatComesAfterAPlansLastDayStartsNothingAndCanBeTakenBack() {
        LocalDate before = LocalDate.of(2026, 1, 29);
        Actor officer = region.officer(region.unit(UnitKind.ENTERPRISE, 2, null));
        Bill bill =
                enrol(officer, SampleRegion.csv(List.of("旧住院"), List.of(Map.entry(one, Map.of("旧住院", "1")))), before);
        List<CreditOutcome> outcomes = new ArrayList<>();
        outcomes.addAll(credits.upload(
                        finance(),
                        "迟到.csv",
                        SomeCredits.file(SomeCredits.line("40.00", bill.reference())),
                        SampleRegion.at(TODAY))
                .outcomes());
        assertThat(outcomes).extracting(CreditOutcome::outcome).containsExactly(Outcome.EXACT);
        Bill paid = bills.find(finance(), bill.id());
        assertThat(paid.state()).isEqualTo(Bill.State.PAID);
        assertThat(paid.days().coveredOn()).isNull();
        leave(bill, people.find(FUND, one.id()).orElseThrow());
        assertThat(bills.find(finance(), bill.id()).state()).isEqualTo(Bill.State.CANCELLED);
        assertThat(credits.unidentified(finance(), "").items())
                .extracting(Credit::amount)
                .containsExactly(Money.ofYuan(40));
    }
}
