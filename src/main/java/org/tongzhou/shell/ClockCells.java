package org.tongzhou.shell;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.tongzhou.shell.ClockFace.Cell;
import org.tongzhou.shell.ClockFace.Day;
import org.tongzhou.shell.ClockFace.Kind;

/** The squares of the working-day clock: a day each, rests taken together and named by the holiday they contain. */
final class ClockCells {
    /** A week's rest is a thin gap; longer rests are named and counted. */
    private static final int THIN = 2;

    /** Until which month and day a long rest is that of which holiday. */
    private static final NavigableMap<Integer, String> HOLIDAYS = new TreeMap<>(Map.of(
            105, "shell.holiday.new_year",
            305, "shell.holiday.spring",
            415, "shell.holiday.qingming",
            515, "shell.holiday.labour",
            630, "shell.holiday.dragon_boat",
            928, "shell.holiday.mid_autumn",
            1227, "shell.holiday.national",
            1231, "shell.holiday.new_year"));

    private final Frame frame;

    ClockCells(Frame frame) {
        this.frame = frame;
    }

    List<Cell> of(ClockFace clock) {
        List<Day> days = clock.days();
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < days.size(); ) {
            int end = endOfRun(days, i);
            cells.addAll(run(days.subList(i, end), cells.isEmpty()));
            i = end;
        }
        if (clock.isOver()) {
            cells.add(new Cell("late", dayOfMonth(clock.today()), frame.say("shell.clock.late")));
        }
        return cells;
    }

    private static int endOfRun(List<Day> days, int start) {
        int end = start + 1;
        while (rests(days.get(start)) && end < days.size() && rests(days.get(end))) {
            end++;
        }
        return end;
    }

    private static boolean rests(Day day) {
        return day.kind() == Kind.OFF || day.kind() == Kind.STOPPED;
    }

    private List<Cell> run(List<Day> run, boolean first) {
        Day day = run.get(0);
        if (run.stream().anyMatch(each -> each.kind() == Kind.STOPPED)) {
            return List.of(
                    new Cell("off", frame.say("shell.clock.standing"), frame.say("shell.clock.days", run.size())));
        }
        if (day.kind() != Kind.OFF) {
            return List.of(new Cell(css(day.kind()), dayOfMonth(day.day()), small(day)));
        }
        if (run.size() <= THIN) {
            return first ? List.of() : List.of(new Cell("off thin", "", ""));
        }
        return List.of(new Cell("off", holiday(run), frame.say("shell.clock.days", run.size())));
    }

    private static String css(Kind kind) {
        return switch (kind) {
            case DONE -> "done";
            case NOW -> "now";
            case DUE -> "due";
            default -> "";
        };
    }

    private String small(Day day) {
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
    private String holiday(List<Day> run) {
        LocalDate middle = run.get(run.size() / 2).day();
        int monthAndDay = middle.getMonthValue() * 100 + middle.getDayOfMonth();
        return frame.say(HOLIDAYS.ceilingEntry(monthAndDay).getValue());
    }

    private static String dayOfMonth(LocalDate day) {
        return Integer.toString(day.getDayOfMonth());
    }
}
