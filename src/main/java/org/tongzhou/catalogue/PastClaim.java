package org.tongzhou.catalogue;

import org.tongzhou.adjudication.ClaimFacts;
import org.tongzhou.adjudication.CoverFacts;
import org.tongzhou.adjudication.UsedSoFar;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;

/**
 * A claim that was decided, as far as the rules need it: the edition that decided, what was granted (zero when {@code
 * refused}), and what the person's claims under other plans had used by then.
 */
public record PastClaim(
        long claim,
        PersonId person,
        String edition,
        CoverFacts cover,
        ClaimFacts facts,
        UsedSoFar elsewhere,
        boolean refused,
        Money granted) {}
