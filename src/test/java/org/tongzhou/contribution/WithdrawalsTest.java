package org.tongzhou.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.tongzhou.contribution.SomeCredits.credit;
import static org.tongzhou.contribution.SomeCredits.line;
import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.DAYE;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.PROVINCE;
import static org.tongzhou.testing.TestData.TODAY;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.access.web.Visits;
import org.tongzhou.enrolment.Submissions;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.DateRange;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.kernel.Slice;
import org.tongzhou.organisation.FeeShares;
import org.tongzhou.organisation.Payer;
import org.tongzhou.organisation.Unit;
import org.tongzhou.testing.LedgerSums;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

@RoomTest
class WithdrawalsTest {
    @Autowired
    private MockMvc mvc;

    @Autowired
    private Visits visits;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Withdrawals withdrawals;

    @Autowired
    private Instalments instalments;

    @Autowired
    private Programmes programmes;

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

    @Test
    void somebodyLeavesAPaidBillBeforeItsCoverBeginsAndTheRestIsRefundable() {
        Unit unit = some.unit(DAYE);
        Bill bill = someBills.ofRoster(unit, 3);
        CreditOutcome paid = in.one(line("285.00", bill.reference()));
        Actor officer = some.officer(unit);
        withdraw(officer, bill, joiner(officer, bill, 1), false);
        Bill less = again(bill);
        assertThat(less.people()).isEqualTo(2);
        assertThat(less.total()).isEqualTo(Money.ofYuan(190));
        assertThat(less.of(Payer.EMPLOYER)).isEqualTo(Money.ofYuan(95));
        assertThat(less.state()).isEqualTo(Bill.State.PAID);
        assertThat(in.open(credit(paid)).rest()).isEqualTo(Money.ofYuan(95));
        assertThat(someBills.coverStarts(bill)).hasSize(2).containsOnly(TODAY.plusDays(1));
        assertThat(receipts.of(in.finance(), bill.id(), "").items())
                .extracting(slip -> slip.amount().fen())
                .containsExactly(14_250L, 14_250L, -14_250L, -14_250L, 9_500L, 9_500L);
        in.assertBalanced();
        in.assertChecked(bill);
    }

    /** Sixty when they were enrolled, sixty-one when the fee comes: the others begin, and this one's money goes back. */
    @Test
    void whoIsTooOldWhenTheFeeComesIsToldAndLeavesWithTheMoney() throws Exception {
        Unit unit = some.unit(DAYE);
        Bill bill =
                someBills.ofRosterWith(unit, 2, TODAY.plusDays(1).minusYears(61).plusDays(3));
        Instant late = NOW.plus(Duration.ofDays(3));
        CreditOutcome paid = SomeCredits.only(in.upload(late, line("285.00", bill.reference())));
        assertThat(someBills.coverStarts(bill)).hasSize(2).containsOnly(TODAY.plusDays(4));
        Actor officer = some.officer(unit);
        Submissions.Joiner old = withdrawals
                .joiners(officer, bill.id(), "", TODAY.plusDays(3))
                .items()
                .get(0);
        assertThat(old.leftOut()).isTrue();
        assertThat(templates(old.person())).containsExactly("notice.cover.overage");
        assertThat(templates(bill.raisedBy())).contains("notice.bill.overage");
        assertThat(page(officer, bill)).contains("1 人到保障生效那天已超过计划的参加年龄");
        Withdrawals.Leaving leaving = new Withdrawals.Leaving(Set.of(old.person()), false, "已经超龄");
        withdrawals.withdraw(officer, bill.id(), leaving, NOW.plus(Duration.ofDays(10)));
        assertThat(again(bill).total()).isEqualTo(Money.ofYuan(190));
        assertThat(again(bill).state()).isEqualTo(Bill.State.PAID);
        assertThat(in.open(credit(paid)).rest()).isEqualTo(Money.ofYuan(95));
        assertThat(someBills.coverStarts(bill)).hasSize(2);
        assertThat(page(officer, bill)).doesNotContain("参加年龄");
        in.assertBalanced();
        in.assertChecked(bill);
    }

