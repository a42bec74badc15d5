package org.tongzhou.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.contribution.SomeCredits.credit;
import static org.tongzhou.contribution.SomeCredits.line;
import static org.tongzhou.contribution.SomeCredits.serial;
import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.DAYE;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.PROVINCE;

import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.payment.InstructionState;
import org.tongzhou.payment.PayeeAccount;
import org.tongzhou.payment.Payments;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

@RoomTest
class RefundsTest {
    private static final PayeeAccount ACCOUNT = new PayeeAccount("样例单位", "6228480000000000017", "农业银行", null);

    @Autowired
    private Refunds refunds;

    @Autowired
    private Payments payments;

    @Autowired
    private SomeBills someBills;

    @Autowired
    private SomeCredits in;

    @Autowired
    private TestData some;

    private Actor checker;
    private CreditId credit;

    @BeforeEach
    void aSurplus() {
        checker = some.actor(Role.FINANCE_CHECKER, PROVINCE);
        Bill bill = someBills.of(some.unit(DAYE), 1);
        credit = credit(in.one(line("100.00", bill.reference())));
    }

    @Test
    void aSurplusGoesBackToWhereItCameFromByTwoPersons() {
        assertThat(refunds.accountOf(in.finance(), credit)).contains("6228480000000000017");
        RefundId id = propose("5.00");
        Actor same = new Actor(
                checker.userId(),
                checker.name(),
                checker.scope(),
                Set.of(Role.FINANCE_CHECKER),
                in.finance().person(),
                null);
        refused("second_person", () -> refunds.agree(same, id, NOW));
        refunds.agree(checker, id, NOW);
        assertThat(payments.stateOf(FUND, "refund:" + id.value())).contains(InstructionState.APPROVED);
        assertThat(refunds.list(in.finance()))
                .filteredOn(refund -> refund.id().equals(id))
                .singleElement()
                .satisfies(refund -> assertThat(refund.state()).isEqualTo(Refund.State.AGREED));
        refused("refund_decided", () -> refunds.drop(in.finance(), id, NOW));
        in.assertBalanced();
    }

    @Test
    void neverMoreThanIsLeftAndNothingOfWhatIsKept() {
        refused("refund_too_much", () -> propose("5.01"));
        RefundId id = propose("3.00");
        refused("refund_too_much", () -> propose("2.01"));
        Bill other = someBills.of(some.unit(DAYE), 1);
        assertThat(in.matched(credit, other))
                .as("what is kept for the payer pays no bill")
                .isEqualTo(Money.ofYuan(2));
        refunds.drop(in.finance(), id, NOW);
        assertThat(in.open(credit).rest()).isEqualTo(Money.ofYuan(3));
    }

    @Test
    void aCreditOnItsWayBackIsNotTakenBackByAMachine() {
        Bill bill = someBills.of(some.unit(DAYE), 1);
        String serial = serial();
        CreditId over = credit(in.one(line(serial, "2026-02-09", "101.00", bill.reference())));
        refunds.propose(in.finance(), over, Money.ofYuan(6), ACCOUNT, "多缴退回", NOW);
        String taken = "2026-02-10," + serial() + ",-101.00,某单位,冲正 " + bill.reference();
        assertThat(in.one(taken).outcome()).isEqualTo(Outcome.RETURN_UNKNOWN);
        in.assertBalanced();
    }

    private RefundId propose(String yuan) {
        return refunds.propose(in.finance(), credit, Money.parseYuan(yuan), ACCOUNT, "多缴退回", NOW);
    }
}
