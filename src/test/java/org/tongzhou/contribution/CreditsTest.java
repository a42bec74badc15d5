package org.tongzhou.contribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.contribution.SomeCredits.credit;
import static org.tongzhou.contribution.SomeCredits.file;
import static org.tongzhou.contribution.SomeCredits.line;
import static org.tongzhou.contribution.SomeCredits.serial;
import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.DAYE;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.PROVINCE;
import static org.tongzhou.testing.TestData.TODAY;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.ledger.AccountBalance;
import org.tongzhou.ledger.Ledger;
import org.tongzhou.ledger.Template;
import org.tongzhou.organisation.Payer;

class CreditsTest extends FeeRoom {
    @Autowired
    private Ledger ledger;

    @Test
    void theExactAmountPaysTheBillAndStartsTheCover() {
        Bill bill = someBills.ofRoster(some.unit(DAYE), 2);
        CreditOutcome outcome = SomeCredits.only(in.upload(line("190.00", "会费 " + bill.reference())));
        assertThat(outcome.outcome()).isEqualTo(Outcome.EXACT);
        assertThat(outcome.outstanding()).isEqualTo(Money.ZERO);
        Bill paid = again(bill);
        assertThat(paid.state()).isEqualTo(Bill.State.PAID);
        assertThat(paid.days().paidOn()).isEqualTo(TODAY);
        assertThat(someBills.coverStarts(bill)).containsOnly(TODAY.plusDays(1));
        assertThat(in.templates("credit:" + credit(outcome).value())).containsExactly(Template.FEE_RECEIVED);
        in.assertBalanced();
    }

    @Test
    void aShortPaymentStartsNothingAndItsRestDoes() {
        Bill bill = someBills.ofRoster(some.unit(DAYE), 2);
        CreditOutcome first = SomeCredits.only(in.upload(line("100.00", bill.reference())));
        assertThat(first.outcome()).isEqualTo(Outcome.SHORT);
        assertThat(first.outstanding()).isEqualTo(Money.ofYuan(90));
        assertThat(again(bill).state()).isEqualTo(Bill.State.PART);
        assertThat(someBills.coverStarts(bill)).isEmpty();
        assertThat(receipts.inForce(finance, bill.id()))
                .as("the workers' part is in, the employer's is not")
                .singleElement()
                .satisfies(slip -> assertThat(slip.payer()).isEqualTo(Payer.WORKER));
        assertThat(SomeCredits.only(in.upload(line("90.00", bill.reference()))).outcome())
                .isEqualTo(Outcome.EXACT);
        assertThat(someBills.coverStarts(bill)).containsOnly(TODAY.plusDays(1));
        assertThat(jdbc.sql("select template from notice.message where person = ? order by id")
                        .param(bill.raisedBy().value())
                        .query(String.class)
                        .list())
                .as("who enrolled is told each step")
                .containsExactly("notice.bill.raised", "notice.bill.short", "notice.bill.paid");
        assertThat(bills.payments(finance, bill.id(), "").items()).hasSize(2);
    }

    @Test
    void moreThanTheBillPaysItAndTheRestStandsUnidentified() {
        Bill bill = bill(2);
        CreditOutcome outcome = SomeCredits.only(in.upload(line("200.00", bill.reference())));
        assertThat(outcome.outcome()).isEqualTo(Outcome.OVER);
        assertThat(outcome.applied()).isEqualTo(Money.ofYuan(190));
        assertThat(again(bill).state()).isEqualTo(Bill.State.PAID);
        assertThat(in.open(credit(outcome)).rest()).isEqualTo(Money.ofYuan(10));
        assertThat(in.templates("credit:" + credit(outcome).value()))
                .containsExactlyInAnyOrder(Template.FEE_RECEIVED, Template.FEE_SUSPENSE);
    }

    @Test
    void aSecondFullPaymentIsOverAndPaysNothingTwice() {
        Bill bill = bill(1);
        in.upload(line("95.00", bill.reference()));
        CreditOutcome second = SomeCredits.only(in.upload(line("95.00", bill.reference())));
        assertThat(second.outcome()).isEqualTo(Outcome.OVER);
        assertThat(second.applied()).isEqualTo(Money.ZERO);
        assertThat(again(bill).received()).isEqualTo(Money.ofYuan(95));
        assertThat(in.open(credit(second)).rest()).isEqualTo(Money.ofYuan(95));
        assertThat(bills.payments(finance, bill.id(), "").items()).hasSize(1);
    }

    @Test
    void twoPaymentsOfOneBillInOneFileAreToldApart() {
        Bill bill = bill(1);
        List<CreditOutcome> outcomes = in.upload(line("95.00", bill.reference()), line("95.00", bill.reference()));
        assertThat(outcomes).extracting(CreditOutcome::outcome).containsExactly(Outcome.EXACT, Outcome.OVER);
    }

