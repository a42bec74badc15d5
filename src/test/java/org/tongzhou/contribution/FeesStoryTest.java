package org.tongzhou.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.contribution.SomeCredits.credit;
import static org.tongzhou.contribution.SomeCredits.line;
import static org.tongzhou.contribution.SomeCredits.only;
import static org.tongzhou.contribution.SomeCredits.serial;
import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.DAYE;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.PROVINCE;
import static org.tongzhou.testing.TestData.TODAY;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.DateRange;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.organisation.FeeShares;
import org.tongzhou.organisation.Payer;
import org.tongzhou.organisation.Unit;
import org.tongzhou.payment.InstructionState;
import org.tongzhou.payment.PayeeAccount;
import org.tongzhou.payment.Payments;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/**
 * The fees of a unit from roster to reminder: shared by payer with a subsidy, paid by messages of every kind, short, over,
 * unknown, doubled and returned, in instalments, with receipts and a refund. The books are at zero after each step.
 */
@RoomTest
class FeesStoryTest {
    private static final PayeeAccount ACCOUNT = new PayeeAccount("样例单位", "6228480000000000017", "农业银行", null);

    @Autowired
    private Bills bills;

    @Autowired
    private Credits credits;

    @Autowired
    private Programmes programmes;

    @Autowired
    private Instalments instalments;

    @Autowired
    private Receipts receipts;

    @Autowired
    private Withdrawals withdrawals;

    @Autowired
    private Refunds refunds;

    @Autowired
    private Payments payments;

    @Autowired
    private Reminders reminders;

    @Autowired
    private SomeBills someBills;

    @Autowired
    private SomeCredits in;

    @Autowired
    private TestData some;

    @Autowired
    private JdbcClient jdbc;

    private Bill bill;

    @Test
    void fromTheRosterToTheLastReminder() {
        Unit unit = some.unit(DAYE, new FeeShares(3_000, 5_000, 2_000, 0));
        subsidy(unit);
        bill = someBills.ofRoster(unit, 4);
        shared();
        String employersSerial = serial();
        notified(employersSerial);
        stated(employersSerial);
        overpaid();
        inInstalments();
        refundedBeforeCover(unit);
        reminded();
        settled();
    }

    private void subsidy(Unit unit) {
        NewProgramme terms =
                SomeProgrammes.half("工会补助一半", unit, DateRange.ofInclusive(TODAY, TODAY), Money.ofYuan(100));
        ProgrammeId programme = programmes.propose(in.finance(), terms, NOW);
        programmes.agree(some.actor(Role.FINANCE_CHECKER, PROVINCE), programme, NOW);
    }

    /** Half of 380.00 was wanted, 100.00 were left of the budget. */
    private void shared() {
        assertThat(bill.parts())
                .extracting(part -> part.amount().plainYuan())
                .containsExactly("114.00", "90.00", "76.00", "100.00");
        assertThat(bill.outstanding()).isEqualTo(Money.ofYuan(280));
        zero();
    }

    /** camt.054: the employer pays part of its part, somebody pays something; the same message again changes nothing. */
    private void notified(String employersSerial) {
        String message = camt(
                "054",
                entry("CRDT", "50.00", employersSerial, reference(Payer.EMPLOYER), "")
                        + entry("CRDT", "33.00", serial(), "会费", ""));
        assertThat(upload(message)).containsExactly(Outcome.SHORT, Outcome.UNKNOWN);
        assertThat(upload(message)).containsExactly(Outcome.DUPLICATE, Outcome.DUPLICATE);
        assertThat(again().received()).isEqualTo(Money.ofYuan(150));
        zero();
    }

    /** camt.053: the union pays its part, and the bank takes the employer's money back. */
    private void stated(String employersSerial) {
        String message = camt(
                "053",
                entry("CRDT", "76.00", serial(), reference(Payer.COUNTY_UNION), "")
                        + entry("DBIT", "50.00", serial(), "冲正", employersSerial));
        assertThat(upload(message)).containsExactly(Outcome.SHORT, Outcome.RETURNED);
        assertThat(again().received()).isEqualTo(Money.ofYuan(176));
        assertThat(slips()).containsExactly(Payer.COUNTY_UNION);
        zero();
    }

    /** csv: the workers' part and 6.00 more. */
    private void overpaid() {
        CreditOutcome workers = only(in.upload(line("120.00", reference(Payer.WORKER))));
        assertThat(workers.outcome()).isEqualTo(Outcome.OVER);
        assertThat(in.open(credit(workers)).rest()).isEqualTo(Money.ofYuan(6));
        assertThat(slips()).containsExactly(Payer.COUNTY_UNION, Payer.WORKER);
        assertThat(someBills.coverStarts(bill)).isEmpty();
        zero();
    }

