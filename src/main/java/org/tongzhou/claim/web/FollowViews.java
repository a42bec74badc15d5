package org.tongzhou.claim.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.claim.Appeals;
import org.tongzhou.claim.Cases;
import org.tongzhou.claim.Cases.CaseFile;
import org.tongzhou.claim.Claim;
import org.tongzhou.claim.ClaimFile;
import org.tongzhou.claim.ClaimState;
import org.tongzhou.claim.EventCase;
import org.tongzhou.claim.FactField;
import org.tongzhou.claim.MemberStatus;
import org.tongzhou.claim.Proposal;
import org.tongzhou.claim.Recalls;
import org.tongzhou.claim.Reviews;
import org.tongzhou.claim.Step;
import org.tongzhou.claim.Verb;
import org.tongzhou.document.Paper;
import org.tongzhou.document.PaperId;
import org.tongzhou.document.Papers;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.payment.Instruction;
import org.tongzhou.payment.InstructionState;
import org.tongzhou.payment.Payments;
import org.tongzhou.person.NamedHeir;
import org.tongzhou.person.People;
import org.tongzhou.person.PersonCard;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.recovery.Returns;
import org.tongzhou.shell.ClockFace;
import org.tongzhou.shell.Explanations;
import org.tongzhou.shell.Frame;

/** Puts the member's pages about their claims together. */
@Component
class FollowViews {
    private final Cases cases;
    private final People people;
    private final PaidTo paidTo;
    private final Payments payments;
    private final Plans plans;
    private final Places places;
    private final Relay relay;
    private final Recalls recalls;
    private final Papers papers;

    FollowViews(
            Cases cases,
            People people,
            PaidTo paidTo,
            Payments payments,
            Plans plans,
            Places places,
            Relay relay,
            Recalls recalls,
            Papers papers) {
        this.cases = cases;
        this.people = people;
        this.paidTo = paidTo;
        this.payments = payments;
        this.plans = plans;
        this.places = places;
        this.relay = relay;
        this.recalls = recalls;
        this.papers = papers;
    }

    ListPage list(Actor actor, Frame frame) {
        Cases.Mine mine = cases.mine(actor);
        List<CasePage.Row> doing = new ArrayList<>();
        List<CasePage.Row> done = new ArrayList<>();
        for (Claim claim : mine.claims()) {
            boolean kept = recalls.isKept(actor.fund(), claim);
            boolean over = claim.state().isFinal() || claim.status() == MemberStatus.PAID || kept;
            (over ? done : doing).add(kept ? keptRow(actor.fund(), claim, frame) : row(actor.fund(), claim, frame));
        }
        return new ListPage(
                mine.draft()
                        .map(found -> "/my/claims/draft/" + found.id().value())
                        .orElse(null),
                mine.draft()
                        .map(found -> frame.say(
                                "claim.draft.line",
                                frame.say("claim.event." + found.kind().name()),
                                frame.fmt()
                                        .memberStamp(
                                                found.hand().savedAt(),
                                                frame.today().day())))
                        .orElse(""),
                doing,
                done,
                mine.open().stream()
                        .map(open -> new ListPage.Further(
                                "/my/cases/" + open.eventCase().value(), further(actor.fund(), open, frame)))
                        .toList());
    }

    private static String line(Claim claim, Frame frame) {
        LocalDate due = claim.state().isBeforeReviewers() ? claim.clock().dueOn() : null;
        String key = claim.state() == ClaimState.ANNOUNCED ? "announced" : due == null ? "filed" : "due";
        LocalDate day = due == null ? claim.clock().acceptedOn() : due;
        return frame.say(
                "claim.row." + key,
                claim.number(),
                frame.fmt().memberDay(day, frame.today().day()));
    }

    private CasePage.Row row(FundId fund, Claim claim, Frame frame) {
        return new CasePage.Row(
                "/my/claims/" + claim.id().value(),
                places.plan(fund, claim.benefit().plan(), frame),
                line(claim, frame),
                amount(claim, frame),
                frame.say(claim.status().key()),
                claim.status().tone().css());
    }

    /** Came back, and nothing is left to be paid or done. */
    private CasePage.Row keptRow(FundId fund, Claim claim, Frame frame) {
        CasePage.Row row = row(fund, claim, frame);
        String word = frame.say("claim.status.kept");
        return new CasePage.Row(row.href(), row.title(), row.line(), row.amount(), word, MemberStatus.Tone.PLAIN.css());
    }

    private static String amount(Claim claim, Frame frame) {
        return said(claim, frame.fmt().money(claim.amount()), frame);
    }

