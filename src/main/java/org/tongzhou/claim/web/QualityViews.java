package org.tongzhou.claim.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tongzhou.claim.Quality;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.shell.Frame;
import org.tongzhou.shell.Tried;

/** Puts the pages together of how good decisions are: the rounds of samples, and one of them. */
final class QualityViews {
    private static final long PER_MILLE = 10;

    private QualityViews() {}

    /** The rounds of a page, and the key after which it begins. */
    record Listed(Slice<Quality.Round> rounds, String after) {}

    static RoundsPage rounds(Actor actor, Listed listed, Frame frame, Tried tried) {
        LocalDate today = frame.today().day();
        boolean mayDraw = Stream.of(Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER, Role.MANAGER)
                .anyMatch(actor::is);
        return new RoundsPage(
                listed.rounds().map(round -> row(round, frame)),
                listed.after(),
                mayDraw,
                today.minusMonths(1).toString(),
                today.toString(),
                tried);
    }

    private static RoundsPage.Row row(Quality.Round round, Frame frame) {
        Quality.Found random = round.random();
        return new RoundsPage.Row(
                "/quality/" + round.id(),
                frame.fmt().range(round.wish().from(), round.wish().upto()),
                round.population(),
                random.looked() + " / " + random.drawn(),
                random.errors(),
                atMost(round, frame));
    }

    /** {@code 2.5%}, or none while nothing was looked at. */
    private static String atMost(Quality.Round round, Frame frame) {
        return round.random().looked() == 0
                ? frame.fmt().orNone(null)
                : frame.fmt().percent(round.random().atMostPerMille(round.wish().confidence()) * PER_MILLE);
    }

    /** A round, a page of what was drawn for it, and the key after which that begins. */
    record Looked(Quality.Round round, Slice<Quality.Check> checks, String after) {}

    static RoundPage round(Actor actor, Looked looked, Frame frame, KeptForm kept) {
        Quality.Round round = looked.round();
        boolean mayCheck = Stream.of(Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER)
                .anyMatch(actor::is);
        return new RoundPage(
                round.id(),
                frame.say("claim.quality.round", round.id()),
                frame.say(
                        "claim.quality.line",
                        frame.fmt().range(round.wish().from(), round.wish().upto()),
                        round.openedBy(),
                        frame.fmt().stamp(round.openedAt()),
                        round.wish().confidence(),
                        round.wish().margin()),
                figures(round, round.random(), true, frame),
                figures(round, round.risk(), false, frame),
                sentence(round, frame),
                looked.checks().map(check -> row(check, mayCheck, frame)),
                looked.after(),
                actor.isReviewer() || actor.is(Role.AUDITOR),
                kept);
    }

    private static List<RoundPage.Figure> figures(
            Quality.Round round, Quality.Found found, boolean random, Frame frame) {
        List<RoundPage.Figure> figures = new ArrayList<>();
        if (random) {
            figures.add(figure("claim.quality.population", round.population(), frame));
        }
        figures.add(figure("claim.quality.drawn", found.drawn(), frame));
        figures.add(figure("claim.quality.looked", found.looked(), frame));
        figures.add(figure("claim.quality.errors", found.errors(), frame));
        if (random) {
            figures.add(new RoundPage.Figure(frame.say("claim.quality.atmost"), atMost(round, frame)));
        }
        return figures;
    }

    private static RoundPage.Figure figure(String key, int value, Frame frame) {
        return new RoundPage.Figure(frame.say(key), Integer.toString(value));
    }

    private static String sentence(Quality.Round round, Frame frame) {
        Quality.Found random = round.random();
        if (random.looked() == 0) {
            return frame.say("claim.quality.nothing");
        }
        String key = random.looked() < random.drawn() ? "claim.quality.sofar" : "claim.quality.achieved";
        return frame.say(key, random.looked(), random.errors(), round.wish().confidence(), atMost(round, frame));
    }

    private static RoundPage.Row row(Quality.Check check, boolean mayCheck, Frame frame) {
        Boolean sound = check.sound();
        boolean right = Boolean.TRUE.equals(sound);
        String result = sound == null
                ? ""
                : frame.say(
                        right ? "claim.quality.sound" : "claim.quality.unsound",
                        Mask.name(String.valueOf(check.by())),
                        Optional.ofNullable(check.words()).orElse(""));
        return new RoundPage.Row(
                check.claim().value(),
                check.number(),
                frame.say(check.risk() ? "claim.quality.risk" : "claim.quality.random"),
                sound == null,
                mayCheck,
                right,
                result);
    }
}
