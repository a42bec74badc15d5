package org.tongzhou.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;

class PayingTest extends PaymentTest {
    private static final Duration PATIENT = Duration.ofSeconds(10);
    private static final Instant TWO_DAYS_LATER = NOW.plus(Duration.ofDays(2));

    private static org.assertj.core.api.ThrowableAssert.ThrowingCallable call(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable callable) {
        return callable;
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable callable, String code) {
        assertThatThrownBy(callable)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void aBenefitIsInstructedBatchedReleasedSentAndPaid() throws Exception {
        NewInstruction benefit = instructed(841_250, "6228480000003390");
        assertThat(balances()).containsEntry("6402", 841_250L).containsEntry("2202", -841_250L);
        released();
        untilSettled(line(PATIENT), NOW, 100);
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
        assertThat(balances()).containsEntry("2202", 0L).containsEntry("1002", -841_250L);
        assertThat(heard.of(fund)).hasSize(1).first().isInstanceOfSatisfying(BenefitPaid.class, paid -> {
            assertThat(paid.cause()).isEqualTo(benefit.cause());
            assertThat(paid.valueDate()).isEqualTo(TODAY);
        });
        assertThat(credits().values())
                .singleElement()
                .satisfies(sums -> assertThat(sums).containsExactly(1, 841_250, 0));
        assertThat(payments.of(fund, benefit.cause()).get(0).history())
                .extracting(InstructionEvent::state)
                .containsExactly(
                        InstructionState.APPROVED,
                        InstructionState.BATCHED,
                        InstructionState.SEALED,
                        InstructionState.RELEASED,
                        InstructionState.SENT,
                        InstructionState.PAID);
    }

    @Test
    void instructingTwiceIsOneInstruction() {
        NewInstruction benefit = benefit(100, "6228480000003390");
        Actor system = Actor.system(fund);
        InstructionId first = payments.instruct(system, benefit, NOW);
        assertThat(payments.instruct(system, benefit, NOW)).isEqualTo(first);
        NewInstruction more = new NewInstruction(
                benefit.cause(),
                benefit.payee(),
                benefit.account(),
                Money.ofFen(101),
                benefit.unitPath(),
                "hospital",
                "x");
        refused(() -> payments.instruct(system, more, NOW), "payment_instruct_differs");
        assertThat(balances()).containsEntry("6402", 100L);
    }

    @Test
    void whoMakesABatchCannotReleaseItNotEvenBySql() {
        instructed(100, "6228480000003390");
        BatchId id = batches.draft(maker, NOW);
        Actor both = new Actor(
                maker.userId(),
                maker.name(),
                maker.scope(),
                java.util.Set.of(Role.FINANCE_MAKER, Role.FINANCE_CHECKER),
                maker.person(),
                null);
        String hash = batches.get(maker, id).hash();
        refused(() -> batches.release(both, id, hash, NOW), "second_person");
        refused(() -> batches.release(maker, id, hash, NOW), "not_allowed");
        assertThatThrownBy(() -> jdbc.sql("""
                                update payment.batch set state = 'RELEASED', released_by = made_by, released_at = made_at
                                where fund = :fund and id = :id
                                """)
                        .param("fund", fund.code())
                        .param("id", id.value())
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("batch_check");
    }

    @Test
    void aReleaseIsBoundToTheContentThatWasSeen() {
        instructed(100, "6228480000003390");
        BatchId id = batches.draft(maker, NOW);
        refused(() -> batches.release(checker, id, "00", NOW), "payment_seal_seen");
        batches.release(checker, id, batches.get(maker, id).hash(), NOW);
        refused(() -> batches.release(checker, id, batches.get(maker, id).hash(), NOW), "payment_batch_not_sealed");
    }

    @Test
    void aPayeeChangedBehindTheSealStopsTheRelease() {
        instructed(100, "6228480000003390");
        BatchId id = batches.draft(maker, NOW);
        String hash = batches.get(maker, id).hash();
        jdbc.sql("alter table payment.instruction disable trigger guard_instruction")
                .update();
        try {
            jdbc.sql("update payment.instruction set payee_index = '\\x00' where fund = :fund")
                    .param("fund", fund.code())
                    .update();
        } finally {
            jdbc.sql("alter table payment.instruction enable trigger guard_instruction")
                    .update();
        }
        refused(() -> batches.release(checker, id, hash, NOW), "payment_seal_broken");
    }

    /** Another of the kind, for a cause of its own; its attempt, state and time follow. */
    private static final String BORN = """
            insert into payment.instruction (fund, cause, person, unit_path, plan, reference, payee, payee_index, payee_bank,
                amount_fen, end_to_end, attempt, state, created_at)
            select fund, 'claim:99' || id, person, unit_path, plan, reference, payee, payee_index, payee_bank,
                amount_fen, 'BORN-BY-HAND-' || id,\s""";

    @Test
    void anInstructionIsBornByOneEvent() {
        instructed(100, "6228480000003390");
        String approved = BORN + "1, 'APPROVED', created_at from payment.instruction where fund = :fund";
        assertThatThrownBy(() -> jdbc.sql(approved).param("fund", fund.code()).update())
                .hasMessageContaining("no event brought it to");
        assertThatThrownBy(() -> jdbc.sql("with made as (" + approved + " returning fund, id, created_at) " + """
                                insert into payment.instruction_event (fund, instruction, from_state, state, at)
                                select fund, id, 'DRAFTED', 'APPROVED', created_at from made, generate_series(1, 2)
                                """)
                        .param("fund", fund.code())
                        .update())
                .hasMessageContaining("moves twice at once");
    }

    @Test
    void statesTermsAndHistoryCannotBeWrittenByHand() {
        instructed(100, "6228480000003390");
        for (String sql : List.of(
                "update payment.instruction set state = 'PAID' where fund = :fund",
                "update payment.instruction set amount_fen = 1 where fund = :fund",
                "update payment.instruction set replaced = true where fund = :fund",
                "delete from payment.instruction where fund = :fund",
                "update payment.instruction_event set state = 'PAID' where fund = :fund",
                "insert into payment.instruction_event (fund, instruction, from_state, state, at) "
                        + "select fund, id, state, 'PAID', created_at from payment.instruction where fund = :fund",
                "insert into payment.instruction_event (fund, instruction, from_state, state, at) "
                        + "select fund, id, 'SENT', 'PAID', created_at from payment.instruction where fund = :fund",
                "insert into payment.instruction_event (fund, instruction, from_state, state, at) "
                        + "select fund, id, 'DRAFTED', 'APPROVED', created_at from payment.instruction where fund = :fund",
                "insert into payment.instruction_event (fund, instruction, from_state, state, at) "
                        + "select fund, id, state, 'BATCHED', created_at from payment.instruction, generate_series(1, 2) "
                        + "where fund = :fund")) {
            assertThatThrownBy(() -> jdbc.sql(sql).param("fund", fund.code()).update())
                    .as(sql)
                    .isInstanceOf(DataAccessException.class);
        }
    }

    @Test
    void everyTermOfAnInstructionIsGuarded() {
        String guard = jdbc.sql("select pg_get_triggerdef(oid) from pg_trigger where tgname = 'guard_instruction'")
                .query(String.class)
                .single();
        List<String> terms = jdbc.sql("""
                        select column_name from information_schema.columns
                        where table_schema = 'payment' and table_name = 'instruction' and column_name <> 'state'
                        """).query(String.class).list();
        assertThat(terms)
                .hasSizeGreaterThan(10)
                .allSatisfy(term -> assertThat(guard)
                        .containsPattern("(?i)new\\." + term + "\\b")
                        .containsPattern("(?i)old\\." + term + "\\b"));
    }

    @Test
    void aSealedBatchKeepsItsPayments() {
        instructed(100, "6228480000003390");
        batches.draft(maker, NOW);
        for (String sql : List.of(
                "delete from payment.batch_item where fund = :fund",
                "update payment.batch set total_fen = 1 where fund = :fund",
                "update payment.batch set message = 'pain.001.001.12' where fund = :fund",
                "update payment.batch set content_hash = '\\x00' where fund = :fund",
                "update payment.batch set state = 'SENT' where fund = :fund")) {
            assertThatThrownBy(() -> jdbc.sql(sql).param("fund", fund.code()).update())
                    .as(sql)
                    .isInstanceOf(DataAccessException.class);
        }
    }

    @Test
    void aDiscardedBatchGivesItsPaymentsBack() {
        NewInstruction benefit = instructed(100, "6228480000003390");
        BatchId first = batches.draft(maker, NOW);
        batches.discard(maker, first, NOW);
        assertThat(state(benefit)).isEqualTo(InstructionState.APPROVED);
        assertThat(batches.get(maker, batches.draft(maker, NOW)).number()).isEqualTo("20260210-02");
    }

    @Test
    void whatCoolsAndWhatIsTheMakersOwnStaysOut() {
        NewInstruction cooling = benefit(100, "6228480000003390");
        PayeeAccount later = new PayeeAccount(NAME, "6228480000003390", null, TODAY.plusDays(3));
        payments.instruct(
                Actor.system(fund),
                new NewInstruction(
                        cooling.cause(), cooling.payee(), later, Money.ofFen(5), cooling.unitPath(), "hospital", "r"),
                NOW);
        NewInstruction own = benefit(100, "6228480000003390");
        payments.instruct(
                Actor.system(fund),
                new NewInstruction(
                        own.cause(), maker.person(), own.account(), Money.ofFen(5), own.unitPath(), "hospital", "r"),
                NOW);
        refused(() -> batches.draft(maker, NOW), "payment_nothing_to_pay");
        assertThat(batches.payable(maker, TODAY).later())
                .isEqualTo(new Payable.Later(1, Money.ofFen(5), TODAY.plusDays(3)));
        assertThat(batches.payable(maker, TODAY.plusDays(3)).later()).isEqualTo(new Payable.Later(0, Money.ZERO, null));
        assertThat(batches.get(maker, batches.draft(maker, NOW.plus(Duration.ofDays(3))))
                        .payments())
                .isEqualTo(1);
    }

    @Test
    void aClosedAccountIsRejectedInItsOwnWordAndPaidAgainToAnother() throws Exception {
        bankBehaves("reject=AC04:account:*0715");
        NewInstruction benefit = instructed(207_318, "6228480000000715");
        released();
        refused(
                () -> payments.reissue(Actor.system(fund), benefit.cause(), benefit.account(), NOW),
                "payment_still_live");
        untilSettled(line(PATIENT), NOW, 100);
        assertThat(state(benefit)).isEqualTo(InstructionState.REJECTED);
        assertThat(heard.of(fund))
                .singleElement()
                .isInstanceOfSatisfying(
                        BenefitRejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo("AC04"));
        assertThat(balances()).containsEntry("2202", -207_318L);
        payments.reissue(
                Actor.system(fund), benefit.cause(), new PayeeAccount(NAME, "6228480000000001", "农业银行", null), NOW);
        released();
        untilSettled(line(PATIENT), NOW, 100);
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
        assertThat(payments.of(fund, benefit.cause()))
                .extracting(Instruction::state)
                .containsExactly(InstructionState.REJECTED, InstructionState.PAID);
        assertThat(balances()).containsEntry("2202", 0L).containsEntry("1002", -207_318L);
        assertThat(credits()).hasSize(1);
    }

    @Test
    void aReturnDaysLaterIsOwedAgain() throws Exception {
        bankBehaves("return=AC01:account:*0715:2");
        NewInstruction benefit = instructed(186_000, "6228480000000715");
        released();
        untilSettled(line(PATIENT), NOW, 100);
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
        dispatcher.round(fund, line(PATIENT), TWO_DAYS_LATER);
        assertThat(state(benefit)).isEqualTo(InstructionState.RETURNED);
        assertThat(balances()).containsEntry("2202", -186_000L).containsEntry("1002", 0L);
        assertThat(heard.of(fund)).last().isInstanceOfSatisfying(BenefitReturned.class, returned -> {
            assertThat(returned.reason()).isEqualTo("AC01");
            assertThat(returned.valueDate()).isEqualTo(TODAY.plusDays(2));
        });
        dispatcher.round(fund, line(PATIENT), TWO_DAYS_LATER);
        assertThat(heard.of(fund)).hasSize(2);
    }

    @Test
    void aLostAnswerIsUnknownUntilTheQueryAndNeverPaidTwice() throws Exception {
        bankBehaves("loseAnswer=1");
        NewInstruction benefit = instructed(500_000, "6228480000008127");
        released();
        for (int i = 0; i < 3; i++) {
            dispatcher.round(fund, line(Duration.ofMillis(200)), NOW);
        }
        assertThat(state(benefit)).isEqualTo(InstructionState.UNKNOWN);
        refused(
                () -> payments.reissue(Actor.system(fund), benefit.cause(), benefit.account(), NOW),
                "payment_still_live");
        bankBehaves("");
        untilSettled(line(PATIENT), NOW, 100);
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
        assertThat(credits().values())
                .singleElement()
                .satisfies(sums -> assertThat(sums[0]).isEqualTo(1));
    }

    @Test
    void aLostRequestIsSentAgainOnlyAfterTheBankHasSaidThatItNeverSawIt() throws Exception {
        bankBehaves("loseRequest=1");
        NewInstruction benefit = instructed(500_000, "6228480000008127");
        released();
        dispatcher.round(fund, line(Duration.ofMillis(200)), NOW);
        assertThat(state(benefit)).isEqualTo(InstructionState.UNKNOWN);
        assertThat(credits()).isEmpty();
        bankBehaves("");
        untilSettled(line(PATIENT), NOW, 600);
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
        assertThat(payments.of(fund, benefit.cause()).get(0).history())
                .extracting(InstructionEvent::state)
                .containsSubsequence(
                        InstructionState.SENT, InstructionState.UNKNOWN, InstructionState.SENT, InstructionState.PAID);
        assertThat(credits().values())
                .singleElement()
                .satisfies(sums -> assertThat(sums[0]).isEqualTo(1));
    }

    @Test
    void theMessageThatWentToTheBankCanBeReadAgain() {
        instructed(100, "6228480000003390");
        BatchId id = released();
        String xml = new String(batches.message(checker, id), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(xml)
                .contains(
                        "冯𠮷军",
                        "<CtrlSum>1.00</CtrlSum>",
                        batches.get(maker, id).msgId());
        assertThatThrownBy(call(() -> batches.message(staff(Role.MEMBER), id))).isInstanceOf(Refusal.class);
    }
}
