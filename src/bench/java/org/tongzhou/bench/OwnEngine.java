package org.tongzhou.bench;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.tongzhou.adjudication.CompiledPlan;
import org.tongzhou.adjudication.Decision;
import org.tongzhou.adjudication.LimitKey;
import org.tongzhou.adjudication.Reason;
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
        long sum = 0;
        long cost = 0;
        long borne = 0;
        for (Map.Entry<LimitKey, Long> use : decision.consumption().entrySet()) {
            String limit = use.getKey().limit();
            sum += limit.endsWith("/diagnosis") || limit.endsWith("/injury") ? use.getValue() : 0;
            cost += limit.equals("gig-accident/medical/2") ? use.getValue() : 0;
            borne += limit.equals("group/medical_cost") ? use.getValue() : 0;
        }
        return new ClaimMix.Answer(fen(decision), openFen(decision), reasons(decision), sum, cost, borne);
    }

    static long fen(Decision decision) {
        return decision instanceof Decision.Payable payable ? payable.amount().fen() : 0;
    }

    static long openFen(Decision decision) {
        return decision instanceof Decision.Proposed proposed ? proposed.upTo().fen() : 0;
    }

    static int reasons(Decision decision) {
        int bits = 0;
        for (Reason.Code code : decision.reasonCodes()) {
            bits |= 1 << code.ordinal();
        }
        return bits;
    }

    /** Decides all; amounts, reasons and consumption of each are read and added. */
    long total(List<ClaimMix.Put> claims) {
        long total = 0;
        for (int i = 0; i < claims.size(); i++) {
            Decision decision = decide(claims.get(i));
            total += fen(decision) + openFen(decision) + reasons(decision);
            for (long used : decision.consumption().values()) {
                total += used;
            }
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
