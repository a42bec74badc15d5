package org.tongzhou.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tongzhou.shell.ClockFace.Cell;
import org.tongzhou.shell.ClockFace.Day;
import org.tongzhou.shell.ClockFace.Kind;

class ClockFaceTest {
    private static final Frame FRAME = TestFrames.plain();
    private static final LocalDate DUE = LocalDate.of(2026, 2, 24);

    @Test
    void springFestivalIsOneNamedGapAndAMakeUpDayIsWritten() {
        ClockFace face = new ClockFace(days("2026-02-07", "XXDNAAAAXXXXXXXXXE"), LocalDate.of(2026, 2, 10), DUE, 2, 7);
        assertThat(face.cells(FRAME))
                .containsExactly(
                        new Cell("done", "9", "周一"),
                        new Cell("now", "10", "今天"),
                        new Cell("", "11", "周三"),
                        new Cell("", "12", "周四"),
                        new Cell("", "13", "周五"),
                        new Cell("", "14", "补班"),
                        new Cell("off", "春节", "9 天"),
                        new Cell("due", "24", "到期"));
        assertThat(face.sentence(FRAME)).isEqualTo("剩 5 天");
        assertThat(face.label(FRAME)).isEqualTo("办理时限 7 个工作日，今天是第 2 个，2月24日到期");
        assertThat(face.tone()).isEmpty();
    }

    @Test
    void weekendIsAThinGapAndTheDayAfterTheDueDayIsLate() {
        ClockFace face = new ClockFace(
                days("2026-01-30", "DXXDDDDDXXD"), LocalDate.of(2026, 2, 10), LocalDate.of(2026, 2, 9), 8, 7);
        assertThat(face.cells(FRAME))
                .extracting(Cell::css)
                .startsWith("done", "off thin")
                .endsWith("done", "late");
        assertThat(face.tone()).isEqualTo("over");
        assertThat(face.filled()).isEqualTo(7);
        assertThat(face.sentence(FRAME)).isEqualTo("已超 1 天");
    }

    @Test
    void whileTheMemberOwesPapersTheClockStands() {
        ClockFace face = new ClockFace(days("2026-02-09", "DSS"), LocalDate.of(2026, 2, 11), null, 1, 7);
        assertThat(face.cells(FRAME)).containsExactly(new Cell("done", "9", "周一"), new Cell("off", "停表", "2 天"));
        assertThat(face.sentence(FRAME)).isEqualTo("停表，等本人补材料");
        assertThat(face.isOver()).isFalse();
    }

    @Test
    void theLastDayAndTheDayBeforeItAreSoon() {
        assertThat(new ClockFace(List.of(), DUE, DUE, 7, 7).tone()).isEqualTo("soon");
        assertThat(new ClockFace(List.of(), DUE, DUE, 7, 7).sentence(FRAME)).isEqualTo("今天到期");
        assertThat(new ClockFace(List.of(), DUE.minusDays(1), DUE, 6, 7).tone()).isEqualTo("soon");
        assertThat(new ClockFace(List.of(), DUE.minusDays(2), DUE, 5, 7).tone()).isEmpty();
    }

    /** D done, N now, A ahead, E due, X off, S stopped; one letter a day. */
    static List<Day> days(String first, String letters) {
        LocalDate from = LocalDate.parse(first);
        return Stream.iterate(0, i -> i + 1)
                .limit(letters.length())
                .map(i -> new Day(from.plusDays(i), kind(letters.charAt(i))))
                .toList();
    }

    private static Kind kind(char letter) {
        return switch (letter) {
            case 'D' -> Kind.DONE;
            case 'N' -> Kind.NOW;
            case 'A' -> Kind.AHEAD;
            case 'E' -> Kind.DUE;
            case 'S' -> Kind.STOPPED;
            default -> Kind.OFF;
        };
    }
}
