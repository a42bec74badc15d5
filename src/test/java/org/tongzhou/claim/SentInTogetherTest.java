package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.claim.Claims.Submission;
import org.tongzhou.claim.Claims.Submitted;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.plan.EventKind;
import org.tongzhou.testing.TestData;

/** Drafts that are sent in at the same moment share a transaction, and nothing of what comes of each shows it. */
class SentInTogetherTest extends ClaimRoom {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int WAYS = Math.max(2, Runtime.getRuntime().availableProcessors());

    @Autowired
    private CaseStore cases;

    @Autowired
    private SignStore signs;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    /** A draft and who sends it in. */
    private record Sent(Actor actor, CaseId draft, Submission submission) {}

    @Test
    void manyAtTheSameMomentShareTransactionsAndEachIsFiledAsIfAlone() throws Exception {
        List<Sent> sent = sent(30);
        List<String> answers = atTheSameMoment(sent);
        assertThat(answers).hasSize(30).containsOnly("1 claim");
        assertThat(transactions(sent)).isLessThanOrEqualTo(WAYS);
        for (Sent one : sent) {
            Claim claim = claimOf(one);
            assertThat(claim.amount()).isEqualTo(Money.ofYuan(700));
            assertThat(claim.state()).isEqualTo(ClaimState.REVIEW);
            assertThat(claim.owner().person()).isEqualTo(one.actor().person());
            assertThat(steps.history(TestData.FUND, claim.id()))
                    .extracting(Step::verb, Step::person)
                    .containsExactly(tuple(Verb.FILED, one.actor().person()));
            assertThat(toldAndTrail(claim)).isEqualTo("1 and 1");
        }
        assertThat(sent.stream().map(one -> claimOf(one).number())).doesNotHaveDuplicates();
    }

    @Test
    void whoIsRefusedIsRefusedAlone() throws Exception {
        List<Sent> sent = new ArrayList<>(sent(6));
        Sent stale = sent.get(0);
        Sent silent = sent.get(1);
        Sent strange = sent.get(2);
        sent.set(0, new Sent(stale.actor(), stale.draft(), new Submission(99, Set.of(), true)));
        sent.set(1, new Sent(silent.actor(), silent.draft(), new Submission(version(silent), Set.of(), false)));
        sent.set(2, new Sent(sent.get(3).actor(), strange.draft(), strange.submission()));
        sent.add(new Sent(stale.actor(), new CaseId(Long.MAX_VALUE), stale.submission()));
        assertThat(atTheSameMoment(sent))
                .containsExactly(
                        "claim_draft_stale",
                        "claim_consent",
                        "not_found",
                        "1 claim",
                        "1 claim",
                        "1 claim",
                        "not_found");
        assertThat(drafts.find(stale.actor(), stale.draft()).isDraft()).isTrue();
    }

    @Test
    void whoIsOfAnotherFundHindersNobody() throws Exception {
        List<Sent> sent = new ArrayList<>(sent(3));
        Actor stranger = new Actor(1, "样", Scope.province(new FundId(31)), Set.of(Role.MEMBER), new PersonId(1), null);
        sent.add(0, new Sent(stranger, new CaseId(1), sent.get(0).submission()));
        assertThat(atTheSameMoment(sent)).containsExactly("not_found", "1 claim", "1 claim", "1 claim");
    }

    @Test
    void oneReceiptInTheHandsOfManyMembersIsHeldByOneAndASignForTheOthers() throws Exception {
        Map<FactField, String> receipt = Members.receipt(hospitalMember(), "1000.00");
        List<Sent> sent = IntStream.range(0, 5)
                .mapToObj(i -> hospitalMember())
                .map(member -> {
                    receipt.put(FactField.PAYER, member.name());
                    return sent(
                            member, members.draft(member.actor(), member.person(), EventKind.HOSPITAL, receipt, NOW));
                })
                .toList();
        assertThat(atTheSameMoment(sent)).containsOnly("1 claim");
        List<Boolean> signed = sent.stream()
                .map(one -> signs.ofCase(TestData.FUND, one.draft()).stream()
                        .anyMatch(sign -> sign.kind() == Sign.Kind.SAME_RECEIPT))
                .toList();
        assertThat(signed).containsOnlyOnce(false).hasSize(5);
    }

    @Test
    void anEarlierStayOfOneIsASignForThatOneAlone() throws Exception {
        Member returning = hospitalMember();
        assertThat(answer(inJanuary(returning))).isEqualTo("1 claim");
        List<Sent> sent = List.of(inJanuary(hospitalMember()), inJanuary(returning), inJanuary(hospitalMember()));
        assertThat(atTheSameMoment(sent)).containsOnly("1 claim");
        assertThat(sent.stream()
                        .map(one -> signs.ofCase(TestData.FUND, one.draft()).stream()
                                .map(Sign::kind)
                                .toList()))
                .containsExactly(List.of(), List.of(Sign.Kind.SAME_STAY), List.of());
    }

