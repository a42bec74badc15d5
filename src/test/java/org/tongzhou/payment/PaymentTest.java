package org.tongzhou.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.kernel.Sex;
import org.tongzhou.ledger.Ledger;
import org.tongzhou.payment.iso.CreditTransfer;
import org.tongzhou.payment.iso.PainVersion;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.People;
import org.tongzhou.simulator.Bank;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/** A fund of its own for each test, a simulated bank over real HTTP, and phrases for what happens between them. */
@RoomTest
@TestPropertySource(
        properties = {
            "tongzhou.house=payment",
            "tongzhou.bank.timeout=1s",
            "tongzhou.bank.grace=1100ms",
            "tongzhou.bank.ask-every=0s"
        })
@org.springframework.context.annotation.Import(PaymentTest.Heard.class)
abstract class PaymentTest {
    static final Instant NOW = TestData.NOW;
    static final LocalDate TODAY = TestData.TODAY;
    static final String NAME = "冯𠮷军";
    static final String SECRET = "secret of the test bank";
    private static final int FIRST_FUND = 11;
    private static final int FUND_CODES = 89;
    private static final java.util.concurrent.atomic.AtomicInteger FUNDS =
            new java.util.concurrent.atomic.AtomicInteger();
    private static final java.util.concurrent.atomic.AtomicInteger CAUSES =
            new java.util.concurrent.atomic.AtomicInteger();

    /** What the other rooms would hear. */
    @Component
    static class Heard {
        final List<Object> events = java.util.Collections.synchronizedList(new ArrayList<>());
        final java.util.Set<FundId> failing = java.util.concurrent.ConcurrentHashMap.newKeySet();
        final java.util.Set<FundId> refusing = java.util.concurrent.ConcurrentHashMap.newKeySet();

        @EventListener
        void paid(BenefitsPaid event) {
            if (refusing.contains(event.fund())) {
                throw org.tongzhou.kernel.Refusal.conflict("heard_refuses");
            }
            if (failing.contains(event.fund())) {
                throw new IllegalStateException("a fault of ours");
            }
            events.addAll(event.each());
        }

        @EventListener
        void rejected(BenefitsRejected event) {
            events.addAll(event.each());
        }

        @EventListener
        void returned(BenefitsReturned event) {
            events.addAll(event.each());
        }

        List<Object> of(FundId fund) {
            return events.stream().filter(event -> fundOf(event).equals(fund)).toList();
        }

        private static FundId fundOf(Object event) {
            if (event instanceof BenefitPaid paid) {
                return paid.fund();
            }
            return event instanceof BenefitRejected rejected ? rejected.fund() : ((BenefitReturned) event).fund();
        }
    }

    @Autowired
    Payments payments;

    @Autowired
    Batches batches;

    @Autowired
    Answers answers;

    @Autowired
    Discrepancies discrepancies;

    @Autowired
    Dispatcher dispatcher;

    @Autowired
    Ledger ledger;

    @Autowired
    PaymentsAreInTheBooks books;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestData data;

    @Autowired
    People people;

    @Autowired
    Heard heard;

    @Autowired
    org.springframework.transaction.PlatformTransactionManager transactions;

    @Autowired
    private BatchStore batchStore;

    @Autowired
    private DiscrepancyStore discrepancyStore;

    @Autowired
    private InstructionEventStore instructionHistory;

    @Autowired
    AnswerStore answerStore;

    @Autowired
    private BookStopStore bookStops;

    @Autowired
    private Sends sends;

    @Autowired
    private StatusAnswers statusAnswers;

    @Autowired
    private NoticeAnswers noticeAnswers;

    @Autowired
    private org.tongzhou.kernel.AuditTrail audit;

    @Autowired
    BankSettings settings;

    @TempDir
    Path directory;

    final FundId fund;
    Bank bank;
    Actor maker;
    Actor checker;

    PaymentTest() {
        this(freshFund());
    }

    private static FundId freshFund() {
        FundId next = new FundId(FIRST_FUND + FUNDS.getAndIncrement() % FUND_CODES);
        return next.equals(TestData.FUND) ? freshFund() : next;
    }

    PaymentTest(FundId fund) {
        this.fund = fund;
    }

    @BeforeEach
    void open() throws IOException {
        if (FUNDS.get() > FUND_CODES && !fund.equals(TestData.FUND)) {
            empty();
        }
        bank = open("");
        maker = staff(Role.FINANCE_MAKER);
        checker = staff(Role.FINANCE_CHECKER);
    }

