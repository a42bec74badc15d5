package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.tongzhou.testing.Refused.refused;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.DataIntegrityViolationException;
import org.tongzhou.contribution.Assignments;
import org.tongzhou.contribution.CreditOutcome;
import org.tongzhou.contribution.Credits;
import org.tongzhou.contribution.NotedLine;
import org.tongzhou.contribution.OtherUse;
import org.tongzhou.contribution.Outcome;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.ledger.Account;
import org.tongzhou.ledger.AccountBalance;
import org.tongzhou.payment.Instruction;
import org.tongzhou.recovery.Recoveries.Demand;
import org.tongzhou.recovery.Recoveries.Mistake;
import org.tongzhou.recovery.Recoveries.Receipt;
import org.tongzhou.recovery.Recovery;
import org.tongzhou.recovery.RecoveryId;
import org.tongzhou.recovery.RecoveryTerms.Reason;
import org.tongzhou.recovery.Repayments;
import org.tongzhou.testing.TestData;

/** A repayment that the bank told otherwise than by its statement: on which day, under which reference, and how often. */
class NotedByHandTest extends DemandRoom {
    private static final Instant NEXT_YEAR = NOW.plus(Duration.ofDays(365));
    private static final Money PART = Money.ofYuan(20);

    @Autowired
    private Credits credits;

    @Autowired
    private Assignments assignments;

    private final String number = UUID.randomUUID().toString();
    private Instruction benefit;
    private Money owed;
    private RecoveryId id;

    @BeforeEach
    void aBenefitIsOwedBack() {
        benefit = paid(member);
        owed = benefit.amount();
        id = recoveries.propose(maker, benefit.id(), new Demand(owed, Reason.OVERPAID, "重复计算了一天"), NOW);
        recoveries.confirm(checker, id, NOW);
    }

    private void noted(LocalDate day, Instant now) {
        recoveries.receive(maker, id, new Receipt(PART, number, day), now);
    }

    private Outcome read(LocalDate day, Instant now) {
        return upload(day + "," + number + ",20.00,甲,会费", now).outcomes().get(0).outcome();
    }

    private Credits.Upload upload(String line, Instant now) {
        String csv = "交易日期,流水号,金额,对方户名,附言\n" + line + "\n";
        return credits.upload(maker, "明细.csv", csv.getBytes(StandardCharsets.UTF_8), now);
    }

    /** Under the number that was noted, another sum. */
    private CreditOutcome otherwise(String amount, String remark) {
        return upload(DAY + "," + number + "," + amount + ",甲," + remark, NOW)
                .outcomes()
                .get(0);
    }

    @Test
    void underTheReferenceOfACreditOfLastYear() {
        assertThat(read(DAY.minusYears(1), NOW)).isEqualTo(Outcome.UNKNOWN);
        noted(DAY, NOW);
        zero(member, owed.minus(PART));
        assertThat(read(DAY, NOW)).isEqualTo(Outcome.DUPLICATE);
    }

    @Test
    void onceUnderAReferenceOfTheYearAndOnceUnderThatOfTheNext() {
        noted(DAY, NOW);
        refused("recovery_receipt_known", () -> noted(DAY.plusDays(1), NOW.plus(Duration.ofDays(1))));
        noted(DAY.plusYears(1), NEXT_YEAR);
        refused("recovery_receipt_known", () -> noted(DAY.plusYears(1), NEXT_YEAR));
        zero(member, owed.minus(PART).minus(PART));
    }

    /** The day may be typed a little wrong. */
    @Test
    void onceAboutTheTurnOfAYear() {
        LocalDate newYear = LocalDate.of(2027, 1, 1);
        assertThat(read(newYear.minusDays(1), NEXT_YEAR)).isEqualTo(Outcome.UNKNOWN);
        refused("recovery_receipt_listed", () -> noted(newYear, NEXT_YEAR));
        zero(member, owed);
    }

