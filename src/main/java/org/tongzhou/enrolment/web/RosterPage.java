package org.tongzhou.enrolment.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One roster as its page shows it: the verdict in counts, one cut of the rows, and what enrolling the good ones costs. */
public record RosterPage(
        Head head,
        DayField day,
        Counts counts,
        List<Group> groups,
        RosterTable table,
        RosterFee fee,
        List<RosterRow.Remark> whole,
        List<String> unread,
        @Nullable String refused) {
    public RosterPage {
        whole = List.copyOf(whole);
        unread = List.copyOf(unread);
        groups = List.copyOf(groups);
    }

    /** True where cells can be typed over, so that whatever leads on has to save them. */
    public boolean typing() {
        return head.open() && table.rows().stream().anyMatch(RosterRow::editable);
    }

    /** True where the page shows what was typed and refused, which is saved nowhere. */
    public boolean unsaved() {
        return !day.value().equals(day.was()) || table.rows().stream().anyMatch(RosterRow::unsaved);
    }

    /** The field of the day cover is to start: what is saved, and what was typed where that was refused. */
    public record DayField(String value, String was) {}

    /**
     * {@code day} is the day cover is to start at the earliest; {@code named} when the unit chose it; {@code shut} why nobody can
     * be enrolled out of it whatever its rows are, and what to do instead.
     */
    public record Head(
            long id,
            String unit,
            String fileName,
            Instant uploadedAt,
            int rows,
            String seconds,
            LocalDate day,
            boolean named,
            boolean open,
            @Nullable String shut) {
        public String year() {
            return Integer.toString(day.getYear());
        }

        public String path() {
            return "/rosters/" + id;
        }
    }

    public record Counts(int bad, int good, int renewals, int newcomers, int enrolled, int removed, int missing) {}

    /** An entry of the list at the left; {@code sub} belongs to the one above, {@code tone} colours the number. */
    public record Group(String words, String show, int count, boolean sub, String tone, boolean current) {}
}
