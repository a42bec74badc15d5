package org.tongzhou.bench;

import java.time.LocalDate;
import java.util.List;
import java.util.function.ObjLongConsumer;
import org.tongzhou.adjudication.CompiledPlan;
import org.tongzhou.adjudication.Decision;
import org.tongzhou.adjudication.Desk;
import org.tongzhou.adjudication.LimitKey;
import org.tongzhou.plan.PlanBook;

/** The product's engine on the shipped plans: every rule of the plan files, the words worked out when they are asked for. */
final class OwnEngine {
    private final CompiledPlan[] plans;
    private final Desk desk = new Desk();

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
        decideAtDesk(claim);
        Uses uses = new Uses();
        desk.eachUse(uses);
        return new ClaimMix.Answer(desk.dueFen(), desk.upToFen(), desk.reasonBits(), uses.sum, uses.cost, uses.borne);
    }

    private void decideAtDesk(ClaimMix.Put claim) {
        desk.decide(plans[claim.plan()], claim.cover(), claim.facts(), claim.used());
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
    }

    static long fen(Decision decision) {
        return decision instanceof Decision.Payable payable ? payable.amount().fen() : 0;
    }

    static long openFen(Decision decision) {
        return decision instanceof Decision.Proposed proposed ? proposed.upTo().fen() : 0;
    }

    /** Decides all at one desk, which keeps nothing; amounts, reasons and consumption of each are read and added. */
    long total(List<ClaimMix.Put> claims) {
        Sum sum = new Sum();
        for (int i = 0; i < claims.size(); i++) {
            decideAtDesk(claims.get(i));
            sum.all += desk.dueFen() + desk.upToFen() + desk.reasonBits();
            desk.eachUse(sum);
        }
        return sum.all;
    }

    /** The same with an object for each decision, as one keeps them that are still to be explained. */
    long kept(List<ClaimMix.Put> claims) {
        Sum sum = new Sum();
        for (int i = 0; i < claims.size(); i++) {
            Decision decision = decide(claims.get(i));
            sum.all += fen(decision) + openFen(decision) + decision.reasonBits();
            decision.eachUse(sum);
        }
        return sum.all;
    }

    /** Adds up what is used, whatever the limit. */
    private static final class Sum implements ObjLongConsumer<LimitKey> {
        private long all;

        @Override
        public void accept(LimitKey key, long used) {
            all += used;
        }
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
