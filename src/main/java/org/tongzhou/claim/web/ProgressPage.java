package org.tongzhou.claim.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Explanation;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.shell.ClockFace;
import org.tongzhou.shell.TrackStep;
import org.tongzhou.shell.Tried;

/** Where a claim is, who has it, by which day, how much and why; {@code back} leads to the list that it stands in. */
public record ProgressPage(
        long id,
        String back,
        long eventCase,
        int version,
        Head head,
        Map<String, String> lines,
        Explanation explanation,
        List<TrackStep> track,
        Wanted wanted,
        @Nullable Refused refused,
        Around around,
        Can can,
        Tried tried) {

    /** The sentence above all; {@code clock} is null when no answer is promised any more. */
    public record Head(
            String title,
            String line,
            String word,
            String tone,
            @Nullable ClockFace clock,
            String amount) {}

    /** Papers that are owed, and the reviewer's words about them. */
    public record Wanted(List<PaperKind> kinds, String words) {}

    /**
     * Why nothing is paid: the clause, plain words, the last day of an appeal, whether one may still be made, and whether new
     * evidence may open the claim again.
     */
    public record Refused(
            String clause, String clauseText, String words, String appealBy, boolean appeal, boolean reopen) {}

    /**
     * Other claims and proposals of the event, the papers that were given, those of them to be taken again if somebody likes, and
     * who reported it, empty when nobody did.
     */
    public record Around(List<Link> others, List<Link> papers, List<PoorPicture> poor, String source) {}

    /** Another claim or a proposal of the same event, or a paper; {@code href} is null where there is nothing to be seen. */
    public record Link(@Nullable String href, String title, String line) {}

    /**
     * What the reader may do now; {@code late} when the promised day is past, {@code urge} when it was not said today;
     * {@code heir} is null for the member, and for an officer whether the case tells of a death.
     */
    public record Can(
            boolean withdraw,
            boolean payAgain,
            boolean voucher,
            boolean late,
            boolean urge,
            @Nullable Boolean heir) {}
}
