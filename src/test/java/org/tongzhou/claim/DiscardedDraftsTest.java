package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Sex;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.testing.TestData;

/** Whoever writes a claim that they do not want to send in throws it away from the list in which it stands. */
class DiscardedDraftsTest extends HeirRoom {
    @Autowired
    private CaseStore cases;

    @Test
    void theMemberFindsTheWayInTheirListAndWhereAnotherBegins() throws Exception {
        String discard = "href=\"" + address(stay(member.actor())) + "\"";
        assertThat(page("/my/claims", member.actor())).contains(discard, "不办了，删掉这份");
        assertThat(page("/my/claims/new", member.actor())).contains(discard);
    }

    @Test
    void theOfficerFindsItWhereTheyFileForMembers() throws Exception {
        String discard = "href=\"" + address(stay(officer)) + "\"";
        assertThat(page("/filings", officer)).contains(discard);
    }

    @Test
    void itIsAskedFirstWhatIsThrownAway() throws Exception {
        CaseId own = stay(member.actor());
        members.attach(member.actor(), own, PaperKind.DISCHARGE_RECORD, NOW);
        assertThat(page(address(own), member.actor()))
                .contains("找不回来", "住院", "3 份", "class=\"back\" href=\"/my/claims\"")
                .doesNotContain(member.name());
        assertThat(page(address(stay(officer)), officer))
                .contains("找不回来", member.name(), "class=\"back\" href=\"/filings\"");
        assertThat(state(own)).isEqualTo(EventCase.State.DRAFT);
    }

    @Test
    void itIsGoneOnceHoweverOftenTheButtonIsPressedAndTheTrailSaysSo() throws Exception {
        CaseId draft = stay(officer);
        int version = version(draft);
        for (int press = 0; press < 2; press++) {
            assertThat(discard(officer, draft, version).getRedirectedUrl()).isEqualTo("/filings");
        }
        assertThat(state(draft)).isEqualTo(EventCase.State.DISCARDED);
        assertThat(page("/filings", officer)).doesNotContain("/my/claims/draft/" + draft.value());
        assertThat(jdbc.sql("select action || details::text from audit.entry where fund = 42 and subject = :subject")
                        .param("subject", "case:" + draft.value())
                        .query(String.class)
                        .list())
                .singleElement()
                .asString()
                .contains("claim.draft_discarded", "\"" + member.person().value() + "\"");
    }

    @Test
    void theOfficerComesBackToThePageOfTheListOnWhichItStood() throws Exception {
        CaseId draft = stay(officer);
        String later = "4102444800000000_1";
        assertThat(page("/filings?drafts=" + later, officer))
                .contains("href=\"" + address(draft) + "?after=" + later + "\"");
        assertThat(page(address(draft) + "?after=" + later, officer))
                .contains("class=\"back\" href=\"/filings?drafts=" + later + "\"")
                .contains("name=\"after\" value=\"" + later + "\"");
        assertThat(mvc.perform(post(address(draft))
                                .param("version", Integer.toString(version(draft)))
                                .param("after", later)
                                .with(visits.of(officer))
                                .with(csrf()))
                        .andReturn()
                        .getResponse()
                        .getRedirectedUrl())
                .isEqualTo("/filings?drafts=" + later);
    }

    /** Nothing of it stands in the way: the same papers are given again. */
    @Test
    void theClaimIsMadeAnewWithTheSameBill() {
        Map<FactField, String> bill = Members.receipt(member, "1000.00");
        CaseId first = members.draft(member.actor(), member.person(), EventKind.HOSPITAL, bill, NOW);
        drafts.discard(member.actor(), first, version(first), NOW);
        CaseId second = members.draft(member.actor(), member.person(), EventKind.HOSPITAL, bill, NOW);
        assertThat(second).isNotEqualTo(first);
        assertThat(members.submit(member.actor(), second, NOW).claims()).isNotEmpty();
    }

    @Test
    void nobodyElseThrowsItAway() throws Exception {
        CaseId draft = stay(officer);
        Member neighbour = members.memberOf(
                member.unit(), TestData.newPerson(Sex.MALE, LocalDate.of(1980, 3, 4)), Map.of("hospital", 1));
        for (Actor other : List.of(
                member.actor(),
                neighbour.actor(),
                data.officer(member.unit()),
                data.officer(data.unit(TestData.DAYE)))) {
            assertThat(discard(other, draft, version(draft)).getStatus()).isEqualTo(404);
            mvc.perform(get(address(draft)).with(visits.of(other))).andExpect(status().isNotFound());
        }
        assertThat(state(draft)).isEqualTo(EventCase.State.DRAFT);
    }

    @Test
    void whatWasWrittenMeanwhileIsShownBeforeItIsThrownAway() throws Exception {
        CaseId draft = stay(officer);
        int seen = version(draft);
        members.attach(officer, draft, PaperKind.DISCHARGE_RECORD, NOW);
        MockHttpServletResponse answer = discard(officer, draft, seen);
        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(answer.getContentAsString(StandardCharsets.UTF_8))
                .contains("在别处改过了", "3 份", "name=\"version\" value=\"" + version(draft) + "\"");
        assertThat(state(draft)).isEqualTo(EventCase.State.DRAFT);
    }

    @Test
    void whatWasSentInIsNotThrownAway() throws Exception {
        CaseId draft = stay(officer);
        int seen = version(draft);
        members.submit(officer, draft, NOW);
        MockHttpServletResponse answer = discard(officer, draft, seen);
        assertThat(answer.getStatus()).isEqualTo(409);
        assertThat(answer.getContentAsString(StandardCharsets.UTF_8)).contains("已经提交过了");
        assertThat(state(draft)).isEqualTo(EventCase.State.OPEN);
    }

    private CaseId stay(Actor hand) {
        return members.draft(hand, member.person(), EventKind.HOSPITAL, Members.receipt(member, "1000.00"), NOW);
    }

    private static String address(CaseId draft) {
        return "/my/claims/draft/" + draft.value() + "/discard";
    }

    private MockHttpServletResponse discard(Actor actor, CaseId draft, int version) throws Exception {
        return mvc.perform(post(address(draft))
                        .param("version", Integer.toString(version))
                        .with(visits.of(actor))
                        .with(csrf()))
                .andReturn()
                .getResponse();
    }

    private int version(CaseId draft) {
        return cases.find(TestData.FUND, draft).orElseThrow().version();
    }

    private EventCase.State state(CaseId draft) {
        return cases.find(TestData.FUND, draft).orElseThrow().state();
    }
}
