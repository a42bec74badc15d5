package org.tongzhou.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.contribution.SomeCredits.credit;
import static org.tongzhou.contribution.SomeCredits.line;
import static org.tongzhou.contribution.SomeCredits.serial;
import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.DAYE;
import static org.tongzhou.testing.TestData.NOW;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tongzhou.contribution.Proposal.Sign;
import org.tongzhou.kernel.Money;
import org.tongzhou.organisation.Payer;
import org.tongzhou.organisation.Unit;

class MatchingTest extends FeeRoom {
    @Test
    void proposalsAreRankedByReferenceThenAmountThenNameThenDay() {
        Unit unit = some.unit(DAYE);
        Bill named = someBills.of(unit, 3);
        Bill sameAmount = someBills.of(some.unit(DAYE), 37);
        Bill slipped = bill(2);
        String oneDigitWrong = slipOnly(slipped.reference());
        CreditOutcome outcome = in.one(
                line(serial(), "2026-02-10", sameAmount.total().plainYuan(), oneDigitWrong + " 会费", unit.name()));
        Credit credit = in.open(credit(outcome));
        List<Proposal> ranked = credits.proposals(finance, List.of(credit)).get(credit.id());
        assertThat(ranked).extracting(Proposal::bill).containsExactly(slipped.id(), sameAmount.id(), named.id());
        assertThat(ranked)
                .extracting(Proposal::signs)
                .containsExactly(
                        Set.of(Sign.REFERENCE, Sign.DATE),
                        Set.of(Sign.AMOUNT, Sign.DATE),
                        Set.of(Sign.NAME, Sign.DATE));
    }

