package org.tongzhou.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Place;
import org.tongzhou.payment.iso.AccountStatement;

/** The balances of our account as the bank states them: one statement stands for a day, those put aside are kept beside it. */
@Component
class StatementStore {
    private static final String ASIDE = "select id, day, aside_name, aside_at, aside_why from payment.bank_statement ";
    private static final String NEWEST = "order by aside_at desc, id desc limit :limit";

    private final JdbcClient jdbc;

    StatementStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False when the day has balances already that are others. */
    boolean insert(FundId fund, AccountStatement statement, long answer) {
        jdbc.sql("""
                        insert into payment.bank_statement (fund, day, opening_fen, closing_fen, answer)
                        values (:fund, :day, :opening, :closing, :answer) on conflict do nothing
                        """)
                .param("fund", fund.code())
                .param("day", statement.day())
                .param("opening", statement.opening().fen())
                .param("closing", statement.closing().fen())
                .param("answer", answer)
                .update();
        return jdbc.sql("""
                        select opening_fen = :opening and closing_fen = :closing from payment.bank_statement
                        where fund = :fund and day = :day and aside_at is null
                        """)
                .param("opening", statement.opening().fen())
                .param("closing", statement.closing().fen())
                .param("fund", fund.code())
                .param("day", statement.day())
                .query(Boolean.class)
                .single();
    }

    Optional<BankBalance> of(FundId fund, LocalDate day) {
        return jdbc.sql("""
                        select id, opening_fen, closing_fen from payment.bank_statement
                        where fund = :fund and day = :day and aside_at is null
                        """)
                .param("fund", fund.code())
                .param("day", day)
                .query((row, n) ->
                        new BankBalance(row.getLong(1), Money.ofFen(row.getLong(2)), Money.ofFen(row.getLong(3))))
                .optional();
    }

    Optional<Money> closingBefore(FundId fund, LocalDate day) {
        return jdbc.sql("""
                        select closing_fen from payment.bank_statement
                        where fund = :fund and day < :day and aside_at is null order by day desc limit 1
                        """)
                .param("fund", fund.code())
                .param("day", day)
                .query((row, n) -> Money.ofFen(row.getLong(1)))
                .optional();
    }

    /** True when the day's balances are those that this message brought. */
    boolean stands(FundId fund, long answer) {
        return jdbc.sql("""
                        select exists (select from payment.bank_statement
                            where fund = :fund and answer = :answer and aside_at is null)
                        """)
                .param("fund", fund.code())
                .param("answer", answer)
                .query(Boolean.class)
                .single();
    }

    /** The newest day whose statement stands. */
    Optional<LocalDate> newestDay(FundId fund) {
        return jdbc.sql("select max(day) from payment.bank_statement where fund = :fund and aside_at is null")
                .param("fund", fund.code())
                .query((row, n) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
                .single();
    }

    /** True when a line that it brought is of a payment, or a payment moved by it. */
    boolean isOfPayments(FundId fund, long id) {
        return jdbc.sql("""
                        select exists (select from payment.bank_entry e where e.fund = s.fund and e.answer = s.answer
                                and e.instruction is not null)
                            or exists (select from payment.instruction_event v where v.fund = s.fund and v.answer = s.answer)
                        from payment.bank_statement s where s.fund = :fund and s.id = :id
                        """)
                .param("fund", fund.code())
                .param("id", id)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /** False when it does not stand for the day. */
    boolean putAside(FundId fund, LocalDate day, Aside aside) {
        return jdbc.sql("""
                        update payment.bank_statement
                        set aside_by = :by, aside_name = :name, aside_at = :at, aside_why = :why
                        where fund = :fund and id = :id and day = :day and aside_at is null
                        """)
                        .param("fund", fund.code())
                        .param("id", aside.statement())
                        .param("day", day)
                        .param("by", aside.by().person().value())
                        .param("name", aside.by().name())
                        .param("at", Ids.utc(aside.at()))
                        .param("why", aside.why())
                        .update()
                == 1;
    }

    /** Those put aside, the newest first, after one of them. */
    List<AsideStatement> aside(FundId fund, Place after, int limit) {
        return jdbc.sql(ASIDE + "where fund = :fund and (aside_at, id) < (:at, :id) " + NEWEST)
                .param("fund", fund.code())
                .param("at", Ids.utc(Instant.EPOCH.plus(after.first(), ChronoUnit.MICROS)))
                .param("id", after.id())
                .param("limit", limit)
                .query(StatementStore::aside)
                .list();
    }

    /** The same of one day. */
    List<AsideStatement> asideOf(FundId fund, LocalDate day, int limit) {
        return jdbc.sql(ASIDE + "where fund = :fund and day = :day and aside_at is not null " + NEWEST)
                .param("fund", fund.code())
                .param("day", day)
                .param("limit", limit)
                .query(StatementStore::aside)
                .list();
    }

    static Place place(AsideStatement statement) {
        return new Place(ChronoUnit.MICROS.between(Instant.EPOCH, statement.at()), statement.id());
    }

    private static AsideStatement aside(ResultSet row, int n) throws SQLException {
        return new AsideStatement(
                row.getLong("id"),
                row.getObject("day", LocalDate.class),
                row.getString("aside_name"),
                row.getTimestamp("aside_at").toInstant(),
                row.getString("aside_why"));
    }

    /** Which statement is put aside, by whom, when and why. */
    record Aside(long statement, Hand by, Instant at, String why) {}
}
