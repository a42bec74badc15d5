package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.payment.Instruction;
import org.tongzhou.testing.TestData;

/** Finance demands a benefit back by the number of its claim; what is wrong stands on the form, beside what was typed. */
class RecoveryFormTest extends RecoveryRoom {
    private static final String WHY = "重复计算了一天";

    private Actor maker;
    private Instruction benefit;

    @BeforeEach
    void aBenefitThatWasPaid() {
        Member member = hospitalMember();
        maker = data.actor(Role.FINANCE_MAKER, TestData.PROVINCE);
        benefit = paid(member);
    }

    private MockHttpServletResponse propose(String reference, String amount, String reason) throws Exception {
        return mvc.perform(post("/recoveries")
                        .param("reference", reference)
                        .param("amount", amount)
                        .param("reason", reason)
                        .param("grounds", WHY)
                        .param("request_key", UUID.randomUUID().toString())
                        .with(csrf())
                        .with(visits.of(maker)))
                .andReturn()
                .getResponse();
    }

    private void refused(MockHttpServletResponse answer, String field, String sentence) throws Exception {
        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(answer.getContentAsString(StandardCharsets.UTF_8))
                .contains("<a href=\"#" + field + "\">" + sentence, WHY);
    }

    @Test
    void byTheNumberOfItsClaim() throws Exception {
        String typed = " " + benefit.reference().toLowerCase(Locale.ROOT) + "　";
        String there = propose(typed, "1.00", "OVERPAID").getRedirectedUrl();
        assertThat(page(there, maker)).contains(benefit.reference(), WHY);
    }

    @Test
    void aNumberThatNobodyKnowsStandsOnTheFormWithWhatWasTyped() throws Exception {
        refused(propose("SL20990101000000", "1.00", "OVERPAID"), "reference", "没有找到申领 SL20990101000000 的付款");
    }

    @Test
    void aBenefitOfAnotherTerritoryIsNotFound() throws Exception {
        assertThat(payments.benefit(maker.scope(), benefit.reference())).isPresent();
        maker = data.actor(Role.FINANCE_MAKER, "/42/4201/");
        assertThat(payments.benefit(maker.scope(), benefit.reference())).isEmpty();
        assertThat(propose(benefit.reference(), "1.00", "OVERPAID").getStatus()).isEqualTo(404);
    }

    @Test
    void anAmountBeyondWhatWasPaidOrThatCannotBeRead() throws Exception {
        String more = benefit.amount().plus(Money.ofFen(1)).plainYuan();
        refused(propose(benefit.reference(), more, "OVERPAID"), "amount", "金额要大于 0，最多");
        refused(propose(benefit.reference(), "很多", "OVERPAID"), "amount", "表单里有一项填得不对：很多");
    }

    @Test
    void noReasonAndASecondDemandOfOneBenefit() throws Exception {
        refused(propose(benefit.reference(), "1.00", ""), "reason", "请选一个追回的原因");
        assertThat(propose(benefit.reference(), "1.00", "OVERPAID").getStatus()).isEqualTo(302);
        refused(propose(benefit.reference(), "1.00", "OVERPAID"), "reference", benefit.reference() + " 已经在追回");
    }
}
