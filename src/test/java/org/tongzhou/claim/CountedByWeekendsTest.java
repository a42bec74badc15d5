package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.kernel.WorkingDays;
import org.tongzhou.shell.Frame;
import org.tongzhou.shell.TestFrames;
import org.tongzhou.testing.TestData;

/** A promise into a year whose holidays are not published says how its last day was counted. */
class CountedByWeekendsTest {
    private static final WorkingDays PUBLISHED_TO_2026 = new WorkingDays(Set.of(2025, 2026), Set.of(), Set.of());

    private final Frame frame = TestFrames.seenBy(
            new Actor(1, "周复核", Scope.province(TestData.FUND), Set.of(Role.COUNTY_REVIEWER), null, null));

    @Test
    void aDayInAnUnpublishedYearIsSaidToBeCountedByWeekends() {
        assertThat(counted(LocalDate.of(2026, 12, 28))).isEqualTo("（2027 年放假安排未公布，按双休推算）");
    }

    @Test
    void aDayInAPublishedYearSaysNothingMore() {
        assertThat(counted(LocalDate.of(2026, 3, 2))).isEmpty();
    }

    private String counted(LocalDate acceptedOn) {
        return DrawnClock.counted(new ClaimClock(acceptedOn, List.of(), PUBLISHED_TO_2026), frame);
    }
}
