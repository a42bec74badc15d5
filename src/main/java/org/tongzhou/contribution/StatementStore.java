package org.tongzhou.contribution;

import static org.tongzhou.kernel.SqlArray.each;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Place;
import org.tongzhou.kernel.SealedColumn;
import org.tongzhou.kernel.SealedColumns;
import org.tongzhou.kernel.Turn;
import org.tongzhou.kernel.Vault;
import org.tongzhou.payment.InstructionId;
import org.tongzhou.payment.SentBack;
import org.tongzhou.recovery.RecoveryId;
import org.tongzhou.recovery.Repayments;

@Component
class StatementStore implements SealedColumns {
    private static final int KEPT_FAULTS = 200;

    private static final String NEW_LINES = """
            insert into contribution.statement_line
                (fund, statement, no, line, bank_serial, amount_fen, value_date, outcome, credit, bill, applied_fen, finding, payment,
                 payer, recovery, noted_fen)
            select :fund, :statement, no, line, serial, amount, day, outcome, credit, bill, applied, finding, payment, payer, recovery,
                noted
            from unnest(:places::int[], :serials::text[], :amounts::bigint[], :days::date[], :outcomes::text[],
                :credits::bigint[], :bills::bigint[], :applied::bigint[], :findings::text[], :payments::bigint[], :payers::text[],
                :recoveries::bigint[], :noted::bigint[])
                with ordinality as t (line, serial, amount, day, outcome, credit, bill, applied, finding, payment, payer, recovery,
                    noted, no)
            """;

    private static final String COLUMNS = """
            l.*, coalesce(c.payer, l.payer, '') as from_whom, b.reference, b.unit_name,
                coalesce(b.total_fen - b.received_fen, 0) as outstanding_fen
            from contribution.statement_line l
            left join contribution.credit c on c.fund = l.fund and c.id = l.credit
            left join contribution.bill b on b.fund = l.fund and b.id = l.bill
            """;

    private final JdbcClient jdbc;
    private final Vault vault;

    StatementStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    private byte @Nullable [] sealed(FundId fund, StatementFile file) {
        return file.original()
                .map(bytes -> vault.seal(place(fund, file.hash()), bytes))
                .orElse(null);
    }

    private static String place(FundId fund, byte[] hash) {
        return "statement:" + fund.code() + ":" + HexFormat.of().formatHex(hash);
    }

    /** The bytes as they were uploaded; empty when there were too many to keep. */
    Optional<byte[]> original(FundId fund, StatementId id) {
        return jdbc.sql("""
                        select hash, sealed from contribution.statement
                        where fund = :fund and id = :id and sealed is not null
                        """)
                .param("fund", fund.code())
                .param("id", id.value())
                .query((row, n) -> vault.open(place(fund, row.getBytes("hash")), row.getBytes("sealed")))
                .optional();
    }

    StatementId insert(FundId fund, StatementFile file, PersonId uploadedBy, Instant now) {
        return new StatementId(jdbc.sql("""
                        insert into contribution.statement
                            (fund, name, format, hash, sealed, lines, faults, uploaded_by, uploaded_at)
                        values (:fund, :name, :format, :hash, :sealed, :lines, :faults::text[], :by, :at) returning id
                        """)
                .param("fund", fund.code())
                .param("name", file.name())
                .param("format", file.format().name())
                .param("hash", file.hash())
                .param("sealed", sealed(fund, file), Types.BINARY)
                .param(
                        "faults",
                        file.faults().stream()
                                .limit(KEPT_FAULTS)
                                .map(fault -> fault.line() + " " + fault.code())
                                .toArray(String[]::new))
                .param("lines", file.size())
                .param("by", uploadedBy.value())
                .param("at", Timestamp.from(now))
                .query(Long.class)
                .single());
    }

