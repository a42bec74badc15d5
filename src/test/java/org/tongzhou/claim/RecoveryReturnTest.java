package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tongzhou.testing.Refused.refused;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.tongzhou.adjudication.LimitKey;
import org.tongzhou.contribution.Assignments;
import org.tongzhou.contribution.CreditOutcome;
import org.tongzhou.contribution.Credits;
import org.tongzhou.contribution.Outcome;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.ledger.Account;
import org.tongzhou.ledger.Template;
import org.tongzhou.payment.Answers;
import org.tongzhou.payment.BenefitRejected;
import org.tongzhou.payment.BenefitsRejected;
import org.tongzhou.payment.Instruction;
import org.tongzhou.payment.InstructionState;
import org.tongzhou.recovery.Recoveries.Demand;
import org.tongzhou.recovery.Recoveries.Receipt;
import org.tongzhou.recovery.Recovery;
import org.tongzhou.recovery.Recovery.State;
import org.tongzhou.recovery.RecoveryEntry;
import org.tongzhou.recovery.RecoveryEntry.Kind;
import org.tongzhou.recovery.RecoveryId;
import org.tongzhou.recovery.RecoveryTerms.Reason;
import org.tongzhou.testing.TestData;

/** The bank sends back a benefit that is demanded back already: it settles the debt, and only the rest is paid again. */
class RecoveryReturnTest extends DemandRoom {
    @Autowired
    private Credits credits;

    @Autowired
    private Assignments assignments;

    @Autowired
    private Answers answers;

    private Instruction benefit;
    private Money all;
    private Money owedToMembers;

    @BeforeEach
    void aBenefitThatWasPaid() {
        owedToMembers = payable();
        benefit = paid(member);
        all = benefit.amount();
    }

    private RecoveryId demanded(Money amount, Reason reason) {
        RecoveryId id = recoveries.propose(maker, benefit.id(), new Demand(amount, reason, "医院已作废电子票据"), NOW);
        recoveries.confirm(checker, id, NOW);
        return id;
    }

    /** How much the person owes, how much the fund owes to them: both by the books. */
    private void owe(Money member, Money fund) {
        zero(this.member, member);
        assertThat(payable().minus(owedToMembers)).isEqualTo(fund);
    }

    private Money payable() {
        return ledger.trialBalance(TestData.FUND).stream()
                .filter(each -> each.account() == Account.BENEFITS_PAYABLE)
                .map(each -> each.balance().negated())
                .reduce(Money.ZERO, Money::plus);
    }

    private void payAgain() {
        ClaimId claim = ClaimId.ofCause(benefit.cause()).orElseThrow();
        claims.payAgain(member.actor(), claim, claim(claim).version(), NOW);
    }

    private Instruction newest() {
        List<Instruction> ordered = payments.of(TestData.FUND, benefit.cause());
        return ordered.get(ordered.size() - 1);
    }

    private List<Kind> kinds(RecoveryId id) {
        return recoveries.get(maker, id).entries().stream()
                .map(RecoveryEntry::kind)
                .toList();
    }

    @Test
    void ofACancelledReceiptNothingIsPaidAgain() throws Exception {
        RecoveryId id = demanded(all, Reason.RECEIPT_CANCELLED);
        sentBack(benefit);
        owe(Money.ZERO, Money.ZERO);
        assertThat(recoveries.get(maker, id).state()).isEqualTo(State.SETTLED);
        assertThat(kinds(id)).containsExactly(Kind.RETURNED);
        ClaimId claim = ClaimId.ofCause(benefit.cause()).orElseThrow();
        String progress = page("/my/claims/" + claim.value(), member.actor());
        assertThat(progress).contains("不再付款", ">已到账<").doesNotContain("/pay-again", "改好卡后重新付款");
        for (String path : List.of("/my", "/my/claims")) {
            assertThat(page(path, member.actor())).as(path).doesNotContain("改卡");
        }
        assertThat(page("/my/claims", member.actor())).contains(">已到账<", "银行退回的钱已抵应退还的互助金");
        payAgain();
        assertThat(newest().id()).as("nothing was ordered").isEqualTo(benefit.id());
        assertThat(page("/my/recoveries", member.actor())).contains("银行退回抵还", "已经结清");
        assertThat(page("/recoveries/" + id.value(), checker)).contains("银行退回抵还");
        LimitKey cap = new LimitKey("test/cap", "term:2026-01-01");
        used.replace(TestData.FUND, claim, Map.of(cap, all.fen()));
        assertThat(used.of(TestData.FUND, member.person()).of(cap)).isZero();
    }