    /** One wrong digit that no other reference is near to: numbers given one after another may share a slip. */
    private static String slipOnly(String reference) {
        return IntStream.range(4, reference.length())
                .boxed()
                .flatMap(at -> IntStream.rangeClosed('0', '9')
                        .mapToObj(digit -> reference.substring(0, at) + (char) digit + reference.substring(at + 1)))
                .filter(slip -> !slip.equals(reference))
                .filter(slip -> PaymentReference.near(slip).equals(List.of(reference)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatAPayerOwesAloneIsASignToo() {
        Bill bill = bill(41);
        Money half = bill.of(Payer.EMPLOYER);
        CreditOutcome outcome = in.one(line(serial(), "2026-02-09", half.plainYuan(), "会费", "某公司"));
        Credit credit = in.open(credit(outcome));
        assertThat(credits.proposals(finance, List.of(credit)).get(credit.id()))
                .extracting(Proposal::bill)
                .contains(bill.id());
    }

    @Test
    void whatHasNoReferenceWaitsWithProposalsAndIsMatchedByHand() {
        Unit unit = some.unit(DAYE);
        Bill bill = someBills.of(unit, 3);
        CreditOutcome outcome =
                SomeCredits.only(in.upload(line(serial(), "2026-02-09", "285.00", "互助会费3人", unit.name())));
        assertThat(outcome.outcome()).isEqualTo(Outcome.UNKNOWN);
        Credit credit = in.open(credit(outcome));
        assertThat(credits.proposals(finance, List.of(credit)).get(credit.id()))
                .first()
                .satisfies(proposal -> {
                    assertThat(proposal.bill()).isEqualTo(bill.id());
                    assertThat(proposal.signs()).containsOnly(Sign.AMOUNT, Sign.NAME);
                });
        assertThat(credits.match(finance, credit.id(), bill.id(), NOW)).isEqualTo(Money.ofYuan(285));
        assertThat(again(bill).state()).isEqualTo(Bill.State.PAID);
        assertThat(someBills.coverStarts(bill)).isNotEmpty();
        assertThat(bills.payments(finance, bill.id(), "").items())
                .singleElement()
                .satisfies(payment -> assertThat(payment.byHand()).isTrue());
        refused("credit_settled", () -> credits.match(finance, credit.id(), bill(1).id(), NOW));
        in.assertBalanced();
    }

    @Test
    void aMatchByHandIsUndoneByReversal() {
        Bill bill = someBills.ofRoster(some.unit(DAYE), 1);
        CreditId credit = credit(SomeCredits.only(in.upload(line("95.00", "会费"))));
        credits.match(finance, credit, bill.id(), NOW);
        long match = bills.payments(finance, bill.id(), "").items().get(0).match();
        assertThat(credits.undo(finance, match, NOW)).isEqualTo(bill.id());
        assertThat(again(bill).state()).isEqualTo(Bill.State.DUE);
        assertThat(someBills.coverStarts(bill)).isEmpty();
        assertThat(in.open(credit).rest()).isEqualTo(Money.ofYuan(95));
        refused("match_over", () -> credits.undo(finance, match, NOW));
        credits.match(finance, credit, bill.id(), NOW);
        assertThat(again(bill).state()).isEqualTo(Bill.State.PAID);
        in.assertBalanced();
        in.assertChecked(bill);
    }

    @Test
    void aMatchByReferenceIsUndoneTooAndTheBankMayStillTakeTheMoneyBack() {
        Bill bill = someBills.ofRoster(some.unit(DAYE), 1);
        CreditId credit = credit(SomeCredits.only(in.upload(line("100.00", bill.reference()))));
        credits.undo(
                finance, bills.payments(finance, bill.id(), "").items().get(0).match(), NOW);
        assertThat(in.open(credit).rest()).isEqualTo(Money.ofYuan(100));
        in.assertBalanced();
        Bill right = someBills.ofRoster(some.unit(DAYE), 1);
        credits.match(finance, credit, right.id(), NOW);
        in.upload("2026-02-10," + java.util.UUID.randomUUID() + ",-100.00,某单位,退汇 " + right.reference());
        assertThat(again(right).state()).isEqualTo(Bill.State.DUE);
        in.assertBalanced();
        in.assertChecked(bill);
        in.assertChecked(right);
    }

    @Test
    void oneCreditMayPaySeveralBillsByHand() {
        Bill one = bill(1);
        Bill two = bill(1);
        CreditId credit = credit(SomeCredits.only(in.upload(line("190.00", one.reference() + two.reference()))));
        assertThat(in.open(credit).rest()).as("two bills named: nobody guesses").isEqualTo(Money.ofYuan(190));
        credits.match(finance, credit, one.id(), NOW);
        credits.match(finance, credit, two.id(), NOW);
        assertThat(again(one).state()).isEqualTo(Bill.State.PAID);
        assertThat(again(two).state()).isEqualTo(Bill.State.PAID);
        assertThat(jdbc.sql("select applied_fen from contribution.credit where id = ?")
                        .param(credit.value())
                        .query(Long.class)
                        .single())
                .isEqualTo(19_000);
        refused(
                "bill_paid",
                () -> credits.match(finance, credit(SomeCredits.only(in.upload(line("5.00", "会费")))), two.id(), NOW));
    }

    @Test
    void twoWhoMatchTheSameCreditAtOncePayItOnce() {
        List<Bill> candidates = IntStream.range(0, 6).mapToObj(i -> bill(1)).toList();
        CreditId credit = credit(SomeCredits.only(in.upload(line("95.00", "会费"))));
        List<CompletableFuture<Boolean>> attempts = candidates.stream()
                .map(bill -> CompletableFuture.supplyAsync(() -> matches(credit, bill)))
                .toList();
        assertThat(attempts.stream().filter(CompletableFuture::join)).hasSize(1);
        assertThat(candidates.stream().filter(bill -> again(bill).state() == Bill.State.PAID))
                .hasSize(1);
        in.assertBalanced();
    }

    /** The words alone would make it a payment of the fund that came back. */
    @Test
    void aFeePaidAgainAfterItCameBackPaysTheBillItNames() {
        Bill bill = someBills.ofRoster(some.unit(DAYE), 2);
        assertThat(in.one(line("190.00", bill.reference() + " 退汇重付")).outcome()).isEqualTo(Outcome.EXACT);
        assertThat(again(bill).state()).isEqualTo(Bill.State.PAID);
        assertThat(someBills.coverStarts(bill)).isNotEmpty();
        in.assertBalanced();
    }

    @Test
    void moneyThatSaysItCameBackAndNamesNothingIsShownToSomebody() {
        assertThat(in.one(line("95.00", "退汇 重付会费")).outcome().needsSomebody()).isTrue();
        assertThat(in.one(line("-95.00", "付款")).outcome().needsSomebody())
                .as("money that went out")
                .isFalse();
    }

    private boolean matches(CreditId credit, Bill bill) {
        try {
            credits.match(finance, credit, bill.id(), NOW);
            return true;
        } catch (org.tongzhou.kernel.Refusal refusal) {
            return false;
        }
    }
}
