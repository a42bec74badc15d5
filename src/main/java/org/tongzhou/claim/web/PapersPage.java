package org.tongzhou.claim.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PaperKind;

/** Step 2: the papers that are asked for and those that are not; {@code member} whom an officer files for. */
public record PapersPage(
        long id,
        EventKind kind,
        @Nullable Long member,
        String saved,
        List<Slot> slots,
        List<Known> known,
        Map<String, String> errors) {

    /** One paper that is asked for: any of {@code kinds}; what was given for it so far. */
    public record Slot(String title, List<PaperKind> kinds, boolean needed, List<Shot> shots) {}

    /**
     * A paper that is there. {@code image} is null when it has no picture; {@code verdict} says what was read, or where the
     * picture is {@code poor} what would make the next one better.
     */
    public record Shot(
            long paper,
            @Nullable String image,
            String title,
            String verdict,
            boolean doubtful,
            boolean poor,
            String line) {}

    /** Something that need not be given again; {@code href} leads to where it is changed. */
    public record Known(
            String icon,
            String title,
            String line,
            @Nullable String href,
            String action) {}
}
