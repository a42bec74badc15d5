package org.tongzhou.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.Refused.refused;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tongzhou.catalogue.DraftCheck.Gate;
import org.tongzhou.plan.PlanBook;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanFault;
import org.tongzhou.plan.PlanFaultCode;

/** A cap that plans share is changed by a draft of each, and accepted where the other plans can follow. */
class SharedCapDraftsTest extends DraftGround {
    @Test
    void aCapThatPlansShareIsChangedByADraftOfEach() {
        shared("one", "two");
        DraftId one = raised("one");
        assertThat(check(one).faults()).extracting(PlanFault::code).containsExactly(PlanFaultCode.GROUP_DIFFERS);
        DraftId two = raised("two");
        assertThat(check(one).faults()).isEmpty();
        assertThat(check(two).faults()).isEmpty();
        openOnesOfOtherPlans(120);
        assertThat(check(one).faults()).as("however many were opened since").isEmpty();
    }

    /** The draft of the other plan is submitted, and nothing stands against it either. */
    @Test
    void aCapThatPlansShareIsAcceptedWhereTheOtherPlanCanFollow() {
        shared("one", "two");
        DraftId two = raised("two");
        DraftId one = submittedDraft(raised("one"));
        assertThat(check(one).faults()).extracting(PlanFault::code).containsExactly(PlanFaultCode.GROUP_DIFFERS);
        refused("draft_gates", () -> drafts.accept(checker, one, draft(one).content(), NOW));
        submittedDraft(two);
        drafts.accept(checker, one, draft(one).content(), NOW);
        drafts.accept(checker, two, draft(two).content(), NOW);
        assertThat(plans.editions(fund, new PlanCode("two"))).hasSize(2);
    }

    @Test
    void aSubmittedDraftThatHasBecomeStaleChangesNoSharedCap() {
        shared("one", "two");
        DraftId other = drafts.start(maker, new PlanCode("two"), NOW);
        write(other, text(other).replace(": 2026-04-01", ": 2026-03-01").replace("2026-04", "2026-03"), trivial("two"));
        DraftId one = raised("one");
        DraftId two = submittedDraft(raised("two"));
        submittedDraft(one);
        submittedDraft(other);
        drafts.accept(checker, other, draft(other).content(), NOW);
        assertThat(check(two).closed()).contains(Gate.FRESH);
        refused("draft_gates", () -> drafts.accept(checker, one, draft(one).content(), NOW));
    }

    /** One goes with the second, which cannot go before somebody has submitted the third. */
    @Test
    void aPlanThatNeedsAThirdToFollowCannotFollowBeforeThatIsSubmitted() {
        sharing("one", "medical");
        sharing("two", "medical", "dental");
        sharing("three", "dental");
        DraftId three = raised("three");
        DraftId one = raised("one");
        DraftId two = submittedDraft(raised("two"));
        submittedDraft(one);
        refused("draft_gates", () -> drafts.accept(checker, one, draft(one).content(), NOW));
        submittedDraft(three);
        drafts.accept(checker, one, draft(one).content(), NOW);
        drafts.accept(checker, two, draft(two).content(), NOW);
        drafts.accept(checker, three, draft(three).content(), NOW);
    }

    private void shared(String... codes) {
        for (String plan : codes) {
            sharing(plan, "medical");
        }
    }

    /** A plan like the hospital plan that shares a cap of 30,000 in each of these groups. */
    private void sharing(String plan, String... groups) {
        StringBuilder rules = new StringBuilder("    rules:\n");
        for (String group : groups) {
            rules.append("      - {cap: 30000, per: term, group: %s, clause: \"6\"}\n".formatted(group));
        }
        String text = PlanBook.shippedFiles().getOrDefault("hospital-2025.yaml", "");
        plans.accept(
                fund,
                Map.of(plan, text.replace("plan: hospital", "plan: " + plan).replace("    rules:\n", rules)),
                NOW);
    }

    /** A draft from 1 April with a cap of 40,000. */
    private DraftId raised(String plan) {
        DraftId id = drafts.start(maker, new PlanCode(plan), NOW);
        write(id, text(id).replace("cap: 30000", "cap: 40000"), trivial(plan));
        return id;
    }

    private static String trivial(String plan) {
        return cases(plan, LocalDate.of(2026, 4, 2));
    }

    private void openOnesOfOtherPlans(int count) {
        jdbc.sql("""
                        insert into catalogue.draft (fund, code, text, cases, state, made_by, made_by_name, saved_at)
                        select :fund, 'other-' || n, 'plan: other-' || n, '', 'DRAFT', 1, '王*', now()
                        from generate_series(1, :count) n
                        """).param("fund", fund.code()).param("count", count).update();
    }
}