    /** There are fewer codes than tests: one that another test has had begins anew, as if nothing had been written. */
    private void empty() {
        heard.events.removeAll(heard.of(fund));
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            jdbc.sql("set local session_replication_role = replica").update();
            jdbc.sql("""
                            select c.oid::regclass::text from pg_class c join pg_attribute a on a.attrelid = c.oid
                            where a.attname = 'fund' and c.relkind = 'r' and not c.relispartition
                            """)
                    .query(String.class)
                    .list()
                    .forEach(table -> jdbc.sql("delete from " + table + " where fund = :fund")
                            .param("fund", fund.code())
                            .update());
        });
    }

    /** Whatever the bank did: what we hold and what the books say is the same. The site's own fund is shared by all tests. */
    @AfterEach
    void close() throws IOException {
        bank.close();
        if (!fund.equals(TestData.FUND)) {
            assertThat(books.run(fund)).isEmpty();
        }
    }

    /** The bank's own book; a fund stays with one bank. */
    Path book() {
        return directory.resolve("bank.log");
    }

    final Bank open(String script) throws IOException {
        return Bank.open(book(), 0, script, SECRET);
    }

    /** The same bank after closing time, with another temper. */
    final void bankBehaves(String script) throws IOException {
        bank.close();
        bank = open(script);
    }

    final PersonId person() {
        return person(NAME);
    }

    final PersonId person(String name) {
        NewPerson template = TestData.newPerson(Sex.MALE, LocalDate.of(1985, 6, 15));
        NewPerson someone = new NewPerson(name, template.id(), template.phone(), template.card());
        return people.registerAll(fund, List.of(someone), NOW).get(0);
    }

    final Actor staff(Role role) {
        Actor actor = data.actor(role, TestData.PROVINCE);
        return new Actor(actor.userId(), actor.name(), Scope.province(fund), actor.roles(), person(), null);
    }

    final BankLink line(Duration timeout) {
        CreditTransfer.Party account = new CreditTransfer.Party("专户", "17200001040001234", "农业银行");
        return new HttpBankLink(new BankSettings(
                "http://127.0.0.1:" + bank.port(),
                SECRET,
                account,
                PainVersion.V09,
                timeout,
                timeout.plusMillis(100),
                Duration.ZERO));
    }

    /** Another instance of the dispatcher, whose transactions pass through {@code watched}. */
    final Dispatcher dispatcherWith(org.springframework.transaction.PlatformTransactionManager watched) {
        Answers taking = new Answers(statusAnswers, noticeAnswers, answerStore, discrepancyStore, audit, watched);
        BookReader reader = new BookReader(
                instructionHistory, answerStore, discrepancyStore, noticeAnswers, taking, bookStops, watched);
        return new Dispatcher(batchStore, discrepancyStore, sends, statusAnswers, taking, reader, settings, watched);
    }

    final NewInstruction benefit(long fen, String account) {
        int number = CAUSES.incrementAndGet();
        return new NewInstruction(
                "claim:" + number,
                person(),
                new PayeeAccount(NAME, account, "建设银行", null),
                Money.ofFen(fen),
                "/" + fund.code() + "/4202/420281/",
                "hospital",
                "HB2026" + number);
    }

    final NewInstruction instructed(long fen, String account) {
        NewInstruction benefit = benefit(fen, account);
        payments.instruct(Actor.system(fund), benefit, NOW);
        return benefit;
    }

    final BatchId released() {
        return released(NOW);
    }

    final BatchId released(Instant at) {
        BatchId id = batches.draft(maker, at);
        batches.release(checker, id, batches.get(maker, id).hash(), at);
        return id;
    }

    /** As somebody would who reached the database past the application. */
    final void releasedBeside(BatchId id) {
        jdbc.sql("""
                        update payment.batch set state = 'RELEASED', released_by = :by, released_name = '王*',
                            released_at = :at, value_day = execution_day where fund = :fund and id = :id
                        """)
                .param("by", checker.person().value())
                .param("at", Ids.utc(NOW))
                .param("fund", fund.code())
                .param("id", id.value())
                .update();
    }

    /** Rounds with the bank until every batch has its answers; fails after {@code most}. */
    final void untilSettled(BankLink link, Instant at, int most) throws InterruptedException {
        for (int i = 0; i < most; i++) {
            dispatcher.round(fund, link, at);
            if (openBatches() == 0) {
                dispatcher.round(fund, link, at);
                return;
            }
            Thread.sleep(20);
        }
        throw new AssertionError(openBatches() + " batches not settled");
    }

    final int openBatches() {
        return jdbc.sql(
                        "select count(*) from payment.batch where fund = :fund and state in ('RELEASED', 'SENT', 'ACCEPTED', 'UNKNOWN')")
                .param("fund", fund.code())
                .query(Integer.class)
                .single();
    }

    final InstructionState state(NewInstruction benefit) {
        return payments.stateOf(fund, benefit.cause()).orElseThrow();
    }

    /** By account code; the whole is zero or the test fails here. */
    final Map<String, Long> balances() {
        Map<String, Long> balances = new HashMap<>();
        ledger.trialBalance(fund)
                .forEach(each ->
                        balances.put(each.account().code(), each.balance().fen()));
        assertThat(balances.values().stream().mapToLong(Long::longValue).sum()).isZero();
        return balances;
    }

    /** What the bank says it did: for each end-to-end id, credits, their sum, and the sum sent back. */
    final Map<String, long[]> credits() throws Exception {
        var request = java.net.http.HttpRequest.newBuilder(
                        java.net.URI.create("http://127.0.0.1:" + bank.port() + "/credits"))
                .header("Authorization", "Bearer " + SECRET)
                .build();
        for (int i = 0; i < 20; i++) {
            try {
                String body = java.net.http.HttpClient.newHttpClient()
                        .send(request, java.net.http.HttpResponse.BodyHandlers.ofString())
                        .body();
                Map<String, long[]> credits = new HashMap<>();
                body.lines()
                        .map(line -> line.split("\t"))
                        .forEach(f -> credits.put(
                                f[0], new long[] {Long.parseLong(f[1]), Long.parseLong(f[2]), Long.parseLong(f[3])}));
                return credits;
            } catch (IOException away) {
                Thread.sleep(100);
            }
        }
        throw new AssertionError("the bank does not answer");
    }
}
