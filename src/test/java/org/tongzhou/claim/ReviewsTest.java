package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.claim.Members.at;
import static org.tongzhou.testing.Refused.refused;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.claim.Reviews.Ask;
import org.tongzhou.claim.Reviews.Ground;
import org.tongzhou.enrolment.Covers;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Level;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.kernel.Sex;
import org.tongzhou.payment.BenefitPaid;
import org.tongzhou.payment.BenefitReturned;
import org.tongzhou.payment.BenefitsPaid;
import org.tongzhou.payment.BenefitsReturned;
import org.tongzhou.payment.InstructionId;
import org.tongzhou.payment.InstructionState;
import org.tongzhou.payment.Payments;
import org.tongzhou.person.NewPerson;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.testing.TestData;

class ReviewsTest extends ClaimRoom {
    private static final String LONG_WORDS = "出院记录上没有写明入院日期，请补一份盖章的。";
    private static final Ground GROUND = new Ground("hospital-2025 §3", "这次入院在首次参保的等待期内，按条款不能给付。");

    @Autowired
    private Payments payments;

    @Autowired
    private Covers covers;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Cases cases;

    @Autowired
    private Workload workload;

    @Test
    void aSmallClaimIsApprovedByTheCountyAloneAndOrderedToBePaid() {
        Member member = hospitalMember();
        ClaimId id = smallClaim(member);
        Actor county = members.reviewer(Role.COUNTY_REVIEWER, member.unit());
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
        Actor county = members.reviewer(Role.COUNTY_REVIEWER, member.unit());
        approve(county, id);
        Actor samePersonInTheCity = data.actor(
                Role.CITY_REVIEWER,
                members.reviewer(Role.CITY_REVIEWER, member.unit()).scope().path(),
                county.person());
        refused("claim_acted_before", () -> approve(samePersonInTheCity, id));
        approve(members.reviewer(Role.CITY_REVIEWER, member.unit()), id);
        assertThat(claim(id).level()).isEqualTo(Level.PROVINCE);
        assertThat(payments.stateOf(TestData.FUND, id.cause())).isEmpty();
        approve(members.reviewer(Role.PROVINCE_REVIEWER, member.unit()), id);
        assertThat(claim(id).state()).isEqualTo(ClaimState.APPROVED);
    }

