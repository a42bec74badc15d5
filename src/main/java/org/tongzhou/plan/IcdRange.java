package org.tongzhou.plan;

import java.util.Optional;

/** A range of ICD-10 codes, both ends included, written {@code C00-C97}, {@code D33.0-D33.3} or {@code I21}. */
public record IcdRange(Icd10 first, Icd10 last) {
    public IcdRange {
        if (first.compareTo(last) > 0) {
            throw new IllegalArgumentException("ICD-10 range " + first + "-" + last);
        }
    }

    static Optional<IcdRange> parse(String text) {
        String[] ends = text.split("-", -1);
        String last = ends[ends.length - 1];
        if (ends.length > 2 || !Icd10.isForm(ends[0]) || !Icd10.isForm(last) || ends[0].compareTo(last) > 0) {
            return Optional.empty();
        }
        return Optional.of(new IcdRange(new Icd10(ends[0]), new Icd10(last)));
    }

    /** True when the code lies in the range, and when it is too coarse to say: N18 may be N18.5. */
    public boolean mayInclude(Icd10 diagnosis) {
        return low() <= diagnosis.high() && diagnosis.low() <= high();
    }

    public int low() {
        return first.low();
    }

    public int high() {
        return last.high();
    }
}
