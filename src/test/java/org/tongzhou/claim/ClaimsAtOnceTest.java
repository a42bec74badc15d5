package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.claim.Claims.Submission;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.person.NewPerson;
import org.tongzhou.plan.EventKind;
import org.tongzhou.testing.RoundTrips;
import org.tongzhou.testing.TestData;

class ClaimsAtOnceTest extends ClaimRoom {
    @Autowired
    private Once once;

    @Autowired
    private Proposals proposals;

    @Autowired
    private ProposalRows rows;

    @Autowired
    private CaseStore cases;

    @Autowired
    private TransactionTemplate alone;

    @Autowired
    private JdbcClient jdbc;

    /** A thousand times each by {@code ./bench safety claims}, this and the two below that say so. */
    @Test
    void twoHundredSubmissionsOfOneDraftAreOneClaim() throws Exception {
        again("drafts submitted by 200 threads with one key, each one claim", this::submittedWithOneKey);
    }

    private void submittedWithOneKey() throws Exception {
        Member member = hospitalMember();
        CaseId id = draft(member, "1000.00");
        int version = drafts.find(member.actor(), id).version();
        Submission submission = new Submission(version, Set.of(), true);
        ConcurrentLinkedQueue<String> answers = new ConcurrentLinkedQueue<>();
        together(
                200,
                i -> answers.add(once.run(member.actor(), "key-of-one-form", "case " + id.value(), () -> {
                    return claims.submit(member.actor(), id, submission, NOW)
                            .claims()
                            .toString();
                })));
        assertThat(answers).hasSize(200).containsOnly(answers.peek());
        assertThat(store.ofCase(TestData.FUND, id)).hasSize(1);
    }

    @Test
    void twoHundredSubmissionsWithKeysOfTheirOwnAreOneClaimToo() throws Exception {
        again("drafts submitted by 200 threads with keys of their own, each one claim", this::submittedWithManyKeys);
    }

    private void submittedWithManyKeys() throws Exception {
        Member member = hospitalMember();
        CaseId id = draft(member, "1000.00");
        int version = drafts.find(member.actor(), id).version();
        ConcurrentLinkedQueue<String> codes = new ConcurrentLinkedQueue<>();
        together(200, i -> {
            try {
                claims.submit(member.actor(), id, new Submission(version, Set.of(), true), NOW);
                codes.add("done");
            } catch (Refusal late) {
                codes.add(late.code());
            }
        });
        assertThat(codes).hasSize(200).filteredOn("done"::equals).hasSize(1);
        assertThat(codes).filteredOn("claim_already_submitted"::equals).hasSize(199);
        assertThat(store.ofCase(TestData.FUND, id)).hasSize(1);
    }

    private static void again(String what, RoundTrips.Work work) throws Exception {
        int tries = Integer.getInteger("tongzhou.claims.tries", 1);
        for (int i = 1; i <= tries; i++) {
            work.run();
            if (i == tries || i % 100 == 0) {
                System.out.println(i + " " + what);
            }
        }
    }

    @Test
    void ofTwoApprovalsAtTheSameInstantOneWins() throws Exception {
        Unit unit = data.unit(TestData.DAYE);
        List<Actor> two =
                List.of(members.reviewer(Role.COUNTY_REVIEWER, unit), members.reviewer(Role.COUNTY_REVIEWER, unit));
        for (int round = 0; round < 100; round++) {
            NewPerson person = TestData.newPerson(Sex.MALE, LocalDate.of(1980, 3, 4));
            Member member = members.memberOf(unit, person, Map.of("hospital", 1));
            ClaimId id = members.hospitalClaim(member, "8000.00", NOW).claims().get(0);
            int version = claim(id).version();
            ConcurrentLinkedQueue<String> codes = new ConcurrentLinkedQueue<>();
            together(2, i -> {
                try {
                    reviews.approve(two.get(i), id, version, NOW);
                    codes.add("done");
                } catch (Refusal late) {
                    codes.add(late.code());
                }
            });
            assertThat(codes).containsExactlyInAnyOrder("done", "claim_moved_on");
            assertThat(steps.history(TestData.FUND, id)).hasSize(2);
        }
    }

    /** What each trip costs is little; how many there are decides how many a second. The claim goes on to the city. */
    @Test
    void aFilingAsksTheDatabaseFourTimesAndAnApprovalEightTimes() throws Exception {
        Member member = hospitalMember();
        CaseId draft = draft(member, "80000.00");
        Submission submission =
                new Submission(drafts.find(member.actor(), draft).version(), Set.of(), true);
        List<String> filing = trips(() -> claims.submit(member.actor(), draft, submission, NOW));
        assertThat(filing).hasSizeLessThanOrEqualTo(4).last().isEqualTo("commit");
        assertThat(filing.get(filing.size() - 2)).contains("into audit.entry", "into notice.message");
        Claim claim = store.ofCase(TestData.FUND, draft).get(0);
        Actor county = county(member);
        assertThat(trips(() -> reviews.approve(county, claim.id(), claim.version(), NOW)))
                .hasSizeLessThanOrEqualTo(8);
    }