    void insertLines(FundId fund, StatementId statement, List<CreditOutcome> outcomes) {
        jdbc.sql(NEW_LINES)
                .param("fund", fund.code())
                .param("statement", statement.value())
                .param("places", each(outcomes, Integer[]::new, CreditOutcome::line))
                .param("serials", each(outcomes, String[]::new, CreditOutcome::serial))
                .param("amounts", each(outcomes, Long[]::new, o -> o.amount().fen()))
                .param("days", each(outcomes, String[]::new, o -> o.valueDate().toString()))
                .param(
                        "outcomes",
                        each(outcomes, String[]::new, o -> o.outcome().name()))
                .param("credits", each(outcomes, Long[]::new, StatementStore::credit))
                .param("bills", each(outcomes, Long[]::new, StatementStore::bill))
                .param("applied", each(outcomes, Long[]::new, o -> o.applied().fen()))
                .param("findings", each(outcomes, String[]::new, StatementStore::finding))
                .param("payments", each(outcomes, Long[]::new, StatementStore::payment))
                .param("payers", each(outcomes, String[]::new, StatementStore::payer))
                .param("recoveries", each(outcomes, Long[]::new, StatementStore::recovery))
                .param("noted", each(outcomes, Long[]::new, StatementStore::notedFen))
                .update();
    }

    private static @Nullable Long credit(CreditOutcome outcome) {
        return outcome.credit() == null ? null : outcome.credit().value();
    }

    private static @Nullable Long bill(CreditOutcome outcome) {
        return outcome.bill() == null ? null : outcome.bill().value();
    }

    private static @Nullable String finding(CreditOutcome outcome) {
        return outcome.cameBack() == null ? null : outcome.cameBack().finding().name();
    }

    private static @Nullable Long payment(CreditOutcome outcome) {
        SentBack.Told told = outcome.cameBack();
        return told == null || told.payment() == null ? null : told.payment().value();
    }

    private static @Nullable Long recovery(CreditOutcome outcome) {
        return outcome.noted() == null ? null : outcome.noted().recovery().value();
    }

    private static @Nullable Long notedFen(CreditOutcome outcome) {
        return outcome.noted() == null ? null : outcome.noted().amount().fen();
    }

    /** Of a credit its own row tells the payer, and of what is no credit only a return and what was noted by hand are looked into. */
    private static @Nullable String payer(CreditOutcome outcome) {
        return outcome.cameBack() == null && outcome.noted() == null ? null : outcome.payer();
    }

    /** Newest first. */
    List<Statement> newest(FundId fund, long before, int limit) {
        Map<Long, Statement> found = new LinkedHashMap<>();
        jdbc.sql("""
                        select s.id, s.name, s.lines, s.faults, s.uploaded_at, l.outcome, l.count
                        from (select fund, id, name, lines, cardinality(faults) as faults, uploaded_at
                              from contribution.statement where fund = :fund and id < :before order by id desc limit :limit) s
                        left join lateral (
                            select outcome, count(*) as count from contribution.statement_line
                            where fund = :fund and statement = s.id group by outcome) l on true
                        order by s.id desc
                        """)
                .param("fund", fund.code())
                .param("before", before)
                .param("limit", limit)
                .query(row -> {
                    Statement statement = found.computeIfAbsent(
                            row.getLong("id"), id -> statement(row, new EnumMap<>(Outcome.class)));
                    if (row.getString("outcome") != null) {
                        statement.outcomes().put(Outcome.valueOf(row.getString("outcome")), row.getInt("count"));
                    }
                });
        return List.copyOf(found.values());
    }

    Optional<Statement> find(FundId fund, StatementId id) {
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        jdbc.sql("""
                        select outcome, count(*) as count from contribution.statement_line
                        where fund = :fund and statement = :id group by outcome
                        """).param("fund", fund.code()).param("id", id.value()).query(row -> {
            outcomes.put(Outcome.valueOf(row.getString("outcome")), row.getInt("count"));
        });
        return jdbc.sql("""
                        select id, name, lines, cardinality(faults) as faults, uploaded_at
                        from contribution.statement where fund = :fund and id = :id
                        """)
                .param("fund", fund.code())
                .param("id", id.value())
                .query((row, n) -> statement(row, outcomes))
                .optional();
    }

    /** A line by its turn in the list. */
    record Line(Turn turn, CreditOutcome outcome) {}

