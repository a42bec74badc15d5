package org.tongzhou.claim.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.Announcement;
import org.tongzhou.claim.Claim;
import org.tongzhou.claim.ClaimFile;
import org.tongzhou.claim.ClaimState;
import org.tongzhou.claim.FactField;
import org.tongzhou.claim.FactSheet;
import org.tongzhou.claim.KnownFact;
import org.tongzhou.claim.Proposal;
import org.tongzhou.claim.Sign;
import org.tongzhou.claim.Step;
import org.tongzhou.claim.Verb;
import org.tongzhou.claim.web.ClaimPanel.Fact;
import org.tongzhou.claim.web.ClaimPanel.Who;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Level;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.Role;
import org.tongzhou.organisation.Units;
import org.tongzhou.person.People;
import org.tongzhou.person.PersonCard;
import org.tongzhou.shell.ClockFace;
import org.tongzhou.shell.Explanations.Reader;
import org.tongzhou.shell.Frame;

/** The right-hand side of the workbench: one claim as its reviewer judges it. */
@Component
class Judgement {
    /** Fields that stand apart when nothing is wrong with them. */
    private static final Set<String> MINOR = Set.of("sex", "inNo", "dept", "date", "code", "no", "chk");

    /** Verbs whose words the next reader needs once a claim has come back, or follows another. */
    private static final Set<Verb> TELLING =
            Set.of(Verb.REFUSAL_CONFIRMED, Verb.APPEALED, Verb.RECLASSIFIED, Verb.PAPERS_ASKED, Verb.PAPERS_GIVEN);

    private final People people;
    private final PaidTo paidTo;
    private final Units units;
    private final ActViews acts;
    private final Places places;
    private final PaperViews papers;
    private final ClassViews classes;

    Judgement(
            People people,
            PaidTo paidTo,
            Units units,
            ActViews acts,
            Places places,
            PaperViews papers,
            ClassViews classes) {
        this.people = people;
        this.paidTo = paidTo;
        this.units = units;
        this.acts = acts;
        this.places = places;
        this.papers = papers;
        this.classes = classes;
    }

    ClaimPanel panel(Actor actor, ClaimFile file, ReviewViews.Look look, Frame frame) {
        Claim claim = file.claim();
        List<Fact> facts = facts(file, frame);
        List<Fact> minor = facts.stream()
                .filter(fact -> !fact.low() && MINOR.contains(fact.code()))
                .toList();
        List<Fact> major = facts.stream().filter(fact -> !minor.contains(fact)).toList();
        return new ClaimPanel(
                claim.id().value(),
                claim.version(),
                who(actor.fund(), file, frame),
                papers.viewer(actor, file, facts, look.leaf(), frame),
                findings(actor.fund(), file, frame),
                doubts(actor, file, frame),
                said(file, frame),
                major,
                minor,
                checks(actor.fund(), file, frame),
                sum(actor.fund(), file, frame),
                classes.open(actor.fund(), file, frame),
                classes.grades(actor, file, frame),
                classes.graver(actor, file, frame),
                recallable(actor, claim),
                acts.of(actor, file, look, frame),
                new ClaimPanel.Payee(paidTo.line(actor.fund(), file, frame), isReviewer(actor)),
                history(file, frame));
    }

    private static @Nullable String recallable(Actor actor, Claim claim) {
        return isReviewer(actor) && claim.state().isPaid() ? claim.amount().plainYuan() : null;
    }

    private static boolean isReviewer(Actor actor) {
        return actor.is(Role.COUNTY_REVIEWER) || actor.is(Role.CITY_REVIEWER) || actor.is(Role.PROVINCE_REVIEWER);
    }

    private Who who(FundId fund, ClaimFile file, Frame frame) {
        Claim claim = file.claim();
        PersonCard card = people.card(fund, claim.owner().person());
        LocalDate today = frame.today().day();
        int age = people.identity(fund, claim.owner().person()).ageOn(today);
        String unit = units.names(fund, List.of(claim.owner().unit()))
                .getOrDefault(claim.owner().unit(), "");
        boolean running = claim.state().isBeforeReviewers() || claim.state() == ClaimState.SUPPLEMENT;
        ClockFace face = running ? Places.face(file.clock(), today) : null;
        LocalDate due = claim.clock().dueOn();
        return new Who(
                Mask.name(card.name()),
                frame.say(
                        "claim.review.person",
                        frame.say("claim.review.sex." + card.sex().name()),
                        age,
                        unit),
                card.maskedId(),
                claim.owner().person().value(),
                claim.number(),
                face,
                running && due != null ? frame.say("claim.review.due", due) : "",
                frame.say(
                        "claim.review.state",
                        places.union(claim.owner().path(), claim.level(), frame),
                        frame.say(claim.state().key())),
                claim.status().tone().css());
    }

