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
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.person.AccountChange;
import org.tongzhou.person.PayeeAccounts;

/** Which payments go into a batch, for which day, and who must agree before it leaves. */
class MakingBatchesTest extends PaymentTest {
    private static final Instant FRIDAY_LATE = Instant.parse("2026-02-13T08:30:00Z");
    private static final LocalDate MONDAY_MADE_UP = LocalDate.of(2026, 2, 14);

    @Autowired
    private PayeeAccounts accounts;

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
        for (String taken : List.of("file_name", "msg_id", "execution_day_seq")) {
            assertThatThrownBy(() -> copied(first.id(), taken))
                    .as("a second batch of this name or number")
                    .hasMessageContaining(taken + "_key");
        }
    }

    /** A batch that would go to the bank under a name, or with the day and number, that was used before. */
    private void copied(BatchId id, String taken) {
        jdbc.sql("""
                        insert into payment.batch
                            (fund, execution_day, seq, message, made_by, made_name, made_at, msg_id, file_name)
                        select fund, case :taken when 'execution_day_seq' then execution_day else execution_day + 9 end, seq,
                            message, made_by, made_name, made_at,
                            case :taken when 'msg_id' then msg_id else 'COPY-0000-' || id end,
                            case :taken when 'file_name' then file_name else 'TZ00_X_' || id || '.xml' end
                        from payment.batch where fund = :fund and id = :id
                        """)
                .param("taken", taken)
                .param("fund", fund.code())
                .param("id", id.value())
                .update();
    }

    @Test
    void anAccountThatIsBeingChangedStopsReleaseAndConsentAndIsLeftOutOfTheNextBatch() {
        NewInstruction large = at("农业银行", 10_000_001);
        BatchId id = batches.draft(maker, NOW);
        Actor member = new Actor(1, NAME, Scope.province(fund), java.util.Set.of(Role.MEMBER), large.payee(), null);
        long change = accounts.change(
                member, new AccountChange(large.payee(), "6228480000000000019", "农业银行", true, null), NOW);
        assertThatThrownBy(() -> batches.agree(manager, id, hash(id), NOW)).hasMessage("payment_payee_blocked");
        accounts.withdraw(member, change, NOW);
        batches.agree(manager, id, hash(id), NOW);
        accounts.change(member, new AccountChange(large.payee(), "6228480000000000019", "农业银行", true, null), NOW);
        assertThatThrownBy(() -> batches.release(checker, id, hash(id), NOW)).hasMessage("payment_payee_blocked");
        assertThat(batches.get(maker, id).state()).isEqualTo(BatchState.SEALED);
        batches.discard(maker, id, NOW);
        assertThatThrownBy(() -> batches.draft(maker, NOW)).hasMessage("payment_nothing_to_pay");
    }

    @Test
    void whoIsPaidByABatchNeitherReleasesItNorAgreesToIt() {
        ordered(checker.person(), NAME, "农业银行", 10_000_001);
        ordered(manager.person(), NAME, "农业银行", 1);
        BatchId id = batches.draft(maker, NOW);
        assertThatThrownBy(() -> batches.agree(manager, id, hash(id), NOW)).hasMessage("payment_own_benefit");
        batches.agree(staff(Role.MANAGER), id, hash(id), NOW);
        assertThatThrownBy(() -> batches.release(checker, id, hash(id), NOW)).hasMessage("payment_own_benefit");
        assertThatThrownBy(() -> batches.message(checker, id)).hasMessage("payment_batch_not_released");
    }

    @Test
    void whoAskedForARefundMakesItsBatchAndDoesNotReleaseIt() {
        for (Actor asked : List.of(maker, checker)) {
            NewInstruction plain = benefit(600, "6222000011113333");
            payments.instruct(
                    asked,
                    new NewInstruction(
                            plain.cause().replace("claim", "refund"),
                            asked.person(),
                            plain.account(),
                            plain.amount(),
                            plain.unitPath(),
                            "",
                            plain.reference(),
                            Purpose.FEE_REFUND),
                    NOW);
        }
        BatchId id = batches.draft(maker, NOW);
        assertThat(batches.get(maker, id).payments()).isEqualTo(2);
        assertThatThrownBy(() -> batches.release(checker, id, hash(id), NOW)).hasMessage("payment_own_benefit");
        batches.release(staff(Role.FINANCE_CHECKER), id, hash(id), NOW);
    }

    @Test
    void whatCannotBePaidOrWrittenIsRefusedBeforeItIsSealed() {
        assertThatThrownBy(() -> at("农业银行", 0)).hasMessage("payment_amount_zero");
        for (String account : List.of("1234567", "6228480000003390x", "9".repeat(33))) {
            assertThatThrownBy(() -> new PayeeAccount(NAME, account, null, null))
                    .hasMessage("payment_payee_account");
        }
        for (String name : List.of(" ", "冯".repeat(141), "冯\n军")) {
            assertThatThrownBy(() -> new PayeeAccount(name, "6228480000003390", null, null))
                    .hasMessage("payment_payee_name");
        }
        for (String bank : List.of("银".repeat(141), "农业\n银行")) {
            assertThatThrownBy(() -> new PayeeAccount(NAME, "6228480000003390", bank, null))
                    .hasMessage("payment_payee_bank");
        }
        NewInstruction plain = benefit(100, "6228480000003390");
        NewInstruction unwritable = new NewInstruction(
                plain.cause(),
                plain.payee(),
                plain.account(),
                plain.amount(),
                plain.unitPath(),
                plain.plan(),
                "HB\ufffe");
        payments.instruct(Actor.system(fund), unwritable, NOW);
        assertThatThrownBy(() -> batches.draft(maker, NOW)).hasMessage("payment_message_invalid");
        assertThat(state(unwritable)).isEqualTo(InstructionState.APPROVED);
    }

    @Test
    void anAccountOfAnotherNameIsHeldUntilTwoPeopleHaveLooked() {
        NewInstruction odd = ordered(person("吾守尔·艾买提"), "艾买提", "农业银行", 100);
        NewInstruction fine = ordered(person("吾守尔·艾买提"), "吾守尔艾买提", "农业银行", 100);
        Batch batch = batches.get(maker, batches.draft(maker, NOW));
        assertThat(batch.payments()).isEqualTo(1);
        assertThat(state(fine)).isEqualTo(InstructionState.SEALED);
        assertThat(state(odd)).isEqualTo(InstructionState.APPROVED);
        Discrepancy open = discrepancies.open(maker, "").items().get(0);
        assertThat(open.kind()).isEqualTo(DiscrepancyKind.NAME);
        assertThatThrownBy(() -> discrepancies.propose(maker, open.id(), Settlement.PAID, "已电话核实", NOW))
                .hasMessage("payment_nothing_to_settle");
        discrepancies.propose(maker, open.id(), Settlement.AS_BOOKED, "银行回执写全名，同一人", NOW);
        Settled.by(discrepancies, checker, open.id(), NOW);
        assertThat(batches.get(maker, batches.draft(maker, NOW)).payments()).isEqualTo(1);
    }

    @Test
    void anAccountThatIsSomebodyElsesGoesBackToTheMemberAndIsPaidAgainToTheCorrectedOne() {
        NewInstruction wrong = ordered(person("吾守尔·艾买提"), "冯建军", "农业银行", 100);
        Discrepancy open = discrepancies.open(maker, "").items().get(0);
        discrepancies.propose(maker, open.id(), Settlement.NOT_PAID, "已电话核实，是他人账户", NOW);
        Settled.by(discrepancies, checker, open.id(), NOW);
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
