package org.tongzhou.gig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.TODAY;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.access.Accounts;
import org.tongzhou.contribution.Bill;
import org.tongzhou.contribution.BillFilter;
import org.tongzhou.contribution.Bills;
import org.tongzhou.contribution.Programmes;
import org.tongzhou.contribution.ProvinceImports;
import org.tongzhou.enrolment.Covers;
import org.tongzhou.enrolment.DraftId;
import org.tongzhou.enrolment.Enrolling;
import org.tongzhou.enrolment.Imports;
import org.tongzhou.enrolment.Rosters;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.HttpLine;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.kernel.Vault;
import org.tongzhou.ledger.Ledger;
import org.tongzhou.notice.Messages;
import org.tongzhou.organisation.Units;
import org.tongzhou.person.People;
import org.tongzhou.simulator.IdentityService;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

@RoomTest
class FreeCoverTest {
    @Autowired
    FreeCover freeCover;

    @Autowired
    SomeOffers some;

    @Autowired
    SomeRegister register;

    @Autowired
    Offers offers;

    @Autowired
    Programmes programmes;

    @Autowired
    Ledger ledger;

    @Autowired
    Covers covers;

    @Autowired
    People people;

    @Autowired
    Accounts accounts;

    @Autowired
    Messages messages;

    @Autowired
    TestData data;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Vault vault;

    @Autowired
    ObjectProvider<IdentityLine> line;

    @Autowired
    Rosters rosters;

    @Autowired
    Bills bills;

    @Autowired
    ProvinceImports imports;

    @Autowired
    Units units;

    @Test
    void aRiderIsCoveredInOneStepAndToldAtOnce() {
        SomeOffers.Opened opened = some.open(5, Money.ofYuan(150));
        Application rider = SomeOffers.rider(opened.offer());
        FreeCover.Joined joined = freeCover.join(FUND, rider, NOW);
        assertThat(covers.inForce(FUND, joined.person(), TODAY.plusDays(1)))
                .singleElement()
                .satisfies(cover -> {
                    assertThat(cover.plan().value()).isEqualTo("gig-accident");
                    assertThat(cover.unit()).isEqualTo(opened.unit());
                    assertThat(Objects.requireNonNull(cover.period()).term().to())
                            .isEqualTo(TODAY.plusDays(366));
                });
        Actor member =
                accounts.actor(FUND, joined.account().orElseThrow().login()).orElseThrow();
        assertThat(member.person()).isEqualTo(joined.person());
        assertThat(messages.newest(member, Optional.empty()).items().stream().map(each -> each.template()))
                .containsExactly("notice.cover.started");
        assertThat(programmes.find(opened.finance(), opened.programme()).left()).isEqualTo(Money.ofYuan(120));
        assertThat(ledger.left(FUND, Long.toString(opened.programme().value()))).isEqualTo(Money.ofYuan(120));
        assertThat(left(opened)).isEqualTo(4);
        assertThat(people.phone(FUND, joined.person())).contains(rider.phone());
    }

    private int left(SomeOffers.Opened opened) {
        return offers.list(opened.finance()).stream()
                .filter(offer -> offer.id().equals(opened.offer()))
                .findFirst()
                .orElseThrow()
                .left();
    }

    @Test
    void eachNoIsClearAndTakesNoPlace() {
        SomeOffers.Opened opened = some.open(2, Money.ofYuan(60));
        OfferId offer = opened.offer();
        refused("gig_too_young", () -> join(offer, born(2010, 2, 12)));
        refused("gig_too_old", () -> join(offer, born(1965, 2, 11)));
        ResidentId id = born(1990, 1, 1);
        refused("identity_no_match", () -> freeCover.join(FUND, SomeOffers.rider(offer, SomeRegister.WRONG, id), NOW));
        refused("identity_away", () -> freeCover.join(FUND, SomeOffers.rider(offer, SomeRegister.SILENT, id), NOW));
        assertThat(left(opened)).isEqualTo(2);
        assertThat(people.find(FUND, id)).as("nobody is registered").isEmpty();

        join(offer, id);
        refused("cover_held", () -> join(offer, id));
        refused(
                "cover_held",
                () -> freeCover.join(
                        FUND, SomeOffers.rider(some.open(1, Money.ofYuan(30)).offer(), "周海涛", id), NOW));
        join(offer, born(2010, 2, 11));
        refused("gig_used_up", () -> join(offer, born(1990, 1, 2)));
        offers.close(opened.finance(), offer, NOW);
        refused("gig_offer_over", () -> join(offer, born(1990, 1, 3)));
    }

