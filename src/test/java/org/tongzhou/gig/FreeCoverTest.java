package org.tongzhou.gig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.TODAY;

import java.io.IOException;
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
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.Accounts;
import org.tongzhou.access.web.Visits;
import org.tongzhou.enrolment.Covers;
import org.tongzhou.enrolment.Histories;
import org.tongzhou.enrolment.SomeCovers;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.HttpLine;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Sex;
import org.tongzhou.notice.Messages;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.People;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.simulator.IdentityService;
import org.tongzhou.testing.LedgerSums;
import org.tongzhou.testing.TestData;
import org.tongzhou.testing.WrongForm;

class FreeCoverTest extends GigRoom {
    @Autowired
    private SomeCovers held;

    @Autowired
    SomeRegister register;

    @Autowired
    Covers covers;

    @Autowired
    People people;

    @Autowired
    Accounts accounts;

    @Autowired
    Messages messages;

    @Autowired
    MockMvc mvc;

    @Autowired
    Visits visits;

    @Test
    void thePageOfAProgrammeSaysThatItPaysFreePlacesOnly() throws Exception {
        SomeOffers.Opened opened = some.open(30, Money.ofYuan(900));
        String address = "/programmes/" + opened.programme().value();
        mvc.perform(get(address).with(visits.of(opened.finance())))
                .andExpect(content().string(containsString("只付免费名额")));
    }

    @Test
    void anOfferThatIsRefusedStandsAgainWithItsPlaces() throws Exception {
        SomeOffers.Opened opened = some.open(2, Money.ofYuan(60));
        WrongForm form = new WrongForm(mvc, visits.of(opened.finance()));
        String unit = Long.toString(opened.unit().value());
        String programme = Long.toString(opened.programme().value());
        String[] fields = {"unit", unit, "programme", programme, "plan", "gig-accident", "places", "二十"};
        form.standsAgain("places: “二十”不是数字", "/free-cover", fields);
        fields[7] = "20";
        assertThat(form.standsAgain("unit: ", "/free-cover", fields))
                .contains("已经有开放中的名额", "value=\"" + unit + "\" selected");
    }

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
                .containsExactly("notice.account.opened", "notice.cover.started");
        assertThat(programmes.find(opened.finance(), opened.programme()).left()).isEqualTo(Money.ofYuan(120));
        assertThat(LedgerSums.left(jdbc, FUND, Long.toString(opened.programme().value())))
                .isEqualTo(Money.ofYuan(120));
        assertThat(left(opened)).isEqualTo(4);
        assertThat(people.phone(FUND, joined.person())).contains(rider.phone());
    }

    /** Sixty today; the cover would go on from the old expiry, after the birthday. */
    @Test
    void whoIsTooOldWhenTheirCoverWouldGoOnTakesNoPlace() {
        SomeOffers.Opened opened = some.open(1, Money.ofYuan(30));
        LocalDate expiry = TestData.TODAY.plusDays(30);
        ResidentId id = TestData.residentId(Sex.MALE, expiry.minusYears(61));
        NewPerson rider = new NewPerson("周海涛", id, "13912345678", null);
        held.from(
                expiry.minusYears(1),
                data.unit(TestData.DAYE),
                List.of(new Histories.Member(rider, new PlanCode("gig-accident"), 1, null)));
        refused("gig_too_old", () -> join(opened.offer(), id));
        assertThat(left(opened)).isOne();
    }

    /** Sixty-one by now: within the month of grace the cover goes on from the old expiry, and their age of that day counts. */
    @Test
    void whoWasSixtyAtTheOldExpiryGoesOnWithinTheMonthOfGrace() {
        SomeOffers.Opened opened = some.open(2, Money.ofYuan(60));
        LocalDate expiry = TODAY.minusDays(20);
        for (int after : new int[] {0, 1}) {
            ResidentId id = TestData.residentId(Sex.MALE, expiry.minusYears(61).plusDays(after));
            NewPerson rider = new NewPerson("周海涛", id, "13912345678", null);
            held.from(
                    expiry.minusYears(1),
                    data.unit(TestData.DAYE),
                    List.of(new Histories.Member(rider, new PlanCode("gig-accident"), 1, null)));
            if (after == 0) {
                refused("gig_too_old", () -> join(opened.offer(), id));
            } else {
                assertThat(Objects.requireNonNull(
                                        join(opened.offer(), id).cover().period())
                                .term()
                                .from())
                        .isEqualTo(expiry);
            }
        }
        assertThat(left(opened)).isOne();
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

    /** A roster with their phone came in while the register answered. */
    @Test
    void whoIsKnownByThenKeepsTheirPhoneAndGetsNoAccountEither() {
        OfferId offer = some.open(1, Money.ofYuan(30)).offer();
        ResidentId id = born(1993, 1, 1);
        NewPerson listed = new NewPerson("周海涛", id, "13912345678", null);
        register.meanwhile(() -> people.registerAll(FUND, List.of(listed), NOW));
        FreeCover.Joined joined = join(offer, id);
        assertThat(joined.account()).isEmpty();
        assertThat(people.phone(FUND, joined.person())).contains("13912345678");
    }

    @Test
    void whoFindsNoPlaceAnyMoreIsToldWhetherTheyAreStoppedOrUsedUp() {
        SomeOffers.Opened stopped = some.open(1, Money.ofYuan(30));
        register.meanwhile(() -> offers.close(stopped.finance(), stopped.offer(), NOW));
        refused("gig_offer_over", () -> join(stopped.offer(), born(1993, 1, 2)));
        OfferId last = some.open(1, Money.ofYuan(30)).offer();
        register.meanwhile(() -> join(last, born(1993, 1, 3)));
        refused("gig_used_up", () -> join(last, born(1993, 1, 4)));
    }

    @Test
    void whereNoPlaceIsLeftTheRegisterIsNotAsked() {
        OfferId offer = some.open(1, Money.ofYuan(30)).offer();
        join(offer, born(1993, 1, 5));
        int asked = register.asked.get();
        refused("gig_used_up", () -> join(offer, born(1993, 1, 6)));
        assertThat(register.asked.get()).isEqualTo(asked);
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
    void theDatabaseHoldsPlacesAndFacts() {
        SomeOffers.Opened opened = some.open(1, Money.ofYuan(60));
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
                "gig_offer_not_free",
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
