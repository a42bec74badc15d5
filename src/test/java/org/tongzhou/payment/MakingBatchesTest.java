package org.tongzhou.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;

/** Which payments go into a batch, for which day, and who must agree before it leaves. */
class MakingBatchesTest extends PaymentTest {
    private static final Instant FRIDAY_LATE = Instant.parse("2026-02-13T08:30:00Z");
    private static final LocalDate MONDAY_MADE_UP = LocalDate.of(2026, 2, 14);

    private Actor manager;

    @BeforeEach
    void hireManager() {
        manager = staff(Role.MANAGER);
    }

    private NewInstruction at(String bankName, long fen) {
        return ordered(person(), NAME, bankName, fen);
    }

    private NewInstruction ordered(PersonId person, String holder, String bankName, long fen) {
        NewInstruction plain = benefit(fen, "6228480000003390");
        NewInstruction wanted = new NewInstruction(
                plain.cause(),
                person,
                new PayeeAccount(holder, "6228480000003390", bankName, null),
                plain.amount(),
                plain.unitPath(),
                plain.plan(),
                plain.reference());
        payments.instruct(Actor.system(fund), wanted, NOW);
        return wanted;
    }

    private String hash(BatchId id) {
        return batches.get(maker, id).hash();
    }

    @Test
    void whatWaitsIsShownByBankAndABatchMayHoldOneBankAlone() {
        at("农业银行", 100);
        at("农业银行", 200);
        at("建设银行", 5);
        assertThat(batches.payable(maker, TODAY).banks())
                .containsExactly(
                        new Payable.OfBank("农业银行", 2, Money.ofFen(300)), new Payable.OfBank("建设银行", 1, Money.ofFen(5)));
        Batch own = batches.get(maker, batches.draft(maker, new Wanted("农业银行", null, 100), NOW));
        assertThat(own.payments()).isEqualTo(2);
        assertThat(own.bank()).isEqualTo("农业银行");
        assertThat(batches.payable(maker, TODAY).payments()).isEqualTo(1);
    }

    @Test
    void afterTheCutOffAndOnDaysOffTheValueDayIsTheNextWorkingDay() {
        at("农业银行", 100);
        BatchId id = batches.draft(maker, FRIDAY_LATE);
        assertThat(batches.get(maker, id).executionDay())
                .as("a made-up Saturday")
                .isEqualTo(MONDAY_MADE_UP);
        at("农业银行", 100);
        BatchId holiday = batches.draft(maker, Instant.parse("2026-02-17T02:00:00Z"));
        assertThat(batches.get(maker, holiday).executionDay())
                .as("after the Spring Festival")
                .isEqualTo(LocalDate.of(2026, 2, 24));
    }

    @Test
    void aBatchReleasedTooLateForItsDayGoesOutForTheNextOne() {
        at("农业银行", 100);
        BatchId id = batches.draft(maker, NOW);
        batches.release(checker, id, hash(id), NOW.plus(Duration.ofHours(8)));
        Batch batch = batches.get(maker, id);
        assertThat(batch.executionDay()).isEqualTo(TODAY);
        assertThat(batch.bankDay()).isEqualTo(TODAY.plusDays(1));
        assertThat(new String(batches.message(checker, id), StandardCharsets.UTF_8))
                .contains("<ReqdExctnDt><Dt>2026-02-11</Dt>");
    }

    @Test
    void aValueDayMayBeChosenAmongTheNextWorkingDays() {
        at("农业银行", 100);
        for (LocalDate not : new LocalDate[] {TODAY.minusDays(1), LocalDate.of(2026, 2, 17), TODAY.plusDays(60)}) {
            assertThatThrownBy(() -> batches.draft(maker, new Wanted("", not, 10), NOW))
                    .as(not.toString())
                    .hasMessage("payment_value_day");
        }
        BatchId id = batches.draft(maker, new Wanted("", TODAY.plusDays(2), 10), NOW);
        assertThat(batches.get(maker, id).number()).isEqualTo("20260212-01");
    }

    @Test
    void aboveTheLimitsAManagerAgreesAsThirdPerson() {
        at("农业银行", 10_000_001);
        BatchId id = batches.draft(maker, NOW);
        assertThatThrownBy(() -> batches.release(checker, id, hash(id), NOW)).hasMessage("payment_needs_consent");
        assertThatThrownBy(() -> batches.agree(checker, id, hash(id), NOW)).hasMessage("not_allowed");
        assertThatThrownBy(() -> batches.agree(manager, id, "00", NOW)).hasMessage("payment_seal_seen");
        assertThatThrownBy(() -> jdbc.sql("""
                                update payment.batch set state = 'RELEASED', released_by = 1, released_name = '*',
                                    released_at = made_at where fund = :fund
                                """).param("fund", fund.code()).update())
                .isInstanceOf(DataAccessException.class);
        batches.agree(manager, id, hash(id), NOW);
        Actor managerAsChecker = new Actor(
                manager.userId(),
                manager.name(),
                manager.scope(),
                java.util.Set.of(Role.FINANCE_CHECKER),
                manager.person(),
                null);
        assertThatThrownBy(() -> batches.release(managerAsChecker, id, hash(id), NOW))
                .hasMessage("second_person");
        batches.release(checker, id, hash(id), NOW);
        assertThat(batches.get(maker, id).state()).isEqualTo(BatchState.RELEASED);
    }

