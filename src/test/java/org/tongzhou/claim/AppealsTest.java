package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.tongzhou.claim.Members.at;
import static org.tongzhou.testing.Refused.refused;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.claim.Reclassifications.Graver;
import org.tongzhou.claim.Reviews.Ask;
import org.tongzhou.claim.Reviews.Ground;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Level;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.payment.BenefitReturned;
import org.tongzhou.payment.BenefitsReturned;
import org.tongzhou.payment.InstructionId;
import org.tongzhou.payment.InstructionState;
import org.tongzhou.payment.Payments;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.testing.TestData;

/** What can still happen after a decision: appeal, new evidence, a graver class, the end of the file. */
class AppealsTest extends ClaimRoom {
    private static final Ground GROUND = new Ground("hospital-2025 §3", "这次入院在首次参保的等待期内，按条款不能给付。");
    private static final String OBJECTION = "我是连续续保的，没有等待期，请再看一下参保记录。";
    private static final String WORDS = "病理报告补正，符合重度目录，按重度补足差额。";

    @Autowired
    private Appeals appeals;

    @Autowired
    private Reclassifications reclassifications;

    @Autowired
    private Closing closing;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Visits visits;

    @Autowired
    private Payments payments;

    @Test
    void anAppealIsWonBeforeAPersonOfTheProvinceAndPaid() {
        Member member = hospitalMember();
        ClaimId id = refusedClaim(member, county(member), county(member));
        appeal(member, id, at("2026-03-02"));
        assertThat(claim(id).level()).isEqualTo(Level.PROVINCE);
        assertThat(claim(id).status()).isEqualTo(MemberStatus.UNDER_REVIEW);
        assertThat(claim(id).clock().dueOn()).isEqualTo(LocalDate.of(2026, 3, 11));
        approve(province(member), id);
        assertThat(claim(id).state()).isEqualTo(ClaimState.APPROVED);
        assertThat(payments.stateOf(TestData.FUND, id.cause())).contains(InstructionState.APPROVED);
    }

