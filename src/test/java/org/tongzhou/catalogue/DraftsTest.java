package org.tongzhou.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.tongzhou.testing.Refused.refused;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.adjudication.CasesFile;
import org.tongzhou.adjudication.GoldenCase;
import org.tongzhou.catalogue.DraftCheck.Gate;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.plan.Heading.Retirement;
import org.tongzhou.plan.PlanBook;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanFault;
import org.tongzhou.plan.PlanFaultCode;
import org.tongzhou.testing.TwoAtOnce;

class DraftsTest extends DraftGround {
    private static final PlanCode HOSPITAL = new PlanCode("hospital");
    private static final PlanCode SHORT = new PlanCode("short-accident");

    @Autowired
    TransactionTemplate transactions;

    @Test
    void anEditionIsDesignedTriedAcceptedAndHoldsFromItsDay() {
        DraftId id = started();
        write(id, text(id).replace("rate: 70%", "rate: 75%"));
        assertThat(check(id).closed()).containsExactlyInAnyOrder(Gate.CASES, Gate.REPLAYED);
        write(id, text(id), cases(id).replace("1404.38", "1504.69").replace("1213.69", "1300.38"));
        accepted(id);
        assertThat(plans.version(fund, HOSPITAL, LocalDate.of(2026, 3, 31)))
                .map(it -> it.edition())
                .hasValue("2025");
        assertThat(plans.version(fund, HOSPITAL, LocalDate.of(2026, 4, 1)))
                .map(it -> it.edition())
                .hasValue("2026-04");
        assertThat(paid("2026-03-31")).isEqualTo("1404.38");
        assertThat(paid("2026-04-01")).isEqualTo("1504.69");
        DraftId next = drafts.start(maker, HOSPITAL, NOW);
        assertThat(drafts.find(maker, next).basedOn()).hasValue("2026-04");
        assertThat(cases(next)).contains("1504.69");
    }

    /** A plan of another region that bears the same name would fail them all. */
    @Test
    void theReferenceProvincesCasesStandBesideItsOwnFilesAlone() {
        FundId elsewhere = new FundId(41);
        plans.loadShipped(elsewhere, "lanzhou", NOW);
        Actor designer =
                new Actor(1, "maker", Scope.province(elsewhere), Set.of(Role.PLAN_DESIGNER), maker.person(), null);
        DraftId next = drafts.start(designer, HOSPITAL, NOW);
        assertThat(drafts.find(designer, next).cases()).isEmpty();
        String women = PlanBook.shippedFiles().getOrDefault("women-2025.yaml", "");
        DraftId reference = drafts.startFrom(designer, women, NOW);
        assertThat(drafts.find(designer, reference).cases()).isNotBlank();
        String critical = PlanBook.shippedFiles("lanzhou").getOrDefault("critical-2024.yaml", "");
        DraftId own = drafts.startFrom(designer, critical.replace("2024", "2098"), NOW);
        assertThat(drafts.find(designer, own).cases()).isEmpty();
        assertThat(cases(drafts.startFrom(maker, text(started()), NOW)))
                .as("a file that follows an edition with cases")
                .isNotBlank();
    }

    @Test
    void nobodyAcceptsTheirOwnDraft() {
        DraftId id = submitted();
        Actor both = new Actor(9, "both", Scope.province(fund), Set.of(Role.PROVINCE_REVIEWER), maker.person(), null);
        refused("draft_own", () -> drafts.accept(both, id, draft(id).content(), NOW));
        assertThatThrownBy(() -> jdbc.sql("""
                        update catalogue.draft set state = 'ACCEPTED', checked_by = made_by, checker_name = 'x'
                        where fund = :fund and id = :id
                        """)
                        .param("fund", fund.code())
                        .param("id", id.value())
                        .update())
                .hasMessageContaining("draft_check");
        assertThat(plans.editions(fund, HOSPITAL)).hasSize(1);
    }

