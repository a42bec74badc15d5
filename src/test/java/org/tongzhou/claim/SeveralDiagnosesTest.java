package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Money;
import org.tongzhou.plan.EventKind;
import org.tongzhou.testing.TestData;

/** A discharge record names more than one diagnosis: each code opens what it may. */
class SeveralDiagnosesTest extends ClaimRoom {
    @Autowired
    private ProposalRows rows;

    @Test
    void theIllnessBehindATreatmentOpensItsBenefits() {
        Member member = members.woman("420923", Map.of("hospital", 1, "critical", 4, "women", 1));
        Map<FactField, String> facts = Members.receipt(member, "1000.00");
        facts.put(FactField.DIAGNOSIS, "恶性肿瘤化学治疗 Z51.1；乳腺癌 C50.9");
        CaseId id = members.draft(member.actor(), member.person(), EventKind.HOSPITAL, facts, NOW);
        members.submit(member.actor(), id, NOW);
        assertThat(rows.ofCase(TestData.FUND, id))
                .extracting(Proposal::plan, Proposal::upTo)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("critical", Money.ofYuan(40_000)),
                        org.assertj.core.groups.Tuple.tuple("women", Money.ofYuan(15_000)));
    }

    /** Clinical editions write an x where there is no fourth digit. */
    @Test
    void aClinicalCodeOfACategoryOpensItsBenefits() {
        Member member = members.woman("420923", Map.of("hospital", 1, "women", 1));
        Map<FactField, String> facts = Members.receipt(member, "1000.00");
        facts.put(FactField.DIAGNOSIS, "卵巢恶性肿瘤 C56.x00");
        CaseId id = members.draft(member.actor(), member.person(), EventKind.HOSPITAL, facts, NOW);
        members.submit(member.actor(), id, NOW);
        assertThat(rows.ofCase(TestData.FUND, id))
                .extracting(Proposal::plan, Proposal::upTo)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("women", Money.ofYuan(15_000)));
    }
}
