package org.tongzhou.claim;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tongzhou.adjudication.Findings;

/**
 * A grade of disability as a certificate states it, 1 (gravest) to 10, judged on a day; {@code treatmentEnded} is null while
 * treatment goes on.
 */
public record Grade(int grade, LocalDate judgedOn, @Nullable LocalDate treatmentEnded) {
    private static final Pattern WRITTEN =
            Pattern.compile("grade (\\d{1,2}) (\\d{4}-\\d{2}-\\d{2})(?: (\\d{4}-\\d{2}-\\d{2}))?");

    /** As a claim's finding is written, where otherwise the code of a disease class stands: {@code grade 9 2026-03-10 2026-03-01}. */
    public String finding() {
        return "grade " + grade + " " + judgedOn + (treatmentEnded == null ? "" : " " + treatmentEnded);
    }

    /** Empty where the finding is no grade. */
    public static Optional<Grade> of(@Nullable String finding) {
        Matcher found = WRITTEN.matcher(finding == null ? "" : finding);
        if (!found.matches()) {
            return Optional.empty();
        }
        String ended = found.group(3);
        try {
            return Optional.of(new Grade(
                    Integer.parseInt(found.group(1)),
                    LocalDate.parse(found.group(2)),
                    ended == null ? null : LocalDate.parse(ended)));
        } catch (DateTimeException notADay) {
            return Optional.empty();
        }
    }

    Findings findings() {
        Findings graded = Findings.NONE.withGrade(grade, judgedOn);
        return treatmentEnded == null ? graded : graded.withTreatmentEnded(treatmentEnded);
    }
}