    /** However many there are. */
    @Test
    void theLastOfALargeBillIsFoundOnALaterPageAndLeaves() throws Exception {
        Unit unit = some.unit(DAYE);
        Bill bill = someBills.ofRoster(unit, 203);
        Actor officer = some.officer(unit);
        Slice<Submissions.Joiner> first = withdrawals.joiners(officer, bill.id(), "", TODAY);
        Slice<Submissions.Joiner> second =
                withdrawals.joiners(officer, bill.id(), Objects.requireNonNull(first.next()), TODAY);
        Slice<Submissions.Joiner> last =
                withdrawals.joiners(officer, bill.id(), Objects.requireNonNull(second.next()), TODAY);
        assertThat(last.next()).isNull();
        assertThat(Stream.of(first, second, last)
                        .flatMap(page -> page.items().stream().map(Submissions.Joiner::person)))
                .doesNotHaveDuplicates()
                .hasSize(203);
        assertThat(page(officer, bill, "/people")).contains("after=" + first.next());
        assertThat(page(officer, bill, "/people?after=" + second.next())).doesNotContain("rel=\"next\"");
        Withdrawals.Leaving leaving =
                new Withdrawals.Leaving(Set.of(last.items().get(2).person()), false, "已经离职");
        withdrawals.withdraw(officer, bill.id(), leaving, NOW);
        assertThat(again(bill).people()).isEqualTo(202);
        assertThat(withdrawals.mayAllLeave(officer, bill.id(), TODAY)).isTrue();
    }

    /** Nothing begins; without a word both would go on waiting for a fee that is in. */
    @Test
    void whosePlanWasClosedWhenTheFeeComesIsToldAndWhoEnrolledThemToo() {
        Unit unit = some.unit(DAYE);
        Bill bill = someBills.ofRoster(unit, 2);
        closePlansOf(bill);
        in.upload(line("190.00", bill.reference()));
        assertThat(again(bill).state()).isEqualTo(Bill.State.PAID);
        assertThat(someBills.coverStarts(bill)).isEmpty();
        withdrawals
                .joiners(some.officer(unit), bill.id(), "", TODAY)
                .items()
                .forEach(joiner -> assertThat(templates(joiner.person())).containsExactly("notice.cover.closed"));
        assertThat(templates(bill.raisedBy())).contains("notice.bill.closed").doesNotContain("notice.bill.paid");
    }

