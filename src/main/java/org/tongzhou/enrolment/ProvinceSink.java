package org.tongzhou.enrolment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.organisation.Unit;

/**
 * Takes a province's file line by line, judges each row by the rules that its unit's own roster is judged by, and hands on
 * whole units, some thousand people at a time. The rows of a unit stand together.
 */
final class ProvinceSink implements RosterFile.Sink {
    /** People of one chunk, with their whole rows: few, so that they are gone again soon. */
    private static final int CHUNK = 4_000;

    /** Rows of no unit, which are handed on whether a unit has all its rows or not. */
    private static final int MOST_HOMELESS = 4 * CHUNK;

    /** Of the first, and then twice as many each time, so that writing begins soon and need not wait again. */
    private static final int FIRST = 500;

    private final Map<String, Unit> units;
    private final Function<Unit, RosterTerms> terms;
    private final Consumer<Chunk> chunks;
    private final Doubles doubles = new Doubles();
    private final Set<String> seen = new HashSet<>();
    private final List<Merge> merges = new ArrayList<>();
    private @Nullable RosterHeader header;
    private @Nullable PlanColumns columns;
    private @Nullable Open open;
    private List<UnitRows> whole = new ArrayList<>();
    private List<Homeless> homeless = new ArrayList<>();
    private int people;
    private int chunk = FIRST;

    /** {@code units} are those of the territory, by code; others are unknown. */
    ProvinceSink(Map<String, Unit> units, Function<Unit, RosterTerms> terms, Consumer<Chunk> chunks) {
        this.units = units;
        this.terms = terms;
        this.chunks = chunks;
    }

    /** A row of no unit, and the code that it gives. */
    record Homeless(String code, CheckedRow checked) {}

    /** Whole units, and rows that belong to none. */
    record Chunk(List<UnitRows> units, List<Homeless> homeless) {}

    /** The unit whose rows are coming in. */
    private record Open(String code, UnitRows rows, RowRules rules, LostEnds lost) {
        /** It has no more rows: what all of them show of their numbers holds for each. */
        void settle() {
            rows.rows().replaceAll(row -> lost.judge(row, column -> false));
        }
    }

    @Override
    public void header(RosterHeader found) {
        if (found.column(RosterField.UNIT_CODE) < 0) {
            throw Refusal.invalid("import_no_unit_column");
        }
        header = found;
    }

    @Override
    public void row(RosterRow row) {
        RosterHeader head = Objects.requireNonNull(header, "a row before the header");
        String code = CleanText.number(
                        row.cell(head.column(RosterField.UNIT_CODE)).text())
                .text();
        Open now = open;
        if (now != null && now.code().equals(code)) {
            take(now, row);
            return;
        }
        Unit unit = units.get(code);
        if (unit == null || unit.isClosed()) {
            takeHomeless(head, code, row);
        } else {
            take(next(code, unit, row.number()), row);
        }
    }

    /** Without a unit nobody joins, whatever is merged. */
    @Override
    public void merged(Merge merge) {
        if (columns != null && MergedUnits.concerns(merge, columns)) {
            merges.add(merge);
        }
    }

    /** What hides units, where the file has any cells merged that may. */
    Optional<MergedUnits> merged() {
        return merges.isEmpty()
                ? Optional.empty()
                : Optional.of(new MergedUnits(merges, Objects.requireNonNull(header), Objects.requireNonNull(columns)));
    }

    private void take(Open unit, RosterRow row) {
        people++;
        unit.lost().see(row);
        unit.rows()
                .rows()
                .add(doubles.judge(unit.rules().apply(row), unit.rules().column(RosterField.ID_NUMBER)));
    }

    /** Of a missing code, or one that is of no unit here, nobody knows where its other rows stand: between a unit's too. */
    private void takeHomeless(RosterHeader head, String code, RosterRow row) {
        people++;
        homeless.add(new Homeless(code, homeless(row, head, code)));
        if (homeless.size() >= MOST_HOMELESS) {
            chunks.accept(new Chunk(List.of(), homeless));
            people -= homeless.size();
            homeless = new ArrayList<>();
        }
    }

    private Open next(String code, Unit unit, int row) {
        if (!seen.add(code)) {
            throw Refusal.invalid("import_unit_scattered", code, row);
        }
        if (people >= chunk) {
            flush();
            chunk = Math.min(CHUNK, 2 * chunk);
        } else if (open != null) {
            open.settle();
        }
        RosterHeader head = Objects.requireNonNull(header);
        RosterTerms by = terms.apply(unit);
        columns = columns == null ? PlanColumns.of(head, by) : columns;
        UnitRows rows = new UnitRows(unit, null, head, by, new ArrayList<>(), Set.of());
        whole.add(rows);
        open = new Open(code, rows, new RowRules(head, by), new LostEnds(head));
        return open;
    }

    private CheckedRow homeless(RosterRow row, RosterHeader head, String code) {
        RowCode why = code.isEmpty()
                ? RowCode.UNIT_MISSING
                : units.containsKey(code) ? RowCode.UNIT_CLOSED : RowCode.UNIT_UNKNOWN;
        RowIssue issue = RowIssue.of(row.number(), head.column(RosterField.UNIT_CODE), why, code);
        return new CheckedRow(row, List.of(issue), List.of(), null, null);
    }

    /** Hands on what is left; called after the last row too. */
    void flush() {
        if (open != null) {
            open.settle();
            open = null;
        }
        if (people > 0) {
            chunks.accept(new Chunk(whole, homeless));
            whole = new ArrayList<>();
            homeless = new ArrayList<>();
            people = 0;
        }
    }
}
