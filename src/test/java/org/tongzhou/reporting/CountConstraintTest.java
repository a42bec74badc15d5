package org.tongzhou.reporting;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.testing.RoomTest;

/** No room counts ahead what cannot be: a month that is none, a line for nobody, less than nothing, the same line twice. */
@RoomTest
class CountConstraintTest {
    private static final String JOINED =
            "insert into enrolment.joined (fund, county, year, month, people, gig, fee_fen) values (97, '/97/1/', 2031, ";
    private static final String UNITS =
            "insert into enrolment.joined_units (fund, county, year, units) values (97, '/97/1/', 2031, ";
    private static final String DECIDED =
            "insert into claim.decided (fund, year, county, days, claims) values (97, 2031, '/97/1/', ";
    private static final String PAID =
            "insert into payment.paid (fund, year, county, month, plan, payments, amount_fen) values (97, 2031, '/97/1/', ";

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    /** A line as it may be, and then once more with one thing that may not. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            joined_month_check      | 1, 2, 1, 0         | 13, 2, 1, 0
            joined_month_check      | 12, 2, 1, 0        | 0, 2, 1, 0
            joined_people_check     | 1, 1, 0, 0         | 2, 0, 0, 0
            joined_check            | 1, 2, 2, 0         | 2, 2, 3, 0
            joined_fee_fen_check    | 1, 2, 1, 0         | 2, 2, 1, -1
            joined_pkey             | 1, 2, 1, 0         | 1, 3, 1, 0
            joined_units_units_check| 1                  | 0
            decided_days_check      | 0, 1               | -1, 1
            decided_claims_check    | 0, 1               | 1, 0
            decided_pkey            | 7, 1               | 7, 2
            paid_month_check        | 12, 'x', 1, 1      | 13, 'x', 1, 1
            paid_payments_check     | 1, 'x', 1, 1       | 2, 'x', 0, 1
            paid_amount_fen_check   | 1, 'x', 1, 1       | 2, 'x', 1, 0
            paid_pkey               | 1, 'x', 1, 1       | 1, 'x', 2, 2
            """)
    void whatCannotBeIsNotCounted(String rule, String right, String wrong) {
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            write(rule, right);
            assertThatThrownBy(() -> write(rule, wrong)).rootCause().hasMessageContaining(rule);
        });
    }

    private void write(String rule, String values) {
        jdbc.sql(into(rule) + values + ")").update();
    }

    private static String into(String rule) {
        if (rule.startsWith("joined")) {
            return rule.startsWith("joined_units_units") ? UNITS : JOINED;
        }
        return rule.startsWith("decided") ? DECIDED : PAID;
    }
}
