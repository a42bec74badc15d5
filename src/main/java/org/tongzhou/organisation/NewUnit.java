package org.tongzhou.organisation;

import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Checksums;
import org.tongzhou.kernel.Refusal;

/**
 * A unit to be registered: unified social credit code (GB 32100, refused as {@code unit_code}), name, kind and staff as
 * {@link UnitFacts} has them, the name with a letter in it ({@code unit_name_letters}), county by GB/T 2260. {@code shares} is null while nothing is agreed: a plan's own shares hold
 * then, and the worker pays without them.
 */
public record NewUnit(
        String code,
        String name,
        UnitKind kind,
        String county,
        int staffCount,
        @Nullable FeeShares shares) {
    public NewUnit {
        if (!Checksums.unifiedSocialCreditCode(code)) {
            throw Refusal.invalid("unit_code", code);
        }
        name = new UnitFacts(name, kind, staffCount).wellNamed().name();
    }
}
