package org.tongzhou.contribution;

import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Place;

/** What a programme pays of one unit's bill. */
public record Granted(BillId bill, String reference, String unitName, int people, Money amount) {
    /** Above all in a list of those that had most first. */
    static final Place MOST = new Place(Long.MAX_VALUE, 0);

    Place place() {
        return new Place(amount.fen(), bill.value());
    }
}
