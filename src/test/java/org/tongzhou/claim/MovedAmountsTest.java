package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.Refused.refused;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.claim.Reviews.Ground;
import org.tongzhou.kernel.Level;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.testing.TestData;
import org.tongzhou.testing.WrongForm;

/** What one claim used of a limit is free again: the next is worth more than it says, and is computed anew before anybody decides on it. */
class MovedAmountsTest extends DirectRoom {
    private static final Ground GROUND = new Ground("gig-accident-2025 §6", "保障期内的限额已经用完，不能再给付。");

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Visits visits;

    @Autowired
    private CaseStore cases;

    @Autowired
    private Sealing sealing;

    @Autowired
    private SignStore found;

    @Autowired
    private Signs signs;

    private Member rider;
    private ClaimId first;
    private ClaimId second;

    /** 20,000 yuan a term: 18,000 are asked for first, so that 2,000 are left of 6,000. */
    @BeforeEach
    void twoAccidentsOfOneTerm() {
        rider = members.member(TestData.DAYE, Map.of("gig-accident", 1));
        first = accident("18000.00");
        second = accident("6000.00");
        assertThat(claim(second).amount()).isEqualTo(Money.ofYuan(2_000));
        twoAccidentsTheyAre();
    }

    /** They lie near one another, so that somebody has looked. */
    private void twoAccidentsTheyAre() {
        for (Sign sign : found.ofCase(TestData.FUND, claim(second).eventCase())) {
            signs.lookedAt(
                    county(rider),
                    second,
                    claim(second).version(),
                    new Signs.Finding(sign.id(), "两次事故的经过和就诊记录都看过，是两回事。"),
                    NOW);
        }
    }

    private ClaimId accident(String borne) {
        CaseId draft = accidentDraft(rider, borne, PaperKind.UNIT_STATEMENT);
        return members.submit(rider.actor(), draft, NOW).claims().get(0);
    }

    private void takeBackTheFirst() {
        claims.withdraw(rider.actor(), first, claim(first).version(), NOW);
    }

    @Test
    void nobodyProposesToRefuseWhatIsDueMeanwhile() {
        takeBackTheFirst();
        refused("claim_amount_moved", () -> propose(county(rider), second, GROUND));
        assertThat(claim(second).state()).isEqualTo(ClaimState.REVIEW);
    }

    @Test
    void nobodyAgreesToRefuseWhatIsDueMeanwhile() {
        propose(county(rider), second, GROUND);
        takeBackTheFirst();
        refused(
                "claim_amount_moved",
                () -> reviews.confirmRefusal(city(rider), second, claim(second).version(), NOW));
        assertThat(claim(second).state()).isEqualTo(ClaimState.REFUSAL_PROPOSED);
    }

    /** The member was told another amount; whoever looks at it sees what is due. */
    @Test
    void whatIsHandedOverSinceItsAmountMovedShowsWhatIsDue() {
        Member member = consenting();
        ClaimId id = small(member);
        CaseId of = claim(id).eventCase();
        FactSheet facts = cases.find(TestData.FUND, of)
                .orElseThrow()
                .facts()
                .with(FactField.IN_SCOPE, "800.00")
                .with(FactField.OUT_OF_SCOPE, "200.00")
                .confirmed(FactField.IN_SCOPE)
                .confirmed(FactField.OUT_OF_SCOPE);
        jdbc.sql("update claim.event_case set facts = :facts where fund = 42 and id = :id")
                .param("facts", sealing.facts(TestData.FUND, of, facts))
                .param("id", of.value())
                .update();
        days.settleDue(TestData.FUND, DAY);
        assertThat(announcement(member, id).reason()).isEqualTo("amount");
        assertThat(announcement(member, id).amount()).isEqualTo(Money.ofYuan(700));
        assertThat(claim(id).amount()).isEqualTo(Money.ofYuan(560));
        approve(county(member), id);
        assertThat(instructed(id))
                .singleElement()
                .satisfies(one -> assertThat(one.amount()).isEqualTo(Money.ofYuan(560)));
    }

    @Test
    void computedAgainItIsApprovedWithWhatIsDue() {
        takeBackTheFirst();
        var county = county(rider);
        refused("claim_amount_moved", () -> approve(county, second));
        reviews.computeAgain(county, second, claim(second).version(), NOW);
        assertThat(claim(second).amount()).isEqualTo(Money.ofYuan(6_000));
        assertThat(claim(second).route().levels()).contains(Level.COUNTY, Level.CITY);
        assertThat(last(second).verb()).isEqualTo(Verb.COMPUTED_AGAIN);
        assertThat(jdbc.sql("select count(*) from audit.entry where action = 'claim.computed_again' and subject = ?")
                        .param(second.cause())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        approve(county, second);
        approve(city(rider), second);
        assertThat(instructed(second))
                .singleElement()
                .satisfies(one -> assertThat(one.amount()).isEqualTo(Money.ofYuan(6_000)));
    }

    @Test
    void whoeverIsAskedToAgreeToARefusalComputesAgainToo() {
        propose(county(rider), second, GROUND);
        takeBackTheFirst();
        var city = city(rider);
        reviews.computeAgain(city, second, claim(second).version(), NOW);
        assertThat(claim(second).amount()).isEqualTo(Money.ofYuan(6_000));
        reviews.declineRefusal(city, second, claim(second).version(), NOW);
        assertThat(claim(second).state()).isEqualTo(ClaimState.REVIEW);
    }

    @Test
    void whatHasNotMovedIsNotComputedAgainNorWhatIsDecidedNorByOthers() {
        refused(
                "claim_amount_stands",
                () -> reviews.computeAgain(county(rider), second, claim(second).version(), NOW));
        takeBackTheFirst();
        refused(
                "claim_moved_on",
                () -> reviews.computeAgain(county(rider), first, claim(first).version(), NOW));
        refused("claim_moved_on", () -> reviews.computeAgain(county(rider), second, 99, NOW));
        var elsewhere = members.reviewer(Role.COUNTY_REVIEWER, data.unit("420222"));
        refused(
                "not_found",
                () -> reviews.computeAgain(elsewhere, second, claim(second).version(), NOW));
    }

    @Test
    void theButtonStandsBesideTheSentence() throws Exception {
        takeBackTheFirst();
        String button = "/reviews/" + second.value() + "/compute";
        WrongForm desk = new WrongForm(mvc, visits.of(county(rider)));
        assertThat(said(desk, "refuse", "clause", GROUND.clause(), "words", GROUND.words()))
                .contains(button, ">" + GROUND.words() + "</textarea>")
                .doesNotContain("data-shown");
        assertThat(said(desk, "approve"))
                .contains("重新计算是 6,000.00 元", "重新计算</button>", button)
                .containsPattern("data-key=\"a\"[^>]* disabled");
        assertThat(desk.sent(button, "version", version()).getStatus()).isEqualTo(302);
        assertThat(claim(second).amount()).isEqualTo(Money.ofYuan(6_000));
        assertThat(said(desk, "compute")).doesNotContain("action=\"" + button);
    }

    private String version() {
        return Integer.toString(claim(second).version());
    }

    private String said(WrongForm desk, String act, String... fields) throws Exception {
        String[] all = Arrays.copyOf(fields, fields.length + 2);
        all[fields.length] = "version";
        all[fields.length + 1] = version();
        MockHttpServletResponse answer = desk.sent("/reviews/" + second.value() + "/" + act, all);
        assertThat(answer.getStatus()).isEqualTo(422);
        return answer.getContentAsString(StandardCharsets.UTF_8);
    }
}