    @Test
    void whatWasSubmittedIsNotEditedNotEvenInTheDatabase() {
        DraftId id = submitted();
        refused("draft_state", () -> write(id, text(id) + "# more\n"));
        assertThatThrownBy(() -> jdbc.sql("update catalogue.draft set text = 'x' where fund = :fund and id = :id")
                        .param("fund", fund.code())
                        .param("id", id.value())
                        .update())
                .hasMessageContaining("not edited");
        refused("draft_other_content", () -> drafts.accept(checker, id, "00".repeat(32), NOW));
        drafts.sendBack(checker, id, "比例要先经理事会同意，请补会议记录。", NOW);
        assertThat(draft(id).state()).isEqualTo(Draft.State.DRAFT);
        assertThat(draft(id).told().words()).contains("理事会");
    }

    @Test
    void noEditionBeginsBeforeTomorrowOrBeforeTheNewest() {
        DraftId id = started();
        write(id, text(id).replace("valid_from: 2026-04-01", "valid_from: " + TODAY));
        assertThat(check(id).faults()).extracting(PlanFault::code).contains(PlanFaultCode.NOT_AHEAD);
        assertThat(check(id).closed()).contains(Gate.READS);
        write(id, text(id).replace("valid_from: " + TODAY, "valid_from: 2024-12-31"));
        assertThat(check(id).faults()).extracting(PlanFault::code).contains(PlanFaultCode.BEFORE_EARLIER);
        write(id, text(id).replace("valid_from: 2024-12-31", "valid_from: " + TODAY.plusDays(1)));
        assertThat(check(id).closed()).doesNotContain(Gate.READS);
    }

    @Test
    void aDraftThatWaitedTooLongIsNotAcceptedBackwards() {
        DraftId id = submitted();
        Instant late = Instant.parse("2026-04-01T01:00:00Z");
        refused("draft_gates", () -> drafts.accept(checker, id, draft(id).content(), late));
        assertThat(plans.editions(fund, HOSPITAL)).hasSize(1);
    }

    @Test
    void aCaseThatComesOutOtherwiseKeepsTheDraftFromBeingSubmitted() {
        DraftId id = started();
        write(id, text(id).replace("rate: 70%", "rate: 71%"));
        replays.run(maker, id, PATIENCE, NOW);
        assertThat(check(id).closed()).containsExactly(Gate.CASES);
        refused("draft_gates", () -> drafts.submit(maker, id, draft(id).version(), NOW));
        assertThat(check(id).cases()).extracting(DraftCheck.Tried::holds).containsExactly(false, false, true);
    }

    @Test
    void aLossRatioAboveTheAlarmWantsAReason() {
        DraftId id = started();
        replays.run(maker, id, PATIENCE, NOW);
        assertThat(check(id).closed()).isEmpty();
        jdbc.sql(
                        "update catalogue.replay set draft_fen = 9001, draft_fees_fen = 10000, alarm_bp = 9000 where fund = :fund")
                .param("fund", fund.code())
                .update();
        assertThat(check(id).closed()).containsExactly(Gate.REASONED);
        write(id, text(id), cases(id), "比例由理事会定，准备金够用两年。");
        assertThat(check(id).closed()).isEmpty();
    }

    /** An old page still has the button; what the second person relied on would be replaced by what came to pass since. */
    @Test
    void theReplayThatAnEditionWasAcceptedOnStays() {
        DraftId id = submitted();
        drafts.accept(checker, id, draft(id).content(), NOW);
        Replay relied = replays.latest(maker, id).orElseThrow();
        refused("draft_state", () -> replays.run(maker, id, PATIENCE, NOW.plusSeconds(60)));
        assertThat(replays.latest(maker, id)).hasValue(relied);
    }

    @Test
    void aReplayAskedForWhileTheEditionIsAcceptedDoesNotReplaceTheOneReliedOn() {
        DraftId id = submitted();
        Replay relied = replays.latest(maker, id).orElseThrow();
        String content = draft(id).content();
        assertThatThrownBy(() -> new TwoAtOnce(transactions, jdbc)
                        .run(
                                () -> drafts.accept(checker, id, content, NOW),
                                () -> replays.run(maker, id, PATIENCE, NOW.plusSeconds(60))))
                .hasMessageContaining("draft_state");
        assertThat(replays.latest(maker, id)).hasValue(relied);
    }

