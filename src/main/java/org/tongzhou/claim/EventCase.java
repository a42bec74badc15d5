package org.tongzhou.claim;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PaperKind;

/**
 * One event of one person with its facts and papers. A draft is the saved state of the wizard: {@code step} is 1 to 3;
 * {@code number} and {@code submittedAt} are null until it is submitted.
 */
public record EventCase(
        CaseId id,
        @Nullable String number,
        Claim.Owner owner,
        EventKind kind,
        State state,
        FactSheet facts,
        List<CasePaper> papers,
        Hand hand,
        int version) {
    public EventCase {
        papers = List.copyOf(papers);
    }

    /** Whether the case is being written, is with the fund, or is over without a claim. */
    public enum State {
        DRAFT,
        OPEN,
        WITHDRAWN,
        DISCARDED
    }

    /** Who writes or wrote it, when, and how far the wizard is. */
    public record Hand(
            PersonId openedBy, Instant savedAt, @Nullable Instant submittedAt, int step) {}

    public Set<PaperKind> paperKinds() {
        return papers.stream().map(CasePaper::kind).collect(Collectors.toUnmodifiableSet());
    }

    public boolean isDraft() {
        return state == State.DRAFT;
    }

    EventCase with(FactSheet next) {
        return new EventCase(id, number, owner, kind, state, next, papers, hand, version);
    }
}
