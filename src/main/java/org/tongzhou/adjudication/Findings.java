package org.tongzhou.adjudication;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a person has confirmed from the evidence. {@code diseaseClass} is the code of a class, or {@link #NO_CLASS} when
 * the evidence supports none; {@code grade} is 1 (gravest) to 10, judged on {@code gradedOn}.
 */
public record Findings(
        Optional<String> diseaseClass,
        OptionalInt grade,
        Optional<LocalDate> gradedOn,
        Optional<LocalDate> treatmentEnded,
        Optional<LocalDate> died) {
    public static final String NO_CLASS = "none";
    public static final Findings NONE =
            new Findings(Optional.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public Findings withClass(String code) {
        return new Findings(Optional.of(code), grade, gradedOn, treatmentEnded, died);
    }

    public Findings withGrade(int confirmed, LocalDate judgedOn) {
        return new Findings(diseaseClass, OptionalInt.of(confirmed), Optional.of(judgedOn), treatmentEnded, died);
    }

    public Findings withTreatmentEnded(LocalDate day) {
        return new Findings(diseaseClass, grade, gradedOn, Optional.of(day), died);
    }

    public Findings withDeath(LocalDate day) {
        return new Findings(diseaseClass, grade, gradedOn, treatmentEnded, Optional.of(day));
    }
}
