package org.tongzhou.plan;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;

/** One immutable edition of a plan. The version that began last by the event's date decides. */
public record PlanVersion(
        Heading heading, Joining joining, Claiming claiming, List<Benefit> benefits, Map<String, Clause> clauses) {
    public PlanVersion {
        benefits = List.copyOf(benefits);
        clauses = java.util.Collections.unmodifiableMap(new TreeMap<>(clauses));
    }

    /** The same edition with the same content; itself is known without looking inside, as millions of covers ask. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof PlanVersion that
                        && heading.equals(that.heading)
                        && joining.equals(that.joining)
                        && claiming.equals(that.claiming)
                        && benefits.equals(that.benefits)
                        && clauses.equals(that.clauses));
    }

    @Override
    public int hashCode() {
        return 31 * heading.code().hashCode() + heading.edition().hashCode();
    }

    public PlanCode code() {
        return heading.code();
    }

    /** Such as {@code 2025}; with the code it names the version. */
    public String edition() {
        return heading.edition();
    }

    /** {@code hospital-2025}: how decisions and records name this version. */
    public String id() {
        return code() + "-" + edition();
    }

    public Text name() {
        return heading.name();
    }

    public boolean holdsOn(LocalDate day) {
        return heading.holdsOn(day);
    }

    /** True when a cover may start on this day: the version holds and the plan is not retired. */
    public boolean isOpenOn(LocalDate day) {
        return heading.isOpenOn(day);
    }

    /** True when the two are not held beside each other, whichever of them says so. */
    public boolean excludes(PlanVersion other) {
        return joining.links().excludes().contains(other.code())
                || other.joining.links().excludes().contains(code());
    }

    /** The same version with an end, exclusive: the start of the edition that follows it. */
    public PlanVersion until(LocalDate end) {
        return new PlanVersion(heading.until(end), joining, claiming, benefits, clauses);
    }

    /** The same rules as if they had held since a day and had no end, to be tried on events of the past. */
    public PlanVersion asIfHeldFrom(LocalDate day) {
        return new PlanVersion(heading.asIfHeldFrom(day), joining, claiming, benefits, clauses);
    }

    /** True when it pays for stays alone, so that their admission decides which cover and which edition count. */
    public boolean goesByAdmission() {
        return benefits.stream().allMatch(Benefit::goesByAdmission);
    }

    /** True when it pays a sum on first diagnosis and no costs, so that this day decides, not that of a stay which came of it. */
    public boolean goesByDiagnosis() {
        return benefits.stream().allMatch(Benefit::isFixedSum)
                && benefits.stream().anyMatch(Benefit::isByClass);
    }

    /** The same edition with those benefits alone that are a fixed sum, by class or by grade. */
    public PlanVersion fixedSums() {
        List<Benefit> fixed = benefits.stream().filter(Benefit::isFixedSum).toList();
        return new PlanVersion(heading, joining, claiming, fixed, clauses);
    }

    public Eligibility eligibility() {
        return joining.eligibility();
    }

    /** The fee of one member for one term. */
    public Money fee(int units) {
        return joining.fee().charge(units);
    }

    public int maxUnits() {
        return joining.maxUnits().value();
    }

    public Waiting waiting() {
        return claiming.waiting();
    }

    /** Heading of the units column in a roster; empty when the plan is not enrolled by the common roster. */
    public Optional<String> rosterColumn() {
        return joining.rosterColumn();
    }

    public List<PaperAsk> papers(Occasion occasion) {
        return claiming.papers(occasion);
    }

    /** How steps cite a clause in any language: {@code hospital-2025 §6}. */
    public String citation(String clauseId) {
        return id() + " §" + clauseId;
    }

    /** The clause that a citation of this version names. */
    public Optional<Clause> cited(String citation) {
        String start = citation("");
        return citation.startsWith(start)
                ? Optional.ofNullable(clauses.get(citation.substring(start.length())))
                : Optional.empty();
    }
}