    /** Each began from the edition that held; whoever comes second began from one that is no longer the newest. */
    @Test
    void ofTwoDraftsOfAPlanAcceptedAtOnceOneIsStale() throws Exception {
        for (int round = 0; round < 5; round++) {
            DraftId one = submitted();
            DraftId two = drafts.start(maker, HOSPITAL, NOW);
            write(two, text(two).replace(": 2026-04-01", ": 2026-05-01").replace("2026-04", "2026-05"));
            submittedDraft(two);
            List<String> codes = new ArrayList<>();
            ExecutorService pool = Executors.newFixedThreadPool(2);
            List<Future<?>> both = new ArrayList<>();
            for (DraftId id : List.of(one, two)) {
                String content = draft(id).content();
                both.add(pool.submit(() -> drafts.accept(checker, id, content, NOW)));
            }
            for (Future<?> each : both) {
                try {
                    each.get(60, TimeUnit.SECONDS);
                    codes.add("accepted");
                } catch (ExecutionException refused) {
                    codes.add(String.valueOf(refused.getCause().getMessage()));
                }
            }
            pool.shutdown();
            assertThat(codes).containsExactlyInAnyOrder("accepted", "draft_gates");
        }
    }

    @Test
    void casesWithFaultsAreToldByPlace() {
        DraftId id = started();
        write(id, text(id), cases(id).replace("\"2006.25\"", "2006.25"));
        assertThat(check(id).caseFaults()).first().satisfies(fault -> {
            assertThat(fault.line()).isEqualTo(8);
            assertThat(fault.path()).isEqualTo("[0].facts.bills[0].in_scope");
        });
        assertThat(check(id).closed()).contains(Gate.CASES);
    }

    @Test
    void aSecondHandAnOldPageAndTheTextOfAnotherPlanAreRefused() {
        DraftId id = started();
        assertThat(drafts.check(fund, draft(id).with(text(id).replace("plan: hospital", "plan: clinic"), "", ""), TODAY)
                        .faults())
                .extracting(PlanFault::path, PlanFault::line)
                .containsExactly(tuple("plan", 2));
        Draft seen = draft(id);
        write(id, text(id) + "# first\n");
        refused("draft_stale", () -> drafts.save(maker, seen, NOW));
        Draft now = draft(id);
        refused("draft_not_yours", () -> drafts.save(actor(3, Role.PLAN_DESIGNER), now, NOW));
        refused("not_allowed", () -> drafts.start(checker, HOSPITAL, NOW));
    }

    @Test
    void aDraftOfAnEditionThatIsNoLongerTheNewestIsStale() {
        DraftId slow = started();
        DraftId fast = submittedDraft(started());
        drafts.accept(checker, fast, draft(fast).content(), NOW);
        write(slow, text(slow).replace("2026-04", "2026-05"));
        assertThat(check(slow).closed()).contains(Gate.FRESH);
    }

    @Test
    void aPlanIsRetiredByAnEditionAndItsMembersMayGoOnInTheSuccessor() {
        plans.loadShipped(fund, "reference", NOW);
        LocalDate from = TODAY.plusMonths(3);
        DraftId id = drafts.retire(maker, retiring("short-accident", from, "accident"), NOW);
        assertThat(check(id).faults()).isEmpty();
        assertThat(draft(id).told().reason()).contains("合并");
        assertThat(text(id)).contains("retired: {from: " + from + ", successor: accident}");
        write(id, text(id), cases("short-accident", TODAY.plusDays(1)), "两个意外计划合并，期满改参加意外伤害");
        accepted(id);
        assertThat(openOn(from.minusDays(1))).contains("short-accident");
        assertThat(openOn(from)).doesNotContain("short-accident").contains("accident");
        assertThat(plans.version(fund, SHORT, from.plusDays(1))).isPresent();
        refused("plan_retired", () -> drafts.retire(maker, retiring("short-accident", from.plusDays(9), ""), NOW));
        refused("retire_successor", () -> drafts.retire(maker, retiring("hospital", from, "short-accident"), NOW));
        refused("retire_successor", () -> drafts.retire(maker, retiring("hospital", from, "hospital"), NOW));
        refused("retire_too_early", () -> drafts.retire(maker, retiring("hospital", TODAY.plusDays(1), ""), NOW));
        refused("not_allowed", () -> drafts.retire(checker, retiring("hospital", from, ""), NOW));
    }

