package org.tongzhou.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;

/** What the bank contradicts is settled by two people, and nothing is paid again meanwhile. */
class SettlementsTest extends AnswerRoom {
    @Test
    void aReturnThatCameDuringADisputeIsBookedWithItsSettlement() {
        rejectedThenBooked();
        take(notice("N2", "8412.50", entry("B2", "CRDT", "8412.50", "AC04")));
        Discrepancy first = discrepancies.open(maker, "").items().get(0);
        discrepancies.propose(maker, first.id(), Settlement.PAID, "柜台流水 B1、B2", NOW);
        Settled.by(discrepancies, checker, first.id(), NOW);
        assertThat(state(benefit)).isEqualTo(InstructionState.RETURNED);
        assertThat(balances()).containsEntry("1002", 0L).containsEntry("2202", -841_250L);
    }

    @Test
    void whatCameBackInPartDuringADisputeIsNoReturn() {
        rejectedThenBooked();
        take(notice("N2", "12.50", entry("B2", "CRDT", "12.50", "AC04")));
        discrepancies.open(maker, "").items().forEach(each -> {
            boolean part = each.kind() == DiscrepancyKind.AMOUNT;
            Settlement settlement = part ? Settlement.AS_BOOKED : Settlement.PAID;
            discrepancies.propose(maker, each.id(), settlement, "柜台流水 B1、B2", NOW);
            Settled.by(discrepancies, checker, each.id(), NOW);
        });
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
        assertThat(balances()).containsEntry("1002", -841_250L).containsEntry("2202", 0L);
    }

    @Test
    void rejectedThenPaidIsSettledByTwoPeopleAndNotPaidAgainMeanwhile() {
        rejectedThenBooked();
        assertThat(state(benefit)).isEqualTo(InstructionState.REJECTED);
        Discrepancy open = discrepancies.open(maker, "").items().get(0);
        assertThat(open.kind()).isEqualTo(DiscrepancyKind.CONTRADICTION);
        assertThatThrownBy(() -> payments.reissue(Actor.system(fund), benefit.cause(), benefit.account(), NOW))
                .hasMessage("payment_disputed");
        assertThatThrownBy(() -> discrepancies.propose(checker, open.id(), Settlement.PAID, " B1 ", NOW))
                .hasMessage("payment_evidence");
        assertThatThrownBy(() -> Settled.by(discrepancies, checker, open.id(), NOW))
                .hasMessage("payment_no_proposal");
        discrepancies.propose(checker, open.id(), Settlement.PAID, "柜台流水 B1", NOW);
        assertThatThrownBy(() -> Settled.by(discrepancies, checker, open.id(), NOW))
                .hasMessage("second_person");
        assertThatThrownBy(() -> jdbc.sql("update payment.discrepancy set settled_by = proposed_by where fund = :fund")
                        .param("fund", fund.code())
                        .update())
                .isInstanceOf(DataAccessException.class);
        discrepancies.propose(maker, open.id(), Settlement.PAID, "柜台流水 B1", NOW);
        Settled.by(discrepancies, checker, open.id(), NOW);
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
        assertThat(balances()).containsEntry("1002", -841_250L).containsEntry("2202", 0L);
    }

    @Test
    void whoConfirmsASettlementConfirmsWhatTheySaw() {
        rejectedThenBooked();
        long id = discrepancies.open(maker, "").items().get(0).id();
        discrepancies.propose(maker, id, Settlement.AS_BOOKED, "多付的向银行追回", NOW);
        String seen = discrepancies.open(checker, "").items().get(0).seal();
        discrepancies.propose(maker, id, Settlement.PAID, "柜台流水 B1", NOW);
        assertThatThrownBy(() -> discrepancies.settle(checker, id, seen, NOW)).hasMessage("payment_proposal_seen");
        assertThat(state(benefit)).isEqualTo(InstructionState.REJECTED);
        Settled.by(discrepancies, checker, id, NOW);
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
    }

