package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.claim.Reviews.Ground;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Money;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PlanBook;
import org.tongzhou.testing.TestData;

/** A deductible of 500 a term, 70 % above it. A bill of 300 was refused by the rules, met 300 of it, and is sent in again. */
class SameReceiptAgainTest extends ClaimRoom {
    private static final String WORDS = "费用没有超过起付线，按条款不能给付。";

    @Autowired
    private Plans plans;

    @Autowired
    private Appeals appeals;

    private Member member;
    private Map<FactField, String> bill;
    private ClaimId first;

    @BeforeEach
    void aBillBelowTheDeductibleIsRefused() {
        String text = PlanBook.shippedFiles("qingyang").getOrDefault("hospital-2024.yaml", "");
        String rules = "{deductible: 500, per: term, clause: \"5\"}\n      - {rate: 70%, clause: \"5\"}";
        String closed = text.replace("plan: hospital", "plan: deductible")
                .replace("valid_from: 2024-01-01", "valid_from: 2024-01-01\nretired: {from: 2026-02-01}")
                .replace("roster_column: 住院医疗", "roster_column: 起付线")
                .replace("{rate_by_stay: [70%, 40%], per: term, clause: \"5\"}", rules);
        plans.accept(TestData.FUND, Map.of("deductible.yaml", closed), NOW);
        member = members.member(TestData.DAYE, Map.of("deductible", 1));
        bill = Members.receipt(member, "300.00");
        first = filed(bill);
        refused(first, "5");
    }

    private ClaimId filed(Map<FactField, String> facts) {
        CaseId draft = members.draft(member.actor(), member.person(), EventKind.HOSPITAL, facts, NOW);
        return members.submit(member.actor(), draft, NOW).claims().get(0);
    }

    private void refused(ClaimId id, String clause) {
        propose(county(member), id, new Ground("deductible-2024 §" + clause, WORDS));
        reviews.confirmRefusal(city(member), id, claim(id).version(), NOW);
    }

    private void isWorth(ClaimId id, long yuan) {
        assertThat(claim(id).amount()).isEqualTo(Money.ofYuan(yuan));
    }

    /** 300 of 500 are met, once: of 400 more, 200 are above. */
    private void nextIsWorth140() {
        isWorth(filed(Members.receipt(member, "400.00")), 140);
    }

    @Test
    void aRefusedCostCounts() {
        nextIsWorth140();
    }

    @Test
    void sentInAgainItCountsOnce() {
        CaseId draft = members.draft(member.actor(), member.person(), EventKind.HOSPITAL, bill, NOW);
        Checked checked = drafts.check(member.actor(), drafts.find(member.actor(), draft), FundClock.dayOf(NOW));
        assertThat(checked.estimates())
                .singleElement()
                .satisfies(one -> assertThat(one.outcome().kind()).isEqualTo(Outcome.Kind.NOT_PAYABLE));
        ClaimId second = members.submit(member.actor(), draft, NOW).claims().get(0);
        isWorth(second, 0);
        confirm(county(member), second, FactField.CASH, "300.00");
        isWorth(second, 0);
        nextIsWorth140();
    }

    @Test
    void refusedAgainItCountsOnce() {
        refused(filed(bill), "5");
        refused(filed(bill), "5");
        nextIsWorth140();
    }

    @Test
    void appealedWhileItIsInHandAgainItCountsOnce() {
        ClaimId second = filed(bill);
        appeals.appeal(member.actor(), first, claim(first).version(), WORDS, NOW);
        confirm(county(member), second, FactField.CASH, "300.00");
        isWorth(second, 0);
        nextIsWorth140();
    }

    @Test
    void filedOnceMoreAfterARefusalThatNoRuleKnowsItCountsOnce() {
        refused(filed(bill), "4");
        isWorth(filed(bill), 0);
    }

    @Test
    void takenBackItCountsWhereItWasRefused() {
        refused(filed(bill), "5");
        ClaimId third = filed(bill);
        claims.withdraw(member.actor(), third, claim(third).version(), NOW);
        nextIsWorth140();
    }

    @Test
    void refusedForWhatNoRuleKnowsItCountsWhereTheRulesRefusedIt() {
        refused(filed(bill), "5");
        refused(filed(bill), "4");
        nextIsWorth140();
    }

    /** The number was that of the other bill by mistake: these are two costs. */
    @Test
    void underItsOwnNumberItIsAnotherCost() {
        ClaimId second = filed(bill);
        isWorth(second, 0);
        confirm(county(member), second, FactField.RECEIPT_NO, "9876543210");
        isWorth(second, 70);
    }
}
