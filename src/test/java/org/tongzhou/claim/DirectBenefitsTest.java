package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.tongzhou.testing.Refused.refused;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Level;
import org.tongzhou.person.AccountChange;
import org.tongzhou.plan.EventKind;
import org.tongzhou.testing.TestData;

/** Paid without asking: what is announced and what is not, taps for and against; a stay is never paid twice, whoever asks. */
class DirectBenefitsTest extends DirectRoom {
    @Autowired
    Signs signs;

    @Autowired
    MockMvc mvc;

    @Autowired
    Visits visits;

    @Test
    void oneTapAgainstMakesItAnOrdinaryClaimForAPerson() {
        Member member = consenting();
        ClaimId id = small(member);
        int version = claim(id).version();
        refused("not_found", () -> direct.object(hospitalMember().actor(), id, version, NOW));
        direct.object(member.actor(), id, version, NOW);
        refused("claim_moved_on", () -> direct.object(member.actor(), id, version, NOW));
        refused(
                "claim_moved_on",
                () -> direct.agree(member.actor(), id, claim(id).version(), NOW));
        assertThat(claim(id).state()).isEqualTo(ClaimState.REVIEW);
        assertThat(announcement(member, id).end()).isEqualTo(Announcement.End.OBJECTED);
        days.settleDue(TestData.FUND, DAY);
        assertThat(instructed(id)).isEmpty();
        approve(county(member), id);
        assertThat(instructed(id)).hasSize(1);
    }

    @Test
    void theMemberReadsTheDayOfTheConsentAsPeopleWriteIt() throws Exception {
        Member member = consenting();
        assertThat(mvc.perform(get("/my/direct").with(visits.of(member.actor())))
                        .andReturn()
                        .getResponse()
                        .getContentAsString(StandardCharsets.UTF_8))
                .contains("您在 2月10日同意的");
        long id = small(member).value();
        assertThat(mvc.perform(get("/my/claims/" + id + "/direct").with(visits.of(member.actor())))
                        .andReturn()
                        .getResponse()
                        .getContentAsString(StandardCharsets.UTF_8))
                .contains("2月10日")
                .doesNotContain("2026-02-10");
    }

    @Test
    void oneTapForPaysAtOnceAndOnlyOnce() {
        Member member = consenting();
        ClaimId id = small(member);
        direct.agree(member.actor(), id, claim(id).version(), NOW);
        assertThat(claim(id).state()).isEqualTo(ClaimState.APPROVED);
        days.settleDue(TestData.FUND, DAY);
        assertThat(instructed(id)).hasSize(1);
    }

    @Test
    void withoutConsentAccountOrCoverNothingIsAnnounced() {
        Member none = hospitalMember();
        assertThat(direct.announce(TestData.FUND, report(none, "1000.00"), NOW).hindrance())
                .isEqualTo("no_consent");
        Member changing = consenting();
        accounts.change(
                changing.actor(), new AccountChange(changing.person(), "6228480000000000019", null, true, null), NOW);
        assertThat(direct.announce(TestData.FUND, report(changing, "1000.00"), NOW)
                        .hindrance())
                .isEqualTo("account");
        Member early = consenting();
        Map<FactField, String> before =
                Members.receipt(early, "1000.00", LocalDate.of(2025, 12, 1), LocalDate.of(2025, 12, 5));
        assertThat(direct.announce(TestData.FUND, report(early, before), NOW).hindrance())
                .isEqualTo("nothing_payable");
        Member partly = consenting();
        Map<FactField, String> facts = Members.receipt(partly, "1000.00");
        facts.remove(FactField.IN_SCOPE);
        assertThat(direct.announce(TestData.FUND, report(partly, facts), NOW).hindrance())
                .isEqualTo("facts");
        assertThat(files.mine(early.actor()).claims().items()).isEmpty();
    }

    @Test
    void theLetterOfWhatTheRulesApprovedAloneSaysSo() throws Exception {
        Member member = consenting();
        ClaimId id = small(member);
        direct.agree(member.actor(), id, claim(id).version(), NOW);
        assertThat(letter("/my/claims/" + id.value(), member.actor()))
                .contains("给付决定书", "系统按规则通过", "700.00")
                .doesNotContain("claim.letter");
        assertThat(letter("/reviews/" + id.value(), county(member))).contains("系统按规则通过");
    }

    @Test
    void theLetterOfWhatTheRulesOnlyCheckedNamesTheUnionThatDecided() throws Exception {
        Member member = consenting();
        ClaimId id = announced(member, "8000.00");
        days.settleDue(TestData.FUND, DAY);
        approve(city(member), id);
        assertThat(letter("/my/claims/" + id.value(), member.actor()))
                .contains("5,600.00")
                .doesNotContain("系统按规则通过");
    }