    private Sent inJanuary(Member member) {
        Map<FactField, String> stay =
                Members.receipt(member, "1000.00", LocalDate.of(2026, 1, 5), LocalDate.of(2026, 1, 10));
        return sent(member, members.draft(member.actor(), member.person(), EventKind.HOSPITAL, stay, NOW));
    }

    @Test
    void oneThatCannotBeReadHindersNobodyElse() throws Exception {
        List<Sent> sent = sent(5);
        byte[] facts = facts(sent.get(2));
        keep(sent.get(2), new byte[1]);
        List<String> answers = atTheSameMoment(sent);
        keep(sent.get(2), facts);
        assertThat(answers).hasSize(5);
        assertThat(answers.get(2)).isEqualTo("BufferUnderflowException");
        assertThat(answers).filteredOn("1 claim"::equals).hasSize(4);
    }

    private byte[] facts(Sent one) {
        return jdbc.sql("select facts from claim.event_case where fund = :fund and id = :id")
                .param("fund", TestData.FUND.code())
                .param("id", one.draft().value())
                .query(byte[].class)
                .single();
    }

    private void keep(Sent one, byte[] facts) {
        jdbc.sql("update claim.event_case set facts = :facts where fund = :fund and id = :id")
                .param("facts", facts)
                .param("fund", TestData.FUND.code())
                .param("id", one.draft().value())
                .update();
    }

    private List<Sent> sent(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> hospitalMember())
                .map(member -> sent(member, draft(member, "1000.00")))
                .toList();
    }

    private Sent sent(Member member, CaseId draft) {
        int version = drafts.find(member.actor(), draft).version();
        return new Sent(member.actor(), draft, new Submission(version, Set.of(), true));
    }

    private int version(Sent one) {
        return drafts.find(one.actor(), one.draft()).version();
    }

    /** What came of each, all waiting while others, whose gates are held meanwhile, take all the ways to the database. */
    private List<String> atTheSameMoment(List<Sent> sent) throws Exception {
        List<Member> before =
                IntStream.range(0, WAYS).mapToObj(i -> hospitalMember()).toList();
        List<Sent> first = before.stream()
                .map(member -> sent(member, draft(member, "1000.00")))
                .toList();
        List<FutureTask<String>> tasks = new ArrayList<>();
        transaction.executeWithoutResult(status -> {
            cases.holdGates(TestData.FUND, before.stream().map(Member::person).toList());
            for (int i = 0; i < WAYS; i++) {
                int locked = i + 1;
                start(first.get(i), thread -> waitingForLocks() == locked);
            }
            sent.forEach(one -> tasks.add(start(one, thread -> LockSupport.getBlocker(thread) != null)));
        });
        List<String> answers = new ArrayList<>();
        for (FutureTask<String> each : tasks) {
            answers.add(each.get());
        }
        return answers;
    }

    private FutureTask<String> start(Sent one, Predicate<Thread> waits) {
        FutureTask<String> task = new FutureTask<>(() -> answer(one));
        Thread thread = new Thread(task);
        thread.start();
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!waits.test(thread)) {
            assertThat(System.nanoTime()).as("until it waits").isLessThan(until);
        }
        return task;
    }

    private int waitingForLocks() {
        return jdbc.sql("select count(*) from pg_locks where not granted")
                .query(Integer.class)
                .single();
    }

    private String answer(Sent one) {
        try {
            Submitted submitted = claims.submit(one.actor(), one.draft(), one.submission(), NOW);
            return submitted.claims().size() + " claim";
        } catch (Refusal refusal) {
            return refusal.code();
        } catch (RuntimeException broken) {
            return broken.getClass().getSimpleName();
        }
    }

    private Claim claimOf(Sent one) {
        return store.ofCase(TestData.FUND, one.draft()).get(0);
    }

    private int transactions(List<Sent> sent) {
        return jdbc.sql(
                        "select count(distinct xmin::text) from claim.claim where fund = :fund and case_id = any(:cases)")
                .param("fund", TestData.FUND.code())
                .param("cases", sent.stream().map(one -> one.draft().value()).toArray(Long[]::new))
                .query(Integer.class)
                .single();
    }

    private String toldAndTrail(Claim claim) {
        int told = jdbc.sql(
                        "select count(*) from notice.message where fund = :fund and person = :person and link = :link")
                .param("fund", TestData.FUND.code())
                .param("person", claim.owner().person().value())
                .param("link", "/my/claims/" + claim.id().value())
                .query(Integer.class)
                .single();
        int trail = jdbc.sql("select count(*) from audit.entry where fund = :fund and subject = :cause")
                .param("fund", TestData.FUND.code())
                .param("cause", claim.id().cause())
                .query(Integer.class)
                .single();
        return told + " and " + trail;
    }
}
