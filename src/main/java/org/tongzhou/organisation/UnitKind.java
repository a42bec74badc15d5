package org.tongzhou.organisation;

import java.util.Locale;

/** What a work unit is: enterprise, public institution, government body, union of gig workers, or another. */
public enum UnitKind {
    ENTERPRISE,
    INSTITUTION,
    GOVERNMENT,
    GIG_UNION,
    OTHER;

    /** How plans name it: {@code gig_union}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