    @Test
    void ofAnOverpaidBenefitWhatIsOwedIsPaidAgainAndWhatWasPaidBackByInstalmentsToo() throws Exception {
        Money much = all.minus(Money.ofYuan(5));
        RecoveryId id = demanded(much, Reason.OVERPAID);
        recoveries.plan(maker, id, DAY.plusMonths(1), 3, NOW);
        recoveries.receive(maker, id, new Receipt(Money.ofYuan(20), "PART" + id.value(), DAY), NOW);
        own.consent(member.actor(), id, 1_000, NOW);
        Instruction later = approved(member);
        Money kept = recoveries.get(maker, id).settled().minus(Money.ofYuan(20));
        assertThat(kept.isPositive()).isTrue();
        Money left = much.minus(Money.ofYuan(20)).minus(kept);
        sentBack(benefit);
        owe(Money.ZERO, all.minus(left).plus(later.amount()));
        Recovery settled = recoveries.get(maker, id);
        assertThat(settled.instalments())
                .allSatisfy(part -> assertThat(settled.paidOf(part)).isEqualTo(part.amount()));
        String path =
                "/my/claims/" + ClaimId.ofCause(benefit.cause()).orElseThrow().value();
        assertThat(page(path, member.actor())).contains("/pay-again", "已抵应退还的互助金", left.plainYuan());
        payAgain();
        assertThat(newest().amount()).as("never more than is owed").isEqualTo(all.minus(left));
        assertThat(newest().state()).isEqualTo(InstructionState.APPROVED);
        agrees("payment.books", "recovery.books");
        readByHledger(
                member,
                id,
                Template.BENEFIT_CLAWED_BACK,
                Template.RECOVERY_RECEIVED,
                Template.RECOVERY_OFFSET,
                Template.RECOVERY_RETURNED);
    }

