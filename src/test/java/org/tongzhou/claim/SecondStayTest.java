package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.claim.Reviews.Ground;
import org.tongzhou.kernel.Level;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.plan.PlanBook;
import org.tongzhou.testing.TestData;

/** Two stays of one term are in hand at once: each has the rate of its place in their order, whichever is decided first. */
class SecondStayTest extends ClaimRoom {
    private static final String WORDS = "票据与出院记录对不上，不能给付。";

    @Autowired
    private Plans plans;

    @Autowired
    private Appeals appeals;

    private Member member;

    /** Closed to joiners since, so that no list of what is open shows them. */
    @BeforeEach
    void plansByTheOrderOfStays() {
        String text = PlanBook.shippedFiles("qingyang").getOrDefault("hospital-2024.yaml", "");
        accept("stays", text);
        String tiers = "tiers: [{up_to: 1000, rate: 80%}, {rate: 50%}]";
        accept("stays-tiers", text.replace("rate_by_stay: [70%, 40%]", tiers));
        member = members.member(TestData.DAYE, Map.of("stays", 1));
    }

    private void accept(String code, String text) {
        String closed = text.replace("plan: hospital", "plan: " + code)
                .replace("valid_from: 2024-01-01", "valid_from: 2024-01-01\nretired: {from: 2026-02-01}")
                .replace("roster_column: 住院医疗", "roster_column: " + code);
        plans.accept(TestData.FUND, Map.of(code + ".yaml", closed), NOW);
    }

    private ClaimId stay() {
        return hospital(member, "1000.00");
    }

    private void isWorth(ClaimId id, long yuan) {
        assertThat(claim(id).amount()).isEqualTo(Money.ofYuan(yuan));
    }

    private void approved(ClaimId id) {
        Map<Level, Role> roles = Map.of(
                Level.COUNTY,
                Role.COUNTY_REVIEWER,
                Level.CITY,
                Role.CITY_REVIEWER,
                Level.PROVINCE,
                Role.PROVINCE_REVIEWER);
        while (claim(id).state() == ClaimState.REVIEW) {
            approve(members.reviewer(roles.get(claim(id).level()), member.unit()), id);
        }
        assertThat(claim(id).state()).isEqualTo(ClaimState.APPROVED);
    }

    private void refused(ClaimId id) {
        propose(county(member), id, new Ground("stays-2024 §4", WORDS));
        reviews.confirmRefusal(city(member), id, claim(id).version(), NOW);
    }

    @Test
    void theFirstKeepsItsRateWhileTheSecondWaits() {
        ClaimId first = stay();
        ClaimId second = stay();
        approved(first);
        approved(second);
        isWorth(first, 700);
        isWorth(second, 400);
    }

    @Test
    void theSecondMayBeApprovedBeforeTheFirst() {
        ClaimId first = stay();
        ClaimId second = stay();
        approved(second);
        approved(first);
        isWorth(first, 700);
        isWorth(second, 400);
    }

    @Test
    void aFactOfTheFirstThatIsLookedAtLeavesItsRate() {
        ClaimId first = stay();
        ClaimId second = stay();
        confirm(county(member), first, FactField.CASH, "1000.00");
        isWorth(first, 700);
        confirm(county(member), second, FactField.CASH, "1000.00");
        isWorth(second, 400);
    }

    /** A day outside the cover, typed by mistake: for a moment the first pays nothing. */
    @Test
    void aSlipThatIsPutRightLosesTheFirstNoPlace() {
        ClaimId first = stay();
        ClaimId second = stay();
        approved(second);
        confirm(county(member), first, FactField.ADMITTED, "2024-12-30");
        isWorth(first, 0);
        confirm(county(member), first, FactField.ADMITTED, "2026-01-19");
        isWorth(first, 700);
    }

    @Test
    void theNextIsTheFirstOnceTheFirstIsRefused() {
        ClaimId first = stay();
        refused(first);
        ClaimId second = stay();
        isWorth(second, 700);
        approved(second);
        appeals.appeal(member.actor(), first, claim(first).version(), "票据和记录是同一次住院的，请再看。", NOW);
        isWorth(first, 400);
    }

    /** 1,500 yuan in all: 1,000 at 80 %, what is above at 50 %. */
    @Test
    void tiersGoOnWhereTheClaimBeforeStopped() {
        member = members.member(TestData.DAYE, Map.of("stays-tiers", 1));
        ClaimId first = hospital(member, "800.00");
        ClaimId second = hospital(member, "700.00");
        isWorth(first, 640);
        isWorth(second, 410);
        approved(first);
        confirm(county(member), second, FactField.CASH, "700.00");
        approved(second);
        isWorth(first, 640);
        isWorth(second, 410);
    }
}
