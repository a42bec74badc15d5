package org.tongzhou.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;

@Component
class SmsStore {
    private static final String COLUMNS =
            "fund, id, person, template, claim, day, language, state, attempts, key_no, due_at, tried_at,"
                    + " code_sealed, code_until, phone_sealed";
    private static final String SMS = "select " + COLUMNS + " from notice.sms ";

    private final JdbcClient jdbc;
    private final SmsCodes codes;

    SmsStore(JdbcClient jdbc, SmsCodes codes) {
        this.jdbc = jdbc;
        this.codes = codes;
    }

    /** The next of those that no number of the day holds back, codes before all others, locked in the same way. */
    Optional<Sms> nextThatAlwaysLeaves(FundId fund, Instant now) {
        return jdbc.sql(SMS + """
                        where fund = :fund and state = 'WAITING' and always_leaves and due_at <= :now
                        order by code_sealed is null, due_at, id limit 1 for update skip locked
                        """)
                .param("fund", fund.code())
                .param("now", Timestamp.from(now))
                .query((row, n) -> sms(row))
                .optional();
    }

    /**
     * The next one that is due, locked; one that another instance holds is passed over. By state and not by a running
     * number, so one that commits late is not missed.
     */
    Optional<Sms> next(FundId fund, Instant now, boolean urgentOnly) {
        return jdbc.sql(SMS + """
                        where fund = :fund and state = 'WAITING' and due_at <= :now
                          and (not :urgentOnly or template = any(:urgent))
                        order by due_at, id limit 1 for update skip locked
                        """)
                .param("fund", fund.code())
                .param("now", Timestamp.from(now))
                .param("urgentOnly", urgentOnly)
                .param("urgent", SmsTemplate.namesOf(SmsTemplate::urgent))
                .query((row, n) -> sms(row))
                .optional();
    }

    /** Those about which the gateway is to be asked: in doubt for longer than the grace, or without a receipt for too long. */
    List<Sms> doubtful(FundId fund, Instant now, SmsSettings settings, Duration askEvery) {
        return jdbc.sql(SMS + """
                        where fund = :fund
                          and (state = 'SENT' and tried_at <= :grace or state = 'UNDELIVERED'
                               or state = 'ACCEPTED' and tried_at <= :overdue)
                          and (asked_at is null or asked_at <= :again)
                        order by tried_at limit 200
                        """)
                .param("fund", fund.code())
                .param("grace", Timestamp.from(now.minus(settings.grace())))
                .param("overdue", Timestamp.from(now.minus(settings.receiptWait())))
                .param("again", Timestamp.from(now.minus(askEvery)))
                .query((row, n) -> sms(row))
                .list();
    }

    /** Written before a byte leaves; a code is in nobody's hands but its person's from now on. */
    void sent(Sms sms, String language, Instant now) {
        jdbc.sql("""
                        update notice.sms set state = 'SENT', attempts = attempts + 1, language = :language, tried_at = :now,
                            asked_at = null, reason = null, code_sealed = null
                        where fund = :fund and id = :id
                        """)
                .param("language", language)
                .param("now", Timestamp.from(now))
                .param("fund", sms.fund().code())
                .param("id", sms.id())
                .update();
    }

