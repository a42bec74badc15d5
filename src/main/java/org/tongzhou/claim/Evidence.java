package org.tongzhou.claim;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tongzhou.adjudication.Findings;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.plan.Benefit;
import org.tongzhou.plan.Benefit.Disability;
import org.tongzhou.plan.Benefit.LumpSum;
import org.tongzhou.plan.PaperKind;

/** What a person may confirm from the papers of a claim: facts, a class of the plan's own lists of diseases, a grade of disability. */
@Component
class Evidence {
    private final EventCovers covers;

    Evidence(EventCovers covers) {
        this.covers = covers;
    }

    /** Refuses a finding, written as a claim stores it, that this claim cannot have on {@code today}. */
    void require(FundId fund, EventCase eventCase, Claim claim, String finding, LocalDate today) {
        List<Benefit> benefits = covers.ofClaim(fund, eventCase, claim).plan().benefits();
        Optional<Grade> grade = Grade.of(finding);
        if (grade.isPresent()) {
            requireGrade(eventCase, benefits, grade.get(), today);
        } else {
            requireClass(claim, benefits, finding);
        }
    }

    /** Refuses a class of a plan that goes by first diagnosis while that day is not told ({@code claim_fact_needed}). */
    void requireDiagnosed(FundId fund, EventCase eventCase, Claim claim, String finding) {
        if (eventCase.lacksDiagnosis()
                && !finding.equals(Findings.NO_CLASS)
                && covers.ofClaim(fund, eventCase, claim).plan().goesByDiagnosis()) {
            throw Refusal.conflict("claim_fact_needed", FactField.DIAGNOSED);
        }
    }

    /** Refuses facts that a reviewer found ({@code claim_facts_unsound}, with the fault), as they would be refused of a draft; whose name is on the bill is theirs to judge. */
    void requireSound(FundId fund, EventCase eventCase, LocalDate today) {
        Needed needed = Needed.of(eventCase, () -> covers.of(fund, eventCase));
        String payer = eventCase.facts().text(FactField.PAYER).orElse("");
        FactFault.of(eventCase.facts(), needed, payer, today).stream()
                .findFirst()
                .ifPresent(fault -> {
                    throw Refusal.invalid("claim_facts_unsound", fault);
                });
    }

    private static void requireClass(Claim claim, List<Benefit> benefits, String disease) {
        if (!claim.benefit().lumpSum()) {
            throw Refusal.invalid("claim_no_classes");
        }
        boolean listed = benefits.stream()
                .filter(LumpSum.class::isInstance)
                .flatMap(benefit -> ((LumpSum) benefit).lists().stream())
                .flatMap(list -> list.classes().stream())
                .anyMatch(one -> one.code().equals(disease));
        if (!listed && !disease.equals(Findings.NO_CLASS)) {
            throw Refusal.invalid("claim_class_unknown");
        }
    }

    /** Death and disability are not both paid; the certificate lies in the case, and its day is not too early for the plan. */
    private static void requireGrade(EventCase eventCase, List<Benefit> benefits, Grade grade, LocalDate today) {
        Disability benefit = disability(benefits)
                .filter(one -> !eventCase.facts().isDeath())
                .orElseThrow(() -> Refusal.invalid("claim_no_grades"));
        if (grade.grade() < 1
                || grade.grade() > benefit.gradeBasisPoints().value().size()) {
            throw Refusal.invalid("claim_grade_unknown");
        }
        LocalDate event = EventCovers.day(eventCase).orElseThrow();
        LocalDate ended = grade.treatmentEnded();
        if (!isWithin(event, grade.judgedOn(), today)
                || !isWithin(event, Objects.requireNonNullElse(ended, today), today)) {
            throw Refusal.invalid("claim_grade_days");
        }
        LocalDate first = benefit.firstJudgement(event, Optional.ofNullable(ended));
        if (grade.judgedOn().isBefore(first)) {
            throw Refusal.conflict("claim_grade_early", first);
        }
        if (!eventCase.paperKinds().contains(PaperKind.DISABILITY_CERTIFICATE)) {
            throw Refusal.conflict("claim_grade_paper");
        }
    }

    private static Optional<Disability> disability(List<Benefit> benefits) {
        return benefits.stream()
                .filter(Disability.class::isInstance)
                .map(Disability.class::cast)
                .findFirst();
    }

    private static boolean isWithin(LocalDate first, LocalDate day, LocalDate last) {
        return !day.isBefore(first) && !day.isAfter(last);
    }
}
