package org.tongzhou.bench;

import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import org.tongzhou.Tongzhou;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.kernel.Sex;
import org.tongzhou.ledger.Ledger;
import org.tongzhou.ledger.Posting;
import org.tongzhou.ledger.Template;
import org.tongzhou.payment.Answers;
import org.tongzhou.payment.BatchId;
import org.tongzhou.payment.BatchState;
import org.tongzhou.payment.Batches;
import org.tongzhou.payment.Dispatcher;
import org.tongzhou.payment.NewInstruction;
import org.tongzhou.payment.PayeeAccount;
import org.tongzhou.payment.Payments;
import org.tongzhou.payment.iso.CreditTransfer;
import org.tongzhou.payment.iso.CreditTransferWriter;
import org.tongzhou.payment.iso.PainVersion;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.People;
import org.tongzhou.testing.TestData;
import org.tongzhou.testing.TestGround;

/**
 * {@code ./bench payout [payments]}: approved claims to a sealed, released and sent pain.001, and the bank's pain.002 and
 * camt.054 read, matched and followed by books, claims, trail and messages, beside writing and parsing the same three
 * messages and nothing else; then postings beside the transactions of TPC-B on the same server.
 */
final class PayoutBench {
    private static final String NAME = "冯建军";
    private static final int POSTINGS = 300;
    private static final int PGBENCH_SECONDS = 5;

    private final ConfigurableApplicationContext house;
    private final FundId fund;
    private final int payments;
    private final Actor maker;
    private final Actor checker;
    private final Actor manager;
    private final List<PersonId> payees;
    private int orders;

    private PayoutBench(ConfigurableApplicationContext house, int payments) {
        this.house = house;
        this.fund = house.getBean(FundId.class);
        this.payments = payments;
        List<PersonId> people = people(payments + 3);
        this.maker = staff(people.get(0), Role.FINANCE_MAKER);
        this.checker = staff(people.get(1), Role.FINANCE_CHECKER);
        this.manager = staff(people.get(2), Role.MANAGER);
        this.payees = people.subList(3, people.size());
    }

    static void run(String[] args) throws Exception {
        try (ConfigurableApplicationContext house = new SpringApplicationBuilder(Tongzhou.class, TestGround.class)
                .profiles("test")
                .run("--server.port=0", "--tongzhou.jobs=false", "--tongzhou.database=given")) {
            PayoutBench bench = new PayoutBench(house, Given.at(args, 0, 17_400));
            Pairs.compare("payout", 5, bench::bareXml, bench::payout);
            TpcB tpcB = new TpcB(house.getBean(DataSource.class));
            Pairs.compare("postings", 5, () -> tpcB.rate(POSTINGS), bench::postings);
            Pairs.compare("postings_at_once", 5, () -> tpcB.rate(POSTINGS), bench::postingsAtOnce);
            TpcB.pgbench(house.getBean(DatabaseSettings.class), PGBENCH_SECONDS)
                    .ifPresentOrElse(
                            rate -> Pairs.say("# pgbench -c 1 on the same server: %.0f transactions/s", rate),
                            () -> Pairs.say("# pgbench is not installed; TPC-B above is our own loop over JDBC"));
        }
    }

    private List<PersonId> people(int count) {
        List<NewPerson> all = IntStream.range(0, count)
                .mapToObj(i -> TestData.newPerson(Sex.MALE, LocalDate.of(1985, 6, 15)))
                .map(each -> new NewPerson(NAME, each.id(), each.phone(), each.card()))
                .toList();
        return house.getBean(People.class).registerAll(fund, all, TestData.NOW);
    }

    private Actor staff(PersonId person, Role role) {
        return new Actor(person.value(), "finance", Scope.province(fund), Set.of(role), person, null);
    }

    /** An approved claim for each payee, as its row would stand; how a claim is approved is measured elsewhere. */
    private List<Long> claims() {
        int round = ++orders;
        return house.getBean(JdbcClient.class)
                .sql("""
                        with person as (
                            select * from unnest(:people::bigint[]) with ordinality as p (id, no)),
                        cases as (
                            insert into claim.event_case (fund, number, person, unit, unit_path, kind, state,
                                facts, opened_by, opened_at, saved_at, submitted_at)
                            select :fund, :round || '-' || no, id, 1, :path, 'HOSPITAL', 'OPEN', '', 1, :now, :now, :now
                            from person order by no returning id, person, number)
                        insert into claim.claim (fund, case_id, number, person, unit, unit_path, plan, plan_version, cover,
                            lump_sum, state, level, levels, sampled, amount_fen, decision, accepted_on, promised_from,
                            due_on, filed_at)
                        select :fund, id, number, person, 1, :path, 'hospital', '1', 1, false, 'APPROVED', 'COUNTY',
                            array['COUNTY'], false, 10000, '', '2026-02-02', '2026-02-02', '2026-02-11', :now
                        from cases order by id returning id
                        """)
                .param("people", payees.stream().map(PersonId::value).toArray(Long[]::new))
                .param("fund", fund.code())
                .param("round", round)
                .param("path", path())
                .param("now", TestData.NOW.atOffset(java.time.ZoneOffset.UTC))
                .query(Long.class)
                .list();
    }

