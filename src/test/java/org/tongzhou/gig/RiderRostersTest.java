package org.tongzhou.gig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.TODAY;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.contribution.Bill;
import org.tongzhou.contribution.BillFilter;
import org.tongzhou.contribution.NewProgramme;
import org.tongzhou.contribution.ProgrammeId;
import org.tongzhou.contribution.Withdrawals;
import org.tongzhou.enrolment.DraftId;
import org.tongzhou.enrolment.Enrolling;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.organisation.FeeShares;
import org.tongzhou.organisation.Payer;
import org.tongzhou.organisation.Share;
import org.tongzhou.organisation.UnitKind;
import org.tongzhou.organisation.Units;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.testing.LedgerSums;
import org.tongzhou.testing.TestData;

/** Rosters of riders take places and money of an offer as riders alone do. */
class RiderRostersTest extends GigRoom {
    @Autowired
    Withdrawals withdrawals;

    @Autowired
    OfferStore store;

    @Test
    void aRosterTakesAsManyPlacesAndAsMuchMoneyAsItHasRidersAndTheyAreCovered() {
        SomeOffers.Opened opened = some.open(5, Money.ofYuan(150));
        join(opened.offer(), born(1990, 5, 1));
        Bill bill = enrolled(opened, 3);
        assertThat(bill.total()).isEqualTo(Money.ofYuan(90));
        assertThat(bill.outstanding()).isEqualTo(Money.ZERO);
        assertThat(coversOf(opened)).isEqualTo(4);
        assertThat(left(opened)).isEqualTo(1);
        assertThat(programmes.find(opened.finance(), opened.programme()).left()).isEqualTo(Money.ofYuan(30));
        assertThat(LedgerSums.left(jdbc, FUND, Long.toString(opened.programme().value())))
                .isEqualTo(Money.ofYuan(30));
    }

    /** The budget pays the fees of who is left whole, as it did of all, whatever the union agreed for paid plans. */
    @Test
    void whoLeavesARosterGivesBackTheirFeeAndNoMore() {
        SomeOffers.Opened opened = some.open(5, Money.ofYuan(150));
        FeeShares halves = new FeeShares(5_000, 5_000, 0, 0);
        Units.SharesChange change = new Units.SharesChange(FeeShares.worker(), halves, "单位付一半");
        units.agreeShares(data.actor(Role.ADMIN, TestData.PROVINCE), opened.unit(), change, NOW);
        Bill bill = enrolled(opened, 3);
        Actor officer = officer(opened);
        Set<PersonId> one = Set.of(withdrawals
                .joiners(officer, bill.id(), "", TODAY)
                .items()
                .get(0)
                .person());
        withdrawals.withdraw(officer, bill.id(), new Withdrawals.Leaving(one, false, "不再送餐"), NOW);
        Bill less = bills.find(officer, bill.id());
        assertThat(less.total()).isEqualTo(Money.ofYuan(60));
        assertThat(less.outstanding()).isEqualTo(Money.ZERO);
        assertThat(programmes.find(opened.finance(), opened.programme()).left()).isEqualTo(Money.ofYuan(90));
        assertThat(left(opened)).as("the place is free again").isEqualTo(3);
        withdrawals.withdraw(officer, bill.id(), new Withdrawals.Leaving(Set.of(), true, "站点撤了"), NOW);
        assertThat(left(opened)).isEqualTo(5);
        assertThat(enrolled(opened, 5).outstanding()).isEqualTo(Money.ZERO);
    }

    /** An offer takes nobody in once it is closed, but what was taken of it can still be given back. */
    @Test
    void whoLeavesAfterTheOfferWasClosedGivesBackThePlaceToo() {
        SomeOffers.Opened opened = some.open(5, Money.ofYuan(150));
        Bill bill = enrolled(opened, 3);
        offers.close(opened.finance(), opened.offer(), NOW);
        Withdrawals.Leaving all = new Withdrawals.Leaving(Set.of(), true, "站点撤了");
        withdrawals.withdraw(officer(opened), bill.id(), all, NOW);
        assertThat(left(opened)).isEqualTo(5);
    }