    @Test
    void whatWasPaidAgainMeanwhileDoesNotAlsoBecomePaidTheFirstTime() {
        releaseOne();
        take(status("S1", "RJCT", "AC04"));
        dispatcher.round(fund, line(Duration.ofSeconds(2)), NOW);
        payments.reissue(Actor.system(fund), benefit.cause(), benefit.account(), NOW);
        take(notice("N1", "8412.50", entry("B1", "DBIT", "8412.50", "")));
        Discrepancy open = discrepancies.open(maker, "").items().get(0);
        discrepancies.propose(maker, open.id(), Settlement.PAID, "柜台流水 B1", NOW);
        assertThatThrownBy(() -> Settled.by(discrepancies, checker, open.id(), NOW))
                .hasMessage("payment_replaced");
        assertThat(payments.of(fund, benefit.cause()))
                .extracting(Instruction::state)
                .containsExactly(InstructionState.REJECTED, InstructionState.APPROVED);
        assertThat(balances()).doesNotContainKey("1002");
        discrepancies.propose(maker, open.id(), Settlement.AS_BOOKED, "多付的向银行追回", NOW);
        Settled.by(discrepancies, checker, open.id(), NOW);
    }

    @Test
    void acceptedThenRejectedIsListedAndTheBooksWait() {
        releaseOne();
        take(status("S1", "ACSC", ""));
        take(status("S2", "RJCT", "AC04"));
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
        Discrepancy open = discrepancies.open(maker, "").items().get(0);
        discrepancies.propose(maker, open.id(), Settlement.NOT_PAID, "柜台查无此笔", NOW);
        Settled.by(discrepancies, checker, open.id(), NOW);
        assertThat(state(benefit)).isEqualTo(InstructionState.RETURNED);
        assertThat(balances()).containsEntry("1002", 0L).containsEntry("2202", -841_250L);
    }

    @Test
    void aRejectionIsNotPaidAgainBeforeTheBanksBookHasBeenRead() {
        releaseOne();
        take(status("S1", "RJCT", "AC04"));
        assertThatThrownBy(() -> payments.reissue(Actor.system(fund), benefit.cause(), benefit.account(), NOW))
                .hasMessage("payment_book_unread");
        dispatcher.round(fund, line(Duration.ofSeconds(2)), NOW);
        payments.reissue(Actor.system(fund), benefit.cause(), benefit.account(), NOW);
        assertThat(state(benefit)).isEqualTo(InstructionState.APPROVED);
    }

    /** Accepted, then rejected, and not in the bank's book: so it was not paid, somebody proposes. */
    private Discrepancy proposedAsNotPaid() {
        releaseOne();
        take(status("S1", "ACSC", ""));
        take(status("S2", "RJCT", "AC04"));
        Discrepancy open = discrepancies.open(maker, "").items().get(0);
        discrepancies.propose(maker, open.id(), Settlement.NOT_PAID, "柜台查无此笔", NOW);
        return open;
    }

    @Test
    void whatTheBankBookedSinceIsLookedAtBeforeAnybodyConfirms() {
        Discrepancy open = proposedAsNotPaid();
        take(notice("N1", "8412.50", entry("B1", "DBIT", "8412.50", "")));
        assertThatThrownBy(() -> Settled.by(discrepancies, checker, open.id(), NOW))
                .hasMessage("payment_moved_since");
        discrepancies.propose(maker, open.id(), Settlement.NOT_PAID, "柜台查无此笔", NOW);
        assertThatThrownBy(() -> Settled.by(discrepancies, checker, open.id(), NOW))
                .hasMessage("payment_debited");
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
        discrepancies.propose(maker, open.id(), Settlement.PAID, "柜台流水 B1", NOW);
        Settled.by(discrepancies, checker, open.id(), NOW);
        assertThat(balances()).containsEntry("1002", -841_250L).containsEntry("2202", 0L);
    }

    @Test
    void whatBecameOfThePaymentSinceIsLookedAtBeforeAnybodyConfirms() {
        rejectedThenBooked();
        take(notice("N2", "12.50", entry("B2", "CRDT", "12.50", "AC04")));
        List<Discrepancy> open = discrepancies.open(maker, "").items();
        assertThat(open).hasSize(2);
        open.forEach(each -> discrepancies.propose(maker, each.id(), Settlement.PAID, "柜台流水 B1、B2", NOW));
        Settled.by(discrepancies, checker, open.get(0).id(), NOW);
        long second = open.get(1).id();
        assertThatThrownBy(() -> Settled.by(discrepancies, checker, second, NOW))
                .hasMessage("payment_moved_since");
        discrepancies.propose(maker, second, Settlement.AS_BOOKED, "柜台流水 B1、B2", NOW);
        Settled.by(discrepancies, checker, second, NOW);
    }

