package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.tongzhou.testing.TestData.NOW;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.tongzhou.access.web.Visits;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Actor;
import org.tongzhou.plan.EventKind;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/** The arrow of a claim leads back to the page of the list from which it was opened, however long the list. */
@RoomTest
class CameFromTest {
    private static final String LATER = "/my/claims?after=12&amp;further=7";
    private static final String KEPT = "?from=%2Fmy%2Fclaims%3Fafter%3D12%26further%3D7";

    @Autowired
    private TestData data;

    @Autowired
    private Members members;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Visits visits;

    private Member member;
    private Actor officer;
    private String claim;

    @BeforeEach
    void anOfficerFilesForAMember() {
        member = members.member(TestData.DAYE, Map.of("hospital", 1));
        officer = data.officer(member.unit());
        CaseId draft =
                members.draft(officer, member.person(), EventKind.HOSPITAL, Members.receipt(member, "1000.00"), NOW);
        claim = "/my/claims/"
                + members.submit(officer, draft, NOW).claims().get(0).value();
    }

    @Test
    void theArrowLeadsToThePageFromWhichItWasOpened() throws Exception {
        assertThat(text(get(URI.create(claim + KEPT)), member.actor())).contains(arrow(LATER));
        assertThat(text(get(URI.create(claim + "?from=%2Ffilings%3Fwaiting%3D2_20000_7")), officer))
                .contains(arrow("/filings?waiting=2_20000_7"));
    }

    @Test
    void whoCameFromElsewhereIsLedToTheFirstPageOfTheList() throws Exception {
        assertThat(text(get(claim), member.actor()))
                .contains(arrow("/my/claims"))
                .doesNotContain("name=\"from\"");
        assertThat(text(get(claim), officer)).contains(arrow("/filings"));
    }

    @Test
    void whoActsOnTheClaimIsStillLedThere() throws Exception {
        String page = text(get(URI.create(claim + KEPT)), member.actor());
        assertThat(page).contains("<input type=\"hidden\" name=\"from\" value=\"" + LATER + "\">");
        MockHttpServletRequestBuilder withdraw = post(claim + "/withdraw")
                .param("version", page.replaceAll("(?s).*name=\"version\" value=\"(\\d+)\".*", "$1"))
                .param("from", LATER.replace("&amp;", "&"))
                .param("request_key", UUID.randomUUID().toString())
                .with(csrf());
        assertThat(visit(withdraw, member.actor()).getRedirectedUrl()).isEqualTo(claim + KEPT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example",
                "/\\evil.example",
                "javascript:alert(1)",
                "",
                "/",
                "\">x"
            })
    void theArrowLeadsToNoOtherSite(String from) throws Exception {
        assertThat(text(get(claim).param("from", from), member.actor())).contains(arrow("/my/claims"));
    }

    private static String arrow(String to) {
        return "<a class=\"back\" href=\"" + to + "\"";
    }

    private String text(MockHttpServletRequestBuilder request, Actor reader) throws Exception {
        return visit(request, reader).getContentAsString(StandardCharsets.UTF_8);
    }

    private MockHttpServletResponse visit(MockHttpServletRequestBuilder request, Actor reader) throws Exception {
        return mvc.perform(request.with(visits.of(reader))).andReturn().getResponse();
    }
}