    private static String yuan(Claim claim, Frame frame) {
        return said(claim, frame.fmt().yuan(claim.amount()), frame);
    }

    private static String said(Claim claim, String amount, Frame frame) {
        if (!claim.amount().isPositive()) {
            return frame.fmt().orNone(null);
        }
        return claim.isUpTo() ? frame.say("claim.upto", amount) : amount;
    }

    private String further(FundId fund, Proposal open, Frame frame) {
        return frame.say(
                open.missing().isEmpty() ? "claim.further.ready" : "claim.further",
                places.plan(fund, open.plan(), frame),
                open.upTo(),
                Places.wanted(open.missing(), frame));
    }

    private static String why(Proposal open, Frame frame) {
        return open.missing().isEmpty()
                ? frame.say("claim.further.ready.why")
                : frame.say("claim.further.why", Places.wanted(open.missing(), frame));
    }

    CasePage eventCase(Actor actor, CaseFile file, Frame frame, @Nullable Refusal refusal) {
        EventCase event = file.eventCase();
        Map<String, String> errors = new LinkedHashMap<>();
        if (refusal != null) {
            errors.put("", WizardViews.sentence(refusal, frame));
        }
        return new CasePage(
                event.id().value(),
                frame.say("claim.case.title." + event.kind().name()),
                line(event, frame),
                file.claims().stream()
                        .map(claim -> row(actor.fund(), claim, frame))
                        .toList(),
                file.proposals().stream()
                        .filter(proposal -> proposal.state() == Proposal.State.OPEN)
                        .map(open -> new CasePage.Further(
                                open.id(),
                                places.plan(actor.fund(), open.plan(), frame),
                                frame.fmt().yuan(open.upTo()),
                                why(open, frame),
                                kinds(open)))
                        .toList(),
                errors);
    }

    /** The kinds that will do for what is missing: a test report stands for a pathology report. */
    private static List<PaperKind> kinds(Proposal open) {
        List<PaperKind> kinds = new ArrayList<>(open.missing());
        if (kinds.contains(PaperKind.PATHOLOGY_REPORT)) {
            kinds.add(PaperKind.TEST_REPORT);
        }
        return kinds;
    }

    private static String line(EventCase event, Frame frame) {
        String hospital = event.facts().text(FactField.HOSPITAL).orElse("");
        String days = event.facts()
                .day(FactField.ADMITTED)
                .flatMap(from -> event.facts()
                        .day(FactField.DISCHARGED)
                        .map(to -> frame.fmt().range(from, to)))
                .orElse("");
        return (hospital + " " + days).strip();
    }

    ProgressPage progress(Actor actor, ClaimFile file, Frame frame, @Nullable Refusal refusal) {
        Claim claim = file.claim();
        Map<String, String> errors = refusal == null ? Map.of() : Map.of("", WizardViews.sentence(refusal, frame));
        Returns.Kept kept = recalls.kept(actor.fund(), claim);
        Supplier<Money> paid = SingletonSupplier.of(() -> recalls.toAccount(actor.fund(), claim));
        return new ProgressPage(
                claim.id().value(),
                claim.eventCase().value(),
                claim.version(),
                kept.isAll() ? keptHead(claim, frame) : head(file, paid, frame),
                lines(actor.fund(), file, new Sums(kept, paid), frame),
                file.outcome().explanation(),
                relay.steps(actor.fund(), file, frame),
                wanted(file),
                refused(actor.fund(), file, frame),
                around(actor.fund(), file, frame),
                can(actor, file, kept, frame.today().day()),
                errors);
    }

    private static ProgressPage.Head keptHead(Claim claim, Frame frame) {
        return new ProgressPage.Head(
                frame.say("claim.head.kept"),
                frame.say("claim.line.kept"),
                frame.say("claim.status.kept"),
                MemberStatus.Tone.PLAIN.css(),
                null,
                amount(claim, frame));
    }

    private static ProgressPage.Head head(ClaimFile file, Supplier<Money> paid, Frame frame) {
        Claim claim = file.claim();
        ClockFace face = isOpen(claim) ? Places.face(file.clock(), frame.today().day()) : null;
        String key = "claim.head."
                + (claim.state().isBeforeReviewers()
                        ? claim.level().name()
                        : claim.status().name());
        return new ProgressPage.Head(
                frame.say(key),
                face == null ? headLine(file, paid, frame) : dueLine(claim, face, frame),
                frame.say(claim.status().key()),
                claim.status().tone().css(),
                face,
                yuan(claim, frame));
    }

