package org.tongzhou.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Sex;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanFile;
import org.tongzhou.plan.PlanVersion;
import org.tongzhou.testing.TestData;

/** On which day a cover that goes on from another begins, by which ages and covers beside it are judged. */
class HeldRulesTest {
    private static final LocalDate HANDED_IN = LocalDate.of(2026, 3, 5);
    private static final LocalDate EXPIRY = LocalDate.of(2026, 2, 15);

    /** The old plan is retired; its successor has an edition from January and one from March. */
    private final PlanVersion old = plan("medical-old.yaml", "2026-02-01", "2026-01-01");

    private final PlanVersion january =
            plan("medical.yaml", "valid_from: 2025-01-01", "valid_from: 2026-01-01\nvalid_to: 2026-03-01");
    private final PlanVersion march = plan("medical.yaml", "\"2025\"", "\"2026b\"", "2025-01-01", "2026-03-01");

    private final HeldRules rules = HeldRules.alone(RosterTerms.of(HANDED_IN, List.of(old, january, march)));

    @Test
    void aSuccessorThatHasBeenThereBeforeTheExpiryGoesOnFromItWhicheverEditionIsOpen() {
        assertThat(rules.issues(bornOn(LocalDate.of(1965, 2, 20)), List.of(held())))
                .as("sixty on the day of the expiry, sixty-one in March")
                .isEmpty();
    }

    @Test
    void whoIsTooOldOnTheExpiryIsTooOld() {
        assertThat(rules.issues(bornOn(LocalDate.of(1965, 2, 15)), List.of(held())))
                .extracting(RowIssue::code)
                .containsExactly(RowCode.TOO_OLD);
    }

    private Applicant bornOn(LocalDate born) {
        Applicant.Choice choice = new Applicant.Choice(march, 1, Money.ofYuan(50));
        return new Applicant(
                2, "张三", TestData.residentId(Sex.MALE, born), "13912345678", Optional.empty(), List.of(choice));
    }

    private static CoverStore.Held held() {
        return new CoverStore.Held(
                new PersonId(1),
                new PlanCode("medical-old"),
                new UnitId(1),
                null,
                2,
                Cover.State.ACTIVE,
                false,
                EXPIRY);
    }

    private static PlanVersion plan(String file, String... changes) {
        try {
            String text = Files.readString(Path.of(SampleRegion.PLANS, file));
            for (int i = 0; i < changes.length; i += 2) {
                text = text.replace(changes[i], changes[i + 1]);
            }
            return PlanFile.parse(file, text).plan().orElseThrow();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
