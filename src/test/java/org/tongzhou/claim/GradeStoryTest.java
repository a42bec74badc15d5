package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.tongzhou.testing.Refused.refused;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.claim.Reclassifications.Graver;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Level;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.ledger.Template;
import org.tongzhou.payment.Instruction;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.recovery.Recoveries.Demand;
import org.tongzhou.recovery.Recoveries.Receipt;
import org.tongzhou.recovery.RecoveryId;
import org.tongzhou.recovery.RecoveryTerms.Reason;
import org.tongzhou.testing.TestData;

/** An accident left a disability: what the certificate states is confirmed by a person and paid by its share. */
class GradeStoryTest extends RecoveryRoom {
    private static final LocalDate ACCIDENT = LocalDate.of(2026, 1, 19);
    private static final LocalDate ENDED = LocalDate.of(2026, 2, 3);
    private static final LocalDate JUDGED = LocalDate.of(2026, 2, 5);
    private static final String WORDS = "复查后重新评定，原评定书作废。";

    @Autowired
    private Reclassifications reclassifications;

    private Member member(String plan) {
        return members.member(TestData.DAYE, Map.of(plan, 1));
    }

    private ClaimId withCertificate(Member member) {
        return accident(member, PaperKind.UNIT_STATEMENT, PaperKind.DISABILITY_CERTIFICATE);
    }

    private void grade(Actor actor, ClaimId id, int grade, LocalDate judged, @Nullable LocalDate ended) {
        reviews.confirmGrade(actor, id, claim(id).version(), new Grade(grade, judged, ended), NOW);
    }

    private void disease(Actor actor, ClaimId id, String code) {
        reviews.confirmClass(actor, id, claim(id).version(), code, NOW);
    }

    @Test
    void theGradeOfTheCertificateIsPaidByItsShareAfterTwoLevels() throws Exception {
        Member member = member("accident");
        ClaimId id = withCertificate(member);
        Actor county = county(member);
        refused("claim_class_unconfirmed", () -> approve(county, id));
        String desk = "/reviews/" + id.value();
        assertThat(page(desk, county))
                .contains("先确认伤残等级", desk + "/grade", "9 级 20%")
                .doesNotContain(">病种");
        mvc.perform(post(desk + "/grade")
                        .with(visits.of(county))
                        .with(csrf())
                        .param("request_key", UUID.randomUUID().toString())
                        .param("version", Integer.toString(claim(id).version()))
                        .param("grade", "9")
                        .param("judged", JUDGED.toString())
                        .param("ended", ENDED.toString()))
                .andExpect(status().isFound());
        assertThat(claim(id).amount()).isEqualTo(Money.ofYuan(10_000));
        assertThat(last(id).verb()).isEqualTo(Verb.GRADE_CONFIRMED);
        assertThat(page(desk, county)).contains("已确认", "value=\"2026-02-05\"", "value=\"2026-02-03\"");
        approve(county, id);
        assertThat(claim(id).level()).isEqualTo(Level.CITY);
        approve(city(member), id);
        assertThat(payments.of(TestData.FUND, id.cause()))
                .extracting(Instruction::amount)
                .containsExactly(Money.ofYuan(10_000));
        zero(member, Money.ZERO);
    }

    /** What a draft must not be without has a place on its page; the certificate mostly comes later. */
    @Test
    void anAccidentIsAskedForItsBillAndMayShowItsCertificate() {
        Member member = member("gig-accident");
        CaseId id = drafts.open(member.actor(), member.person(), EventKind.ACCIDENT, NOW);
        assertThat(drafts.asks(member.actor(), drafts.find(member.actor(), id), FundClock.dayOf(NOW)))
                .contains(
                        new Asked(List.of(PaperKind.RECEIPT, PaperKind.SETTLEMENT_SHEET), true),
                        new Asked(List.of(PaperKind.DISABILITY_CERTIFICATE), false));
    }

    @Test
    void whoDidNotTickItClaimsItByAButton() throws Exception {
        Member member = members.member(TestData.DAYE, Map.of("hospital", 1, "accident", 1));
        CaseId id = accidentDraft(member, "1000.00", PaperKind.UNIT_STATEMENT, PaperKind.DISABILITY_CERTIFICATE);
        long proposal = members.submit(member.actor(), id, NOW).proposals().get(0);
        String button = "/my/cases/" + id.value() + "/proposals/" + proposal + "/file";
        assertThat(page("/my/claims", member.actor())).contains("材料齐了，还没有申领");
        assertThat(page("/my/cases/" + id.value(), member.actor())).contains("材料齐了，可以申领", button, "申领这一笔");
        mvc.perform(post(button)
                        .with(visits.of(member.actor()))
                        .with(csrf())
                        .param("request_key", UUID.randomUUID().toString()))
                .andExpect(status().isFound());
        assertThat(store.ofCase(TestData.FUND, id)).anyMatch(Claim::isUpTo);
        assertThat(page("/my/cases/" + id.value(), member.actor())).doesNotContain(button);
    }

