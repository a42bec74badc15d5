package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.tongzhou.claim.Members.at;

import java.time.LocalDate;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Actor;
import org.tongzhou.plan.Claiming;
import org.tongzhou.plan.Filing;
import org.tongzhou.plan.PlanVersion;
import org.tongzhou.testing.TestData;

/** A plan may limit the days within which it is claimed; they are counted to the day on which the event was first told. */
class FilingLimitTest extends RecoveryRoom {
    private static final LocalDate LATER = LocalDate.of(2026, 7, 23);

    @Autowired
    private Judging judging;

    @Autowired
    private EventCovers covers;

    @Autowired
    private CaseStore cases;

    @Autowired
    private ClaimWriting writing;

    private Verdict asked(CaseId id, int within) {
        EventCase event = cases.find(TestData.FUND, id).orElseThrow();
        HeldCover held = covers.of(TestData.FUND, event).get(0);
        HeldCover limited =
                new HeldCover(held.id(), held.unit(), held.unitPath(), within(held.plan(), within), held.facts());
        return judging.judge(TestData.FUND, event, limited, Judging.Question.of(LATER));
    }

    private static PlanVersion within(PlanVersion plan, int days) {
        Claiming claiming = plan.claiming();
        Filing filing = new Filing(OptionalInt.of(days), claiming.filing().clause());
        Claiming limited = new Claiming(claiming.waiting(), claiming.coverClause(), filing, claiming.papers());
        return new PlanVersion(plan.heading(), plan.joining(), limited, plan.benefits(), plan.clauses());
    }

    /** Admitted on the 19th of January, told on the 10th of February, the rest asked for in July. */
    @Test
    void whatIsAskedOfAnEventLaterIsInTimeIfTheEventWasToldInTime() {
        Member member = hospitalMember();
        CaseId id = claim(hospital(member, "1000.00")).eventCase();
        assertThat(asked(id, 22).isPayable()).isTrue();
        assertThat(asked(id, 21).isRefused()).isTrue();
    }

    @Test
    void aDraftIsToldOnTheDayItIsSentIn() {
        Member member = hospitalMember();
        CaseId id = draft(member, "1000.00");
        assertThat(asked(id, 90).isRefused()).isTrue();
        members.submit(member.actor(), id, at("2026-03-10"));
        assertThat(asked(id, 90).isPayable()).isTrue();
    }

    /** The reviewer who verifies the reason is not the only one who looks. */
    @Test
    void whatComesTooLateIsPaidForAReasonThatAPersonVerifiedAndASecondOneLooksAt() throws Exception {
        Member member = hospitalMember();
        ClaimId id = smallClaim(member);
        CaseId event = claim(id).eventCase();
        Verdict late = asked(event, 1);
        Claim filed = claim(id);
        writing.recompute(
                TestData.FUND,
                filed,
                new ClaimWriting.Recomputed(
                        filed.computed(late.amount(), filed.route(), filed.benefit()),
                        late.cover().id(),
                        late.decision().toJson(),
                        late.consumption()));
        Actor county = county(member);
        String desk = "/reviews/" + id.value();
        assertThat(page(desk, county)).contains("v.lateBecause", "确认原因，重新计算");
        mvc.perform(post(desk + "/fact")
                        .with(visits.of(county))
                        .with(csrf())
                        .param("request_key", UUID.randomUUID().toString())
                        .param("version", Integer.toString(claim(id).version()))
                        .param("v.lateBecause", "转院治疗，出院后才知道可以申领"))
                .andExpect(status().isFound());
        assertThat(asked(event, 1).isPayable()).isTrue();
        assertThat(claim(id).amount().isPositive()).isTrue();
        assertThat(page(desk, county)).contains("转院治疗，出院后才知道可以申领").doesNotContain("确认原因，重新计算");
        approve(county, id);
        assertThat(claim(id).state()).isEqualTo(ClaimState.REVIEW);
        approve(city(member), id);
        assertThat(claim(id).state()).isEqualTo(ClaimState.APPROVED);
    }
}
