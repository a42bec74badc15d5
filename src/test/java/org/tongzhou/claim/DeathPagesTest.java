package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.ResultMatcher;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.tongzhou.access.web.Visits;
import org.tongzhou.kernel.Actor;
import org.tongzhou.person.People;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.testing.TestData;

/** What those see who claim for a member that died, and who judge it. */
class DeathPagesTest extends HeirRoom {
    @Autowired
    private MockMvc mvc;

    @Autowired
    private Visits visits;

    @Autowired
    private People known;

    @Test
    void theOfficerFindsAMemberHoweverTheNumberIsTyped() throws Exception {
        String number = known.identity(TestData.FUND, member.person()).number();
        String typed = number.substring(0, 6) + " " + wide(number.substring(6));
        send(officer, post("/filings").param("identity", typed))
                .andExpect(
                        redirectedUrl("/my/claims/new?member=" + member.person().value()));
    }

    private static String wide(String digits) {
        return digits.chars()
                .map(c -> c + 0xFEE0)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void aDayOfDeathThatHasNotComeIsRefusedAtTheFirstStep() throws Exception {
        send(
                        officer,
                        post("/my/claims/new")
                                .param("member", Long.toString(member.person().value()))
                                .param("kind", "ACCIDENT")
                                .param("died", "2099-12-05"))
                .andExpect(status().isUnprocessableContent())
                .andExpect(says("“身故日期”晚于今天", "value=\"2099-12-05\"", "value=\"ACCIDENT\" checked"));
        assertThat(drafts.current(officer, member.person(), TestData.TODAY)).isEmpty();
    }

    @Test
    void aFileThatIsNotTakenIsNamedAtThePaperItWasMeantFor() throws Exception {
        CaseId draft = draft();
        byte[] program = "MZ\0\0".getBytes(StandardCharsets.UTF_8);
        send(
                        officer,
                        multipart("/my/claims/draft/" + draft.value() + "/papers")
                                .file(new MockMultipartFile("file", "证明.pdf", "application/pdf", program))
                                .param("kind", PaperKind.DEATH_CERTIFICATE.name()))
                .andExpect(status().isUnprocessableContent())
                .andExpect(says("href=\"#slot0-file\"", "死亡证明“证明.pdf”没有收下：只收 PDF", "id=\"slot0-file-error\""));
    }

    @Test
    void aFormThatNamesNoPaperIsRefusedOnTheSamePage() throws Exception {
        send(officer, multipart("/my/claims/draft/" + draft().value() + "/papers"))
                .andExpect(status().isUnprocessableContent())
                .andExpect(says("没有选文件，或文件是空的"));
    }

    @Test
    void whereThereIsNoBillNoneIsSaidToBeChecked() throws Exception {
        read(county(member), "/reviews/" + filed().value())
                .andExpect(says("保障期内"))
                .andExpect(content().string(not(containsString("金额相加一致"))))
                .andExpect(content().string(not(containsString("票据姓名与本人一致"))));
    }

    @Test
    void theReviewerCanAskForThePapersOfADeathAgain() throws Exception {
        read(county(member), "/reviews/" + filed().value())
                .andExpect(says("id=\"ask-DEATH_CERTIFICATE\"", "id=\"ask-HEIRS_STATEMENT\""));
    }

    @Test
    void theAgreementOfTheHeirsHasOneNameEverywhere() throws Exception {
        CaseId draft = draft(PaperKind.DEATH_CERTIFICATE);
        ClaimId id = members.submit(officer, draft, NOW).claims().get(0);
        read(officer, "/my/claims/" + id.value()).andExpect(says("全体继承人的书面约定"));
        read(officer, "/claims/" + id.value() + "/heir").andExpect(says("全体继承人的书面约定"));
    }

    @Test
    void theProgressSaysFromWhichDayTheHeirIsPaidAndThenOnWhoseCardItIs() throws Exception {
        ClaimId id = beforeTheLastApproval();
        accounts.confirm(province(member), named(id, widow()), NOW);
        approve(city(member), id);
        String progress = "/my/claims/" + id.value();
        read(officer, progress).andExpect(says("50,000.00 元，最早 2月13日付给继承人"));
        pay(member, id, "2026-02-13");
        read(officer, progress).andExpect(says("50,000.00 元，已到继承人的银行卡", "已付给登记的继承人"));
    }

    private ResultActions read(Actor actor, String page) throws Exception {
        return mvc.perform(get(page).with(visits.of(actor))).andExpect(status().isOk());
    }

    private ResultActions send(Actor actor, AbstractMockHttpServletRequestBuilder<?> form) throws Exception {
        return mvc.perform(form.param("request_key", UUID.randomUUID().toString())
                .with(visits.of(actor))
                .with(csrf()));
    }

    private static ResultMatcher says(String... words) {
        return answer -> assertThat(answer.getResponse().getContentAsString(StandardCharsets.UTF_8))
                .contains(words);
    }
}
