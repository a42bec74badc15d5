package org.tongzhou.claim.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.CasePaper;
import org.tongzhou.claim.ClaimFile;
import org.tongzhou.claim.web.ClaimPanel.Fact;
import org.tongzhou.claim.web.PaperViewer.Box;
import org.tongzhou.claim.web.PaperViewer.Tab;
import org.tongzhou.document.Paper;
import org.tongzhou.document.PaperId;
import org.tongzhou.document.Papers;
import org.tongzhou.document.ReceiptReading;
import org.tongzhou.document.Sign;
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

    /** One page of one paper, from 1. */
    record Leaf(long paper, int sheet) {
        /** The address of a claim with this page of it open. */
        String in(String claim) {
            return claim + "?paper=" + paper + (sheet == 1 ? "" : "&sheet=" + sheet);
        }
    }

    PaperViewer viewer(Actor actor, ClaimFile file, List<Fact> facts, ReviewViews.Look look, Frame frame) {
        Leaf wanted = look.leaf();
        List<CasePaper> held = file.eventCase().papers();
        if (held.isEmpty()) {
            return new PaperViewer(List.of(), null, "", frame.say("claim.review.no_papers"), null, List.of());
        }
        Map<Leaf, String> leaves = leaves(actor, held, frame);
        Leaf first = leaves.keySet().iterator().next();
        Leaf chosen = wanted != null && leaves.containsKey(wanted) ? wanted : first;
        String base = "/reviews/" + file.claim().id().value();
        List<Tab> tabs = new ArrayList<>();
        leaves.forEach((leaf, word) -> tabs.add(new Tab(look.place().in(leaf.in(base)), word, leaf.equals(chosen))));
        int next = (List.copyOf(leaves.keySet()).indexOf(chosen) + 1) % tabs.size();
        boolean picture = pages(actor, chosen.paper()) > 0;
        return new PaperViewer(
                tabs,
                picture ? base + "/papers/" + chosen.paper() + "/" + chosen.sheet() + ".png" : null,
                String.valueOf(leaves.get(chosen)),
                picture ? "" : frame.say("claim.review.no_picture"),
                tabs.get(next).href(),
                picture && isBill(held, chosen) ? boxes(actor, chosen, facts) : List.of());
    }

    /** Every page of every paper in the order they were given, by the word on its tab. */
    private Map<Leaf, String> leaves(Actor actor, List<CasePaper> held, Frame frame) {
        Map<Leaf, String> leaves = new LinkedHashMap<>();
        for (CasePaper paper : held) {
            String word = Places.paperTitle(paper.kind(), frame);
            int pages = pages(actor, paper.paper());
            for (int sheet = 1; sheet <= Math.max(1, pages); sheet++) {
                leaves.put(
                        new Leaf(paper.paper(), sheet),
                        pages > 1 ? frame.say("claim.review.sheet", word, sheet, pages) : word);
            }
        }
        return leaves;
    }

    private int pages(Actor actor, long paper) {
        return papers.find(actor.fund(), new PaperId(paper)).map(Paper::pages).orElse(0);
    }

    /** What the bills of the case say in two ways, and in which fields; each thing once. */
    String contradictions(Actor actor, ClaimFile file, Frame frame) {
        List<PaperId> ids = file.eventCase().papers().stream()
                .map(paper -> new PaperId(paper.paper()))
                .toList();
        return papers.readings(actor.fund(), ids).values().stream()
                .flatMap(reading -> reading.signs().stream())
                .map(sign -> contradiction(sign, frame))
                .distinct()
                .sorted()
                .collect(Collectors.joining(frame.say("claim.list.semicolon")));
    }

    private static String contradiction(Sign sign, Frame frame) {
        String what = frame.say("document.sign." + sign.kind().name().toLowerCase(Locale.ROOT));
        String fields = sign.fields().stream()
                .map(field -> frame.say("claim.fact." + field))
                .collect(Collectors.joining(frame.say("claim.list.comma")));
        return fields.isEmpty() ? what : frame.say("claim.sign.contradiction", what, fields);
    }

    private List<Box> boxes(Actor actor, Leaf leaf, List<Fact> facts) {
        Optional<ReceiptReading> reading = papers.reading(actor.fund(), new PaperId(leaf.paper()));
        if (reading.isEmpty()) {
            return List.of();
        }
        List<Box> boxes = new ArrayList<>();
        for (Fact fact : facts) {
            ReceiptReading.Field field = reading.get().fields().get(fact.code());
            if (field != null && field.box() != null && field.box().page() == leaf.sheet()) {
                boxes.add(box(fact, field.box()));
            }
        }
        return boxes;
    }

    /** Fields are read from bills alone: a box on another paper would point at what nobody read. */
    private static boolean isBill(List<CasePaper> held, Leaf leaf) {
        return held.stream()
                .filter(paper -> paper.paper() == leaf.paper())
                .anyMatch(paper -> paper.kind().isBill());
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
