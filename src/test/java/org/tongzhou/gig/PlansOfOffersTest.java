package org.tongzhou.gig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.TODAY;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.contribution.NewProgramme;
import org.tongzhou.contribution.ProgrammeId;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.kernel.Slice;
import org.tongzhou.organisation.FeeShares;
import org.tongzhou.organisation.NewUnit;
import org.tongzhou.organisation.Payer;
import org.tongzhou.organisation.Share;
import org.tongzhou.organisation.Unit;
import org.tongzhou.organisation.UnitKind;
import org.tongzhou.organisation.UnitRegister;
import org.tongzhou.plan.PlanBook;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.testing.TestData;
import org.tongzhou.testing.WrongForm;

/** Free plans that are not for everybody, and one that ends. */
@TestPropertySource(properties = "tongzhou.house=free-plans")
class PlansOfOffersTest extends GigRoom {
    private static final LocalDate LAST_DAY = TODAY.plusDays(20);
    private static final AtomicInteger NUMBERS = new AtomicInteger(530_000);

    /** A plan's code, and what its file says otherwise than the one that is for all. */
    private static final Map<String, Map.Entry<String, String>> FREE = Map.of(
            "gig-women", Map.entry("sex: any", "sex: female"),
            "gig-shops", Map.entry("sex: any", "sex: any\n  unit_types: [enterprise]"),
            "gig-classes", Map.entry("sex: any", "sex: any\n  occupations: [\"1\", \"2\"]"),
            "gig-income", Map.entry("fee: {per_person: 0.00}", "fee: {rate_of_income: 1%}"),
            "gig-new", Map.entry("valid_from: 2025-01-01", "valid_from: " + TODAY.plusDays(1)),
            "gig-ended", Map.entry("\njoining:", "retired: {from: " + LAST_DAY.plusDays(1) + "}\n\njoining:"));

    @Autowired
    Plans plans;

    @Autowired
    UnitRegister unitRegister;

    @Autowired
    OfferStore store;

    @Autowired
    SomeRegister register;

    @Autowired
    MockMvc mvc;

    @Autowired
    Visits visits;

    @BeforeEach
    void plans() {
        String forAll = PlanBook.shippedFiles().getOrDefault("gig-accident-2025.yaml", "");
        FREE.forEach((code, other) -> {
            String text =
                    forAll.replace("plan: gig-accident", "plan: " + code).replace(other.getKey(), other.getValue());
            plans.accept(FUND, Map.of(code + "-2025.yaml", text), NOW);
        });
    }

    @Test
    void noPlacesAreOpenedOfAPlanThatDoesNotAdmitTheUnion() {
        refused("gig_plan_not_for_union", () -> open("gig-shops", TODAY));
        assertThat(open("gig-women", TODAY)).isNotNull();
    }

    @Test
    void noPlacesAreOpenedOfAPlanThatIsRetiredBeforeACoverCouldBegin() {
        LocalDate lastBegin = LAST_DAY.minusDays(1);
        assertThat(open("gig-ended", lastBegin)).isNotNull();
        refused("gig_plan_closed", List.of(LAST_DAY.plusDays(1)), () -> open("gig-ended", LAST_DAY));
    }

    /** It would pay none of them, and no other does. */
    @Test
    void noPlacesAreOpenedWithAProgrammeThatIsNotMeantForTheUnion() {
        Actor finance = actor(Role.FINANCE_MAKER);
        Unit union = union();
        NewProgramme all = terms(union, TODAY);
        NewProgramme firms = new NewProgramme(
                all.name(),
                all.giver(),
                all.path(),
                Set.of(UnitKind.ENTERPRISE),
                null,
                Set.of(),
                all.relieves(),
                all.share(),
                all.firstDay(),
                all.lastDay(),
                all.budget(),
                null);
        NewOffer places = new NewOffer(union.id(), new PlanCode("gig-women"), agreed(finance, firms), 5);
        refused("gig_offer_programme", () -> offers.open(finance, places, NOW));
    }

    /** Nobody has stopped them, and nobody could: the list shows them as stopped. */
    @Test
    void placesAreOpenedAgainOnceTheLastDayOfTheOldOnesIsOver() {
        Actor finance = actor(Role.FINANCE_MAKER);
        Unit union = union();
        ProgrammeId programme = agreed(finance, terms(union, TODAY));
        NewOffer old = new NewOffer(union.id(), new PlanCode("gig-women"), programme, 5);
        offers.open(finance, old, NOW);
        Instant lastDay = NOW.plus(Duration.ofDays(30));
        refused("gig_offer_open", () -> offers.open(finance, old, lastDay));
        Instant over = NOW.plus(Duration.ofDays(31));
        refused("gig_offer_programme", () -> offers.open(finance, old, over));
        ProgrammeId next = agreed(finance, terms(union, TODAY.plusDays(31)));
        assertThat(offers.open(finance, new NewOffer(union.id(), new PlanCode("gig-women"), next, 5), over))
                .isNotNull();
    }