    @Test
    void whatWasGivenUpIsKeptTooAndAnAppealWonAfterwardsIsPaid() throws Exception {
        RecoveryId id = demanded(all, Reason.FRAUD);
        recoveries.receive(maker, id, new Receipt(Money.ofYuan(10), "PART" + id.value(), DAY), NOW);
        recoveries.proposeWriteOff(maker, id, "失去联系，无法追回", NOW);
        writeOff(checker, id);
        sentBack(benefit);
        owe(Money.ZERO, Money.ofYuan(10));
        assertThat(kinds(id)).containsExactly(Kind.RECEIVED, Kind.WRITTEN_OFF, Kind.REVIVED, Kind.RETURNED);
        assertThatThrownBy(
                        () -> jdbc.sql("insert into recovery.entry (fund, recovery, kind, cause, amount_fen, day, at)"
                                        + " values (42, " + id.value()
                                        + ", 'REVIVED', 'instruction:0', 1, now(), now())")
                                .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("not so much was given up");
        own.appeal(member.actor(), id, "票据是真的，请再核对", NOW);
        Actor third = data.actor(Role.FINANCE_CHECKER, TestData.PROVINCE);
        recoveries.decide(third, id, all, "新票据有效，全部退还", NOW);
        owe(Money.ZERO, all.plus(Money.ofYuan(10)));
        assertThat(recoveries.repaid(maker, id)).extracting(Instruction::amount).containsExactly(all);
        assertThat(jdbc.sql("select payable_from from payment.instruction where fund = 42 and person = :person")
                        .param("person", member.person().value())
                        .query(LocalDate.class)
                        .list())
                .as("benefit and repayment go to an account that was never changed")
                .containsExactly(null, null);
        readByHledger(
                member,
                id,
                Template.BENEFIT_CLAWED_BACK,
                Template.RECOVERY_RECEIVED,
                Template.RECOVERY_WRITTEN_OFF,
                Template.RECOVERY_REVIVED,
                Template.RECOVERY_RETURNED,
                Template.RECOVERY_REDUCED,
                Template.RECOVERY_REPAID);
    }

    @Test
    void aRepaymentThatTheBankTakesBackAfterwardsIsKeptOfTheBenefitAsWell() throws Exception {
        RecoveryId id = demanded(Money.ofYuan(60), Reason.OVERPAID);
        String serial = UUID.randomUUID().toString();
        CreditOutcome came = upload("2026-02-09," + serial + ",,50.00,甲,退回互助金 " + benefit.reference());
        assertThat(owed(member)).isEqualTo(Money.ofYuan(60));
        assignments.match(
                maker,
                Objects.requireNonNull(came.credit()),
                assignments.named(maker, benefit.reference()).orElseThrow(),
                NOW);
        owe(Money.ofYuan(10), Money.ZERO);
        sentBack(benefit);
        owe(Money.ZERO, all.minus(Money.ofYuan(10)));
        upload("2026-02-10," + UUID.randomUUID() + "," + serial + ",-50.00,甲,冲正");
        owe(Money.ZERO, all.minus(Money.ofYuan(60)));
        assertThat(kinds(id)).containsExactly(Kind.RECEIVED, Kind.RETURNED, Kind.TAKEN_BACK, Kind.RETURNED);
        payAgain();
        assertThat(newest().amount()).isEqualTo(all.minus(Money.ofYuan(60)));
        agrees("payment.books", "recovery.books");
        readByHledger(
                member,
                id,
                Template.BENEFIT_CLAWED_BACK,
                Template.RECOVERY_MATCHED,
                Template.RECOVERY_TAKEN_BACK,
                Template.RECOVERY_RETURNED);
    }

    /** The bank repeats our own words, the number of the claim among them, by which a benefit paid back is known too. */
    @Test
    void aStatementThatTellsTheReturnBooksItOnceAndWhatIsOwedBackIsKeptOfIt() throws Exception {
        RecoveryId id = demanded(Money.ofYuan(60), Reason.OVERPAID);
        String serial = UUID.randomUUID().toString();
        String line = "2026-02-10," + serial + ",," + all.plainYuan() + ",甲,退汇 职工互助金 " + benefit.reference() + " "
                + benefit.endToEnd() + " 账号不存在";
        String less = line.replace(",," + all.plainYuan(), ",,0.01")
                .replace(serial, UUID.randomUUID().toString());
        assertThat(upload(less).outcome())
                .as("a payment of ours, and no repayment")
                .isEqualTo(Outcome.CAME_BACK);
        assertThat(page("/credits/statements/" + newestStatement(), maker)).contains(">甲<", "付款是", "退回的金额不同");
        owe(Money.ofYuan(60), Money.ZERO);
        CreditOutcome told = upload(line);
        assertThat(told.outcome()).isEqualTo(Outcome.SENT_BACK);
        owe(Money.ZERO, all.minus(Money.ofYuan(60)));
        assertThat(kinds(id)).containsExactly(Kind.RETURNED);
        assertThat(newest().state()).isEqualTo(InstructionState.RETURNED);
        assertThat(newest().reason()).isEqualTo("AC01");
        assertThat(upload(line).outcome()).isEqualTo(Outcome.DUPLICATE);
        answers.take(maker, notice(serial).getBytes(StandardCharsets.UTF_8), NOW);
        owe(Money.ZERO, all.minus(Money.ofYuan(60)));
        assertThat(page("/credits/statements/" + newestStatement(), maker))
                .contains("已入过账", "/payments/instructions/" + benefit.id().value());
        agrees("payment.books", "recovery.books");
    }

    /** The message of the bank, read by the room that pays, comes first as a rule. */
    @Test
    void aReturnThatTheBankToldByItsMessageIsNoOtherInTheStatement() throws Exception {
        String serial = UUID.randomUUID().toString();
        answers.take(maker, notice(serial).getBytes(StandardCharsets.UTF_8), NOW);
        owe(Money.ZERO, all);
        String remark = ",甲,退汇 " + benefit.endToEnd();
        String line = "2026-02-10," + serial + ",," + all.plainYuan() + remark;
        assertThat(upload(line).outcome()).isEqualTo(Outcome.DUPLICATE);
        CreditOutcome again = upload("2026-02-10," + UUID.randomUUID() + ",," + all.plainYuan() + remark);
        assertThat(again.outcome()).isEqualTo(Outcome.CAME_BACK);
        assertThat(page("/credits/statements/" + newestStatement(), maker))
                .contains("写着退回", "这笔付款已经退回过", benefit.reference());
        owe(Money.ZERO, all);
    }

    /** Whoever pays a benefit back may repeat the bank's number of it, which reads like our payment come back. */
    @Test
    void moneyThatStandsInTheBooksAlreadyIsNoReturn() {
        RecoveryId id = demanded(all, Reason.RECEIPT_CANCELLED);
        String noted = "NOTED" + id.value();
        recoveries.receive(maker, id, new Receipt(all, noted, DAY), NOW);
        String remark = ",," + all.plainYuan() + ",甲,退回 " + benefit.endToEnd();
        assertThat(upload("2026-02-10," + noted + remark).outcome()).isEqualTo(Outcome.DUPLICATE);
        String serial = UUID.randomUUID().toString();
        assertThat(upload("2026-02-10," + serial + ",," + all.plainYuan() + ",甲,互助金")
                        .outcome())
                .isEqualTo(Outcome.UNKNOWN);
        assertThat(upload("2026-02-10," + serial + remark).outcome()).isEqualTo(Outcome.DUPLICATE);
        assertThat(newest().state()).isEqualTo(InstructionState.PAID);
        owe(Money.ZERO, Money.ZERO);
    }

    private long newestStatement() {
        return credits.statements(maker, "").items().get(0).id().value();
    }

    private String notice(String serial) {
        String sum = all.plainYuan();
        return "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.054.001.08\"><BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>N"
                + serial + "</MsgId></GrpHdr><Ntfctn><Id>1</Id><TxsSummry><TtlNtries><NbOfNtries>1</NbOfNtries><Sum>"
                + sum
                + "</Sum></TtlNtries></TxsSummry><Ntry><Amt Ccy=\"CNY\">" + sum
                + "</Amt><CdtDbtInd>CRDT</CdtDbtInd><ValDt><Dt>2026-02-10</Dt></ValDt><AcctSvcrRef>" + serial
                + "</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>" + benefit.endToEnd()
                + "</EndToEndId></Refs><RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf></TxDtls></NtryDtls></Ntry>"
                + "</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>";
    }

    @Test
    void ofAPaymentThatTheBankMayHaveMadeNothingIsKeptUntilTwoPeopleSettleIt() throws Exception {
        demanded(all, Reason.RECEIPT_CANCELLED);
        Money part = all.minus(Money.ofYuan(10));
        String serial = UUID.randomUUID().toString();
        CreditOutcome came = upload("2026-02-09," + serial + ",," + part + ",甲,退回互助金 " + benefit.reference());
        assignments.match(
                maker,
                Objects.requireNonNull(came.credit()),
                assignments.named(maker, benefit.reference()).orElseThrow(),
                NOW);
        sentBack(benefit);
        payAgain();
        Instruction again = newest();
        assertThat(again.amount()).isEqualTo(part);
        said(again, "BATCHED", "SEALED", "RELEASED", "SENT", "REJECTED");
        BenefitRejected rejected =
                new BenefitRejected(TestData.FUND, again.cause(), again.id(), member.person(), part, "AC04");
        transactions.executeWithoutResult(each -> events.publishEvent(BenefitsRejected.of(rejected)));
        jdbc.sql("insert into payment.discrepancy (fund, at, kind, instruction) values (42, now(), 'CONTRADICTION', ?)")
                .param(again.id().value())
                .update();
        upload("2026-02-10," + UUID.randomUUID() + "," + serial + ",-" + part + ",甲,冲正");
        refused("payment_disputed", this::payAgain);
        owe(part, part);
    }

    @Test
    void whatIsOwedAgainAfterItWasGivenUpIsGivenUpAgainByTwo() throws Exception {
        RecoveryId id = demanded(Money.ofYuan(60), Reason.OVERPAID);
        String serial = UUID.randomUUID().toString();
        CreditOutcome came = upload("2026-02-09," + serial + ",,50.00,甲,退回互助金 " + benefit.reference());
        assignments.match(
                maker,
                Objects.requireNonNull(came.credit()),
                assignments.named(maker, benefit.reference()).orElseThrow(),
                NOW);
        recoveries.proposeWriteOff(maker, id, "余款无法追回", NOW);
        writeOff(checker, id);
        upload("2026-02-10," + UUID.randomUUID() + "," + serial + ",-50.00,甲,冲正");
        owe(Money.ofYuan(50), Money.ZERO);
        assertThatThrownBy(() -> writeOff(maker, id)).isInstanceOf(Refusal.class);
        recoveries.proposeWriteOff(checker, id, "失去联系，全部无法追回", NOW);
        assertThat(page("/recoveries/" + id.value(), maker)).contains("失去联系，全部无法追回");
        assertThatThrownBy(() -> writeOff(checker, id)).hasMessage("recovery_second_person");
        writeOff(data.actor(Role.FINANCE_CHECKER, TestData.PROVINCE), id);
        owe(Money.ZERO, Money.ZERO);
        assertThat(recoveries.get(maker, id).state()).isEqualTo(State.SETTLED);
        agrees("recovery.books");
    }

    private CreditOutcome upload(String line) {
        String csv = "交易日期,流水号,原流水号,金额,对方户名,附言\n" + line + "\n";
        return credits.upload(maker, "明细.csv", csv.getBytes(StandardCharsets.UTF_8), NOW)
                .outcomes()
                .get(0);
    }

    @Test
    void noInstructionReplacesOneForMore() {
        sentBack(benefit);
        payAgain();
        assertThat(newest().amount()).as("nothing is demanded back").isEqualTo(all);
        said(newest(), "REJECTED");
        assertThatThrownBy(
                        () -> jdbc.sql("""
                                insert into payment.instruction (fund, cause, attempt, replaces, person, unit_path, plan, reference,
                                    payee, payee_index, amount_fen, end_to_end, created_at)
                                select fund, cause, 3, id, person, unit_path, plan, reference, payee, payee_index, amount_fen + 1,
                                    'MORE-' || id || '-0000', now() from payment.instruction where fund = 42 and id = :id
                                """).param("id", newest().id().value()).update())
                .hasMessageContaining("does not replace");
    }
}
