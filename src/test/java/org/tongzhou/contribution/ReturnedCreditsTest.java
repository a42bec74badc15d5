package org.tongzhou.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.contribution.SomeCredits.credit;
import static org.tongzhou.contribution.SomeCredits.line;
import static org.tongzhou.contribution.SomeCredits.serial;
import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.DAYE;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.TODAY;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.payment.PayeeAccount;
import org.tongzhou.testing.TestData;

class ReturnedCreditsTest extends FeeRoom {
    @Autowired
    private Reminders reminders;

    @Autowired
    private Refunds refunds;

    @Test
    void whatTheBankTakesBackIsOwedAgainAndTheCoverStays() {
        Bill bill = bill(1);
        String serial = serial();
        in.upload(line(serial, "2026-02-09", "95.00", bill.reference()));
        String number = numbers(bill).get(0);
        String taken = "2026-02-10," + serial() + ",-95.00,某单位,冲正 " + bill.reference();
        CreditOutcome outcome = SomeCredits.only(in.upload(taken));
        assertThat(outcome.outcome()).isEqualTo(Outcome.RETURNED);
        assertThat(again(bill).state()).isEqualTo(Bill.State.DUE);
        assertThat(numbers(bill)).isEmpty();
        assertThat(someBills.coverStarts(bill)).isNotEmpty();
        assertThat(bills.payments(finance, bill.id(), "").items())
                .singleElement()
                .satisfies(payment -> assertThat(payment.endedOn()).isEqualTo(TODAY));
        assertThat(reminders.coveredButOwed(finance, TODAY, null).items())
                .as("somebody has to settle it with the unit")
                .extracting(Overdue::bill)
                .contains(bill.id());
        assertThat(SomeCredits.only(in.upload(taken)).outcome()).isEqualTo(Outcome.DUPLICATE);
        assertThat(SomeCredits.only(in.upload(line("95.00", bill.reference()))).outcome())
                .isEqualTo(Outcome.EXACT);
        assertThat(numbers(bill)).hasSize(2).doesNotContain(number);
        in.assertBalanced();
    }

    @Test
    void coverThatHasNotBegunWaitsAgainAndStartsWithTheNextMoney() {
        Bill bill = someBills.ofRoster(some.unit(DAYE), 2);
        in.upload(line("190.00", bill.reference()));
        assertThat(someBills.coverStarts(bill)).containsOnly(TODAY.plusDays(1));
        in.upload("2026-02-10," + serial() + ",-190.00,某单位,冲正 " + bill.reference());
        assertThat(someBills.coverStarts(bill)).isEmpty();
        assertThat(again(bill).days().coveredOn()).isNull();
        assertThat(reminders.coveredButOwed(finance, TODAY, null).items())
                .extracting(Overdue::bill)
                .doesNotContain(bill.id());
        in.upload(line("190.00", bill.reference()));
        assertThat(someBills.coverStarts(bill)).containsOnly(TODAY.plusDays(1));
        in.assertBalanced();
        in.assertChecked(bill);
    }

    @Test
    void aReturnIsFoundByTheSerialItNamesAndByAPayersOwnReference() {
        Bill bill = bill(1);
        String serial = serial();
        String own = Objects.requireNonNull(bill.parts().get(1).reference());
        assertThat(own).isNotEqualTo(bill.reference());
        CreditOutcome employer = SomeCredits.only(in.upload(line(serial, "2026-02-09", "47.50", own)));
        assertThat(employer.outcome()).isEqualTo(Outcome.SHORT);
        assertThat(again(bill).parts().get(1).state()).isEqualTo(Bill.State.PAID);
        assertThat(again(bill).parts().get(0).state()).isEqualTo(Bill.State.DUE);
        assertThat(SomeCredits.only(in.upload(line("47.50", own))).outcome())
                .as("the employer's part is paid; the worker's is not paid by it")
                .isEqualTo(Outcome.OVER);
        in.upload(returned("47.50", own));
        assertThat(again(bill).received()).as("what pays nothing goes first").isEqualTo(Money.parseYuan("47.50"));
        in.upload(returned("47.50", own));
        assertThat(again(bill).received()).isEqualTo(Money.ZERO);
        in.assertBalanced();
    }

    /** Sent once more by mistake: no bill has anything of it, and a refund beside the return would pay it back twice. */
    @Test
    void aSurplusThatTheBankTakesBackIsFoundByItsOwnWords() {
        Bill bill = someBills.ofRoster(some.unit(DAYE), 2);
        in.upload(line("190.00", bill.reference()));
        CreditId surplus = credit(in.one(line("200.00", "会费 " + inGroups(bill) + " 200元")));
        in.upload(line("200.00", "会费 " + bill.reference() + "5"));
        CreditOutcome outcome = in.one(returned("200.00", bill.reference()));
        assertThat(outcome.outcome()).isEqualTo(Outcome.RETURNED);
        assertThat(outcome.credit()).isEqualTo(surplus);
        assertThat(again(bill).state()).isEqualTo(Bill.State.PAID);
        refused("refund_too_much", () -> propose(surplus, "200.00"));
        assertThat(in.one(returned("200.00", bill.reference())).outcome()).isEqualTo(Outcome.RETURN_UNKNOWN);
        in.assertBalanced();
        in.assertChecked(bill);
    }

