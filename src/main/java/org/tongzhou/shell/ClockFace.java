package org.tongzhou.shell;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The working-day clock as it is drawn (components {@code wdc} and {@code pips}); counting is the business of the room that
 * makes the promise. {@code days} are all days from the day after the start to the due day, or to today while the clock
 * stands; {@code due} is null while it stands; {@code used} counts working days begun, today included.
 */
public record ClockFace(
        List<Day> days, LocalDate today, @Nullable LocalDate due, int used, int promise) {
    public ClockFace {
        days = List.copyOf(days);
    }

    /** One day and how it counts. */
    public record Day(LocalDate day, Kind kind) {}

    public enum Kind {
        DONE,
        NOW,
        AHEAD,
        DUE,
        OFF,
        STOPPED
    }

    /** One square: class, the big word, the small word; both empty for a thin gap. */
    public record Cell(String css, String big, String small) {}

    public int left() {
        return promise - used;
    }

    public boolean isStopped() {
        return due == null;
    }

    /** True on the days after the due day. */
    public boolean isOver() {
        return due != null && today.isAfter(due);
    }

    /** Class of the small clock: {@code over}, {@code soon} on the due day and the day before it, else empty. */
    public String tone() {
        if (isOver()) {
            return "over";
        }
        return !isStopped() && left() <= 1 ? "soon" : "";
    }

    /** Small bars that are filled, at most the promise. */
    public int filled() {
        return Math.max(0, Math.min(used, promise));
    }

    /** What stands beside the small clock: days left, due today, days over, or standing. */
    public String sentence(Frame frame) {
        if (isStopped()) {
            return frame.say("shell.clock.stopped");
        }
        if (isOver()) {
            return frame.say("shell.clock.over", used - promise);
        }
        return left() == 0 ? frame.say("shell.clock.due_today") : frame.say("shell.clock.left", left());
    }

    /** The whole clock in one sentence, for readers of the screen. */
    public String label(Frame frame) {
        if (due == null) {
            return frame.say("shell.clock.label.stopped", promise, used);
        }
        String day = frame.fmt().memberDay(due);
        return isOver()
                ? frame.say("shell.clock.label.over", promise, day, used - promise)
                : frame.say("shell.clock.label", promise, used, day);
    }

    public List<Cell> cells(Frame frame) {
        return new ClockCells(frame).of(this);
    }
}
