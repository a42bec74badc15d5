package org.tongzhou.claim;

import java.util.Map;
import java.util.Set;
import org.tongzhou.adjudication.Decision;
import org.tongzhou.adjudication.LimitKey;
import org.tongzhou.adjudication.Reason.Code;
import org.tongzhou.kernel.Money;
import org.tongzhou.plan.Benefit;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanVersion;

/** What one cover of the member gives for an event, by the rules. */
record Verdict(HeldCover cover, Decision decision) {
    /** Reasons that say that the event told of nothing that the benefit pays for. */
    private static final Set<Code> NOT_ASKED_FOR = Set.of(Code.EVENT_NOT_COVERED, Code.NO_BILL, Code.NO_ITEMS);

    PlanCode plan() {
        return cover.plan().code();
    }

    Outcome outcome() {
        return Outcome.of(decision);
    }

    /** True when no paper is owed; asked of every claim, so without the words of a decision that lacks nothing. */
    boolean hasItsPapers() {
        return decision.missing().isEmpty() || outcome().hasItsPapers();
    }

    /** The amount due now, else the most that may be due, else zero. */
    Money amount() {
        return decision.fold(Decision.Payable::amount, Decision.Proposed::upTo, refused -> Money.ZERO);
    }

    boolean isPayable() {
        return decision.fold(payable -> true, proposed -> false, refused -> false);
    }

    boolean isRefused() {
        return decision.fold(payable -> false, proposed -> false, refused -> true);
    }

    /**
     * True when the rules pay nothing of what the event told of the costs of a stay. Only a person may say no to that; where no bill or
     * item was told of, nothing was asked for.
     */
    private boolean isForAPerson(FactSheet facts) {
        return facts.admission().isPresent()
                && isRefused()
                && cover.plan().benefits().stream().anyMatch(Benefit::isForStays)
                && !NOT_ASKED_FOR.containsAll(decision.reasonCodes());
    }

    /** True when it is filed with the event: due now, or not due as only a person may say. */
    boolean isFiled(EventCase eventCase) {
        return !waitsForClass(eventCase.facts()) && (!isRefused() || isForAPerson(eventCase.facts()));
    }

    /** True when the day of first diagnosis would decide on what the event may open, and is not told. */
    boolean asksForDiagnosis(EventCase eventCase) {
        return eventCase.lacksDiagnosis()
                && cover.plan().goesByDiagnosis()
                && (!isRefused() || decision.reasonCodes().stream().allMatch(Code::waits));
    }

    Map<LimitKey, Long> consumption() {
        return decision.consumption();
    }

    boolean isLumpSum() {
        return isLumpSum(cover.plan());
    }

    /** True when a fixed sum is among what it gives, for a death too where the plan pays costs beside. */
    boolean hasFixedSum(FactSheet facts) {
        return isLumpSum() || facts.isDeath() && isByGrade(cover.plan());
    }

    /** What is claimed of the cover, by the edition that decides. */
    Claim.Benefit benefit(FactSheet facts) {
        return new Claim.Benefit(plan().value(), cover.plan().edition(), waitsForClass(facts));
    }

    /** True when the sum stays open until a person confirms a class or grade. A death leaves neither open where there are no classes. */
    boolean waitsForClass(FactSheet facts) {
        boolean died = facts.isDeath();
        boolean classes = cover.plan().benefits().stream().anyMatch(Benefit::isByClass);
        return isLumpSum() && (classes || !died);
    }

    /** True when the plan pays by the grade of a disability, which needs no bill. */
    static boolean isByGrade(PlanVersion plan) {
        return plan.benefits().stream().anyMatch(Benefit::isByGrade);
    }

    /** True when the plan pays fixed sums by class or grade only, so that evidence and a person decide. */
    static boolean isLumpSum(PlanVersion plan) {
        return plan.benefits().stream().allMatch(Benefit::isFixedSum);
    }
}
