package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Sex;
import org.tongzhou.person.NewPerson;
import org.tongzhou.plan.EventKind;
import org.tongzhou.testing.TestData;

class PayerNameTest extends RecoveryRoom {
    /** The hospital prints another dot between the parts of the name than the roster has. */
    @Test
    void theReviewerIsToldThatTheNameAgreesWhereFilingTookItForTheSame() throws Exception {
        NewPerson some = TestData.newPerson(Sex.MALE, Members.JANUARY.minusYears(46));
        NewPerson person = new NewPerson("吾守尔·艾买提", some.id(), some.phone(), some.card());
        Member member = members.member(person, TestData.DAYE, Map.of("hospital", 1), Members.JANUARY);
        Map<FactField, String> facts = Members.receipt(member, "1000.00");
        facts.put(FactField.PAYER, "吾守尔•艾买提");
        CaseId draft = members.draft(member.actor(), member.person(), EventKind.HOSPITAL, facts, NOW);
        ClaimId id = members.submit(member.actor(), draft, NOW).claims().get(0);
        assertThat(page("/reviews/" + id.value(), county(member)))
                .contains("ic-check\" aria-hidden=\"true\"></i>票据姓名与本人一致");
    }
}
