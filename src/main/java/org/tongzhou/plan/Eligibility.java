package org.tongzhou.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tongzhou.kernel.Sex;

/**
 * Who may join. Ages are completed years on the effective day, both ends included: with 60, until the day before the
 * 61st birthday. {@code employeeMedical}: the person must be in the state employee medical insurance.
 */
public record Eligibility(Optional<Sex> only, int minAge, int maxAge, boolean employeeMedical) {
    /** Why a person may not join. */
    public enum Fault {
        TOO_YOUNG,
        TOO_OLD,
        WRONG_SEX
    }

    /** All faults in a fixed order (age, then sex); empty when the person may join. */
    public List<Fault> faults(Sex sex, int ageOnEffectiveDay) {
        List<Fault> faults = new ArrayList<>();
        if (ageOnEffectiveDay < minAge) {
            faults.add(Fault.TOO_YOUNG);
        }
        if (ageOnEffectiveDay > maxAge) {
            faults.add(Fault.TOO_OLD);
        }
        if (!admits(sex)) {
            faults.add(Fault.WRONG_SEX);
        }
        return List.copyOf(faults);
    }

    public boolean admits(Sex sex) {
        return only.map(sex::equals).orElse(true);
    }
}
