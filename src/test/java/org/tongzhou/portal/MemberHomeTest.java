package org.tongzhou.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultMatcher;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.tongzhou.access.web.Visits;
import org.tongzhou.claim.CaseId;
import org.tongzhou.claim.Cases;
import org.tongzhou.claim.Claims;
import org.tongzhou.claim.Drafts;
import org.tongzhou.claim.FactField;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.document.Papers;
import org.tongzhou.document.Upload;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.person.AccountChange;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.PayeeAccounts;
import org.tongzhou.person.People;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.shell.Words;
import org.tongzhou.testing.ControlledClock;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.RoundTrips;
import org.tongzhou.testing.TestData;

@RoomTest
class MemberHomeTest {
    private static final AtomicInteger RECEIPTS = new AtomicInteger(1);

    @Autowired
    MockMvc mvc;

    @Autowired
    Visits visits;

    @Autowired
    PayeeAccounts accounts;

    @Autowired
    TestData data;

    @Autowired
    PortalSamples samples;

    @Autowired
    People people;

    @Autowired
    Drafts drafts;

    @Autowired
    Claims claims;

    @Autowired
    Cases cases;

    @Autowired
    ControlledClock clock;

    @Autowired
    Papers papers;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource database;

    @Autowired
    DatabaseSettings settings;

    @AfterEach
    void backToTheStart() {
        clock.set(ControlledClock.START);
    }

    /** On a slow line each script is waited for. */
    @Test
    void aTelephoneLoadsNoScriptThatOnlyDesksUse() throws Exception {
        Actor member = data.actor(Role.MEMBER, TestData.PROVINCE);
        mvc.perform(get("/my/home").with(visits.of(member)))
                .andExpect(content().string(containsString("app.js")))
                .andExpect(content().string(not(containsString("htmx"))));
    }

