package org.tongzhou.access.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Level;
import org.tongzhou.kernel.Role;
import org.tongzhou.organisation.Unit;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/** Every endpoint × role × territory, generated from the handlers themselves: decided, and nobody let in unexpectedly. */
@RoomTest
class AccessMatrixTest {
    private static final String OTHER_COUNTY = "420222";
    private static final String OTHER_CITY_COUNTY = "420102";

    /** An id that names nothing. */
    private static final String NOTHING = "999999999";

    /** Addresses whose variable names nothing of a territory: the fund's own things, open at its top level alone, or open to all. */
    private static final Set<String> WITHOUT_TERRITORY = Set.of(
            "GET /assets/{hash}/{name}",
            "GET /plans/{code}",
            "GET /plans/drafts/{id}",
            "GET /plans/drafts/{id}/replay",
            "POST /plans/drafts/{id}/check",
            "POST /plans/drafts/{id}/save",
            "POST /plans/drafts/{id}/try",
            "POST /plans/drafts/{id}/case",
            "POST /plans/drafts/{id}/replay",
            "POST /plans/drafts/{id}/submit",
            "POST /plans/drafts/{id}/withdraw",
            "POST /plans/drafts/{id}/discard",
            "POST /plans/drafts/{id}/accept",
            "POST /plans/drafts/{id}/send-back",
            "POST /account-changes/{id}/confirm",
            "POST /account-changes/{id}/withdraw",
            "GET /identity-changes/{id}",
            "POST /identity-changes/{id}/confirm",
            "POST /identity-changes/{id}/withdraw",
            "POST /identity-changes/slips/{id}/confirm",
            "POST /identity-changes/slips/{id}/withdraw",
            "POST /name-changes/{id}/confirm",
            "POST /name-changes/{id}/withdraw",
            "GET /credits/statements/{id}",
            "GET /api/credits/{statement}",
            "GET /credits/statements/{id}/original",
            "POST /credits/{id}/match",
            "POST /credits/matches/{id}/undo",
            "GET /credits/{id}/refund",
            "POST /credits/{id}/refund",
            "POST /credits/assignments/{id}/undo",
            "GET /refunds/{id}/again",
            "POST /refunds/{id}/again",
            "POST /refunds/{id}/agree",
            "POST /refunds/{id}/drop",
            "GET /api/payments/batches/{id}",
            "GET /payments/batches/{id}",
            "GET /payments/batches/{id}/message.xml",
            "GET /payments/instructions/{id}",
            "POST /payments/batches/{id}/release",
            "POST /payments/batches/{id}/agree",
            "GET /payments/answers/{id}/message",
            "POST /payments/answers/{id}/confirm",
            "GET /payments/discrepancies/{id}/evidence/{paper}",
            "GET /payments/discrepancies/{id}/message",
            "POST /payments/batches/{id}/discard",
            "POST /payments/discrepancies/{id}/propose",
            "POST /payments/discrepancies/{id}/settle",
            "GET /recoveries/{id}",
            "POST /recoveries/{id}/confirm",
            "POST /recoveries/{id}/withdraw",
            "POST /recoveries/{id}/receipts",
            "POST /recoveries/{id}/receipts/{entry}/take-back",
            "POST /recoveries/{id}/plan",
            "POST /recoveries/{id}/write-off",
            "POST /recoveries/{id}/write-off/confirm",
            "POST /recoveries/{id}/appeal",
            "POST /recoveries/{id}/pay-again",
            "POST /ledger/reserve/{id}/confirm",
            "POST /ledger/reserve/{id}/withdraw",
            "POST /my/recoveries/{id}/consent",
            "POST /my/recoveries/{id}/consent/revoke",
            "POST /my/recoveries/{id}/appeal");

    /** Pages over money of the whole fund. */
    private static final List<String> OF_THE_WHOLE_FUND = List.of(
            "GET /plans/drafts",
            "GET /plans/drafts/retire",
            "GET /payments",
            "GET /payments/reconciliation",
            "GET /credits",
            "GET /refunds",
            "GET /recoveries",
            "GET /sms",
            "GET /api/payments/batches");

    @Autowired
    MockMvc mvc;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mapping;

    @Autowired
    TestData data;

    @Autowired
    Visits visits;

    @Autowired
    List<ScopeSamples> rooms;

    private final Map<Place, Unit> units = new EnumMap<>(Place.class);

    /** Made once for all roles that only read them or must not find them. */
    private final Map<String, String> things = new HashMap<>();

    /** Members own what is theirs, so each asks about their own; who works here asks about everything. */
    private final Map<String, Actor> staff = new HashMap<>();

    /** Each actor signs in once. */
    private final Map<Long, Jar> browsers = new HashMap<>();

    @Test
    void everyHandlerSaysWhoMayCallIt() {
        assertThat(undecided()).isEmpty();
    }