    @Test
    void whoeverDidAnythingOnTheClaimDoesNotDecideItsAppeal() {
        Member member = hospitalMember();
        ClaimId id = hospital(member, "80000.00");
        Actor asked = sameInTheProvince(county(member));
        Actor county = data.actor(Role.COUNTY_REVIEWER, county(member).scope().path(), asked.person());
        Ask ask = new Ask(List.of(PaperKind.DISCHARGE_RECORD), "出院记录上没有写明入院日期，请补一份。");
        reviews.askPapers(county, id, claim(id).version(), ask, NOW);
        supply(member, id);
        propose(county(member), id, GROUND);
        reviews.confirmRefusal(county(member), id, claim(id).version(), NOW);
        appeal(member, id, NOW);
        refused("claim_acted_before", () -> approve(asked, id));
        StepStore.NewStep byForce = StepStore.NewStep.of(claim(id).noted(), Verb.APPROVED, asked);
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> steps.record(TestData.FUND, byForce, NOW))
                .withMessageContaining("decided by somebody who acted on it");
        approve(province(member), id);
        assertThat(claim(id).state()).isEqualTo(ClaimState.APPROVED);
    }

    @Test
    void anAppealComesOnceAndInTime() {
        Member member = hospitalMember();
        ClaimId id = refusedClaim(member, county(member), county(member));
        refused(
                "claim_words_length",
                () -> appeals.appeal(member.actor(), id, claim(id).version(), "不服", NOW));
        refused("claim_appeal_late", () -> appeal(member, id, at("2026-04-12")));
        refused("not_found", () -> appeal(hospitalMember(), id, NOW));
        appeal(member, id, at("2026-04-11"));
        refused("claim_moved_on", () -> appeal(member, id, NOW));
        propose(province(member), id, GROUND);
        reviews.confirmRefusal(province(member), id, claim(id).version(), at("2026-04-12"));
        refused("claim_appeal_twice", () -> appeal(member, id, at("2026-04-13")));
    }

    @Test
    void newEvidenceOpensARefusedClaimWithTheLevelAbove() {
        Member member = hospitalMember();
        ClaimId id = refusedClaim(member, county(member), county(member));
        Drafts.NewPaper paper = new Drafts.NewPaper(Members.nextPaper(), PaperKind.DISCHARGE_RECORD, Map.of());
        appeals.reopen(member.actor(), id, claim(id).version(), paper, at("2026-06-01"));
        assertThat(claim(id).level()).isEqualTo(Level.CITY);
        assertThat(claim(id).clock().dueOn()).isEqualTo(LocalDate.of(2026, 6, 10));
        approve(city(member), id);
        assertThat(claim(id).state()).isEqualTo(ClaimState.APPROVED);
    }

    /** Each look takes two more people of a level: it needs a paper that nobody has seen, and there is an end to it. */
    @Test
    void aRefusedClaimIsOpenedAgainByANewPaperAloneAndNotForEver() throws Exception {
        Member member = hospitalMember();
        ClaimId id = refusedClaim(member, county(member), county(member));
        long seen = paper(member, 1);
        assertThat(page(member, id)).contains("/reopen");
        reopen(member, id, seen);
        refuse(id, city(member), city(member));
        refused("claim_reopen_not_new", () -> reopen(member, id, seen));
        long sameFile = paper(member, 1);
        refused("claim_reopen_not_new", () -> reopen(member, id, sameFile));
        reopen(member, id, paper(member, 2));
        assertThat(claim(id).level()).isEqualTo(Level.PROVINCE);
        refuse(id, province(member), province(member));
        long another = paper(member, 3);
        refused("claim_reopen_used", () -> reopen(member, id, another));
        assertThat(page(member, id)).contains("已经凭新材料重新审过 2 次").doesNotContain("/reopen");
        appeal(member, id, NOW);
        approve(province(member), id);
        assertThat(claim(id).state()).isEqualTo(ClaimState.APPROVED);
    }

    private String page(Member member, ClaimId id) throws Exception {
        return mvc.perform(get("/my/claims/" + id.value()).with(visits.of(member.actor())))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private void refuse(ClaimId id, Actor one, Actor other) {
        propose(one, id, GROUND);
        reviews.confirmRefusal(other, id, claim(id).version(), NOW.plusSeconds(60));
    }

    private void reopen(Member member, ClaimId id, long paper) {
        Drafts.NewPaper evidence = new Drafts.NewPaper(paper, PaperKind.DISCHARGE_RECORD, Map.of());
        appeals.reopen(member.actor(), id, claim(id).version(), evidence, NOW);
    }

    /** Papers of the same content are the same file sent twice. */
    private long paper(Member member, int content) {
        return jdbc.sql("""
                        with kept as (
                            insert into document.blob (fund, hash, bytes, type, pages, stored_at)
                            values (42, sha256(:content::text::bytea), 9, 'PDF', 1, now()) on conflict do nothing)
                        insert into document.paper (fund, owner, kind, hash, name, uploaded_by, at)
                        values (42, :owner, 'discharge_record', sha256(:content::text::bytea), 'a.pdf', 1, now()) returning id
                        """)
                .param("content", "reopened " + member.person().value() + " " + content)
                .param("owner", member.person().value())
                .query(Long.class)
                .single();
    }

    @Test
    void aMildDiseaseFoundSevereAfterPaymentPaysTheDifferenceByALinkedClaimOfTheProvince() {
        Member member = members.member(TestData.DAYE, Map.of("hospital", 1, "critical", 1));
        ClaimId mild = critical(member);
        reviews.confirmClass(county(member), mild, claim(mild).version(), "ami_mild", NOW);
        approve(county(member), mild);
        approve(city(member), mild);
        assertThat(claim(mild).amount()).isEqualTo(Money.ofYuan(3_000));
        pay(member, mild, "2026-02-11");
        Actor finder = sameInTheProvince(city(member));
        ClaimId severe = reclassifications.reclassify(finder, mild, claim(mild).version(), graver("ami_severe"), NOW);
        assertThat(claim(severe).amount()).isEqualTo(Money.ofYuan(7_000));
        assertThat(claim(severe).level()).isEqualTo(Level.PROVINCE);
        assertThat(store.extras(TestData.FUND, severe).follows()).isEqualTo(mild);
        refused("claim_acted_before", () -> approve(finder, severe));
        approve(province(member), severe);
        assertThat(claim(severe).state()).isEqualTo(ClaimState.APPROVED);
        assertThat(claim(mild).state()).isEqualTo(ClaimState.PAID);
        assertThat(claim(mild).amount()).isEqualTo(Money.ofYuan(3_000));
        refused(
                "claim_followed",
                () -> reclassifications.reclassify(
                        province(member), mild, claim(mild).version(), graver("ami_severe"), NOW));
    }

    @Test
    void aClassThatPaysNoMoreOpensNothing() {
        Member member = members.member(TestData.DAYE, Map.of("hospital", 1, "critical", 1));
        ClaimId severe = critical(member);
        refused("claim_not_granted", () -> reclassify(member, severe, "ami_mild"));
        reviews.confirmClass(county(member), severe, claim(severe).version(), "ami_severe", NOW);
        approve(county(member), severe);
        approve(city(member), severe);
        refused("claim_class_no_more", () -> reclassify(member, severe, "ami_mild"));
        refused("claim_class_unknown", () -> reclassify(member, severe, "breast"));
    }

    @Test
    void aPaidClaimIsClosedWhenBanksNoLongerReturnAndALateReturnOpensIt() {
        Member member = hospitalMember();
        ClaimId id = smallClaim(member);
        approve(county(member), id);
        pay(member, id, "2026-02-11");
        Instant paid = store.extras(TestData.FUND, id).paidAt();
        closing.closePaid(TestData.FUND, paid.plus(Closing.RETURNS));
        assertThat(claim(id).state()).isEqualTo(ClaimState.PAID);
        closing.closePaid(TestData.FUND, paid.plus(Closing.RETURNS).plusSeconds(1));
        assertThat(claim(id).state()).isEqualTo(ClaimState.CLOSED);
        events.publishEvent(BenefitsReturned.of(new BenefitReturned(
                TestData.FUND,
                id.cause(),
                new InstructionId(1),
                member.person(),
                claim(id).amount(),
                LocalDate.of(2026, 4, 1),
                "AC04")));
        assertThat(claim(id).status()).isEqualTo(MemberStatus.CARD_NEEDED);
    }

    private ClaimId refusedClaim(Member member, Actor first, Actor second) {
        ClaimId id = smallClaim(member);
        propose(first, id, GROUND);
        reviews.confirmRefusal(second, id, claim(id).version(), NOW);
        return id;
    }

    private void appeal(Member member, ClaimId id, Instant now) {
        appeals.appeal(member.actor(), id, claim(id).version(), OBJECTION, now);
    }

    private ClaimId reclassify(Member member, ClaimId id, String disease) {
        return reclassifications.reclassify(province(member), id, claim(id).version(), graver(disease), NOW);
    }

    private static Graver graver(String disease) {
        return new Graver(disease, WORDS);
    }

    private Actor sameInTheProvince(Actor actor) {
        return data.actor(Role.PROVINCE_REVIEWER, TestData.PROVINCE, actor.person());
    }

    private void supply(Member member, ClaimId id) {
        Drafts.NewPaper paper = new Drafts.NewPaper(Members.nextPaper(), PaperKind.DISCHARGE_RECORD, Map.of());
        claims.supplement(member.actor(), claim(id).eventCase(), paper, NOW);
    }
}
