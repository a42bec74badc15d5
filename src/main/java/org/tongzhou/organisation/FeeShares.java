package org.tongzhou.organisation;

import org.tongzhou.kernel.Money;

/** How a unit's fee is shared by payer, in basis points that sum to 10,000. */
public record FeeShares(int workerBp, int employerBp, int unionBp, int donorBp) {
    private static final int WHOLE = 10_000;

    public FeeShares {
        if (workerBp < 0 || employerBp < 0 || unionBp < 0 || donorBp < 0) {
            throw new IllegalArgumentException("a share is negative");
        }
        if ((long) workerBp + employerBp + unionBp + donorBp != WHOLE) {
            throw new IllegalArgumentException("shares do not sum to 10,000");
        }
    }

    /** The worker pays everything. */
    public static FeeShares worker() {
        return new FeeShares(WHOLE, 0, 0, 0);
    }

    /** Splits a fee of zero or more to the fen: odd fen to the employer, else to the first payer in the order worker, union, donor. */
    public Shares split(Money total) {
        if (total.isNegative()) {
            throw new IllegalArgumentException("a fee is never negative");
        }
        long worker = part(total, workerBp);
        long employer = part(total, employerBp);
        long union = part(total, unionBp);
        long donor = part(total, donorBp);
        long odd = total.fen() - worker - employer - union - donor;
        if (employerBp > 0) {
            employer += odd;
        } else if (workerBp > 0) {
            worker += odd;
        } else if (unionBp > 0) {
            union += odd;
        } else {
            donor += odd;
        }
        return new Shares(Money.ofFen(worker), Money.ofFen(employer), Money.ofFen(union), Money.ofFen(donor));
    }

    private static long part(Money total, int basisPoints) {
        return Math.multiplyExact(total.fen(), (long) basisPoints) / WHOLE;
    }
}
