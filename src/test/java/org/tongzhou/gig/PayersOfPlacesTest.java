package org.tongzhou.gig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.TODAY;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.contribution.Bill;
import org.tongzhou.contribution.ProgrammeId;
import org.tongzhou.contribution.Withdrawals;
import org.tongzhou.enrolment.DraftId;
import org.tongzhou.enrolment.Enrolling;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Check;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.plan.PlanBook;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.testing.LedgerSums;
import org.tongzhou.testing.TestData;
import org.tongzhou.testing.TwoAtOnce;

/** The programme that an offer names pays its places, whichever others reach the union. */
@TestPropertySource(properties = "tongzhou.house=payers-of-places") // a free plan of its own
class PayersOfPlacesTest extends GigRoom {
    private static final PlanCode MORE = new PlanCode("gig-more");
    private static final String HEAD = "姓名,证件号码,手机号,平台,职业";

    @Autowired
    Plans plans;

    @Autowired
    Withdrawals withdrawals;

    @Autowired
    List<Check> checks;

    @Autowired
    TransactionTemplate transactions;

    /** Of the province's programme, the older one, and of the county's; both reach both unions. */
    private SomeOffers.Opened province;

    private SomeOffers.Opened county;

    @BeforeEach
    void twoUnions() {
        ProgrammeId older = programme(TestData.PROVINCE, SomeOffers.EACH, 300);
        ProgrammeId newer = programme(TestData.HUANGSHI + TestData.DAYE + "/", SomeOffers.EACH, 300);
        province = some.open(some.union(), SomeOffers.PLAN, older, 10, NOW);
        county = some.open(some.union(), SomeOffers.PLAN, newer, 10, NOW);
    }

    private ProgrammeId programme(String path, Money each, long yuan) {
        return some.programme(SomeOffers.Terms.of(path, each, Money.ofYuan(yuan)), NOW);
    }

    @AfterEach
    void theBooksSayTheSame() {
        assertThat(checks.stream()
                        .filter(check -> check.name().startsWith("contribution."))
                        .flatMap(check -> check.run(FUND).stream()))
                .isEmpty();
    }

    @Test
    void aRiderAloneIsPaidForByTheProgrammeOfTheirOffer() {
        join(county.offer(), born(1990, 1, 1));
        used(0, 30);
        join(province.offer(), born(1990, 1, 2));
        used(30, 30);
    }

    @Test
    void aRosterIsPaidForByTheProgrammeOfItsOffer() {
        enrolled(county, 3);
        used(0, 90);
        enrolled(province, 2);
        used(60, 90);
    }

    @Test
    void aProvincesFileIsPaidForUnitByUnit() {
        StringBuilder csv = new StringBuilder("统一社会信用代码," + HEAD + "\r\n");
        rows(csv, county, 4);
        rows(csv, province, 3);
        assertThat(imported(csv.toString()).people()).isEqualTo(7);
        used(90, 120);
    }

    private void rows(StringBuilder csv, SomeOffers.Opened opened, int riders) {
        String code = units.get(FUND, opened.unit()).code();
        riders(opened.offer(), riders)
                .forEach(
                        rider -> csv.append(code).append(",").append(row(rider)).append("\r\n"));
    }

    /** A union that came to be of another kind than the programme is for: who takes an open place is paid for. */
    @Test
    void whomAProgrammeHelpsIsAskedWhenItsPlacesAreOfferedAndNotAtEachPlace() {
        jdbc.sql("""
                        set session_replication_role = replica;
                        update contribution.programme set kinds = '{ENTERPRISE}' where fund = 42 and id = %d;
                        set session_replication_role = default;
                        """.formatted(county.programme().value())).update();
        join(county.offer(), born(1992, 1, 1));
        used(0, 30);
    }

    /** The other one has money left for ten, and keeps it for its own riders. */
    @Test
    void whereTheProgrammeOfAnOfferIsUsedUpNoOtherPays() {
        ProgrammeId small = programme(TestData.HUANGSHI, SomeOffers.EACH, 60);
        SomeOffers.Opened poor = some.open(some.union(), SomeOffers.PLAN, small, 10, NOW);
        enrolled(poor, 2);
        refused("programme_used_up", () -> join(poor.offer(), born(1991, 1, 1)));
        refused("programme_used_up", () -> enrolled(poor, 1));
        programmes.stop(county.finance(), county.programme(), NOW);
        refused("programme_used_up", () -> join(county.offer(), born(1991, 1, 2)));
        used(0, 0);
    }

    @Test
    void ridersOfTwoUnionsAtOnceUseTheirOwnProgrammesToTheLastFen() throws Exception {
        DraftId nine = uploaded(county, roster(county, 9));
        enrolled(province, 9);
        new TwoAtOnce(transactions, jdbc)
                .run(
                        () -> bills.enrol(officer(county), nine, new Enrolling(9, Money.ZERO, null), NOW),
                        () -> join(province.offer(), born(1992, 1, 1)));
        join(county.offer(), born(1992, 1, 2));
        used(300, 300);
        assertThat(left(province) + left(county)).isZero();
    }

