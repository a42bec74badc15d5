package org.tongzhou.enrolment;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.tongzhou.enrolment.CoverStore.Held;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.plan.Eligibility;
import org.tongzhou.plan.Heading;
import org.tongzhou.plan.Lineage;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanVersion;

/** Rules of joining that a person's covers decide on: which plans exclude each other, which need another one beside them. */
final class HeldRules {
    private final RosterTerms terms;
    private final RosterHeader header;
    private final Lineage lineage;
    private final Map<PlanCode, Set<PlanCode>> lines = new HashMap<>();

    HeldRules(RosterTerms terms, RosterHeader header) {
        this.terms = terms;
        this.header = header;
        this.lineage = terms.lineage();
    }

    /** For whoever joins without a roster, and so without its columns. */
    static HeldRules alone(RosterTerms terms) {
        return new HeldRules(terms, RosterHeader.of(List.of()));
    }

    LocalDate day() {
        return terms.day();
    }

    int column(RosterField field) {
        return header.column(field);
    }

    Optional<PlanVersion> version(PlanCode plan) {
        return terms.version(plan);
    }

    /** True when a cover is of this plan, or of one that the plan goes on for. */
    boolean isOfLine(PlanVersion plan, Held cover) {
        return line(plan.code()).contains(cover.plan());
    }

    /** True of a cover beside which another one of its line cannot be asked for yet. */
    boolean isInTheWay(Held cover) {
        return cover.awaiting() || cover.ends().isAfter(FundCheck.renewableUntil(day()));
    }

    private Set<PlanCode> line(PlanCode plan) {
        return lines.computeIfAbsent(plan, lineage::line);
    }

    /** True when a cover that begins as early as may be could go on from this one: by a plan that is open, else by its own. */
    boolean mayBeRenewed(Held cover) {
        List<PlanVersion> next =
                terms.open().stream().filter(plan -> isOfLine(plan, cover)).toList();
        return (next.isEmpty() ? version(cover.plan()).stream() : next.stream())
                .anyMatch(plan -> continues(plan, cover));
    }

    /** True when a cover is of the same plan as an earlier one, or of one that goes on for it. */
    boolean follows(Held cover, Held earlier) {
        return cover.ends().isAfter(earlier.ends()) && line(cover.plan()).contains(earlier.plan());
    }

    /** What of a row's choices does not go with the covers that the person holds when it begins, or with their age by then. */
    List<RowIssue> issues(Applicant applicant, List<Held> own) {
        List<PlanVersion> plans =
                applicant.choices().stream().map(Applicant.Choice::plan).toList();
        List<RowIssue> issues = new ArrayList<>();
        if (applicant.isTooOldOn(FundCheck.renewableUntil(terms.starts()))) { // few are
            tooOld(applicant, own).ifPresent(issues::add);
        }
        if (own.isEmpty() && plans.stream().noneMatch(HeldRules::asksBeside)) {
            return issues;
        }
        plans.forEach(plan -> issues.addAll(issues(applicant, plan, own)));
        return issues;
    }

    private List<RowIssue> issues(Applicant applicant, PlanVersion plan, List<Held> own) {
        int row = applicant.row();
        LocalDate start = effective(plan, own);
        List<RowIssue> issues = new ArrayList<>();
        retiredBy(row, plan, start).ifPresent(issues::add);
        List<Held> beside = beside(plan, start, own);
        excluding(plan, beside).ifPresent(cover -> issues.add(excluded(row, plan, cover)));
        Set<PlanCode> chosen = new TreeSet<>();
        applicant.choices().forEach(choice -> chosen.add(choice.plan().code()));
        if (lacksBase(plan, chosen, beside)) {
            issues.add(baseMissing(row, plan));
        }
        return issues;
    }

    /** Refuses whoever joins this plan alone after its last day, beside a cover that excludes it, or without one that it needs. */
    void requireBeside(PlanVersion plan, List<Held> own) {
        LocalDate start = effective(plan, own);
        if (retired(plan, start).isPresent()) {
            throw Refusal.conflict("cover_plan_retired");
        }
        List<Held> beside = beside(plan, start, own);
        if (excluding(plan, beside).isPresent()) {
            throw Refusal.conflict("cover_excluded");
        }
        if (lacksBase(plan, Set.of(), beside)) {
            throw Refusal.conflict("cover_base_missing");
        }
    }