    /** It reaches as far and would pay first, were places paid like all else. */
    @Test
    void anOlderProgrammeForAllElsePaysNoPlaces() {
        Actor finance = data.actor(Role.FINANCE_MAKER, TestData.PROVINCE);
        NewProgramme terms = new NewProgramme(
                "骑手工会会费补助",
                Payer.CITY_UNION,
                "/42/4202/420281/",
                Set.of(UnitKind.GIG_UNION),
                null,
                Set.of(),
                Payer.WORKER,
                new Share.Each(Money.ofYuan(30)),
                TestData.TODAY,
                TestData.TODAY,
                Money.ofYuan(900),
                null);
        ProgrammeId older = programmes.propose(finance, terms, NOW);
        programmes.agree(data.actor(Role.FINANCE_CHECKER, TestData.PROVINCE), older, NOW);
        try {
            SomeOffers.Opened opened = some.open(2, Money.ofYuan(60));
            assertThat(enrolled(opened, 2).outstanding()).isEqualTo(Money.ZERO);
            assertThat(programmes.find(finance, opened.programme()).left()).isEqualTo(Money.ZERO);
            assertThat(programmes.find(finance, older).used()).isEqualTo(Money.ZERO);
        } finally {
            programmes.stop(finance, older, NOW);
        }
    }

    /** Four riders of thirty, two with a paid plan: the paid plan is nobody's but theirs. */
    @Test
    void theMoneyOfAnOfferPaysItsPlacesAndNothingElse() {
        SomeOffers.Opened opened = some.open(30, Money.ofYuan(900));
        DraftId draft = uploaded(opened, mixed(opened, ""));
        Bill bill = bills.enrol(officer(opened), draft, new Enrolling(4, Money.ofYuan(190), null), NOW);
        assertThat(bill.outstanding()).isEqualTo(Money.ofYuan(190));
        assertThat(programmes.find(opened.finance(), opened.programme()).left()).isEqualTo(Money.ofYuan(780));
        assertThat(enrolled(opened, 26).outstanding()).isEqualTo(Money.ZERO);
        assertThat(left(opened)).isZero();
    }

