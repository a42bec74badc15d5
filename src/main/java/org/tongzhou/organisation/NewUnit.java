package org.tongzhou.organisation;

import org.jspecify.annotations.Nullable;

/**
 * A unit to be registered: unified social credit code (GB 32100), name of 1–100 characters, county by GB/T 2260, staff
 * 0–5,000,000. {@code shares} is null while nothing is agreed: a plan's own shares hold then, and the worker pays without them.
 */
public record NewUnit(
        String code,
        String name,
        UnitKind kind,
        String county,
        int staffCount,
        @Nullable FeeShares shares) {}
