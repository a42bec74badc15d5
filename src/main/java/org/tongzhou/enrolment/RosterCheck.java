package org.tongzhou.enrolment;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.plan.PlanVersion;

/**
 * Checks a roster row by row against the plans in force on the day its cover is to start, without any database: one code
 * for each wrong cell. Keeps one number per person to see doubles, so a province's file needs little memory.
 */
public final class RosterCheck implements RosterFile.Sink {
    private static final int PROGRESS_STEP = 1000;

    private final LocalDate effectiveDay;
    private final List<PlanVersion> plans;
    private final Consumer<CheckedRow> checked;
    private final IntConsumer progress;
    private final Map<String, Integer> firstRowOf = new HashMap<>();
    private final List<RowIssue> errors = new ArrayList<>();
    private final List<RowIssue> notes = new ArrayList<>();
    private @Nullable RowRules rules;
    private int rows;
    private int goodRows;
    private long feeFen;

    /** {@code checked} takes each row as it is judged; {@code progress} the number of rows so far, every thousand. */
    public RosterCheck(
            LocalDate effectiveDay, List<PlanVersion> plans, Consumer<CheckedRow> checked, IntConsumer progress) {
        this.effectiveDay = effectiveDay;
        this.plans = List.copyOf(plans);
        this.checked = checked;
        this.progress = progress;
    }

    /** Reads and checks a file in one pass; a file that cannot be read is refused. */
    public static RosterVerdict check(Path file, LocalDate effectiveDay, List<PlanVersion> plans) {
        RosterCheck check = new RosterCheck(effectiveDay, plans, row -> {}, rows -> {});
        RosterFile.read(file, check);
        return check.verdict();
    }

    @Override
    public void header(RosterHeader header) {
        rules = new RowRules(header, PlanColumn.of(header, plans), effectiveDay);
    }

    @Override
    public void row(RosterRow row) {
        CheckedRow judged = rules().apply(row);
        CheckedRow last = isDouble(judged) ? doubled(judged) : judged;
        count(last);
        checked.accept(last);
    }

    /** What has been found so far; complete after the last row. */
    public RosterVerdict verdict() {
        return new RosterVerdict(rows, goodRows, Money.ofFen(feeFen), errors, notes);
    }

    private RowRules rules() {
        if (rules == null) {
            throw new IllegalStateException("a row before the header");
        }
        return rules;
    }

    /** Remembers the person; true when an earlier row names the same one and this cell is not wrong already. */
    private boolean isDouble(CheckedRow judged) {
        if (judged.idNumber() == null) {
            return false;
        }
        Integer earlier = firstRowOf.putIfAbsent(judged.idNumber(), judged.number());
        int column = rules().column(RosterField.ID_NUMBER);
        return earlier != null && judged.errors().stream().noneMatch(issue -> issue.column() == column);
    }

    private CheckedRow doubled(CheckedRow judged) {
        Integer earlier = firstRowOf.get(judged.idNumber());
        List<RowIssue> errors = new ArrayList<>(judged.errors());
        errors.add(new RowIssue(
                judged.number(),
                rules().column(RosterField.ID_NUMBER),
                RowCode.DUPLICATE_IN_FILE,
                earlier,
                List.of(String.valueOf(earlier))));
        return new CheckedRow(judged.row(), errors, judged.notes(), judged.idNumber(), null);
    }

    private void count(CheckedRow row) {
        if (++rows % PROGRESS_STEP == 0) {
            progress.accept(rows);
        }
        errors.addAll(row.errors());
        if (row.applicant() != null) {
            notes.addAll(row.notes());
            goodRows++;
            feeFen = Math.addExact(feeFen, row.applicant().fee().fen());
        }
    }

    /** A plan and the column of its units; without a column the plan is everybody's, one unit each. */
    record PlanColumn(PlanVersion plan, int column) {
        static List<PlanColumn> of(RosterHeader header, List<PlanVersion> plans) {
            List<PlanColumn> found = new ArrayList<>();
            Set<Integer> taken = new HashSet<>();
            for (PlanVersion plan : plans) {
                int column = plan.rosterColumn().map(header::column).orElse(-1);
                if (column >= 0 && taken.add(column)) {
                    found.add(new PlanColumn(plan, column));
                }
            }
            if (found.isEmpty() && header.column(RosterField.PLATFORM) >= 0) {
                plans.stream()
                        .filter(plan ->
                                plan.rosterColumn().isEmpty() && plan.fee(1).equals(Money.ZERO))
                        .forEach(plan -> found.add(new PlanColumn(plan, -1)));
            }
            if (found.isEmpty()) {
                throw Refusal.invalid("roster_file_no_plans");
            }
            return found;
        }
    }
}
