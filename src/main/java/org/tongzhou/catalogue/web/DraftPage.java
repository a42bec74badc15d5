package org.tongzhou.catalogue.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One draft: its text as a form and as text, what is wrong, what changes, its cases, its replay, and what may be done; {@code unsaved} where it shows what was typed and is saved nowhere. */
public record DraftPage(
        Head head,
        DraftPane pane,
        List<Change> changes,
        DraftCases cases,
        CaseTrial trial,
        List<GateLine> gates,
        @Nullable ReplayCard replay,
        List<DraftListPage.Edition> editions,
        Can can,
        boolean unsaved,
        Map<String, String> errors) {

    /** {@code content} is the hash that a checker approves; {@code words} what the checker said before. */
    public record Head(
            long id,
            int version,
            String title,
            String line,
            String state,
            String tone,
            String content,
            String reason,
            String words) {}

    /** A value that differs from the edition in force; an empty one is not there. */
    public record Change(String label, String was, String now) {}

    public record GateLine(String words, boolean open) {}

    public record Can(boolean edit, boolean submit, boolean withdraw, boolean check, boolean replay) {}
}
