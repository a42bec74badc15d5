package org.tongzhou.organisation;

/** Insured people that a county is to reach in a year; {@code path} is where the county lies. */
public record Target(String county, String path, long insured) {}
