package org.tongzhou.organisation;

import org.tongzhou.kernel.Money;

/** What one payer takes of a fee: a part of it, or an amount for each person. */
public sealed interface Share {
    /** Basis points, 1 to 10,000, of what the amounts in yuan leave over. */
    record Percent(int basisPoints) implements Share {
        public Percent {
            if (basisPoints < 1 || basisPoints > FeeShares.WHOLE) {
                throw new IllegalArgumentException("share of " + basisPoints);
            }
        }
    }

    /** So much for each person, at most the person's own fee. */
    record Each(Money perPerson) implements Share {
        public Each {
            if (!perPerson.isPositive()) {
                throw new IllegalArgumentException("share of " + perPerson);
            }
        }
    }
}
