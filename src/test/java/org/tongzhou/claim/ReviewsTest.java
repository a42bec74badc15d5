package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.Refused.refused;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.enrolment.Covers;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Level;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.payment.BenefitPaid;
import org.tongzhou.payment.BenefitReturned;
import org.tongzhou.payment.BenefitsPaid;
import org.tongzhou.payment.BenefitsReturned;
import org.tongzhou.payment.InstructionId;
import org.tongzhou.payment.InstructionState;
import org.tongzhou.payment.Payments;
import org.tongzhou.plan.EventKind;
import org.tongzhou.testing.TestData;

class ReviewsTest extends ClaimRoom {
    @Autowired
    private Payments payments;

    @Autowired
    private Cases cases;

    @Autowired
    private Covers covers;

    @Autowired
    private ApplicationEventPublisher events;

    @Test
    void aSmallClaimIsApprovedByTheCountyAloneAndOrderedToBePaid() {
        Member member = hospitalMember();
        ClaimId id = smallClaim(member);
        Actor county = county(member);
        approve(county, id);
        assertThat(claim(id).state()).isEqualTo(ClaimState.APPROVED);
        assertThat(payments.stateOf(TestData.FUND, id.cause())).contains(InstructionState.APPROVED);
    }

    @Test
    void fiveThousandYuanStaysInTheCountyAndOneFenMoreGoesToTheCity() {
        assertThat(unsampled("7142.86").route().levels()).containsExactly(Level.COUNTY);
        assertThat(unsampled("7142.87").route().levels()).containsExactly(Level.COUNTY, Level.CITY);
    }

    @Test
    void fiftyThousandYuanStaysWithTheCityAndOneFenMoreGoesToTheProvince() {
        assertThat(unsampled("71428.57").amount()).isEqualTo(Money.parseYuan("50000.00"));
        assertThat(unsampled("71428.57").route().levels()).containsExactly(Level.COUNTY, Level.CITY);
        assertThat(unsampled("71428.59").amount()).isEqualTo(Money.parseYuan("50000.01"));
        assertThat(unsampled("71428.59").route().levels()).containsExactly(Level.COUNTY, Level.CITY, Level.PROVINCE);
    }

    @Test
    void aLargeClaimPassesThreePeopleAndNoneOfThemActsTwice() {
        Member member = hospitalMember();
        ClaimId id = hospital(member, "80000.00");
        Actor county = county(member);
        approve(county, id);
        Actor samePersonInTheCity =
                data.actor(Role.CITY_REVIEWER, city(member).scope().path(), county.person());
        refused("claim_acted_before", () -> approve(samePersonInTheCity, id));
        approve(city(member), id);
        assertThat(claim(id).level()).isEqualTo(Level.PROVINCE);
        assertThat(payments.stateOf(TestData.FUND, id.cause())).isEmpty();
        approve(province(member), id);
        assertThat(claim(id).state()).isEqualTo(ClaimState.APPROVED);
    }

    /** 56,000 yuan ask for three people: who hands up leaves one check more to those above. */
    @Test
    void whatIsHandedUpUndecidedIsDecidedByAsManyPeopleAllTheSame() {
        Member member = hospitalMember();
        ClaimId id = hospital(member, "80000.00");
        sendUp(county(member), id);
        sendUp(city(member), id);
        Actor first = province(member);
        approve(first, id);
        refused("claim_acted_before", () -> approve(first, id));
        approve(province(member), id);
        assertThat(claim(id).state()).isEqualTo(ClaimState.REVIEW);
        assertThat(cases.review(first, id).isApprovedAmongSeveral()).isTrue();
        assertThat(payments.stateOf(TestData.FUND, id.cause())).isEmpty();
        approve(province(member), id);
        assertThat(claim(id).state()).isEqualTo(ClaimState.APPROVED);
    }

    @Test
    void oneWhoHandsUpAfterAnotherHasApprovedLeavesTheirOwnCheckAlone() {
        Member member = hospitalMember();
        ClaimId id = hospital(member, "80000.00");
        approve(county(member), id);
        sendUp(city(member), id);
        approve(province(member), id);
        assertThat(claim(id).state()).isEqualTo(ClaimState.REVIEW);
        approve(province(member), id);
        assertThat(claim(id).state()).isEqualTo(ClaimState.APPROVED);
    }

