package org.tongzhou.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tongzhou.testing.Refused.refused;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.ledger.Turnover.Months;
import org.tongzhou.testing.RoomTest;

@RoomTest
class PeriodsTest {
    private static final AtomicInteger FUNDS = new AtomicInteger(62);
    private static final Instant MARCH = Instant.parse("2026-03-05T02:00:00Z");
    private static final LocalDate LATE = LocalDate.of(2026, 2, 27);
    private static final YearMonth FEBRUARY = YearMonth.of(2026, 2);

    @Autowired
    Ledger ledger;

    @Autowired
    Periods periods;

    @Autowired
    Snapshots snapshots;

    @Autowired
    BalanceStore balances;

    @Autowired
    TotalsAgree totalsAgree;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    private final FundId fund = new FundId(FUNDS.getAndIncrement());
    private final String county = "/" + fund.code() + "/4202/420281/";
    private final Actor maker = finance(1, Role.FINANCE_MAKER);
    private final Actor checker = finance(2, Role.FINANCE_CHECKER);

    @Test
    void aMonthIsClosedByASecondPersonWhenItIsOver() {
        refused("ledger_month_not_over", () -> periods.propose(maker, YearMonth.of(2026, 3), MARCH));
        refused("ledger_not_proposed", () -> periods.close(checker, FEBRUARY, MARCH));
        periods.propose(checker, FEBRUARY, MARCH);
        refused("ledger_second_person", () -> periods.close(checker, FEBRUARY, MARCH));
        periods.withdraw(maker, FEBRUARY, MARCH);
        periods.propose(maker, FEBRUARY, MARCH);
        periods.close(checker, FEBRUARY, MARCH);

        assertThat(periods.lastClosed(fund)).contains(FEBRUARY);
        refused("ledger_month_closed", () -> periods.propose(maker, YearMonth.of(2026, 1), MARCH));
    }

    @Test
    void theDatabaseItselfWantsTwoPeopleAndKeepsAClosedMonth() {
        close();
        for (String change : List.of(
                "update ledger.period set closed_at = null where fund = " + fund.code(),
                "delete from ledger.period where fund = " + fund.code(),
                "insert into ledger.period (fund, month, proposed_by, proposed_name, proposed_at) values ("
                        + fund.code() + ", '2026-01-01', 1, 'x', now())",
                "insert into ledger.total values (" + fund.code() + ", '2026-02-01', '1002', '/x/', '', '', 1, 0)")) {
            assertThatThrownBy(() -> jdbc.sql(change).update()).as(change).isInstanceOf(DataAccessException.class);
        }
        periods.propose(maker, YearMonth.of(2026, 3), MARCH.plusSeconds(40 * 86_400L));
        assertThatThrownBy(
                        () -> jdbc.sql("update ledger.period set closed_by = 1, closed_name = 'x', closed_at = now(),"
                                        + " up_to = 1 where fund = " + fund.code() + " and month = '2026-03-01'")
                                .update())
                .hasMessageContaining("period_check");
    }

    @Test
    void aLateEntryGoesToTheNextOpenMonthAndKeepsItsValueDate() {
        post("bill:1", LATE, 1_000);
        close();
        JournalId late = post("bill:2", LATE, 300);
        Journal journal = ledger.journals(fund, "bill:2").get(0);

        assertThat(journal.valueDate()).isEqualTo(LATE);
        assertThat(journal.bookDate()).isEqualTo(LocalDate.of(2026, 3, 1));
        assertThat(journal.isLate()).isTrue();
        assertThat(post("bill:2", LATE, 300)).isEqualTo(late);
        assertThat(income(FEBRUARY)).isEqualTo(-1_000);
        assertThat(income(YearMonth.of(2026, 3))).isEqualTo(-300);
        Scope otherCity = new Scope(fund, "/" + fund.code() + "/4201/");
        assertThat(balances.turnovers(otherCity, new Months(FEBRUARY, FEBRUARY)))
                .isEmpty();
        assertThat(totalsAgree.run(fund)).isEmpty();
    }

    /** The poster has not committed when the month is being closed: it is closed after, and counts what was posted. */
    @Test
    void aPostingUnderWayWhileTheMonthIsClosedIsInThatMonth() throws Exception {
        periods.propose(maker, FEBRUARY, MARCH);
        CountDownLatch posted = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        Future<?> poster = threads.submit(() -> transaction.executeWithoutResult(status -> {
            post("bill:7", LATE, 70);
            posted.countDown();
            await(mayCommit);
        }));
        await(posted);
        refused("ledger_busy", () -> periods.close(checker, FEBRUARY, MARCH));
        mayCommit.countDown();
        poster.get();
        periods.close(checker, FEBRUARY, MARCH);
        threads.shutdown();

        assertThat(ledger.journals(fund, "bill:7").get(0).isLate()).isFalse();
        assertThat(income(FEBRUARY)).isEqualTo(-70);
        assertThat(totalsAgree.run(fund)).isEmpty();
    }

