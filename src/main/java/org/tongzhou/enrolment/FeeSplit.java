package org.tongzhou.enrolment;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.tongzhou.kernel.Money;
import org.tongzhou.organisation.FeeShares;
import org.tongzhou.organisation.Payer;
import org.tongzhou.organisation.PeopleFee;
import org.tongzhou.organisation.Shares;
import org.tongzhou.organisation.Unit;
import org.tongzhou.plan.Funding;
import org.tongzhou.plan.PlanVersion;

/**
 * Who pays the fees of people enrolled together, to the fen. What the unit agreed on holds for all plans; where it agreed on
 * nothing, each plan's own shares hold for its fee. Fees shared alike are added first and then shared.
 */
public record FeeSplit(Shares shares, List<FeeShares> by) {
    public FeeSplit {
        by = List.copyOf(by);
    }

    /** The shares of a plan that go before those of the unit. */
    static Optional<FeeShares> ofPlan(Unit unit, PlanVersion plan) {
        Map<Funding.Payer, Integer> stated = plan.joining().funding().shares();
        return unit.sharesAgreed() || stated.isEmpty()
                ? Optional.empty()
                : Optional.of(new FeeShares(
                        stated.getOrDefault(Funding.Payer.WORKER, 0),
                        stated.getOrDefault(Funding.Payer.EMPLOYER, 0),
                        stated.getOrDefault(Funding.Payer.UNION, 0),
                        stated.getOrDefault(Funding.Payer.DONOR, 0)));
    }

    /** Fees gathered by how they are shared. */
    static final class Gathered {
        private final Map<FeeShares, List<PeopleFee>> own = new LinkedHashMap<>();
        private final Map<FeeShares, Money> together = new LinkedHashMap<>();

        void add(FeeShares by, PeopleFee fee) {
            own.computeIfAbsent(by, shares -> new ArrayList<>()).add(fee);
        }

        /** What is nobody's own fee. */
        void add(FeeShares by, Money fixed) {
            own.computeIfAbsent(by, shares -> new ArrayList<>());
            together.merge(by, fixed, Money::plus);
        }

        FeeSplit split() {
            Shares sum = Shares.NONE;
            for (Map.Entry<FeeShares, List<PeopleFee>> fees : own.entrySet()) {
                sum = sum.plus(fees.getKey().split(fees.getValue(), together.getOrDefault(fees.getKey(), Money.ZERO)));
            }
            return new FeeSplit(sum, List.copyOf(own.keySet()));
        }
    }

    /** A verdict's good rows, as they would be billed now. */
    public static FeeSplit of(Unit unit, DraftVerdict verdict) {
        List<Applicant> applicants = verdict.lines(RosterLine::isGood).stream()
                .map(RosterLine::applicant)
                .toList();
        return of(unit, ChosenAlike.of(applicants), verdict.policies());
    }

    /** Fees that the worker would owe and others pay. */
    static FeeSplit granted(List<ChosenAlike> kinds) {
        return gathered(kinds, plan -> FeeShares.worker()).split();
    }

    static FeeSplit of(Unit unit, List<ChosenAlike> kinds, List<PolicyFee> policies) {
        Gathered gathered = gathered(kinds, plan -> ofPlan(unit, plan).orElse(unit.shares()));
        policies.stream()
                .filter(policy -> policy.fixed().isPositive())
                .forEach(policy -> gathered.add(ofPlan(unit, policy.plan()).orElse(unit.shares()), policy.fixed()));
        return gathered.split();
    }

    private static Gathered gathered(List<ChosenAlike> kinds, Function<PlanVersion, FeeShares> sharesOf) {
        Map<PlanVersion, FeeShares> byPlan = new HashMap<>();
        Gathered gathered = new Gathered();
        for (ChosenAlike kind : kinds) {
            Map<FeeShares, Money> each = new LinkedHashMap<>();
            for (Applicant.Choice choice : kind.choices()) {
                FeeShares by = byPlan.computeIfAbsent(choice.plan(), sharesOf);
                each.merge(by, choice.fee(), Money::plus);
            }
            each.forEach((by, fee) -> gathered.add(by, new PeopleFee(fee, kind.people())));
        }
        return gathered;
    }

    /** Everybody who has a share in any of the fees, in the payers' order. */
    public Set<Payer> payers() {
        Set<Payer> payers = EnumSet.noneOf(Payer.class);
        by.forEach(shares -> payers.addAll(shares.byPayer().keySet()));
        return payers;
    }
}
