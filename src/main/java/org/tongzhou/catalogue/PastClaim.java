package org.tongzhou.catalogue;

import org.tongzhou.adjudication.ClaimFacts;
import org.tongzhou.adjudication.CoverFacts;
import org.tongzhou.adjudication.UsedSoFar;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;

/**
 * A claim that was decided, as far as the rules need it: the edition that decided, what was granted (zero when {@code
 * refused}), and what the person's claims under other plans had used by then. One for the {@code difference} to an earlier claim
 * was decided for fixed sums alone. Of one whose benefit {@code cameBack} whole nothing is used any more.
 */
public record PastClaim(
        long claim,
        PersonId person,
        String edition,
        CoverFacts cover,
        ClaimFacts facts,
        UsedSoFar elsewhere,
        boolean difference,
        boolean refused,
        Money granted,
        boolean cameBack) {}
