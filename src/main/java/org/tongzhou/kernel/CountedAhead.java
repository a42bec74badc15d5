package org.tongzhou.kernel;

/**
 * Figures that a room counts ahead for the overview. What changes them marks them in the same transaction; until a job has
 * counted them anew, the view that the room publishes asks live where a mark lies.
 */
public interface CountedAhead {
    /** {@code room.what}, also the name of the lease under which one instance counts. */
    String name();

    /** Counts one marked part anew, in a transaction of its own; false when none is marked. */
    boolean countOne(FundId fund);

    /** Counts all that is marked; answers how many parts there were. */
    default int countMarked(FundId fund) {
        int counted = 0;
        while (countOne(fund)) {
            counted++;
        }
        return counted;
    }
}