    @Test
    void onceAlsoByTheDatabase() {
        noted(DAY, NOW);
        assertThatThrownBy(() -> jdbc.sql("""
                        insert into recovery.entry (fund, recovery, kind, cause, amount_fen, day, at)
                        select fund, recovery, kind, cause, amount_fen, day + 1, at from recovery.entry
                        where fund = 42 and recovery = :id
                        """).param("id", id.value()).update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("entry_receipt");
    }

    @Test
    void onNoDayToComeAndOnNoneBeforeTheBenefit() throws Exception {
        refused("recovery_receipt_day", () -> noted(DAY.plusDays(1), NOW));
        refused("recovery_receipt_day", () -> noted(DAY.minusDays(1), NOW));
        zero(member, owed);
        String form = mvc.perform(post("/recoveries/" + id.value() + "/receipts")
                        .param("amount", "20.00")
                        .param("reference", number)
                        .param("day", "2062-02-10")
                        .param("request_key", UUID.randomUUID().toString())
                        .with(csrf())
                        .with(visits.of(maker)))
                .andExpect(status().is(422))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(form).contains("<a href=\"#day\">到账日要在 2026-02-10 到 2026-02-10 之间", "2062-02-10");
    }

    /** Nobody can tell which of the parts the note means. */
    @Test
    void underTheNumberOfAWholeBookingItsPartsGoToAPerson() {
        noted(DAY, NOW);
        String part = "<TxDtls><Amt Ccy=\"CNY\">20.00</Amt></TxDtls>";
        String message =
                "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt><Stmt><Ntry>"
                        + "<Amt Ccy=\"CNY\">40.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><BookgDt><Dt>" + DAY
                        + "</Dt></BookgDt><AcctSvcrRef>"
                        + number + "</AcctSvcrRef><NtryDtls>" + part + part
                        + "</NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>";
        assertThat(credits.upload(maker, "报文.xml", message.getBytes(StandardCharsets.UTF_8), NOW)
                        .outcomes())
                .extracting(CreditOutcome::outcome)
                .containsExactly(Outcome.DIFFERS, Outcome.DIFFERS);
        zero(member, owed.minus(PART));
    }

    private void takeBack(Actor actor) throws Exception {
        long entry = recoveries.get(maker, id).entries().get(0).id();
        mvc.perform(post("/recoveries/" + id.value() + "/receipts/" + entry + "/take-back")
                        .param("words", "流水号抄错了")
                        .param("request_key", UUID.randomUUID().toString())
                        .with(csrf())
                        .with(visits.of(actor)))
                .andExpect(redirectedUrl("/recoveries/" + id.value()));
    }

    /** Money that never came stands on the bank's account no more, nor among what awaits its owner. */
    @Test
    void byMistakeIsTakenBackByASecondPersonOnceAndMayBeNotedAnew() throws Exception {
        Money bank = balance(Account.BANK);
        Money unidentified = balance(Account.UNIDENTIFIED_RECEIPTS);
        noted(DAY, NOW);
        assertThat(page("/recoveries/" + id.value(), checker)).contains("/take-back");
        takeBack(checker);
        zero(member, owed);
        assertThat(balance(Account.BANK)).isEqualTo(bank);
        assertThat(balance(Account.UNIDENTIFIED_RECEIPTS)).isEqualTo(unidentified);
        assertThat(page("/recoveries/" + id.value(), checker)).doesNotContain("/take-back");
        long entry = recoveries.get(maker, id).entries().get(0).id();
        refused("recovery_note_over", () -> recoveries.takeBack(checker, id, mistaken(entry), NOW));
        noted(DAY, NOW);
        refused("recovery_receipt_known", () -> noted(DAY, NOW));
        zero(member, owed.minus(PART));
        assertThat(page("/recoveries/" + id.value(), checker)).contains(number, "退款退出");
    }

    /** Who reads it later sees why, and what is left to do where the money came after all. */
    @Test
    void byMistakeIsTakenBackForAReasonThatStaysWithTheNote() throws Exception {
        noted(DAY, NOW);
        String page = "/recoveries/" + id.value();
        long entry = recoveries.get(maker, id).entries().get(0).id();
        assertThat(page(page, checker)).contains("撤销以前先看银行流水");
        String refused = mvc.perform(post(page + "/receipts/" + entry + "/take-back")
                        .param("words", "错")
                        .param("request_key", UUID.randomUUID().toString())
                        .with(csrf())
                        .with(visits.of(checker)))
                .andExpect(status().is(422))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(refused).contains("<a href=\"#why-" + entry + "\">请写 4 到 500 字。");
        zero(member, owed.minus(PART));
        takeBack(checker);
        assertThat(page(page, checker)).contains("原因：流水号抄错了", "如果银行确实收到过这笔钱，请到“到款”页把那一天的银行流水再上传一次");
        noted(DAY, NOW);
        assertThat(page(page, checker)).contains("原因：流水号抄错了").doesNotContain("如果银行确实收到过");
    }

    @Test
    void byMistakeIsReadFromTheStatementOnceItIsTakenBack() {
        noted(DAY, NOW);
        assertThat(read(DAY, NOW)).isEqualTo(Outcome.DUPLICATE);
        long entry = recoveries.get(maker, id).entries().get(0).id();
        recoveries.takeBack(checker, id, mistaken(entry), NOW);
        assertThat(read(DAY, NOW)).isEqualTo(Outcome.UNKNOWN);
        refused("recovery_receipt_listed", () -> noted(DAY, NOW));
        zero(member, owed);
    }

    /** Else the debt would be settled by money that never came, or money that came would be nobody's. */
    @ParameterizedTest
    @CsvSource({"5.00,退款", "35.00,退款", "50000.00,会费", "5.00,退汇"})
    void whereTheStatementTellsAnotherSumItGoesToAPersonAndIsMatchedOnceTheNoteIsTakenBack(
            String amount, String remark) {
        Money bank = balance(Account.BANK);
        Money unidentified = balance(Account.UNIDENTIFIED_RECEIPTS);
        noted(DAY, NOW);
        assertThat(otherwise(amount, remark).outcome()).isEqualTo(Outcome.DIFFERS);
        assertThat(balance(Account.UNIDENTIFIED_RECEIPTS)).isEqualTo(unidentified);
        zero(member, owed.minus(PART));
        long entry = recoveries.get(maker, id).entries().get(0).id();
        recoveries.takeBack(checker, id, mistaken(entry), NOW);
        CreditOutcome read = otherwise(amount, remark + benefit.reference());
        assertThat(read.outcome()).isEqualTo(Outcome.UNKNOWN);
        Money came = read.amount();
        assertThat(balance(Account.BANK)).isEqualTo(bank.plus(came));
        OtherUse debt = assignments.named(maker, benefit.reference()).orElseThrow();
        Money matched = assignments.match(maker, Objects.requireNonNull(read.credit()), debt, NOW);
        assertThat(matched).isEqualTo(came.min(owed));
        zero(member, owed.minus(matched));
    }

    @Test
    void whereItIsAnotherCreditItIsReadUnderItsNumberAndDay() {
        noted(DAY, NOW);
        assertThat(otherwise("50000.00", "会费").outcome()).isEqualTo(Outcome.DIFFERS);
        String other = number + "-" + DAY.toString().replace("-", "");
        assertThat(upload(DAY + "," + other + ",50000.00,甲,会费", NOW).outcomes())
                .extracting(CreditOutcome::outcome)
                .containsExactly(Outcome.UNKNOWN);
        zero(member, owed.minus(PART));
    }

    @Test
    void theStatementNamesTheDebtThatItWasNotedOfAndTheSumNoted() throws Exception {
        noted(DAY, NOW);
        String debt = "<a href=\"/recoveries/" + id.value() + "\">追回 " + id.value() + "</a>";
        Credits.Upload differs = upload(DAY + "," + number + ",5.00,某某纺织厂,退款", NOW);
        assertThat(page(pathOf(differs), checker)).contains(debt, "某某纺织厂", "手工登记为职工退款 20.00 元", "要处理 1 行");
        Credits.Upload same = upload(DAY + "," + number + ",20.00,甲,退款", NOW);
        assertThat(page(pathOf(same), checker)).contains(debt, "流水号以前入过账");
    }

    /** Under a reference that the bank gave twice within the year, of two debts. */
    @ParameterizedTest
    @CsvSource({"80, true", "120, false"})
    void ofTwoNotesTheNearerIsTheLines(int days, boolean first) throws Exception {
        Instruction another = paid(member);
        RecoveryId second =
                recoveries.propose(maker, another.id(), new Demand(another.amount(), Reason.OVERPAID, "重复计算了一天"), NOW);
        recoveries.confirm(checker, second, NOW);
        noted(DAY, NOW);
        Money other = Money.ofYuan(30);
        recoveries.receive(maker, second, new Receipt(other, number, DAY.plusDays(200)), NEXT_YEAR);
        RecoveryId debt = first ? id : second;
        Money sum = first ? PART : other;
        Credits.Upload read = upload(DAY.plusDays(days) + "," + number + "," + sum.plainYuan() + ",甲,会费", NEXT_YEAR);
        assertThat(read.outcomes()).extracting(CreditOutcome::outcome).containsExactly(Outcome.DUPLICATE);
        assertThat(page(pathOf(read), checker))
                .contains("<a href=\"/recoveries/" + debt.value() + "\">追回 " + debt.value() + "</a>");
    }

    @Test
    void aProgramIsToldTheDebtAndTheSumNotedToo() throws Exception {
        noted(DAY, NOW);
        Credits.Upload differs = upload(DAY + "," + number + ",5.00,甲,退款", NOW);
        mvc.perform(get("/api/credits/" + differs.statement().orElseThrow().value())
                        .with(visits.program(maker)))
                .andExpect(jsonPath("$.lines[0].outcome").value("DIFFERS"))
                .andExpect(jsonPath("$.lines[0].recovery").value(id.value()))
                .andExpect(jsonPath("$.lines[0].noted_fen").value(PART.fen()));
    }

    @Test
    void anotherSumIsNotPassedOverAsTakenInBeforeAlsoByTheDatabase() {
        noted(DAY, NOW);
        otherwise("5.00", "退款");
        assertThatThrownBy(() -> jdbc.sql(
                                "update contribution.statement_line set outcome = 'DUPLICATE' where fund = 42 and recovery = :id")
                        .param("id", id.value())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("noted_with_its_sum");
    }

    /** As an older version left it, and then the migration that looks again. */
    private void passedOverByAnOlderVersion(Credits.Upload upload) throws IOException {
        jdbc.sql("""
                        update contribution.statement_line set outcome = 'DUPLICATE', recovery = null, noted_fen = null
                        where fund = 42 and statement = :id
                        """).param("id", upload.statement().orElseThrow().value()).update();
        String migration = new ClassPathResource("db/migration/contribution/V14__swallowed_by_notes.sql")
                .getContentAsString(StandardCharsets.UTF_8);
        String look = migration.substring(0, migration.indexOf("create index"));
        jdbc.sql(look).update();
        jdbc.sql(look).update();
    }

    private List<CreditOutcome> differing() {
        return credits.noted(maker, "").items().stream()
                .map(NotedLine::line)
                .filter(line -> line.serial().startsWith(number))
                .toList();
    }

    @Test
    void whatAnOlderVersionTookForTheRepaymentInSpiteOfItsSumIsListed() throws Exception {
        noted(DAY, NOW);
        Credits.Upload swallowed = upload(DAY + "," + number + ",5.00,甲,退款", NOW);
        passedOverByAnOlderVersion(swallowed);
        assertThat(page(pathOf(swallowed), checker)).contains("手工登记为职工退款 20.00 元", "要处理 1 行");
        assertThat(differing()).singleElement().satisfies(line -> {
            assertThat(line.amount()).isEqualTo(Money.ofYuan(5));
            assertThat(line.noted()).isEqualTo(new Repayments.Noted(id, PART));
        });
        assertThat(page("/credits", checker)).contains("<a href=\"/credits/noted\">");
        assertThat(page("/credits/noted", checker)).contains(number, "<a href=\"/recoveries/" + id.value() + "\">");
    }

    @Test
    void alsoWhereTheNoteWasTakenBackSince() throws Exception {
        noted(DAY, NOW);
        Credits.Upload swallowed = upload(DAY + "," + number + ",5.00,甲,退款", NOW);
        long entry = recoveries.get(maker, id).entries().get(0).id();
        recoveries.takeBack(checker, id, mistaken(entry), NOW.plusSeconds(1));
        passedOverByAnOlderVersion(swallowed);
        assertThat(differing()).hasSize(1);
    }

    @Test
    void whatWasTheRepaymentStaysThat() throws Exception {
        noted(DAY, NOW);
        Credits.Upload same = upload(DAY + "," + number + ",20.00,甲,退款", NOW);
        passedOverByAnOlderVersion(same);
        assertThat(page(pathOf(same), checker)).contains("流水号以前入过账").doesNotContain("要处理");
        assertThat(differing()).isEmpty();
    }

    /** Another payer's fee of the same sum and day. */
    @ParameterizedTest
    @ValueSource(strings = {"7", "-7", "/1", "-20260209"})
    void aLongerNumberOfAnotherCreditClearsNothingUp(String ending) {
        noted(DAY, NOW);
        otherwise("50000.00", "会费");
        upload(DAY + "," + number + ending + ",50000.00,乙,会费", NOW);
        assertThat(differing()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-20260210", "20260210", "-2026-02-10", "/2026.02.10"})
    void whatIsClearedUpIsNoLongerListed(String ending) {
        noted(DAY, NOW);
        otherwise("50000.00", "会费");
        otherwise("50000.00", "会费");
        assertThat(differing()).as("told twice").hasSize(1);
        upload(DAY + "," + number + ending + ",50000.00,甲,会费", NOW);
        assertThat(differing()).isEmpty();
        otherwise("5.00", "退款");
        assertThat(differing()).hasSize(1);
        long entry = recoveries.get(maker, id).entries().get(0).id();
        recoveries.takeBack(checker, id, mistaken(entry), NOW);
        assertThat(differing()).as("the money is in no book yet").hasSize(1);
        otherwise("5.00", "退款");
        assertThat(differing()).isEmpty();
    }

    private static String pathOf(Credits.Upload upload) {
        return "/credits/statements/" + upload.statement().orElseThrow().value();
    }

    @Test
    void byMistakeIsNotTakenBackByWhoNotedItNorByWhoOwes() {
        recoveries.receive(checker, id, new Receipt(PART, number, DAY), NOW);
        long entry = recoveries.get(maker, id).entries().get(0).id();
        refused("recovery_noted_it", () -> recoveries.takeBack(checker, id, mistaken(entry), NOW));
        refused("not_allowed", () -> recoveries.takeBack(maker, id, mistaken(entry), NOW));
        Actor owing = data.actor(Role.FINANCE_CHECKER, TestData.PROVINCE, member.person());
        refused("recovery_own", () -> recoveries.takeBack(owing, id, mistaken(entry), NOW));
        zero(member, owed.minus(PART));
    }

    /** It had come off before the plan was made, and nothing has come since. */
    @Test
    void takenBackAfterAPlanWasMadeItLeavesItsPartsUnpaidAndNotLess() {
        noted(DAY, NOW);
        recoveries.plan(maker, id, DAY.plusMonths(1), 3, NOW);
        long entry = recoveries.get(maker, id).entries().get(0).id();
        recoveries.takeBack(checker, id, mistaken(entry), NOW);
        Recovery recovery = recoveries.get(maker, id);
        assertThat(recovery.instalments())
                .hasSize(3)
                .extracting(recovery::paidOf)
                .containsOnly(Money.ZERO);
    }

    private static Mistake mistaken(long entry) {
        return new Mistake(entry, "登记错了");
    }

    private Money balance(Account account) {
        return ledger.trialBalance(TestData.FUND).stream()
                .filter(each -> each.account() == account)
                .map(AccountBalance::balance)
                .reduce(Money.ZERO, Money::plus);
    }
}
