package org.tongzhou.payment;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.testing.RoomTest;

/** What the bank said and what people laid beside it stays as it came: nothing of it is written again or taken away. */
@RoomTest
@Transactional
class KeptAnswersTest {
    private static final String ASIDE = """
            update payment.bank_statement
            set aside_by = 1, aside_name = '王*', aside_at = '2026-02-02', aside_why = '另一账户的对账单'\s""";

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void oneOfEach() {
        jdbc.sql("""
                with a as (
                    insert into payment.answer (fund, kind, bank_msg_id, hash, received_at, sealed, outcome)
                    values (97, 'csv', 'M-1', '\\x01', '2026-02-01', '\\x0000000101', 'APPLIED') returning id),
                e as (
                    insert into payment.bank_entry (fund, bank_ref, kind, amount_fen, value_date, answer)
                    select 97, 'R-1', 'DEBIT', 1, '2026-02-01', id from a)
                insert into payment.bank_statement (fund, day, opening_fen, closing_fen, answer)
                select 97, '2026-02-01', 0, -1, id from a
                """).update();
        jdbc.sql("""
                with d as (
                    insert into payment.discrepancy (fund, at, kind) values (97, '2026-02-01', 'GAP') returning id)
                insert into payment.evidence (fund, discrepancy, name, kind, hash, sealed, uploaded_by, uploaded_at)
                select 97, id, 'x', 'text/csv', '\\x01', '\\x0000000101', 1, '2026-02-01' from d
                """).update();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from payment.evidence",
                "delete from payment.bank_entry",
                "delete from payment.bank_statement",
                "update payment.answer set outcome = outcome",
                "update payment.evidence set uploaded_by = 2",
                "update payment.bank_entry set amount_fen = 2",
                "update payment.bank_statement set closing_fen = 0"
            })
    void itIsInsertOnly(String change) {
        refused(change + " where fund = 97", "is insert-only");
    }

    @Test
    void anAnswerOfWhichNoLineWasTakenIsKeptAsWell() {
        jdbc.sql("""
                insert into payment.answer (fund, kind, hash, received_at, sealed, outcome, fault)
                values (97, 'csv', '\\x02', '2026-02-01', '\\x0000000101', 'REFUSED', 'x')
                """).update();
        refused("delete from payment.answer where fund = 97 and outcome = 'REFUSED'", "is insert-only");
    }

    @Test
    void aStatementThatIsPutAsideKeepsItsBalances() {
        refused(ASIDE + ", closing_fen = 0 where fund = 97", "is insert-only");
    }

    @Test
    void aStatementIsPutAsideOnce() {
        jdbc.sql(ASIDE + "where fund = 97").update();
        refused(ASIDE + "where fund = 97", "is insert-only");
    }

    private void refused(String sql, String why) {
        assertThatThrownBy(() -> jdbc.sql(sql).update()).rootCause().hasMessageContaining(why);
    }
}