    /** An accepted edition cannot be written anew: the next one ends it, whatever end it states, and states none itself. */
    @Test
    void aPlanWithAStatedEndIsRetiredBeforeIt() {
        String text = PlanBook.shippedFiles()
                .getOrDefault("short-accident-2025.yaml", "")
                .replace("valid_from: 2025-01-01", "valid_from: 2025-01-01\nvalid_to: 2030-01-01");
        plans.accept(fund, Map.of("short.yaml", text), NOW);
        DraftId id = drafts.retire(maker, retiring("short-accident", TODAY.plusMonths(3), ""), NOW);
        assertThat(text(id)).doesNotContain("valid_to");
        write(id, text(id), cases("short-accident", TODAY.plusDays(1)), "两个意外计划合并，期满改参加意外伤害");
        accepted(id);
        assertThat(plans.editions(fund, SHORT))
                .extracting(it -> it.heading().validTo())
                .containsExactly(Optional.of(TODAY.plusDays(1)), Optional.empty());
        assertThat(plans.version(fund, SHORT, LocalDate.of(2031, 1, 1)))
                .map(it -> it.heading().validFrom())
                .hasValue(TODAY.plusDays(1));
    }

    private List<String> openOn(LocalDate day) {
        return plans.openOn(fund, day).stream().map(it -> it.code().value()).toList();
    }

    private static Retiring retiring(String plan, LocalDate from, String successor) {
        Optional<PlanCode> next = successor.isEmpty() ? Optional.empty() : Optional.of(new PlanCode(successor));
        return new Retiring(new PlanCode(plan), new Retirement(from, next), "与意外伤害合并，少一次参保手续。");
    }

    @Test
    void theRunningPlansAreUntouchedByBadFiles() {
        plans.loadShipped(fund, "reference", NOW);
        refused("draft_unreadable", () -> drafts.startFrom(maker, "a: &a [x]\nb: [*a, *a]\n", NOW));
        refused("draft_no_code", () -> drafts.startFrom(maker, "edition: x\n", NOW));
        refused("draft_too_large", () -> drafts.startFrom(maker, "#".repeat(10_000_000), NOW));
        refused("draft_unreadable", () -> drafts.startFrom(maker, "\u0000\u0001", NOW));
        DraftId id = drafts.startFrom(maker, "plan: hospital\nedition: \"x\"\n", NOW);
        assertThat(check(id).faults()).isNotEmpty();
        refused("draft_no_text", () -> write(id, "plan: hospital\n# a \u0000 b\n"));
        refused("draft_no_text", () -> write(id, text(id), "[]\u0000"));
        refused("draft_no_text", () -> write(id, text(id), "", "so many words\u0000"));
        assertThat(plans.inForce(fund, TODAY)).hasSize(6);
    }

    /** What a stay of 2,006.25 in scope, admitted on this day, is paid by the edition of the day. */
    private String paid(String admitted) {
        String facts = """
                [{"case": "x", "pays": "0.00", "facts": {"event": {"kind": "hospital"}, "member": {"sex": "male"},
                "stay": {"admitted": "%1$s", "discharged": "%1$s"}, "bills": [{"in_scope": "2006.25"}],
                "covers": [{"plan": "hospital", "from": "2026-01-01", "continuous_since": "2025-01-01"}]}}]
                """.formatted(admitted);
        GoldenCase stay = CasesFile.parse("x.json", facts, HOSPITAL).cases().get(0);
        var edition = plans.version(fund, HOSPITAL, LocalDate.parse(admitted)).orElseThrow();
        return GoldenCase.amount(stay.under(edition)).plainYuan();
    }

    private DraftId started() {
        plans.loadShipped(fund, "reference", NOW);
        return drafts.start(maker, HOSPITAL, NOW);
    }

    private DraftId submitted() {
        return submittedDraft(started());
    }

    private void accepted(DraftId id) {
        replays.run(maker, id, PATIENCE, NOW);
        assertThat(check(id).closed()).isEmpty();
        drafts.submit(maker, id, draft(id).version(), NOW);
        drafts.accept(checker, id, draft(id).content(), NOW);
    }
}