    @Test
    void theSameFileAgainHasNoEffect() {
        Bill bill = bill(1);
        String line = line("95.00", bill.reference());
        in.upload(line);
        List<AccountBalance> before = ledger.trialBalance(FUND);
        assertThat(SomeCredits.only(in.upload(line)).outcome()).isEqualTo(Outcome.DUPLICATE);
        assertThat(ledger.trialBalance(FUND)).isEqualTo(before);
        assertThat(again(bill).received()).isEqualTo(Money.ofYuan(95));
    }

    @Test
    void aLineTwiceInOneFileCountsOnce() {
        String line = line("12.00", "会费");
        assertThat(in.upload(line, line))
                .extracting(CreditOutcome::outcome)
                .containsExactly(Outcome.UNKNOWN, Outcome.DUPLICATE);
    }

    @Test
    void aKnownSerialWithAnotherAmountIsNotTakenAndSaidAloud() {
        String serial = serial();
        in.upload(line(serial, "2026-02-09", "12.00", "会费"));
        assertThat(SomeCredits.only(in.upload(line(serial, "2026-02-09", "21.00", "会费")))
                        .outcome())
                .isEqualTo(Outcome.DIFFERS);
    }

    @Test
    void theSameSerialOfAnotherYearIsAnotherCredit() {
        String serial = serial();
        in.upload(line(serial, "2025-02-09", "12.00", "会费"));
        assertThat(SomeCredits.only(in.upload(line(serial, "2026-02-09", "12.00", "会费")))
                        .outcome())
                .isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void theSameFileTwiceAtOnceBooksNothingTwice() {
        List<Bill> some = IntStream.range(0, 8).mapToObj(i -> bill(1)).toList();
        String[] lines =
                some.stream().map(bill -> line("95.00", bill.reference())).toArray(String[]::new);
        List<CompletableFuture<List<CreditOutcome>>> uploads = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> in.upload(lines)))
                .limit(4)
                .toList();
        List<Outcome> outcomes = uploads.stream()
                .flatMap(upload -> upload.join().stream())
                .map(CreditOutcome::outcome)
                .toList();
        assertThat(outcomes.stream().filter(Outcome.EXACT::equals)).hasSize(8);
        assertThat(outcomes.stream().filter(Outcome.DUPLICATE::equals)).hasSize(24);
        assertThat(some).allSatisfy(bill -> {
            assertThat(again(bill).received()).isEqualTo(bill.total());
            assertThat(bills.payments(finance, bill.id(), "").items()).hasSize(1);
        });
        in.assertBalanced();
    }

    @Test
    void aFileWithOneBadLineBooksNothing() {
        Bill bill = bill(1);
        Credits.Upload upload =
                credits.upload(finance, "明细.csv", file(line("95.00", bill.reference()), "2026-02-09,,5.00,甲,会费"), NOW);
        assertThat(upload.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.line()).isEqualTo(3));
        StatementId refused = upload.statement().orElseThrow();
        assertThat(credits.statement(finance, refused).isRefused()).isTrue();
        assertThat(credits.original(finance, refused, NOW)).as("kept").startsWith("交易日期".getBytes(UTF_8));
        assertThat(again(bill).received()).isEqualTo(Money.ZERO);
    }

    @Test
    void aFileIsKeptWithWhatBecameOfEachLine() {
        Bill bill = bill(1);
        StatementId id = credits.upload(
                        finance, "二月.csv", file(line("95.00", bill.reference()), line("6.00", "会费")), NOW)
                .statement()
                .orElseThrow();
        assertThat(credits.statement(finance, id).outcomes())
                .containsEntry(Outcome.EXACT, 1)
                .containsEntry(Outcome.UNKNOWN, 1);
        assertThat(credits.lines(finance, id, "").items())
                .extracting(CreditOutcome::outcome)
                .containsExactly(Outcome.UNKNOWN, Outcome.EXACT);
        assertThat(credits.statements(finance, "").items())
                .extracting(Statement::id)
                .contains(id);
    }

    @Test
    void onlyFinanceOfTheProvinceSeesTheAccount() {
        byte[] file = file(line("5.00", "会费"));
        refused("not_allowed", () -> credits.upload(some.actor(Role.MANAGER, PROVINCE), "x.csv", file, NOW));
        refused("not_found", () -> credits.upload(some.actor(Role.FINANCE_MAKER, "/42/4202/"), "x.csv", file, NOW));
        refused("not_allowed", () -> credits.unidentified(some.officer(some.unit(DAYE)), ""));
    }
}