    @Test
    void aDebitOfWhatPeopleSettledAsNotPaidIsListed() {
        Discrepancy open = proposedAsNotPaid();
        Settled.by(discrepancies, checker, open.id(), NOW);
        assertThat(state(benefit)).isEqualTo(InstructionState.RETURNED);
        take(notice("N1", "8412.50", entry("B1", "DBIT", "8412.50", "")));
        assertThat(discrepancies.open(maker, "").items()).singleElement().satisfies(each -> {
            assertThat(each.kind()).isEqualTo(DiscrepancyKind.CONTRADICTION);
            assertThat(each.claimed()).isEqualTo("PAID");
        });
        discrepancies.propose(
                maker, discrepancies.open(maker, "").items().get(0).id(), Settlement.AS_BOOKED, "向银行追回", NOW);
        Settled.by(
                discrepancies,
                checker,
                discrepancies.open(maker, "").items().get(0).id(),
                NOW);
    }

    @Test
    void whatPeopleLeaveUnknownIsAskedAgainADayLater() {
        releaseOne();
        Instant tomorrow = NOW.plus(Duration.ofHours(25));
        dispatcher.round(fund, new MuteLine(), NOW);
        dispatcher.round(fund, new MuteLine(), tomorrow);
        assertThat(state(benefit)).isEqualTo(InstructionState.UNKNOWN);
        Discrepancy unknown = discrepancies.open(maker, "").items().get(0);
        discrepancies.propose(maker, unknown.id(), Settlement.AS_BOOKED, "银行说明天再查", tomorrow);
        Settled.by(discrepancies, checker, unknown.id(), tomorrow);
        dispatcher.round(fund, new MuteLine(), tomorrow.plus(Duration.ofHours(23)));
        assertThat(discrepancies.openCount(fund)).isZero();
        dispatcher.round(fund, new MuteLine(), tomorrow.plus(Duration.ofHours(25)));
        dispatcher.round(fund, new MuteLine(), tomorrow.plus(Duration.ofHours(26)));
        assertThat(discrepancies.open(maker, "").items()).singleElement().satisfies(each -> {
            assertThat(each.kind()).isEqualTo(DiscrepancyKind.STILL_UNKNOWN);
            assertThat(each.claimed()).isEqualTo("AGAIN:" + LocalDate.ofInstant(tomorrow, FundClock.ZONE));
        });
    }

    /** Answers nothing about batches, and has an empty book. */
    private record MuteLine() implements BankLink {
        @Override
        public byte[] submit(String fileName, byte[] message) throws BankSilence {
            throw new BankSilence("mute");
        }

        @Override
        public byte[] status(String msgId) throws BankSilence {
            throw new BankSilence("mute");
        }

        @Override
        public byte[] notifications(long after, LocalDate upTo) {
            return notice("N1", "0.00").getBytes(StandardCharsets.UTF_8);
        }
    }

    @Test
    void aBatchOfWhichPeopleSettledAPaymentKeepsNoOtherWaiting() throws Exception {
        bankBehaves("loseRequest=1");
        NewInstruction one = instructed(841_250, "6228480000003390");
        NewInstruction two = instructed(500_000, "6228480000008127");
        BatchId first = released();
        dispatcher.round(fund, line(Duration.ofMillis(200)), NOW);
        Instant tomorrow = NOW.plus(Duration.ofHours(25));
        dispatcher.round(fund, line(Duration.ofMillis(200)), tomorrow);
        Discrepancy unknown = discrepancies.open(maker, "").items().get(0);
        assertThat(unknown.kind()).isEqualTo(DiscrepancyKind.STILL_UNKNOWN);
        discrepancies.propose(maker, unknown.id(), Settlement.NOT_PAID, "柜台查无此笔", tomorrow);
        Settled.by(discrepancies, checker, unknown.id(), tomorrow);
        assertThat(state(one)).isEqualTo(InstructionState.REJECTED);
        bankBehaves("");
        Thread.sleep(settings.grace().toMillis() + 100);
        NewInstruction later = instructed(100, "6228480000008127");
        released(tomorrow);
        for (int i = 0; i < 3; i++) {
            dispatcher.round(fund, line(Duration.ofSeconds(2)), tomorrow);
        }
        assertThat(state(later)).isEqualTo(InstructionState.PAID);
        assertThat(state(two)).isEqualTo(InstructionState.UNKNOWN);
        assertThat(discrepancies.open(maker, "").items()).anySatisfy(each -> {
            assertThat(each.batch()).isEqualTo(first);
            assertThat(each.claimed()).isEqualTo("NOOR");
        });
    }
}
