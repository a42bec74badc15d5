package org.tongzhou.bench;

import java.time.LocalDate;
import java.util.List;
import java.util.function.ObjLongConsumer;
import org.tongzhou.adjudication.CompiledPlan;
import org.tongzhou.adjudication.Decision;
import org.tongzhou.adjudication.LimitKey;
import org.tongzhou.plan.PlanBook;

/** The product's engine on the shipped plans: every rule of the plan files, the words worked out when they are asked for. */
final class OwnEngine {
    private final CompiledPlan[] plans;

    OwnEngine() {
        PlanBook book = PlanBook.shipped();
        LocalDate day = LocalDate.of(2025, 6, 1);
        plans = ClaimMix.PLANS.stream()
                .map(code -> book.version(code, day).orElseThrow())
                .map(CompiledPlan::of)
                .toArray(CompiledPlan[]::new);
    }

    Decision decide(ClaimMix.Put claim) {
        return plans[claim.plan()].decide(claim.cover(), claim.facts(), claim.used());
    }

    ClaimMix.Answer answer(ClaimMix.Put claim) {
        Decision decision = decide(claim);
        Uses uses = new Uses();
        decision.eachUse(uses);
        return new ClaimMix.Answer(
                fen(decision), openFen(decision), decision.reasonBits(), uses.sum, uses.cost, uses.borne);
    }

    /** What decisions use, by the three kinds of limits of the mix. */
    private static final class Uses implements ObjLongConsumer<LimitKey> {
        private long sum;
        private long cost;
        private long borne;

        @Override
        public void accept(LimitKey key, long used) {
            switch (key.limit()) {
                case "group/medical_cost" -> borne += used;
                case "gig-accident/medical/2" -> cost += used;
                default -> sum += used;
            }
        }

        long all() {
            return sum + cost + borne;
        }
    }

    static long fen(Decision decision) {
        return decision instanceof Decision.Payable payable ? payable.amount().fen() : 0;
    }

    static long openFen(Decision decision) {
        return decision instanceof Decision.Proposed proposed ? proposed.upTo().fen() : 0;
    }

    /** Decides all; amounts, reasons and consumption of each are read and added. */
    long total(List<ClaimMix.Put> claims) {
        long total = 0;
        Uses uses = new Uses();
        for (int i = 0; i < claims.size(); i++) {
            Decision decision = decide(claims.get(i));
            total += fen(decision) + openFen(decision) + decision.reasonBits();
            decision.eachUse(uses);
        }
        return total + uses.all();
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
