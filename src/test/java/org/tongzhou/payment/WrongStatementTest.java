package org.tongzhou.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Scope;

/** A statement of another account that was taken for ours keeps its day no longer than until somebody puts it aside. */
class WrongStatementTest extends AnswerRoom {
    @Autowired
    private Reconciliation reconciliation;

    @Autowired
    private Statements statements;

    @BeforeEach
    void releaseThePayment() {
        releaseOne();
    }

    static String statement(String id, String opening, String closing, String... lines) {
        return "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt><GrpHdr><MsgId>" + id
                + "</MsgId></GrpHdr><Stmt><Id>" + id + "</Id>" + balance("OPBD", opening) + balance("CLBD", closing)
                + String.join("", lines) + "</Stmt></BkToCstmrStmt></Document>";
    }

    private static String balance(String code, String amount) {
        return "<Bal><Tp><CdOrPrtry><Cd>" + code + "</Cd></CdOrPrtry></Tp><Amt Ccy=\"CNY\">" + amount
                + "</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-02-10</Dt></Dt></Bal>";
    }

    private String charge(String ref) {
        return entry(ref, "DBIT", "100.00", "").replace(endToEnd, "NOTPROVIDED");
    }

    private void putAside(String why) {
        putAside(TODAY, why);
    }

    private void putAside(LocalDate day, String why) {
        long stands = reconciliation.balance(maker, day).orElseThrow().statement();
        statements.putAside(checker, new Statements.Wrong(day, stands, why), NOW);
    }

    @Test
    void itsDayTakesTheRightOneOnceItIsPutAside() {
        String right = statement("T2", "10000.00", "1587.50", entry("B1", "DBIT", "8412.50", ""));
        take(statement("T1", "600.00", "500.00", charge("F1")));
        refused(statement("T3", "10000.00", "10000.00"), "payment_answer_same_statement");
        putAside("这是会费账户的对账单");
        assertThat(reconciliation.balance(maker, TODAY)).isEmpty();
        take(right);
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
        assertThat(reconciliation.balance(maker, TODAY))
                .get()
                .extracting(each -> each.closing().plainYuan())
                .isEqualTo("1587.50");
        assertThat(reconciliation
                        .on(maker, TODAY, Reconciliation.From.START)
                        .exceptions()
                        .items())
                .as("the line that it brought does not vanish")
                .extracting(Reconciliation.Line::bankRef)
                .containsExactly("F1");
        assertThat(heard.of(fund)).hasSize(1);
    }

    @Test
    void whatWasRejectedIsNotPaidAgainOnItsWord() {
        take(status("S1", "RJCT", "AC04"));
        take(statement("T1", "600.00", "500.00", charge("F1")));
        putAside("这是会费账户的对账单");
        assertThatThrownBy(() -> payments.reissue(Actor.system(fund), benefit.cause(), benefit.account(), NOW))
                .hasMessage("payment_book_unread");
        take(statement("T2", "10000.00", "10000.00"));
        payments.reissue(Actor.system(fund), benefit.cause(), benefit.account(), NOW);
        assertThat(state(benefit)).isEqualTo(InstructionState.APPROVED);
    }

    @Test
    void whatAStatementOfALaterDayHasClosedStaysClosed() {
        take(status("S1", "RJCT", "AC04"));
        take(statement("T1", "600.00", "600.00").replace("2026-02-10", "2026-02-09"));
        take(statement("T2", "10000.00", "10000.00"));
        putAside(TODAY.minusDays(1), "这是会费账户的对账单");
        payments.reissue(Actor.system(fund), benefit.cause(), benefit.account(), NOW);
        assertThat(state(benefit)).isEqualTo(InstructionState.APPROVED);
    }

    @Test
    void oneThatAPaymentWasSettledByStays() {
        take(statement("T1", "10000.00", "1587.50", entry("B1", "DBIT", "8412.50", "")));
        assertThatThrownBy(() -> putAside("这是会费账户的对账单")).hasMessage("payment_statement_used");
        assertThat(reconciliation.balance(maker, TODAY)).isPresent();
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
    }

    @Test
    void oneThatWasPutAsideByMistakeStandsAgainWhenItIsBroughtAgain() {
        String right = statement("T1", "600.00", "500.00", charge("F1"));
        take(right);
        putAside("看错了账户");
        take(right);
        take(right);
        assertThat(reconciliation.balance(maker, TODAY)).isPresent();
        assertThat(reconciliation.glance(maker, TODAY).day().differing()).isOne();
        assertThat(discrepancies.openCount(fund)).isZero();
    }

    @Test
    void severalInOneMessageAreRefusedInWordsOfTheirOwn() {
        String two = statement("T1", "600.00", "500.00", charge("F1") + balance("OPBD", "500.00"));
        refused(two, "payment_answer_several");
    }

    private Actor ofACounty() {
        Scope county = new Scope(fund, "/" + fund.code() + "/4202/420281/");
        return new Actor(checker.userId(), checker.name(), county, checker.roles(), checker.person(), null);
    }

    @Test
    void itTakesAReasonTheRoleAndTheStatementThatWasSeen() {
        take(statement("T1", "600.00", "500.00", charge("F1")));
        long stands = reconciliation.balance(maker, TODAY).orElseThrow().statement();
        Statements.Wrong wrong = new Statements.Wrong(TODAY, stands, "这是会费账户的对账单");
        assertThatThrownBy(() -> statements.putAside(maker, wrong, NOW)).hasMessage("not_allowed");
        assertThatThrownBy(() -> statements.putAside(ofACounty(), wrong, NOW)).hasMessage("not_found");
        assertThatThrownBy(() -> putAside(" 错 ")).hasMessage("payment_statement_why");
        statements.putAside(checker, wrong, NOW);
        assertThatThrownBy(() -> statements.putAside(checker, wrong, NOW)).hasMessage("payment_statement_gone");
    }
}
