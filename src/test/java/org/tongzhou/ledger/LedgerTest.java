package org.tongzhou.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Scope;
import org.tongzhou.testing.LedgerSums;
import org.tongzhou.testing.RoomTest;

@RoomTest
class LedgerTest {
    private static final LocalDate DAY = LocalDate.of(2026, 2, 10);
    private static final Instant NOW = Instant.parse("2026-02-10T01:00:00.123456789Z");
    private static final String DAYE = "/42/4202/420281/";
    private static final AtomicInteger FUNDS = new AtomicInteger(20);
    private static final AtomicInteger CAUSES = new AtomicInteger(1);

    @Autowired
    Ledger ledger;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    private final FundId fund = new FundId(FUNDS.getAndIncrement());
    private final String county = "/" + fund.code() + "/4202/420281/";

    @Test
    void billPaymentAndBenefitLeaveTheBooksAtZero() {
        post(Template.BILL_RAISED, "bill:1", 36_268_500);
        post(Template.FEE_RECEIVED, "credit:1", 36_268_500);
        post(Template.BENEFIT_APPROVED, "claim:1", 695_459);
        post(Template.BENEFIT_PAID, "instruction:1", 695_459);

        assertThat(balance(Account.BANK)).isEqualTo(36_268_500 - 695_459);
        assertThat(balance(Account.FEES_RECEIVABLE)).isZero();
        assertThat(balance(Account.FEE_INCOME)).isEqualTo(-36_268_500);
        assertThat(balance(Account.BENEFITS)).isEqualTo(695_459);
        assertThat(balance(Account.BENEFITS_PAYABLE)).isZero();
        assertThat(ledger.trialBalance(fund).stream()
                        .mapToLong(b -> b.balance().fen())
                        .sum())
                .isZero();
    }

    @Test
    void aBudgetKnowsWhatIsLeftOfItAndAUnitWhatItOwes() {
        Posting.Part set = new Posting.Part(Money.ofFen(1_000), "/" + fund.code() + "/", "").outOf("3");
        ledger.post(fund, Posting.of(Template.SUBSIDY_BUDGET_SET, "budget:3", DAY, NOW, List.of(set)));
        Posting.Part bill = new Posting.Part(Money.ofFen(700), county, "hospital").with("unit:17");
        ledger.post(fund, Posting.of(Template.BILL_RAISED, "bill:14", DAY, NOW, List.of(bill)));
        Posting.Part grant = new Posting.Part(Money.ofFen(350), county, "hospital")
                .with("unit:17")
                .outOf("3");
        JournalId granted =
                ledger.post(fund, Posting.of(Template.SUBSIDY_GRANTED, "bill:14", DAY, NOW, List.of(grant)));

        assertThat(LedgerSums.left(jdbc, fund, "3")).isEqualTo(Money.ofFen(650));
        assertThat(LedgerSums.owedBy(jdbc, fund, Account.FEES_RECEIVABLE, "unit:17"))
                .isEqualTo(Money.ofFen(350));
        ledger.reverse(fund, granted, DAY, NOW);
        assertThat(LedgerSums.left(jdbc, fund, "3")).isEqualTo(Money.ofFen(1_000));
        assertThat(LedgerSums.left(jdbc, fund, "4")).isEqualTo(Money.ZERO);
    }

    @Test
    void theSamePostingAgainGivesTheFirstJournal() {
        JournalId first = post(Template.BILL_RAISED, "bill:2", 100);
        assertThat(post(Template.BILL_RAISED, "bill:2", 100)).isEqualTo(first);
        assertThat(ledger.journals(fund, "bill:2")).hasSize(1);
    }

