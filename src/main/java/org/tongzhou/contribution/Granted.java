package org.tongzhou.contribution;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tongzhou.kernel.Money;

/** What a programme pays of one unit's bill. */
public record Granted(BillId bill, String reference, String unitName, int people, Money amount) {
    /** Where the list of those that had most first goes on. */
    record Place(long fen, long bill) {
        private static final Pattern FORM = Pattern.compile("(\\d{1,15})_(\\d{1,18})");

        static Place after(String key) {
            Matcher place = FORM.matcher(key);
            return place.matches()
                    ? new Place(Long.parseLong(place.group(1)), Long.parseLong(place.group(2)))
                    : new Place(Long.MAX_VALUE, 0);
        }
    }

    String place() {
        return amount.fen() + "_" + bill.value();
    }
}
