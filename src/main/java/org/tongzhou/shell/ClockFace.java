package org.tongzhou.shell;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The working-day clock as it is drawn (components {@code wdc} and {@code pips}); counting is the business of the room that
 * makes the promise. {@code days} are all days from the day after the start to the due day, or to today while the clock
 * stands; {@code due} is null while it stands; {@code used} counts working days begun, today included.
 */
public record ClockFace(
        List<Day> days, LocalDate today, @Nullable LocalDate due, int used, int promise) {
    /** A week's rest is a thin gap; longer rests are named and counted. */
    private static final int THIN = 2;

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
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < days.size(); ) {
            int end = endOfRun(i);
            cells.addAll(run(frame, days.subList(i, end), cells.isEmpty()));
            i = end;
        }
        if (isOver()) {
            cells.add(new Cell("late", dayOfMonth(today), frame.say("shell.clock.late")));
        }
        return cells;
    }

    private int endOfRun(int start) {
        Kind kind = days.get(start).kind();
        int end = start + 1;
        while ((kind == Kind.OFF || kind == Kind.STOPPED)
                && end < days.size()
                && (days.get(end).kind() == Kind.OFF || days.get(end).kind() == Kind.STOPPED)) {
            end++;
        }
        return end;
    }

    private static List<Cell> run(Frame frame, List<Day> run, boolean first) {
        Day day = run.get(0);
        if (run.stream().anyMatch(each -> each.kind() == Kind.STOPPED)) {
            return List.of(
                    new Cell("off", frame.say("shell.clock.standing"), frame.say("shell.clock.days", run.size())));
        }
        if (day.kind() != Kind.OFF) {
            return List.of(new Cell(css(day.kind()), dayOfMonth(day.day()), small(frame, day)));
        }
        if (run.size() <= THIN) {
            return first ? List.of() : List.of(new Cell("off thin", "", ""));
        }
        return List.of(new Cell("off", holiday(frame, run), frame.say("shell.clock.days", run.size())));
    }

    private static String css(Kind kind) {
        return switch (kind) {
            case DONE -> "done";
            case NOW -> "now";
            case DUE -> "due";
            default -> "";
        };
    }

    private static String small(Frame frame, Day day) {
        if (day.kind() == Kind.NOW) {
            return frame.say("shell.clock.today");
        }
        if (day.kind() == Kind.DUE) {
            return frame.say("shell.clock.due");
        }
        boolean weekend =
                day.day().getDayOfWeek() == DayOfWeek.SATURDAY || day.day().getDayOfWeek() == DayOfWeek.SUNDAY;
        return weekend ? frame.say("shell.clock.makeup") : frame.fmt().shortWeekday(day.day());
    }

    /** The public holiday that a rest of three days or more contains, told by its place in the year. */
    private static String holiday(Frame frame, List<Day> run) {
        LocalDate middle = run.get(run.size() / 2).day();
        int monthAndDay = middle.getMonthValue() * 100 + middle.getDayOfMonth();
        if (monthAndDay >= 1228 || monthAndDay <= 105) {
            return frame.say("shell.holiday.new_year");
        }
        if (monthAndDay <= 305) {
            return frame.say("shell.holiday.spring");
        }
        if (monthAndDay <= 415) {
            return frame.say("shell.holiday.qingming");
        }
        if (monthAndDay <= 515) {
            return frame.say("shell.holiday.labour");
        }
        if (monthAndDay <= 630) {
            return frame.say("shell.holiday.dragon_boat");
        }
        return frame.say(monthAndDay < 929 ? "shell.holiday.mid_autumn" : "shell.holiday.national");
    }

    private static String dayOfMonth(LocalDate day) {
        return Integer.toString(day.getDayOfMonth());
    }
}
