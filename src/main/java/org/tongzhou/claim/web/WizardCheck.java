package org.tongzhou.claim.web;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.Checked;
import org.tongzhou.claim.Drafts;
import org.tongzhou.claim.Estimate;
import org.tongzhou.claim.EventCase;
import org.tongzhou.claim.FactFault;
import org.tongzhou.claim.FactField;
import org.tongzhou.claim.Outcome;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.shell.Explanations.Reader;
import org.tongzhou.shell.Frame;

/** Puts the third page of the wizard together: what the event comes to, and the facts to check. */
@Component
class WizardCheck {
    private final Drafts drafts;
    private final PaidTo paidTo;

    WizardCheck(Drafts drafts, PaidTo paidTo) {
        this.drafts = drafts;
        this.paidTo = paidTo;
    }

    CheckPage page(Actor actor, EventCase draft, Frame frame, CheckLook look) {
        Refusal refusal = look.refusal();
        Checked checked = drafts.check(actor, draft, frame.today().day());
        List<CheckPage.Sum> sums = sums(checked.estimates(), frame);
        List<CheckPage.Row> rows = new CheckRows(draft, checked.faults(), look, frame)
                .all(checked.billed(), byDiagnosis(checked.estimates(), frame));
        return new CheckPage(
                draft.id().value(),
                draft.version(),
                ClaimWords.saved(draft, frame),
                sums.isEmpty() ? null : sums.stream().map(CheckPage.Sum::amount).reduce(Money.ZERO, Money::plus),
                sums,
                rows,
                offers(checked.estimates(), look.also(), frame),
                look.also().stream().map(PlanCode::value).sorted().toList(),
                hints(checked.estimates(), frame),
                drafts.withSameReceipt(actor, draft)
                        .map(held -> same(held, frame))
                        .orElse(null),
                paidTo.line(actor.fund(), draft, frame),
                actor.isPerson(draft.owner().person()) && !draft.facts().isDeath(),
                rows.stream().anyMatch(CheckPage.Row::edit),
                errors(checked.faults(), refusal, frame));
    }

    private static CheckPage.Same same(EventCase held, Frame frame) {
        Instant submitted = Objects.requireNonNull(held.hand().submittedAt());
        return new CheckPage.Same(
                "/my/cases/" + held.id().value(),
                frame.say(
                        "claim.check.same",
                        frame.fmt()
                                .memberDay(
                                        FundClock.dayOf(submitted),
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
                        ClaimWords.against(one.outcome(), frame, Reader.MEMBER)))
                .toList();
    }

    private static List<CheckPage.Offer> offers(List<Estimate> estimates, Set<PlanCode> ticked, Frame frame) {
        return estimates.stream()
                .filter(Estimate::isOffered)
                .map(one -> new CheckPage.Offer(
                        one.plan().value(),
                        frame.say("claim.offer", one.version().name().in(Places.locale(frame))),
                        frame.say("claim.offer.why", one.outcome().amount()),
                        ticked.contains(one.plan())))
                .toList();
    }

    private static List<String> byDiagnosis(List<Estimate> estimates, Frame frame) {
        return estimates.stream()
                .filter(Estimate::asksDiagnosis)
                .map(one -> one.version().name().in(Places.locale(frame)))
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

    /** The papers that a benefit still needs. */
    private static String lacking(Outcome outcome, Frame frame) {
        return outcome.missing().stream()
                .filter(Outcome.Lack::isPaper)
                .map(lack -> lack.papers().stream()
                        .sorted()
                        .map(kind -> Places.paper(kind, frame))
                        .collect(Collectors.joining(frame.say("claim.list.or"))))
                .collect(Collectors.joining(frame.say("claim.list.comma")));
    }

    private static String field(Refusal refusal) {
        if (refusal.code().startsWith("claim_fact_") && refusal.details().get(0) instanceof FactField field) {
            return "f." + field.code();
        }
        return refusal.code().equals("claim_consent") ? "consent" : "";
    }

    private static Map<String, String> errors(List<FactFault> faults, @Nullable Refusal refusal, Frame frame) {
        Map<String, String> errors = new LinkedHashMap<>();
        if (refusal != null && !refusal.code().equals("claim_facts_incomplete")) {
            errors.put(field(refusal), ClaimWords.sentence(refusal, frame));
        }
        faults.stream()
                .filter(fault -> refusal != null || fault.code() != FactFault.Code.MISSING)
                .forEach(fault -> errors.put("f." + fault.field().code(), ClaimWords.sentence(fault, frame)));
        return errors;
    }
}
