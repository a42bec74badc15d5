package org.tongzhou.bench;

import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.support.TransactionOperations;
import org.tongzhou.Tongzhou;
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
import org.tongzhou.payment.Batch;
import org.tongzhou.payment.BatchId;
import org.tongzhou.payment.Batches;
import org.tongzhou.payment.NewInstruction;
import org.tongzhou.payment.PayeeAccount;
import org.tongzhou.payment.Payments;
import org.tongzhou.payment.iso.CreditTransfer;
import org.tongzhou.payment.iso.CreditTransferWriter;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.People;
import org.tongzhou.testing.TestData;
import org.tongzhou.testing.TestGround;

/**
 * {@code ./bench payout [payments]}: approved benefits to a sealed and released pain.001 and their answers into the books,
 * beside writing and parsing the same XML and nothing else; then postings beside the transactions of TPC-B on the same
 * server, one connection each, both with every commit on disk.
 */
final class PayoutBench {
    private static final String NAME = "冯建军";
    private static final int POSTINGS = 300;

    private final ConfigurableApplicationContext house;
    private final FundId fund;
    private final int payments;
    private final Actor maker;
    private final Actor checker;
    private final Actor manager;
    private final List<PersonId> payees;
    private final Random random = new Random(7);
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
            PayoutBench bench = new PayoutBench(house, args.length == 0 ? 17_400 : Integer.parseInt(args[0]));
            Pairs.compare("payout", 5, bench::bareXml, bench::payout);
            Pairs.compare("postings", 5, bench::tpcB, bench::postings);
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

    private NewInstruction benefit(PersonId payee) {
        int number = ++orders;
        return new NewInstruction(
                "claim:" + number,
                payee,
                new PayeeAccount(NAME, "62284800" + String.format("%08d", number), "建设银行", null),
                Money.ofFen(10_000 + number % 5_000),
                "/" + fund.code() + "/4202/420281/",
                "hospital",
                "HB" + number);
    }

    /** Seconds from approved claims to a released message, and from its answer to the books; what is said per step. */
    private double payout() {
        Payments door = house.getBean(Payments.class);
        Batches batches = house.getBean(Batches.class);
        Instant now = TestData.NOW;
        double ordering =
                Pairs.seconds(() -> payees.forEach(each -> door.instruct(Actor.system(fund), benefit(each), now)));
        BatchId[] made = new BatchId[1];
        double sealing = Pairs.seconds(() -> made[0] = batches.draft(maker, now));
        String hash = batches.get(maker, made[0]).hash();
        double releasing = Pairs.seconds(() -> {
            if (batches.get(maker, made[0]).needsConsent()) {
                batches.agree(manager, made[0], hash, now);
            }
            batches.release(checker, made[0], hash, now);
            batches.message(checker, made[0]);
        });
        Batch batch = batches.get(maker, made[0]);
        byte[] answer = answer(batch, batches.message(checker, made[0]));
        double booking = Pairs.seconds(() -> house.getBean(Answers.class).take(maker, answer, now));
        Pairs.say(
                "# %,d payments: ordered %.2f s, sealed %.2f s, released and written %.2f s, answered and booked %.2f s",
                payments, ordering, sealing, releasing, booking);
        return sealing + releasing + booking;
    }

    /** The bank's word that all is paid, made from the message itself. */
    private static byte[] answer(Batch batch, byte[] message) {
        StringBuilder text = new StringBuilder("<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.10\">"
                + "<CstmrPmtStsRpt><GrpHdr><MsgId>A-" + batch.id().value()
                + "</MsgId></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>"
                + batch.msgId() + "</OrgnlMsgId></OrgnlGrpInfAndSts><OrgnlPmtInfAndSts>");
        String xml = new String(message, StandardCharsets.UTF_8);
        for (int at = xml.indexOf("<EndToEndId>"); at >= 0; at = xml.indexOf("<EndToEndId>", at + 1)) {
            text.append("<TxInfAndSts><OrgnlEndToEndId>")
                    .append(xml, at + 12, xml.indexOf('<', at + 12))
                    .append("</OrgnlEndToEndId><TxSts>ACSC</TxSts></TxInfAndSts>");
        }
        return text.append("</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>")
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Seconds to write the same message and to parse it, nothing else. */
    private double bareXml() {
        List<CreditTransfer.Payment> all = new ArrayList<>();
        for (int i = 0; i < payments; i++) {
            CreditTransfer.Party creditor = new CreditTransfer.Party(NAME, "62284800" + (10_000_000 + i), "建设银行");
            all.add(new CreditTransfer.Payment(
                    "TZ42I-" + (1_000_000_000L + i), Money.ofFen(10_000 + i), creditor, "职工互助金"));
        }
        CreditTransfer transfer = new CreditTransfer(
                "TZ42B-0000000000000000",
                TestData.NOW,
                TestData.TODAY,
                new CreditTransfer.Party("专户", "17200001040001234", "农业银行"),
                all);
        return Pairs.seconds(() -> parse(CreditTransferWriter.write(transfer)));
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
                Posting posting = Posting.of(
                        Template.BENEFIT_APPROVED,
                        "bench:" + ++orders,
                        TestData.TODAY,
                        TestData.NOW,
                        List.of(new Posting.Part(Money.ofFen(100), "/" + fund.code() + "/4202/420281/", "hospital")));
                transactions.executeWithoutResult(status -> ledger.post(fund, posting));
            }
        });
        return POSTINGS / seconds;
    }

    /** The transactions a second of TPC-B as pgbench runs them, over JDBC, on tables of scale 1. */
    private double tpcB() throws SQLException {
        try (Connection connection = house.getBean(DataSource.class).getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(
                        "create table if not exists public.tpcb_accounts (aid int primary key, bid int, abalance int)");
                statement.execute(
                        "create table if not exists public.tpcb_tellers (tid int primary key, bid int, tbalance int)");
                statement.execute(
                        "create table if not exists public.tpcb_branches (bid int primary key, bbalance int)");
                statement.execute(
                        "create table if not exists public.tpcb_history (tid int, bid int, aid int, delta int, mtime timestamp)");
                statement.execute(
                        "insert into public.tpcb_accounts select i, 1, 0 from generate_series(1, 100000) i on conflict do nothing");
                statement.execute(
                        "insert into public.tpcb_tellers select i, 1, 0 from generate_series(1, 10) i on conflict do nothing");
                statement.execute("insert into public.tpcb_branches values (1, 0) on conflict do nothing");
            }
            connection.commit();
            long from = System.nanoTime();
            for (int i = 0; i < POSTINGS; i++) {
                oneOfTpcB(connection);
            }
            return POSTINGS / ((System.nanoTime() - from) / 1e9);
        }
    }

    private void oneOfTpcB(Connection connection) throws SQLException {
        int delta = random.nextInt(10_000) - 5_000;
        int account = 1 + random.nextInt(100_000);
        int teller = 1 + random.nextInt(10);
        execute(connection, "update public.tpcb_accounts set abalance = abalance + ? where aid = ?", delta, account);
        execute(connection, "select abalance from public.tpcb_accounts where aid = ?", account);
        execute(connection, "update public.tpcb_tellers set tbalance = tbalance + ? where tid = ?", delta, teller);
        execute(connection, "update public.tpcb_branches set bbalance = bbalance + ? where bid = ?", delta, 1);
        execute(
                connection,
                "insert into public.tpcb_history values (?, ?, ?, ?, clock_timestamp())",
                teller,
                1,
                account,
                delta);
        connection.commit();
    }

    private static void execute(Connection connection, String sql, int... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setInt(i + 1, values[i]);
            }
            statement.execute();
        }
    }
}
