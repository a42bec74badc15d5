package org.tongzhou.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Refusal;

/** Finance carries the files of the fee account too: what is of another account than payments leave from says nothing of payments. */
class OtherAccountTest extends AnswerRoom {
    private static final String FEES = "42050100000000000018";
    private static final String OURS = "17200001040001234";

    @Autowired
    private BankBook bankBook;

    @BeforeEach
    void releaseThePayment() {
        releaseOne();
    }

    private static String statementOf(String account, String balance) {
        return "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt><GrpHdr><MsgId>T-"
                + account + "</MsgId></GrpHdr><Stmt><Id>T1</Id>" + account(account) + balance("OPBD", balance)
                + balance("CLBD", balance) + "</Stmt></BkToCstmrStmt></Document>";
    }

    private static String account(String number) {
        return "<Acct><Id><Othr><Id>" + number + "</Id></Othr></Id></Acct>";
    }

    private static String balance(String code, String amount) {
        return "<Bal><Tp><CdOrPrtry><Cd>" + code + "</Cd></CdOrPrtry></Tp><Amt Ccy=\"CNY\">" + amount
                + "</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-02-10</Dt></Dt></Bal>";
    }

    @Test
    void theFeeAccountsStatementDoesNotLetARejectedPaymentBePaidAgain() {
        take(status("S1", "RJCT", "AC04"));
        refused(statementOf(FEES, "300.00"), "payment_answer_account");
        assertThatThrownBy(() -> payments.reissue(Actor.system(fund), benefit.cause(), benefit.account(), NOW))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("payment_book_unread"));
        take(statementOf(OURS, "100.00"));
        payments.reissue(Actor.system(fund), benefit.cause(), benefit.account(), NOW);
        assertThat(state(benefit)).isEqualTo(InstructionState.APPROVED);
    }

    @Test
    void anAccountMayBeStatedAsAnIban() {
        refused(
                statementOf(FEES, "300.00").replace("<Othr><Id>", "<IBAN>").replace("</Id></Othr>", "</IBAN>"),
                "payment_answer_account");
    }

    @Test
    void banksHideTheMiddleOfANumber() {
        take(statementOf("1720****1234", "100.00"));
        assertThat(days()).isEqualTo(1);
    }

    private int days() {
        return jdbc.sql("select count(*) from payment.bank_statement where fund = :fund")
                .param("fund", fund.code())
                .query(Integer.class)
                .single();
    }

    @Test
    void aNoticeThatHoldsTwoAccountsIsRefusedWhole() {
        String both = notice("N1", "8412.50", entry("B1", "DBIT", "8412.50", ""))
                .replace("<Ntfctn>", "<Ntfctn>" + account(OURS))
                .replace("</Ntfctn>", "</Ntfctn><Ntfctn>" + account(FEES) + "</Ntfctn>");
        refused(both, "payment_answer_account");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "账号,42050100000000000018\n交易日期,流水号,借贷标志,交易金额,摘要\n2026-02-10,B1,借,8412.50,%s\n",
                "账号：42050100000000000018\n交易日期,流水号,借贷标志,交易金额,摘要\n2026-02-10,B1,借,8412.50,%s\n",
                "查询账号[Inquirer account number],42050100000000000018\n交易日期,流水号,借贷标志,交易金额,摘要\n2026-02-10,B1,借,8412.50,%s\n",
                "本方账号,交易日期,流水号,借贷标志,交易金额,摘要\n42050100000000000018,2026-02-10,B1,借,8412.50,%s\n",
                "账号,户名,交易日期,流水号,借贷标志,交易金额,摘要\n42050100000000000018,专户,2026-02-10,B1,借,8412.50,%s\n",
                "账号：42050100000000000018 起止日期：2026-02-01至2026-02-10\n交易日期,流水号,借贷标志,交易金额,摘要\n2026-02-10,B1,借,8412.50,%s\n",
                "账号,4205****0018\n交易日期,流水号,借贷标志,交易金额,摘要\n2026-02-10,B1,借,8412.50,%s\n"
            })
    void aCsvOfTheFeeAccountIsRefused(String csv) {
        refused(csv.formatted(endToEnd), "payment_answer_account");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "账号,17200001040001234\n交易日期,流水号,借贷标志,交易金额,摘要\n2026-02-10,B1,借,8412.50,%s\n",
                "账户名称,互助专户\n账号,交易日期,流水号,借贷标志,交易金额,摘要\n=\"17200001040001234\",2026-02-10,B1,借,8412.50,%s\n",
                "交易日期,流水号,借贷标志,交易金额,收款人,账号,摘要\n2026-02-10,B1,借,8412.50,冯𠮷军,6228480000003390,%s\n",
                "交易日期,流水号,借贷标志,交易金额,对方户名,对方开户行,账号,摘要\n2026-02-10,B1,借,8412.50,冯𠮷军,农行,6228480000003390,%s\n",
                "交易日期,流水号,借贷标志,交易金额,户名,账号,摘要\n2026-02-10,B1,借,8412.50,冯𠮷军,6228480000003390,%s\n",
                "账号：17200001040001234 起止日期：2026-02-01至2026-02-10\n交易日期,流水号,借贷标志,交易金额,摘要\n2026-02-10,B1,借,8412.50,%s\n",
                "账号：1720 0001 0400 01234 2026-02-10\n交易日期,流水号,借贷标志,交易金额,摘要\n2026-02-10,B1,借,8412.50,%s\n",
                "账号,1720＊＊＊＊1234\n交易日期,流水号,借贷标志,交易金额,摘要\n2026-02-10,B1,借,8412.50,%s\n",
                "账号,1720xxxxx1234\n交易日期,流水号,借贷标志,交易金额,摘要\n2026-02-10,B1,借,8412.50,%s\n"
            })
    void aCsvOfOurAccountIsTakenAndSoIsOneWithTheAccountsOfPayees(String csv) {
        take(csv.formatted(endToEnd));
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
    }

    /** What the line brings of another account stops the book and is shown, as whatever cannot be read. */
    @Test
    void theLinesOwnNoticeOfAnotherAccountStopsTheBook() {
        String foreign = notice("N1", "8412.50", entry("B1", "DBIT", "8412.50", ""))
                .replace("<Ntfctn>", "<Ntfctn>" + account(FEES));
        dispatcher.round(fund, new TellingLine(status("S1", "PDNG", ""), foreign), NOW);
        assertThat(bankBook.stop(maker, NOW).orElseThrow().why()).isEqualTo("payment_answer_account");
        assertThat(heard.of(fund)).isEmpty();
    }
}
