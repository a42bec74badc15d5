package org.tongzhou.organisation;

/** Insured people that a county is to reach in a year. */
public record Target(String county, long insured) {}
