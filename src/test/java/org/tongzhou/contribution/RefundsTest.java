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
import static org.tongzhou.testing.TestData.TODAY;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.ledger.Ledger;
import org.tongzhou.ledger.Posting;
import org.tongzhou.ledger.Template;
import org.tongzhou.payment.BenefitPaid;
import org.tongzhou.payment.BenefitRejected;
import org.tongzhou.payment.BenefitReturned;
import org.tongzhou.payment.BenefitsPaid;
import org.tongzhou.payment.BenefitsRejected;
import org.tongzhou.payment.BenefitsReturned;
import org.tongzhou.payment.Instruction;
import org.tongzhou.payment.InstructionState;
import org.tongzhou.payment.PayeeAccount;
import org.tongzhou.payment.Payments;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

@RoomTest
class RefundsTest {
    private static final PayeeAccount ACCOUNT = new PayeeAccount("样例单位", "6228480000000000017", "农业银行", null);
    private static final PayeeAccount OTHER = new PayeeAccount("样例单位 新户", "6228480000000000025", "工商银行", null);

    @Autowired
    private Refunds refunds;

    @Autowired
    private Credits credits;

    @Autowired
    private Bills bills;

    @Autowired
    private Payments payments;

    @Autowired
    private Ledger ledger;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private JdbcClient jdbc;

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

