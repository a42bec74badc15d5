package org.tongzhou.claim.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tongzhou.claim.EventCase;
import org.tongzhou.document.Paper;
import org.tongzhou.document.PaperId;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.shell.Frame;

/** A picture that could be better and what would make it so: it may be taken again, or used as it is. */
public record PoorPicture(long paper, PaperKind kind, String title, String advice) {
    /** The latest picture of each kind, where it could be better: one taken again speaks for the one before. */
    static List<PoorPicture> of(EventCase given, Map<PaperId, Paper> papers, Frame frame) {
        Map<PaperKind, Paper> latest = new LinkedHashMap<>();
        given.papers()
                .forEach(held -> Optional.ofNullable(papers.get(new PaperId(held.paper())))
                        .ifPresent(paper -> latest.put(held.kind(), paper)));
        List<PoorPicture> poor = new ArrayList<>();
        latest.forEach((kind, paper) -> advice(paper, frame)
                .ifPresent(advice ->
                        poor.add(new PoorPicture(paper.id().value(), kind, Places.paperTitle(kind, frame), advice))));
        return poor;
    }

    /** What would make a picture better, the first thing first. */
    static Optional<String> advice(Paper paper, Frame frame) {
        return paper.advice().stream()
                .findFirst()
                .map(what -> frame.say("document.advice." + what.name().toLowerCase(Locale.ROOT)));
    }
}
