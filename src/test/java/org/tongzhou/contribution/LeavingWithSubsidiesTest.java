package org.tongzhou.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.contribution.SomeCredits.line;
import static org.tongzhou.testing.TestData.DAYE;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.PROVINCE;
import static org.tongzhou.testing.TestData.TODAY;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.organisation.FeeShares;
import org.tongzhou.organisation.Payer;
import org.tongzhou.organisation.Share;
import org.tongzhou.organisation.Unit;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/** What programmes pay of a bill that somebody has left. */
@RoomTest
class LeavingWithSubsidiesTest {
    private static final Share FIFTY_EACH = new Share.Each(Money.ofYuan(50));

    @Autowired
    Withdrawals withdrawals;

    @Autowired
    Programmes programmes;

    @Autowired
    Bills bills;

    @Autowired
    SomeBills someBills;

    @Autowired
    SomeCredits in;

    @Autowired
    TestData some;

    @Autowired
    JdbcClient jdbc;

    /** 230 and 95 yuan: whoever of the two leaves, the programme pays what it pays for one. */
    @Test
    void aProgrammeOfSoMuchForEachPersonPaysAsMuchForWhoIsLeft() {
        for (int leaving : List.of(0, 1)) {
            Unit unit = some.unit(DAYE, FeeShares.worker());
            ProgrammeId programme = agreed(unit, FIFTY_EACH, Money.ofYuan(1_000));
            Bill bill = someBills.ofRosterBeside(unit, 3, 0);
            assertThat(bill.subsidised()).isEqualTo(Money.ofYuan(100));
            in.one(line("225.00", bill.reference()));
            leave(unit, bill, leaving);
            assertThat(paidBy(bill)).containsExactly(Money.ofYuan(50));
            assertThat(again(bill).of(Payer.WORKER)).isEqualTo(Money.ofYuan(leaving == 0 ? 45 : 180));
            assertThat(again(bill).state()).isEqualTo(Bill.State.PAID);
            assertThat(programmes.find(in.finance(), programme).used()).isEqualTo(Money.ofYuan(50));
            in.assertBalanced();
            in.assertChecked(bill);
        }
    }

    /** 230 and 95 yuan: of the dearer one 95 are not owed, since the programme paid them for the cheaper one as well. */
    @Test
    void whoStaysOwesNoMoreThanAllOwedBefore() {
        Unit unit = some.unit(DAYE, FeeShares.worker());
        ProgrammeId programme = agreed(unit, new Share.Each(Money.ofYuan(160)), Money.ofYuan(1_000));
        Bill bill = someBills.ofRosterBeside(unit, 3, 0);
        assertThat(bill.subsidised()).isEqualTo(Money.ofYuan(320));
        in.one(line("5.00", bill.reference()));
        leave(unit, bill, 1);
        assertThat(again(bill).of(Payer.WORKER)).isEqualTo(Money.ofYuan(5));
        assertThat(again(bill).state()).isEqualTo(Bill.State.PAID);
        assertThat(programmes.find(in.finance(), programme).used()).isEqualTo(Money.ofYuan(225));
        in.assertBalanced();
        in.assertChecked(bill);
    }

    /** One had ten yuan left: those it has given already stay, and nobody owes the fen of a division. */
    @Test
    void aBillThatTwoProgrammesPaidWholeStaysPaid() {
        Unit unit = some.unit(DAYE, FeeShares.worker());
        agreed(unit, FIFTY_EACH, Money.ofYuan(10));
        agreed(unit, new Share.Each(Money.ofYuan(95)), Money.ofYuan(1_000));
        Bill bill = someBills.ofRoster(unit, 3);
        assertThat(paidBy(bill)).containsExactly(Money.ofYuan(10), Money.ofYuan(275));
        leave(unit, bill, 0);
        assertThat(paidBy(bill)).containsExactly(Money.ofYuan(10), Money.ofYuan(180));
        assertThat(again(bill).outstanding()).isEqualTo(Money.ZERO);
        in.assertBalanced();
        in.assertChecked(bill);
    }

    /** 185 and 95 yuan, of a programme that pays 150 for each: for the one who is left alone that would be 35 yuan too little. */
    @Test
    void ofFreePlacesTheProgrammesPayWhatIsLeftWhole() {
        Unit unit = some.unit(DAYE, FeeShares.worker());
        agreed(unit, new Share.Each(Money.ofYuan(150)), Money.ofYuan(1_000));
        Bill bill = someBills.ofRosterBeside(unit, 2, 0);
        jdbc.sql("update enrolment.submission set granted = true where fund = 42 and id = ?")
                .param(bill.submission().value())
                .update();
        leave(unit, bill, 1);
        assertThat(paidBy(bill)).containsExactly(Money.ofYuan(185));
        assertThat(again(bill).state()).isEqualTo(Bill.State.PAID);
        in.assertBalanced();
        in.assertChecked(bill);
    }

    private ProgrammeId agreed(Unit unit, Share share, Money budget) {
        ProgrammeId id = programmes.propose(in.finance(), terms(unit, share, budget), NOW);
        programmes.agree(some.actor(Role.FINANCE_CHECKER, PROVINCE), id, NOW);
        return id;
    }

    private static NewProgramme terms(Unit unit, Share share, Money budget) {
        return new NewProgramme(
                "工会补助",
                Payer.COUNTY_UNION,
                unit.path(),
                Set.of(),
                null,
                Set.of(),
                Payer.WORKER,
                share,
                TODAY,
                TODAY,
                budget,
                null);
    }

    private void leave(Unit unit, Bill bill, int at) {
        Actor officer = some.officer(unit);
        PersonId person = withdrawals
                .joiners(officer, bill.id(), "", TODAY)
                .items()
                .get(at)
                .person();
        withdrawals.withdraw(officer, bill.id(), new Withdrawals.Leaving(Set.of(person), false, "本人离职"), NOW);
    }

    /** What each programme pays of the bill, in their order. */
    private List<Money> paidBy(Bill bill) {
        return again(bill).parts().stream()
                .filter(part -> part.payer() == null)
                .map(BillPart::amount)
                .toList();
    }

    private Bill again(Bill bill) {
        return bills.find(in.finance(), bill.id());
    }
}
