package org.tongzhou.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.PROVINCE;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.ledger.Account;
import org.tongzhou.ledger.AccountBalance;
import org.tongzhou.ledger.Journal;
import org.tongzhou.ledger.Ledger;
import org.tongzhou.ledger.Template;
import org.tongzhou.testing.TestData;

/** Money that comes in, as a bank's csv tells it, and what the books say of it. */
@Component
class SomeCredits {
    private final Credits credits;
    private final Ledger ledger;
    private final JdbcClient jdbc;
    private final FeesAreInTheBooks check;
    private final BillsAreTheirSubmissions submissions;
    private final Actor finance;

    SomeCredits(
            Credits credits,
            Ledger ledger,
            JdbcClient jdbc,
            FeesAreInTheBooks check,
            BillsAreTheirSubmissions submissions,
            TestData some) {
        this.credits = credits;
        this.ledger = ledger;
        this.jdbc = jdbc;
        this.check = check;
        this.submissions = submissions;
        this.finance = some.actor(Role.FINANCE_MAKER, PROVINCE);
    }

    Actor finance() {
        return finance;
    }

    List<CreditOutcome> upload(String... lines) {
        return upload(NOW, lines);
    }

    List<CreditOutcome> upload(Instant now, String... lines) {
        Credits.Upload upload = credits.upload(finance, "明细.csv", file(lines), now);
        assertThat(upload.faults()).isEmpty();
        return upload.outcomes();
    }

    /** The same of a message of the bank. */
    List<Outcome> message(String entries) {
        byte[] bytes = SomeEntries.document(entries).getBytes(StandardCharsets.UTF_8);
        Credits.Upload upload = credits.upload(finance, "报文.xml", bytes, NOW);
        assertThat(upload.faults()).isEmpty();
        return upload.outcomes().stream().map(CreditOutcome::outcome).toList();
    }

    /** The outcome of one line. */
    CreditOutcome one(String line) {
        return only(upload(line));
    }

    Credit open(CreditId id) {
        return credits.unidentified(finance, Long.toString(id.value() + 1)).items().stream()
                .filter(credit -> credit.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    Money matched(CreditId credit, Bill bill) {
        return credits.match(finance, credit, bill.id(), NOW);
    }

    List<Template> templates(String cause) {
        return ledger.journals(FUND, cause).stream().map(Journal::template).toList();
    }

    /** The books are even, what stands unidentified is what the open credits say, and bills and books agree. */
    void assertBalanced() {
        List<AccountBalance> balances = ledger.trialBalance(FUND);
        assertThat(balances.stream().mapToLong(b -> b.balance().fen()).sum()).isZero();
        long suspense = balances.stream()
                .filter(balance -> balance.account() == Account.UNIDENTIFIED_RECEIPTS)
                .mapToLong(balance -> balance.balance().fen())
                .sum();
        assertThat(-suspense).isEqualTo(jdbc.sql("""
                                select coalesce(sum(amount_fen - applied_fen - (
                                    select coalesce(sum(amount_fen), 0) from contribution.refund r
                                    where r.fund = c.fund and r.credit = c.id and r.state = 'PAID')), 0)
                                from contribution.credit c where c.fund = 42 and returned_on is null
                                """).query(Long.class).single());
    }

    /** Nothing of the fees differs from the books, nor the bill from its submission; only where no other test of this database is half-way. */
    void assertChecked(Bill bill) {
        assertThat(Stream.of(check, submissions).flatMap(each -> each.run(FUND).stream()))
                .noneMatch(
                        finding -> finding.place().endsWith("bill:" + bill.id().value()));
    }

    static CreditOutcome only(List<CreditOutcome> outcomes) {
        assertThat(outcomes).hasSize(1);
        return outcomes.get(0);
    }

    static CreditId credit(CreditOutcome outcome) {
        return Objects.requireNonNull(outcome.credit());
    }

    static byte[] file(String... lines) {
        return ("交易日期,流水号,金额,对方户名,附言,对方账号,原流水号\n" + String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static String line(String amount, String remark) {
        return line(serial(), "2026-02-09", amount, remark);
    }

    static String line(String serial, String day, String amount, String remark) {
        return line(serial, day, amount, remark, "某单位工会");
    }

    static String line(String serial, String day, String amount, String remark, String payer) {
        return day + "," + serial + "," + amount + "," + payer + "," + remark + ",6228480000000000017";
    }

    static String serial() {
        return UUID.randomUUID().toString();
    }
}
