package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.analysis.ThroughAnExport;
import org.tongzhou.catalogue.Draft;
import org.tongzhou.catalogue.DraftId;
import org.tongzhou.catalogue.PastClaim;
import org.tongzhou.catalogue.PastClaims;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.catalogue.Rehearsal;
import org.tongzhou.catalogue.Replay;
import org.tongzhou.catalogue.Replays;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Level;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PlanBook;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanVersion;
import org.tongzhou.testing.TestData;

/** A certificate promised a wait of 30 days; a later edition has 60. A stay on day 36 was paid, and replays know it. */
class PromisedWaitTest extends ClaimRoom {
    private static final PlanCode WAIT = new PlanCode("wait");
    private static final LocalDate JOINED = LocalDate.of(2025, 12, 25);
    private static final Money PAID = Money.ofYuan(700);

    @Autowired
    private Plans plans;

    @Autowired
    private PastClaims past;

    @Autowired
    private org.tongzhou.catalogue.Drafts editions;

    @Autowired
    private Replays replays;

    @BeforeEach
    void aStayOnDay36() {
        String first = PlanBook.shippedFiles("qingyang")
                .getOrDefault("hospital-2024.yaml", "")
                .replace("plan: hospital", "plan: wait")
                .replace("roster_column: 住院医疗", "roster_column: 等待期");
        String next = first.replace("\"2024\"", "\"2026\"")
                .replace("valid_from: 2024-01-01", "valid_from: 2026-01-10\nretired: {from: 2026-02-01}")
                .replace("value: 30", "value: 60");
        plans.accept(TestData.FUND, Map.of("wait.yaml", first), NOW);
        plans.accept(TestData.FUND, Map.of("wait-2026.yaml", next), NOW);
        if (past.count(TestData.FUND, WAIT) == 0) {
            paid();
        }
    }

    private void paid() {
        Member member = members.member(
                TestData.newPerson(Sex.MALE, LocalDate.of(1980, 3, 4)),
                TestData.DAYE,
                Map.of("wait", 1),
                JOINED,
                JOINED);
        LocalDate day = JOINED.plusDays(36);
        Map<FactField, String> bill = Members.receipt(member, "1000.00", day, day.plusDays(3));
        CaseId draft = members.draft(member.actor(), member.person(), EventKind.HOSPITAL, bill, NOW);
        ClaimId claim = members.submit(member.actor(), draft, NOW).claims().get(0);
        assertThat(claim(claim).amount()).isEqualTo(PAID);
        Map<Level, Role> roles = Map.of(Level.COUNTY, Role.COUNTY_REVIEWER, Level.CITY, Role.CITY_REVIEWER);
        while (claim(claim).state() == ClaimState.REVIEW) {
            Role role = roles.getOrDefault(claim(claim).level(), Role.PROVINCE_REVIEWER);
            reviews.approve(
                    members.reviewer(role, member.unit()), claim, claim(claim).version(), NOW);
        }
    }

    @Test
    void theRulesNowKeepThePromiseAndADraftGoesByItsOwnWait() {
        Replay.Sums longer = replayed("value: 60", "value: 61").effect().sums();
        assertThat(longer.now()).isEqualTo(PAID);
        assertThat(longer.draft()).isEqualTo(Money.ZERO);
        Replay.Sums shorter = replayed("value: 60", "value: 30").effect().sums();
        assertThat(shorter.now()).isEqualTo(PAID);
        assertThat(shorter.draft()).isEqualTo(PAID);
    }

    @Test
    void thePromiseGoesThroughAnExport() {
        List<PastClaim> claims = past.after(TestData.FUND, WAIT, PastClaims.Place.START, 10);
        PlanVersion later = plans.editions(TestData.FUND, WAIT).get(1);
        Rehearsal rehearsal = new Rehearsal(later, Map.of(later.edition(), later));
        assertThat(ThroughAnExport.of(claims)).singleElement().satisfies(claim -> {
            assertThat(rehearsal.decide(claim).now()).isEqualTo(PAID);
            assertThat(rehearsal.decide(claim).draft()).isEqualTo(Money.ZERO);
        });
    }

    private Replay replayed(String from, String to) {
        Actor maker = data.actor(Role.PLAN_DESIGNER, TestData.PROVINCE);
        DraftId id = editions.start(maker, WAIT, NOW);
        Draft draft = editions.find(maker, id);
        editions.save(maker, draft.with(draft.text().replace(from, to), draft.cases(), ""), NOW);
        return replays.run(maker, id, Duration.ofSeconds(30), NOW);
    }
}
