package org.tongzhou.claim.web;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.tongzhou.claim.Appeals;
import org.tongzhou.claim.Claim;
import org.tongzhou.claim.ClaimFile;
import org.tongzhou.claim.ClaimState;
import org.tongzhou.claim.MemberStatus;
import org.tongzhou.claim.Recalls;
import org.tongzhou.claim.Step;
import org.tongzhou.claim.Verb;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.recovery.Returns;
import org.tongzhou.shell.Explanations;
import org.tongzhou.shell.Frame;

/** Puts the page of one claim together: where it is, who has it, by which day, how much and why. */
@Component
class ProgressViews {
    private final Places places;
    private final KeptLines keptLines;
    private final PaidTo paidTo;
    private final Relay relay;
    private final Recalls recalls;
    private final ProgressAround around;

    ProgressViews(
            Places places, KeptLines keptLines, PaidTo paidTo, Relay relay, Recalls recalls, ProgressAround around) {
        this.places = places;
        this.keptLines = keptLines;
        this.paidTo = paidTo;
        this.relay = relay;
        this.recalls = recalls;
        this.around = around;
    }

    ProgressPage page(Actor actor, ClaimFile file, Frame frame, @Nullable Refusal refusal) {
        Claim claim = file.claim();
        Map<String, String> errors = refusal == null ? Map.of() : Map.of("", ClaimWords.sentence(refusal, frame));
        Returns.Kept kept = recalls.kept(actor.fund(), claim);
        Supplier<Money> paid = SingletonSupplier.of(() -> recalls.toAccount(actor.fund(), claim));
        return new ProgressPage(
                claim.id().value(),
                claim.eventCase().value(),
                claim.version(),
                kept.isAll() ? ProgressHeads.kept(claim, frame) : ProgressHeads.of(file, paid, frame),
                rows(actor.fund(), file, new Sums(kept, paid), frame),
                file.outcome().explanation(),
                relay.steps(actor.fund(), file, frame),
                wanted(file),
                refused(actor.fund(), file, frame),
                around.of(actor.fund(), file, frame),
                can(actor, file, kept, frame.today().day()),
                errors);
    }

    /** What of a benefit was kept, and what goes to the account. */
    private record Sums(Returns.Kept kept, Supplier<Money> paid) {}

    private Map<String, String> rows(FundId fund, ClaimFile file, Sums sums, Frame frame) {
        Returns.Kept kept = sums.kept();
        Claim claim = file.claim();
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put(frame.say("claim.kv.plan"), places.plan(fund, claim.benefit().plan(), frame));
        rows.put(frame.say("claim.kv.card"), paidTo.line(fund, file, frame));
        rows.put(frame.say("claim.kv.number"), claim.number());
        if (kept.kept().isPositive()) {
            rows.put(frame.say("claim.kv.kept"), frame.fmt().yuan(kept.kept()));
            rows.put(frame.say("claim.kv.rest"), frame.fmt().yuan(kept.of().minus(kept.kept())));
        } else if (claim.status() == MemberStatus.APPROVED || claim.status() == MemberStatus.PAID) {
            rows.putAll(keptLines.of(fund, claim, sums.paid().get(), frame));
        }
        if (file.granted().size() > 1) {
            rows.put(frame.say("claim.kv.event"), frame.fmt().yuan(file.grantedSum()));
        }
        return rows;
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
                        places.clause(fund, step.clause(), frame),
                        String.valueOf(step.words()),
                        ProgressHeads.appealBy(file, frame),
                        Appeals.openUntil(file.claim(), file.history())
                                .filter(day -> !frame.today().day().isAfter(day))
                                .isPresent()))
                .orElse(null);
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
                ProgressHeads.isOpen(file.claim()),
                own && state == ClaimState.RETURNED && !kept.isAll(),
                file.claim().status() == MemberStatus.PAID,
                late,
                late && !urged,
                own ? null : file.eventCase().facts().isDeath());
    }
}
