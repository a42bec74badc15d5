package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.catalogue.DraftId;
import org.tongzhou.catalogue.Drafts;
import org.tongzhou.catalogue.Replay;
import org.tongzhou.catalogue.Replays;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.kernel.Slice;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/** Decided claims under a draft: totals, who gets more, who gets less. */
@RoomTest
class ReplayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    Members members;

    @Autowired
    Reviews reviews;

    @Autowired
    ClaimStore store;

    @Autowired
    Drafts drafts;

    @Autowired
    Replays replays;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestData data;

    @Test
    void aLowerRateIsToldClaimByClaimAndAddsUp() {
        ClaimId small = approved("1000.00");
        ClaimId large = approved("2000.00");
        Replay replay = replayed("rate: 70%", "rate: 60%");
        Replay.Sums sums = replay.effect().sums();
        assertThat(replay.isDone()).isTrue();
        assertThat(replay.done()).isEqualTo(decided());
        assertThat(replay.effect().more()).isZero();
        assertThat(sums.now().minus(sums.draft())).isEqualTo(sums.less());
        Map<Long, Replay.Change> losers = changes(replay, Replay.Side.LESS);
        assertThat(losers).hasSize((int) replay.effect().less());
        assertThat(losers.get(small.value()))
                .extracting(Replay.Change::now, Replay.Change::draft)
                .containsExactly(Money.ofYuan(700), Money.ofYuan(600));
        assertThat(losers.get(large.value()).draft()).isEqualTo(Money.ofYuan(1_200));
        assertThat(losers.get(large.value()).label().maskedName()).contains("*");
    }

    @Test
    void theSameRulesChangeNothing() {
        approved("1000.00");
        Replay replay = replayed("rate: 70%", "rate: 70.0%");
        assertThat(replay.effect().more() + replay.effect().less()).isZero();
        assertThat(replay.same() + replay.effect().setAside()).isEqualTo(replay.done());
        assertThat(replay.effect().sums().now())
                .isEqualTo(replay.effect().sums().draft());
    }

    @Test
    void anAdmissionThatAReviewerPutRightIsTheDayOfTheEventInAReplayToo() {
        Member member = members.member(TestData.DAYE, Map.of("hospital", 1));
        CaseId id = members.draft(
                member.actor(),
                member.person(),
                EventKind.HOSPITAL,
                Members.receipt(member, "1000.00", LocalDate.of(2026, 1, 20), LocalDate.of(2026, 1, 23)),
                TestData.NOW);
        ClaimId claim =
                members.submit(member.actor(), id, TestData.NOW).claims().get(0);
        reviews.confirmFact(
                members.reviewer(Role.COUNTY_REVIEWER, member.unit()),
                claim,
                version(claim),
                new Reviews.Looked(FactField.ADMITTED, "2026-01-19"),
                TestData.NOW);
        approve(member, claim);
        Replay.Change change =
                changes(replayed("rate: 70%", "rate: 60%"), Replay.Side.LESS).get(claim.value());
        assertThat(change.draft()).isEqualTo(Money.ofYuan(600));
    }

    @Test
    void aCapOverTheTermIsUsedUpByThePersonsEarlierClaims() {
        Member member = members.member(TestData.DAYE, Map.of("hospital", 1));
        ClaimId first = approved(member, "1000.00", "2026-01-10");
        ClaimId second = approved(member, "1000.00", "2026-01-20");
        String cap = "\n      - cap_per_unit: 1000.00\n        per: term\n        clause: \"6\"";
        Replay capped = replayed("        clause: \"6\"", "        clause: \"6\"" + cap);
        Map<Long, Replay.Change> losers = changes(capped, Replay.Side.LESS);
        assertThat(losers).doesNotContainKey(first.value());
        assertThat(losers.get(second.value()).draft()).isEqualTo(Money.ofYuan(300));
    }

    @Test
    void whatAClaimBelowTheDeductibleMetOfItHelpsTheNext() {
        Member member = members.member(TestData.DAYE, Map.of("hospital", 1));
        ClaimId first = approved(member, "1000.00", "2026-01-10");
        ClaimId second = approved(member, "1000.00", "2026-01-20");
        String deductible = "- deductible: 1500.00\n        per: term\n        clause: \"6\"\n      - rate: 70%";
        Map<Long, Replay.Change> losers = changes(replayed("- rate: 70%", deductible), Replay.Side.LESS);
        assertThat(losers.get(first.value()).draft()).isEqualTo(Money.ZERO);
        assertThat(losers.get(second.value()).draft()).isEqualTo(Money.ofYuan(350));
    }

    @Test
    void aLowerFeeRaisesTheLossRatioUntilItAlarms() {
        approved("1000.00");
        Replay same = replayed("rate: 70%", "rate: 70.0%");
        Replay.Sums before = same.effect().sums();
        assertThat(before.draftFees()).isEqualTo(before.fees());
        Replay free = replayed("fee: {per_unit: {value: 95.00, example: true}}", "fee: {per_unit: 0.01}");
        Replay.Sums after = free.effect().sums();
        assertThat(after.fees()).isEqualTo(before.fees());
        assertThat(after.draftFees()).isLessThan(before.fees());
        assertThat(after.lossBasisPoints()).isGreaterThan(before.lossBasisPoints());
        assertThat(free.isAlarming()).isTrue();
    }

    @Test
    void aPersonsRefusalIsNotTurnedAroundByReplay() {
        Member member = members.member(TestData.DAYE, Map.of("hospital", 1));
        ClaimId claim =
                members.hospitalClaim(member, "1000.00", TestData.NOW).claims().get(0);
        Actor county = members.reviewer(Role.COUNTY_REVIEWER, member.unit());
        Reviews.Ground ground = new Reviews.Ground("hospital-2025 §5", "票据与出院记录对不上，不能给付。");
        reviews.proposeRefusal(county, claim, version(claim), ground, TestData.NOW);
        Actor city = members.reviewer(Role.CITY_REVIEWER, member.unit());
        reviews.confirmRefusal(city, claim, version(claim), TestData.NOW);
        Replay replay = replayed("rate: 70%", "rate: 80%");
        assertThat(replay.effect().setAside()).isPositive();
        assertThat(changes(replay, Replay.Side.MORE)).doesNotContainKey(claim.value());
    }

    private Replay replayed(String from, String to) {
        Actor maker = data.actor(Role.PLAN_DESIGNER, TestData.PROVINCE);
        DraftId id = drafts.start(maker, new PlanCode("hospital"), TestData.NOW);
        var draft = drafts.find(maker, id);
        drafts.save(maker, draft.with(draft.text().replace(from, to), draft.cases(), ""), TestData.NOW);
        return replays.run(maker, id, PATIENCE, TestData.NOW);
    }

    private Map<Long, Replay.Change> changes(Replay replay, Replay.Side side) {
        Actor reader = data.actor(Role.AUDITOR, TestData.PROVINCE);
        List<Replay.Change> all = new ArrayList<>();
        Slice<Replay.Change> page = replays.changes(reader, replay, side, null);
        all.addAll(page.items());
        while (page.next() != null) {
            page = replays.changes(reader, replay, side, page.next());
            all.addAll(page.items());
        }
        return all.stream().collect(java.util.stream.Collectors.toMap(Replay.Change::claim, change -> change));
    }

    private ClaimId approved(String inScope) {
        return approved(members.member(TestData.DAYE, Map.of("hospital", 1)), inScope, "2026-01-19");
    }

    private ClaimId approved(Member member, String inScope, String admitted) {
        LocalDate day = LocalDate.parse(admitted);
        CaseId id = members.draft(
                member.actor(),
                member.person(),
                EventKind.HOSPITAL,
                Members.receipt(member, inScope, day, day.plusDays(3)),
                TestData.NOW);
        return approve(
                member,
                members.submit(member.actor(), id, TestData.NOW).claims().get(0));
    }

    private ClaimId approve(Member member, ClaimId claim) {
        Map<org.tongzhou.kernel.Level, Role> roles = Map.of(
                org.tongzhou.kernel.Level.COUNTY, Role.COUNTY_REVIEWER,
                org.tongzhou.kernel.Level.CITY, Role.CITY_REVIEWER);
        while (claim(claim).state() == ClaimState.REVIEW) {
            Role role = roles.getOrDefault(claim(claim).level(), Role.PROVINCE_REVIEWER);
            reviews.approve(members.reviewer(role, member.unit()), claim, version(claim), TestData.NOW);
        }
        return claim;
    }

    private int version(ClaimId id) {
        return claim(id).version();
    }

    private Claim claim(ClaimId id) {
        return store.findWithin(Scope.province(TestData.FUND), id).orElseThrow();
    }

    private long decided() {
        return jdbc.sql("""
                        select count(*) from claim.claim
                        where fund = 42 and plan = 'hospital'
                            and state in ('APPROVED', 'RETURNED', 'PAID', 'CLOSED', 'REFUSED')
                        """).query(Long.class).single();
    }
}