    /** Those that somebody has to look at first, then the others, each in the order of the file. */
    List<Line> lines(FundId fund, StatementId id, Turn after, int limit) {
        return jdbc.sql("""
                        select l.outcome in ('EXACT', 'DUPLICATE', 'RETURNED', 'SENT_BACK', 'NOT_A_FEE') as settled,
                        """ + COLUMNS + """
                        where l.fund = :fund and l.statement = :id
                          and (l.outcome in ('EXACT', 'DUPLICATE', 'RETURNED', 'SENT_BACK', 'NOT_A_FEE'), l.no) > (:settled, :no)
                        order by l.outcome in ('EXACT', 'DUPLICATE', 'RETURNED', 'SENT_BACK', 'NOT_A_FEE'), l.no
                        limit :limit
                        """)
                .param("settled", !after.waits())
                .param("no", after.id())
                .param("fund", fund.code())
                .param("id", id.value())
                .param("limit", limit)
                .query((row, n) -> new Line(new Turn(!row.getBoolean("settled"), row.getLong("no")), outcome(row)))
                .list();
    }

    /**
     * Lines that are another sum than was noted by hand under their number, the last told first: until a credit of that number, or of that
     * number with the day behind it, stands in the books with the line's sum and day, or a later line tells the same.
     */
    List<NotedLine> noted(FundId fund, Place before, int limit) {
        return jdbc.sql("select s.name as file, " + COLUMNS + """
                        join contribution.statement s on s.fund = l.fund and s.id = l.statement
                        where l.fund = :fund and l.recovery is not null and l.outcome = 'DIFFERS'
                          and (l.statement, l.no) < (:statement, :no)
                          and not exists (select from contribution.credit k
                              where k.fund = l.fund and k.serial_year = extract(year from l.value_date)::int
                                and k.bank_serial >= l.bank_serial and k.bank_serial < l.bank_serial || '~'
                                and (k.bank_serial = l.bank_serial
                                    or translate(substr(k.bank_serial, length(l.bank_serial) + 1), '-/_.:#', '')
                                        = to_char(l.value_date, 'YYYYMMDD'))
                                and k.amount_fen = l.amount_fen and k.value_date = l.value_date)
                          and not exists (select from contribution.statement_line o
                              where o.fund = l.fund and o.recovery is not null and o.bank_serial = l.bank_serial
                                and o.value_date = l.value_date and o.amount_fen = l.amount_fen
                                and (o.statement, o.no) > (l.statement, l.no))
                        order by l.statement desc, l.no desc limit :limit
                        """)
                .param("fund", fund.code())
                .param("statement", before.first())
                .param("no", before.id())
                .param("limit", limit)
                .query((row, n) -> new NotedLine(
                        new StatementId(row.getLong("statement")),
                        row.getString("file"),
                        row.getInt("no"),
                        outcome(row)))
                .list();
    }

    private static CreditOutcome outcome(ResultSet row) throws SQLException {
        Long credit = row.getObject("credit", Long.class);
        Long bill = row.getObject("bill", Long.class);
        return new CreditOutcome(
                row.getInt("line"),
                row.getString("bank_serial"),
                Money.ofFen(row.getLong("amount_fen")),
                row.getObject("value_date", LocalDate.class),
                row.getString("from_whom"),
                Outcome.valueOf(row.getString("outcome")),
                Money.ofFen(row.getLong("applied_fen")),
                credit == null ? null : new CreditId(credit),
                bill == null ? null : new BillId(bill),
                row.getString("reference"),
                row.getString("unit_name"),
                Money.ofFen(row.getLong("outstanding_fen")),
                told(row.getString("finding"), row.getObject("payment", Long.class)),
                noted(row.getObject("recovery", Long.class), row.getLong("noted_fen")));
    }

    private static Repayments.@Nullable Noted noted(@Nullable Long recovery, long fen) {
        return recovery == null ? null : new Repayments.Noted(new RecoveryId(recovery), Money.ofFen(fen));
    }

    private static SentBack.@Nullable Told told(@Nullable String finding, @Nullable Long payment) {
        return finding == null
                ? null
                : new SentBack.Told(
                        SentBack.Finding.valueOf(finding), payment == null ? null : new InstructionId(payment));
    }

    private static Statement statement(ResultSet row, Map<Outcome, Integer> outcomes) {
        try {
            return new Statement(
                    new StatementId(row.getLong("id")),
                    row.getString("name"),
                    row.getInt("lines"),
                    row.getInt("faults"),
                    row.getTimestamp("uploaded_at").toInstant(),
                    outcomes);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(SealedColumn.bulky(
                "contribution.statement", "sealed", "'statement:' || t.fund || ':' || encode(t.hash, 'hex')"));
    }
}
