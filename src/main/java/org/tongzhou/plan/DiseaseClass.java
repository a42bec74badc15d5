package org.tongzhou.plan;

import java.util.List;
import java.util.Optional;

/**
 * A disease class of a list: a diagnosis code in one of its ranges opens the question, {@code needs} says what evidence
 * decides it, and a person confirms.
 */
public record DiseaseClass(String code, Text name, List<IcdRange> icd10, Optional<Text> needs) {
    public DiseaseClass {
        icd10 = List.copyOf(icd10);
    }

    public boolean mayInclude(Icd10 diagnosis) {
        return icd10.stream().anyMatch(range -> range.mayInclude(diagnosis));
    }
}