    /** It would pay for places alone from then on, everywhere it reaches. */
    @Test
    void aCountyTakesNoProgrammeOfTheProvinceForItsPlaces() {
        Actor province = actor(Role.FINANCE_MAKER);
        Unit union = union();
        NewProgramme terms = terms(TestData.PROVINCE, TODAY);
        ProgrammeId programme = agreed(province, terms);
        Actor county = data.actor(Role.FINANCE_MAKER, TestData.HUANGSHI + TestData.DAYE + "/");
        NewOffer places = new NewOffer(union.id(), new PlanCode("gig-women"), programme, 5);
        refused("not_found", () -> offers.open(county, places, NOW));
        assertThat(programmes.find(province, programme).reserved()).isFalse();
        offers.open(province, places, NOW);
        Unit second = union();
        assertThat(offers.open(county, new NewOffer(second.id(), new PlanCode("gig-women"), programme, 5), NOW))
                .as("once the province has given it to places")
                .isNotNull();
    }

    @Test
    void placesThatAreNotToBeHadYetSayFromWhenAndCanBeStopped() throws Exception {
        Actor finance = actor(Role.FINANCE_MAKER);
        Unit union = union();
        ProgrammeId later = agreed(finance, terms(union, TODAY.plusDays(9)));
        OfferId offer = offers.open(finance, new NewOffer(union.id(), new PlanCode("gig-women"), later, 5), NOW);
        String row = row(finance, union);
        assertThat(row).contains("还没开始，" + TODAY.plusDays(9) + "起", ">停止<");
        offers.close(finance, offer, NOW);
        assertThat(row(finance, union)).contains("已停").doesNotContain(">停止<");
    }

    private String row(Actor reader, Unit union) throws Exception {
        String page = mvc.perform(get("/free-cover").with(visits.of(reader)))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        int at = page.indexOf(">" + union.name() + "</td>");
        return page.substring(at, page.indexOf("</tr>", at));
    }

    @Test
    void whoIsNotAdmittedIsRefusedBeforeTheRegisterIsAsked() {
        int asked = register.asked.get();
        ResidentId man = born(1990, 1, 1);
        refused("cover_not_for_sex", () -> join(stands("gig-women"), man));
        refused("cover_not_for_unit", () -> join(stands("gig-shops"), man));
        refused("cover_asks_occupation", () -> join(stands("gig-classes"), man));
        assertThat(register.asked.get()).isEqualTo(asked);
        ResidentId woman = TestData.residentId(Sex.FEMALE, LocalDate.of(1990, 1, 1));
        assertThat(join(stands("gig-women"), woman).cover().plan()).isEqualTo(new PlanCode("gig-women"));
        assertThat(register.asked.get()).isEqualTo(asked + 1);
    }

    /** Its places were opened before anybody knew when it ends. */
    @Test
    void whoComesAfterAPlanHasClosedIsToldSoAndNobodyIsOfferedItsPlaces() {
        OfferId lasts = stands("gig-ended");
        Instant lastDay = NOW.plus(Duration.ofDays(19));
        assertThat(offered(lastDay)).contains(lasts);
        Instant over = NOW.plus(Duration.ofDays(20));
        assertThat(offered(over)).doesNotContain(lasts);
        Application rider = SomeOffers.rider(lasts, "周海涛", born(1990, 1, 1));
        refused("cover_plan_closed", () -> freeCover.join(FUND, rider, over));
        assertThat(freeCover.join(FUND, rider, lastDay).cover().plan()).isEqualTo(new PlanCode("gig-ended"));
    }

    /** On all pages. */
    private List<OfferId> offered(Instant now) {
        List<OfferId> offered = new ArrayList<>();
        String after = "";
        while (after != null) {
            Slice<Offer> page =
                    offers.openOn(FUND, LocalDate.ofInstant(now, FundClock.ZONE), Offers.Sought.of(0, after));
            page.items().forEach(offer -> offered.add(offer.id()));
            after = page.next();
        }
        return offered;
    }