    private static String dueLine(Claim claim, ClockFace face, Frame frame) {
        LocalDate due = claim.clock().dueOn();
        if (due == null) {
            return frame.say("claim.line." + claim.status().name(), amount(claim, frame));
        }
        String day = frame.fmt().memberDay(due);
        return face.isOver()
                ? frame.say("claim.line.over", day)
                : frame.say("claim.line.due", day, Math.max(0, face.left()));
    }

    private static String headLine(ClaimFile file, Supplier<Money> paid, Frame frame) {
        Claim claim = file.claim();
        if (claim.state() == ClaimState.REFUSED) {
            return frame.say("claim.line.REFUSED", appealBy(file, frame));
        }
        return frame.say("claim.line." + claim.status().name(), frame.fmt().money(paid.get()));
    }

    private static String appealBy(ClaimFile file, Frame frame) {
        return file.last(Verb.REFUSAL_CONFIRMED)
                .map(step -> frame.fmt()
                        .memberDay(Reviews.appealBy(step.at()), frame.today().day()))
                .orElse("");
    }

    /** What of a benefit was kept, and what goes to the account. */
    private record Sums(Returns.Kept kept, Supplier<Money> paid) {}

    private Map<String, String> lines(FundId fund, ClaimFile file, Sums sums, Frame frame) {
        Returns.Kept kept = sums.kept();
        Claim claim = file.claim();
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put(frame.say("claim.kv.plan"), places.plan(fund, claim.benefit().plan(), frame));
        lines.put(frame.say("claim.kv.card"), paidTo.line(fund, file, frame));
        lines.put(frame.say("claim.kv.number"), claim.number());
        if (kept.kept().isPositive()) {
            lines.put(frame.say("claim.kv.kept"), frame.fmt().yuan(kept.kept()));
            lines.put(frame.say("claim.kv.rest"), frame.fmt().yuan(kept.of().minus(kept.kept())));
        } else if (claim.status() == MemberStatus.APPROVED || claim.status() == MemberStatus.PAID) {
            offset(claim, sums.paid().get(), lines, frame);
        }
        if (file.granted().size() > 1) {
            lines.put(frame.say("claim.kv.event"), frame.fmt().yuan(file.grantedSum()));
        }
        return lines;
    }

    private static void offset(Claim claim, Money paid, Map<String, String> lines, Frame frame) {
        if (paid.compareTo(claim.amount()) < 0) {
            lines.put(
                    frame.say("claim.kv.kept"), frame.fmt().yuan(claim.amount().minus(paid)));
            lines.put(frame.say("claim.kv.paid"), frame.fmt().yuan(paid));
        }
    }

    private static ProgressPage.Wanted wanted(ClaimFile file) {
        String words = file.owed().isEmpty()
                ? ""
                : file.last(Verb.PAPERS_ASKED)
                        .map(Step::words)
                        .map(String::valueOf)
                        .orElse("");
        return new ProgressPage.Wanted(file.owed(), words);
    }

    private ProgressPage.@Nullable Refused refused(FundId fund, ClaimFile file, Frame frame) {
        if (file.claim().state() != ClaimState.REFUSED) {
            return null;
        }
        return file.last(Verb.REFUSAL_CONFIRMED)
                .map(step -> new ProgressPage.Refused(
                        Explanations.clause(frame, step.clause()),
                        plans.cited(fund, String.valueOf(step.clause()))
                                .map(clause -> clause.text().in(Places.locale(frame)))
                                .orElse(""),
                        String.valueOf(step.words()),
                        appealBy(file, frame),
                        Appeals.openUntil(file.claim(), file.history())
                                .filter(day -> !frame.today().day().isAfter(day))
                                .isPresent()))
                .orElse(null);
    }

    private List<ProgressPage.Link> others(FundId fund, ClaimFile file, Frame frame) {
        List<ProgressPage.Link> links = new ArrayList<>();
        for (Claim other : file.siblings()) {
            links.add(new ProgressPage.Link(
                    "/my/claims/" + other.id().value(),
                    places.plan(fund, other.benefit().plan(), frame),
                    frame.say(other.status().key()) + " " + yuan(other, frame)));
        }
        for (Proposal open : file.proposals()) {
            if (open.state() == Proposal.State.OPEN) {
                links.add(new ProgressPage.Link(
                        "/my/cases/" + open.eventCase().value(),
                        frame.say("claim.further.title"),
                        further(fund, open, frame)));
            }
        }
        return links;
    }

