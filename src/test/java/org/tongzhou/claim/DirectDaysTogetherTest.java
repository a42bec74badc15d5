package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Money;
import org.tongzhou.payment.Instruction;
import org.tongzhou.testing.TestData;

/** The day of many announcements, several transactions beside one another: whatever breaks, each is paid, and once. */
class DirectDaysTogetherTest extends DirectRoom {
    private static final int IN_A_LANE = 2;

    @Autowired
    TransactionTemplate transaction;

    /** An announced claim and who it was announced to. */
    private record Due(Member member, ClaimId id) {}

    private Due due() {
        Member member = consenting();
        return new Due(member, small(member));
    }

    private List<Due> due(int many) {
        return Stream.generate(this::due).limit(many).toList();
    }

    private void eachIsPaidOnce(List<Due> all) {
        assertThat(all).allSatisfy(due -> {
            assertThat(claim(due.id()).state()).isEqualTo(ClaimState.APPROVED);
            assertThat(announcement(due.member(), due.id()).end()).isEqualTo(Announcement.End.APPROVED);
            assertThat(instructed(due.id())).extracting(Instruction::amount).containsExactly(Money.ofYuan(700));
        });
        balanced();
    }

    /** As when one instance of the application stood still longer than its lease. */
    @Test
    void twoInstancesAtOncePayEachOnce() throws Exception {
        List<Due> all = due(9);
        together(2, n -> days.settleDue(TestData.FUND, DAY, IN_A_LANE));
        eachIsPaidOnce(all);
    }

    /** All lanes have decided and wait to write what is to be paid, when their sessions end, as those of a killed process do. */
    @Test
    void lanesThatAreKilledInTheMiddleLoseNobodyAndPayNobodyTwice() throws Exception {
        List<Due> all = due(7);
        CompletableFuture<Integer> round = new CompletableFuture<>();
        transaction.executeWithoutResult(status -> {
            jdbc.sql("lock table payment.instruction in share mode").update();
            round.completeAsync(() -> days.settleDue(TestData.FUND, DAY, IN_A_LANE));
            killed(DirectDays.LANES);
        });
        round.get(60, TimeUnit.SECONDS);
        days.settleDue(TestData.FUND, DAY, IN_A_LANE);
        eachIsPaidOnce(all);
    }

    /** Ends sessions that wait to write instructions until so many have been ended. */
    private void killed(int many) {
        long patience = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        for (int ended = 0; ended < many; ) {
            assertThat(System.nanoTime()).as("lanes wait").isLessThan(patience);
            ended += jdbc.sql("""
                            select pg_terminate_backend(pid) from pg_locks
                            where relation = 'payment.instruction'::regclass and not granted
                            """).query(Boolean.class).list().size();
        }
    }

    @Test
    void oneOfALaneThatCannotBeReadHoldsUpNoOther() {
        List<Due> all = due(7);
        Due broken = all.get(3);
        byte[] facts = facts(broken);
        write(broken, new byte[1]);
        days.settleDue(TestData.FUND, DAY, IN_A_LANE * 2);
        eachIsPaidOnce(all.stream().filter(due -> due != broken).toList());
        assertThat(claim(broken.id()).state()).isEqualTo(ClaimState.ANNOUNCED);
        assertThat(instructed(broken.id())).isEmpty();
        write(broken, facts);
        days.settleDue(TestData.FUND, DAY, IN_A_LANE * 2);
        eachIsPaidOnce(all);
    }

    private byte[] facts(Due due) {
        return jdbc.sql("select facts from claim.event_case where fund = 42 and id = :id")
                .param("id", claim(due.id()).eventCase().value())
                .query(byte[].class)
                .single();
    }

    private void write(Due due, byte[] facts) {
        jdbc.sql("update claim.event_case set facts = :facts where fund = 42 and id = :id")
                .param("facts", facts)
                .param("id", claim(due.id()).eventCase().value())
                .update();
    }
}
