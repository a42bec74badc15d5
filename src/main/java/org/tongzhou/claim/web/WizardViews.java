package org.tongzhou.claim.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.Asked;
import org.tongzhou.claim.CasePaper;
import org.tongzhou.claim.Drafts;
import org.tongzhou.claim.Estimate;
import org.tongzhou.claim.EventCase;
import org.tongzhou.claim.FactFault;
import org.tongzhou.claim.FactField;
import org.tongzhou.claim.FactSheet;
import org.tongzhou.claim.KnownFact;
import org.tongzhou.claim.Outcome;
import org.tongzhou.document.Paper;
import org.tongzhou.document.PaperId;
import org.tongzhou.document.Papers;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.person.People;
import org.tongzhou.person.PersonCard;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.shell.Explanations;
import org.tongzhou.shell.Explanations.Reader;
import org.tongzhou.shell.Frame;

/** Puts the pages of the wizard together. */
@Component
class WizardViews {
    private static final List<FactField> RECEIPT =
            List.of(FactField.RECEIPT_CODE, FactField.RECEIPT_NO, FactField.RECEIPT_CHECK);

    private static final List<FactField> STAY = Stream.of(FactField.STAY, List.of(FactField.PAYER), RECEIPT)
            .flatMap(List::stream)
            .toList();

    private final Drafts drafts;
    private final Papers papers;
    private final People people;
    private final PaidTo paidTo;
    private final Places places;

    WizardViews(Drafts drafts, Papers papers, People people, PaidTo paidTo, Places places) {
        this.drafts = drafts;
        this.papers = papers;
        this.people = people;
        this.paidTo = paidTo;
        this.places = places;
    }

    /** What the reader asked to edit ({@code all} or a field's code), what they typed, and what was refused. */
    record Look(
            String edit,
            Map<FactField, String> typed,
            @Nullable Refusal refusal) {
        static Look at(@Nullable String edit) {
            return new Look(edit == null ? "" : edit, Map.of(), null);
        }
    }

    StartPage start(Actor actor, PersonId person, Frame frame, @Nullable Refusal refusal) {
        Optional<EventCase> draft = drafts.current(actor, person);
        boolean own = actor.isPerson(person);
        return new StartPage(
                draft.map(found -> found.id().value()).orElse(null),
                draft.map(EventCase::kind).orElse(null),
                draft.map(found -> saved(found, frame)).orElse(""),
                own ? null : person.value(),
                own ? "" : people.card(actor.fund(), person).name(),
                errors(frame, refusal != null && refusal.code().equals("claim_fact_day") ? "died" : "kind", refusal));
    }

    private static String saved(EventCase draft, Frame frame) {
        return frame.say(
                "claim.saved",
                frame.fmt().memberStamp(draft.hand().savedAt(), frame.today().day()));
    }

    private static Map<String, String> errors(Frame frame, String field, @Nullable Refusal refusal) {
        Map<String, String> errors = new LinkedHashMap<>();
        if (refusal != null) {
            errors.put(field, sentence(refusal, frame));
        }
        return errors;
    }

