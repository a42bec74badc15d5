package org.tongzhou.claim.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tongzhou.claim.QueuePlace;
import org.tongzhou.plan.PaperKind;

/** Who takes the benefits of a member who died: the proof, the heir that stands, the one refused last, what was {@code released} to an account already, and the form for another. */
public record HeirPage(
        long id,
        QueuePlace place,
        String back,
        String member,
        String number,
        List<Proof> proof,
        boolean proved,
        @Nullable Standing standing,
        @Nullable Refused refused,
        String released,
        Typed typed,
        Map<String, String> errors) {

    /** A paper that shows death or kinship. */
    public record Proof(PaperKind kind, String title, boolean held) {}

    /** The heir by masked name; {@code waits} while a second person's word is missing. */
    public record Standing(String line, String died, String openFrom, boolean waits) {}

    /** The heir by masked name; why the second person refused them, and what to do. */
    public record Refused(String line, String why) {}

    /** What stands in the form; the password never does. */
    public record Typed(
            String name, String identity, String relation, String died, String card, String bank, String reason) {}
}
