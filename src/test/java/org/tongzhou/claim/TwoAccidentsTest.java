package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.Refused.refused;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.testing.TestData;

/** One accident told in two cases with two days: the rules cannot know, so a person has to look before both are paid. */
class TwoAccidentsTest extends RecoveryRoom {
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 5);
    private static final LocalDate NEAR = LocalDate.of(2026, 1, 6);
    private static final LocalDate FAR = LocalDate.of(2026, 2, 6);
    private static final LocalDate JUDGED = LocalDate.of(2026, 2, 5);

    private static final String DIED = "2026-02-08";

    @Autowired
    private SignStore signRows;

    private Member rider() {
        return members.member(TestData.DAYE, Map.of("gig-accident", 1));
    }

    private ClaimId hurt(Member member, LocalDate day) {
        Map<FactField, String> facts = Members.receipt(member, "100.00");
        facts.put(FactField.EVENT_DAY, day.toString());
        CaseId draft = members.draft(member.actor(), member.person(), EventKind.ACCIDENT, facts, NOW);
        List.of(PaperKind.UNIT_STATEMENT, PaperKind.DISABILITY_CERTIFICATE)
                .forEach(kind -> members.attach(member.actor(), draft, kind, NOW));
        return members.submit(member.actor(), draft, NOW).claims().get(0);
    }

    private ClaimId graded(Member member) {
        ClaimId id = hurt(member, FIRST);
        reviews.confirmGrade(
                county(member), id, claim(id).version(), new Grade(2, JUDGED, LocalDate.of(2026, 2, 3)), NOW);
        approve(county(member), id);
        approve(city(member), id);
        return id;
    }

    private ClaimId died(Member member, LocalDate day) {
        CaseId draft = drafts.open(member.actor(), member.person(), EventKind.ACCIDENT, NOW);
        Map<FactField, String> facts = Map.of(FactField.EVENT_DAY, day.toString(), FactField.DIED, DIED);
        drafts.correct(member.actor(), draft, drafts.find(member.actor(), draft).version(), facts, NOW);
        List.of(
                        PaperKind.UNIT_STATEMENT,
                        PaperKind.DEATH_CERTIFICATE,
                        PaperKind.HOUSEHOLD_CANCELLATION,
                        PaperKind.HEIRS_STATEMENT)
                .forEach(kind -> members.attach(member.actor(), draft, kind, NOW));
        return members.submit(member.actor(), draft, NOW).claims().get(0);
    }

    private List<String> signs(ClaimId id) {
        return signRows.ofCase(TestData.FUND, claim(id).eventCase()).stream()
                .map(sign -> sign.kind().name())
                .toList();
    }

    @Test
    void aDeathByAnAccidentOfTheDayAfterTheOneThatWasPaidIsLookedAtFirst() throws Exception {
        Member member = rider();
        ClaimId grade = graded(member);
        ClaimId death = died(member, NEAR);
        assertThat(claim(death).amount()).as("the whole sum again").isEqualTo(Money.ofYuan(50_000));
        assertThat(signs(death)).containsExactly("OTHER_ACCIDENT");
        Actor county = county(member);
        confirm(county, death, FactField.EVENT_DAY, NEAR.toString());
        confirm(county, death, FactField.DIED, DIED);
        refused("claim_signs_open", () -> approve(county, death));
        assertThat(page("/reviews/" + death.value(), county)).contains("可能和另一次意外是同一次", number(grade));
    }

    private String number(ClaimId id) {
        return jdbc.sql("select number from claim.event_case where fund = 42 and id = :id")
                .param("id", claim(id).eventCase().value())
                .query(String.class)
                .single();
    }

    @Test
    void anAccidentLongAfterIsAnotherUnlessAGradeOrADeathWasPaidBefore() {
        Member waiting = rider();
        hurt(waiting, FIRST);
        assertThat(signs(died(waiting, FAR))).isEmpty();
        Member paid = rider();
        graded(paid);
        assertThat(signs(died(paid, FAR))).containsExactly("OTHER_ACCIDENT");
    }

    /** Of the same day the rules take off what was paid. */
    @Test
    void theSameDayIsTheSameAccidentAndNeedsNoLook() {
        Member member = rider();
        graded(member);
        ClaimId death = died(member, FIRST);
        assertThat(claim(death).amount()).isEqualTo(Money.ofYuan(5_000));
        assertThat(signs(death)).isEmpty();
    }

    @Test
    void aDayThatAReviewerCorrectsIsLookedAtAnew() {
        Member member = rider();
        graded(member);
        ClaimId death = died(member, FIRST);
        confirm(county(member), death, FactField.EVENT_DAY, NEAR.toString());
        assertThat(signs(death)).containsExactly("OTHER_ACCIDENT");
    }
}