    @Test
    void aGradeIsConfirmedOnlyAsItsCertificateStatesIt() {
        Member member = member("accident");
        ClaimId id = withCertificate(member);
        Actor county = county(member);
        LocalDate tomorrow = FundClock.dayOf(NOW).plusDays(1);
        assertAll(
                () -> refused("claim_grade_unknown", () -> grade(county, id, 0, JUDGED, ENDED)),
                () -> refused("claim_grade_unknown", () -> grade(county, id, 11, JUDGED, ENDED)),
                () -> refused("claim_grade_days", () -> grade(county, id, 9, tomorrow, ENDED)),
                () -> refused("claim_grade_days", () -> grade(county, id, 9, ACCIDENT.minusDays(1), ENDED)),
                () -> refused("claim_grade_days", () -> grade(county, id, 9, JUDGED, ACCIDENT.minusDays(1))),
                () -> refused("claim_grade_days", () -> grade(county, id, 9, JUDGED, tomorrow)),
                () -> refused("claim_grade_early", () -> grade(county, id, 9, ENDED.minusDays(1), ENDED)),
                () -> refused("claim_grade_early", () -> grade(county, id, 9, JUDGED, null)),
                () -> refused("claim_class_unknown", () -> disease(county, id, "ami_severe")),
                () -> refused("claim_class_unknown", () -> disease(county, id, "grade 9 2026-02-31")));
        grade(county, id, 10, ENDED, ENDED);
        assertThat(claim(id).amount()).isEqualTo(Money.ofYuan(5_000));
        confirm(county, id, FactField.DIED, JUDGED.toString());
        assertThat(claim(id).amount()).isEqualTo(Money.ofYuan(50_000));
        refused("claim_no_grades", () -> grade(county, id, 9, JUDGED, ENDED));
    }

    @Test
    void withoutACertificateOrABenefitForItThereIsNoGrade() {
        Member rider = member("gig-accident");
        ClaimId medical = accident(rider, PaperKind.UNIT_STATEMENT);
        refused("claim_grade_paper", () -> grade(county(rider), medical, 9, JUDGED, ENDED));
        Member other = hospitalMember();
        ClaimId hospital = smallClaim(other);
        refused("claim_no_grades", () -> grade(county(other), hospital, 9, JUDGED, ENDED));
    }

    /** A share of a fixed sum goes to a second level however small it is; here it is as much as a county may grant alone. */
    @Test
    void aGradeBesideMedicalCostsWantsTheSecondLevelToo() {
        Member rider = member("gig-accident");
        ClaimId id = accident(rider, "0.00", PaperKind.UNIT_STATEMENT, PaperKind.DISABILITY_CERTIFICATE);
        grade(county(rider), id, 10, JUDGED, ENDED);
        assertThat(claim(id).amount()).isEqualTo(Route.CITY_ABOVE);
        assertThat(claim(id).route().endsAt(Level.COUNTY)).isFalse();
    }

    @Test
    void aGraverGradeAfterTheDecisionPaysTheDifferenceByAClaimOfTheProvince() {
        Member member = member("accident");
        ClaimId id = withCertificate(member);
        grade(county(member), id, 9, JUDGED, ENDED);
        approve(county(member), id);
        approve(city(member), id);
        refused("claim_class_no_more", () -> graver(member, id, 10));
        ClaimId difference = graver(member, id, 8);
        assertThat(claim(difference).amount()).isEqualTo(Money.ofYuan(5_000));
        assertThat(claim(difference).level()).isEqualTo(Level.PROVINCE);
        approve(province(member), difference);
        assertThat(claim(difference).state()).isEqualTo(ClaimState.APPROVED);
    }