    @Test
    void aSmallClaimThatIsHandedUpIsDecidedByOne() {
        Member member = hospitalMember();
        ClaimId id = hospital(member, "1000.00");
        sendUp(county(member), id);
        approve(city(member), id);
        assertThat(claim(id).state()).isEqualTo(ClaimState.APPROVED);
    }

    private void sendUp(Actor actor, ClaimId id) {
        reviews.sendUp(actor, id, claim(id).version(), NOW);
    }

    @Test
    void anOldPageIsRefused() {
        Member member = hospitalMember();
        ClaimId id = hospital(member, "80000.00");
        int seen = claim(id).version();
        approve(county(member), id);
        Actor city = city(member);
        refused("claim_moved_on", () -> reviews.approve(city, id, seen, NOW));
    }

    @Test
    void aCorrectedFieldWantsALookBeforeApprovalAndTheReviewersValueCounts() {
        Member member = hospitalMember();
        CaseId draft = members.draft(
                member.actor(), member.person(), EventKind.HOSPITAL, Members.receipt(member, "1000.00"), NOW);
        Map<FactField, String> typed =
                Map.of(FactField.TOTAL, "1500.00", FactField.CASH, "1500.00", FactField.IN_SCOPE, "1500.00");
        drafts.correct(member.actor(), draft, drafts.find(member.actor(), draft).version(), typed, NOW);
        ClaimId id = members.submit(member.actor(), draft, NOW).claims().get(0);
        assertThat(claim(id).amount()).isEqualTo(Money.parseYuan("1050.00"));
        Actor county = county(member);
        refused("claim_fields_unconfirmed", () -> approve(county, id));
        confirm(county, id, FactField.TOTAL, "1500.00");
        confirm(county, id, FactField.CASH, "1500.00");
        confirm(county, id, FactField.IN_SCOPE, "1500.00");
        approve(county, id);
        assertThat(claim(id).state() == ClaimState.APPROVED || claim(id).level() == Level.CITY)
                .as("approved, or drawn for the city")
                .isTrue();
    }

    @Test
    void aClassOfAnotherListIsRefusedAndNoClassLeavesNothingToPay() {
        Member member = members.member(TestData.DAYE, Map.of("hospital", 1, "critical", 2));
        ClaimId id = critical(member);
        Actor county = county(member);
        refused("claim_class_unconfirmed", () -> approve(county, id));
        refused(
                "claim_class_unknown",
                () -> reviews.confirmClass(county, id, claim(id).version(), "cervical", NOW));
        reviews.confirmClass(county, id, claim(id).version(), "none", NOW);
        refused("claim_nothing_payable", () -> approve(county, id));
        reviews.confirmClass(county, id, claim(id).version(), "ami_severe", NOW);
        approve(county, id);
        assertThat(claim(id).level()).isEqualTo(Level.CITY);
    }

    @Test
    void moneyThatComesBackWaitsForACardAndIsPaidAgain() {
        Member member = hospitalMember();
        ClaimId id = smallClaim(member);
        approve(county(member), id);
        Money amount = claim(id).amount();
        events.publishEvent(BenefitsPaid.of(new BenefitPaid(
                TestData.FUND, id.cause(), new InstructionId(1), member.person(), amount, LocalDate.of(2026, 2, 11))));
        assertThat(claim(id).status()).isEqualTo(MemberStatus.PAID);
        events.publishEvent(BenefitsReturned.of(new BenefitReturned(
                TestData.FUND,
                id.cause(),
                new InstructionId(1),
                member.person(),
                amount,
                LocalDate.of(2026, 2, 12),
                "AC04")));
        assertThat(claim(id).status()).isEqualTo(MemberStatus.CARD_NEEDED);
        refused(
                "payment_still_live",
                () -> claims.payAgain(member.actor(), id, claim(id).version(), NOW));
        assertThat(claim(id).status()).isEqualTo(MemberStatus.CARD_NEEDED);
    }

    private Claim unsampled(String inScope) {
        Member member = hospitalMember();
        for (int i = 0; i < 20; i++) {
            ClaimId id = hospital(member, inScope);
            if (!store.extras(TestData.FUND, id).sampled()) {
                return claim(id);
            }
        }
        throw new AssertionError("twenty claims in a row were drawn");
    }
}
