package org.tongzhou.claim.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.Asked;
import org.tongzhou.claim.CasePaper;
import org.tongzhou.claim.Drafts;
import org.tongzhou.claim.EventCase;
import org.tongzhou.claim.FactField;
import org.tongzhou.document.Paper;
import org.tongzhou.document.PaperId;
import org.tongzhou.document.Papers;
import org.tongzhou.kernel.Actor;
import org.tongzhou.person.People;
import org.tongzhou.person.PersonCard;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.shell.Frame;

/** Puts the second page of the wizard together: the papers, and what is known without one. */
@Component
class WizardPapers {
    private final Drafts drafts;
    private final Papers papers;
    private final People people;

    WizardPapers(Drafts drafts, Papers papers, People people) {
        this.drafts = drafts;
        this.papers = papers;
        this.people = people;
    }

    PapersPage page(Actor actor, EventCase draft, @Nullable WrongPaper wrong, Frame frame) {
        Set<PaperKind> reported =
                draft.source() == null ? Set.of() : draft.source().standsFor();
        List<PapersPage.Slot> slots = drafts.asks(actor, draft, frame.today().day()).stream()
                .filter(ask -> ask.anyOf().stream().noneMatch(reported::contains))
                .map(ask -> slot(actor, draft, ask, frame))
                .toList();
        return new PapersPage(
                draft.id().value(),
                draft.kind(),
                actor.isPerson(draft.owner().person())
                        ? null
                        : draft.owner().person().value(),
                ClaimWords.saved(draft, frame),
                slots,
                known(actor, draft, frame),
                wrong == null ? Map.of() : errors(slots, wrong, frame));
    }

    /** At the place of the paper that the file was sent for, with its name. */
    private static Map<String, String> errors(List<PapersPage.Slot> slots, WrongPaper wrong, Frame frame) {
        PaperKind kind = wrong.form().kind();
        String place = slots.stream()
                .filter(slot ->
                        kind != null && slot.shots().isEmpty() && slot.kinds().contains(kind))
                .findFirst()
                .map(slot -> "slot" + slots.indexOf(slot) + "-file")
                .orElse("");
        return Map.of(place, wrong.sentence(frame));
    }

    private PapersPage.Slot slot(Actor actor, EventCase draft, Asked ask, Frame frame) {
        String title = frame.alone(ask.anyOf().stream()
                .map(kind -> Places.paper(kind, frame))
                .collect(Collectors.joining(frame.say("claim.list.or"))));
        List<PapersPage.Shot> shots = draft.papers().stream()
                .filter(paper -> ask.anyOf().contains(paper.kind()))
                .map(paper -> shot(actor, draft, paper, frame))
                .toList();
        return new PapersPage.Slot(title, ask.anyOf(), ask.needed(), shots);
    }

    private PapersPage.Shot shot(Actor actor, EventCase draft, CasePaper held, Frame frame) {
        Optional<Paper> paper = papers.find(actor.fund(), new PaperId(held.paper()));
        boolean picture = paper.map(found -> found.pages() > 0).orElse(false);
        String image = "/my/cases/" + draft.id().value() + "/papers/" + held.paper() + "/1.png";
        boolean bill = held.kind().isBill();
        boolean read = bill
                && draft.facts()
                        .entry(FactField.TOTAL)
                        .map(entry -> entry.read() != null)
                        .orElse(false);
        String advice = paper.flatMap(found -> PoorPicture.advice(found, frame)).orElse("");
        String line = read
                ? draft.facts()
                        .money(FactField.TOTAL)
                        .map(total -> frame.say("claim.paper.total", total))
                        .orElse("")
                : paper.map(Paper::fileName).orElse("");
        return new PapersPage.Shot(
                held.paper(),
                picture ? image : null,
                Places.paperTitle(held.kind(), frame),
                advice.isEmpty() ? verdict(draft, bill, read, frame) : advice,
                bill && !read || !advice.isEmpty(),
                !advice.isEmpty(),
                line);
    }

    private static String verdict(EventCase draft, boolean bill, boolean read, Frame frame) {
        long fields = draft.facts().entries().values().stream()
                .filter(entry -> entry.read() != null)
                .count();
        return read
                ? frame.say("claim.paper.read", fields)
                : frame.say(bill ? "claim.paper.unread" : "claim.paper.kept");
    }

    /** What the member need not give. */
    private List<PapersPage.Known> known(Actor actor, EventCase draft, Frame frame) {
        List<PapersPage.Known> known = new ArrayList<>();
        known.add(have("user", frame.say("claim.known.id"), frame.say("claim.known.id.why"), frame));
        if (!draft.facts().isDeath()) {
            known.add(card(actor, draft, frame));
        }
        EventCase.Source source = draft.source();
        if (source != null && !source.standsFor().isEmpty()) {
            String papers = Places.papers(source.standsFor().stream().sorted().toList(), frame);
            known.add(have("doc", papers, frame.say("claim.known.report.why", source.sender()), frame));
        }
        known.add(have("shield", frame.say("claim.known.cover"), frame.say("claim.known.cover.why"), frame));
        return known;
    }

    private static PapersPage.Known have(String icon, String title, String why, Frame frame) {
        return new PapersPage.Known(icon, title, why, null, frame.say("claim.known.have"));
    }

    private PapersPage.Known card(Actor actor, EventCase draft, Frame frame) {
        PersonCard card = people.card(actor.fund(), draft.owner().person());
        boolean own = actor.isPerson(draft.owner().person());
        String state = own ? "claim.known.card.change" : "claim.known.have";
        return new PapersPage.Known(
                "bank",
                frame.say("claim.known.card"),
                ClaimWords.cardLine(card, frame),
                own ? "/my/account" : null,
                frame.say(card.cardTail() == null ? "claim.known.card.add" : state));
    }
}
