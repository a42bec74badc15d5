package org.tongzhou.claim;

import org.junit.jupiter.api.BeforeEach;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.TestData;

/** What facts about benefits that finance demands back have in common: a member, and the two who demand. */
abstract class DemandRoom extends RecoveryRoom {
    Member member;
    Actor maker;
    Actor checker;

    @BeforeEach
    void aMemberAndTwoOfFinance() {
        member = hospitalMember();
        maker = data.actor(Role.FINANCE_MAKER, TestData.PROVINCE);
        checker = data.actor(Role.FINANCE_CHECKER, TestData.PROVINCE);
    }
}
