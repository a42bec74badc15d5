package org.tongzhou.claim.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Explanation;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.shell.ClockFace;
import org.tongzhou.shell.TrackStep;

/** Where a claim is, who has it, by which day, how much and why. */
public record ProgressPage(
        long id,
        long eventCase,
        int version,
        Head head,
        Map<String, String> lines,
        Explanation explanation,
        List<TrackStep> track,
        Wanted wanted,
        @Nullable Refused refused,
        List<Link> others,
        Can can,
        Map<String, String> errors) {

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

    /** Why nothing is paid: the clause, plain words, the last day of an appeal, and whether one may still be made. */
    public record Refused(String clause, String clauseText, String words, String appealBy, boolean appeal) {}

    /** Another claim or a proposal of the same event. */
    public record Link(String href, String title, String line) {}

    /** What the reader may do now. */
    public record Can(boolean withdraw, boolean payAgain, boolean voucher, boolean addPaper) {}
}
