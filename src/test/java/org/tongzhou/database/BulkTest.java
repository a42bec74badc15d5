package org.tongzhou.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.testing.ManyRows;

/** What a fund's first import would suffer: checks row by row, planned on tables that were empty a moment ago. */
class BulkTest extends ManyRows {
    private static final int BILLS = 2_000;
    private static final String OF_TERRITORY = "bulk.bill_fund_unit_path_id_state_total_fen_received_fen_idx";

    /** After five the server keeps a plan. */
    private static final int UNTIL_PLANS_ARE_KEPT = 8;

    @Autowired
    Bulk bulk;

    @Test
    void aCheckThatWasPlannedOnAnEmptyTableGoesByTheKeyOnceThePlannerIsTold() {
        undone(() -> {
            bulk.begin();
            bills();
            insert(1, 60);
            for (int i = 0; i < UNTIL_PLANS_ARE_KEPT; i++) {
                check(60);
            }
            assertThat(bulk.tell()).isTrue();
            insert(61, BILLS);
            long other = scans(OF_TERRITORY);
            long whole = scans("bulk.bill");
            check(BILLS);
            assertThat(scans(OF_TERRITORY) - other)
                    .as("looks into the wrong index")
                    .isZero();
            assertThat(scans("bulk.bill") - whole).isZero();
        });
    }

    @Test
    void thePlannerIsToldOnce() {
        undone(() -> {
            bills();
            insert(1, 49);
            assertThat(bulk.tell()).as("too few to tell one key from another").isFalse();
            insert(50, 51);
            assertThat(bulk.tell()).isTrue();
            insert(52, BILLS);
            assertThat(bulk.tell()).isFalse();
        });
    }

    @Test
    void whatBeginsEndsWithTheTransaction() {
        undone(() -> {
            bulk.begin();
            assertThat(readsWhole()).isEqualTo("off");
        });
        assertThat(readsWhole()).isEqualTo("on");
    }

    private String readsWhole() {
        return jdbc.sql("show enable_seqscan").query(String.class).single();
    }

    /** As bills lie: by a key, and listed by territory by an index that has all of the key too. */
    private void bills() {
        jdbc.sql("""
                create schema bulk;
                create table bulk.bill (like contribution.bill including all);
                create function bulk.check(of_fund int, of_bill bigint) returns boolean language plpgsql as $$
                begin
                    return exists (select from bulk.bill where fund = of_fund and id = of_bill and total_fen > 0);
                end $$
                """).update();
    }

    private void insert(int from, int to) {
        jdbc.sql("""
                        insert into bulk.bill (fund, id, unit, unit_path, unit_name, submission, people, reference,
                            share_bp, share_fen, total_fen, starts_at_fen, due_on, raised_by, raised_at)
                        overriding system value select 42, n, n, '/42/4201/420101/' || n || '/', '样例', n, 1, 'HZ' || lpad(n::text, 13, '0'),
                            '{10000,0,0,0,0,0}', '{0,0,0,0,0,0}', 100, 100, '2026-01-01', 1, '2026-01-01'
                        from generate_series(:from, :to) as n
                        """).param("from", from).param("to", to).update();
    }

    private void check(int bill) {
        assertThat(jdbc.sql("select bulk.check(42, :bill)")
                        .param("bill", bill)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }
}
