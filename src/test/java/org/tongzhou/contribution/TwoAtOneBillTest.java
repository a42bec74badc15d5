package org.tongzhou.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tongzhou.contribution.SomeCredits.credit;
import static org.tongzhou.contribution.SomeCredits.line;
import static org.tongzhou.testing.TestData.DAYE;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.PROVINCE;
import static org.tongzhou.testing.TestData.TODAY;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.enrolment.Submissions;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.organisation.FeeShares;
import org.tongzhou.organisation.Unit;
import org.tongzhou.testing.TwoAtOnce;

/** Two people change one bill in the same instant: the second goes by what the first has left. */
class TwoAtOneBillTest extends FeeRoom {
    @Autowired
    private Withdrawals withdrawals;

    @Autowired
    private TransactionTemplate transactions;

    private void atOnce(Runnable first, Runnable second) throws Exception {
        new TwoAtOnce(transactions, jdbc).run(first, Executors.callable(second));
    }

    private CreditId unnamed(String yuan) {
        return credit(in.one(line(yuan, "会费")));
    }

    @Test
    void theSecondOfTwoMatchesThatFillsTheBillStartsItsCover() throws Exception {
        Bill bill = someBills.ofRoster(some.unit(DAYE, new FeeShares(0, 10_000, 0, 0)), 2);
        CreditId one = unnamed("100.00");
        CreditId other = unnamed("90.00");
        Actor second = some.actor(Role.FINANCE_CHECKER, PROVINCE);
        atOnce(() -> in.matched(one, bill), () -> credits.match(second, other, bill.id(), NOW));
        assertThat(again(bill).state()).isEqualTo(Bill.State.PAID);
        assertThat(someBills.coverStarts(bill)).hasSize(2).containsOnly(TODAY.plusDays(1));
        assertThat(receipts.inForce(finance, bill.id())).hasSize(1);
        in.assertChecked(bill);
    }

    @Test
    void whatTheFirstHasPaidTheSecondIsToldIsPaid() {
        Bill bill = someBills.ofRoster(some.unit(DAYE), 1);
        CreditId one = unnamed("95.00");
        CreditId other = unnamed("95.00");
        assertThatThrownBy(() -> atOnce(() -> in.matched(one, bill), () -> in.matched(other, bill)))
                .cause()
                .hasMessage("bill_paid");
        assertThat(in.open(other).rest()).isEqualTo(Money.ofYuan(95));
    }

    @Test
    void twoWhoLeaveTakeEachTheirOwnFeeOffTheBill() throws Exception {
        Unit unit = some.unit(DAYE);
        Bill bill = someBills.ofRoster(unit, 3);
        Actor officer = some.officer(unit);
        List<Submissions.Joiner> joiners =
                withdrawals.joiners(officer, bill.id(), "", TODAY).items();
        atOnce(
                () -> leave(officer, bill, joiners.get(0).person()),
                () -> leave(officer, bill, joiners.get(1).person()));
        assertThat(again(bill).people()).isEqualTo(1);
        assertThat(again(bill).total()).isEqualTo(Money.ofYuan(95));
        assertThat(jdbc.sql("select sum(amount_fen) from contribution.withdrawal where bill = ?")
                        .param(bill.id().value())
                        .query(Long.class)
                        .single())
                .isEqualTo(19_000);
        in.assertChecked(bill);
    }

    /** Both reach for the bill and for the money that pays it; neither holds the one while it waits for the other. */
    @Test
    void aFileThatTakesMoneyBackWaitsForWhoeverIsAtTheMoney() throws Exception {
        Unit unit = some.unit(DAYE);
        Bill bill = someBills.ofRoster(unit, 2);
        CreditId paid = credit(in.one(line("100.00", bill.reference())));
        String taken = "2026-02-10," + SomeCredits.serial() + ",-100.00,某单位,冲正 " + bill.reference();
        String fee = line("90.00", bill.reference());
        Withdrawals.Leaving all = new Withdrawals.Leaving(Set.of(), true, "不参加了");
        new TwoAtOnce(transactions, jdbc)
                .run(
                        () -> jdbc.sql("select from contribution.credit where id = ? for update")
                                .param(paid.value())
                                .query(row -> {}),
                        () -> in.upload(fee, taken),
                        () -> withdrawals.withdraw(some.officer(unit), bill.id(), all, NOW));
        assertThat(again(bill).state()).isEqualTo(Bill.State.CANCELLED);
        in.assertBalanced();
        in.assertChecked(bill);
    }

    private void leave(Actor officer, Bill bill, PersonId person) {
        withdrawals.withdraw(officer, bill.id(), new Withdrawals.Leaving(Set.of(person), false, "本人离职"), NOW);
    }
}
