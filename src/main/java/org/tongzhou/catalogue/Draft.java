package org.tongzhou.catalogue;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Canonical;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanFile;

/**
 * An edition being designed: the plan file's text and the cases that it must decide as stated. {@code basedOn} is the
 * edition it was made from, empty for a new plan; {@code version} rises with each change.
 */
public record Draft(
        DraftId id,
        PlanCode code,
        Optional<String> basedOn,
        String text,
        String cases,
        State state,
        int version,
        Maker maker,
        Told told) {
    /** Being written, waiting for the second person, in the catalogue, or given up. */
    public enum State {
        DRAFT,
        SUBMITTED,
        ACCEPTED,
        DISCARDED;

        public boolean isOpen() {
            return this == DRAFT || this == SUBMITTED;
        }
    }

    public record Maker(PersonId person, String name, Instant savedAt) {}

    /** What maker and checker said; the checker is there once the draft is accepted. */
    public record Told(
            String reason, String words, @Nullable String checker) {}

    /** The same draft with what the maker wrote now; an unsaved one. */
    public Draft with(String newText, String newCases, String reason) {
        Told now = new Told(reason, told.words(), told.checker());
        return new Draft(id, code, basedOn, newText, newCases, state, version, maker, now);
    }

    /** The draft at the version that a page showed. */
    public Draft seenAs(int seen) {
        return new Draft(id, code, basedOn, text, cases, state, seen, maker, told);
    }

    public String fileName() {
        return code + ".yaml";
    }

    public PlanFile.Parsed parsed() {
        return state == State.ACCEPTED ? PlanFile.accepted(fileName(), text) : PlanFile.parse(fileName(), text);
    }

    /** SHA-256 in hexadecimal over the text, the disease tables that it uses, and the cases: what a checker approves. */
    public String content() {
        byte[] digest = new Canonical("catalogue.draft/1")
                .text(parsed().fingerprint())
                .text(cases)
                .digest();
        return HexFormat.of().formatHex(digest);
    }
}
