package org.tongzhou.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.contribution.SomeCredits.line;
import static org.tongzhou.contribution.SomeCredits.serial;
import static org.tongzhou.testing.TestData.DAYE;
import static org.tongzhou.testing.TestData.TODAY;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.kernel.Actor;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

@RoomTest
class ReturnedCreditsTest {
    @Autowired
    private Bills bills;

    @Autowired
    private Receipts receipts;

    @Autowired
    private SomeBills someBills;

    @Autowired
    private SomeCredits in;

    @Autowired
    private TestData some;

    private Actor finance;

    @BeforeEach
    void somebodyOfFinance() {
        finance = in.finance();
    }

    @Test
    void whatTheBankTakesBackIsOwedAgainAndTheCoverStays() {
        Bill bill = bill(1);
        String serial = serial();
        in.upload(line(serial, "2026-02-09", "95.00", bill.reference()));
        String number = receipts.number(finance, bill.id()).orElseThrow();
        String taken = "2026-02-10," + serial() + ",-95.00,某单位,冲正 " + bill.reference();
        CreditOutcome outcome = SomeCredits.only(in.upload(taken));
        assertThat(outcome.outcome()).isEqualTo(Outcome.RETURNED);
        assertThat(again(bill).state()).isEqualTo(Bill.State.DUE);
        assertThat(receipts.number(finance, bill.id())).isEmpty();
        assertThat(someBills.coverStarts(bill)).isNotEmpty();
        assertThat(bills.payments(finance, bill.id()))
                .singleElement()
                .satisfies(payment -> assertThat(payment.endedOn()).isEqualTo(TODAY));
        assertThat(SomeCredits.only(in.upload(taken)).outcome()).isEqualTo(Outcome.DUPLICATE);
        assertThat(SomeCredits.only(in.upload(line("95.00", bill.reference()))).outcome())
                .isEqualTo(Outcome.EXACT);
        assertThat(receipts.number(finance, bill.id())).isPresent().get().isNotEqualTo(number);
        in.assertBalanced();
    }

    @Test
    void aReturnThatNobodyKnowsHasNoEffect() {
        CreditOutcome outcome = SomeCredits.only(in.upload("2026-02-10," + serial() + ",-4321.09,某单位,退汇"));
        assertThat(outcome.outcome()).isEqualTo(Outcome.RETURN_UNKNOWN);
        in.assertBalanced();
    }

    private Bill bill(int people) {
        return someBills.of(some.unit(DAYE), people);
    }

    private Bill again(Bill bill) {
        return bills.find(finance, bill.id());
    }
}