    private FreeCover.Joined join(OfferId offer, ResidentId id) {
        return freeCover.join(FUND, SomeOffers.rider(offer, "周海涛", id), NOW);
    }

    private static ResidentId born(int year, int month, int day) {
        return TestData.residentId(Sex.MALE, LocalDate.of(year, month, day));
    }

    @Test
    void namesCannotBeTriedOutAndOnlyTheAnswerIsKept() {
        OfferId offer = some.open(1, Money.ofYuan(30)).offer();
        ResidentId id = born(1991, 1, 1);
        int before = register.asked.get();
        for (int i = 0; i < 5; i++) {
            refused(
                    "identity_no_match",
                    () -> freeCover.join(FUND, SomeOffers.rider(offer, SomeRegister.WRONG, id), NOW));
        }
        refused("identity_tries", () -> freeCover.join(FUND, SomeOffers.rider(offer, "周海涛", id), NOW));
        assertThat(register.asked.get() - before).isEqualTo(5);
        assertThat(jdbc.sql("select t::text from gig.identity_check t union all select t::text from gig.identity_try t")
                        .query(String.class)
                        .list())
                .allSatisfy(row -> assertThat(row).doesNotContain(SomeRegister.WRONG, id.number()));
        FreeCover.Joined tomorrow =
                freeCover.join(FUND, SomeOffers.rider(offer, "周海涛", id), NOW.plus(Duration.ofDays(1)));
        assertThat(tomorrow.cover().holdsOn(TODAY.plusDays(2))).isTrue();
    }

    @Test
    void oneAddressTriesOnlySoManyNames() {
        IdentityChecks few = new IdentityChecks(jdbc, vault, line, 5, 3);
        OfferId offer = some.open(1, Money.ofYuan(30)).offer();
        Application rider = SomeOffers.rider(offer, "周海涛", born(1992, 1, 1));
        String street = "203.0.113." + rider.id().number();
        for (int i = 1; i <= 3; i++) {
            few.require(FUND, from(street, SomeOffers.rider(offer, "周海涛", born(1992, 1, i))), NOW);
        }
        refused(
                "identity_tries",
                () -> few.require(FUND, from(street, SomeOffers.rider(offer, "周海涛", born(1992, 1, 4))), NOW));
        few.require(FUND, from(street + "1", SomeOffers.rider(offer, "周海涛", born(1992, 1, 4))), NOW);
        few.require(FUND, from(street, SomeOffers.rider(offer, "周海涛", born(1992, 1, 5))), NOW.plus(Duration.ofDays(1)));
    }

    private static Application from(String address, Application rider) {
        return new Application(rider.offer(), rider.name(), rider.id(), rider.phone(), address);
    }

    @Test
    void whoIsKnownKeepsTheirPhoneAndGetsNoSecondAccount() {
        PersonId known = data.person();
        String phone = people.phone(FUND, known).orElseThrow();
        Application rider =
                SomeOffers.rider(some.open(1, Money.ofYuan(30)).offer(), "周海涛", people.identity(FUND, known));
        FreeCover.Joined joined = freeCover.join(FUND, rider, NOW);
        assertThat(joined.person()).isEqualTo(known);
        assertThat(joined.account()).isEmpty();
        assertThat(people.phone(FUND, known)).contains(phone);
    }

    @Test
    void aHundredRidersAtOnceTakeTheLastTenPlaces() throws Exception {
        SomeOffers.Opened opened = some.open(10, Money.ofYuan(3_000));
        assertThat(outcomes(riders(opened.offer(), 100))).isEqualTo("{gig_used_up=90, joined=10}");
        assertThat(left(opened)).isZero();
        assertThat(programmes.find(opened.finance(), opened.programme()).used()).isEqualTo(Money.ofYuan(300));
        assertThat(coversOf(opened)).isEqualTo(10);
    }

