package org.tongzhou.contribution;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.recovery.RecoveryId;

@Component
class AssignmentStore {
    private static final String SELECT = """
            select a.*, c.bank_serial, c.payer, c.value_date
            from contribution.assignment a join contribution.credit c on c.fund = a.fund and c.id = a.credit
            """;

    private final JdbcClient jdbc;

    AssignmentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record New(CreditId credit, OtherUse use, Money amount, PersonId by) {
        private @Nullable Object target(OtherUse.Kind kind) {
            return use.kind() == kind ? use.id() : null;
        }
    }

    /** Takes the amount off what stands of the credit, too. */
    Assignment insert(FundId fund, New made, Instant now) {
        long id = jdbc.sql("""
                        insert into contribution.assignment (fund, credit, programme, recovery, amount_fen, made_by, made_at)
                        values (:fund, :credit, :programme, :recovery, :amount, :by, :now) returning id
                        """)
                .param("fund", fund.code())
                .param("credit", made.credit().value())
                .param("programme", made.target(OtherUse.Kind.PROGRAMME), Types.BIGINT)
                .param("recovery", made.target(OtherUse.Kind.RECOVERY), Types.BIGINT)
                .param("amount", made.amount().fen())
                .param("by", made.by().value())
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .single();
        apply(fund, made.credit(), made.amount());
        return find(fund, id).orElseThrow();
    }

    void end(FundId fund, Assignment live, Settling.Ended ended) {
        PersonId by = ended.by();
        jdbc.sql("""
                        update contribution.assignment set ended_on = :day, ended_why = :why, ended_by = :by
                        where fund = :fund and id = :id and ended_on is null
                        """)
                .param("day", ended.day())
                .param("why", ended.why().name())
                .param("by", by == null ? null : by.value(), Types.BIGINT)
                .param("fund", fund.code())
                .param("id", live.id())
                .update();
        apply(fund, live.credit(), live.amount().negated());
    }

    private void apply(FundId fund, CreditId credit, Money amount) {
        jdbc.sql("update contribution.credit set applied_fen = applied_fen + :amount where fund = :fund and id = :id")
                .param("amount", amount.fen())
                .param("fund", fund.code())
                .param("id", credit.value())
                .update();
    }

    Optional<Assignment> find(FundId fund, long id) {
        return jdbc.sql(SELECT + "where a.fund = :fund and a.id = :id")
                .param("fund", fund.code())
                .param("id", id)
                .query((row, n) -> assignment(row))
                .optional();
    }

    List<Assignment> liveOfCredit(FundId fund, CreditId credit) {
        return jdbc.sql(SELECT + "where a.fund = :fund and a.credit = :credit and a.ended_on is null order by a.id")
                .param("fund", fund.code())
                .param("credit", credit.value())
                .query((row, n) -> assignment(row))
                .list();
    }

    /** What came for a programme after one of them, oldest first, with what no longer counts. */
    List<Assignment> ofProgramme(FundId fund, ProgrammeId programme, long after, int limit) {
        return jdbc.sql(
                        SELECT
                                + "where a.fund = :fund and a.programme = :programme and a.id > :after order by a.id limit :limit")
                .param("fund", fund.code())
                .param("programme", programme.value())
                .param("after", after)
                .param("limit", limit)
                .query((row, n) -> assignment(row))
                .list();
    }

    private static Assignment assignment(ResultSet row) throws SQLException {
        long programme = row.getLong("programme");
        long recovery = row.getLong("recovery");
        String why = row.getString("ended_why");
        return new Assignment(
                row.getLong("id"),
                new CreditId(row.getLong("credit")),
                row.getString("bank_serial"),
                row.getString("payer"),
                row.getObject("value_date", LocalDate.class),
                programme == 0 ? null : new ProgrammeId(programme),
                recovery == 0 ? null : new RecoveryId(recovery),
                Money.ofFen(row.getLong("amount_fen")),
                row.getObject("ended_on", LocalDate.class),
                why == null ? null : Ending.valueOf(why));
    }
}
