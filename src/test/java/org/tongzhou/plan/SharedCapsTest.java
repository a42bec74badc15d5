package org.tongzhou.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.tongzhou.plan.PlanTexts.begun;
import static org.tongzhou.plan.PlanTexts.edition;
import static org.tongzhou.plan.PlanTexts.files;
import static org.tongzhou.plan.PlanTexts.plan;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A cap that plans share is one cap: the same in each of them on each day, and changed in all of them at once. */
class SharedCapsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 2, 10);

    @Test
    void sharedCapIsTheSameInEveryPlan() {
        assertThat(PlanBook.parse(files("one: cap 100 term g", "two: cap 100 term g"))
                        .faults())
                .isEmpty();
        assertThat(PlanBook.parse(files("one: cap 100 term g", "two: cap 90 term g"))
                        .faults())
                .extracting(PlanFault::code, PlanFault::file)
                .containsExactly(tuple(PlanFaultCode.GROUP_DIFFERS, "two.yaml"));
        assertThat(PlanBook.parse(files("one: cap 100 term g", "two: cap 90 event g"))
                        .faults())
                .isEmpty();
        assertThat(PlanBook.parse(files("one: cap 100 term g", "two: cap 90 term h"))
                        .faults())
                .isEmpty();
    }

    @Test
    void aSharedCapIsTheSameForEachUnitAndInEachBenefitToo() {
        Map<String, String> files = files("one: cap 100 term g", "two: cap 100 term g");
        files.computeIfPresent("two.yaml", (name, text) -> text.replace("{cap: 100", "{cap_per_unit: 100"));
        assertThat(PlanBook.parse(files).faults())
                .extracting(PlanFault::code, PlanFault::file)
                .containsExactly(tuple(PlanFaultCode.GROUP_DIFFERS, "two.yaml"));
        assertThat(PlanBook.parseAccepted(files).faults())
                .as("for new files alone")
                .isEmpty();
        String twice = plan("one", "cap 100 term g")
                .replace("    rules:\n", "    rules:\n      - {cap: 90, per: term, group: g, clause: \"6\"}\n");
        assertThat(PlanBook.parse(Map.of("one.yaml", twice)).faults())
                .extracting(PlanFault::code)
                .containsExactly(PlanFaultCode.GROUP_DIFFERS);
    }

    /** Both plans have a new edition on one day, with another cap. */
    @Test
    void aSharedCapIsChangedForAllPlansOnOneDay() {
        Map<String, String> files = files("one: cap 100 term g", "two: cap 100 term g");
        PlanBook book = PlanBook.parse(files).book().orElseThrow();
        String one = begun(plan("one", "cap 120 term g"), "2026-07-01");
        String two = begun(plan("two", "cap 120 term g"), "2026-07-01");
        assertThat(book.with("one.yaml", one, TODAY).faults())
                .extracting(PlanFault::code)
                .containsExactly(PlanFaultCode.GROUP_DIFFERS);
        PlanBook changed = book.with("one.yaml", one, TODAY, () -> List.of(version(two)))
                .book()
                .orElseThrow();
        assertThat(changed.with("two.yaml", two, TODAY).faults()).isEmpty();
        assertThat(changed.with("next.yaml", edition("2027", "2027-01-01", ""), TODAY)
                        .faults())
                .as("no plan answers for others")
                .isEmpty();
        String late = begun(plan("two", "cap 120 term g"), "2026-07-02");
        String other = begun(plan("two", "cap 130 term g"), "2026-07-01");
        assertThat(List.of(late, other))
                .allSatisfy(draft -> assertThat(book.with("one.yaml", one, TODAY, () -> List.of(version(draft)))
                                .faults())
                        .isNotEmpty());
        files.put("one-2026.yaml", one);
        files.put("two-2026.yaml", two);
        assertThat(PlanBook.parse(files).faults()).isEmpty();
    }

    @Test
    void whereAPlanDidNotFollowTheBookSaysWhichCapsDiffer() {
        Map<String, String> files = files("one: cap 100 term g", "two: cap 100 term g");
        files.put("next.yaml", begun(plan("one", "cap 120 term g"), "2026-07-01"));
        PlanBook book = PlanBook.parseAccepted(files).book().orElseThrow();
        assertThat(book.capsApart(TODAY))
                .extracting(
                        CapsApart::group, it -> it.one().id(), it -> it.other().id(), CapsApart::since)
                .containsExactly(tuple("g", "one-2026-07-01", "two-2025", LocalDate.of(2026, 7, 1)));
        files.put("late.yaml", begun(plan("two", "cap 120 term g"), "2026-08-01"));
        PlanBook followed = PlanBook.parseAccepted(files).book().orElseThrow();
        assertThat(followed.capsApart(LocalDate.of(2026, 7, 31))).hasSize(1);
        assertThat(followed.capsApart(LocalDate.of(2026, 8, 1))).isEmpty();
    }

    /** Accepted before caps were compared; the edition that retires it changes nothing else. */
    @ParameterizedTest
    @CsvSource({"100, retired, ''", "100, '', GROUP_DIFFERS", "110, retired, GROUP_DIFFERS"})
    void aPlanWhoseSharedCapDiffersAlreadyCanStillBeRetired(String cap, String retired, String fault) {
        String twice = "    rules:\n      - {cap_per_unit: 90, per: term, group: g, clause: \"6\"}\n";
        Map<String, String> files = files("one: cap 100 term g", "two: cap 90 term g");
        files.computeIfPresent("one.yaml", (name, text) -> text.replace("    rules:\n", twice));
        PlanBook book = PlanBook.parseAccepted(files).book().orElseThrow();
        String next = begun(files.getOrDefault("one.yaml", ""), "2026-03-01")
                .replace("cap: 100", "cap: " + cap)
                .replace("order: 10", retired.isEmpty() ? "order: 10" : "order: 10\nretired: {from: 2026-07-01}");
        assertThat(book.with("one.yaml", next, TODAY).faults().stream()
                        .map(it -> it.code().name())
                        .distinct())
                .containsExactly(fault.isEmpty() ? new String[0] : new String[] {fault});
    }

    /** The last covers of a year begin on the day before the retirement. */
    @ParameterizedTest
    @CsvSource({"2026-06-30, GROUP_DIFFERS", "2026-07-01, ''"})
    void aSharedCapIsBoundToARetiredPlanUntilItsLastCoverIsOver(String from, String fault) {
        Map<String, String> files = files("one: cap 100 term g", "two: cap 100 term g");
        files.computeIfPresent(
                "two.yaml",
                (name, text) -> text.replace("from: 2025-01-01", "from: 2025-01-01\nretired: {from: 2025-07-01}"));
        PlanBook book = PlanBook.parse(files).book().orElseThrow();
        String next = begun(plan("one", "cap 120 term g"), from);
        assertThat(book.with("one.yaml", next, TODAY).faults())
                .extracting(it -> it.code().name())
                .containsExactly(fault.isEmpty() ? new String[0] : new String[] {fault});
    }

    private static PlanVersion version(String text) {
        return PlanFile.parse("draft.yaml", text).plan().orElseThrow();
    }
}
