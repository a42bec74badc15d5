package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.access.web.Visits;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Check;
import org.tongzhou.kernel.Money;
import org.tongzhou.ledger.Account;
import org.tongzhou.ledger.AccountBalance;
import org.tongzhou.ledger.Hledger;
import org.tongzhou.ledger.Ledger;
import org.tongzhou.ledger.Posting;
import org.tongzhou.ledger.Template;
import org.tongzhou.payment.BenefitReturned;
import org.tongzhou.payment.BenefitsReturned;
import org.tongzhou.payment.Instruction;
import org.tongzhou.payment.Payments;
import org.tongzhou.recovery.OwnRecoveries;
import org.tongzhou.recovery.Recoveries;
import org.tongzhou.recovery.RecoveryId;
import org.tongzhou.testing.LedgerSums;
import org.tongzhou.testing.TestData;

/** What facts about benefits that come back have in common: one that was paid, what is owed of it, the books at zero. */
abstract class RecoveryRoom extends ClaimRoom {
    static final LocalDate DAY = TestData.TODAY;

    @TempDir
    Path place;

    @Autowired
    DataSource source;

    @Autowired
    Recoveries recoveries;

    @Autowired
    OwnRecoveries own;

    @Autowired
    Payments payments;

    @Autowired
    Ledger ledger;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    List<Check> checks;

    @Autowired
    MockMvc mvc;

    @Autowired
    Visits visits;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transactions;

    Instruction approved(Member member) {
        ClaimId id = smallClaim(member);
        approve(county(member), id);
        return payments.of(TestData.FUND, id.cause()).get(0);
    }

    /** As the bank would have said it, without a bank. */
    Instruction paid(Member member) {
        Instruction instruction = approved(member);
        said(instruction, "BATCHED", "SEALED", "RELEASED", "SENT", "PAID");
        book(Template.BENEFIT_PAID, instruction);
        return payments.of(TestData.FUND, instruction.cause()).get(0);
    }

    void book(Template template, Instruction instruction) {
        Posting.Part part = new Posting.Part(instruction.amount(), "/42/4202/420281/", instruction.plan());
        String cause = "instruction:" + instruction.id().value();
        ledger.post(TestData.FUND, Posting.of(template, cause, DAY, NOW, List.of(part)));
    }

    void said(Instruction instruction, String... states) {
        for (String state : states) {
            jdbc.sql("insert into payment.instruction_event (fund, instruction, from_state, state, at)"
                            + " select fund, id, state, :state, now() from payment.instruction"
                            + " where fund = 42 and id = :id")
                    .param("id", instruction.id().value())
                    .param("state", state)
                    .update();
        }
    }

    /** The bank sends a payment back, and its book has been read since. */
    void sentBack(Instruction instruction) {
        said(instruction, "RETURNED");
        book(Template.BENEFIT_RETURNED, instruction);
        jdbc.sql("insert into payment.bank_cursor select 42, 0, max(id) from payment.instruction_event where fund = 42"
                        + " on conflict (fund) do update set seen_event = excluded.seen_event")
                .update();
        BenefitReturned back = new BenefitReturned(
                TestData.FUND,
                instruction.cause(),
                instruction.id(),
                instruction.person(),
                instruction.amount(),
                DAY,
                "AC04");
        transactions.executeWithoutResult(each -> events.publishEvent(BenefitsReturned.of(back)));
    }

    Money owed(Member member) {
        return LedgerSums.owedBy(
                jdbc,
                TestData.FUND,
                Account.RECOVERIES_RECEIVABLE,
                "person:" + member.person().value());
    }

    /** All accounts sum to zero, the person owes exactly this, and the room's rows agree with the books. */
    void zero(Member member, Money owes) {
        assertThat(ledger.trialBalance(TestData.FUND).stream()
                        .map(AccountBalance::balance)
                        .reduce(Money.ZERO, Money::plus))
                .isEqualTo(Money.ZERO);
        assertThat(owed(member)).isEqualTo(owes);
        assertThat(checks.stream()
                        .filter(check -> check.name().equals("recovery.books"))
                        .findFirst()
                        .orElseThrow()
                        .run(TestData.FUND))
                .isEmpty();
    }

    String page(String path, Actor actor) throws Exception {
        return mvc.perform(get(path).with(visits.of(actor)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    /** Another program reads the exported books with each of these postings in them, and comes to what the person owes. */
    void readByHledger(Member member, RecoveryId id, Template... postings) throws Exception {
        assumeTrue(Hledger.isInstalled(), "hledger is installed");
        Hledger books = Hledger.of(source, TestData.FUND, place);
        books.check();
        List<String> entries = jdbc.sql(
                        "select 'repayment:' || id from recovery.entry where fund = 42 and recovery = :id")
                .param("id", id.value())
                .query(String.class)
                .list();
        String causes = entries.stream().collect(Collectors.joining("|", "(recovery:" + id.value() + "|", ")"));
        Set<String> names = Pattern.compile("(?m)^\\S+ \\* \\(\\d+\\) ([A-Z_]+) \\| " + causes + "$")
                .matcher(books.text())
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(names)
                .containsExactlyElementsOf(
                        Arrays.stream(postings).map(Template::name).sorted().toList());
        Money owes = owed(member);
        assertThat(books.balances(
                        "assets:recoveries-receivable",
                        "tag:party=^person:" + member.person().value() + "$"))
                .isEqualTo(
                        owes.isZero() ? Map.of() : Map.of("assets:recoveries-receivable", "CNY " + owes.plainYuan()));
    }

    /** Nothing of this recovery differs from the books. */
    void agrees(String... names) {
        for (String name : names) {
            assertThat(checks.stream()
                            .filter(check -> check.name().equals(name))
                            .flatMap(check -> check.run(TestData.FUND).stream())
                            .filter(finding -> finding.place().contains("recovery")
                                    || finding.place().contains("repayment")))
                    .isEmpty();
        }
    }

    /** As somebody does who looks at what is proposed right then. */
    void writeOff(Actor second, RecoveryId id) {
        recoveries.confirmWriteOff(second, id, recoveries.get(second, id).writeOffSeal(), NOW);
    }
}
