package org.tongzhou.ledger;

import static org.tongzhou.kernel.SqlArray.each;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.database.Trips;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.Canonical;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Scope;

@Component
class LedgerStore {
    /** A journal and its lines as six arrays in their order. */
    static final String COLUMNS = """
            r.id, r.template, r.cause, r.value_date, r.book_date, r.posted_at, r.reverses, r.digest,
            r.xid::text::bigint as xid,
            l.accounts, l.regions, l.plans, l.parties, l.budgets, l.amounts
            """;

    static final String LINES = """
            cross join lateral (
                select coalesce(array_agg(account order by no), '{}') as accounts,
                       coalesce(array_agg(region order by no), '{}') as regions,
                       coalesce(array_agg(plan order by no), '{}') as plans,
                       coalesce(array_agg(party order by no), '{}') as parties,
                       coalesce(array_agg(budget order by no), '{}') as budgets,
                       coalesce(array_agg(amount_fen order by no), '{}') as amounts
                from ledger.line where line.fund = r.fund and line.journal = r.id) l
            """;

    private static final String JOURNALS = "select " + COLUMNS + " from ledger.journal r " + LINES + " where ";

    private static final String IN_SCOPE = """
            exists (select from ledger.line s where s.fund = r.fund and s.journal = r.id
                    and s.region >= :from and s.region < :upTo)
            """;

    /** Journals with their lines; those posted before are left out, with their lines. */
    private static final String INSERT_ALL = """
            with given as materialized (
                select * from unnest(:templates::text[], :causes::text[], :days::date[], :ats::timestamptz[],
                    :contents::bytea[]) with ordinality as g (template, cause, day, at, content, n)),
            j as (
                insert into ledger.journal (fund, template, cause, value_date, posted_at, digest)
                select :fund, template, cause, day, at, content from given order by n
                on conflict (fund, template, cause) do nothing
                returning id, template, cause),
            l as (
                insert into ledger.line (fund, journal, no, account, region, plan, party, budget, amount_fen)
                select :fund, j.id, l.no, l.account, l.region, l.plan, l.party, l.budget, l.amount
                from unnest(:of::int[], :nos::int[], :accounts::text[], :regions::text[], :plans::text[],
                        :parties::text[], :budgets::text[], :amounts::bigint[])
                    as l (n, no, account, region, plan, party, budget, amount)
                join given g on g.n = l.n
                join j on j.template = g.template and j.cause = g.cause)
            select count(*) from j
            """;

    private final JdbcClient jdbc;
    private final Trips trips;

    LedgerStore(JdbcClient jdbc, Trips trips) {
        this.jdbc = jdbc;
        this.trips = trips;
    }

    /** Writes a journal with its lines in one statement; empty when this template was posted for this cause before. */
    Optional<JournalId> insert(FundId fund, Posting posting, @Nullable JournalId reverses) {
        List<Line> lines = posting.lines();
        // The driver would round to microseconds where the digest cuts.
        Instant at = posting.at().truncatedTo(ChronoUnit.MICROS);
        return withLines(jdbc.sql("""
                        with j as (
                            insert into ledger.journal (fund, template, cause, value_date, posted_at, reverses, digest)
                            values (:fund, :template, :cause, :valueDate, :at, :reverses, :content)
                            on conflict (fund, template, cause) do nothing
                            returning id)
                        insert into ledger.line (fund, journal, no, account, region, plan, party, budget, amount_fen)
                        select :fund, j.id, l.no, l.account, l.region, l.plan, l.party, l.budget, l.amount
                        from j cross join unnest(:accounts::text[], :regions::text[], :plans::text[],
                                :parties::text[], :budgets::text[], :amounts::bigint[])
                            with ordinality as l (account, region, plan, party, budget, amount, no)
                        returning journal
                        """), lines)
                .param("fund", fund.code())
                .param("template", posting.template().name())
                .param("cause", posting.cause())
                .param("valueDate", posting.valueDate())
                .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                .param("reverses", reverses == null ? null : reverses.value(), java.sql.Types.BIGINT)
                .param("content", content(posting, reverses))
                .query((row, n) -> new JournalId(row.getLong(1)))
                .list()
                .stream()
                .findFirst();
    }

    /** Writes many journals with their lines in one statement; answers how many, fewer where some were posted before. */
    int insertAll(FundId fund, List<Posting> postings) {
        List<Line> lines =
                postings.stream().flatMap(posting -> posting.lines().stream()).toList();
        return withLines(jdbc.sql(INSERT_ALL), lines)
                .param("fund", fund.code())
                .param(
                        "templates",
                        each(
                                postings,
                                String[]::new,
                                posting -> posting.template().name()))
                .param("causes", each(postings, String[]::new, Posting::cause))
                .param(
                        "days",
                        each(
                                postings,
                                String[]::new,
                                posting -> posting.valueDate().toString()))
                .param(
                        "ats",
                        each(
                                postings,
                                String[]::new,
                                posting -> posting.at()
                                        .truncatedTo(ChronoUnit.MICROS)
                                        .toString()))
                .param("contents", each(postings, byte[][]::new, posting -> content(posting, null)))
                .param("of", owners(postings))
                .param("nos", places(postings))
                .query(Integer.class)
                .single();
    }

