package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Money;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PlanBook;
import org.tongzhou.testing.TestData;

/** An edition was accepted with an end, and covers that began before it run on. */
class EndedEditionTest extends ClaimRoom {
    @Autowired
    private Plans plans;

    @Test
    void aStayAfterTheEndOfTheLastEditionIsPaidByIt() {
        String text = PlanBook.shippedFiles("qingyang")
                .getOrDefault("hospital-2024.yaml", "")
                .replace("plan: hospital", "plan: ended")
                .replace("valid_from: 2024-01-01", "valid_from: 2024-01-01\nvalid_to: 2026-02-01")
                .replace("roster_column: 住院医疗", "roster_column: 止期");
        plans.accept(TestData.FUND, Map.of("ended.yaml", text), NOW);
        Member member = members.member(TestData.DAYE, Map.of("ended", 1));
        LocalDate day = LocalDate.of(2026, 2, 5);
        CaseId draft = members.draft(
                member.actor(),
                member.person(),
                EventKind.HOSPITAL,
                Members.receipt(member, "1000.00", day, day.plusDays(2)),
                NOW);
        ClaimId claim = members.submit(member.actor(), draft, NOW).claims().get(0);
        assertThat(claim(claim).amount()).isEqualTo(Money.ofYuan(700));
    }
}
