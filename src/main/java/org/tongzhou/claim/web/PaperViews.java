package org.tongzhou.claim.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.CasePaper;
import org.tongzhou.claim.ClaimFile;
import org.tongzhou.claim.web.ClaimPanel.Box;
import org.tongzhou.claim.web.ClaimPanel.Fact;
import org.tongzhou.claim.web.ClaimPanel.Tab;
import org.tongzhou.claim.web.ClaimPanel.Viewer;
import org.tongzhou.document.Paper;
import org.tongzhou.document.PaperId;
import org.tongzhou.document.Papers;
import org.tongzhou.document.ReceiptReading;
import org.tongzhou.kernel.Actor;
import org.tongzhou.shell.Frame;

/** The middle of the workbench: the papers of the case, and where the fields stand on the chosen one. */
@Component
class PaperViews {
    private static final double PERCENT = 100.0;

    /** A little air around a reading's box, in parts of its height. */
    private static final double ABOVE = 0.08;

    private static final double BELOW = 0.08;

    private final Papers papers;

    PaperViews(Papers papers) {
        this.papers = papers;
    }

    Viewer viewer(Actor actor, ClaimFile file, List<Fact> facts, @Nullable Long wanted, Frame frame) {
        List<CasePaper> held = file.eventCase().papers();
        if (held.isEmpty()) {
            return new Viewer(List.of(), null, "", frame.say("claim.review.no_papers"), null, List.of());
        }
        int at = Math.max(0, held.stream().map(CasePaper::paper).toList().indexOf(wanted));
        CasePaper chosen = held.get(at);
        String base = "/reviews/" + file.claim().id().value();
        List<Tab> tabs = new ArrayList<>();
        for (CasePaper paper : held) {
            tabs.add(
                    new Tab(base + "?paper=" + paper.paper(), Places.paper(paper.kind(), frame), paper.equals(chosen)));
        }
        Optional<Paper> paper = papers.find(actor.fund(), new PaperId(chosen.paper()));
        boolean picture = paper.map(found -> found.pages() > 0).orElse(false);
        return new Viewer(
                tabs,
                picture ? base + "/papers/" + chosen.paper() + "/1.png" : null,
                Places.paper(chosen.kind(), frame),
                picture ? "" : frame.say("claim.review.no_picture"),
                tabs.get((at + 1) % tabs.size()).href(),
                picture ? boxes(actor, chosen, facts) : List.of());
    }

    private List<Box> boxes(Actor actor, CasePaper paper, List<Fact> facts) {
        Optional<ReceiptReading> reading = papers.reading(actor.fund(), new PaperId(paper.paper()));
        if (reading.isEmpty()) {
            return List.of();
        }
        List<Box> boxes = new ArrayList<>();
        for (Fact fact : facts) {
            ReceiptReading.Field field = reading.get().fields().get(fact.code());
            if (field != null && field.box() != null && field.box().page() == 1) {
                boxes.add(box(fact, field.box()));
            }
        }
        return boxes;
    }

    private static Box box(Fact fact, ReceiptReading.Box box) {
        return new Box(
                fact.code(),
                fact.n(),
                fact.low(),
                box.x() * PERCENT,
                (box.y() - box.height() * ABOVE) * PERCENT,
                box.width() * PERCENT,
                box.height() * (1 + ABOVE + BELOW) * PERCENT);
    }
}