    /** Five riders have both plans, five the one that everybody has: 5 × 20 and 10 × 30 yuan. */
    @Test
    void eachOfTwoOffersInOneRosterIsPaidByItsOwnProgramme() {
        Both both = both(Money.ofYuan(20));
        assertThat(both.bill.total()).isEqualTo(Money.ofYuan(400));
        assertThat(paid(both.bill))
                .isEqualTo(Map.of(both.more, Money.ofYuan(100), county.programme(), Money.ofYuan(300)));
        assertThat(programmes.find(county.finance(), both.more).used()).isEqualTo(Money.ofYuan(100));
        used(0, 300);
    }

    /** By the fen: in proportion, the worker would be left to pay one. */
    @Test
    void whoLeavesGivesBackToEachProgrammeWhatItPaidForThem() {
        Both both = both(Money.parseYuan("19.99"));
        leave(both, Money.parseYuan("49.99"));
        assertThat(paid(bill(both)))
                .isEqualTo(Map.of(both.more, Money.parseYuan("79.96"), county.programme(), Money.ofYuan(270)));
        leave(both, SomeOffers.EACH);
        Bill less = bill(both);
        assertThat(paid(less))
                .isEqualTo(Map.of(both.more, Money.parseYuan("79.96"), county.programme(), Money.ofYuan(240)));
        assertThat(less.outstanding()).isEqualTo(Money.ZERO);
        assertThat(LedgerSums.left(jdbc, FUND, Long.toString(both.more.value())))
                .isEqualTo(Money.parseYuan("120.04"));
        withdrawals.withdraw(officer(county), less.id(), new Withdrawals.Leaving(Set.of(), true, "站点撤了"), NOW);
        assertThat(programmes.find(county.finance(), both.more).used()).isEqualTo(Money.ZERO);
        used(0, 0);
    }

    /** As it was when any programme that reached the union could pay: it has back what it paid. */
    @Test
    void whoLeavesABillThatAnotherProgrammePaidGivesBackToThatOne() {
        Bill bill = enrolled(county, 3);
        jdbc.sql("update gig.offer set programme = :other where id = :id")
                .param("other", province.programme().value())
                .param("id", county.offer().value())
                .update();
        Both both = new Both(bill, county.programme());
        leave(both, SomeOffers.EACH);
        assertThat(paid(bill(both))).isEqualTo(Map.of(county.programme(), Money.ofYuan(60)));
        assertThat(bill(both).outstanding()).isEqualTo(Money.ZERO);
        used(0, 60);
    }

    /** A bill for places of two offers of the county's union; {@code more} pays for the plan that some have beside. */
    private record Both(Bill bill, ProgrammeId more) {}

    private Both both(Money each) {
        String text = PlanBook.shippedFiles()
                .getOrDefault("gig-accident-2025.yaml", "")
                .replace("plan: gig-accident", "plan: " + MORE.value())
                .replace("sex: any", "sex: any\n  roster_column: 骑手补充");
        plans.accept(FUND, Map.of("gig-more-2025.yaml", text), NOW);
        ProgrammeId more = programme(TestData.HUANGSHI, each, 200);
        some.open(county.unit(), MORE, more, 10, NOW);
        StringBuilder csv = new StringBuilder(HEAD + ",骑手补充\r\n");
        List<Application> riders = riders(county.offer(), 10);
        for (int i = 0; i < 10; i++) {
            csv.append(row(riders.get(i))).append(i < 5 ? ",1\r\n" : ",\r\n");
        }
        DraftId draft = uploaded(county, csv.toString());
        return new Both(bills.enrol(officer(county), draft, new Enrolling(10, Money.ZERO, null), NOW), more);
    }

    /** Somebody of the bill whose places cost so much. */
    private void leave(Both both, Money fee) {
        Actor officer = officer(county);
        PersonId person = withdrawals.joiners(officer, both.bill.id(), "", TODAY).items().stream()
                .filter(joiner -> joiner.fee().equals(fee))
                .findFirst()
                .orElseThrow()
                .person();
        withdrawals.withdraw(officer, both.bill.id(), new Withdrawals.Leaving(Set.of(person), false, "不再送餐"), NOW);
    }

    private Bill bill(Both both) {
        return bills.find(county.finance(), both.bill.id());
    }

    private static Map<ProgrammeId, Money> paid(Bill bill) {
        return bill.parts().stream()
                .flatMap(part -> part.programme().map(by -> Map.entry(by.programme(), part.amount())).stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Whole yuan. */
    private void used(long ofProvince, long ofCounty) {
        assertThat(List.of(used(province), used(county)))
                .containsExactly(Money.ofYuan(ofProvince), Money.ofYuan(ofCounty));
    }

    private Money used(SomeOffers.Opened opened) {
        return programmes.find(opened.finance(), opened.programme()).used();
    }

    private Bill enrolled(SomeOffers.Opened opened, int riders) {
        DraftId draft = uploaded(opened, roster(opened, riders));
        return bills.enrol(officer(opened), draft, new Enrolling(riders, Money.ZERO, null), NOW);
    }

    private static String roster(SomeOffers.Opened opened, int riders) {
        StringBuilder csv = new StringBuilder(HEAD + "\r\n");
        riders(opened.offer(), riders).forEach(rider -> csv.append(row(rider)).append("\r\n"));
        return csv.toString();
    }
}