    /** What is in is the first instalment, so that the cover begins; the employer owes the second. */
    private void inInstalments() {
        List<Instalment> parts = List.of(
                new Instalment(TODAY.plusDays(10), Money.ofYuan(190)),
                new Instalment(TODAY.plusDays(40), Money.ofYuan(90)));
        instalments.agree(in.finance(), bill.id(), parts, Instalments.Start.FIRST_PAID, NOW);
        refused(
                "instalments_agreed",
                () -> instalments.agree(in.finance(), bill.id(), parts, Instalments.Start.FIRST_PAID, NOW));
        assertThat(someBills.coverStarts(bill)).hasSize(4).containsOnly(TODAY.plusDays(1));
        zero();
    }

    /** Another bill of the unit, paid and given up the day before its cover begins: the money goes back by two persons. */
    private void refundedBeforeCover(Unit unit) {
        Bill other = someBills.ofRoster(unit, 1);
        CreditOutcome paid = only(in.upload(line("95.00", other.reference())));
        assertThat(paid.outcome()).isEqualTo(Outcome.EXACT);
        Actor officer = some.officer(unit);
        withdrawals.withdraw(officer, other.id(), new Withdrawals.Leaving(Set.of(), true, "单位另行参保"), NOW);
        assertThat(bills.find(officer, other.id()).state()).isEqualTo(Bill.State.CANCELLED);
        assertThat(receipts.inForce(officer, other.id())).isEmpty();
        zero();
        RefundId refund = refunds.propose(in.finance(), credit(paid), Money.ofYuan(95), ACCOUNT, "未生效退费", NOW);
        Actor second = some.actor(Role.FINANCE_CHECKER, PROVINCE);
        String seen = refunds.list(second, "").items().stream()
                .filter(each -> each.id().equals(refund))
                .findFirst()
                .orElseThrow()
                .seal();
        refunds.agree(second, refund, seen, NOW);
        assertThat(payments.stateOf(FUND, "refund:" + refund.value())).contains(InstructionState.APPROVED);
        zero();
        Instant tomorrow = NOW.plusSeconds(86_400);
        refused(
                "cover_begun",
                () -> withdrawals.withdraw(
                        officer, bill.id(), new Withdrawals.Leaving(Set.of(), true, "单位另行参保"), tomorrow));
    }

    /** Once, the day after the second instalment was due. */
    private void reminded() {
        Instant late = TODAY.plusDays(41).atTime(9, 0).atZone(FundClock.ZONE).toInstant();
        reminders.remind(FUND, late);
        reminders.remind(FUND, late);
        assertThat(jdbc.sql("select count(*) from contribution.reminder where fund = 42 and bill = ?")
                        .param(bill.id().value())
                        .query(Integer.class)
                        .single())
                .isOne();
        zero();
    }

    private void settled() {
        assertThat(only(in.upload(line("90.00", reference(Payer.EMPLOYER)))).outcome())
                .isEqualTo(Outcome.EXACT);
        assertThat(again().state()).isEqualTo(Bill.State.PAID);
        assertThat(receipts.inForce(in.finance(), bill.id()))
                .extracting(slip -> slip.amount().plainYuan())
                .containsExactlyInAnyOrder("114.00", "90.00", "76.00");
        zero();
    }

    private List<Payer> slips() {
        return receipts.inForce(in.finance(), bill.id()).stream()
                .map(Receipts.Slip::payer)
                .toList();
    }

    private String reference(Payer payer) {
        return String.valueOf(bill.parts().stream()
                .filter(part -> part.payer() == payer)
                .findFirst()
                .orElseThrow()
                .reference());
    }

    private Bill again() {
        return bills.find(in.finance(), bill.id());
    }

    private void zero() {
        in.assertBalanced();
        in.assertChecked(bill);
    }

    private List<Outcome> upload(String message) {
        Credits.Upload upload = credits.upload(in.finance(), "报文.xml", message.getBytes(StandardCharsets.UTF_8), NOW);
        assertThat(upload.faults()).isEmpty();
        return upload.outcomes().stream().map(CreditOutcome::outcome).toList();
    }

    private static String entry(String direction, String amount, String serial, String remark, String original) {
        String refs = original.isEmpty() ? "" : "<Refs><ClrSysRef>" + original + "</ClrSysRef></Refs>";
        return "<Ntry><Amt Ccy=\"CNY\">" + amount + "</Amt><CdtDbtInd>" + direction + "</CdtDbtInd>"
                + (original.isEmpty() ? "" : "<RvslInd>true</RvslInd>")
                + "<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-02-09</Dt></BookgDt><AcctSvcrRef>" + serial
                + "</AcctSvcrRef><NtryDtls><TxDtls>" + refs + "<RmtInf><Ustrd>" + remark
                + "</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>";
    }

    private static String camt(String kind, String entries) {
        String element = kind.equals("053") ? "BkToCstmrStmt" : "BkToCstmrDbtCdtNtfctn";
        String inner = kind.equals("053") ? "Stmt" : "Ntfctn";
        return "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt." + kind + ".001.08\"><" + element + "><" + inner
                + ">" + entries + "</" + inner + "></" + element + "></Document>";
    }
}
