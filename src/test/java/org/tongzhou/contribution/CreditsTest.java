package org.tongzhou.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.DAYE;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.PROVINCE;
import static org.tongzhou.testing.TestData.TODAY;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.enrolment.DraftId;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.ledger.Account;
import org.tongzhou.ledger.AccountBalance;
import org.tongzhou.ledger.Journal;
import org.tongzhou.ledger.Ledger;
import org.tongzhou.ledger.Line;
import org.tongzhou.ledger.Template;
import org.tongzhou.organisation.FeeShares;
import org.tongzhou.organisation.Unit;
import org.tongzhou.shell.Words;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

@RoomTest
class CreditsTest {
    @Autowired
    private Bills bills;

    @Autowired
    private Credits credits;

    @Autowired
    private Receipts receipts;

    @Autowired
    private Ledger ledger;

    @Autowired
    private SomeBills someBills;

    @Autowired
    private TestData some;

    @Autowired
    private JdbcClient jdbc;

    private Actor finance;

    @BeforeEach
    void somebodyOfFinance() {
        finance = some.actor(Role.FINANCE_MAKER, PROVINCE);
    }

    @Test
    void aBillIsSharedByPayerAndItsPartsAreTheBill() {
        Unit unit = some.unit(DAYE, new FeeShares(3_333, 3_333, 3_334, 0));
        Bill bill = someBills.of(unit, 1);
        assertThat(bill.total()).isEqualTo(Money.ofYuan(95));
        assertThat(bill.shares().worker().fen()).isEqualTo(3_166);
        assertThat(bill.shares().employer().fen()).isEqualTo(3_167);
        assertThat(bill.shares().union().fen()).isEqualTo(3_167);
        assertThat(bill.state()).isEqualTo(Bill.State.DUE);
        assertThat(ledger.journals(FUND, "bill:" + bill.id().value()))
                .singleElement()
                .satisfies(journal -> {
                    assertThat(journal.template()).isEqualTo(Template.BILL_RAISED);
                    assertThat(journal.lines()).extracting(Line::plan).containsExactly("hospital", "hospital");
                });
        assertThatThrownBy(() -> jdbc.sql("update contribution.bill set worker_fen = worker_fen - 1 where id = ?")
                        .param(bill.id().value())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("shares_are_the_bill");
    }

    @Test
    void enrollingTheSameRosterTwiceOrTwiceAtOnceRaisesOneBill() {
        Unit unit = some.unit(DAYE);
        Actor officer = some.officer(unit);
        DraftId draft = someBills.draft(officer, 2);
        List<CompletableFuture<Bill>> attempts = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> bills.enrol(officer, draft, SomeBills.seen(2), NOW)))
                .limit(6)
                .toList();
        assertThat(attempts)
                .extracting(attempt -> attempt.join().id())
                .containsOnly(attempts.get(0).join().id());
        assertThat(bills.list(officer, BillFilter.ALL, "").items()).hasSize(1);
        assertBalanced();
    }

    @Test
    void theExactAmountPaysTheBillAndStartsTheCover() {
        Bill bill = someBills.ofRoster(some.unit(DAYE), 2);
        CreditOutcome outcome = only(upload(line("190.00", "会费 " + bill.reference())));
        assertThat(outcome.outcome()).isEqualTo(Outcome.EXACT);
        assertThat(outcome.outstanding()).isEqualTo(Money.ZERO);
        Bill paid = again(bill);
        assertThat(paid.state()).isEqualTo(Bill.State.PAID);
        assertThat(paid.paidOn()).isEqualTo(TODAY);
        assertThat(someBills.coverStarts(bill)).containsOnly(TODAY.plusDays(1));
        assertThat(templates("credit:" + credit(outcome).value())).containsExactly(Template.FEE_RECEIVED);
        assertBalanced();
    }

    @Test
    void aShortPaymentStartsNothingAndItsRestDoes() {
        Bill bill = someBills.ofRoster(some.unit(DAYE), 2);
        CreditOutcome first = only(upload(line("100.00", bill.reference())));
        assertThat(first.outcome()).isEqualTo(Outcome.SHORT);
        assertThat(first.outstanding()).isEqualTo(Money.ofYuan(90));
        assertThat(again(bill).state()).isEqualTo(Bill.State.PART);
        assertThat(someBills.coverStarts(bill)).isEmpty();
        assertThat(receipts.number(finance, bill.id())).isEmpty();
        assertThat(only(upload(line("90.00", bill.reference()))).outcome()).isEqualTo(Outcome.EXACT);
        assertThat(someBills.coverStarts(bill)).containsOnly(TODAY.plusDays(1));
        assertThat(jdbc.sql("select template from notice.message where person = ? order by id")
                        .param(bill.raisedBy().value())
                        .query(String.class)
                        .list())
                .as("who enrolled is told each step")
                .containsExactly("notice.bill.raised", "notice.bill.short", "notice.bill.paid");
        assertThat(bills.payments(finance, bill.id())).hasSize(2);
    }

    @Test
    void moreThanTheBillPaysItAndTheRestStandsUnidentified() {
        Bill bill = bill(2);
        CreditOutcome outcome = only(upload(line("200.00", bill.reference())));
        assertThat(outcome.outcome()).isEqualTo(Outcome.OVER);
        assertThat(outcome.applied()).isEqualTo(Money.ofYuan(190));
        assertThat(again(bill).state()).isEqualTo(Bill.State.PAID);
        assertThat(open(credit(outcome)).rest()).isEqualTo(Money.ofYuan(10));
        assertThat(templates("credit:" + credit(outcome).value()))
                .containsExactlyInAnyOrder(Template.FEE_RECEIVED, Template.FEE_SUSPENSE);
    }

    @Test
    void aSecondFullPaymentIsOverAndPaysNothingTwice() {
        Bill bill = bill(1);
        upload(line("95.00", bill.reference()));
        CreditOutcome second = only(upload(line("95.00", bill.reference())));
        assertThat(second.outcome()).isEqualTo(Outcome.OVER);
        assertThat(second.applied()).isEqualTo(Money.ZERO);
        assertThat(again(bill).received()).isEqualTo(Money.ofYuan(95));
        assertThat(open(credit(second)).rest()).isEqualTo(Money.ofYuan(95));
        assertThat(bills.payments(finance, bill.id())).hasSize(1);
    }

    @Test
    void twoPaymentsOfOneBillInOneFileAreToldApart() {
        Bill bill = bill(1);
        List<CreditOutcome> outcomes = upload(line("95.00", bill.reference()), line("95.00", bill.reference()));
        assertThat(outcomes).extracting(CreditOutcome::outcome).containsExactly(Outcome.EXACT, Outcome.OVER);
    }

    @Test
    void theSameFileAgainHasNoEffect() {
        Bill bill = bill(1);
        String line = line("95.00", bill.reference());
        upload(line);
        List<AccountBalance> before = ledger.trialBalance(FUND);
        assertThat(only(upload(line)).outcome()).isEqualTo(Outcome.DUPLICATE);
        assertThat(ledger.trialBalance(FUND)).isEqualTo(before);
        assertThat(again(bill).received()).isEqualTo(Money.ofYuan(95));
    }

    @Test
    void aLineTwiceInOneFileCountsOnce() {
        String line = line("12.00", "会费");
        assertThat(upload(line, line))
                .extracting(CreditOutcome::outcome)
                .containsExactly(Outcome.UNKNOWN, Outcome.DUPLICATE);
    }

    @Test
    void aKnownSerialWithAnotherAmountIsNotTakenAndSaidAloud() {
        String serial = serial();
        upload(line(serial, "2026-02-09", "12.00", "会费"));
        assertThat(only(upload(line(serial, "2026-02-09", "21.00", "会费"))).outcome())
                .isEqualTo(Outcome.DIFFERS);
    }

    @Test
    void theSameSerialOfAnotherYearIsAnotherCredit() {
        String serial = serial();
        upload(line(serial, "2025-02-09", "12.00", "会费"));
        assertThat(only(upload(line(serial, "2026-02-09", "12.00", "会费"))).outcome())
                .isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void theSameFileTwiceAtOnceBooksNothingTwice() {
        List<Bill> some = IntStream.range(0, 8).mapToObj(i -> bill(1)).toList();
        String[] lines =
                some.stream().map(bill -> line("95.00", bill.reference())).toArray(String[]::new);
        List<CompletableFuture<List<CreditOutcome>>> uploads = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> upload(lines)))
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
            assertThat(bills.payments(finance, bill.id())).hasSize(1);
        });
        assertBalanced();
    }

    @Test
    void whatHasNoReferenceWaitsWithProposalsAndIsMatchedByHand() {
        Unit unit = some.unit(DAYE);
        Bill bill = someBills.of(unit, 3);
        CreditOutcome outcome = only(upload(line(serial(), "2026-02-09", "285.00", "互助会费3人", unit.name())));
        assertThat(outcome.outcome()).isEqualTo(Outcome.UNKNOWN);
        Credit credit = open(credit(outcome));
        assertThat(credits.proposals(finance, List.of(credit)).get(credit.id()))
                .first()
                .satisfies(proposal -> {
                    assertThat(proposal.bill()).isEqualTo(bill.id());
                    assertThat(proposal.sameAmount()).isTrue();
                    assertThat(proposal.sameName()).isTrue();
                });
        assertThat(credits.match(finance, credit.id(), bill.id(), NOW)).isEqualTo(Money.ofYuan(285));
        assertThat(again(bill).state()).isEqualTo(Bill.State.PAID);
        assertThat(someBills.coverStarts(bill)).isNotEmpty();
        assertThat(bills.payments(finance, bill.id()))
                .singleElement()
                .satisfies(payment -> assertThat(payment.byHand()).isTrue());
        refused("credit_settled", () -> credits.match(finance, credit.id(), bill(1).id(), NOW));
        assertBalanced();
    }

    @Test
    void oneCreditMayPaySeveralBillsByHand() {
        Bill one = bill(1);
        Bill two = bill(1);
        CreditId credit = credit(only(upload(line("190.00", one.reference() + two.reference()))));
        assertThat(open(credit).rest()).as("two bills named: nobody guesses").isEqualTo(Money.ofYuan(190));
        credits.match(finance, credit, one.id(), NOW);
        credits.match(finance, credit, two.id(), NOW);
        assertThat(again(one).state()).isEqualTo(Bill.State.PAID);
        assertThat(again(two).state()).isEqualTo(Bill.State.PAID);
        assertThat(jdbc.sql("select applied_fen from contribution.credit where id = ?")
                        .param(credit.value())
                        .query(Long.class)
                        .single())
                .isEqualTo(19_000);
        refused("bill_paid", () -> credits.match(finance, credit(only(upload(line("5.00", "会费")))), two.id(), NOW));
    }

    @Test
    void twoWhoMatchTheSameCreditAtOncePayItOnce() {
        List<Bill> candidates = IntStream.range(0, 6).mapToObj(i -> bill(1)).toList();
        CreditId credit = credit(only(upload(line("95.00", "会费"))));
        List<CompletableFuture<Boolean>> attempts = candidates.stream()
                .map(bill -> CompletableFuture.supplyAsync(() -> matches(credit, bill)))
                .toList();
        assertThat(attempts.stream().filter(CompletableFuture::join)).hasSize(1);
        assertThat(candidates.stream().filter(bill -> again(bill).state() == Bill.State.PAID))
                .hasSize(1);
        assertBalanced();
    }

    @Test
    void whatTheBankTakesBackIsOwedAgainAndTheCoverStays() {
        Bill bill = bill(1);
        String serial = serial();
        upload(line(serial, "2026-02-09", "95.00", bill.reference()));
        String number = receipts.number(finance, bill.id()).orElseThrow();
        String taken = "2026-02-10," + serial() + ",-95.00,某单位,冲正 " + bill.reference();
        CreditOutcome outcome = only(upload(taken));
        assertThat(outcome.outcome()).isEqualTo(Outcome.RETURNED);
        assertThat(again(bill).state()).isEqualTo(Bill.State.DUE);
        assertThat(receipts.number(finance, bill.id())).isEmpty();
        assertThat(someBills.coverStarts(bill)).isNotEmpty();
        assertThat(bills.payments(finance, bill.id()))
                .singleElement()
                .satisfies(payment -> assertThat(payment.returnedOn()).isEqualTo(TODAY));
        assertThat(only(upload(taken)).outcome()).isEqualTo(Outcome.DUPLICATE);
        assertThat(only(upload(line("95.00", bill.reference()))).outcome()).isEqualTo(Outcome.EXACT);
        assertThat(receipts.number(finance, bill.id())).isPresent().get().isNotEqualTo(number);
        assertBalanced();
    }

    @Test
    void aReturnThatNobodyKnowsHasNoEffect() {
        CreditOutcome outcome = only(upload("2026-02-10," + serial() + ",-4321.09,某单位,退汇"));
        assertThat(outcome.outcome()).isEqualTo(Outcome.RETURN_UNKNOWN);
        assertBalanced();
    }

    @Test
    void aFileWithOneBadLineBooksNothing() {
        Bill bill = bill(1);
        Credits.Upload upload =
                credits.upload(finance, "明细.csv", file(line("95.00", bill.reference()), "2026-02-09,,5.00,甲,会费"), NOW);
        assertThat(upload.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.line()).isEqualTo(3));
        assertThat(upload.statement()).isEmpty();
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
        assertThat(credits.lines(finance, id))
                .extracting(CreditOutcome::outcome)
                .containsExactly(Outcome.UNKNOWN, Outcome.EXACT);
        assertThat(credits.statements(finance)).extracting(Statement::id).contains(id);
    }

    @Test
    void onlyFinanceOfTheProvinceSeesTheAccount() {
        byte[] file = file(line("5.00", "会费"));
        refused("not_allowed", () -> credits.upload(some.actor(Role.MANAGER, PROVINCE), "x.csv", file, NOW));
        refused("not_found", () -> credits.upload(some.actor(Role.FINANCE_MAKER, "/42/4202/"), "x.csv", file, NOW));
        refused("not_allowed", () -> credits.unidentified(some.officer(some.unit(DAYE)), ""));
    }

    @Test
    void anOfficerSeesOwnBillsAlone() {
        Bill bill = bill(1);
        Unit neighbour = some.unit(DAYE);
        refused("not_found", () -> bills.find(some.officer(neighbour), bill.id()));
        refused("not_found", () -> receipts.pdf(some.officer(neighbour), bill.id(), Words.of(Words.ZH)));
        assertThat(bills.list(some.officer(neighbour), BillFilter.ALL, "").items())
                .isEmpty();
        assertThat(bills.list(some.actor(Role.COUNTY_REVIEWER, "/42/4202/420281/"), BillFilter.OPEN, "")
                        .items())
                .contains(bill);
        assertThat(bills.totals(some.officer(neighbour)).bills()).isZero();
    }

    @Test
    void receiptsAreNumberedWithoutGaps() {
        List<Bill> paid = IntStream.range(0, 5).mapToObj(i -> bill(1)).toList();
        paid.parallelStream().forEach(bill -> upload(line("95.00", bill.reference())));
        List<Integer> numbers = jdbc.sql("select split_part(number, '-', 2)::int as n from contribution.receipt"
                        + " where fund = 42 and number like '2026-%' order by n")
                .query(Integer.class)
                .list();
        assertThat(numbers)
                .isEqualTo(IntStream.rangeClosed(1, numbers.size()).boxed().toList());
    }

    @Test
    void aReceiptStatesTheAmountInCapitalFigures() throws java.io.IOException {
        Bill bill = bill(1);
        refused("receipt_none", () -> receipts.pdf(finance, bill.id(), Words.of(Words.ZH)));
        upload(line("95.00", bill.reference()));
        byte[] pdf = receipts.pdf(finance, bill.id(), Words.of(Words.ZH));
        try (var document = org.apache.pdfbox.Loader.loadPDF(pdf)) {
            assertThat(new org.apache.pdfbox.text.PDFTextStripper().getText(document))
                    .contains("人民币玖拾伍元整", bill.reference(), "95.00", bill.unitName());
        }
    }

    private Bill bill(int people) {
        return someBills.of(some.unit(DAYE), people);
    }

    private Bill again(Bill bill) {
        return bills.find(finance, bill.id());
    }

    private boolean matches(CreditId credit, Bill bill) {
        try {
            credits.match(finance, credit, bill.id(), NOW);
            return true;
        } catch (org.tongzhou.kernel.Refusal refusal) {
            return false;
        }
    }

    private Credit open(CreditId id) {
        return credits.unidentified(finance, Long.toString(id.value() + 1)).items().stream()
                .filter(credit -> credit.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private List<Template> templates(String cause) {
        return ledger.journals(FUND, cause).stream().map(Journal::template).toList();
    }

    /** What stands among the unidentified receipts is what the open credits say, and the books are even. */
    private void assertBalanced() {
        List<AccountBalance> balances = ledger.trialBalance(FUND);
        assertThat(balances.stream()
                        .mapToLong(balance -> balance.balance().fen())
                        .sum())
                .isZero();
        long suspense = balances.stream()
                .filter(balance -> balance.account() == Account.UNIDENTIFIED_RECEIPTS)
                .mapToLong(balance -> balance.balance().fen())
                .sum();
        assertThat(-suspense)
                .isEqualTo(jdbc.sql("select coalesce(sum(amount_fen - applied_fen), 0) from contribution.credit"
                                + " where returned_on is null")
                        .query(Long.class)
                        .single());
    }

    private List<CreditOutcome> upload(String... lines) {
        Credits.Upload upload = credits.upload(finance, "明细.csv", file(lines), NOW);
        assertThat(upload.faults()).isEmpty();
        return upload.outcomes();
    }

    private static CreditOutcome only(List<CreditOutcome> outcomes) {
        assertThat(outcomes).hasSize(1);
        return outcomes.get(0);
    }

    private static CreditId credit(CreditOutcome outcome) {
        return java.util.Objects.requireNonNull(outcome.credit());
    }

    private static byte[] file(String... lines) {
        return ("交易日期,流水号,金额,对方户名,附言\n" + String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String line(String amount, String remark) {
        return line(serial(), "2026-02-09", amount, remark);
    }

    private static String line(String serial, String day, String amount, String remark) {
        return line(serial, day, amount, remark, "某单位工会");
    }

    private static String line(String serial, String day, String amount, String remark, String payer) {
        return day + "," + serial + "," + amount + "," + payer + "," + remark;
    }

    private static String serial() {
        return UUID.randomUUID().toString();
    }
}