    private String letter(String claim, Actor actor) throws Exception {
        return DecisionLetterTest.text(mvc.perform(get(claim + "/letter.pdf").with(visits.of(actor)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsByteArray());
    }

    @Test
    void theSameStayIsAnnouncedOnceAndNotBesideAClaimOnPapers() {
        Member member = consenting();
        Map<FactField, String> stay = Members.receipt(member, "1000.00");
        StayReport report = report(member, stay);
        assertThat(direct.announce(TestData.FUND, report, NOW).hindrance()).isNull();
        assertThat(direct.announce(TestData.FUND, report, NOW).hindrance()).isEqualTo("claimed");
        assertThat(direct.announce(TestData.FUND, report(member, stay), NOW).hindrance())
                .as("another sender tells of the same stay")
                .isEqualTo("claimed");
        Member filed = consenting();
        Map<FactField, String> papers = Members.receipt(filed, "1000.00");
        CaseId draft = members.draft(filed.actor(), filed.person(), EventKind.HOSPITAL, papers, NOW);
        members.submit(filed.actor(), draft, NOW);
        assertThat(direct.announce(TestData.FUND, report(filed, papers), NOW).hindrance())
                .isEqualTo("claimed");
    }

    @Test
    void aClaimOnPapersForAStayThatWasPaidWithoutAskingIsNeverPaidToo() {
        Member member = consenting();
        Map<FactField, String> stay = Members.receipt(member, "1000.00");
        ClaimId id = direct.announce(TestData.FUND, report(member, stay), NOW)
                .claims()
                .get(0);
        if (!claim(id).route().endsAt(Level.COUNTY)) {
            direct.agree(member.actor(), id, claim(id).version(), NOW);
            approve(city(member), id);
        } else {
            days.settleDue(TestData.FUND, DAY);
        }
        Map<FactField, String> again = new EnumMap<>(stay);
        again.put(FactField.HOSPITAL, "大冶市人民医院（总院）");
        again.put(FactField.ADMITTED, "2026-01-21");
        CaseId draft = members.draft(member.actor(), member.person(), EventKind.HOSPITAL, again, NOW);
        ClaimId twin = members.submit(member.actor(), draft, NOW).claims().get(0);
        var county = county(member);
        files.review(county, twin)
                .signs()
                .forEach(sign -> signs.lookedAt(
                        county, twin, claim(twin).version(), new Signs.Finding(sign.id(), "和医院核对过，以为是另一次住院。"), NOW));
        refused("claim_stay_paid", () -> grantedAtLast(member, twin));
        assertThat(instructed(twin)).isEmpty();
        assertThatThrownBy(() -> jdbc.sql("""
                                insert into claim.stay_granted (fund, claim, case_id, person, plan, stay, lane)
                                values (42, :claim, :case, :person, 'hospital', daterange('2026-01-20', '2026-01-22'),
                                    int8range(:case, :case, '[]'))
                                """)
                        .param("claim", twin.value())
                        .param("case", draft.value())
                        .param("person", member.person().value())
                        .update())
                .isInstanceOf(DataAccessException.class);
    }

    private void grantedAtLast(Member member, ClaimId id) {
        approve(county(member), id);
        approve(city(member), id);
    }

    @Test
    void takingTheConsentBackStopsWhatIsNotYetApproved() {
        Member member = consenting();
        ClaimId id = small(member);
        direct.revoke(member.actor(), NOW);
        assertThat(claim(id).state()).isEqualTo(ClaimState.WITHDRAWN);
        days.settleDue(TestData.FUND, DAY);
        assertThat(instructed(id)).isEmpty();
        assertThat(direct.consentOf(member.actor())).isEmpty();
        direct.consent(member.actor(), NOW);
        assertThat(direct.announce(TestData.FUND, report(member, "1000.00"), NOW)
                        .hindrance())
                .isNull();
    }

    @Test
    void theMemberReadsAmountDayCardAndSourceAndTheReviewerTheSame() throws Exception {
        Member member = consenting();
        ClaimId id = announced(member, "8000.00");
        mvc.perform(get("/my/claims/" + id.value()).with(visits.of(member.actor())))
                .andExpect(redirectedUrl("/my/claims/" + id.value() + "/direct"));
        String page = page("/my/claims/" + id.value() + "/direct", member.actor());
        assertThat(page).contains("5,600.00", "2月13日转", "大冶市人民医院", "没有取病历", "2月10日签的授权", "金额不对，请人来看");
        assertThat(page("/my/direct", member.actor())).contains("免申即享已开通", "2月13日自动办", "撤回授权");
        days.settleDue(TestData.FUND, DAY);
        assertThat(page("/reviews/" + id.value(), city(member)))
                .contains("免申即享：数据来源", "依据本人 2026-02-10 签的授权", "5,600.00 元", "系统完成初审")
                .doesNotContain("依据您");
    }

    private String page(String path, Actor actor) throws Exception {
        return mvc.perform(get(path).with(visits.of(actor)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }
}