    @Test
    void aClaimUnderWayBringsItsClockToTheFirstPage() throws Exception {
        Unit unit = data.unit(TestData.DAYE);
        Actor member = coveredMember(unit);
        claim(member, "10000.00");
        clock.set(LocalDateTime.of(2026, 2, 11, 9, 0));
        mvc.perform(get("/my/home").with(visits.of(member)))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("7,000.00 元")))
                .andExpect(content().string(containsString("最晚 2月26日答复")))
                .andExpect(content().string(containsString("办理时限 7 个工作日，今天是第 1 个，2月26日到期")))
                .andExpect(content().string(containsString("春节")))
                .andExpect(content().string(containsString("审核中")));
    }

    /** Who left in December still files for a stay in December; two years after, the button would lead nowhere. */
    @Test
    void aClaimCanBeFiledFromTheFirstPageWhileWhatACoverPaidForMayBeTold() throws Exception {
        Actor member = coveredMember(data.unit(TestData.DAYE));
        for (LocalDateTime may : List.of(
                LocalDateTime.of(2026, 8, 31, 9, 0),
                LocalDateTime.of(2026, 9, 1, 9, 0),
                LocalDateTime.of(2028, 8, 31, 9, 0))) {
            clock.set(may);
            mvc.perform(get("/my/home").with(visits.of(member)))
                    .andExpect(content().string(containsString("href=\"/my/claims/new\"")));
            mvc.perform(get("/my/claims/new").with(visits.of(member))).andExpect(status().isOk());
        }
        clock.set(LocalDateTime.of(2028, 9, 1, 9, 0));
        mvc.perform(get("/my/home").with(visits.of(member)))
                .andExpect(content().string(not(containsString("href=\"/my/claims/new\""))));
    }

    @Test
    void aCoverThatHasEndedIsNotAmongThoseOfTheFirstPage() throws Exception {
        Actor member = coveredMember(data.unit(TestData.DAYE));
        mvc.perform(get("/my/home").with(visits.of(member))).andExpect(content().string(containsString("住院医疗")));
        clock.set(LocalDateTime.of(2026, 9, 1, 9, 0));
        mvc.perform(get("/my/home").with(visits.of(member))).andExpect(content().string(not(containsString("住院医疗"))));
    }

    /** Each room is asked once for what does not wait for another answer, and nothing of it twice, by the menu neither. */
    @Test
    void aPageAsksTheDatabaseOnceForEachThing() throws Exception {
        Actor member = coveredMember(data.unit(TestData.DAYE));
        assertThat(asked("/my/home", member)).hasSizeLessThanOrEqualTo(2).doesNotHaveDuplicates();
        claim(member, "10000.00");
        long claim = cases.mine(member).claims().items().get(0).id().value();
        assertThat(asked("/my/home", member)).hasSizeLessThanOrEqualTo(3).doesNotHaveDuplicates();
        assertThat(asked("/my/claims/" + claim, member))
                .hasSizeLessThanOrEqualTo(2)
                .doesNotHaveDuplicates();
        Actor reviewer = data.actor(Role.COUNTY_REVIEWER, "/42/4202/420281/");
        assertThat(asked("/reviews", reviewer)).hasSizeLessThanOrEqualTo(3).doesNotHaveDuplicates();
    }

    /** The last papers come along with a claim; what lies further back is asked for by itself. */
    @Test
    void aPaperOfAClaimIsLinkedHoweverManyHaveComeSince() throws Exception {
        Actor member = coveredMember(data.unit(TestData.DAYE));
        claim(member, "10000.00");
        String page =
                "/my/claims/" + cases.mine(member).claims().items().get(0).id().value();
        int linked = links(page, member);
        assertThat(linked).isEqualTo(2);
        jdbc.sql("""
                insert into document.paper (fund, owner, kind, hash, name, uploaded_by, at)
                select p.fund, p.owner, p.kind, p.hash, p.name, p.uploaded_by, p.at
                from document.paper p cross join generate_series(1, 30)
                where p.fund = :fund and p.owner = :owner""")
                .param("fund", TestData.FUND.code())
                .param("owner", Objects.requireNonNull(member.person()).value())
                .update();
        assertThat(links(page, member)).isEqualTo(linked);
        assertThat(asked(page, member)).hasSizeLessThanOrEqualTo(3);
    }

    private int links(String page, Actor actor) throws Exception {
        String html = mvc.perform(get(page).with(visits.of(actor)))
                .andReturn()
                .getResponse()
                .getContentAsString();
        return html.split("/1\\.png", -1).length - 1;
    }

    @Test
    void theOtherPagesOfAMemberAskOnceForEachThingAsWell() throws Exception {
        Unit unit = data.unit(TestData.DAYE);
        Actor member = coveredMember(unit, "hospital", "critical", "accident");
        assertThat(asked("/my/cover", member)).hasSizeLessThanOrEqualTo(3).doesNotHaveDuplicates();
        mvc.perform(get("/my/cover").with(visits.of(member)))
                .andExpect(content().string(containsString(unit.name())));
        assertThat(asked("/my/claims", member)).hasSizeLessThanOrEqualTo(2).doesNotHaveDuplicates();
    }

    @Test
    void aPageDoesNotWaitForWorkThatKeepsEveryConnection() throws Exception {
        Actor member = coveredMember(data.unit(TestData.DAYE));
        whileWorkKeepsEveryConnection(get("/my/home").with(visits.of(member)), status().isOk());
    }

    @Test
    void aClaimIsSentInWhileWorkKeepsEveryConnection() throws Exception {
        Actor member = coveredMember(data.unit(TestData.DAYE));
        CaseId draft = draft(member, "56000.00");
        String version = Integer.toString(drafts.find(member, draft).version());
        MockHttpServletRequestBuilder form = post("/my/claims/draft/" + draft.value() + "/submit")
                .param("version", version)
                .param("consent", "true");
        whileWorkKeepsEveryConnection(
                form.with(csrf()).with(visits.of(member)), redirectedUrl("/my/cases/" + draft.value()));
        assertThat(cases.mine(member).claims().items()).hasSize(1);
    }

    private void whileWorkKeepsEveryConnection(MockHttpServletRequestBuilder asked, ResultMatcher answer)
            throws Exception {
        List<Connection> busy = new ArrayList<>();
        try {
            mvc.perform(asked.with(request -> {
                        takeAll(busy);
                        return request;
                    }))
                    .andExpect(answer);
        } finally {
            for (Connection each : busy) {
                each.close();
            }
        }
    }

    private void takeAll(List<Connection> busy) {
        try {
            while (busy.size() < settings.poolSize()) {
                busy.add(database.getConnection());
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whoHasMovedReadsTheNameOfTheUnitThroughWhichTheyAreCovered() throws Exception {
        Unit left = data.unit(TestData.DAYE);
        Unit joined = data.unit(TestData.DAYE);
        Actor member = coveredMember(joined);
        Actor before = data.actor(Role.MEMBER, left.path(), member.person());
        mvc.perform(get("/my/home").with(visits.of(before)))
                .andExpect(content().string(containsString(joined.name() + "</p>")))
                .andExpect(content().string(not(containsString(left.name() + "</p>"))));
    }

    @Test
    void aCoverStandsOnTheFirstPageToItsLastDay() throws Exception {
        Actor member = coveredMember(data.unit(TestData.DAYE));
        LocalDate last = LocalDate.of(2026, 8, 31);
        clock.set(last.atTime(9, 0));
        mvc.perform(get("/my/home").with(visits.of(member)))
                .andExpect(content().string(containsString(last.toString())));
        clock.set(last.plusDays(1).atTime(9, 0));
        mvc.perform(get("/my/home").with(visits.of(member)))
                .andExpect(content().string(not(containsString(last.toString()))))
                .andExpect(content().string(containsString(Words.of(Words.ZH).say("portal.home.no_cover"))));
    }

    private List<String> asked(String page, Actor actor) throws Exception {
        RequestPostProcessor session = visits.of(actor);
        return RoundTrips.of(() -> mvc.perform(get(page).with(session)).andExpect(status().isOk())).stream()
                .map(RoundTrips.Trip::brief)
                .filter(sql -> !sql.startsWith("insert") && !sql.contains("catalogue."))
                .toList();
    }

    @Test
    void theDeskFindsAClaimByItsNumberInsideItsTerritoryOnly() throws Exception {
        Unit unit = data.unit(TestData.DAYE);
        Actor member = coveredMember(unit);
        String number = claim(member, "1000.00");
        Actor inside = data.actor(Role.COUNTY_REVIEWER, "/42/4202/420281/");
        Actor outside = data.actor(Role.COUNTY_REVIEWER, "/42/4202/420222/");
        mvc.perform(post("/search").param("q", number).with(csrf()).with(visits.of(inside)))
                .andExpect(content().string(containsString(">" + number + "<")));
        for (String typed : List.of(number.replace("SL", "ＳＬ"), "sl " + number.substring(2))) {
            mvc.perform(post("/search").param("q", typed).with(csrf()).with(visits.of(inside)))
                    .andExpect(content().string(containsString(">" + number + "<")));
        }
        mvc.perform(post("/search").param("q", number).with(csrf()).with(visits.of(outside)))
                .andExpect(content().string(not(containsString(">" + number + "<"))))
                .andExpect(content().string(containsString("没有找到")));
        mvc.perform(get("/people/" + member.person().value()).with(visits.of(inside)))
                .andExpect(content().string(containsString(number)));
    }

    @Test
    void aMemberIsFoundAmongThousandsOfTheSameNameElsewhere() throws Exception {
        String name = "重名" + "甲乙丙丁戊己庚辛壬癸".charAt((int) (System.nanoTime() % 10)) + System.nanoTime() % 100_000;
        people.registerAll(
                TestData.FUND,
                IntStream.range(0, People.PAGE + 1).mapToObj(i -> named(name)).toList(),
                TestData.NOW);
        NewPerson last = named(name);
        samples.coverSince(LocalDate.of(2025, 9, 1), data.unit(TestData.DAYE), last, "hospital");
        Actor inside = data.actor(Role.COUNTY_REVIEWER, "/42/4202/420281/");
        Actor outside = data.actor(Role.COUNTY_REVIEWER, "/42/4202/420222/");
        String address =
                "/people/" + people.find(TestData.FUND, last.id()).orElseThrow().value();
        for (String asked : List.of(name, last.id().tail())) {
            mvc.perform(post("/search").param("q", asked).with(csrf()).with(visits.of(inside)))
                    .andExpect(content().string(containsString('"' + address + '"')));
            mvc.perform(post("/search").param("q", asked).with(csrf()).with(visits.of(outside)))
                    .andExpect(content().string(not(containsString('"' + address + '"'))));
        }
    }

    private static NewPerson named(String name) {
        NewPerson person = TestData.newPerson(Sex.FEMALE, LocalDate.of(1985, 6, 7));
        return new NewPerson(name, person.id(), null, null);
    }

    @Test
    void theFirstAddressLeadsEachToTheirOwnFirstPage() throws Exception {
        Unit unit = data.unit(TestData.DAYE);
        mvc.perform(get("/").with(visits.of(coveredMember(unit)))).andExpect(redirectedUrl("/my/home"));
        mvc.perform(get("/").with(visits.of(data.officer(unit)))).andExpect(redirectedUrl("/rosters"));
        mvc.perform(get("/")).andExpect(redirectedUrl("/login"));
    }

    private Actor coveredMember(Unit unit) {
        return coveredMember(unit, "hospital");
    }

    private Actor coveredMember(Unit unit, String... plans) {
        NewPerson person = TestData.newPerson(Sex.MALE, LocalDate.of(1980, 3, 4));
        samples.coverSince(LocalDate.of(2025, 9, 1), unit, person, plans);
        return data.actor(
                Role.MEMBER,
                unit.path(),
                people.find(TestData.FUND, person.id()).orElseThrow());
    }

    /** Files a hospital claim on the day the clock stands at and answers its number. */
    private String claim(Actor member, String inScope) {
        CaseId id = draft(member, inScope);
        int version = drafts.find(member, id).version();
        claims.submit(member, id, new Claims.Submission(version, Set.of(), true), TestData.NOW);
        return cases.mine(member).claims().items().get(0).number();
    }

    private CaseId draft(Actor member, String inScope) {
        PersonId person = Objects.requireNonNull(member.person());
        CaseId id = drafts.open(member, person, EventKind.HOSPITAL, TestData.NOW);
        for (PaperKind kind : List.of(PaperKind.RECEIPT, PaperKind.DISCHARGE_RECORD)) {
            long paper = paper(member, kind);
            drafts.attach(member, id, new Drafts.NewPaper(paper, kind, Map.of()), TestData.NOW);
        }
        String name = people.card(TestData.FUND, person).name();
        drafts.correct(member, id, drafts.find(member, id).version(), facts(name, inScope), TestData.NOW);
        return id;
    }

    private long paper(Actor member, PaperKind kind) {
        try {
            byte[] blank = Files.readAllBytes(Path.of("src/test/resources/inputs/blank.pdf"));
            Upload upload = new Upload("blank.pdf", kind.code(), blank);
            return papers.store(member, Objects.requireNonNull(member.person()), upload, TestData.NOW)
                    .value();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<FactField, String> facts(String payer, String inScope) {
        Map<FactField, String> facts = new EnumMap<>(FactField.class);
        facts.put(FactField.HOSPITAL, "大冶市人民医院");
        facts.put(FactField.PAYER, payer);
        facts.put(FactField.ADMITTED, "2026-01-19");
        facts.put(FactField.DISCHARGED, "2026-02-03");
        facts.put(FactField.RECEIPT_CODE, "42060127");
        facts.put(FactField.RECEIPT_NO, String.format("%010d", RECEIPTS.getAndIncrement()));
        facts.put(FactField.RECEIPT_CHECK, "a1b2c3");
        facts.put(FactField.DIAGNOSIS, "胆囊结石 K80.2");
        for (FactField amount : List.of(FactField.POOL, FactField.OTHER, FactField.ACCOUNT, FactField.OUT_OF_SCOPE)) {
            facts.put(amount, "0.00");
        }
        for (FactField amount : List.of(FactField.TOTAL, FactField.CASH, FactField.IN_SCOPE)) {
            facts.put(amount, inScope);
        }
        return facts;
    }

    /** Who is a reviewer too may act for others at the desk, and on the own page for nobody else. */
    @Test
    void onTheOwnPageOnlyTheOwnChangeOfAnAccountIsTakenBack() throws Exception {
        Actor member = data.actor(Role.MEMBER, TestData.PROVINCE);
        AccountChange wanted = new AccountChange(data.person(), "6217002680011223345", null, true, "看了身份证和卡");
        long others = accounts.change(data.actor(Role.COUNTY_REVIEWER, TestData.PROVINCE), wanted, TestData.NOW);
        Actor both = new Actor(
                member.userId(),
                member.name(),
                member.scope(),
                Set.of(Role.MEMBER, Role.COUNTY_REVIEWER),
                member.person(),
                null);
        mvc.perform(post("/my/account/withdraw")
                        .param("change", Long.toString(others))
                        .with(visits.of(both))
                        .with(csrf()))
                .andExpect(status().is4xxClientError());
        assertThat(accounts.openOf(Actor.system(TestData.FUND), wanted.person()))
                .isPresent();
    }
}
