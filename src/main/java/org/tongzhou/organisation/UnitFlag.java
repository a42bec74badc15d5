package org.tongzhou.organisation;

/** What is known of a unit beyond its kind and size. */
public enum UnitFlag {
    /** In hardship by a decision of its county's union or above. */
    STRUGGLING
}
