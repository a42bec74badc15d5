package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.claim.Members.at;

import java.time.LocalDate;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.plan.Claiming;
import org.tongzhou.plan.Filing;
import org.tongzhou.plan.PlanVersion;
import org.tongzhou.testing.TestData;

/** A plan may limit the days within which it is claimed; they are counted to the day on which the event was first told. */
class FilingLimitTest extends ClaimRoom {
    private static final LocalDate LATER = LocalDate.of(2026, 7, 23);

    @Autowired
    private Judging judging;

    @Autowired
    private CaseStore cases;

    private Verdict asked(CaseId id, int within) {
        EventCase event = cases.find(TestData.FUND, id).orElseThrow();
        HeldCover held = judging.covers(TestData.FUND, event).get(0);
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
}
