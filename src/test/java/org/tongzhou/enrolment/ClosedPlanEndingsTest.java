package org.tongzhou.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.TestData.DAYE;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanSets;
import org.tongzhou.testing.TestData;

/** Who is told that a cover ends whose plan has closed meanwhile: whoever may go on in another. */
@TestPropertySource(properties = {"tongzhou.house=closed-plan", "tongzhou.plans.set=" + SampleRegion.PLANS})
class ClosedPlanEndingsTest extends RosterRoom {
    private static final LocalDate FROM = LocalDate.of(2025, 3, 1);
    private static final LocalDate LAST = LocalDate.of(2026, 2, 28);

    @Autowired
    Endings endings;

    @Autowired
    SomeCovers held;

    @Autowired
    Plans plans;

    @Test
    void whosePlanHasClosedForGoodIsNotSentToRenewIt() {
        String text = PlanSets.files(SampleRegion.PLANS)
                .getOrDefault("medical-old.yaml", "")
                .replace("plan: medical-old", "plan: medical-gone")
                .replace("{from: 2026-02-01, successor: medical}", "{from: 2026-02-20}")
                .replace("旧住院", "没了的住院");
        plans.accept(TestData.FUND, Map.of("medical-gone.yaml", text), SampleRegion.at(LocalDate.of(2026, 1, 20)));
        PersonId gone = of("medical-gone", 41);
        PersonId goingOn = of("medical-old", 42);
        while (endings.tell(TestData.FUND, SampleRegion.at(LAST.minusDays(10)), 1_000) >= 0) {
            assertThat(told(gone)).isZero();
        }
        assertThat(told(gone)).isZero();
        assertThat(told(goingOn)).isOne();
    }

    private PersonId of(String plan, int age) {
        return held.from(
                FROM,
                data.unit(DAYE),
                List.of(new Histories.Member(SampleRegion.person(age), new PlanCode(plan), 1, null)));
    }

    private int told(PersonId person) {
        return jdbc.sql("select count(*) from notice.message where person = ? and template = 'notice.cover.ending'")
                .param(person.value())
                .query(Integer.class)
                .single();
    }
}