    private List<ClaimPanel.Finding> findings(FundId fund, ClaimFile file, Frame frame) {
        return file.proposals().stream()
                .filter(proposal -> proposal.state() == Proposal.State.OPEN)
                .map(open -> new ClaimPanel.Finding(
                        open.id(),
                        frame.say(
                                "claim.review.more",
                                frame.fmt().yuan(open.upTo()),
                                places.plan(fund, open.plan(), frame)),
                        frame.say("claim.review.more.why", Places.wanted(open.missing(), frame))))
                .toList();
    }

    private static List<ClaimPanel.Said> said(ClaimFile file, Frame frame) {
        List<ClaimPanel.Said> said = new ArrayList<>();
        if (file.eventCase().source() != null) {
            String key = file.announcement() == null ? "claim.direct.reported" : "claim.direct.source";
            said.add(new ClaimPanel.Said(frame.say(key), reported(file, frame)));
        }
        if (file.claim().state() != ClaimState.REFUSED) {
            said.addAll(told(file, frame));
        }
        return said;
    }

    /** Who reported the stay, what the member was told, and what came of it. */
    private static String reported(ClaimFile file, Frame frame) {
        String basis = DirectViews.basis(file.eventCase(), frame);
        Announcement told = file.announcement();
        if (told == null) {
            return basis;
        }
        String line = frame.say(
                "claim.direct.told",
                frame.fmt().stamp(told.announcedAt()),
                frame.fmt().money(told.amount()),
                told.payOn());
        Announcement.End end = told.end();
        String reason = told.reason();
        String outcome = end == null
                ? ""
                : frame.say(
                        "claim.direct.end." + end.name(),
                        reason == null ? "" : frame.say("claim.direct.reason." + reason));
        return String.join("\n", basis, line, outcome).strip();
    }

    private static List<ClaimPanel.Said> told(ClaimFile file, Frame frame) {
        return file.history().stream()
                .filter(step -> TELLING.contains(step.verb()) && step.words() != null)
                .map(step -> new ClaimPanel.Said(
                        frame.say(step.verb().key()) + " " + frame.fmt().stamp(step.at()),
                        String.valueOf(step.words())))
                .toList();
    }

    /** Signs, those that wait first. */
    private List<ClaimPanel.Doubt> doubts(Actor actor, ClaimFile file, Frame frame) {
        boolean whole = actor.scope().level() == Level.PROVINCE;
        return file.signs().stream()
                .sorted(Comparator.comparing(sign -> !sign.isOpen()))
                .map(sign -> new ClaimPanel.Doubt(
                        sign.id(),
                        frame.say(sign.kind().key()),
                        sign.kind() == Sign.Kind.TEXT_DIFFERS
                                ? papers.contradictions(actor, file, frame)
                                : other(sign, whole, frame),
                        sign.otherNumber(),
                        looked(sign.looked(), frame)))
                .toList();
    }

    /** Where to look: the other case; of another fund its code alone, and that only to those who see a whole fund. */
    private static String other(Sign sign, boolean whole, Frame frame) {
        if (sign.otherFund() != null) {
            return whole ? frame.say("claim.sign.elsewhere", sign.otherFund()) : "";
        }
        if (sign.otherNumber() == null) {
            return "";
        }
        return sign.kind() == Sign.Kind.SAME_PICTURE && sign.paper() != null
                ? frame.say("claim.sign.picture", Places.paper(sign.paper(), frame), sign.otherNumber())
                : frame.say("claim.sign.other", sign.otherNumber());
    }

    private static String looked(Sign.@Nullable Looked looked, Frame frame) {
        return looked == null
                ? ""
                : frame.say(
                        "claim.sign.looked", Mask.name(looked.by()), frame.fmt().stamp(looked.at()), looked.words());
    }

