package org.tongzhou.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.TestData.DAYE;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.PROVINCE;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.kernel.Check;
import org.tongzhou.kernel.Check.Finding;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

@RoomTest
class FeesAreInTheBooksTest {
    @Autowired
    private FeesAreInTheBooks check;

    @Autowired
    private BillsAreTheirSubmissions submissions;

    @Autowired
    private Credits credits;

    @Autowired
    private SomeBills someBills;

    @Autowired
    private TestData some;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void billsAndCreditsAgreeWithTheBooksAndEachDifferenceIsNamed() {
        Bill bill = someBills.of(some.unit(DAYE), 2);
        upload("200.00", bill.reference());
        upload("12.34", "不知道是谁");
        String id = Long.toString(bill.id().value());

        assertThat(places(check.run(FUND))).noneMatch(place -> place.endsWith("bill:" + id));
        assertThat(after("update contribution.bill set total_fen = total_fen + 1,"
                        + " received_fen = received_fen + 1 where id = " + id))
                .contains("BILL_RAISED bill:" + id, "bill:" + id);
        assertThat(after("delete from contribution.allocation where bill = " + id))
                .contains("bill:" + id);
        assertThat(after("delete from ledger.journal where cause = 'bill:" + id + "'"))
                .contains("BILL_RAISED bill:" + id);
        assertThat(after("delete from contribution.bill where id = " + id)).contains("BILL_RAISED bill:" + id);
        assertThat(after("update contribution.credit set amount_fen = amount_fen + 1 where remark = '不知道是谁'"))
                .anyMatch(place -> place.startsWith("FEE_SUSPENSE credit:"));
    }

    @Test
    void billsAgreeWithTheirSubmissionsAndEachDifferenceIsNamed() {
        Bill bill = someBills.ofRoster(some.unit(DAYE), 2);
        String place = "bill:" + bill.id().value();
        String submission = " where id = " + bill.submission().value();
        assertThat(places(submissions.run(FUND))).doesNotContain(place);
        assertThat(after(submissions, "update enrolment.submission set people = 1" + submission))
                .contains(place);
        upload("190.00", bill.reference());
        assertThat(places(submissions.run(FUND))).doesNotContain(place);
        assertThat(after(
                        submissions,
                        "update contribution.bill set covered_on = null where id = "
                                + bill.id().value()))
                .contains(place);
        assertThat(after(
                        submissions,
                        "update enrolment.submission set state = 'CANCELLED', matched_on = null" + submission))
                .contains(place);
    }

    private void upload(String amount, String remark) {
        String file = "日期,流水号,金额,付款人,附言\n2026-02-09," + UUID.randomUUID() + "," + amount + ",样例单位," + remark + "\n";
        Credits.Upload upload = credits.upload(
                some.actor(Role.FINANCE_MAKER, PROVINCE), "到账.csv", file.getBytes(StandardCharsets.UTF_8), NOW);
        assertThat(upload.faults()).isEmpty();
    }

    /** Changed by somebody with all rights, looked at, undone. */
    private List<String> after(String sql) {
        return after(check, sql);
    }

    private List<String> after(Check asked, String sql) {
        return transaction.execute(status -> {
            jdbc.sql("set local session_replication_role = replica").update();
            jdbc.sql(sql).update();
            status.setRollbackOnly();
            return places(asked.run(FUND));
        });
    }

    private static List<String> places(List<Finding> findings) {
        return findings.stream().map(Finding::place).toList();
    }
}