    /** Money for ten and a third. */
    @Test
    void aHundredRidersAtOnceTakeNoMoreThanTheBudgetPays() throws Exception {
        SomeOffers.Opened opened = some.open(100, Money.parseYuan("310.00"));
        assertThat(outcomes(riders(opened.offer(), 100))).isEqualTo("{joined=10, programme_used_up=90}");
        assertThat(left(opened)).isEqualTo(90);
        assertThat(programmes.find(opened.finance(), opened.programme()).left()).isEqualTo(Money.ofYuan(10));
        assertThat(coversOf(opened)).isEqualTo(10);
    }

    @Test
    void oneRiderTenTimesAtOnceIsOneCover() throws Exception {
        SomeOffers.Opened opened = some.open(20, Money.ofYuan(600));
        Application rider = SomeOffers.rider(opened.offer());
        List<Application> same = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            same.add(rider);
        }
        assertThat(outcomes(same))
                .as("more than five guesses at once wait for the next day")
                .matches("\\{cover_held=\\d(, identity_tries=\\d)?, joined=1}");
        assertThat(left(opened)).isEqualTo(19);
        assertThat(coversOf(opened)).isEqualTo(1);
    }

    private static List<Application> riders(OfferId offer, int count) {
        List<Application> riders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            riders.add(SomeOffers.rider(offer));
        }
        return riders;
    }

    private String outcomes(List<Application> riders) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(32);
        List<Callable<String>> work = new ArrayList<>();
        riders.forEach(rider -> work.add(() -> {
            try {
                freeCover.join(FUND, rider, NOW);
                return "joined";
            } catch (Refusal refusal) {
                return refusal.code();
            }
        }));
        TreeMap<String, Integer> counts = new TreeMap<>();
        for (Future<String> each : threads.invokeAll(work)) {
            counts.merge(each.get(), 1, Integer::sum);
        }
        threads.shutdown();
        return counts.toString();
    }

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
        assertThat(ledger.left(FUND, Long.toString(opened.programme().value()))).isEqualTo(Money.ofYuan(30));
    }

    @Test
    void aRosterLargerThanThePlacesOrTheMoneyEnrolsNobodyAndSaysHowManyAreLeft() {
        SomeOffers.Opened places = some.open(2, Money.ofYuan(900));
        refused("gig_places_left", () -> enrolled(places, 3));
        SomeOffers.Opened money = some.open(30, Money.ofYuan(60));
        refused("programme_used_up", () -> enrolled(money, 3));
        SomeOffers.Opened closed = some.open(30, Money.ofYuan(900));
        offers.close(closed.finance(), closed.offer(), NOW);
        refused("gig_no_places", () -> enrolled(closed, 3));
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
    void aProvincesFileTakesPlacesAsARosterDoes() throws IOException {
        SomeOffers.Opened opened = some.open(5, Money.ofYuan(120));
        String unit = units.get(FUND, opened.unit()).code();
        assertThat(imported(mixed(opened, unit)).people()).isEqualTo(4);
        Bill bill = bills.list(opened.finance(), BillFilter.OPEN, "").items().stream()
                .filter(each -> each.unit().equals(opened.unit()))
                .findFirst()
                .orElseThrow();
        paidApart(opened, bill);
        String tooMany = mixed(opened, unit);
        refused("gig_places_left", () -> imported(tooMany));
        assertThat(coversOf(opened)).isEqualTo(4);
    }

    private void paidApart(SomeOffers.Opened opened, Bill bill) {
        assertThat(bill.outstanding()).isEqualTo(Money.ofYuan(190));
        assertThat(bill.people()).isEqualTo(2);
        assertThat(coversOf(opened)).as("begun, the free ones").isEqualTo(4);
        assertThat(left(opened)).isEqualTo(1);
        assertThat(programmes.find(opened.finance(), opened.programme()).left()).isEqualTo(Money.ZERO);
    }

    private Imports.Imported imported(String csv) {
        try {
            Path file = Files.createTempFile("province", ".csv");
            Files.writeString(file, csv);
            try {
                Actor admin = data.actor(Role.ADMIN, TestData.PROVINCE);
                return imports.run(admin, new Imports.Request("province.csv", file, null), (rows, people) -> true, NOW);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    private static String row(Application rider) {
        return rider.name() + "," + rider.id().number() + "," + rider.phone() + ",美团,外卖员";
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

    private Actor officer(SomeOffers.Opened opened) {
        return data.officer(units.get(FUND, opened.unit()));
    }

    private DraftId uploaded(SomeOffers.Opened opened, int riders) {
        StringBuilder csv = new StringBuilder("姓名,证件号码,手机号,平台,职业\r\n");
        for (Application rider : riders(opened.offer(), riders)) {
            csv.append(row(rider)).append("\r\n");
        }
        return uploaded(opened, csv.toString());
    }

    private DraftId uploaded(SomeOffers.Opened opened, String csv) {
        try {
            Path file = Files.createTempFile("riders", ".csv");
            Files.writeString(file, csv);
            try {
                return rosters.upload(officer(opened), "骑手.csv", file, NOW);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int coversOf(SomeOffers.Opened opened) {
        return jdbc.sql("select count(*) from enrolment.cover where unit = ? and state = 'ACTIVE'")
                .param(opened.unit().value())
                .query(Integer.class)
                .single();
    }

    @Test
    void theDatabaseHoldsPlacesAndFacts() {
        SomeOffers.Opened opened = some.open(1, Money.ofYuan(30));
        freeCover.join(FUND, SomeOffers.rider(opened.offer()), NOW);
        long offer = opened.offer().value();
        assertThatThrownBy(() -> jdbc.sql("update gig.offer set taken = 2 where id = " + offer)
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("no_more_than_the_places");
        assertThatThrownBy(() -> jdbc.sql("update gig.identity_check set answer = 'MATCH'")
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("are kept as they were written");
        refused(
                "gig_offer_open",
                () -> offers.open(
                        opened.finance(),
                        new NewOffer(
                                opened.unit(), new org.tongzhou.plan.PlanCode("gig-accident"), opened.programme(), 1),
                        NOW));
        refused(
                "gig_offer_terms",
                () -> offers.open(
                        opened.finance(),
                        new NewOffer(opened.unit(), new org.tongzhou.plan.PlanCode("hospital"), opened.programme(), 1),
                        NOW));
    }

    @Test
    void theLineToTheRegisterTellsYesAndNoAndSilence() throws IOException, HttpLine.Silence {
        try (IdentityService service = IdentityService.open(0, "", "secret")) {
            HttpIdentityLine line = new HttpIdentityLine(line(service, "secret"));
            ResidentId id = born(1990, 3, 3);
            assertThat(line.matches("周海涛", id)).isTrue();
            assertThat(line.matches("王志强", id)).isFalse();
            assertThat(line.matches("周海涛", id)).isTrue();
            assertThatThrownBy(() -> new HttpIdentityLine(line(service, "wrong")).matches("周海涛", id))
                    .isInstanceOf(HttpLine.Silence.class);
        }
        try (IdentityService service = IdentityService.open(0, "busy=1", "secret")) {
            assertThatThrownBy(() -> new HttpIdentityLine(line(service, "secret")).matches("周海涛", born(1990, 3, 4)))
                    .isInstanceOf(HttpLine.Silence.class);
        }
        try (IdentityService service = IdentityService.open(0, "loseAnswer=1", "secret")) {
            assertThatThrownBy(() -> new HttpIdentityLine(line(service, "secret")).matches("周海涛", born(1990, 3, 4)))
                    .isInstanceOf(HttpLine.Silence.class);
        }
    }

    private static HttpLine line(IdentityService service, String secret) {
        return new HttpLine("http://127.0.0.1:" + service.port(), secret, Duration.ofSeconds(2), 1 << 16);
    }
}
