package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Level;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.payment.BenefitPaid;
import org.tongzhou.payment.BenefitsPaid;
import org.tongzhou.payment.Instruction;
import org.tongzhou.plan.EventKind;
import org.tongzhou.recovery.Recoveries.Demand;
import org.tongzhou.recovery.RecoveryId;
import org.tongzhou.recovery.RecoveryTerms.Reason;
import org.tongzhou.testing.RoundTrips;
import org.tongzhou.testing.TestData;

/** The unit's officer files for a member of whose benefit a part is kept for a debt; both follow the claim. */
class OfficerFollowsTest extends RecoveryRoom {
    private Member member;
    private Actor officer;
    private String path;
    private ClaimId id;

    @BeforeEach
    void aGrantedClaimOfAMemberWhoOwes() {
        member = hospitalMember();
        officer = data.officer(member.unit());
        Instruction before = paid(member);
        Demand demand = new Demand(before.amount(), Reason.OVERPAID, "医院已作废电子票据");
        RecoveryId debt =
                recoveries.propose(data.actor(Role.FINANCE_MAKER, TestData.PROVINCE), before.id(), demand, NOW);
        recoveries.confirm(data.actor(Role.FINANCE_CHECKER, TestData.PROVINCE), debt, NOW);
        own.consent(member.actor(), debt, 1_000, NOW);
        id = filedByTheOfficer();
        approve(county(member), id);
        path = "/my/claims/" + id.value();
    }

    private ClaimId filedByTheOfficer() {
        for (int i = 0; i < 20; i++) {
            CaseId draft = members.draft(
                    officer, member.person(), EventKind.HOSPITAL, Members.receipt(member, "1000.00"), NOW);
            ClaimId filed = members.submit(officer, draft, NOW).claims().get(0);
            if (claim(filed).route().endsAt(Level.COUNTY)) {
                return filed;
            }
        }
        throw new AssertionError("twenty claims in a row were drawn");
    }

    private void arrived() {
        Instruction ordered = payments.of(TestData.FUND, id.cause()).get(0);
        said(ordered, "BATCHED", "SEALED", "RELEASED", "SENT", "PAID");
        BenefitPaid paid =
                new BenefitPaid(TestData.FUND, ordered.cause(), ordered.id(), ordered.person(), ordered.amount(), DAY);
        transactions.executeWithoutResult(each -> events.publishEvent(BenefitsPaid.of(paid)));
        assertThat(ordered.amount()).isLessThan(Money.ofYuan(700));
    }

    /** The newest order, the heirs and the card come with the claim itself. */
    @Test
    void thePageOfAPaidClaimAsksTheDatabaseTwiceAndOnceMoreForItsPapers() throws Exception {
        arrived();
        RequestPostProcessor session = visits.of(member.actor());
        assertThat(RoundTrips.of(() -> mvc.perform(get(path).with(session)).andExpect(status().isOk())).stream()
                        .map(RoundTrips.Trip::brief)
                        .filter(sql -> !sql.startsWith("insert") && !sql.contains("catalogue.")))
                .hasSizeLessThanOrEqualTo(3)
                .doesNotHaveDuplicates();
    }

    private String inEnglish(String page, Actor actor) throws Exception {
        return mvc.perform(get(page).cookie(new Cookie("language", "en")).with(visits.of(actor)))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    @Test
    void theCardIsTheMembersToTheOfficerAndTheirOwnToTheMember() throws Exception {
        assertThat(page(path, officer)).contains("付到本人卡里").doesNotContain("您卡里");
        assertThat(inEnglish(path, officer))
                .contains("Paid to the member’s card")
                .doesNotContain("your card");
        assertThat(page(path, member.actor())).contains("付到您卡里");
        assertThat(inEnglish(path, member.actor())).contains("Paid to your card");
    }

    @Test
    void soItIsOnTheVoucher() throws Exception {
        arrived();
        String voucher = path + "/paid";
        assertThat(page(voucher, officer)).contains("付到本人卡里", "钱已到本人的银行卡").doesNotContain("您卡里", "您的银行卡");
        assertThat(inEnglish(voucher, officer))
                .contains("Paid to the member’s card", "The money is on the member’s card")
                .doesNotContain("your card");
        assertThat(page(voucher, member.actor())).contains("付到您卡里", "钱已到您的银行卡");
    }
}
