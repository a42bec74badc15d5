package org.tongzhou.kernel;

/** Levels of the union tree, lowest first. */
public enum Level {
    UNIT,
    COUNTY,
    CITY,
    PROVINCE
}
