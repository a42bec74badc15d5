package org.tongzhou.organisation;

/** A unit to be registered: unified social credit code (GB 32100), name of 1–100 characters, county by GB/T 2260, staff 0–5,000,000. */
public record NewUnit(String code, String name, UnitKind kind, String county, int staffCount, FeeShares shares) {}
