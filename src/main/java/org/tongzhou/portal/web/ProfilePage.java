package org.tongzhou.portal.web;

import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Slice;
import org.tongzhou.person.PersonCard;
import org.tongzhou.person.View;

/**
 * A member's own data: masked, or in clear when just asked for; {@code account} is null while none is known, {@code owedBack} where
 * no benefit was ever demanded back, and zero once all is.
 */
public record ProfilePage(
        PersonCard card,
        @Nullable Shown shown,
        @Nullable Account account,
        Slice<View> views,
        String after,
        int unread,
        @Nullable Money owedBack) {
    /** In clear, for the thirty seconds that the page shows it; never kept. */
    public record Shown(
            String idNumber,
            @Nullable String phone,
            @Nullable String card) {
        @Override
        public String toString() {
            return "Shown[…]";
        }
    }

    /** Where the benefit goes; {@code openFrom} is empty unless the account was changed and still waits. */
    public record Account(String bank, String tail, String openFrom, boolean awaitsConfirmation) {}
}