    PapersPage papers(Actor actor, EventCase draft, Frame frame, @Nullable Refusal refusal) {
        Set<PaperKind> reported =
                draft.source() == null ? Set.of() : draft.source().standsFor();
        List<PapersPage.Slot> slots = drafts.asks(actor, draft, frame.today().day()).stream()
                .filter(ask -> ask.anyOf().stream().noneMatch(reported::contains))
                .map(ask -> slot(actor, draft, ask, frame))
                .toList();
        boolean ready = slots.stream()
                .filter(slot -> slot.kinds().contains(PaperKind.RECEIPT))
                .noneMatch(slot -> slot.shots().isEmpty());
        return new PapersPage(
                draft.id().value(),
                draft.kind(),
                saved(draft, frame),
                slots,
                known(actor, draft, frame),
                ready,
                errors(frame, "", refusal));
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
        boolean bill = held.kind() == PaperKind.RECEIPT || held.kind() == PaperKind.SETTLEMENT_SHEET;
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

    private List<PapersPage.Known> known(Actor actor, EventCase draft, Frame frame) {
        PersonCard card = people.card(actor.fund(), draft.owner().person());
        boolean own = actor.isPerson(draft.owner().person());
        List<PapersPage.Known> known = new ArrayList<>();
        known.add(new PapersPage.Known(
                "user",
                frame.say("claim.known.id"),
                frame.say("claim.known.id.why"),
                null,
                frame.say("claim.known.have")));
        if (!draft.facts().isDeath()) {
            known.add(new PapersPage.Known(
                    "bank",
                    frame.say("claim.known.card"),
                    cardLine(card, frame),
                    own ? "/my/account" : null,
                    frame.say(
                            card.cardTail() == null
                                    ? "claim.known.card.add"
                                    : own ? "claim.known.card.change" : "claim.known.have")));
        }
        EventCase.Source source = draft.source();
        if (source != null && !source.standsFor().isEmpty()) {
            known.add(new PapersPage.Known(
                    "doc",
                    source.standsFor().stream()
                            .sorted()
                            .map(kind -> Places.paper(kind, frame))
                            .collect(Collectors.joining(frame.say("claim.list.comma"))),
                    frame.say("claim.known.report.why", source.sender()),
                    null,
                    frame.say("claim.known.have")));
        }
        known.add(new PapersPage.Known(
                "shield",
                frame.say("claim.known.cover"),
                frame.say("claim.known.cover.why"),
                null,
                frame.say("claim.known.have")));
        return known;
    }

    static String cardLine(PersonCard card, Frame frame) {
        return card.cardTail() == null
                ? frame.say("claim.card.none")
                : frame.say("claim.card", frame.bank(card.bankName()), card.cardTail());
    }

    CheckPage check(Actor actor, EventCase draft, Frame frame, Look look) {
        Refusal refusal = look.refusal();
        List<FactFault> faults = drafts.faults(actor, draft, frame.today().day());
        List<Estimate> estimates = drafts.estimates(actor, draft, frame.today().day());
        List<CheckPage.Sum> sums = sums(estimates, frame);
        List<CheckPage.Row> rows = rows(draft, faults, look, frame);
        return new CheckPage(
                draft.id().value(),
                draft.version(),
                saved(draft, frame),
                sums.isEmpty() ? null : sums.stream().map(CheckPage.Sum::amount).reduce(Money.ZERO, Money::plus),
                sums,
                rows,
                offers(estimates, frame),
                hints(estimates, frame),
                drafts.withSameReceipt(actor, draft)
                        .map(held -> same(held, frame))
                        .orElse(null),
                paidTo.line(actor.fund(), draft, frame),
                actor.isPerson(draft.owner().person()) && !draft.facts().isDeath(),
                rows.stream().anyMatch(CheckPage.Row::edit),
                checkErrors(draft, faults, refusal, frame));
    }

    private static CheckPage.Same same(EventCase held, Frame frame) {
        Instant submitted = Objects.requireNonNull(held.hand().submittedAt());
        return new CheckPage.Same(
                "/my/cases/" + held.id().value(),
                frame.say(
                        "claim.check.same",
                        frame.fmt()
                                .memberDay(
                                        LocalDate.ofInstant(submitted, FundClock.ZONE),
                                        frame.today().day()),
                        String.valueOf(held.number())));
    }

    /** Benefits filed with the event; where none is due, the first with what stands against it. */
    private static List<CheckPage.Sum> sums(List<Estimate> estimates, Frame frame) {
        List<Estimate> filed = estimates.stream().filter(Estimate::isFiled).toList();
        List<Estimate> shown = filed.isEmpty() && estimates.stream().noneMatch(Estimate::isOffered)
                ? estimates.stream().limit(1).filter(one -> !one.isProposed()).toList()
                : filed;
        return shown.stream()
                .map(one -> new CheckPage.Sum(
                        one.version().name().in(Places.locale(frame)),
                        one.outcome().amount(),
                        one.outcome().explanation(),
                        against(one.outcome(), frame, Reader.MEMBER)))
                .toList();
    }

    static List<String> against(Outcome outcome, Frame frame, Reader reader) {
        return outcome.objections().stream()
                .map(one -> Explanations.words(frame, "decision.reason." + one.code(), one.facts(), reader))
                .toList();
    }

    private static List<CheckPage.Offer> offers(List<Estimate> estimates, Frame frame) {
        return estimates.stream()
                .filter(Estimate::isOffered)
                .map(one -> new CheckPage.Offer(
                        one.plan().value(),
                        frame.say("claim.offer", one.version().name().in(Places.locale(frame))),
                        frame.say("claim.offer.why", one.outcome().amount())))
                .toList();
    }

    private static List<String> hints(List<Estimate> estimates, Frame frame) {
        return estimates.stream()
                .filter(Estimate::isProposed)
                .map(one -> frame.say(
                        "claim.hint",
                        one.version().name().in(Places.locale(frame)),
                        one.outcome().amount(),
                        lacking(one.outcome(), frame)))
                .toList();
    }

    static String lacking(Outcome outcome, Frame frame) {
        return outcome.missing().stream()
                .filter(Outcome.Lack::isPaper)
                .map(lack -> lack.papers().stream()
                        .sorted()
                        .map(kind -> Places.paper(kind, frame))
                        .collect(Collectors.joining(frame.say("claim.list.or"))))
                .collect(Collectors.joining(frame.say("claim.list.comma")));
    }

    private List<CheckPage.Row> rows(EventCase draft, List<FactFault> faults, Look look, Frame frame) {
        List<FactField> fields = new ArrayList<>();
        if (draft.kind() != EventKind.HOSPITAL) {
            fields.add(FactField.EVENT_DAY);
        }
        draft.facts().entry(FactField.DIED).ifPresent(died -> fields.add(FactField.DIED));
        if (draft.kind() == EventKind.ILLNESS) {
            fields.add(FactField.DIAGNOSIS);
        } else if (FactFault.needsBill(draft.kind(), draft.facts())
                || draft.paperKinds().contains(PaperKind.RECEIPT)) {
            fields.addAll(STAY);
        }
        if (draft.facts().isReported()) {
            fields.removeAll(RECEIPT);
            fields.add(FactField.SETTLEMENT_NO);
        }
        return fields.stream()
                .map(field -> row(draft, field, faults, look, frame))
                .toList();
    }

    private static CheckPage.Row row(EventCase draft, FactField field, List<FactFault> faults, Look look, Frame frame) {
        FactSheet facts = draft.facts();
        Optional<KnownFact> entry = facts.entry(field);
        String fault = faults.stream()
                .filter(one -> one.field() == field)
                .findFirst()
                .map(one -> sentence(one, frame))
                .orElse(null);
        boolean untouched = look.refusal() == null && !facts.entries().containsKey(field);
        boolean edit = fault != null
                || look.edit().equals("all")
                || look.edit().equals(field.code())
                || look.typed().containsKey(field);
        boolean doubtful = entry.map(KnownFact::doubtful).orElse(false);
        boolean corrected =
                entry.map(one -> one.read() != null && one.isCorrected()).orElse(false);
        String note = doubtful && !corrected
                ? frame.say("claim.fact.look")
                : corrected
                        ? frame.say(
                                "claim.fact.changed",
                                shown(field, String.valueOf(entry.get().read()), frame))
                        : "";
        String value = entry.map(one -> shown(field, one.value(), frame))
                .orElse(frame.fmt().orNone(null));
        return new CheckPage.Row(
                field.code(),
                frame.say(field.key()),
                value,
                look.typed()
                        .getOrDefault(
                                field,
                                entry.map(one -> typed(field, one.value())).orElse("")),
                field.kind() == FactField.Kind.DAY ? "date" : "text",
                doubtful && !corrected,
                note,
                edit,
                untouched ? null : fault);
    }

    static String sentence(FactFault fault, Frame frame) {
        return frame.say(fault.code().key(), frame.say(fault.field().key()));
    }

    /** A value as a page shows it. */
    static String shown(FactField field, String value, Frame frame) {
        if (value.isEmpty()) {
            return frame.fmt().orNone(null);
        }
        return field.kind() == FactField.Kind.MONEY ? frame.fmt().yuan(Money.ofFen(Long.parseLong(value))) : value;
    }

    /** A value as it stands in an input. */
    static String typed(FactField field, String value) {
        return field.kind() == FactField.Kind.MONEY && !value.isEmpty()
                ? Money.ofFen(Long.parseLong(value)).plainYuan()
                : value;
    }

    private static Map<String, String> checkErrors(
            EventCase draft, List<FactFault> faults, @Nullable Refusal refusal, Frame frame) {
        Map<String, String> errors = new LinkedHashMap<>();
        if (refusal != null && !refusal.code().equals("claim_facts_incomplete")) {
            String at = refusal.code().equals("claim_consent") ? "consent" : "";
            errors.put(at, sentence(refusal, frame));
        }
        faults.stream()
                .filter(fault -> refusal != null || fault.code() != FactFault.Code.MISSING)
                .forEach(fault -> errors.put("f." + fault.field().code(), sentence(fault, frame)));
        return errors;
    }

    /** A refusal whose detail is a field says the field's word. */
    static String sentence(Refusal refusal, Frame frame) {
        Object[] details = refusal.details().stream()
                .map(detail -> detail instanceof FactField field ? frame.say(field.key()) : detail)
                .toArray();
        return frame.say("refusal." + refusal.code(), details);
    }
}
