package org.tongzhou.bench;

import org.tongzhou.adjudication.Reason;

/** A claim as a fact of the rule engine: plain figures to ask, not one of them worked out by a plan, and what rules found. */
public final class RuleClaim {
    private final ClaimMix.Flat claim;
    private long paid;
    private long open;
    private int reasons;
    private long usedSum;
    private long usedCost;
    private long usedBorne;

    RuleClaim(ClaimMix.Flat claim) {
        this.claim = claim;
    }

    public int getPlan() {
        return claim.plan();
    }

    public int getKind() {
        return claim.kind();
    }

    public int getDay() {
        return claim.day();
    }

    public int getFrom() {
        return claim.from();
    }

    public int getUntil() {
        return claim.until();
    }

    public int getSince() {
        return claim.since();
    }

    public int getUnits() {
        return claim.units();
    }

    public long getInScope() {
        return claim.inScope();
    }

    public long getBorne() {
        return claim.inScope() + claim.outOfScope();
    }

    public int getIllness() {
        return claim.illness();
    }

    public boolean isFemale() {
        return claim.female();
    }

    public boolean isDied() {
        return claim.died();
    }

    public int getGrade() {
        return claim.grade();
    }

    /** What the sums of a diagnosis or an injury were used before. */
    public long getUsedSum() {
        return claim.usedSum();
    }

    /** What the medical cap of the term was used before. */
    public long getUsedCost() {
        return claim.usedCost();
    }

    void clear() {
        paid = 0;
        open = 0;
        reasons = 0;
        usedSum = 0;
        usedCost = 0;
        usedBorne = 0;
    }

    public void refuse(Reason.Code reason) {
        reasons |= 1 << reason.ordinal();
    }

    /** A sum by class or grade, which its limit counts. */
    public void paySum(long fen) {
        paid += fen;
        usedSum += fen;
    }

    /** A share of what was borne, which all medical benefits of the event count together. */
    public void payCost(long fen) {
        paid += fen;
        usedBorne += fen;
    }

    /** The same where the cap of the term counts it too. */
    public void payCapped(long fen) {
        payCost(fen);
        usedCost += fen;
    }

    public void mayPay(long fen) {
        open += fen;
    }

    ClaimMix.Answer answer() {
        return new ClaimMix.Answer(paid, paid == 0 ? open : 0, reasons, usedSum, usedCost, usedBorne);
    }

    long sum() {
        return paid + (paid == 0 ? open : 0) + reasons + usedSum + usedCost + usedBorne;
    }
}
