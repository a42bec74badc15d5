package org.tongzhou.organisation;

/** What a work unit is: enterprise, public institution, government body, union of gig workers, or another. */
public enum UnitKind {
    ENTERPRISE,
    INSTITUTION,
    GOVERNMENT,
    GIG_UNION,
    OTHER
}