    /** What the fee goes by is a fact of a member; the list, made before there is one, leaves such a plan out. */
    @Test
    void placesCanBeOpenedOfPlansThatAreFreeAndTakeSomebodyIn() {
        assertThat(offers.plans(FUND, LAST_DAY.minusDays(1)))
                .extracting(plan -> plan.code().value())
                .containsExactlyInAnyOrder("gig-accident", "gig-women", "gig-classes", "gig-new", "gig-ended");
        assertThat(offers.plans(FUND, LAST_DAY))
                .extracting(plan -> plan.code().value())
                .containsExactlyInAnyOrder("gig-accident", "gig-women", "gig-classes", "gig-new");
    }

    @Test
    void whatAnOfferIsRefusedForStandsWhereItWasChosen() throws Exception {
        SomeOffers.Opened opened = some.open(2, Money.ofYuan(60));
        WrongForm form = new WrongForm(mvc, visits.of(opened.finance()));
        String unit = Long.toString(opened.unit().value());
        String programme = Long.toString(opened.programme().value());
        String[] fields = {"unit", unit, "programme", programme, "plan", "gig-accident", "places", "0"};
        form.standsAgain("places: 名额没有开放：名额至少", "/free-cover", fields);
        fields[5] = "hospital";
        assertThat(refusedAt("plan", form, fields)).isTrue();
        fields[5] = "gig-shops";
        assertThat(refusedAt("plan", form, fields)).isTrue();
        fields[3] = Long.toString(proposed(opened).value());
        assertThat(refusedAt("programme", form, fields)).isTrue();
        fields[1] = Long.toString(data.unit(TestData.DAYE).id().value());
        assertThat(refusedAt("unit", form, fields)).isTrue();
    }

    private static boolean refusedAt(String field, WrongForm form, String... fields) throws Exception {
        return form.sent("/free-cover", fields)
                .getContentAsString(StandardCharsets.UTF_8)
                .contains("<span class=\"fmsg\" id=\"" + field + "-error\">名额没有开放：");
    }

    private ProgrammeId proposed(SomeOffers.Opened opened) {
        return programmes.propose(opened.finance(), terms(units.get(FUND, opened.unit()), TODAY), NOW);
    }

    @Test
    void aPlanThatBeginsTomorrowIsCalledByItsName() throws Exception {
        OfferId offer = stands("gig-new");
        assertThat(mvc.perform(get("/join").param("offer", Long.toString(offer.value())))
                        .andReturn()
                        .getResponse()
                        .getContentAsString(StandardCharsets.UTF_8))
                .contains("新就业形态劳动者意外伤害互助保障")
                .doesNotContain("gig-new");
    }

    @Test
    void whatARiderIsRefusedForStandsBesideItsField() throws Exception {
        ResidentId man = born(1990, 1, 1);
        OfferId forAll = some.open(5, Money.ofYuan(150)).offer();
        assertThat(sent(stands("gig-women"), man)).contains("<span class=\"fmsg\" id=\"number-error\">按计划的规定，您证件号上的性别");
        assertThat(sent(stands("gig-shops"), man)).contains("<span class=\"fmsg\" id=\"offer-error\">这份保障不面向");
        assertThat(sent(stands("gig-classes"), man)).contains("<span class=\"fmsg\" id=\"offer-error\">这份保障要看职业类别");
        join(forAll, man);
        assertThat(sent(forAll, man)).contains("<span class=\"fmsg\" id=\"number-error\">您已经有这份保障");
    }

    @Test
    void aRiderIsShownPlacesThatSomebodyAloneCanTake() {
        OfferId women = stands("gig-women");
        OfferId shops = stands("gig-shops");
        OfferId classes = stands("gig-classes");
        OfferId last = some.open(1, Money.ofYuan(30)).offer();
        assertThat(offered(NOW)).contains(women, last).doesNotContain(shops, classes);
        join(last, born(1990, 1, 2));
        assertThat(offered(NOW)).contains(women).doesNotContain(last);
    }

    @Test
    void openPlacesAreShownHoweverManyWereStoppedSince() {
        OfferId open = stands("gig-women");
        jdbc.sql("""
                        insert into gig.offer (fund, unit, unit_path, plan, programme, each_fen, places, first_day,
                            last_day, opened_by, opened_at, closed_on)
                        select fund, unit, unit_path, plan, programme, each_fen, places, first_day, last_day, opened_by,
                            opened_at, first_day
                        from gig.offer, generate_series(1, 200) where fund = :fund and id = :id
                        """).param("fund", FUND.code()).param("id", open.value()).update();
        assertThat(offered(NOW)).contains(open);
    }