    /** As if what these people chose were open no more; plans of the shared fund stay as they are. */
    private void closePlansOf(Bill bill) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("set local session_replication_role = replica").update();
            jdbc.sql("update enrolment.choice set plan = 'closed-by-then' where fund = 42 and submission = ?")
                    .param(bill.submission().value())
                    .update();
        });
    }

    private List<String> templates(PersonId person) {
        return jdbc.sql("select template from notice.message where person = :person")
                .param("person", person.value())
                .query(String.class)
                .list();
    }

    private String page(Actor officer, Bill bill) throws Exception {
        return page(officer, bill, "");
    }

    private String page(Actor officer, Bill bill, String below) throws Exception {
        return mvc.perform(get("/bills/" + bill.id().value() + below).with(visits.of(officer)))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    @Test
    void whoLeavesAnUnpaidBillMakesItLess() {
        Unit unit = some.unit(DAYE);
        Bill bill = someBills.ofRoster(unit, 2);
        in.one(line("95.00", bill.reference()));
        Actor officer = some.officer(unit);
        withdraw(officer, bill, joiner(officer, bill, 0), false);
        assertThat(again(bill).state()).as("what was in is now all of it").isEqualTo(Bill.State.PAID);
        assertThat(someBills.coverStarts(bill)).containsExactly(TODAY.plusDays(1));
        in.assertBalanced();
        in.assertChecked(bill);
    }

    @Test
    void whatOnePayerPaidStaysThatPayersWhenSomebodyLeaves() {
        Unit unit = some.unit(DAYE);
        Bill bill = someBills.ofRoster(unit, 3);
        CreditOutcome employers = in.one(line("142.50", reference(bill, Payer.EMPLOYER)));
        Actor officer = some.officer(unit);
        withdraw(officer, bill, joiner(officer, bill, 1), false);
        assertThat(again(bill).parts())
                .extracting(BillPart::payer, BillPart::received)
                .containsExactly(tuple(Payer.WORKER, Money.ZERO), tuple(Payer.EMPLOYER, Money.ofYuan(95)));
        assertThat(in.open(credit(employers)).rest()).isEqualTo(Money.parseYuan("47.50"));
        CreditOutcome workers = in.one(line("95.00", reference(bill, Payer.WORKER)));
        assertThat(workers.outcome()).isEqualTo(Outcome.EXACT);
        assertThat(someBills.coverStarts(bill)).hasSize(2);
        in.assertBalanced();
        in.assertChecked(bill);
    }

    @Test
    void whatIsTooMuchOfEachPayerIsThatPayersWhenSomebodyLeaves() {
        Unit unit = some.unit(DAYE);
        Bill bill = someBills.ofRoster(unit, 3);
        CreditOutcome workers = in.one(line("142.50", reference(bill, Payer.WORKER)));
        CreditOutcome employers = in.one(line("142.50", reference(bill, Payer.EMPLOYER)));
        Actor officer = some.officer(unit);
        withdraw(officer, bill, joiner(officer, bill, 1), false);
        assertThat(again(bill).state()).isEqualTo(Bill.State.PAID);
        assertThat(in.open(credit(workers)).rest()).isEqualTo(Money.parseYuan("47.50"));
        assertThat(in.open(credit(employers)).rest()).isEqualTo(Money.parseYuan("47.50"));
        in.assertChecked(bill);
    }

    private static String reference(Bill bill, Payer payer) {
        return bill.parts().stream()
                .filter(part -> part.payer() == payer)
                .map(BillPart::reference)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aWholeBillIsGivenUpAndSubsidiesGoBackToTheirBudget() {
        Unit unit = some.unit(DAYE, new FeeShares(0, 10_000, 0, 0));
        ProgrammeId programme = programmes.propose(in.finance(), half(unit), NOW);
        programmes.agree(some.actor(Role.FINANCE_CHECKER, PROVINCE), programme, NOW);
        Bill bill = someBills.ofRoster(unit, 3);
        assertThat(bill.subsidised()).isEqualTo(Money.parseYuan("142.50"));
        Actor officer = some.officer(unit);
        withdraw(officer, bill, joiner(officer, bill, 2), false);
        assertThat(again(bill).subsidised()).isEqualTo(Money.ofYuan(95));
        assertThat(again(bill).of(Payer.EMPLOYER)).isEqualTo(Money.ofYuan(95));
        CreditOutcome paid = in.one(line("95.00", bill.reference()));
        assertThat(paid.outcome()).isEqualTo(Outcome.EXACT);
        withdraw(officer, bill, Set.of(), true);
        assertThat(again(bill).state()).isEqualTo(Bill.State.CANCELLED);
        assertThat(in.open(credit(paid)).rest()).isEqualTo(Money.ofYuan(95));
        assertThat(someBills.coverStarts(bill)).isEmpty();
        assertThat(receipts.inForce(in.finance(), bill.id())).isEmpty();
        assertThat(LedgerSums.left(jdbc, FUND, Long.toString(programme.value())))
                .isEqualTo(Money.ofYuan(1_000));
        assertThat(programmes.find(in.finance(), programme).used()).isEqualTo(Money.ZERO);
        assertThat(in.one(line("95.00", bill.reference())).outcome())
                .as("nobody owes a cancelled bill")
                .isEqualTo(Outcome.UNKNOWN);
        in.assertBalanced();
        in.assertChecked(bill);
    }

    /** Its parts together are what the bill was over all; given up whole it needs none. */
    @Test
    void nobodyLeavesABillWhosePartsAreNotAllPaidUnlessAllDo() {
        Unit unit = some.unit(DAYE);
        Bill bill = someBills.ofRoster(unit, 2);
        List<Instalment> parts = List.of(
                new Instalment(TODAY.plusDays(10), Money.ofYuan(100)),
                new Instalment(TODAY.plusDays(40), Money.ofYuan(90)));
        instalments.agree(in.finance(), bill.id(), parts, Instalments.Start.ALL_PAID, NOW);
        Actor officer = some.officer(unit);
        refused("bill_in_instalments", () -> withdraw(officer, bill, joiner(officer, bill, 0), false));
        withdraw(officer, bill, Set.of(), true);
        assertThat(again(bill).state()).isEqualTo(Bill.State.CANCELLED);
    }

    /** What was agreed is kept by then: who was too old when the last part came leaves as from any other bill. */
    @Test
    void whoDidNotBeginLeavesABillWhosePartsAreAllPaid() {
        Unit unit = some.unit(DAYE);
        Bill bill =
                someBills.ofRosterWith(unit, 2, TODAY.plusDays(1).minusYears(61).plusDays(3));
        List<Instalment> parts = List.of(
                new Instalment(TODAY.plusDays(2), Money.ofYuan(100)),
                new Instalment(TODAY.plusDays(40), Money.ofYuan(185)));
        instalments.agree(in.finance(), bill.id(), parts, Instalments.Start.ALL_PAID, NOW);
        in.upload(NOW.plus(Duration.ofDays(1)), line("100.00", bill.reference()));
        CreditOutcome last =
                SomeCredits.only(in.upload(NOW.plus(Duration.ofDays(3)), line("185.00", bill.reference())));
        Actor officer = some.officer(unit);
        Submissions.Joiner old = withdrawals
                .joiners(officer, bill.id(), "", TODAY.plusDays(3))
                .items()
                .get(0);
        assertThat(old.leftOut()).isTrue();
        Withdrawals.Leaving leaving = new Withdrawals.Leaving(Set.of(old.person()), false, "已经超龄");
        withdrawals.withdraw(officer, bill.id(), leaving, NOW.plus(Duration.ofDays(10)));
        assertThat(again(bill).total()).isEqualTo(Money.ofYuan(190));
        assertThat(again(bill).state()).isEqualTo(Bill.State.PAID);
        assertThat(in.open(credit(last)).rest()).isEqualTo(Money.ofYuan(95));
        assertThat(instalments.of(officer, bill.id())).isEmpty();
        assertThat(someBills.coverStarts(bill)).hasSize(2);
        in.assertBalanced();
        in.assertChecked(bill);
    }

    @Test
    void whoseCoverHasBegunCannotLeave() {
        Unit unit = some.unit(DAYE);
        Bill bill = someBills.ofRoster(unit, 1);
        in.one(line("95.00", bill.reference()));
        Actor officer = some.officer(unit);
        Withdrawals.Leaving all = new Withdrawals.Leaving(Set.of(), true, "单位搬迁");
        refused("cover_begun", () -> withdrawals.withdraw(officer, bill.id(), all, NOW.plus(Duration.ofDays(1))));
        refused("not_found", () -> withdrawals.withdraw(some.officer(some.unit(DAYE)), bill.id(), all, NOW));
        refused("fee_reason", () -> new Withdrawals.Leaving(Set.of(), true, " "));
    }

    /** The next term goes on from this one, without waiting: it would, too, if there were no term before it. */
    @Test
    void whoHasRenewedLeavesTheNextTermFirst() {
        Unit unit = some.unit(DAYE);
        String number = TestData.residentId(Sex.MALE, LocalDate.of(1985, 6, 15)).number();
        Bill bill = someBills.ofThreeMonths(unit, number, TODAY.plusDays(2));
        in.one(line("15.00", bill.reference()));
        Bill next = someBills.ofThreeMonths(unit, number, LocalDate.of(2026, 4, 5));
        in.one(line("15.00", next.reference()));
        assertThat(someBills.coverStarts(next)).containsExactly(LocalDate.of(2026, 5, 12));
        Actor officer = some.officer(unit);
        List<Object> begins = List.of(LocalDate.of(2026, 5, 12));
        refused("cover_continued", begins, () -> withdraw(officer, bill, joiner(officer, bill, 0), false));
        refused("cover_continued", begins, () -> withdraw(officer, bill, Set.of(), true));
        withdraw(officer, next, Set.of(), true);
        withdraw(officer, bill, Set.of(), true);
        assertThat(someBills.coverStarts(bill)).isEmpty();
    }

    private void withdraw(Actor officer, Bill bill, Set<org.tongzhou.kernel.PersonId> people, boolean all) {
        withdrawals.withdraw(officer, bill.id(), new Withdrawals.Leaving(people, all, "本人离职"), NOW);
    }

    private Set<org.tongzhou.kernel.PersonId> joiner(Actor officer, Bill bill, int at) {
        Submissions.Joiner joiner =
                withdrawals.joiners(officer, bill.id(), "", TODAY).items().get(at);
        assertThat(joiner.begun()).isFalse();
        return Set.of(joiner.person());
    }

    private static NewProgramme half(Unit unit) {
        return SomeProgrammes.half("工会补助一半", unit, DateRange.ofInclusive(TODAY, TODAY), Money.ofYuan(1_000));
    }

    private Bill again(Bill bill) {
        return bills.find(in.finance(), bill.id());
    }
}
