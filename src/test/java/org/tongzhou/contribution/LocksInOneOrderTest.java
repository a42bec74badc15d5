package org.tongzhou.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.contribution.SomeCredits.credit;
import static org.tongzhou.contribution.SomeCredits.line;
import static org.tongzhou.contribution.SomeCredits.serial;
import static org.tongzhou.testing.TestData.DAYE;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.PROVINCE;
import static org.tongzhou.testing.TestData.TODAY;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.enrolment.DraftId;
import org.tongzhou.enrolment.Submissions;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.DateRange;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.organisation.FeeShares;
import org.tongzhou.organisation.Unit;
import org.tongzhou.testing.TwoAtOnce;

/**
 * Two at work at once reach for the same things in the same order: credits, bills, the covers of the fund, then programmes and
 * numbers of receipts. In another order each would wait for what the other holds, and the database would refuse one of them.
 */
class LocksInOneOrderTest extends FeeRoom {
    @Autowired
    private Withdrawals withdrawals;

    @Autowired
    private Submissions submissions;

    @Autowired
    private Assignments assignments;

    @Autowired
    private Programmes programmes;

    @Autowired
    private Reminders reminders;

    @Autowired
    private CreditStore store;

    @Autowired
    private BillStore billStore;

    @Autowired
    private TransactionTemplate transactions;

    /** The first is already so far that it changes who is covered. */
    private void whileCoversAreHeld(Runnable first, Runnable second) throws Exception {
        atOnce(() -> submissions.hold(FUND), second, first);
    }

    private void atOnce(Runnable first, Runnable second, Runnable firstGoesOn) throws Exception {
        new TwoAtOnce(transactions, jdbc)
                .run(
                        first,
                        () -> {
                            second.run();
                            return true;
                        },
                        firstGoesOn);
    }

    private Bill paid() {
        Bill bill = someBills.ofRoster(some.unit(DAYE), 2);
        assertThat(in.one(line("190.00", bill.reference())).outcome()).isEqualTo(Outcome.EXACT);
        return again(bill);
    }

    private void oneLeaves(Bill bill) {
        Submissions.Joiner one =
                withdrawals.joiners(finance, bill.id(), "", TODAY).items().get(0);
        withdrawals.withdraw(finance, bill.id(), new Withdrawals.Leaving(Set.of(one.person()), false, "本人离职"), NOW);
    }

    private static String returned(String serial, String yuan) {
        return "2026-02-10,%s,-%s,某单位,冲正,,%s".formatted(serial(), yuan, serial);
    }

    @Test
    void whoLeavesAPaidBillAndAFileThatPaysAnother() throws Exception {
        Bill paid = paid();
        Bill due = someBills.ofRoster(some.unit(DAYE), 1);
        whileCoversAreHeld(() -> oneLeaves(paid), () -> in.upload(line("95.00", due.reference())));
        assertThat(again(paid).people()).isEqualTo(1);
        assertThat(again(due).state()).isEqualTo(Bill.State.PAID);
        in.assertChecked(paid);
        in.assertChecked(due);
    }

    @Test
    void whoLeavesAPaidBillAndAMatchOfAnotherTakenBack() throws Exception {
        Bill paid = paid();
        Bill other = paid();
        long match = bills.payments(finance, other.id(), "").items().get(0).match();
        whileCoversAreHeld(() -> oneLeaves(paid), () -> credits.undo(finance, match, NOW));
        assertThat(again(paid).people()).isEqualTo(1);
        assertThat(again(other).state()).isEqualTo(Bill.State.DUE);
        in.assertChecked(paid);
        in.assertChecked(other);
    }

    @Test
    void whoIsEnrolledAtAGiversCostAndAFileThatTakesItsMoneyAndAFeeBack() throws Exception {
        Unit unit = some.unit(DAYE, new FeeShares(0, 10_000, 0, 0));
        ProgrammeId programme = programmes.propose(
                finance,
                SomeProgrammes.half("补助", unit, new DateRange(TODAY, TODAY.plusYears(1)), Money.ofYuan(1_000)),
                NOW);
        programmes.agree(some.actor(Role.FINANCE_CHECKER, PROVINCE), programme, NOW);
        String given = serial();
        CreditId gift = credit(in.one(line(given, "2026-02-09", "500.00", "补助")));
        OtherUse use = assignments
                .named(finance, programmes.reference(finance, programme))
                .orElseThrow();
        assignments.match(finance, gift, use, NOW);
        Bill paid = someBills.ofRoster(some.unit(DAYE), 1);
        String fee = serial();
        in.upload(line(fee, "2026-02-09", "95.00", paid.reference()));
        Actor officer = some.officer(unit);
        DraftId draft = someBills.draft(officer, 1);
        whileCoversAreHeld(
                () -> bills.enrol(officer, draft, SomeBills.seen(1), NOW),
                () -> in.upload(returned(given, "500.00"), returned(fee, "95.00")));
        assertThat(again(paid).state()).isEqualTo(Bill.State.DUE);
        assertThat(programmes.find(finance, programme).funded()).isEqualTo(Money.ZERO);
        in.assertChecked(paid);
    }

    @Test
    void whoMatchesMoneyToABillAndAFileThatTakesOtherMoneyOffIt() throws Exception {
        Bill bill = someBills.ofRoster(some.unit(DAYE), 2);
        String part = serial();
        in.upload(line(part, "2026-02-09", "100.00", bill.reference()));
        CreditId rest = credit(in.one(line("90.00", "会费")));
        Bill due = someBills.ofRoster(some.unit(DAYE), 1);
        atOnce(
                () -> billStore.lock(FUND, bill.id()),
                () -> in.upload(line("95.00", due.reference()), returned(part, "100.00")),
                () -> in.matched(rest, bill));
        assertThat(again(bill).received()).isEqualTo(Money.ofYuan(90));
        assertThat(again(due).state()).isEqualTo(Bill.State.PAID);
        in.assertChecked(bill);
    }

    /** The line only points to the credit that is at hand, and the file by then holds what its match needs next. */
    @Test
    void whoMatchesMoneyAndAFileThatTellsOfItOnceMore() {
        String again = line("95.00", "会费");
        CreditId money = credit(in.one(again));
        Bill bill = someBills.ofRoster(some.unit(DAYE), 1);
        Bill due = someBills.ofRoster(some.unit(DAYE), 1);
        transactions.executeWithoutResult(status -> {
            store.lock(FUND, money);
            assertThat(meanwhile(() -> in.upload(line("95.00", due.reference()), again)))
                    .extracting(CreditOutcome::outcome)
                    .containsExactly(Outcome.EXACT, Outcome.DUPLICATE);
            in.matched(money, bill);
        });
        assertThat(again(bill).state()).isEqualTo(Bill.State.PAID);
    }

    /** The reminders point to bills in the order in which they are due, and a file locks them in another. */
    @Test
    void whoIsAtABillAndTheRemindersOfAll() {
        Bill bill = bill(1);
        Instant later = NOW.plus(Duration.ofDays(20));
        transactions.executeWithoutResult(status -> {
            billStore.lock(FUND, bill.id());
            assertThat(meanwhile(() -> reminders.remind(FUND, later))).isPositive();
        });
    }

    /** What another does who has not to wait for the one at work. */
    private static <T> T meanwhile(Supplier<T> other) {
        return CompletableFuture.supplyAsync(other)
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }
}
