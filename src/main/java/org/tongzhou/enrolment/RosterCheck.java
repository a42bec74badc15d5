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
    private final Consumer<Applicant> good;
    private final IntConsumer progress;
    private final Map<String, Integer> firstRowOf = new HashMap<>();
    private final List<RowIssue> errors = new ArrayList<>();
    private final List<RowIssue> notes = new ArrayList<>();
    private @Nullable RowRules rules;
    private int rows;
    private int goodRows;
    private long feeFen;

    /** {@code good} takes each row that may be enrolled; {@code progress} the number of rows so far, every thousand. */
    public RosterCheck(
            LocalDate effectiveDay, List<PlanVersion> plans, Consumer<Applicant> good, IntConsumer progress) {
        this.effectiveDay = effectiveDay;
        this.plans = List.copyOf(plans);
        this.good = good;
        this.progress = progress;
    }

    /** Reads and checks a file in one pass; a file that cannot be read is refused. */
    public static RosterVerdict check(Path file, LocalDate effectiveDay, List<PlanVersion> plans) {
        RosterCheck check = new RosterCheck(effectiveDay, plans, applicant -> {}, rows -> {});
        RosterFile.read(file, check);
        return check.verdict();
    }

    @Override
    public void header(RosterHeader header) {
        rules = new RowRules(header, PlanColumn.of(header, plans), effectiveDay);
    }

    @Override
    public void row(RosterRow row) {
        RowRules.Result result = rules().apply(row);
        List<RowIssue> wrong = new ArrayList<>(result.errors());
        if (result.idNumber() != null && sayDouble(row, result.idNumber(), wrong)) {
            wrong.add(duplicate(row, result.idNumber()));
        }
        count(result, wrong);
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
    private boolean sayDouble(RosterRow row, String idNumber, List<RowIssue> wrong) {
        Integer earlier = firstRowOf.putIfAbsent(idNumber, row.number());
        int column = rules().column(RosterField.ID_NUMBER);
        return earlier != null && wrong.stream().noneMatch(issue -> issue.column() == column);
    }

    private RowIssue duplicate(RosterRow row, String idNumber) {
        Integer earlier = firstRowOf.get(idNumber);
        return new RowIssue(
                row.number(),
                rules().column(RosterField.ID_NUMBER),
                RowCode.DUPLICATE_IN_FILE,
                earlier,
                List.of(String.valueOf(earlier)));
    }

    private void count(RowRules.Result result, List<RowIssue> wrong) {
        if (++rows % PROGRESS_STEP == 0) {
            progress.accept(rows);
        }
        errors.addAll(wrong);
        if (!wrong.isEmpty() || result.applicant() == null) {
            return;
        }
        notes.addAll(result.notes());
        goodRows++;
        feeFen = Math.addExact(feeFen, result.applicant().fee().fen());
        good.accept(result.applicant());
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
