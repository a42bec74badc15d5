package org.tongzhou.bench;

import java.time.LocalDate;
import java.util.List;
import org.tongzhou.adjudication.CompiledPlan;
import org.tongzhou.adjudication.Decision;
import org.tongzhou.plan.PlanBook;
import org.tongzhou.plan.PlanCode;

/** The product's engine on the shipped plans. */
final class OwnEngine {
    private final CompiledPlan[] plans;

    OwnEngine() {
        PlanBook book = PlanBook.shipped();
        LocalDate day = LocalDate.of(2025, 6, 1);
        plans = ClaimMix.PLANS.stream()
                .map(code -> book.version(new PlanCode(code), day).orElseThrow())
                .map(CompiledPlan::of)
                .toArray(CompiledPlan[]::new);
    }

    Decision decide(ClaimMix.Put claim) {
        return plans[claim.plan()].decide(claim.cover(), claim.facts(), claim.used());
    }

    long fen(ClaimMix.Put claim) {
        return decide(claim) instanceof Decision.Payable payable
                ? payable.amount().fen()
                : 0;
    }

    long total(List<ClaimMix.Put> claims) {
        long total = 0;
        for (int i = 0; i < claims.size(); i++) {
            total += fen(claims.get(i));
        }
        return total;
    }

    /** With every explanation worked out; the number of steps keeps the work from being left out. */
    long explained(List<ClaimMix.Put> claims) {
        long steps = 0;
        for (int i = 0; i < claims.size(); i++) {
            steps += decide(claims.get(i)).explanation().steps().size();
        }
        return steps;
    }
}
