package org.tongzhou.bench;

import org.tongzhou.adjudication.Reason;

/** A claim as a fact of the rule engine: what rules ask of it, and what they found. */
public final class RuleClaim {
    private static final int GRADES = 10;

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

    public int getWaited() {
        return claim.day() - claim.since();
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

    /** What the medical cap of the term still allows. */
    public long getLeft() {
        return Math.max(2_000_000L * claim.units() - claim.usedCost(), 0);
    }

    /** What death or the grade pays, less what was paid; the whole sum while no grade is known. */
    public long getInjury() {
        long whole = (claim.plan() == 4 ? 2_000_000L : 5_000_000L) * claim.units();
        boolean graded = !claim.died() && claim.grade() > 0;
        return (graded ? whole * (GRADES + 1 - claim.grade()) / GRADES : whole) - claim.usedSum();
    }

    /** What a class of this sum a unit pays, less what was paid. */
    public long lump(long perUnit) {
        return perUnit * claim.units() - claim.usedSum();
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