    @Test
    void withinTheLimitsNobodyElseIsAsked() {
        at("农业银行", 10_000_000);
        BatchId id = batches.draft(maker, NOW);
        assertThat(batches.get(maker, id).needsConsent()).isFalse();
        assertThatThrownBy(() -> batches.agree(manager, id, hash(id), NOW)).hasMessage("payment_needs_no_consent");
    }

    @Test
    void fileNamesCarryTheSequenceOfTheDay() {
        at("农业银行", 1);
        Batch first = batches.get(maker, batches.draft(maker, NOW));
        at("农业银行", 2);
        Batch second = batches.get(maker, batches.draft(maker, NOW));
        assertThat(first.fileName()).isEqualTo("TZ" + fund.code() + "_20260210_0001_" + first.msgId() + ".xml");
        assertThat(second.fileName()).contains("_20260210_0002_").isNotEqualTo(first.fileName());
        for (String taken : List.of("file_name", "msg_id")) {
            assertThatThrownBy(() -> copied(first.id(), taken))
                    .as("a second batch of this name")
                    .hasMessageContaining("batch_" + taken + "_key");
        }
    }

    /** A batch of a day of its own that would go to the bank under a name that was used before. */
    private void copied(BatchId id, String taken) {
        String fileName = taken.equals("file_name") ? "file_name" : "'TZ00_X_' || id || '.xml'";
        String msgId = taken.equals("msg_id") ? "msg_id" : "'COPY-0000-' || id";
        jdbc.sql(
                        "insert into payment.batch (fund, execution_day, seq, message, made_by, made_name, made_at, msg_id, file_name)"
                                + " select fund, execution_day + 9, 1, message, made_by, made_name, made_at, " + msgId
                                + ", "
                                + fileName + " from payment.batch where fund = :fund and id = :id")
                .param("fund", fund.code())
                .param("id", id.value())
                .update();
    }

    @Test
    void anAccountOfAnotherNameIsHeldUntilTwoPeopleHaveLooked() {
        NewInstruction odd = ordered(person("吾守尔·艾买提"), "艾买提", "农业银行", 100);
        NewInstruction fine = ordered(person("吾守尔·艾买提"), "吾守尔艾买提", "农业银行", 100);
        Batch batch = batches.get(maker, batches.draft(maker, NOW));
        assertThat(batch.payments()).isEqualTo(1);
        assertThat(state(fine)).isEqualTo(InstructionState.SEALED);
        assertThat(state(odd)).isEqualTo(InstructionState.APPROVED);
        Discrepancy open = discrepancies.open(maker).get(0);
        assertThat(open.kind()).isEqualTo(DiscrepancyKind.NAME);
        assertThatThrownBy(() -> discrepancies.propose(maker, open.id(), Settlement.PAID, "已电话核实", NOW))
                .hasMessage("payment_nothing_to_settle");
        discrepancies.propose(maker, open.id(), Settlement.AS_BOOKED, "银行回执写全名，同一人", NOW);
        discrepancies.settle(checker, open.id(), NOW);
        assertThat(batches.get(maker, batches.draft(maker, NOW)).payments()).isEqualTo(1);
    }

    @Test
    void anAccountThatIsSomebodyElsesGoesBackToTheMemberAndIsPaidAgainToTheCorrectedOne() {
        NewInstruction wrong = ordered(person("吾守尔·艾买提"), "冯建军", "农业银行", 100);
        Discrepancy open = discrepancies.open(maker).get(0);
        discrepancies.propose(maker, open.id(), Settlement.NOT_PAID, "已电话核实，是他人账户", NOW);
        discrepancies.settle(checker, open.id(), NOW);
        assertThat(state(wrong)).isEqualTo(InstructionState.REJECTED);
        assertThat(heard.of(fund))
                .singleElement()
                .isInstanceOfSatisfying(
                        BenefitRejected.class,
                        event -> assertThat(event.reason()).isEqualTo("BE01"));
        payments.reissue(
                Actor.system(fund), wrong.cause(), new PayeeAccount("吾守尔·艾买提", "6228480000003391", null, null), NOW);
        assertThat(state(wrong)).isEqualTo(InstructionState.APPROVED);
        assertThat(batches.get(maker, batches.draft(maker, NOW)).payments()).isEqualTo(1);
        assertThat(payments.of(fund, wrong.cause()))
                .extracting(Instruction::attempt)
                .containsExactly(1, 2);
    }
}