    @Test
    void openPlacesArePagedOldestFirstBehindTheChosenOne() {
        List<OfferId> all = List.of(stands("gig-women"), stands("gig-women"), stands("gig-women"));
        long before = all.get(0).value() - 1;
        assertThat(page(0, before)).containsExactly(all.get(0), all.get(1));
        assertThat(page(0, all.get(1).value())).containsExactly(all.get(2));
        assertThat(page(all.get(2).value(), before)).containsExactly(all.get(2), all.get(0));
        assertThat(page(all.get(0).value(), all.get(1).value())).containsExactly(all.get(0), all.get(2));
    }

    private List<OfferId> page(long chosen, long after) {
        OfferStore.Taking women = new OfferStore.Taking(TODAY, List.of(new PlanCode("gig-women")));
        return store.taking(FUND, women, new Offers.Sought(chosen, after), 2).stream()
                .map(Offer::id)
                .toList();
    }

    /** More than a page has. */
    @Test
    void whoFindsNotTheirUnionOnTheFirstPageGoesOnToTheNext() throws Exception {
        OfferId last =
                Stream.generate(() -> stands("gig-women")).limit(102).toList().get(101);
        try {
            String first = joinPage("");
            Matcher next = Pattern.compile("href=\"/join\\?after=(\\d+)\"").matcher(first);
            assertThat(next.find()).isTrue();
            assertThat(first).contains("没有您的工会，就翻到下一页再填").doesNotContain(option(last));
            assertThat(joinPage("?after=" + next.group(1))).contains(option(last), "href=\"/join\"");
            assertThat(joinPage("?offer=" + last.value())).contains(option(last) + " selected");
        } finally {
            jdbc.sql("update gig.offer set closed_on = first_day where closed_on is null")
                    .update();
        }
    }

    private static String option(OfferId offer) {
        return "<option value=\"" + offer.value() + "\"";
    }

    private String joinPage(String query) throws Exception {
        return mvc.perform(get("/join" + query)).andReturn().getResponse().getContentAsString(StandardCharsets.UTF_8);
    }

    private String sent(OfferId offer, ResidentId id) throws Exception {
        return new WrongForm(mvc, request -> request)
                .sent(
                        "/join",
                        "offer",
                        Long.toString(offer.value()),
                        "name",
                        "周海涛",
                        "number",
                        id.number(),
                        "phone",
                        "17712340000",
                        "consent",
                        "true")
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private OfferId open(String plan, LocalDate from) {
        Actor finance = actor(Role.FINANCE_MAKER);
        Unit union = union();
        ProgrammeId programme = agreed(finance, terms(union, from));
        return offers.open(finance, new NewOffer(union.id(), new PlanCode(plan), programme, 5), NOW);
    }

    /** Opened under an edition that admitted all. */
    private OfferId stands(String plan) {
        Actor finance = actor(Role.FINANCE_MAKER);
        Unit union = union();
        NewProgramme terms = terms(union, TODAY);
        ProgrammeId programme = agreed(finance, terms);
        programmes.reserve(finance, programme);
        NewOffer offer = new NewOffer(union.id(), new PlanCode(plan), programme, 5);
        PersonId by = Objects.requireNonNull(finance.person());
        return store.insert(FUND, offer, union, terms, SomeOffers.EACH, new OfferStore.By(by, NOW));
    }

    private ProgrammeId agreed(Actor finance, NewProgramme terms) {
        ProgrammeId programme = programmes.propose(finance, terms, NOW);
        programmes.agree(actor(Role.FINANCE_CHECKER), programme, NOW);
        return programme;
    }

    private static NewProgramme terms(Unit union, LocalDate from) {
        return terms(union.path(), from);
    }

    private static NewProgramme terms(String path, LocalDate from) {
        return new NewProgramme(
                "骑手意外保障补助",
                Payer.CITY_UNION,
                path,
                Set.of(UnitKind.GIG_UNION),
                null,
                Set.of(),
                Payer.WORKER,
                new Share.Each(SomeOffers.EACH),
                from,
                from.plusDays(30),
                Money.ofYuan(150),
                null);
    }

    private Unit union() {
        int number = NUMBERS.getAndIncrement();
        NewUnit union = new NewUnit(
                TestData.unitCode(number), "骑手工会" + number, UnitKind.GIG_UNION, TestData.DAYE, 0, FeeShares.worker());
        return units.get(FUND, unitRegister.register(actor(Role.ADMIN), union, NOW));
    }

    private Actor actor(Role role) {
        return data.actor(role, TestData.PROVINCE);
    }
}
