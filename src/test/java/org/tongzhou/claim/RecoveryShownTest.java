package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tongzhou.kernel.Money;
import org.tongzhou.payment.Instruction;
import org.tongzhou.recovery.Recoveries.Demand;
import org.tongzhou.recovery.Recoveries.Receipt;
import org.tongzhou.recovery.RecoveryId;
import org.tongzhou.recovery.RecoveryTerms.Reason;

/** Whoever owes a benefit back sees it where they come in, and finds it again later without the message. */
class RecoveryShownTest extends DemandRoom {
    @Test
    void whatIsOwedBackStandsOnTheFirstPageUntilItIsPaidBack() throws Exception {
        Instruction benefit = paid(member);
        RecoveryId id =
                recoveries.propose(maker, benefit.id(), new Demand(Money.ofYuan(50), Reason.OVERPAID, "重复计算了一天"), NOW);
        shows("/my/home", false);
        shows("/my", false);
        recoveries.confirm(checker, id, NOW);
        recoveries.receive(maker, id, new Receipt(Money.ofYuan(20), "PART-" + id.value(), DAY), NOW);
        shows("/my/home", true);
        assertThat(page("/my/home", member.actor())).contains("30.00 元");
        shows("/my", true);
        assertThat(page("/my", member.actor())).contains("还要退 30.00 元");
        recoveries.receive(maker, id, new Receipt(Money.ofYuan(30), "REST-" + id.value(), DAY), NOW);
        shows("/my/home", false);
        shows("/my", true);
        assertThat(page("/my", member.actor())).doesNotContain("还要退");
    }

    @Test
    void nobodyIsShownWhatAnotherOwesBack() throws Exception {
        RecoveryId id = recoveries.propose(
                maker, paid(member).id(), new Demand(Money.ofYuan(50), Reason.OVERPAID, "重复计算了一天"), NOW);
        recoveries.confirm(checker, id, NOW);
        member = hospitalMember();
        shows("/my/home", false);
        shows("/my", false);
    }

    private void shows(String page, boolean link) throws Exception {
        assertThat(page(page, member.actor()).contains("href=\"/my/recoveries\""))
                .as(page)
                .isEqualTo(link);
    }
}
