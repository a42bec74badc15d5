package org.tongzhou.contribution;

import java.util.Set;
import org.tongzhou.kernel.DateRange;
import org.tongzhou.kernel.Money;
import org.tongzhou.organisation.Payer;
import org.tongzhou.organisation.Share;
import org.tongzhou.organisation.Unit;

/** Terms of subsidy programmes. */
final class SomeProgrammes {
    private SomeProgrammes() {}

    /** The county's union pays half of one unit's fees, out of the employer's part. */
    static NewProgramme half(String name, Unit unit, DateRange days, Money budget) {
        return new NewProgramme(
                name,
                Payer.COUNTY_UNION,
                unit.path(),
                Set.of(),
                null,
                Set.of(),
                Payer.EMPLOYER,
                new Share.Percent(5_000),
                days.from(),
                days.lastDay(),
                budget,
                null);
    }
}