    private ProgressPage.Around around(FundId fund, ClaimFile file, Frame frame) {
        EventCase event = file.eventCase();
        LocalDate today = frame.today().day();
        Map<PaperId, Paper> stored = papers.all(
                fund,
                event.papers().stream().map(paper -> new PaperId(paper.paper())).toList());
        List<ProgressPage.Link> given = event.papers().stream()
                .map(paper -> new ProgressPage.Link(
                        Optional.ofNullable(stored.get(new PaperId(paper.paper())))
                                .filter(found -> found.pages() > 0)
                                .map(found -> "/my/cases/" + event.id().value() + "/papers/" + paper.paper() + "/1.png")
                                .orElse(null),
                        Places.paperTitle(paper.kind(), frame),
                        frame.fmt().memberStamp(paper.addedAt(), today)))
                .toList();
        return new ProgressPage.Around(
                others(fund, file, frame),
                given,
                isOpen(file.claim()) ? PoorPicture.of(event, stored, frame) : List.of(),
                event.source() == null ? "" : DirectViews.basis(event, frame));
    }

    private static boolean isOpen(Claim claim) {
        return claim.state().isBeforeReviewers() || claim.state() == ClaimState.SUPPLEMENT;
    }

    private static ProgressPage.Can can(Actor actor, ClaimFile file, Returns.Kept kept, LocalDate today) {
        ClaimState state = file.claim().state();
        boolean own = actor.isPerson(file.claim().owner().person());
        LocalDate due = file.claim().clock().dueOn();
        boolean late = state.isBeforeReviewers() && due != null && today.isAfter(due);
        boolean urged = file.last(Verb.URGED)
                .filter(step -> LocalDate.ofInstant(step.at(), FundClock.ZONE).equals(today))
                .isPresent();
        return new ProgressPage.Can(
                isOpen(file.claim()),
                own && state == ClaimState.RETURNED && !kept.isAll(),
                file.claim().status() == MemberStatus.PAID,
                late,
                late && !urged,
                own ? null : file.eventCase().facts().isDeath());
    }

    /** The voucher of a paid claim; a claim that is not paid has none. */
    PaidPage paid(Actor actor, ClaimFile file, Frame frame) {
        Claim claim = file.claim();
        if (claim.status() != MemberStatus.PAID) {
            throw Refusal.notFound();
        }
        PersonCard card = people.card(actor.fund(), claim.owner().person());
        Optional<Instruction> instruction = payments.of(actor.fund(), claim.id().cause()).stream()
                .filter(one -> one.state() == InstructionState.PAID)
                .reduce((first, second) -> second);
        var paidAt =
                Optional.ofNullable(file.times().paidAt()).orElse(file.times().filedAt());
        LocalDate day = LocalDate.ofInstant(paidAt, FundClock.ZONE);
        Map<String, String> lines = new LinkedHashMap<>();
        Optional<NamedHeir> heir = paidTo.heir(actor.fund(), claim);
        heir.ifPresent(named -> lines.put(
                frame.say("claim.voucher.payee"),
                frame.say(
                        "claim.voucher.heir",
                        named.maskedName(),
                        frame.say(named.heir().relation().key()))));
        lines.put(frame.say(heir.isEmpty() ? "claim.voucher.payee" : "claim.voucher.member"), Mask.name(card.name()));
        lines.put(frame.say("claim.voucher.id"), card.maskedId());
        lines.put(
                frame.say("claim.kv.plan"),
                places.plan(actor.fund(), claim.benefit().plan(), frame));
        file.eventCase()
                .facts()
                .day(FactField.ADMITTED)
                .ifPresent(from -> file.eventCase()
                        .facts()
                        .day(FactField.DISCHARGED)
                        .ifPresent(to -> lines.put(
                                frame.say("claim.event.HOSPITAL"), frame.fmt().range(from, to))));
        lines.put(frame.say("claim.kv.number"), claim.number());
        Money paid = recalls.toAccount(actor.fund(), claim);
        offset(claim, paid, lines, frame);
        return new PaidPage(
                claim.id().value(),
                frame.say(heir.isEmpty() ? "claim.voucher.arrived" : "claim.voucher.arrived.heir"),
                paid,
                frame.fmt().stamp(paidAt) + " · " + paidTo.line(actor.fund(), file, frame),
                "PZ" + day.toString().replace("-", "") + "-"
                        + String.format("%06d", claim.id().value() % 1_000_000),
                lines,
                instruction.map(Instruction::endToEnd).orElse(frame.fmt().orNone(null)),
                frame.clock().isPresent());
    }
}