    /** For every line the posting it belongs to, from 1. */
    private static Integer[] owners(List<Posting> postings) {
        return IntStream.range(0, postings.size())
                .boxed()
                .flatMap(i -> Collections.nCopies(postings.get(i).lines().size(), i + 1).stream())
                .toArray(Integer[]::new);
    }

    /** For every line its place in its posting, from 1. */
    private static Integer[] places(List<Posting> postings) {
        return postings.stream()
                .flatMap(posting ->
                        IntStream.rangeClosed(1, posting.lines().size()).boxed())
                .toArray(Integer[]::new);
    }

    private static JdbcClient.StatementSpec withLines(JdbcClient.StatementSpec insert, List<Line> lines) {
        return insert.param(
                        "accounts",
                        each(lines, String[]::new, line -> line.account().code()))
                .param("regions", each(lines, String[]::new, Line::region))
                .param("plans", each(lines, String[]::new, Line::plan))
                .param("parties", each(lines, String[]::new, Line::party))
                .param("budgets", each(lines, String[]::new, Line::budget))
                .param("amounts", each(lines, Long[]::new, line -> line.amount().fen()));
    }

    Optional<Journal> find(FundId fund, JournalId id) {
        return journals("r.fund = :fund and r.id = :id")
                .param("fund", fund.code())
                .param("id", id.value())
                .query(LedgerStore::journal)
                .optional();
    }

    Optional<Journal> find(FundId fund, Template template, String cause) {
        return journals("r.fund = :fund and r.template = :template and r.cause = :cause")
                .param("fund", fund.code())
                .param("template", template.name())
                .param("cause", cause)
                .query(LedgerStore::journal)
                .optional();
    }

    private JdbcClient.StatementSpec journals(String which) {
        return jdbc.sql(JOURNALS + which);
    }

    /** No more than there are templates: each is posted once for a cause. */
    List<Journal> byCause(Scope scope, String cause) {
        return journals("r.fund = :fund and " + IN_SCOPE + " and r.cause = :cause order by r.id")
                .params(scope.params())
                .param("cause", cause)
                .query(LedgerStore::journal)
                .list();
    }

    List<Journal> newest(Scope scope, long below, int limit) {
        Trip trip = trips.trip(Trips.BY_TERRITORY)
                .within(scope)
                .with("below", below)
                .with("limit", limit);
        Rows<Journal> newest = trip.ask(
                JOURNALS + "r.fund = :fund and " + IN_SCOPE + " and r.id < :below order by r.id desc limit :limit",
                LedgerStore::journal);
        trip.go();
        return newest.list();
    }

    private static byte[] content(Posting posting, @Nullable JournalId reverses) {
        Long reversed = reverses == null ? null : reverses.value();
        Canonical bytes = new Canonical("ledger.journal/1")
                .text(posting.template().name())
                .text(posting.cause())
                .text(posting.valueDate().toString())
                .instant(posting.at())
                .number(reversed)
                .number((long) posting.lines().size());
        for (Line line : posting.lines()) {
            bytes.text(line.account().code())
                    .text(line.region())
                    .text(line.plan())
                    .text(line.party())
                    .text(line.budget())
                    .number(line.amount().fen());
        }
        return bytes.digest();
    }

    private static Journal journal(ResultSet row, int n) throws SQLException {
        long reverses = row.getLong("reverses");
        JournalId reversed = row.wasNull() ? null : new JournalId(reverses);
        return new Journal(
                new JournalId(row.getLong("id")),
                Template.valueOf(row.getString("template")),
                row.getString("cause"),
                row.getObject("value_date", LocalDate.class),
                row.getObject("book_date", LocalDate.class),
                row.getObject("posted_at", OffsetDateTime.class).toInstant(),
                reversed,
                lines(row));
    }

    private static List<Line> lines(ResultSet row) throws SQLException {
        String[] accounts = texts(row.getArray("accounts"));
        String[] regions = texts(row.getArray("regions"));
        String[] plans = texts(row.getArray("plans"));
        String[] parties = texts(row.getArray("parties"));
        String[] budgets = texts(row.getArray("budgets"));
        Long[] amounts = (Long[]) row.getArray("amounts").getArray();
        List<Line> lines = new ArrayList<>(accounts.length);
        for (int i = 0; i < accounts.length; i++) {
            Money amount = Money.ofFen(amounts[i]);
            lines.add(new Line(Account.of(accounts[i]), amount, regions[i], plans[i], parties[i], budgets[i]));
        }
        return lines;
    }

    static String[] texts(Array array) throws SQLException {
        return (String[]) array.getArray();
    }
}