    @Test
    void aHandlerThatSaysNothingIsFoundAndLetsNobodyIn() throws Exception {
        RequestMappingInfo witness = RequestMappingInfo.paths("/witness")
                .options(mapping.getBuilderConfiguration())
                .build();
        mapping.registerMapping(witness, new Witness(), Witness.class.getDeclaredMethod("open"));
        try {
            assertThat(undecided()).containsExactly("GET /witness");
            for (Role role : Role.values()) {
                RequestPostProcessor visitor = visits.of(actor(role, unit(TestData.DAYE)));
                assertThat(mvc.perform(get("/witness").with(visitor))
                                .andReturn()
                                .getResponse()
                                .getStatus())
                        .as(role.name())
                        .isEqualTo(403);
            }
            assertThat(mvc.perform(get("/witness")).andReturn().getResponse().getStatus())
                    .isEqualTo(403);
        } finally {
            mapping.unregisterMapping(witness);
        }
    }

    @TestFactory
    Stream<DynamicTest> everyEndpointAdmitsExactlyTheRolesItNames() {
        Unit unit = unit(TestData.DAYE);
        Map<Role, Actor> people = new EnumMap<>(Role.class);
        Map<Role, Actor> programs = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            people.put(role, actor(role, unit));
            programs.put(role, partner(actor(role, unit)));
        }
        return Endpoint.all(mapping).stream()
                .map(endpoint -> DynamicTest.dynamicTest(
                        endpoint.toString(), () -> decide(endpoint, endpoint.isApi() ? programs : people)));
    }

    @TestFactory
    Stream<DynamicTest> whatLiesOutsideTheTerritoryIsNotFound() {
        return rooms.stream()
                .flatMap(room -> room.samples().stream())
                .flatMap(sample -> sample.roles().stream()
                        .flatMap(role -> levels(role)
                                .map(level -> DynamicTest.dynamicTest(
                                        sample.endpoint() + " as " + role + " of " + level,
                                        () -> ask(sample, role, level)))));
    }

    @TestFactory
    Stream<DynamicTest> whatBelongsToTheWholeFundIsClosedBelowItsTop() {
        return Endpoint.all(mapping).stream()
                .filter(endpoint -> OF_THE_WHOLE_FUND.contains(endpoint.toString()))
                .map(endpoint -> DynamicTest.dynamicTest(endpoint.toString(), () -> {
                    Unit unit = unit(TestData.DAYE);
                    for (Role role :
                            AccessRules.of(endpoint.handler()).orElseThrow().roles()) {
                        Actor county = data.actor(role, territory(Level.COUNTY, unit));
                        Actor asking = endpoint.isApi() ? partner(county) : county;
                        assertThat(perform(endpoint, endpoint.requestWith(NOTHING), asking))
                                .as(role.name())
                                .isIn(403, 404);
                    }
                }));
    }

    /** Holds the registry against the handlers, so that a new address with an id cannot be forgotten. */
    @Test
    void everyAddressWithAnIdHasASample() {
        Set<String> sampled = rooms.stream()
                .flatMap(room -> room.samples().stream())
                .map(ScopeSamples.Sample::endpoint)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> known = new TreeSet<>(WITHOUT_TERRITORY);
        known.addAll(sampled);
        List<String> all =
                Endpoint.all(mapping).stream().map(Endpoint::toString).toList();
        assertThat(all).as("sampled endpoints exist").containsAll(sampled);
        assertThat(Endpoint.all(mapping).stream()
                        .filter(Endpoint::hasVariable)
                        .map(Endpoint::toString)
                        .filter(endpoint -> !known.contains(endpoint)))
                .isEmpty();
    }

    private void decide(Endpoint endpoint, Map<Role, Actor> actors) throws Exception {
        AccessRules.Rule rule = AccessRules.of(endpoint.handler()).orElseThrow();
        int stranger = perform(endpoint, endpoint.requestWith(NOTHING), null);
        if (!rule.anyone()) {
            assertThat(stranger).as("nobody").isEqualTo(endpoint.isApi() ? 401 : 302);
        }
        for (Actor actor : actors.values()) {
            int status = perform(endpoint, endpoint.requestWith(NOTHING), actor);
            if (rule.admits(actor)) {
                assertThat(perform(endpoint, endpoint.requestWith("n0t-a-number"), actor))
                        .isLessThan(500);
                assertThat(status)
                        .as("%s is named", actor.roles())
                        .isNotIn(401, 403)
                        .isLessThan(500);
            } else {
                assertThat(status).as("%s is not named", actor.roles()).isEqualTo(403);
            }
        }
    }

    /** Where a thing may lie, as seen from the unit of who asks. */
    private enum Place {
        OWN_UNIT(TestData.DAYE),
        ANOTHER_UNIT(TestData.DAYE),
        ANOTHER_COUNTY(OTHER_COUNTY),
        ANOTHER_CITY(OTHER_CITY_COUNTY);

        private final String county;

        Place(String county) {
            this.county = county;
        }
    }

    /** A thing is found exactly inside the role's territory; a member finds exactly their own. */
    private void ask(ScopeSamples.Sample sample, Role role, Level level) throws Exception {
        Endpoint endpoint = Endpoint.all(mapping).stream()
                .filter(known -> known.toString().equals(sample.endpoint()))
                .findFirst()
                .orElseThrow();
        String territory = territory(level, at(Place.OWN_UNIT));
        Actor actor = role == Role.MEMBER
                ? data.actor(role, territory)
                : staff.computeIfAbsent(role + territory, key -> data.actor(role, territory));
        Actor asking = endpoint.isApi() ? partner(actor) : actor;
        for (Place place : Place.values()) {
            boolean inside = role == Role.MEMBER
                    ? place == Place.OWN_UNIT
                    : asking.scope().covers(at(place).path());
            String uri = inside && !endpoint.verb().equals("GET") || role == Role.MEMBER
                    ? make(sample, place, place == Place.OWN_UNIT ? asking : actor(role, at(place)))
                    : things.computeIfAbsent(
                            sample.endpoint() + place, key -> make(sample, place, actor(role, at(place))));
            AbstractMockHttpServletRequestBuilder<?> request = request(endpoint, sample, uri);
            int status = perform(endpoint, request, asking);
            if (inside) {
                assertThat(status)
                        .as("%s, %s", place, uri)
                        .isNotIn(401, 403, 404)
                        .isLessThan(500);
            } else {
                assertThat(status).as("%s, %s", place, uri).isEqualTo(404);
            }
        }
    }

    private static AbstractMockHttpServletRequestBuilder<?> request(
            Endpoint endpoint, ScopeSamples.Sample sample, String uri) {
        if (!sample.file().isEmpty()) {
            byte[] pdf = "%PDF-1.4 sample".getBytes(StandardCharsets.US_ASCII);
            return multipart(uri).file(new MockMultipartFile(sample.file(), "a.pdf", "application/pdf", pdf));
        }
        MockHttpServletRequestBuilder request = endpoint.request(uri);
        return sample.json().isEmpty()
                ? request
                : request.contentType("application/json").content(sample.json());
    }

    private Unit at(Place place) {
        return units.computeIfAbsent(place, where -> unit(where.county));
    }

    private String make(ScopeSamples.Sample sample, Place place, Actor owner) {
        return sample.make().apply(at(place), owner);
    }

    private int perform(
            Endpoint endpoint,
            AbstractMockHttpServletRequestBuilder<?> request,
            @org.jspecify.annotations.Nullable Actor actor)
            throws Exception {
        String key = UUID.randomUUID().toString();
        request.param("request_key", key).header("Idempotency-Key", key);
        if (!endpoint.isApi()) {
            request.with(csrf());
        }
        MockHttpServletResponse response = performed(endpoint, request, actor).getResponse();
        String target = response.getRedirectedUrl();
        boolean toDoor = target != null
                && target.startsWith("/login")
                && !endpoint.pattern().startsWith("/login");
        return toDoor && actor != null ? 401 : response.getStatus();
    }

    private MvcResult performed(
            Endpoint endpoint,
            AbstractMockHttpServletRequestBuilder<?> request,
            @org.jspecify.annotations.Nullable Actor actor)
            throws Exception {
        if (actor == null) {
            return mvc.perform(request).andReturn();
        }
        if (endpoint.isApi()) {
            return mvc.perform(request.with(visits.program(actor))).andReturn();
        }
        Jar browser = browsers.computeIfAbsent(actor.userId(), first -> visits.browser(actor));
        return mvc.perform(request.with(browser)).andDo(browser).andReturn();
    }

    private List<String> undecided() {
        return Endpoint.all(mapping).stream()
                .filter(endpoint -> AccessRules.of(endpoint.handler()).isEmpty())
                .map(Endpoint::toString)
                .toList();
    }

    private Unit unit(String county) {
        return data.unit(county);
    }

    private Actor actor(Role role, Unit unit) {
        return data.actor(role, territory(levels(role).findFirst().orElseThrow(), unit));
    }

    /** The levels at which a role exists; those without a level of their own are asked at the top and further down. */
    private static Stream<Level> levels(Role role) {
        return switch (role) {
            case MEMBER, UNIT_OFFICER -> Stream.of(Level.UNIT);
            case COUNTY_REVIEWER -> Stream.of(Level.COUNTY);
            case CITY_REVIEWER -> Stream.of(Level.CITY);
            case PROVINCE_REVIEWER, PLAN_DESIGNER -> Stream.of(Level.PROVINCE);
            default -> Stream.of(Level.PROVINCE, Level.COUNTY);
        };
    }

    private static String territory(Level level, Unit unit) {
        String[] steps = unit.path().split("/");
        return switch (level) {
            case UNIT -> unit.path();
            case COUNTY -> "/" + steps[1] + "/" + steps[2] + "/" + steps[3] + "/";
            case CITY -> "/" + steps[1] + "/" + steps[2] + "/";
            case PROVINCE -> "/" + steps[1] + "/";
        };
    }

    private static Actor partner(Actor actor) {
        List<Role> roles = new ArrayList<>(actor.roles());
        roles.add(Role.PARTNER);
        return new Actor(actor.userId(), actor.name(), actor.scope(), Set.copyOf(roles), actor.person(), actor.unit());
    }

    /** A controller that forgot to say who may call it. */
    static final class Witness {
        @ResponseBody
        String open() {
            return "open";
        }
    }
}
