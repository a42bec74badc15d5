package org.tongzhou.catalogue.web;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.catalogue.Draft;
import org.tongzhou.catalogue.Replay;
import org.tongzhou.catalogue.Replays;
import org.tongzhou.catalogue.Spreads;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.shell.Frame;

/** What past claims come to under a draft: the card beside it, and the page of who would get more or less. */
@Component
class ReplayViews {
    private final Replays replays;
    private final Spreads spreads;
    private final DraftNames names;

    ReplayViews(Replays replays, Spreads spreads, DraftNames names) {
        this.replays = replays;
        this.spreads = spreads;
        this.names = names;
    }

    /** The last run of the draft, null before there is one. */
    @Nullable
    ReplayCard latest(Actor actor, Draft draft, Frame frame) {
        return replays.latest(actor, draft.id())
                .map(replay -> card(actor, replay, draft, frame))
                .orElse(null);
    }

    private ReplayCard card(Actor actor, Replay replay, Draft draft, Frame frame) {
        return new ReplayCard(
                run(replay, draft, frame),
                sums(replay, frame),
                counts(replay, frame),
                replay.isDone() ? SpreadView.of(spreads.of(actor, replay), frame) : null);
    }

    private static ReplayCard.Run run(Replay replay, Draft draft, Frame frame) {
        boolean running = replay.isRunning();
        return new ReplayCard.Run(
                running,
                replay.state() == Replay.State.FAILED,
                replay.content().equals(draft.content()),
                replay.total() == 0 ? 100 : replay.done() * 100.0 / replay.total(),
                frame.say("catalogue.replay.counted", frame.fmt().count(running ? replay.total() : replay.done())),
                took(replay.took()));
    }

    private static ReplayCard.Sums sums(Replay replay, Frame frame) {
        Replay.Sums sums = replay.effect().sums();
        return new ReplayCard.Sums(
                frame.fmt().money(sums.draft()),
                frame.fmt().money(sums.now()),
                change(sums, frame),
                frame.fmt().share(sums.draft().fen(), sums.draftFees().fen()),
                frame.fmt().share(sums.now().fen(), sums.fees().fen()),
                frame.fmt().rate(replay.alarmBasisPoints()),
                replay.isAlarming());
    }

    private static ReplayCard.Counts counts(Replay replay, Frame frame) {
        long aside = replay.effect().setAside();
        return new ReplayCard.Counts(
                replay.effect().more(),
                replay.effect().less(),
                replay.same(),
                aside == 0
                        ? ""
                        : frame.say("catalogue.replay.aside", frame.fmt().count(aside)));
    }

    private static String change(Replay.Sums sums, Frame frame) {
        Money difference = sums.draft().minus(sums.now());
        if (difference.isZero()) {
            return frame.say("catalogue.replay.unchanged");
        }
        boolean less = difference.isNegative();
        return frame.say(
                less ? "catalogue.replay.below" : "catalogue.replay.above",
                less ? Money.ZERO.minus(difference) : difference,
                frame.fmt().share(Math.abs(difference.fen()), sums.now().fen()));
    }

    private static String took(Duration took) {
        return String.format(Locale.ROOT, "%.1f", took.toMillis() / 1_000.0);
    }

    ReplayPage page(Actor actor, Draft draft, Replay.Side side, @Nullable String after, Frame frame) {
        Replay replay = replays.latest(actor, draft.id()).orElseThrow(Refusal::notFound);
        var page = replays.changes(actor, replay, side, after);
        boolean mayOpen = actor.is(Role.PROVINCE_REVIEWER) || actor.is(Role.AUDITOR);
        return new ReplayPage(
                draft.id().value(),
                names.title(actor.fund(), draft, frame),
                card(actor, replay, draft, frame),
                side.name(),
                page.items().stream()
                        .map(change -> new ReplayPage.Line(
                                change.label().number(),
                                mayOpen ? "/reviews/" + change.claim() : null,
                                change.label().maskedName(),
                                change.label().unit(),
                                frame.fmt().money(change.now()),
                                frame.fmt().money(change.draft()),
                                CaseViews.signed(change.draft().minus(change.now()), frame)))
                        .toList(),
                after,
                page.next());
    }
}