    /** Two pictures are four units to Java and two characters to the database and to whoever reads them. */
    @Test
    void aReasonIsAsLongAsItsCharacters() {
        CreditId id = credit;
        refused(
                "fee_reason",
                () -> refunds.propose(in.finance(), id, Money.ofFen(1), ACCOUNT, "\uD83D\uDE00\uD83D\uDE00", NOW));
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
        refused("second_person", () -> agree(same, id));
        agree(checker, id);
        assertThat(payments.stateOf(FUND, "refund:" + id.value())).contains(InstructionState.APPROVED);
        assertThat(refunds.list(in.finance(), "").items())
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
    void whatPaidForCoverThatHasBegunStaysUntilTheBillIsPaidOtherwise() {
        Bill covered = someBills.of(some.unit(DAYE), 1);
        credit = credit(in.one(line("100.00", covered.reference())));
        credits.undo(
                in.finance(),
                bills.payments(in.finance(), covered.id(), "").items().get(0).match(),
                NOW);
        assertThat(someBills.coverStarts(covered)).isNotEmpty();
        assertThat(in.open(credit).rest()).isEqualTo(Money.ofYuan(100));
        refused("refund_cover_began", () -> propose("5.01"));
        refused("refund_too_much", () -> propose("100.01"));
        propose("5.00");
        in.one(line("95.00", covered.reference()));
        propose("95.00");
        in.assertBalanced();
    }

    @Test
    void aFeeTakenOffABillBeforeItsCoverBeginsGoesBackWhole() {
        Bill early = someBills.ofRoster(some.unit(DAYE), 1);
        credit = credit(in.one(line("95.00", early.reference())));
        credits.undo(
                in.finance(),
                bills.payments(in.finance(), early.id(), "").items().get(0).match(),
                NOW);
        assertThat(someBills.coverStarts(early)).isEmpty();
        propose("95.00");
        in.assertBalanced();
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

    @Test
    void aRefundThatTheBankSendsBackIsPaidAgainToAnotherAccountByTwoPersons() {
        RefundId id = propose("5.00");
        agree(checker, id);
        Instruction first = payments.of(FUND, "refund:" + id.value()).get(0);
        bank(first, "BATCHED", "SEALED", "RELEASED", "SENT", "PAID");
        post(Template.FEE_REFUNDED, first);
        events.publishEvent(BenefitsPaid.of(
                new BenefitPaid(FUND, first.cause(), first.id(), first.person(), first.amount(), TODAY)));
        assertThat(state(id)).isEqualTo(Refund.State.PAID);
        in.assertBalanced();
        refused("refund_decided", () -> refunds.again(in.finance(), id, OTHER, "银行退回，已核对", NOW));
        bank(first, "RETURNED");
        post(Template.FEE_REFUND_RETURNED, first);
        events.publishEvent(BenefitsReturned.of(
                new BenefitReturned(FUND, first.cause(), first.id(), first.person(), first.amount(), TODAY, "AC04")));
        assertThat(state(id)).isEqualTo(Refund.State.RETURNED);
        in.assertBalanced();
        refused("refund_too_much", () -> propose("0.01"));
        refused("not_allowed", () -> refunds.again(checker, id, OTHER, "银行退回，已核对", NOW));
        refunds.again(in.finance(), id, OTHER, "银行退回，已核对", NOW);
        refused("refund_decided", () -> refunds.again(in.finance(), id, OTHER, "再按一次", NOW));
        refunds.drop(checker, id, NOW);
        assertThat(state(id)).as("kept for its payer").isEqualTo(Refund.State.RETURNED);
        refunds.again(in.finance(), id, OTHER, "银行退回，已核对", NOW);
        refused("payment_book_unread", () -> agree(checker, id));
        theBooksAreRead();
        agree(checker, id);
        assertThat(payments.of(FUND, first.cause()))
                .extracting(Instruction::state)
                .containsExactly(InstructionState.RETURNED, InstructionState.APPROVED);
        assertThat(refunds.list(in.finance(), "").items())
                .filteredOn(refund -> refund.id().equals(id))
                .singleElement()
                .satisfies(refund -> assertThat(refund.payee()).startsWith("样例单位 新户"));
        in.assertBalanced();
    }

    /** On the page that the second person looks at stands another account than the one that is proposed by now. */
    @Test
    void whatIsAgreedToIsWhatWasSeen() {
        RefundId id = propose("5.00");
        agree(checker, id);
        Instruction first = payments.of(FUND, "refund:" + id.value()).get(0);
        bank(first, "BATCHED", "SEALED", "RELEASED", "SENT", "REJECTED");
        events.publishEvent(BenefitsRejected.of(
                new BenefitRejected(FUND, first.cause(), first.id(), first.person(), first.amount(), "AC04")));
        theBooksAreRead();
        refunds.again(in.finance(), id, ACCOUNT, "银行退回，已核对", NOW);
        String seen = seen(id);
        refunds.drop(in.finance(), id, NOW);
        refunds.again(in.finance(), id, OTHER, "银行退回，已核对", NOW);
        refused("refund_proposal_seen", () -> refunds.agree(checker, id, seen, NOW));
        assertThat(state(id)).isEqualTo(Refund.State.PROPOSED);
        agree(checker, id);
        in.assertBalanced();
    }

    private void theBooksAreRead() {
        jdbc.sql("""
                        insert into payment.bank_cursor (fund, after, seen_event)
                        values (42, 0, (select max(id) from payment.instruction_event))
                        on conflict (fund) do update set seen_event = excluded.seen_event
                        """).update();
    }

    @Test
    void whoProposedARefundAgainIsWhoseOrderItIs() {
        RefundId id = propose("5.00");
        agree(checker, id);
        Instruction first = payments.of(FUND, "refund:" + id.value()).get(0);
        bank(first, "BATCHED", "SEALED", "RELEASED", "SENT", "REJECTED");
        events.publishEvent(BenefitsRejected.of(
                new BenefitRejected(FUND, first.cause(), first.id(), first.person(), first.amount(), "AC04")));
        theBooksAreRead();
        Actor other = some.actor(Role.FINANCE_MAKER, PROVINCE);
        refunds.again(other, id, OTHER, "银行退回，已核对", NOW);
        agree(checker, id);
        assertThat(payments.of(FUND, first.cause()))
                .extracting(Instruction::person)
                .containsExactly(in.finance().person(), other.person());
        assertThat(other.person()).isNotEqualTo(in.finance().person());
    }

    private Refund.State state(RefundId id) {
        return refunds.list(in.finance(), "").items().stream()
                .filter(refund -> refund.id().equals(id))
                .findFirst()
                .orElseThrow()
                .state();
    }

    /** As the bank would have said it, without a bank. */
    private void bank(Instruction instruction, String... states) {
        for (String state : states) {
            jdbc.sql("insert into payment.instruction_event (fund, instruction, from_state, state, at)"
                            + " select fund, id, state, :state, now() from payment.instruction"
                            + " where fund = 42 and id = :id")
                    .param("id", instruction.id().value())
                    .param("state", state)
                    .update();
        }
    }

    private void post(Template template, Instruction instruction) {
        Posting.Part part = new Posting.Part(instruction.amount(), PROVINCE, "");
        String cause = "instruction:" + instruction.id().value();
        ledger.post(FUND, Posting.of(template, cause, TODAY, NOW, List.of(part)));
    }

    /** As somebody does who looks at what is proposed right then. */
    private void agree(Actor actor, RefundId id) {
        refunds.agree(actor, id, seen(id), NOW);
    }

    private String seen(RefundId id) {
        return refunds.list(in.finance(), "").items().stream()
                .filter(refund -> refund.id().equals(id))
                .findFirst()
                .orElseThrow()
                .seal();
    }

    private RefundId propose(String yuan) {
        return refunds.propose(in.finance(), credit, Money.parseYuan(yuan), ACCOUNT, "多缴退回", NOW);
    }
}
