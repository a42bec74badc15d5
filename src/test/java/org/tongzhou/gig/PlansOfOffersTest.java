package org.tongzhou.gig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.TODAY;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.contribution.NewProgramme;
import org.tongzhou.contribution.ProgrammeId;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.FeeShares;
import org.tongzhou.organisation.NewUnit;
import org.tongzhou.organisation.Payer;
import org.tongzhou.organisation.Share;
import org.tongzhou.organisation.Unit;
import org.tongzhou.organisation.UnitKind;
import org.tongzhou.organisation.UnitRegister;
import org.tongzhou.organisation.Units;
import org.tongzhou.person.People;
import org.tongzhou.plan.PlanBook;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.testing.TestData;
import org.tongzhou.testing.WrongForm;

/** Free plans that are not for everybody, in a fund that has no others. */
class PlansOfOffersTest extends GigRoom {
    private static final FundId FUND = new FundId(53);
    private static final String PROVINCE = "/53/";
    private static final LocalDate LAST_DAY = TODAY.plusDays(20);
    private static final AtomicInteger NUMBERS = new AtomicInteger(530_000);

    /** A plan's code, and what its file says otherwise than the one that is for all. */
    private static final Map<String, Map.Entry<String, String>> FREE = Map.of(
            "gig-women", Map.entry("sex: any", "sex: female"),
            "gig-shops", Map.entry("sex: any", "sex: any\n  unit_types: [enterprise]"),
            "gig-classes", Map.entry("sex: any", "sex: any\n  occupations: [\"1\", \"2\"]"),
            "gig-ended", Map.entry("\njoining:", "retired: {from: " + LAST_DAY.plusDays(1) + "}\n\njoining:"));

    @Autowired
    Plans plans;

    @Autowired
    Units units;

    @Autowired
    UnitRegister unitRegister;

    @Autowired
    People people;

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

    private List<OfferId> offered(Instant now) {
        return offers.openOn(FUND, LocalDate.ofInstant(now, FundClock.ZONE)).stream()
                .map(Offer::id)
                .toList();
    }

    @Test
    void placesCanBeOpenedOfPlansThatAreFreeAndTakeSomebodyIn() {
        assertThat(offers.plans(FUND, LAST_DAY.minusDays(1)))
                .extracting(plan -> plan.code().value())
                .containsExactlyInAnyOrder("gig-women", "gig-classes", "gig-ended");
        assertThat(offers.plans(FUND, LAST_DAY))
                .extracting(plan -> plan.code().value())
                .containsExactlyInAnyOrder("gig-women", "gig-classes");
    }

    @Override
    FreeCover.Joined join(OfferId offer, ResidentId id) {
        return freeCover.join(FUND, SomeOffers.rider(offer, "周海涛", id), NOW);
    }

    @Test
    void thePlanIsNamedWrongWhereItWasChosen() throws Exception {
        SomeOffers.Opened opened = some.open(2, Money.ofYuan(60));
        WrongForm form = new WrongForm(mvc, visits.of(opened.finance()));
        String unit = Long.toString(opened.unit().value());
        String programme = Long.toString(opened.programme().value());
        String page = form.sent("/free-cover", "unit", unit, "programme", programme, "plan", "gig-ended", "places", "5")
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(page).contains("<span class=\"fmsg\" id=\"plan-error\">名额没有开放：保障最早从");
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
        return new NewProgramme(
                "骑手意外保障补助",
                Payer.CITY_UNION,
                union.path(),
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
                TestData.unitCode(number), "骑手工会" + number, UnitKind.GIG_UNION, "530102", 0, FeeShares.worker());
        return units.get(FUND, unitRegister.register(actor(Role.ADMIN), union, NOW));
    }

    private Actor actor(Role role) {
        PersonId person = people.registerAll(
                        FUND, List.of(TestData.newPerson(Sex.MALE, LocalDate.of(1985, 6, 15))), NOW)
                .get(0);
        long user = 6_000_000L + NUMBERS.getAndIncrement();
        return new Actor(user, "user" + user, new Scope(FUND, PROVINCE), Set.of(role), person, null);
    }
}