    private Optional<Held> excluding(PlanVersion plan, List<Held> beside) {
        return beside.stream().filter(cover -> excludes(plan, cover)).findFirst();
    }

    private static boolean lacksBase(PlanVersion plan, Set<PlanCode> chosen, List<Held> beside) {
        Set<PlanCode> codes = new TreeSet<>(chosen);
        beside.forEach(cover -> codes.add(cover.plan()));
        return plan.joining().links().lacksBase(codes);
    }

    private static boolean asksBeside(PlanVersion plan) {
        return plan.heading().retired().isPresent()
                || !plan.joining().links().requires().isEmpty();
    }

    /** Whoever is young enough tomorrow may not be when a renewal begins that is handed in early, and the other way round. */
    private Optional<RowIssue> tooOld(Applicant applicant, List<Held> own) {
        for (Applicant.Choice choice : applicant.choices()) {
            Optional<RowIssue> old = tooOld(applicant, choice.plan().eligibility(), effective(choice.plan(), own));
            if (old.isPresent()) {
                return old;
            }
        }
        return Optional.empty();
    }

    /** True when a cover that begins as early as may be goes on from this one: then it begins at its expiry. */
    boolean continues(PlanVersion plan, Held cover) {
        return plan.joining().continues(cover.ends(), terms.starts());
    }

    /** The day on which a cover begins, as early as may be. A renewal is dated back within the grace, so that it may be past. */
    private LocalDate effective(PlanVersion plan, List<Held> own) {
        return own.stream()
                .filter(cover -> !cover.awaiting() && isOfLine(plan, cover))
                .max(Comparator.comparing(Held::ends))
                .filter(last -> continues(plan, last))
                .map(last -> lineage.goesOn(plan.code(), last.ends()))
                .orElse(terms.starts());
    }

    private Optional<RowIssue> tooOld(Applicant applicant, Eligibility rules, LocalDate start) {
        int age = applicant.id().ageOn(start);
        return age > rules.maxAge()
                ? Optional.of(RowIssue.of(
                        applicant.row(),
                        header.column(RosterField.ID_NUMBER),
                        RowCode.TOO_OLD,
                        age,
                        rules.minAge(),
                        rules.maxAge()))
                : Optional.empty();
    }

    private static Optional<Heading.Retirement> retired(PlanVersion plan, LocalDate start) {
        return plan.heading().retired().filter(retired -> !start.isBefore(retired.from()));
    }

    /** A renewal that is handed in early may begin after the plan's last day. */
    private Optional<RowIssue> retiredBy(int row, PlanVersion plan, LocalDate start) {
        return retired(plan, start)
                .map(retired ->
                        RowIssue.of(row, at(plan), RowCode.PLAN_RETIRED, RowPlans.retired(plan, retired, terms)));
    }

    /** Covers of other plans that are awaited, or run on when a cover of this plan begins. */
    private List<Held> beside(PlanVersion plan, LocalDate start, List<Held> own) {
        return own.stream()
                .filter(cover -> !isOfLine(plan, cover))
                .filter(cover -> cover.awaiting() || cover.ends().isAfter(start))
                .toList();
    }

    private boolean excludes(PlanVersion plan, Held cover) {
        return terms.version(cover.plan())
                .map(plan::excludes)
                .orElseGet(() -> plan.joining().links().excludes().contains(cover.plan()));
    }

    private RowIssue excluded(int row, PlanVersion plan, Held cover) {
        return RowIssue.of(
                row,
                at(plan),
                RowCode.HELD_PLAN_EXCLUDES,
                RowPlans.heading(plan),
                terms.version(cover.plan())
                        .map(RowPlans::heading)
                        .orElse(cover.plan().value()),
                cover.awaiting() ? "" : cover.ends().minusDays(1),
                plan.name().en(),
                terms.version(cover.plan())
                        .map(it -> it.name().en())
                        .orElse(cover.plan().value()));
    }

    private RowIssue baseMissing(int row, PlanVersion plan) {
        Set<PlanCode> bases = plan.joining().links().requires();
        return RowIssue.of(
                row,
                at(plan),
                RowCode.BASE_MISSING,
                RowPlans.heading(plan),
                RowPlans.names(bases, terms),
                plan.name().en(),
                RowPlans.englishNames(bases, terms));
    }

    private int at(PlanVersion plan) {
        return plan.rosterColumn().map(header::column).orElse(-1);
    }
}