    private String path() {
        return "/" + fund.code() + "/4202/420281/";
    }

    private NewInstruction benefit(PersonId payee, long claim) {
        return new NewInstruction(
                "claim:" + claim,
                payee,
                new PayeeAccount(NAME, "62284800" + String.format(Locale.ROOT, "%08d", claim), "建设银行", null),
                Money.ofFen(10_000 + claim % 5_000),
                path(),
                "hospital",
                "HB" + claim);
    }

    /** Seconds from approved claims to a message at the bank, and from its answers to the books; what is said per step. */
    private double payout() {
        Instant now = TestData.NOW;
        Batches batches = house.getBean(Batches.class);
        order(claims(), now);
        BatchId[] made = new BatchId[1];
        double sealing = Pairs.seconds(() -> made[0] = batches.draft(maker, now));
        double releasing = Pairs.seconds(() -> release(batches, made[0], now));
        BankOfTheBench bank = new BankOfTheBench();
        double sending = Pairs.seconds(() -> house.getBean(Dispatcher.class).round(fund, bank, now));
        Answers answers = house.getBean(Answers.class);
        byte[] paid = bank.paid();
        byte[] booked = bank.booked();
        double answering = Pairs.seconds(() -> answers.take(maker, paid, now));
        double reading = Pairs.seconds(() -> answers.take(maker, booked, now));
        requirePaid(batches, made[0]);
        Pairs.say(
                "# %,d payments: sealed %.2f s, released %.2f s, written and sent %.2f s, answers booked %.2f s, account lines matched %.2f s",
                payments, sealing, releasing, sending, answering, reading);
        return sealing + releasing + sending + answering + reading;
    }

    private void order(List<Long> claims, Instant now) {
        Payments door = house.getBean(Payments.class);
        double ordering = Pairs.seconds(() -> {
            for (int i = 0; i < payments; i++) {
                door.instruct(Actor.system(fund), benefit(payees.get(i), claims.get(i)), now);
            }
        });
        Pairs.say("# ordered one by one, each with its claim: %.2f s", ordering);
    }

    private void release(Batches batches, BatchId id, Instant now) {
        var batch = batches.get(maker, id);
        if (batch.needsConsent()) {
            batches.agree(manager, id, batch.hash(), now);
        }
        batches.release(checker, id, batch.hash(), now);
    }

    private void requirePaid(Batches batches, BatchId id) {
        long claimsPaid = house.getBean(JdbcClient.class)
                .sql("select count(*) from claim.claim where fund = :fund and state = 'PAID'")
                .param("fund", fund.code())
                .query(Long.class)
                .single();
        if (batches.get(maker, id).state() != BatchState.SETTLED || claimsPaid != (long) orders * payments) {
            throw new IllegalStateException("the payout is not finished: " + claimsPaid + " claims paid");
        }
    }

    /** Seconds to write the same pain.001 and to parse it and both answers, nothing else. */
    private double bareXml() {
        List<CreditTransfer.Payment> all = new ArrayList<>();
        for (int i = 0; i < payments; i++) {
            CreditTransfer.Party creditor = new CreditTransfer.Party(NAME, "62284800" + (10_000_000 + i), "建设银行");
            all.add(new CreditTransfer.Payment(
                    "TZ42I-" + (1_000_000_000_000_000L + i), Money.ofFen(10_000 + i), creditor, "职工互助金 HB" + i));
        }
        CreditTransfer transfer = new CreditTransfer(
                PainVersion.V09,
                "TZ42B-0000000000000000",
                TestData.NOW,
                TestData.TODAY,
                new CreditTransfer.Party("专户", "17200001040001234", "农业银行"),
                all);
        BankOfTheBench bank = new BankOfTheBench();
        bank.submit("same.xml", CreditTransferWriter.write(transfer));
        byte[] paid = bank.paid();
        byte[] booked = bank.booked();
        return Pairs.seconds(() -> {
            parse(CreditTransferWriter.write(transfer));
            parse(paid);
            parse(booked);
        });
    }

    private static void parse(byte[] xml) {
        try {
            XMLStreamReader reader = new WstxInputFactory().createXMLStreamReader(new ByteArrayInputStream(xml));
            while (reader.hasNext()) {
                reader.next();
            }
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Journals a second, each in a transaction of its own. */
    private double postings() {
        Ledger ledger = house.getBean(Ledger.class);
        TransactionOperations transactions = house.getBean(TransactionOperations.class);
        double seconds = Pairs.seconds(() -> {
            for (int i = 0; i < POSTINGS; i++) {
                Posting posting = posting();
                transactions.executeWithoutResult(status -> ledger.post(fund, posting));
            }
        });
        return POSTINGS / seconds;
    }

    /** Journals a second, all of a batch in one transaction. */
    private double postingsAtOnce() {
        List<Posting> all =
                IntStream.range(0, payments).mapToObj(i -> posting()).toList();
        return payments / Pairs.seconds(() -> house.getBean(Ledger.class).postAll(fund, all));
    }

    private Posting posting() {
        return Posting.of(
                Template.BENEFIT_APPROVED,
                "bench:" + ++orders,
                TestData.TODAY,
                TestData.NOW,
                List.of(new Posting.Part(Money.ofFen(100), path(), "hospital")));
    }
}
