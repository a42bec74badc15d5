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
import org.tongzhou.recovery.RecoveryId;
import org.tongzhou.testing.TestData;
import org.tongzhou.testing.WrongForm;

/** Finance demands a benefit back by the number of its claim; what is wrong stands on the form, beside what was typed. */
class RecoveryFormTest extends RecoveryRoom {
    private static final String WHY = "重复计算了一天";

    private Actor maker;
    private Member member;
    private Instruction benefit;

    @BeforeEach
    void aBenefitThatWasPaid() {
        member = hospitalMember();
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
        refused(propose(benefit.reference(), "很多", "OVERPAID"), "amount", "金额“很多”读不出");
    }

    @Test
    void noReasonAndASecondDemandOfOneBenefit() throws Exception {
        refused(propose(benefit.reference(), "1.00", ""), "reason", "请选一个追回的原因");
        assertThat(propose(benefit.reference(), "1.00", "OVERPAID").getStatus()).isEqualTo(302);
        refused(propose(benefit.reference(), "1.00", "OVERPAID"), "reference", benefit.reference() + " 已经在追回");
    }

    @Test
    void whatIsTypedOnARecoveryStandsThereAgain() throws Exception {
        String path =
                String.valueOf(propose(benefit.reference(), "10.00", "OVERPAID").getRedirectedUrl());
        Actor checker = data.actor(Role.FINANCE_CHECKER, TestData.PROVINCE);
        mvc.perform(post(path + "/confirm")
                .param("request_key", UUID.randomUUID().toString())
                .with(csrf())
                .with(visits.of(checker)));
        WrongForm form = new WrongForm(mvc, visits.of(maker));
        String[] receipt = {"amount", "十元", "reference", "HD20260210001", "day", "2026-02-09"};
        form.standsAgain("amount: 金额“十元”读不出", path + "/receipts", receipt);
        receipt[1] = "10.01";
        form.standsAgain("amount: 金额要大于 0，最多 10.00 元", path + "/receipts", receipt);
        receipt[3] = "??";
        form.standsAgain("reference: 银行流水号是 3 到 60 位", path + "/receipts", receipt);
        receipt[5] = "昨天";
        form.standsAgain("day: 日期“昨天”读不出", path + "/receipts", receipt);
        form.standsAgain("months: “半年”不是数字", path + "/plan", "first", "2026-03-10", "months", "半年");
        form.standsAgain("first: 分期 1 到", path + "/plan", "first", "2026-01-10", "months", "6");
        form.standsAgain("grounds: 请写 4 到 500 字", path + "/write-off", "grounds", "免");
    }

    @Test
    void theAnswerToAnAppealStandsThereAgain() throws Exception {
        String path =
                String.valueOf(propose(benefit.reference(), "10.00", "OVERPAID").getRedirectedUrl());
        RecoveryId id = new RecoveryId(Long.parseLong(path.substring(path.lastIndexOf('/') + 1)));
        recoveries.confirm(data.actor(Role.FINANCE_CHECKER, TestData.PROVINCE), id, NOW);
        own.appeal(member.actor(), id, "医院已经更正天数", NOW);
        WrongForm form = new WrongForm(mvc, visits.of(data.actor(Role.MANAGER, TestData.PROVINCE)));
        String[] more = {"reduce", "10.01", "answer", "复核后减去一天"};
        form.standsAgain("reduce: 金额要大于 0，最多 10.00 元", path + "/appeal", more);
        form.standsAgain("answer: 请写 4 到 500 字", path + "/appeal", "reduce", "5.00", "answer", "减");
    }

    @Test
    void whatAMemberObjectsStandsThereAgain() throws Exception {
        String path =
                String.valueOf(propose(benefit.reference(), "10.00", "OVERPAID").getRedirectedUrl());
        long id = Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
        recoveries.confirm(data.actor(Role.FINANCE_CHECKER, TestData.PROVINCE), new RecoveryId(id), NOW);
        new WrongForm(mvc, visits.of(member.actor()))
                .standsAgain("words" + id + ": 请写 4 到 500 字", "/my/recoveries/" + id + "/appeal", "words", "不");
    }
}
