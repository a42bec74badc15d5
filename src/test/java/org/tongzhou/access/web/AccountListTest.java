package org.tongzhou.access.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.tongzhou.access.Accounts;
import org.tongzhou.access.NewAccount;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.organisation.Unit;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/** An administrator finds the account of an officer who left among those of a hundred thousand members. */
@RoomTest
class AccountListTest {
    @Autowired
    MockMvc mvc;

    @Autowired
    Visits visits;

    @Autowired
    Accounts accounts;

    @Autowired
    TestData data;

    @Test
    void theNewestAreFirstAndMembersOwnLeftOut() throws Exception {
        Unit unit = data.unit(TestData.DAYE);
        String before = open(unit, "周敏", Role.UNIT_OFFICER);
        String member = open(unit, "周敏", Role.MEMBER);
        String both = open(unit, "周敏", Role.MEMBER, Role.AUDITOR);
        String page = list(data.actor(Role.ADMIN, unit.path()));
        assertThat(page).containsSubsequence(both, before).doesNotContain(member);
    }

    @Test
    void theListGoesOnWhereItWasLeft() throws Exception {
        Unit unit = data.unit(TestData.DAYE);
        String oldest = open(unit, "周敏", Role.UNIT_OFFICER);
        for (int others = 0; others < 50; others++) {
            open(unit, "周敏", Role.UNIT_OFFICER);
        }
        Actor officers = data.actor(Role.ADMIN, unit.path());
        String first = list(officers);
        assertThat(first).doesNotContain(oldest);
        String next = first.replaceAll("(?s).*href=\"(/accounts\\?after=\\d+)\".*", "$1");
        assertThat(read(get(next), officers)).contains(oldest);
        assertThat(found(officers, unit.code()))
                .contains("action=\"/accounts/search\"", "name=\"after\"")
                .doesNotContain(oldest);
    }

    @Test
    void anOfficerIsFoundByLoginByNameAndByUnit() throws Exception {
        Unit unit = data.unit(TestData.DAYE);
        String officer = open(unit, "诸葛问", Role.UNIT_OFFICER);
        assertThat(found(province(), " " + officer.toUpperCase(java.util.Locale.ROOT)))
                .contains(officer);
        assertThat(found(province(), "诸葛问")).contains(officer);
        assertThat(found(province(), unit.code())).contains(officer);
        assertThat(found(province(), unit.name())).contains(officer);
        assertThat(found(province(), "诸葛不问")).doesNotContain(officer).contains("没有找到");
    }

    @Test
    void aMembersOwnIsFoundByLoginAndNameAndNotAmongThoseOfTheUnit() throws Exception {
        Unit unit = data.unit(TestData.DAYE);
        String member = open(unit, "上官问", Role.MEMBER);
        assertThat(found(province(), member)).contains(">" + member + "<");
        assertThat(found(province(), "上官问")).contains(member);
        assertThat(found(province(), unit.code())).doesNotContain(member);
    }

    @Test
    void whoSignsInByMobileIsFoundByIt() throws Exception {
        String mobile = "139" + String.format("%08d", Math.abs(UUID.randomUUID().hashCode() % 100_000_000));
        Unit unit = data.unit(TestData.DAYE);
        NewAccount account =
                new NewAccount("m" + mobile, "东方问", data.person(), unit.id(), unit.path(), Set.of(Role.MEMBER));
        accounts.open(province(), account, TestData.NOW);
        assertThat(found(province(), mobile)).contains("东方问");
    }

    @Test
    void nobodyIsFoundElsewhere() throws Exception {
        Unit unit = data.unit(TestData.DAYE);
        String officer = open(unit, "司马问", Role.UNIT_OFFICER);
        Actor elsewhere = data.actor(Role.ADMIN, "/42/4201/");
        assertThat(list(elsewhere)).doesNotContain(officer);
        for (String text : new String[] {"司马问", unit.code(), unit.name()}) {
            assertThat(found(elsewhere, text)).doesNotContain(officer);
        }
        assertThat(found(elsewhere, officer)).doesNotContain("司马问");
    }

    /** The longer list goes on by a form, as the search itself: a name stands in no address. */
    @Test
    void whatIsSoughtStandsInNoAddress() throws Exception {
        Unit unit = data.unit(TestData.DAYE);
        String oldest = open(unit, "皇甫问", Role.AUDITOR);
        for (int others = 0; others < 50; others++) {
            open(unit, "皇甫问", Role.AUDITOR);
        }
        String first = found(province(), "皇甫问");
        assertThat(first).doesNotContain(oldest).doesNotContain("?q=", "&q=");
        String after = first.replaceAll("(?s).*name=\"after\" value=\"(\\d+)\".*", "$1");
        assertThat(read(post("/accounts/search").param("q", "皇甫问").param("after", after), province()))
                .contains(oldest);
    }

    private String list(Actor actor) throws Exception {
        return read(get("/accounts"), actor);
    }

    private String found(Actor actor, String text) throws Exception {
        return read(post("/accounts/search").param("q", text), actor);
    }

    private String read(MockHttpServletRequestBuilder request, Actor actor) throws Exception {
        return mvc.perform(request.with(visits.of(actor)).with(csrf()))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private Actor province() {
        return data.actor(Role.ADMIN, TestData.PROVINCE);
    }

    private String open(Unit unit, String name, Role... roles) {
        String login = "l" + UUID.randomUUID().toString().substring(0, 12);
        accounts.open(
                Actor.system(TestData.FUND),
                new NewAccount(login, name, data.person(), unit.id(), unit.path(), Set.of(roles)),
                TestData.NOW);
        return login;
    }
}