    @Test
    void theDatabaseRefusesASecondDecisionOfTheSamePersonByItself() {
        Member member = hospitalMember();
        ClaimId id = hospital(member, "80000.00");
        Actor county = members.reviewer(Role.COUNTY_REVIEWER, member.unit());
        approve(county, id);
        StepStore.NewStep again = StepStore.NewStep.of(claim(id), Verb.APPROVED, county);
        StepStore.NewStep next = new StepStore.NewStep(again.after().noted(), Verb.APPROVED, county, null, null);
        Assertions.assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> steps.record(TestData.FUND, next, NOW))
                .withMessageContaining("step_one_decision");
    }

    @Test
    void theDatabaseRefusesADecisionOnOnesOwnClaimAndOnesOwnUnits() {
        Member member = hospitalMember();
        ClaimId id = hospital(member, "80000.00");
        Claim after = claim(id).noted();
        Actor own = data.actor(Role.COUNTY_REVIEWER, TestData.PROVINCE, member.person());
        Actor ofUnit = data.actor(Role.COUNTY_REVIEWER, member.unit().path());
        for (Actor actor : List.of(own, ofUnit)) {
            Assertions.assertThatExceptionOfType(DataAccessException.class)
                    .isThrownBy(
                            () -> steps.record(TestData.FUND, StepStore.NewStep.of(after, Verb.APPROVED, actor), NOW))
                    .withMessageContaining("step_check");
        }
    }

    @Test
    void historyCannotBeChanged() {
        ClaimId id = smallClaim(hospitalMember());
        Assertions.assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> jdbc.sql("update claim.step set actor_name = 'x' where claim = :id")
                        .param("id", id.value())
                        .update())
                .withMessageContaining("insert only");
    }

    @Test
    void nobodyDecidesOnTheirOwnClaim() {
        Member member = hospitalMember();
        ClaimId id = smallClaim(member);
        String county =
                members.reviewer(Role.COUNTY_REVIEWER, member.unit()).scope().path();
        refused("claim_own", () -> approve(data.actor(Role.COUNTY_REVIEWER, county, member.person()), id));
    }

    @Test
    void nobodyDecidesOnAClaimOfTheUnitThroughWhichTheyAreCovered() {
        Member member = hospitalMember();
        ClaimId id = smallClaim(member);
        NewPerson colleague = TestData.newPerson(Sex.FEMALE, LocalDate.of(1988, 1, 2));
        members.cover(colleague, member.unit(), Map.of("hospital", 1), Members.JANUARY, Members.JANUARY);
        String county =
                members.reviewer(Role.COUNTY_REVIEWER, member.unit()).scope().path();
        Actor actor = data.actor(
                Role.COUNTY_REVIEWER,
                county,
                people.find(TestData.FUND, colleague.id()).orElseThrow());
        refused("claim_own_unit", () -> approve(actor, id));
    }

    @Test
    void aClaimOfAnotherCountyIsNotThere() {
        Member member = hospitalMember();
        ClaimId id = smallClaim(member);
        Actor elsewhere = data.actor(Role.COUNTY_REVIEWER, "/42/4203/420302/");
        refused("not_found", () -> approve(elsewhere, id));
        refused("not_found", () -> reviews.take(elsewhere, id, NOW));
    }

    @Test
    void aLevelThatIsNotTheTurnOfTheClaimIsRefused() {
        Member member = hospitalMember();
        ClaimId id = hospital(member, "80000.00");
        refused("claim_other_level", () -> approve(members.reviewer(Role.CITY_REVIEWER, member.unit()), id));
        refused("claim_other_level", () -> approve(members.reviewer(Role.PROVINCE_REVIEWER, member.unit()), id));
    }

    @Test
    void anOldPageIsRefused() {
        Member member = hospitalMember();
        ClaimId id = hospital(member, "80000.00");
        int seen = claim(id).version();
        approve(members.reviewer(Role.COUNTY_REVIEWER, member.unit()), id);
        Actor city = members.reviewer(Role.CITY_REVIEWER, member.unit());
        refused("claim_moved_on", () -> reviews.approve(city, id, seen, NOW));
    }

    @Test
    void theClockStandsWhilePapersAreOwedAndGoesOnWhenTheyCome() {
        Member member = hospitalMember();
        ClaimId id = smallClaim(member);
        Claim filed = claim(id);
        assertThat(filed.clock().dueOn()).isEqualTo(LocalDate.of(2026, 2, 26));
        Actor county = members.reviewer(Role.COUNTY_REVIEWER, member.unit());
        Ask ask = new Ask(List.of(PaperKind.DISCHARGE_RECORD), LONG_WORDS);
        reviews.askPapers(county, id, filed.version(), ask, at("2026-02-11"));
        assertThat(claim(id).status()).isEqualTo(MemberStatus.PAPERS_OWED);
        assertThat(claim(id).clock().dueOn()).isNull();
        Drafts.NewPaper paper = new Drafts.NewPaper(Members.nextPaper(), PaperKind.DISCHARGE_RECORD, Map.of());
        claims.supplement(member.actor(), filed.eventCase(), paper, at("2026-02-13"));
        assertThat(claim(id).state()).isEqualTo(ClaimState.REVIEW);
        assertThat(claim(id).clock().dueOn()).isEqualTo(LocalDate.of(2026, 2, 28));
    }

    @Test
    void ofTwoPapersThatAreAskedForTheSecondIsStillOwedWhenTheFirstHasCome() {
        Member member = hospitalMember();
        ClaimId id = smallClaim(member);
        Actor county = members.reviewer(Role.COUNTY_REVIEWER, member.unit());
        Ask ask = new Ask(List.of(PaperKind.DISCHARGE_RECORD, PaperKind.PATHOLOGY_REPORT), LONG_WORDS);
        reviews.askPapers(county, id, claim(id).version(), ask, at("2026-02-11"));
        supply(member, id, PaperKind.PATHOLOGY_REPORT, "2026-02-12");
        assertThat(claim(id).status()).isEqualTo(MemberStatus.PAPERS_OWED);
        assertThat(claim(id).clock().dueOn()).isNull();
        supply(member, id, PaperKind.DISCHARGE_RECORD, "2026-02-13");
        assertThat(claim(id).state()).isEqualTo(ClaimState.REVIEW);
        assertThat(claim(id).clock().dueOn()).isEqualTo(LocalDate.of(2026, 2, 28));
    }

    @Test
    void whoCannotGiveAPaperSaysWhyAndTheClaimGoesOn() {
        Member member = hospitalMember();
        ClaimId id = smallClaim(member);
        Actor county = members.reviewer(Role.COUNTY_REVIEWER, member.unit());
        Ask ask = new Ask(List.of(PaperKind.DISCHARGE_RECORD, PaperKind.PATHOLOGY_REPORT), LONG_WORDS);
        reviews.askPapers(county, id, claim(id).version(), ask, at("2026-02-11"));
        supply(member, id, PaperKind.DISCHARGE_RECORD, "2026-02-12");
        int seen = claim(id).version();
        refused("claim_words_length", () -> claims.goOnWithout(member.actor(), id, seen, "没有", at("2026-02-13")));
        claims.goOnWithout(member.actor(), id, seen, "医院说这次没有做病理，开不出报告。", at("2026-02-13"));
        assertThat(claim(id).clock().dueOn()).isEqualTo(LocalDate.of(2026, 2, 28));
        assertThat(last(id).words()).isEqualTo("医院说这次没有做病理，开不出报告。");
        refused(
                "claim_moved_on",
                () -> claims.goOnWithout(member.actor(), id, claim(id).version(), "医院说这次没有做病理，开不出报告。", NOW));
    }

    @Test
    void aMemberRemindsOfAClaimThatIsLateOnceADayAndTheQueueAndTheLeadSeeIt() {
        Member member = hospitalMember();
        ClaimId id = smallClaim(member);
        LocalDate due = LocalDate.of(2026, 2, 26);
        refused("claim_not_late", () -> claims.urge(member.actor(), id, at("2026-02-26")));
        Member stranger = hospitalMember();
        refused("not_found", () -> claims.urge(stranger.actor(), id, at("2026-02-27")));
        claims.urge(member.actor(), id, at("2026-02-27"));
        int seen = claim(id).version();
        claims.urge(member.actor(), id, at("2026-02-27"));
        assertThat(claim(id).version()).isEqualTo(seen);
        Actor county = ofThisUnitAlone(members.reviewer(Role.COUNTY_REVIEWER, member.unit()), member);
        Cases.Desk desk = cases.queue(county, QueueFilter.SOON, due.plusDays(1));
        assertThat(desk.rows())
                .filteredOn(row -> row.id().equals(id))
                .singleElement()
                .satisfies(row -> assertThat(row.urged()).isTrue());
        assertThat(desk.waiting())
                .containsEntry(QueueFilter.SOON, desk.rows().size())
                .containsEntry(QueueFilter.SECOND, 0);
        assertThat(cases.queue(county, QueueFilter.ALL, due.plusDays(1)).rows())
                .hasSize(cases.waiting(county, due.plusDays(1)));
        assertThat(workload.lying(county, at("2026-02-27")).late())
                .filteredOn(late -> late.id().equals(id))
                .singleElement()
                .satisfies(late -> assertThat(late.urgedOn()).isEqualTo(due.plusDays(1)));
        assertThat(workload.lying(county, at("2026-02-26")).late())
                .noneMatch(late -> late.id().equals(id));
    }

    /** Sees no other claims of the county, of which other tests make more than a page holds. */
    private static Actor ofThisUnitAlone(Actor reviewer, Member member) {
        Scope unit = new Scope(TestData.FUND, member.unit().path());
        return new Actor(reviewer.userId(), reviewer.name(), unit, reviewer.roles(), reviewer.person(), null);
    }

    private void supply(Member member, ClaimId id, PaperKind kind, String day) {
        Drafts.NewPaper paper = new Drafts.NewPaper(Members.nextPaper(), kind, Map.of());
        claims.supplement(member.actor(), claim(id).eventCase(), paper, at(day));
    }

    @Test
    void aRefusalNeedsAClauseWordsAndASecondPerson() {
        Member member = hospitalMember();
        ClaimId id = smallClaim(member);
        Actor first = members.reviewer(Role.COUNTY_REVIEWER, member.unit());
        refused("claim_clause_missing", () -> propose(first, id, new Ground("", GROUND.words())));
        refused("claim_words_length", () -> propose(first, id, new Ground(GROUND.clause(), "不行")));
        propose(first, id, GROUND);
        assertThat(claim(id).status()).isEqualTo(MemberStatus.UNDER_REVIEW);
        refused(
                "claim_acted_before",
                () -> reviews.confirmRefusal(first, id, claim(id).version(), NOW));
        reviews.confirmRefusal(
                members.reviewer(Role.COUNTY_REVIEWER, member.unit()),
                id,
                claim(id).version(),
                NOW);
        assertThat(claim(id).state()).isEqualTo(ClaimState.REFUSED);
        Step refusal = last(id);
        assertThat(refusal.clause()).isEqualTo(GROUND.clause());
        assertThat(refusal.words()).isEqualTo(GROUND.words());
    }

    @Test
    void aDeclinedRefusalIsLookedAtByTheCity() {
        Member member = hospitalMember();
        ClaimId id = smallClaim(member);
        propose(members.reviewer(Role.COUNTY_REVIEWER, member.unit()), id, GROUND);
        reviews.declineRefusal(
                members.reviewer(Role.COUNTY_REVIEWER, member.unit()),
                id,
                claim(id).version(),
                NOW);
        assertThat(claim(id).level()).isEqualTo(Level.CITY);
        approve(members.reviewer(Role.CITY_REVIEWER, member.unit()), id);
        assertThat(claim(id).state()).isEqualTo(ClaimState.APPROVED);
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
        Actor county = members.reviewer(Role.COUNTY_REVIEWER, member.unit());
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
    void aColleaguesClaimIsTakenOverOnlyInWordsAndTheirPageIsOldThen() {
        Member member = hospitalMember();
        ClaimId id = smallClaim(member);
        Actor first = members.reviewer(Role.COUNTY_REVIEWER, member.unit());
        Actor second = members.reviewer(Role.COUNTY_REVIEWER, member.unit());
        int seen = claim(id).version();
        assertThat(reviews.take(first, id, NOW)).contains(first.person());
        assertThat(reviews.take(second, id, NOW)).contains(first.person());
        refused("claim_held_by_colleague", () -> approve(second, id));
        reviews.takeOver(second, id, seen, NOW);
        refused("claim_moved_on", () -> reviews.approve(first, id, seen, NOW));
        approve(second, id);
    }

    @Test
    void aHoldRunsOut() {
        Member member = hospitalMember();
        ClaimId id = smallClaim(member);
        reviews.take(members.reviewer(Role.COUNTY_REVIEWER, member.unit()), id, NOW);
        Actor second = members.reviewer(Role.COUNTY_REVIEWER, member.unit());
        assertThat(reviews.take(second, id, NOW.plus(Reviews.HOLD))).contains(second.person());
    }

    @Test
    void aClassOfAnotherListIsRefusedAndNoClassLeavesNothingToPay() {
        Member member = members.member(TestData.DAYE, Map.of("hospital", 1, "critical", 2));
        ClaimId id = critical(member);
        Actor county = members.reviewer(Role.COUNTY_REVIEWER, member.unit());
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
        approve(members.reviewer(Role.COUNTY_REVIEWER, member.unit()), id);
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
        events.publishEvent(BenefitsPaid.of(new BenefitPaid(
                TestData.FUND, id.cause(), new InstructionId(1), member.person(), amount, LocalDate.of(2026, 2, 13))));
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
