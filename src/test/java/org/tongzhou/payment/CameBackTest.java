package org.tongzhou.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;

/** Money that comes back under the number of a payment of ours: however the bank writes it, the member has none of it. */
class CameBackTest extends AnswerRoom {
    @Autowired
    private Reconciliation reconciliation;

    @BeforeEach
    void payOne() {
        releaseOne();
        take(notice("N1", "8412.50", entry("B1", "DBIT", "8412.50", "")));
    }

    private String credit(String ref, String why) {
        return entry(ref, "CRDT", "8412.50", "").replace("</Refs>", "</Refs>" + why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<RtrInf><Rsn><Prtry>账号户名不符</Prtry></Rsn></RtrInf>",
                "<RtrInf><AddtlInf>退汇</AddtlInf></RtrInf>",
                "<RtrInf/>"
            })
    void aReturnNeedsNoCodeOfTheStandard(String why) {
        take(notice("N2", "8412.50", credit("B2", why)));
        returnedWithoutAReason();
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "1"})
    void aReversalIsAReturn(String reversed) {
        String line = credit("B2", "").replace("<ValDt>", "<RvslInd>" + reversed + "</RvslInd><ValDt>");
        take(notice("N2", "8412.50", line));
        returnedWithoutAReason();
    }

    private void returnedWithoutAReason() {
        assertThat(state(benefit)).isEqualTo(InstructionState.RETURNED);
        assertThat(heard.of(fund))
                .last()
                .isInstanceOfSatisfying(
                        BenefitReturned.class,
                        returned -> assertThat(returned.reason()).isEqualTo("NARR"));
        assertThat(balances()).containsEntry("1002", 0L).containsEntry("2202", -841_250L);
        assertThat(discrepancies.openCount(fund)).isZero();
    }

    @Test
    void aReversalOfWhatIsNotOursIsACreditLikeAnother() {
        String line = credit("B2", "")
                .replace("<EndToEndId>" + endToEnd + "</EndToEndId>", "")
                .replace("<ValDt>", "<RvslInd>true</RvslInd><ValDt>");
        take(notice("N2", "8412.50", line));
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
        assertThat(jdbc.sql("select kind from payment.bank_entry where fund = :fund and bank_ref = 'B2'")
                        .param("fund", fund.code())
                        .query(String.class)
                        .single())
                .isEqualTo("CREDIT");
    }

    @Test
    void aPartThatCameBackOnTheSameDayIsNoSecondReturnOfOurs() {
        take(notice("N2", "12.50", entry("B2", "CRDT", "12.50", "AC04")));
        take(notice("N3", "8412.50", entry("B3", "CRDT", "8412.50", "AC04")));
        assertThat(state(benefit)).isEqualTo(InstructionState.RETURNED);
        assertThat(reconciliation.glance(maker, TODAY).day().ours()).isEqualTo(Money.ZERO);
        assertThat(reconciliation.glance(maker, TODAY).day().bank()).isEqualTo(Money.ofFen(1_250));
    }

    private void asked(String ref) {
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
        assertThat(discrepancies.open(maker, "").items())
                .extracting(Discrepancy::kind, Discrepancy::claimed)
                .containsExactly(tuple(DiscrepancyKind.CONTRADICTION, "CREDITED:" + ref));
    }

    private void settle(Settlement as) {
        Discrepancy open = discrepancies.open(maker, "").items().get(0);
        discrepancies.propose(maker, open.id(), as, "银行来电说明", NOW);
        Settled.by(discrepancies, checker, open.id(), NOW);
    }

    @Test
    void aCreditUnderOurNumberThatDoesNotSayWhyIsAQuestionForPeople() {
        take(notice("N2", "8412.50", credit("B2", "")));
        asked("B2");
        assertThat(reconciliation
                        .on(maker, TODAY, Reconciliation.From.START)
                        .exceptions()
                        .items())
                .extracting(Reconciliation.Line::kind)
                .containsExactly(Reconciliation.Kind.RETURN);
        settle(Settlement.NOT_PAID);
        assertThat(state(benefit)).isEqualTo(InstructionState.RETURNED);
        assertThat(balances()).containsEntry("1002", 0L).containsEntry("2202", -841_250L);
        assertThat(reconciliation.glance(maker, TODAY).day().differing()).isZero();
    }

    @Test
    void whatPeopleSettleLaterIsBookedOnTheDayOfTheBank() {
        take(notice("N2", "8412.50", credit("B2", "")));
        Instant later = NOW.plus(Duration.ofDays(5));
        Discrepancy open = discrepancies.open(maker, "").items().get(0);
        discrepancies.propose(maker, open.id(), Settlement.NOT_PAID, "银行来电说明", later);
        Settled.by(discrepancies, checker, open.id(), later);
        assertThat(state(benefit)).isEqualTo(InstructionState.RETURNED);
        assertThat(reconciliation.glance(maker, TODAY).day().differing()).isZero();
        assertThat(reconciliation.glance(maker, TODAY.plusDays(5)).day().differing())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"冲账", "抹账", "退款"})
    void aCsvsWordsForMoneyBackAreAskedAbout(String word) {
        take("交易日期,流水号,借贷标志,交易金额,对方户名,摘要\n2026-02-10,B2,贷,8412.50,冯𠮷军," + word + endToEnd + "\n");
        asked("B2");
    }

    @Test
    void whatPeopleSettleAsPaidMayComeBackYet() {
        take(notice("N2", "8412.50", credit("B2", "")));
        settle(Settlement.PAID);
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
        take(notice("N3", "8412.50", credit("B3", "")));
        asked("B3");
        settle(Settlement.AS_BOOKED);
        take(notice("N4", "8412.50", entry("B4", "CRDT", "8412.50", "AC04")));
        assertThat(state(benefit)).isEqualTo(InstructionState.RETURNED);
    }

    /** Refused, it would keep the bank's book from being read. */
    @Test
    void aCreditThatIsToldAsAReturnLaterIsTheSameLineAndStaysAQuestion() {
        take(notice("N2", "8412.50", credit("B2", "")));
        take(notice("N3", "8412.50", entry("B2", "CRDT", "8412.50", "AC04")));
        take(notice("N4", "8412.50", credit("B2", "")));
        asked("B2");
    }

    @Test
    void aCreditThatNobodyAskedAboutIsAskedAboutWhenItIsToldAsAReturn() {
        unheardCredit();
        assertThat(discrepancies.openCount(fund)).isZero();
        take(notice("N3", "8512.50", entry("B2", "CRDT", "8412.50", "AC04"), other("B3")));
        asked("B2");
    }

    /** Banks cut long words: the number is often lost in their csv. */
    @Test
    void aCreditThatWasToldWithoutItsPaymentIsAskedAboutWhenItIsToldWithIt() {
        take("交易日期,流水号,借贷标志,交易金额,对方户名,摘要\n2026-02-10,B2,贷,8412.50,冯𠮷军,退汇\n");
        take(notice("N2", "8412.50", entry("B2", "CRDT", "8412.50", "AC04")));
        asked("B2");
        settle(Settlement.NOT_PAID);
        assertThat(state(benefit)).isEqualTo(InstructionState.RETURNED);
        assertThat(balances()).containsEntry("1002", 0L).containsEntry("2202", -841_250L);
    }

    private String other(String ref) {
        return entry(ref, "CRDT", "100.00", "").replace(endToEnd, "NOTOURS");
    }

    /** As the book of an older version has it. */
    private void unheardCredit() {
        jdbc.sql("""
                        insert into payment.bank_entry
                            (fund, bank_ref, kind, end_to_end, amount_fen, value_date, instruction, answer)
                        select fund, 'B2', 'CREDIT', end_to_end, amount_fen, value_date, instruction, answer
                        from payment.bank_entry where fund = :fund and kind = 'DEBIT'
                        """).param("fund", fund.code()).update();
    }

    @Test
    void creditsThatAnOlderVersionPassedOverAreAskedAbout() throws IOException {
        unheardCredit();
        String migration = new ClassPathResource("db/migration/payment/V21__credits_under_our_number.sql")
                .getContentAsString(StandardCharsets.UTF_8);
        jdbc.sql(migration).update();
        asked("B2");
    }

    /** Not yet known to have left, it is not taken for paid and come back by a word that says neither. */
    @Test
    void aCreditBeforeTheDebitMovesNothing() {
        benefit = instructed(500, "6228480000000715");
        released();
        endToEnd = payments.of(fund, benefit.cause()).get(0).endToEnd();
        take(notice("N2", "5.00", credit("B2", "").replace("8412.50", "5.00")));
        assertThat(state(benefit).isWaiting()).isTrue();
        settle(Settlement.PAID);
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
    }

    @Test
    void whatPeopleFoundToHaveComeBackIsPaidAgain() {
        take(notice("N2", "8412.50", credit("B2", "")));
        settle(Settlement.NOT_PAID);
        dispatcher.round(fund, new TellingLine(status("S1", "ACSC", ""), notice("N3", "0.00")), NOW);
        payments.reissue(Actor.system(fund), benefit.cause(), benefit.account(), NOW);
        assertThat(state(benefit)).isEqualTo(InstructionState.APPROVED);
    }
}