    @Test
    void anotherAmountForTheSameCauseIsRefused() {
        post(Template.BILL_RAISED, "bill:3", 100);
        assertThatThrownBy(() -> post(Template.BILL_RAISED, "bill:3", 101))
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.code()).isEqualTo("ledger_posting_differs"));
    }

    @Test
    void manyPostedAtOnceAreEachPostedOnceAndSealTheSame() {
        JournalId first = post(Template.BILL_RAISED, "bill:20", 100);
        List<Posting> many = java.util.stream.IntStream.range(20, 6_020)
                .mapToObj(i -> Posting.of(
                        Template.BILL_RAISED,
                        "bill:" + i,
                        DAY,
                        NOW,
                        List.of(new Posting.Part(Money.ofFen(100), county, "hospital"))))
                .toList();
        ledger.postAll(fund, many);
        ledger.postAll(fund, many);
        assertThat(balance(Account.FEE_INCOME)).isEqualTo(-600_000);
        assertThat(ledger.journals(fund, "bill:20")).extracting(Journal::id).containsExactly(first);
        Posting other = Posting.of(
                Template.BILL_RAISED,
                "bill:6019",
                DAY,
                NOW,
                List.of(new Posting.Part(Money.ofFen(101), county, "hospital")));
        assertThatThrownBy(() -> ledger.postAll(fund, List.of(other)))
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.code()).isEqualTo("ledger_posting_differs"));
    }

    @Test
    void thirtyThreadsPostOneJournal() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(12);
        Callable<JournalId> post = () -> post(Template.BENEFIT_PAID, "instruction:7", 500);
        List<JournalId> ids = threads.invokeAll(java.util.Collections.nCopies(30, post)).stream()
                .map(LedgerTest::result)
                .toList();
        threads.shutdown();
        assertThat(ids).hasSize(30).containsOnly(ids.get(0));
        assertThat(balance(Account.BANK)).isEqualTo(-500);
    }

    @Test
    void aJournalIsReversedAtMostOnce() {
        JournalId journal = post(Template.BENEFIT_APPROVED, "claim:8", 900);
        JournalId reversal = ledger.reverse(fund, journal, DAY, NOW);

        assertThat(ledger.reverse(fund, journal, DAY, NOW)).isEqualTo(reversal);
        assertThat(balance(Account.BENEFITS)).isZero();
        assertThatThrownBy(() -> ledger.reverse(fund, journal, DAY.plusDays(1), NOW))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> ledger.reverse(fund, reversal, DAY, NOW))
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.code()).isEqualTo("ledger_reversal_final"));
        assertThatThrownBy(() -> jdbc.sql("""
                                insert into ledger.journal (fund, template, cause, value_date, posted_at, digest, reverses)
                                select fund, template, 'raw:reversal', value_date, posted_at, digest, reverses
                                from ledger.journal where fund = :fund and id = :id
                                """)
                        .param("fund", fund.code())
                        .param("id", reversal.value())
                        .update())
                .hasMessageContaining("journal_reversed_once");
    }

    @Test
    void aUnitsLinesBelongToItsCounty() {
        Posting.Part part = new Posting.Part(Money.ofFen(10), county + "u17/", "hospital");
        ledger.post(fund, Posting.of(Template.BILL_RAISED, "bill:9", DAY, NOW, List.of(part)));
        assertThat(ledger.journals(fund, "bill:9").get(0).lines())
                .allSatisfy(line -> assertThat(line.region()).isEqualTo(county));
    }

    @Test
    void anotherCityDoesNotSeeTheJournal() {
        post(Template.BILL_RAISED, "bill:10", 10);
        Scope wuhan = new Scope(fund, "/" + fund.code() + "/4201/");
        assertThat(ledger.journals(wuhan, "bill:10")).isEmpty();
        assertThat(ledger.trialBalance(wuhan)).isEmpty();
        assertThat(ledger.newest(wuhan, Optional.empty()).items()).isEmpty();
        assertThat(ledger.newest(new Scope(fund, county), Optional.empty()).items())
                .hasSize(1);
    }

    @Test
    void theDatabaseRefusesAJournalThatDoesNotSumToZero() {
        assertThatThrownBy(() -> raw("('1002', 100), ('1122', -99)")).hasMessageContaining("does not balance");
    }

    @Test
    void theDatabaseRefusesAJournalOfOneLineOrNone() {
        assertThatThrownBy(() -> raw("('1002', 100)")).hasMessageContaining("does not balance");
        assertThatThrownBy(() -> raw("('1002', null)")).isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> journal()))
                .hasMessageContaining("does not balance");
    }

    @Test
    void theDatabaseRefusesLinesOfNoJournalOrOfAnUnknownAccount() {
        assertThatThrownBy(() -> raw("('1002', 5), ('9999', -5)"))
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("there is no account 9999");
        assertThatThrownBy(() -> transaction.executeWithoutResult(
                        status -> lines(Long.MAX_VALUE, "('1002', 5), ('1122', -5)", 1)))
                .hasMessageContaining("does not balance");
    }

    @Test
    void linesCannotJoinAJournalLaterEvenWhenTheySumToZero() {
        JournalId journal = post(Template.BILL_RAISED, "bill:11", 10);
        assertThatThrownBy(() -> transaction.executeWithoutResult(
                        status -> lines(journal.value(), "('1002', 5), ('1122', -5)", 3)))
                .hasMessageContaining("lines added later");
    }

    @Test
    void whatIsPostedCannotBeChangedDeletedOrTruncated() {
        post(Template.BILL_RAISED, "bill:12", 10);
        for (String change : List.of(
                "update ledger.line set amount_fen = amount_fen * 2",
                "delete from ledger.line",
                "truncate ledger.line",
                "update ledger.journal set cause = 'bill:99'",
                "delete from ledger.journal",
                "truncate ledger.journal cascade",
                "delete from ledger.seal",
                "update ledger.account set kind = 'asset'")) {
            assertThatThrownBy(() -> jdbc.sql(change).update())
                    .as(change)
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("insert-only");
        }
    }

    /** The tables' owner, when it is no superuser, may still insert, foreign keys included, and change nothing. */
    @Test
    void evenTheOwnerOfTheTablesHasNoRightToChangeThem() {
        for (String change : List.of(
                "update ledger.line set amount_fen = 1",
                "delete from ledger.journal",
                "truncate ledger.seal",
                "update ledger.journal set cause = 'bill:99'")) {
            assertThatThrownBy(() -> asOwner(change)).hasStackTraceContaining("permission denied");
        }
        asOwner("insert into ledger.seal select 49, 1, 1, '1', now(), sha256('') where false");
    }

    private void asOwner(String sql) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("create role ledger_owner nologin").update();
            jdbc.sql("grant usage on schema ledger to ledger_owner").update();
            for (String table : List.of("account", "journal", "line", "seal", "period")) {
                jdbc.sql("alter table ledger." + table + " owner to ledger_owner")
                        .update();
            }
            jdbc.sql("set local role ledger_owner").update();
            post(Template.BILL_RAISED, "bill:13", 10);
            jdbc.sql("set constraints all immediate").update();
            jdbc.sql(sql).update();
            status.setRollbackOnly();
        });
    }

    private JournalId post(Template template, String cause, long fen) {
        Posting.Part part = new Posting.Part(Money.ofFen(fen), county, "hospital");
        return ledger.post(fund, Posting.of(template, cause, DAY, NOW, List.of(part)));
    }

    private long balance(Account account) {
        return ledger.trialBalance(fund).stream()
                .filter(b -> b.account() == account)
                .mapToLong(b -> b.balance().fen())
                .sum();
    }

    private void raw(String lines) {
        transaction.executeWithoutResult(status -> lines(journal(), lines, 1));
    }

    private long journal() {
        return jdbc.sql("""
                        insert into ledger.journal (fund, template, cause, value_date, posted_at, digest)
                        values (:fund, 'BILL_RAISED', :cause, '2026-02-10', '2026-02-10T09:00+08', sha256(''))
                        returning id
                        """)
                .param("fund", fund.code())
                .param("cause", "raw:" + CAUSES.getAndIncrement())
                .query(Long.class)
                .single();
    }

    private void lines(long journal, String lines, int from) {
        jdbc.sql("insert into ledger.line (fund, journal, no, account, region, plan, amount_fen)"
                        + " select :fund, :journal, row_number() over () + :from, account, :region, '', amount"
                        + " from (values " + lines + ") as v (account, amount)")
                .param("fund", fund.code())
                .param("journal", journal)
                .param("from", from)
                .param("region", DAYE)
                .update();
    }

    private static <T> T result(java.util.concurrent.Future<T> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
