package org.tongzhou.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.tongzhou.testing.TestData.DAYE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.person.NewPerson;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanSets;
import org.tongzhou.testing.TestData;

/** A plan that was closed on the first of February, and people who were enrolled in it before and not paid for yet. */
@TestPropertySource(properties = {"tongzhou.house=closed-plan", "tongzhou.plans.set=" + SampleRegion.PLANS})
class ClosedPlanPageTest extends RosterRoom {
    private static final LocalDate BEFORE = LocalDate.of(2026, 1, 20);

    @Autowired
    SomeCovers held;

    @Autowired
    Plans plans;

    @Autowired
    Histories histories;

    @Autowired
    MockMvc mvc;

    @Autowired
    Visits visits;

    private final NewPerson who = SampleRegion.person(40);

    @Test
    void noFeeThatComesNowPutsThemInForceAndThePageSaysSo() throws Exception {
        enrolledBefore(data.officer(data.unit(DAYE)));
        assertThat(myCover()).contains("不会开始", "2月1日", "请联系单位工会").doesNotContain("等会费到账", "照旧到期满");
        assertThat(page("/my/home")).contains("不会开始").doesNotContain("等会费到账");
    }

    /** Dated back to the old expiry, on which the plan was open still. */
    @Test
    void aRenewalThatBeginsBeforeTheLastDayStillWaits() throws Exception {
        LocalDate expiry = LocalDate.of(2026, 1, 25);
        held.from(
                expiry.minusYears(1),
                data.unit(DAYE),
                List.of(new Histories.Member(who, new PlanCode("medical-old"), 1, null)));
        enrolledBefore(data.officer(data.unit(DAYE)));
        assertThat(myCover()).contains("等会费到账").doesNotContain("不会开始");
        assertThat(page("/my/home")).contains("等会费到账").doesNotContain("不会开始");
    }

    /** It would go on from the old expiry. They were enrolled before it was decided when the plan ends: here, the term is moved behind that. */
    @Test
    void aRenewalOfATermThatEndedAfterThePlanClosedIsTooLate() throws Exception {
        LocalDate expiry = LocalDate.of(2026, 1, 25);
        held.from(
                expiry.minusYears(1),
                data.unit(DAYE),
                List.of(new Histories.Member(who, new PlanCode("medical-old"), 1, null)));
        enrolledBefore(data.officer(data.unit(DAYE)));
        jdbc.sql(
                        "update enrolment.cover set cover = daterange(lower(cover), date '2026-02-05') where fund = 42 and person = ?")
                .param(person(who.id()).value())
                .update();
        assertThat(page("/my/home")).contains("不会开始").doesNotContain("等会费到账");
    }

    /** It goes on for one that closed before, and would begin at that one's expiry. */
    @Test
    void aRenewalOfAPlanThatThisOneGoesOnForStillWaits() throws Exception {
        accept("medical-older", "更旧住院", "{from: 2026-01-15, successor: medical-old}");
        LocalDate expiry = LocalDate.of(2026, 1, 25);
        held.from(
                expiry.minusYears(1),
                data.unit(DAYE),
                List.of(new Histories.Member(who, new PlanCode("medical-older"), 1, null)));
        enrolledBefore(data.officer(data.unit(DAYE)));
        assertThat(page("/my/home")).contains("等会费到账").doesNotContain("不会开始");
    }

    /** Enrolled from a later day before it was decided when the plan ends: here, the day is moved behind that. */
    @Test
    void whatWouldBeginOnALaterDayOnWhichThePlanHasClosedIsTooLate() throws Exception {
        accept("medical-later", "晚住院", "{from: 2026-03-01}");
        Submission submission = enrolledBefore(data.officer(data.unit(DAYE)), "晚住院");
        assertThat(page("/my/home")).contains("等会费到账").doesNotContain("不会开始");
        jdbc.sql("update enrolment.submission set effective_day = date '2026-03-05' where fund = 42 and id = ?")
                .param(submission.id().value())
                .update();
        assertThat(page("/my/home")).contains("不会开始").doesNotContain("等会费到账");
    }

    /** Covered elsewhere since a day on which the plan was open. */
    @Test
    void whatWasTakenOverStillWaits() throws Exception {
        Histories.Member member = new Histories.Member(who, new PlanCode("medical-old"), 1, null);
        histories.takeOver(
                data.actor(Role.ADMIN, TestData.PROVINCE),
                new Histories.History(data.unit(DAYE).id(), LocalDate.of(2025, 9, 1), List.of(member)),
                NOW);
        assertThat(page("/my/home")).contains("等会费到账").doesNotContain("不会开始");
    }

    private void accept(String plan, String column, String retired) {
        String old = PlanSets.files(SampleRegion.PLANS).getOrDefault("medical-old.yaml", "");
        String text = old.replace("plan: medical-old", "plan: " + plan)
                .replace("{from: 2026-02-01, successor: medical}", retired)
                .replace("旧住院", column);
        plans.accept(TestData.FUND, Map.of(plan + ".yaml", text), SampleRegion.at(BEFORE));
    }

    private void enrolledBefore(Actor officer) throws IOException {
        enrolledBefore(officer, "旧住院");
    }

    private Submission enrolledBefore(Actor officer, String column) throws IOException {
        Instant then = SampleRegion.at(BEFORE);
        Path file = Files.writeString(
                folder.resolve("before.csv"),
                SampleRegion.csv(List.of(column), List.of(Map.entry(who, Map.of(column, "1")))));
        DraftId draft = rosters.upload(officer, "名册.csv", file, then);
        return rosters.enrol(officer, draft, asSeen(officer, draft, BEFORE), then);
    }

    private String myCover() throws Exception {
        return page("/my/cover");
    }

    private String page(String address) throws Exception {
        Actor member = data.actor(Role.MEMBER, TestData.PROVINCE, person(who.id()));
        return mvc.perform(get(address).with(visits.of(member)))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }
}
