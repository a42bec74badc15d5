package org.tongzhou.organisation;

import java.util.Locale;

/** Who may share a fee, in the order of the rule: the worker, the employer, the union's levels from the county up, a donor. */
public enum Payer {
    WORKER,
    EMPLOYER,
    COUNTY_UNION,
    CITY_UNION,
    PROVINCE_UNION,
    DONOR;

    /** The unit collects and transfers these parts itself. */
    public boolean isOfUnit() {
        return this == WORKER || this == EMPLOYER;
    }

    /** Last part of message keys: {@code county_union}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