    /** Without the plans: they are kept for some seconds and then read again, whoever asks next. */
    private static List<String> trips(RoundTrips.Work work) throws Exception {
        return RoundTrips.of(work).stream()
                .map(RoundTrips.Trip::brief)
                .filter(sql -> !sql.contains("catalogue."))
                .toList();
    }

    @Test
    void aHundredFirstClaimsAtOnceNeverPassTheLimitTheyShare() throws Exception {
        again("limits met by 100 first claims at once, each filled and not passed", this::aHundredFirstClaims);
    }

    private void aHundredFirstClaims() throws Exception {
        Member rider = members.member(TestData.DAYE, Map.of("gig-accident", 1));
        List<Actor> hands = IntStream.range(0, 100)
                .mapToObj(i -> data.officer(rider.unit()))
                .toList();
        List<CaseId> drafts = hands.stream().map(hand -> accident(rider, hand)).toList();
        ConcurrentLinkedQueue<ClaimId> filed = new ConcurrentLinkedQueue<>();
        together(
                100,
                i -> filed.addAll(onceThereIsAConnection(
                        () -> members.submit(hands.get(i), drafts.get(i), NOW).claims())));
        assertThat(filed).hasSize(100);
        assertThat(usedBy(rider.person())).isEqualTo(Money.ofYuan(20_000));
    }

    /** A hundred at once wait for a few connections, on a busy machine longer than one may; who got none has done nothing yet. */
    private static List<ClaimId> onceThereIsAConnection(Supplier<List<ClaimId>> submission) {
        while (true) {
            try {
                return submission.get();
            } catch (CannotCreateTransactionException noneFree) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void rTwoClaimsAtTheSameInstantNeverPassTheCeiling() throws Exception {
        Member rider = members.member(TestData.DAYE, Map.of("gig-accident", 1));
        List<Actor> hands = List.of(data.officer(rider.unit()), data.officer(rider.unit()));
        List<CaseId> drafts =
                hands.stream().map(hand -> accident(rider, hand, "14000.00")).toList();
        ConcurrentLinkedQueue<ClaimId> filed = new ConcurrentLinkedQueue<>();
        together(
                2,
                i -> filed.addAll(
                        members.submit(hands.get(i), drafts.get(i), NOW).claims()));
        assertThat(filed.stream().map(id -> claim(id).amount()))
                .containsExactlyInAnyOrder(Money.ofYuan(14_000), Money.ofYuan(6_000));
        assertThat(usedBy(rider.person())).isEqualTo(Money.ofYuan(20_000));
    }

    /** Both take the event first: the one who comes second finds what the first has left, and nobody waits for the other in turn. */
    @Test
    void aBenefitAcceptedWhileItsClaimIsTakenBackIsRefusedAndNobodyStands() throws Exception {
        Member member = members.member(TestData.DAYE, Map.of("hospital", 1, "critical", 2));
        ClaimId id = hospital(member, "1000.00");
        confirm(county(member), id, FactField.DIAGNOSIS, "急性前壁心肌梗死 I21.0");
        Claim claim = claim(id);
        long proposal = rows.ofCase(TestData.FUND, claim.eventCase()).get(0).id();
        CompletableFuture<String> accepted = alone.execute(status -> {
            cases.lock(TestData.FUND, claim.eventCase());
            CompletableFuture<String> accepting = CompletableFuture.supplyAsync(() -> accept(member, proposal));
            await(() -> waiting() > 0);
            claims.withdraw(member.actor(), id, claim.version(), NOW);
            return accepting;
        });
        assertThat(accepted.get(60, TimeUnit.SECONDS)).isEqualTo("claim_proposal_settled");
        assertThat(claim(id).state()).isEqualTo(ClaimState.WITHDRAWN);
    }

    private String accept(Member member, long proposal) {
        try {
            return proposals.accept(member.actor(), proposal, NOW).toString();
        } catch (Refusal late) {
            return late.code();
        }
    }

    private int waiting() {
        return jdbc.sql("select count(*) from pg_locks where not granted")
                .query(Integer.class)
                .single();
    }

    private static void await(BooleanSupplier it) {
        while (!it.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    private CaseId accident(Member rider, Actor hand) {
        return accident(rider, hand, "1000.00");
    }

    private CaseId accident(Member rider, Actor hand, String borne) {
        Map<FactField, String> facts = Members.receipt(rider, borne, Members.JANUARY, Members.JANUARY.plusDays(1));
        facts.put(FactField.EVENT_DAY, Members.JANUARY.toString());
        return members.draft(hand, rider.person(), EventKind.ACCIDENT, facts, NOW);
    }
}
