package org.tongzhou.bench;

/** A claim as a fact of the rule engine. */
public final class RuleClaim {
    private final ClaimMix.Flat claim;
    private long paid;

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

    public long getInjurySum() {
        return claim.plan() == 4 ? 2_000_000 : 5_000_000;
    }

    public long getPaid() {
        return paid;
    }

    void clear() {
        paid = 0;
    }

    public void pay(long fen) {
        paid += fen;
    }

    /** A sum a unit, less what was paid before. */
    public void paySum(long perUnit) {
        paid += Math.max(perUnit * claim.units() - claim.usedSum(), 0);
    }

    /** What was borne, as far as the limit still reaches. */
    public void payCapped(long perUnit) {
        paid += Math.min(getBorne(), Math.max(perUnit * claim.units() - claim.usedCost(), 0));
    }
}
