package org.tongzhou.claim;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PaperKind;

/**
 * One event of one person with its facts and papers. A draft is the saved state of the wizard: {@code step} is 1 to 3;
 * {@code number} and {@code submittedAt} are null until it is submitted; {@code source} is null unless a stay was reported.
 */
public record EventCase(
        CaseId id,
        @Nullable String number,
        Claim.Owner owner,
        EventKind kind,
        State state,
        FactSheet facts,
        List<CasePaper> papers,
        @Nullable Source source,
        Hand hand,
        int version) {
    /** More papers than this are never one event; ten would do. */
    static final int MOST_OF_DRAFT = 30;

    /** Those of its draft, and as many again for what is asked afterwards. */
    static final int MOST_PAPERS = 2 * MOST_OF_DRAFT;

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

    /**
     * Who reported the stay that the facts come from, when, which papers the report stands for, and the standing consent
     * behind it; null for the consent where the member opened the claim.
     */
    public record Source(
            String report,
            String sender,
            Instant receivedAt,
            Set<PaperKind> standsFor,
            @Nullable Consented consent) {
        public Source {
            standsFor = Set.copyOf(standsFor);
        }
    }

    /** A consent that something rests on: the wording's version and when it was given. */
    public record Consented(String wording, Instant at) {}

    /** The papers that lie in the case, and those that a report stands for. */
    public Set<PaperKind> paperKinds() {
        Stream<PaperKind> reported = source == null ? Stream.of() : source.standsFor().stream();
        return Stream.concat(papers.stream().map(CasePaper::kind), reported).collect(Collectors.toUnmodifiableSet());
    }

    /** True when a receipt lies in the case, or the sheet of a settlement. */
    public boolean hasBill() {
        return paperKinds().stream().anyMatch(PaperKind::isBill);
    }

    /** When the illness of a stay was first diagnosed, once it is told. */
    public Optional<LocalDate> diagnosed() {
        return EventDays.diagnosis(kind, facts);
    }

    /** True of a stay of which nobody has told when its illness was first diagnosed. */
    public boolean lacksDiagnosis() {
        return kind == EventKind.HOSPITAL && diagnosed().isEmpty();
    }

    public boolean isDraft() {
        return state == State.DRAFT;
    }

    /** Refuses {@code claim_too_many_papers} or {@code claim_case_full} where a draft or a case has no room for another paper. */
    public void requireRoom() {
        if (isDraft() && papers.size() >= MOST_OF_DRAFT) {
            throw Refusal.invalid("claim_too_many_papers", MOST_OF_DRAFT);
        }
        if (papers.size() >= MOST_PAPERS) {
            throw Refusal.conflict("claim_case_full", MOST_PAPERS);
        }
    }

    EventCase with(FactSheet next) {
        return new EventCase(id, number, owner, kind, state, next, papers, source, hand, version);
    }

    EventCase withPapers(List<CasePaper> some) {
        return new EventCase(id, number, owner, kind, state, facts, some, source, hand, version);
    }
}
