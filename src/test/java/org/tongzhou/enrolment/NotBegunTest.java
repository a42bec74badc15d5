package org.tongzhou.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.DAYE;
import static org.tongzhou.testing.TestData.FUND;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionOperations;
import org.tongzhou.access.web.Visits;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.testing.TestData;

/** People whose fee has come in and whose cover does not begin all the same: what the next roster and their page say. */
class NotBegunTest extends RosterRoom {
    private static final LocalDate FEE = TODAY.plusDays(9);

    @Autowired
    PolicyStore policies;

    @Autowired
    JoiningAlone alone;

    @Autowired
    TransactionOperations transaction;

    @Autowired
    MockMvc mvc;

    @Autowired
    Visits visits;

    @Test
    void whoWasTooOldWhenTheFeeCameIsTooOldInTheNextRosterToo() throws IOException {
        Unit unit = data.unit(DAYE);
        ResidentId old = leftOut(unit);
        for (Unit next : List.of(unit, data.unit(DAYE))) {
            assertThat(verdict(next, old, FEE.plusDays(2)).errors()).isEqualTo(Map.of(RowCode.TOO_OLD, 1));
        }
        assertThat(policies.holders(FUND, Set.of(unit.id()), Set.of(HOSPITAL), FEE.plusDays(30))
                        .people(Set.of(HOSPITAL)))
                .isEqualTo(1);
    }

    /** Young enough for it, but still on the bill for it: nothing is awaited twice. */
    @Test
    void whoIsStillOnABillOfWhichTheyBeginNothingHasToLeaveItFirst() throws IOException {
        Unit unit = data.unit(DAYE);
        ResidentId old = leftOut(unit);
        DraftVerdict before = verdict(unit, old, TODAY);
        assertThat(before.errors().keySet()).extracting(RowCode::code).containsExactly("not_begun");
        Actor own = data.actor(Role.MEMBER, TestData.PROVINCE, person(old));
        JoiningAlone.Wanted wanted = new JoiningAlone.Wanted(unit.id(), HOSPITAL, Money.ofYuan(95), old);
        refused("cover_not_begun", () -> alone.join(own, wanted, NOW));
    }

    @Test
    void aRosterWithAPlanThatIsClosedWhenTheFeeComesDoesNotWaitForItAnyMore() throws Exception {
        Unit unit = data.unit(DAYE);
        Actor officer = data.officer(unit);
        ResidentId one = man();
        Submission submission = enrol(officer, upload(officer, HEAD + line(one, "1,,,") + line(man(), ",,,1")));
        closeThen(submission, "accident");
        assertThat(starts.activate(FUND, submission.id(), FEE)).containsExactly(submission.id());
        assertThat(page("/my/cover", member(one)))
                .contains("没有开始", "计划已停办", "请联系单位工会")
                .doesNotContain("等会费到账");
        assertThat(page("/my/home", member(one))).contains("没有开始").doesNotContain("等会费到账");
        assertThat(verdict(unit, one, FEE).errors().keySet())
                .extracting(RowCode::code)
                .containsExactly("not_begun");
    }

    /** Enrolled with a colleague, and too old when the fee came. */
    private ResidentId leftOut(Unit unit) throws IOException {
        Actor officer = data.officer(unit);
        ResidentId old = TestData.residentId(Sex.MALE, TODAY.plusDays(10).minusYears(61));
        Submission submission = enrol(officer, upload(officer, HEAD + line(old, "1,,,") + line(man(), "1,,,")));
        starts.activate(FUND, submission.id(), FEE);
        return old;
    }

    private DraftVerdict verdict(Unit unit, ResidentId id, LocalDate day) throws IOException {
        Actor officer = data.officer(unit);
        return rosters.verdict(officer, upload(officer, HEAD + line(id, "1,,,")), day);
    }

    /** As if this plan were open no more; plans of the shared fund stay as they are. */
    private void closeThen(Submission submission, String plan) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("set local session_replication_role = replica").update();
            jdbc.sql("update enrolment.choice set plan = 'closed-by-then' where submission = :id and plan = :plan")
                    .param("id", submission.id().value())
                    .param("plan", plan)
                    .update();
        });
    }

    private Actor member(ResidentId id) {
        return data.actor(Role.MEMBER, TestData.PROVINCE, person(id));
    }

    private String page(String address, Actor member) throws Exception {
        return mvc.perform(get(address).with(visits.of(member)))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }
}