    @Test
    void randomPostingsSumToZeroAndSnapshotsEqualTheRecount() {
        long seed = System.nanoTime();
        System.out.println("ledger seed " + seed);
        Random random = new Random(seed);
        Template[] templates = {
            Template.BILL_RAISED,
            Template.FEE_RECEIVED,
            Template.BENEFIT_APPROVED,
            Template.BENEFIT_PAID,
            Template.SUBSIDY_GRANTED,
            Template.RECOVERY_OFFSET
        };
        Map<Account, Long> expected = new EnumMap<>(Account.class);
        for (int i = 0; i < 250; i++) {
            Template template = templates[random.nextInt(templates.length)];
            long fen = 1 + random.nextInt(1_000_000);
            LocalDate day = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(120));
            post(template, "random:" + i, day, fen);
            expected.merge(template.debit(), fen, Long::sum);
            expected.merge(template.credit(), -fen, Long::sum);
            if (random.nextInt(20) == 0) {
                snapshots.take(fund, MARCH);
                assertThat(totalsAgree.run(fund)).isEmpty();
            }
        }
        assertThat(balances.counted(fund)).isPositive();
        Map<Account, Long> actual = new EnumMap<>(Account.class);
        ledger.trialBalance(fund)
                .forEach(sum -> actual.put(sum.account(), sum.balance().fen()));
        assertThat(actual).isEqualTo(expected);
        assertThat(actual.values().stream().mapToLong(Long::longValue).sum()).isZero();
        jdbc.sql("update ledger.total set debits_fen = debits_fen + 1 where fund = :fund and account = '1002'"
                        + " and month = (select min(month) from ledger.total where fund = :fund and account = '1002')")
                .param("fund", fund.code())
                .update();
        assertThat(totalsAgree.run(fund)).extracting(f -> f.code()).containsOnly("ledger_total_differs");
    }

    /** By what the plan reads, not by time: of 120,000 lines only the 40 since the snapshot. */
    @Test
    void aBalanceReadsTheTotalsAndTheTailAndNotTheJournal() {
        transaction.executeWithoutResult(status -> {
            many(60_000);
            snapshots.count(fund, snapshots.settled(fund), MARCH);
            for (int i = 0; i < 20; i++) {
                post("tail:" + i, LATE, 5);
            }
            jdbc.sql("analyze ledger.line, ledger.journal, ledger.total").update();
            long counted = balances.counted(fund);
            List<String> plan = jdbc.sql("explain (analyze, timing off, costs off) " + BalanceStore.ENTRIES
                            + " select account, sum(debits_fen) from entry group by account")
                    .param("fund", fund.code())
                    .param("from", "/" + fund.code() + "/")
                    .param("upTo", "/" + fund.code() + "0")
                    .param("counted", counted)
                    .query(String.class)
                    .list();
            assertThat(plan.stream().filter(line -> line.contains("on line ") || line.contains("on journal ")))
                    .as(String.join("\n", plan))
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(rows(line)).isLessThanOrEqualTo(40));
            assertThat(plan).noneMatch(line -> line.contains("Rows Removed by Filter: 1"));
            assertThat(ledger.trialBalance(fund).stream()
                            .mapToLong(sum -> sum.debits().fen())
                            .sum())
                    .isEqualTo(60_000L * 7 + 20 * 5);
            status.setRollbackOnly();
        });
    }

    private static long rows(String line) {
        return (long) Double.parseDouble(line.replaceFirst(".*actual rows=([0-9.]+).*", "$1"));
    }

    /** As a restored journal would come: rows as they are, without the triggers. */
    private void many(int journals) {
        jdbc.sql("set local session_replication_role = replica").update();
        jdbc.sql("""
                        insert into ledger.journal
                            (fund, id, template, cause, value_date, book_date, posted_at, digest, xid)
                        select :fund, nextval('ledger.journal_id_seq'), 'BILL_RAISED', 'many:' || n, '2026-02-10',
                            '2026-02-10', '2026-02-10T09:00+08', sha256(''), pg_current_xact_id()
                        from generate_series(1, :journals) n
                        """).param("fund", fund.code()).param("journals", journals).update();
        jdbc.sql("""
                        insert into ledger.line (fund, journal, no, account, region, plan, amount_fen)
                        select :fund, id, no, case no when 1 then '1122' else '6001' end, :county, 'hospital',
                            case no when 1 then 7 else -7 end
                        from ledger.journal, generate_series(1, 2) no where fund = :fund
                        """).param("fund", fund.code()).param("county", county).update();
        jdbc.sql("set local session_replication_role = origin").update();
    }

    private void close() {
        periods.propose(maker, FEBRUARY, MARCH);
        periods.close(checker, FEBRUARY, MARCH);
    }

    private long income(YearMonth month) {
        return balances.turnovers(Scope.province(fund), new Months(month, month)).stream()
                .filter(turnover -> turnover.account() == Account.FEE_INCOME)
                .mapToLong(turnover -> turnover.movement().fen())
                .sum();
    }

    private JournalId post(String cause, LocalDate day, long fen) {
        return post(Template.BILL_RAISED, cause, day, fen);
    }

    private JournalId post(Template template, String cause, LocalDate day, long fen) {
        Posting.Part part = new Posting.Part(Money.ofFen(fen), county, "hospital");
        return ledger.post(fund, Posting.of(template, cause, day, MARCH, List.of(part)));
    }

    private Actor finance(long person, Role role) {
        return new Actor(person, "财务" + person, Scope.province(fund), Set.of(role), new PersonId(person), null);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
