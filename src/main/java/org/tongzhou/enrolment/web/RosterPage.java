package org.tongzhou.enrolment.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;

/** One roster as its page shows it: the verdict in counts, one cut of the rows, and what enrolling the good ones costs. */
public record RosterPage(
        Head head,
        Counts counts,
        List<Group> groups,
        Table table,
        Fee fee,
        List<Remark> whole,
        @Nullable String refused) {
    public RosterPage {
        whole = List.copyOf(whole);
        groups = List.copyOf(groups);
    }

    /** {@code day} is the day cover is to start at the earliest; {@code named} when the unit chose it. */
    public record Head(
            long id,
            String unit,
            String fileName,
            Instant uploadedAt,
            int rows,
            String seconds,
            LocalDate day,
            boolean named,
            boolean open) {
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

    /** A cut of the rows, paged by row number; {@code first} to {@code last} of {@code total}. */
    public record Table(
            String show,
            String title,
            List<Row> rows,
            int first,
            int last,
            int total,
            @Nullable String after,
            @Nullable String next) {
        public Table {
            rows = List.copyOf(rows);
        }

        public boolean onlyBad() {
            return !show.equals("all");
        }
    }

    /** {@code number} as in the sheet; empty for a member who is in no row. */
    public record Row(
            String number,
            State state,
            Field name,
            Field id,
            Field phone,
            Field sex,
            Field plans,
            List<Field> others,
            List<Remark> remarks) {
        public Row {
            others = List.copyOf(others);
            remarks = List.copyOf(remarks);
        }

        /** True when a cell can be put right on the page. */
        public boolean editable() {
            return name.input() || id.input() || phone.input() || sex.input() || plans.input() || !others.isEmpty();
        }
    }

    /** How a row is drawn and what can be done with it. */
    public enum State {
        BAD,
        FIXED,
        GOOD,
        ENROLLED,
        REMOVED,
        MISSING
    }

    /** A cell: masked text, or an input with the value as it stands in the file. */
    public record Field(int column, String label, String value, boolean input, boolean wrong) {
        static Field text(String value) {
            return new Field(-1, "", value, false, false);
        }
    }

    public record Remark(String what, String how, boolean bad) {}

    /** Plans with units and amounts; then who pays. {@code unitPays} is what the unit transfers. */
    public record Fee(int people, Money total, List<Line> lines, List<Share> shares, Money unitPays) {
        public Fee {
            lines = List.copyOf(lines);
            shares = List.copyOf(shares);
        }
    }

    /** {@code each} is null where members pay differently; {@code units} 0 for what a policy costs beside its members. */
    public record Line(String plan, long units, @Nullable Money each, Money amount, boolean example) {
        static Line fixed(String plan, Money amount) {
            return new Line(plan, 0, null, amount, false);
        }
    }

    /** A payer's part; {@code deducted} when it does not come from the unit. */
    public record Share(String key, String percent, Money amount, boolean deducted) {}
}