    @Test
    void aFileOfThreeHundredRidersCoversAndTellsEachForFree() {
        SomeOffers.Opened opened = some.open(300, Money.ofYuan(9_000));
        Path file = Path.of("src/test/resources/rosters/gig-riders-300.gb18030.csv");
        DraftId draft = rosters.upload(officer(opened), "骑手.csv", file, NOW);
        assertThat(enrolled(opened, draft, 300).outstanding()).isEqualTo(Money.ZERO);
        assertThat(coversOf(opened)).isEqualTo(300);
        assertThat(left(opened)).isZero();
        assertThat(programmes.find(opened.finance(), opened.programme()).left()).isEqualTo(Money.ZERO);
        assertThat(jdbc.sql("""
                                select count(distinct c.person) from enrolment.cover c
                                join notice.message m on m.fund = c.fund and m.person = c.person
                                where c.unit = ? and m.template = 'notice.cover.started'
                                """)
                        .param(opened.unit().value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(300);
    }

    @Test
    void aRosterLargerThanThePlacesOrTheMoneyEnrolsNobodyAndSaysHowManyAreLeft() {
        SomeOffers.Opened places = some.open(2, Money.ofYuan(900));
        refused("gig_places_left", List.of(nameOf(places), 2, 3, 1), () -> enrolled(places, 3));
        SomeOffers.Opened money = some.open(30, Money.ofYuan(60));
        refused("programme_used_up", List.of(nameOf(money)), () -> enrolled(money, 3));
        SomeOffers.Opened closed = some.open(30, Money.ofYuan(900));
        offers.close(closed.finance(), closed.offer(), NOW);
        refused("gig_no_places", List.of(nameOf(closed)), () -> enrolled(closed, 3));
        for (SomeOffers.Opened each : List.of(places, money, closed)) {
            assertThat(coversOf(each)).isZero();
        }
        assertThat(left(places)).isEqualTo(2);
        assertThat(left(money)).isEqualTo(30);
        assertThat(enrolled(places, 2).outstanding()).isEqualTo(Money.ZERO);
    }

    /** Two have the free cover alone, two a paid one beside it; a third plan is nobody's. */
    @Test
    void aRosterOfFreeAndPaidPlansCoversTheFreeAtOnceAndBillsThePaid() {
        SomeOffers.Opened opened = some.open(5, Money.ofYuan(120));
        DraftId draft = uploaded(opened, mixed(opened, ""));
        Bill bill = bills.enrol(officer(opened), draft, new Enrolling(4, Money.ofYuan(190), null), NOW);
        paidApart(opened, bill);
        assertThat(bills.enrol(officer(opened), draft, new Enrolling(4, Money.ofYuan(190), null), NOW)
                        .id())
                .isEqualTo(bill.id());
    }

    @Test
    void aProvincesFileTakesPlacesAsARosterDoes() {
        SomeOffers.Opened opened = some.open(5, Money.ofYuan(120));
        String unit = units.get(FUND, opened.unit()).code();
        assertThat(imported(mixed(opened, unit)).people()).isEqualTo(4);
        Bill bill = bills.list(opened.finance(), BillFilter.OPEN, "").items().stream()
                .filter(each -> each.unit().equals(opened.unit()))
                .findFirst()
                .orElseThrow();
        paidApart(opened, bill);
        String tooMany = mixed(opened, unit);
        refused("gig_places_left", List.of(nameOf(opened), 1, 4, 3), () -> imported(tooMany));
        assertThat(coversOf(opened)).isEqualTo(4);
    }

    /** Of two plans that are free to the riders of one union. */
    @Test
    void placesOfTwoOffersAreKeptForOneRoster() {
        SomeOffers.Opened opened = some.open(5, Money.ofYuan(150));
        Bill bill = enrolled(opened, 2);
        offers.close(opened.finance(), opened.offer(), NOW);
        NewOffer another = new NewOffer(opened.unit(), new PlanCode("gig-accident"), opened.programme(), 2);
        OfferId second = offers.open(opened.finance(), another, NOW);
        store.joined(FUND, new OfferStore.Joining(second, bill.submission(), data.person(), 2), NOW);
        assertThat(jdbc.sql("select sum(places) from gig.joining where fund = :fund and submission = :submission")
                        .param("fund", FUND.code())
                        .param("submission", bill.submission().value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(4);
    }

    private void paidApart(SomeOffers.Opened opened, Bill bill) {
        assertThat(bill.outstanding()).isEqualTo(Money.ofYuan(190));
        assertThat(bill.people()).isEqualTo(2);
        assertThat(coversOf(opened)).as("begun, the free ones").isEqualTo(4);
        assertThat(left(opened)).isEqualTo(1);
        assertThat(programmes.find(opened.finance(), opened.programme()).left()).isEqualTo(Money.ZERO);
    }

    private static String mixed(SomeOffers.Opened opened, String unit) {
        String head = "姓名,证件号码,手机号,平台,职业,住院医疗\r\n";
        StringBuilder csv = new StringBuilder(unit.isEmpty() ? head : "统一社会信用代码," + head);
        List<Application> riders = riders(opened.offer(), 4);
        for (int i = 0; i < riders.size(); i++) {
            csv.append(unit.isEmpty() ? "" : unit + ",")
                    .append(row(riders.get(i)))
                    .append("," + i / 2 + "\r\n");
        }
        return csv.toString();
    }

    /** Six rosters of five riders and ten riders alone, all at once, for the last twelve places. */
    @Test
    void rostersAndRidersAtOnceNeverTakeMoreThanThePlaces() throws Exception {
        SomeOffers.Opened opened = some.open(12, Money.ofYuan(3_000));
        List<Callable<Integer>> work = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            DraftId draft = uploaded(opened, 5);
            work.add(() -> taken(() -> enrolled(opened, draft, 5)) * 5);
        }
        riders(opened.offer(), 10).forEach(rider -> work.add(() -> taken(() -> freeCover.join(FUND, rider, NOW))));
        ExecutorService threads = Executors.newFixedThreadPool(16);
        int sum = 0;
        for (Future<Integer> each : threads.invokeAll(work)) {
            sum += each.get();
        }
        threads.shutdown();
        assertThat(sum).isEqualTo(12 - left(opened)).isLessThanOrEqualTo(12).isGreaterThanOrEqualTo(8);
        assertThat(coversOf(opened)).isEqualTo(sum);
        assertThat(programmes.find(opened.finance(), opened.programme()).used()).isEqualTo(Money.ofYuan(30L * sum));
    }

    private static int taken(Runnable work) {
        try {
            work.run();
            return 1;
        } catch (Refusal none) {
            return 0;
        }
    }

    private Bill enrolled(SomeOffers.Opened opened, int riders) {
        return enrolled(opened, uploaded(opened, riders), riders);
    }

    private Bill enrolled(SomeOffers.Opened opened, DraftId draft, int riders) {
        Enrolling seen = new Enrolling(riders, Money.ZERO, null);
        return bills.enrol(officer(opened), draft, seen, NOW);
    }

    /** Of whose places a refusal tells, in a file of many units. */
    private String nameOf(SomeOffers.Opened opened) {
        return units.get(FUND, opened.unit()).name();
    }

    private DraftId uploaded(SomeOffers.Opened opened, int riders) {
        StringBuilder csv = new StringBuilder("姓名,证件号码,手机号,平台,职业\r\n");
        for (Application rider : riders(opened.offer(), riders)) {
            csv.append(row(rider)).append("\r\n");
        }
        return uploaded(opened, csv.toString());
    }
}