    @Test
    void aGradeThatGetsGraverOnceMoreGoesOnFromTheClaimForTheDifference() throws Exception {
        Member member = member("accident");
        ClaimId id = withCertificate(member);
        grade(county(member), id, 9, JUDGED, ENDED);
        approve(county(member), id);
        approve(city(member), id);
        ClaimId first = graver(member, id, 8);
        refused("claim_not_granted", () -> graver(member, first, 6));
        approve(province(member), first);
        refused("claim_followed", () -> graver(member, id, 6));
        assertThat(page("/reviews/" + id.value(), province(member))).doesNotContain("/graver");
        assertThat(page("/reviews/" + first.value(), province(member))).contains("/graver");
        ClaimId second = graver(member, first, 6);
        assertThat(claim(second).amount()).isEqualTo(Money.ofYuan(10_000));
        refused("claim_followed", () -> graver(member, first, 5));
        approve(province(member), second);
        assertThat(payments.of(TestData.FUND, second.cause()))
                .extracting(Instruction::amount)
                .containsExactly(Money.ofYuan(10_000));
    }

    /** Grade 2 was paid, the whole sum is due on death: what is left is a part of a fixed sum, however small. */
    @Test
    void whatADeathLeavesOfTheSumBesideMedicalCostsWantsTheSecondLevelToo() {
        Member rider = member("gig-accident");
        ClaimId id = accident(rider, "100.00", PaperKind.UNIT_STATEMENT, PaperKind.DISABILITY_CERTIFICATE);
        grade(county(rider), id, 2, JUDGED, ENDED);
        approve(county(rider), id);
        approve(city(rider), id);
        ClaimId death = died(rider);
        assertThat(claim(death).amount()).isEqualTo(Money.ofYuan(5_000));
        assertThat(claim(death).route().passes(Level.CITY)).isTrue();
        confirm(county(rider), death, FactField.DIED, JUDGED.toString());
        assertThat(claim(death).route().passes(Level.CITY)).isTrue();
    }

    private ClaimId died(Member rider) {
        CaseId draft = drafts.open(rider.actor(), rider.person(), EventKind.ACCIDENT, NOW);
        Map<FactField, String> facts =
                Map.of(FactField.EVENT_DAY, ACCIDENT.toString(), FactField.DIED, JUDGED.toString());
        drafts.correct(rider.actor(), draft, drafts.find(rider.actor(), draft).version(), facts, NOW);
        List.of(
                        PaperKind.UNIT_STATEMENT,
                        PaperKind.DEATH_CERTIFICATE,
                        PaperKind.HOUSEHOLD_CANCELLATION,
                        PaperKind.HEIRS_STATEMENT)
                .forEach(kind -> members.attach(rider.actor(), draft, kind, NOW));
        return members.submit(rider.actor(), draft, NOW).claims().get(0);
    }

    /** What came back of the costs is not paid again by the claim for the difference, nor when that is computed anew. */
    @Test
    void aGradeAfterTheCostsWereDemandedBackPaysTheGradeAlone() {
        Member rider = member("gig-accident");
        ClaimId id = accident(rider, "3819.24", PaperKind.UNIT_STATEMENT, PaperKind.DISABILITY_CERTIFICATE);
        approve(county(rider), id);
        if (claim(id).state() == ClaimState.REVIEW) {
            approve(city(rider), id);
        }
        comesBackWhole(payments.of(TestData.FUND, id.cause()).get(0));
        ClaimId difference = graver(rider, id, 9);
        assertThat(claim(difference).amount()).isEqualTo(Money.ofYuan(10_000));
        confirm(province(rider), difference, FactField.HOSPITAL, "大冶市人民医院");
        assertThat(claim(difference).amount()).isEqualTo(Money.ofYuan(10_000));
        approve(province(rider), difference);
        assertThat(payments.of(TestData.FUND, difference.cause()))
                .extracting(Instruction::amount)
                .containsExactly(Money.ofYuan(10_000));
    }

    private void comesBackWhole(Instruction benefit) {
        said(benefit, "BATCHED", "SEALED", "RELEASED", "SENT", "PAID");
        book(Template.BENEFIT_PAID, benefit);
        Actor checker = data.actor(Role.FINANCE_CHECKER, TestData.PROVINCE);
        Demand demand = new Demand(benefit.amount(), Reason.RECEIPT_CANCELLED, "医院已作废电子票据");
        RecoveryId back =
                recoveries.propose(data.actor(Role.FINANCE_MAKER, TestData.PROVINCE), benefit.reference(), demand, NOW);
        recoveries.confirm(checker, back, NOW);
        recoveries.receive(checker, back, new Receipt(benefit.amount(), "WHOLE" + back.value(), DAY), NOW);
    }

    private ClaimId graver(Member member, ClaimId id, int grade) {
        Graver graver = new Graver(new Grade(grade, JUDGED, ENDED).finding(), WORDS);
        return reclassifications.reclassify(province(member), id, claim(id).version(), graver, NOW);
    }
}