    /** Every known field with its number, the minor ones last; the numbers stand on the paper too. */
    private static List<Fact> facts(ClaimFile file, Frame frame) {
        List<Fact> facts = new ArrayList<>();
        FactSheet sheet = file.eventCase().facts();
        for (boolean minor : List.of(false, true)) {
            sheet.entries().forEach((field, entry) -> {
                if (minor == MINOR.contains(field.code())) {
                    facts.add(fact(facts.size() + 1, field, entry, frame));
                }
            });
        }
        return facts;
    }

    private static Fact fact(int number, FactField field, KnownFact entry, Frame frame) {
        return new Fact(
                field.code(),
                number,
                frame.say(field.key()),
                ClaimWords.shown(field, entry.value(), frame),
                ClaimWords.typed(field, entry.value()),
                entry.needsLook(),
                note(field, entry, frame));
    }

    private static String note(FactField field, KnownFact entry, Frame frame) {
        String read = entry.read();
        if (entry.isCorrected()) {
            return read == null
                    ? frame.say("claim.review.typed")
                    : frame.say("claim.review.corrected", ClaimWords.shown(field, read, frame));
        }
        return entry.doubtful() ? frame.say("claim.review.doubtful") : "";
    }

    private List<ClaimPanel.Check> checks(FundId fund, ClaimFile file, Frame frame) {
        String name = people.card(fund, file.claim().owner().person()).name();
        String payer = file.eventCase().facts().text(FactField.PAYER).orElse(name);
        boolean outside = file.outcome().objections().stream()
                .anyMatch(
                        one -> one.code().equals("outside_cover") || one.code().equals("waiting_period"));
        boolean twice = file.signs().stream()
                .anyMatch(sign ->
                        sign.kind() == Sign.Kind.SAME_RECEIPT || sign.kind() == Sign.Kind.SAME_RECEIPT_ELSEWHERE);
        return List.of(
                new ClaimPanel.Check(frame.say("claim.review.checks.cover"), !outside),
                new ClaimPanel.Check(frame.say("claim.review.checks.receipt"), !twice),
                new ClaimPanel.Check(frame.say("claim.review.checks.sums"), true),
                new ClaimPanel.Check(frame.say("claim.review.checks.name"), payer.equals(name)));
    }

    private ClaimPanel.Sum sum(FundId fund, ClaimFile file, Frame frame) {
        return new ClaimPanel.Sum(
                places.plan(fund, file.claim().benefit().plan(), frame),
                frame.say("claim.review.edition", file.claim().benefit().planVersion()),
                file.outcome().explanation(),
                ClaimWords.against(file.outcome(), frame, Reader.REVIEWER),
                granted(fund, file, frame),
                DecisionLetter.isDecided(file.claim().state()));
    }

    private ClaimPanel.Granted granted(FundId fund, ClaimFile file, Frame frame) {
        List<Claim> granted = file.granted();
        List<ClaimPanel.Benefit> benefits = granted.stream()
                .map(one -> new ClaimPanel.Benefit(
                        "/reviews/" + one.id().value(),
                        places.plan(fund, one.benefit().plan(), frame),
                        frame.fmt().money(one.amount())))
                .toList();
        return new ClaimPanel.Granted(
                granted.size() > 1 ? benefits : List.of(), frame.fmt().money(file.grantedSum()));
    }

    /** Steps before, newest first: level, verb, who, when. */
    private static List<String> history(ClaimFile file, Frame frame) {
        List<String> lines = new ArrayList<>();
        List<Step> steps = file.history();
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step step = steps.get(i);
            if (step.actorName().equals(Actor.SYSTEM)) {
                lines.add(frame.say(
                        "claim.review.step.system",
                        frame.say(step.verb().key()),
                        frame.fmt().stamp(step.at())));
                continue;
            }
            Level acted = i == 0 ? Level.COUNTY : steps.get(i - 1).level();
            lines.add(frame.say(
                    "claim.review.step",
                    frame.say(step.verb().isMembers() ? "claim.review.by.member" : "claim.level." + acted.name()),
                    frame.say(step.verb().key()),
                    Mask.name(step.actorName()),
                    frame.fmt().stamp(step.at())));
        }
        return lines;
    }
}