    /** Nothing that is due now leaves before this moment, but for what always leaves. */
    void postponeAll(FundId fund, Instant now, Instant due) {
        jdbc.sql("""
                        update notice.sms set due_at = :due
                        where fund = :fund and state = 'WAITING' and due_at <= :now and not always_leaves
                        """)
                .param("due", Timestamp.from(due))
                .param("fund", fund.code())
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Waits for its second attempt; {@code keyNo} is another one only after the gateway's own final no. */
    void again(Sms sms, int keyNo, Instant due) {
        jdbc.sql("""
                        update notice.sms set state = 'WAITING', key_no = :key, due_at = :due
                        where fund = :fund and id = :id and attempts = 1 and state in ('SENT', 'ACCEPTED', 'UNDELIVERED')
                        """)
                .param("key", keyNo)
                .param("due", Timestamp.from(due))
                .param("fund", sms.fund().code())
                .param("id", sms.id())
                .update();
    }

    void asked(Sms sms, Instant now) {
        jdbc.sql("update notice.sms set asked_at = :now where fund = :fund and id = :id")
                .param("now", Timestamp.from(now))
                .param("fund", sms.fund().code())
                .param("id", sms.id())
                .update();
    }

    /** From a state in which the gateway's word counts; what is over stays as it is, but a late "delivered" corrects a failure. */
    void becomes(FundId fund, long id, Sms.State state, @Nullable String reason, Instant now) {
        boolean over = state == Sms.State.DELIVERED || state == Sms.State.FAILED || state == Sms.State.WITHHELD;
        jdbc.sql("""
                        update notice.sms set state = :state, reason = :reason, done_at = :done, code_sealed = null,
                            phone_sealed = case when :over then null else phone_sealed end
                        where fund = :fund and id = :id and state <> :state
                          and (state in ('SENT', 'ACCEPTED', 'UNDELIVERED')
                               or state = 'WAITING' and (:state = 'WITHHELD' or :state in ('DELIVERED', 'FAILED') and attempts > 0)
                               or state = 'FAILED' and :state = 'DELIVERED')
                        """)
                .param("state", state.name())
                .param("reason", reason, Types.VARCHAR)
                .param("over", over)
                .param("done", over ? Timestamp.from(now) : null, Types.TIMESTAMP)
                .param("fund", fund.code())
                .param("id", id)
                .update();
    }

    /** A receipt's "undelivered" counts only while the gateway's word on this very key is still awaited. */
    void reportedUndelivered(FundId fund, long id, int keyNo, @Nullable String reason) {
        jdbc.sql("""
                        update notice.sms set state = 'UNDELIVERED', reason = :reason, asked_at = null
                        where fund = :fund and id = :id and key_no = :key and state in ('SENT', 'ACCEPTED')
                        """)
                .param("reason", reason, Types.VARCHAR)
                .param("fund", fund.code())
                .param("id", id)
                .param("key", keyNo)
                .update();
    }

    /** Counts one for the day, or is false when all are used. */
    boolean countForPerson(FundId fund, PersonId person, LocalDate day, int most) {
        return counted(jdbc.sql("""
                        insert into notice.sms_of_person_day as d (fund, person, day, sent, most)
                        select :fund, :person, :day, 1, :most where :most > 0
                        on conflict (fund, person, day) do update set sent = d.sent + 1 where d.sent < d.most
                        """).param("person", person.value()), fund, day, most);
    }

    boolean countForFund(FundId fund, LocalDate day, int most) {
        return counted(jdbc.sql("""
                        insert into notice.sms_of_day as d (fund, day, sent, most)
                        select :fund, :day, 1, :most where :most > 0
                        on conflict (fund, day) do update set sent = d.sent + 1 where d.sent < d.most
                        """), fund, day, most);
    }

    /** One that was counted did not leave. */
    void giveBack(FundId fund, LocalDate day) {
        jdbc.sql("update notice.sms_of_day set sent = sent - 1 where fund = :fund and day = :day")
                .param("fund", fund.code())
                .param("day", day)
                .update();
    }

    private static boolean counted(JdbcClient.StatementSpec insert, FundId fund, LocalDate day, int most) {
        return insert.param("fund", fund.code())
                        .param("day", day)
                        .param("most", most)
                        .update()
                == 1;
    }

    long receiptsRead(FundId fund) {
        return jdbc.sql("select seq from notice.sms_receipts_read where fund = :fund")
                .param("fund", fund.code())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /** As {@link #receiptsRead(FundId)}; nobody else moves it before this transaction ends. */
    long holdReceiptsRead(FundId fund) {
        return jdbc.sql("""
                        insert into notice.sms_receipts_read as r (fund, seq) values (:fund, 0)
                        on conflict (fund) do update set seq = r.seq returning seq
                        """).param("fund", fund.code()).query(Long.class).single();
    }

    /** Whoever says so holds it. */
    void receiptsRead(FundId fund, long seq) {
        jdbc.sql("update notice.sms_receipts_read set seq = :seq where fund = :fund")
                .param("seq", seq)
                .param("fund", fund.code())
                .update();
    }

    private Sms sms(ResultSet row) throws SQLException {
        String claim = row.getString("claim");
        Timestamp tried = row.getTimestamp("tried_at");
        Timestamp until = row.getTimestamp("code_until");
        FundId fund = new FundId(row.getInt("fund"));
        long id = row.getLong("id");
        return new Sms(
                fund,
                id,
                new PersonId(row.getLong("person")),
                SmsTemplate.valueOf(row.getString("template")),
                new SmsText.Slots(
                        claim == null ? null : new ClaimNumber(claim),
                        row.getObject("day", LocalDate.class),
                        codes.open(fund, id, row.getBytes("code_sealed"))),
                row.getString("language"),
                Sms.State.valueOf(row.getString("state")),
                row.getInt("attempts"),
                row.getInt("key_no"),
                row.getTimestamp("due_at").toInstant(),
                tried == null ? null : tried.toInstant(),
                until == null ? null : until.toInstant(),
                row.getBytes("phone_sealed"));
    }
}
