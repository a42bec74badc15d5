package org.tongzhou.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.contribution.SomeCredits.line;
import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.DAYE;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.TODAY;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.organisation.Unit;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

@RoomTest
class RemindersTest {
    @Autowired
    private Reminders reminders;

    @Autowired
    private Instalments instalments;

    @Autowired
    private Withdrawals withdrawals;

    @Autowired
    private SomeBills someBills;

    @Autowired
    private SomeCredits in;

    @Autowired
    private TestData some;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void aUnitIsToldOnceAtEachStep() {
        Unit unit = some.unit(DAYE);
        Bill bill = someBills.of(unit, 1);
        in.one(line("5.00", bill.reference()));
        assertThat(told(bill, days(15))).as("due today").isZero();
        assertThat(told(bill, days(16))).isEqualTo(1);
        assertThat(told(bill, days(17))).isEqualTo(1);
        assertThat(told(bill, days(40)))
                .as("7 and 15 passed unseen: one message")
                .isEqualTo(2);
        assertThat(told(bill, days(41))).isEqualTo(2);
        assertThat(told(bill, days(45))).isEqualTo(3);
        assertThat(told(bill, days(400))).isEqualTo(3);
        assertThat(reminders
                        .overdue(some.officer(unit), TODAY.plusDays(20), null)
                        .items())
                .singleElement()
                .satisfies(overdue -> {
                    assertThat(overdue.lacking()).isEqualTo(Money.ofYuan(90));
                    assertThat(overdue.days()).isEqualTo(5);
                });
        in.one(line("90.00", bill.reference()));
        assertThat(reminders
                        .overdue(some.officer(unit), TODAY.plusDays(20), null)
                        .items())
                .isEmpty();
    }

    @Test
    void severalMachinesAtOnceTellOnce() {
        Bill bill = someBills.of(some.unit(DAYE), 1);
        Stream.generate(() -> CompletableFuture.runAsync(() -> reminders.remind(FUND, days(16))))
                .limit(6)
                .toList()
                .forEach(CompletableFuture::join);
        assertThat(messages(bill)).isEqualTo(1);
    }

    @Test
    void instalmentsFallDueOneByOneAndCoverStartsWhenAllIsIn() {
        Unit unit = some.unit(DAYE);
        Bill bill = someBills.ofRoster(unit, 2);
        agree(bill, Instalments.Start.ALL_PAID, "100.00", "90.00");
        in.one(line("100.00", bill.reference()));
        assertThat(someBills.coverStarts(bill)).isEmpty();
        assertThat(reminders
                        .overdue(some.officer(unit), TODAY.plusDays(40), null)
                        .items())
                .isEmpty();
        assertThat(reminders
                        .overdue(some.officer(unit), TODAY.plusDays(61), null)
                        .items())
                .singleElement()
                .satisfies(overdue -> {
                    assertThat(overdue.lacking()).isEqualTo(Money.ofYuan(90));
                    assertThat(overdue.dueOn()).isEqualTo(TODAY.plusDays(60));
                });
        in.one(line("90.00", bill.reference()));
        assertThat(someBills.coverStarts(bill)).hasSize(2);
    }

    @Test
    void byAgreementCoverStartsWithTheFirstInstalment() {
        Bill bill = someBills.ofRoster(some.unit(DAYE), 2);
        agree(bill, Instalments.Start.FIRST_PAID, "50.00", "140.00");
        Withdrawals.Leaving one = new Withdrawals.Leaving(Set.of(new PersonId(1)), false, "本人离职");
        refused("bill_in_instalments", () -> withdrawals.withdraw(in.finance(), bill.id(), one, NOW));
        in.one(line("49.99", bill.reference()));
        assertThat(someBills.coverStarts(bill)).isEmpty();
        in.one(line("0.01", bill.reference()));
        assertThat(someBills.coverStarts(bill)).containsOnly(TODAY.plusDays(1));
        in.one(line("140.00", bill.reference()));
        in.assertBalanced();
        in.assertChecked(bill);
    }

    @Test
    void instalmentsAreTheBillAndAgreedOnce() {
        Bill bill = someBills.ofRoster(some.unit(DAYE), 2);
        refused("instalments_sum", () -> agree(bill, Instalments.Start.ALL_PAID, "50.00", "139.99"));
        refused(
                "instalments_days",
                () -> instalments.agree(
                        in.finance(),
                        bill.id(),
                        List.of(part(20, "100.00"), part(20, "90.00")),
                        Instalments.Start.ALL_PAID,
                        NOW));
        agree(bill, Instalments.Start.ALL_PAID, "100.00", "90.00");
        refused("instalments_agreed", () -> agree(bill, Instalments.Start.ALL_PAID, "100.00", "90.00"));
    }

    private void agree(Bill bill, Instalments.Start start, String first, String second) {
        instalments.agree(in.finance(), bill.id(), List.of(part(30, first), part(60, second)), start, NOW);
    }

    private static Instalment part(int days, String yuan) {
        LocalDate due = TODAY.plusDays(days);
        return new Instalment(due, Money.parseYuan(yuan));
    }

    private long told(Bill bill, Instant now) {
        reminders.remind(FUND, now);
        return messages(bill);
    }

    private long messages(Bill bill) {
        return jdbc.sql("""
                        select count(*) from notice.message
                        where person = :person and template = 'notice.bill.overdue' and link = :link
                        """)
                .param("person", bill.raisedBy().value())
                .param("link", "/bills/" + bill.id().value())
                .query(Long.class)
                .single();
    }

    private static Instant days(int days) {
        return NOW.plus(Duration.ofDays(days));
    }
}
