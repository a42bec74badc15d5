package org.tongzhou.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Refusal;

/** What a line of the bank's book is taken for: booked or still to come, a payment of ours that came back or another credit. */
class BookLinesTest extends AnswerRoom {
    @BeforeEach
    void releaseThePayment() {
        releaseOne();
    }

    private String debit(String status) {
        return entry("B1", "DBIT", "8412.50", "").replace("<ValDt>", status + "<ValDt>");
    }

    private static String pending(String line) {
        return line.replace("<ValDt>", "<Sts><Cd>PDNG</Cd></Sts><ValDt>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<Sts><Cd>PDNG</Cd></Sts>", "<Sts>PDNG</Sts>", "<Sts><Cd>INFO</Cd></Sts>"})
    void aLineThatIsNotBookedPaysNothingUntilItIs(String status) {
        take(notice("N1", "8412.50", debit(status)));
        assertThat(state(benefit).isLive()).isTrue();
        assertThat(heard.of(fund)).isEmpty();
        assertThat(balances()).doesNotContainKey("1002");
        take(notice("N2", "8412.50", debit("<Sts><Cd>BOOK</Cd></Sts>")));
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
        assertThat(discrepancies.openCount(fund)).isZero();
    }

    /** Banks give neither a reference nor a value day to what they have not booked yet. */
    @Test
    void aLineThatIsNotBookedNeedsNoReferenceYet() {
        String bare = pending(entry("B1", "DBIT", "8412.50", ""))
                .replaceAll("<ValDt>.*</ValDt>", "")
                .replaceAll("<AcctSvcrRef>.*</AcctSvcrRef>", "");
        take(notice("N1", "8512.50", bare, entry("B2", "CRDT", "100.00", "").replace(endToEnd, "NOTOURS")));
        assertThat(heard.of(fund)).isEmpty();
        assertThat(lines()).isEqualTo(1);
    }

    private int lines() {
        return jdbc.sql("select count(*) from payment.bank_entry where fund = :fund")
                .param("fund", fund.code())
                .query(Integer.class)
                .single();
    }

    @Test
    void aStatementsBalancesAreOfWhatIsBooked() {
        take(statement("100.00", "200.00", pending(entry("B1", "DBIT", "8412.50", "")), other("B2")));
        assertThat(heard.of(fund)).isEmpty();
        assertThat(lines()).isEqualTo(1);
    }

    private String other(String ref) {
        return entry(ref, "CRDT", "100.00", "").replace(endToEnd, "NOTOURS");
    }

    private static String statement(String opening, String closing, String... lines) {
        return "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt><GrpHdr><MsgId>T1"
                + "</MsgId></GrpHdr><Stmt><Id>T1</Id>" + balance("OPBD", opening) + balance("CLBD", closing)
                + String.join("", lines) + "</Stmt></BkToCstmrStmt></Document>";
    }

    private static String balance(String code, String amount) {
        return "<Bal><Tp><CdOrPrtry><Cd>" + code + "</Cd></CdOrPrtry></Tp><Amt Ccy=\"CNY\">" + amount
                + "</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-02-10</Dt></Dt></Bal>";
    }

    /** The book has been read to its end by then, so that nothing else would keep it from being paid again. */
    @Test
    void aDebitStillToComeOfWhatWasRejectedIsAQuestionForPeople() {
        take(status("S1", "RJCT", "AC04"));
        take(statement("100.00", "100.00", pending(entry("B1", "DBIT", "8412.50", ""))));
        assertThat(discrepancies.open(maker, "").items())
                .extracting(Discrepancy::kind, Discrepancy::claimed)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(DiscrepancyKind.CONTRADICTION, "PENDING"));
        assertThatThrownBy(() -> payments.reissue(Actor.system(fund), benefit.cause(), benefit.account(), NOW))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("payment_disputed"));
    }

    /** It may be that payment on its way back, and never that the payment is still to come. */
    @Test
    void aCreditStillToComeUnderTheNumberOfAPaymentThatWasRejectedIsNone() {
        take(status("S1", "RJCT", "AC04"));
        take(statement("100.00", "100.00", pending(entry("B1", "CRDT", "8412.50", ""))));
        assertThat(discrepancies.openCount(fund)).isZero();
    }

    @Test
    void whatWasPaidAndReturnedMayBeToldAsStillToComeLateOn() {
        take(notice("N1", "16825.00", entry("B1", "DBIT", "8412.50", ""), entry("B2", "CRDT", "8412.50", "AC04")));
        take(notice("N2", "8412.50", pending(entry("B1", "DBIT", "8412.50", ""))));
        assertThat(discrepancies.openCount(fund)).isZero();
    }
}
