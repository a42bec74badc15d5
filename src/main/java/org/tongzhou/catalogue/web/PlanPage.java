package org.tongzhou.catalogue.web;

import java.util.List;

/** One version of a plan, all in words. */
public record PlanPage(
        Head head, List<Row> joining, List<BenefitCard> benefits, List<PaperGroup> papers, List<Quote> clauses) {
    /**
     * {@code edition} is such as {@code 2025}; {@code validity} its first and, if known, last day; {@code retired} says from
     * when nobody joins and where to go on, empty while the plan goes on.
     */
    public record Head(
            String code,
            String name,
            String summary,
            String edition,
            String validity,
            String retired,
            boolean hasExamples) {}

    /** {@code clause} is the number of the clause behind the value, or empty. */
    public record Row(String label, PlanList.Value value, String clause) {}

    public record BenefitCard(String name, List<Row> rows, List<ClassTable> lists) {}

    public record ClassTable(String name, List<ClassRow> classes) {}

    /** {@code codes} are ICD-10 ranges; {@code needs} is the evidence that decides. */
    public record ClassRow(String name, String codes, String needs) {}

    public record PaperGroup(String occasion, List<String> papers) {}

    public record Quote(String id, String text) {}
}