    private static String inGroups(Bill bill) {
        return "Hz " + bill.reference().substring(2).replaceAll("(.{4})", "$1－");
    }

    @Test
    void ofATransferMadeTwiceTheOneGoesBackThatPaysNothing() {
        Bill bill = someBills.ofRoster(some.unit(DAYE), 2);
        CreditId paying = credit(in.one(line("190.00", bill.reference())));
        CreditId first = credit(in.one(line("190.00", bill.reference())));
        CreditId second = credit(in.one(line("190.00", bill.reference())));
        assertThat(List.of(
                        in.one(returned("190.00", bill.reference())),
                        in.one(returned("190.00", bill.reference())),
                        in.one(returned("190.00", bill.reference()))))
                .extracting(CreditOutcome::credit)
                .containsExactly(second, first, paying);
        assertThat(again(bill).state()).isEqualTo(Bill.State.DUE);
        in.assertBalanced();
        in.assertChecked(bill);
    }

    /** With the refund the unit has both transfers back. */
    @Test
    void whatIsOnItsWayBackToItsPayerIsNotTakenBackBesides() {
        Bill bill = someBills.ofRoster(some.unit(DAYE), 2);
        CreditId paying = credit(in.one(line("190.00", bill.reference())));
        CreditId refunded = credit(in.one(line("190.00", bill.reference())));
        propose(refunded, "190.00");
        assertThat(in.one(returned("190.00", bill.reference())).credit()).isEqualTo(paying);
        CreditOutcome next = in.one(returned("190.00", bill.reference()));
        assertThat(next.outcome()).isEqualTo(Outcome.RETURN_UNKNOWN);
        assertThat(next.credit()).isEqualTo(refunded);
        in.assertBalanced();
    }

    /** The payer wrote the reference of a bill that was paid, and so does the bank. */
    @Test
    void whatWasMatchedByHandToAnotherBillIsFoundByItsOwnWordsToo() {
        Bill named = someBills.ofRoster(some.unit(DAYE), 2);
        Bill meant = someBills.ofRoster(some.unit(DAYE), 3);
        in.upload(line("190.00", named.reference()));
        CreditId credit = credit(in.one(line("285.00", named.reference())));
        in.matched(credit, meant);
        assertThat(in.one(returned("285.00", named.reference())).credit()).isEqualTo(credit);
        assertThat(again(meant).state()).isEqualTo(Bill.State.DUE);
        assertThat(again(named).state()).isEqualTo(Bill.State.PAID);
        in.assertBalanced();
        in.assertChecked(meant);
    }

    private static String returned(String yuan, String reference) {
        return "2026-02-10," + serial() + ",-" + yuan + ",某单位,退汇 " + reference;
    }

    private void propose(CreditId credit, String yuan) {
        PayeeAccount account = new PayeeAccount("样例单位", "6228480000000000017", "农业银行", null);
        refunds.propose(finance, credit, Money.parseYuan(yuan), account, "多汇了一次", NOW);
    }

    /** It cannot await its fee again beside what awaits already; nor begin again behind a later term. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void coverThatTheNextTermFollowsStaysAndSomebodyHasToLook(boolean nextIsPaid) {
        Unit unit = some.unit(DAYE);
        String number = TestData.residentId(Sex.MALE, LocalDate.of(1985, 6, 15)).number();
        LocalDate first = LocalDate.of(2026, 2, 12);
        Bill bill = someBills.ofThreeMonths(unit, number, first);
        in.upload(line("15.00", bill.reference()));
        Bill next = someBills.ofThreeMonths(unit, number, LocalDate.of(2026, 4, 5));
        if (nextIsPaid) {
            in.upload(line("15.00", next.reference()));
        }
        String taken = "2026-02-10," + serial() + ",-15.00,某单位,冲正 " + bill.reference();
        assertThat(in.one(taken).outcome()).isEqualTo(Outcome.RETURNED);
        assertThat(someBills.coverStarts(bill)).containsExactly(first);
        assertThat(reminders.coveredButOwed(finance, TODAY, null).items())
                .extracting(Overdue::bill)
                .contains(bill.id());
        in.upload(line("15.00", bill.reference()));
        assertThat(someBills.coverStarts(bill)).containsExactly(first);
        in.assertBalanced();
        in.assertChecked(bill);
    }

    @Test
    void aReturnThatNobodyKnowsHasNoEffect() {
        CreditOutcome outcome = SomeCredits.only(in.upload("2026-02-10," + serial() + ",-4321.09,某单位,退汇"));
        assertThat(outcome.outcome()).isEqualTo(Outcome.RETURN_UNKNOWN);
        in.assertBalanced();
    }

    private List<String> numbers(Bill bill) {
        return receipts.inForce(finance, bill.id()).stream()
                .map(Receipts.Slip::number)
                .toList();
    }
}
