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
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.person.NewPerson;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.testing.TestData;

/** A plan that was closed on the first of February, and people who were enrolled in it before and not paid for yet. */
@TestPropertySource(properties = {"tongzhou.house=closed-plan", "tongzhou.plans.set=" + SampleRegion.PLANS})
class ClosedPlanPageTest extends RosterRoom {
    private static final LocalDate BEFORE = LocalDate.of(2026, 1, 20);

    @Autowired
    SomeCovers held;

    @Autowired
    MockMvc mvc;

    @Autowired
    Visits visits;

    private final NewPerson who = SampleRegion.person(40);

    @Test
    void noFeeThatComesNowPutsThemInForceAndThePageSaysSo() throws Exception {
        enrolledBefore(data.officer(data.unit(DAYE)));
        assertThat(myCover()).contains("不会开始", "2026-02-01", "请联系单位工会").doesNotContain("等会费到账", "照旧到期满");
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

    private void enrolledBefore(Actor officer) throws IOException {
        Instant then = SampleRegion.at(BEFORE);
        Path file = Files.writeString(
                folder.resolve("before.csv"),
                SampleRegion.csv(List.of("旧住院"), List.of(Map.entry(who, Map.of("旧住院", "1")))));
        DraftId draft = rosters.upload(officer, "名册.csv", file, then);
        rosters.enrol(officer, draft, asSeen(officer, draft, BEFORE), then);
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
