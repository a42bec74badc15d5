package org.tongzhou.claim.web;

import java.util.Map;
import org.tongzhou.kernel.Explanation;
import org.tongzhou.kernel.Money;

/** A benefit that is paid without asking, before its day; every text is ready to be shown. */
public record DirectPage(
        long id,
        int version,
        String line,
        Money amount,
        Explanation explanation,
        Map<String, String> reported,
        String card,
        Day day,
        String basis,
        Map<String, String> errors) {

    /** What happens on which day; {@code passedOn} when another level looks at it then. */
    public record Day(String title, String why, boolean passedOn) {}
}
