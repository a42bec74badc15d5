package org.tongzhou.enrolment;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;
import org.tongzhou.plan.PlanVersion;

/**
 * Checks a roster row by row against the plans in force on the day its cover is to start, without any database: one code
 * for each wrong cell, then what only all rows together tell, under row 0 where no row is to blame. Keeps one number per person to see doubles, so a province's file needs little memory.
 */
public final class RosterCheck implements RosterFile.Sink {
    private static final int PROGRESS_STEP = 1000;

    private final RosterTerms terms;
    private final boolean asksWhole;
    private final Consumer<CheckedRow> checked;
    private final IntConsumer progress;
    private final Doubles doubles = new Doubles();
    private final List<RowIssue> errors = new ArrayList<>();
    private final List<RowIssue> notes = new ArrayList<>();
    private final List<CheckedRow> good = new ArrayList<>();
    private final List<CheckedRow> open = new ArrayList<>();
    private @Nullable RosterHeader header;
    private @Nullable RowRules rules;
    private @Nullable LostEnds lost;
    private int rows;
    private int goodRows;
    private long feeFen;

    /** {@code checked} takes each row as it is judged; {@code progress} the number of rows so far, every thousand. */
    public RosterCheck(RosterTerms terms, Consumer<CheckedRow> checked, IntConsumer progress) {
        this.terms = terms;
        this.asksWhole = terms.asksWhole();
        this.checked = checked;
        this.progress = progress;
    }

    /** Reads and checks a file in one pass; a file that cannot be read is refused. */
    public static RosterVerdict check(Path file, LocalDate effectiveDay, List<PlanVersion> plans) {
        return check(file, RosterTerms.of(effectiveDay, plans));
    }

    /** The same by what is known of the unit. */
    public static RosterVerdict check(Path file, RosterTerms terms) {
        RosterCheck check = new RosterCheck(terms, row -> {}, rows -> {});
        RosterFile.read(file, check);
        return check.verdict();
    }

    @Override
    public void header(RosterHeader found) {
        header = found;
        rules = new RowRules(found, terms);
        lost = new LostEnds(found);
    }

    @Override
    public void row(RosterRow row) {
        CheckedRow judged = rules().apply(row);
        LostEnds ends = Objects.requireNonNull(lost);
        ends.see(row);
        if (ends.isOpen(row)) {
            open.add(judged);
        } else {
            take(judged);
        }
    }

    private void take(CheckedRow judged) {
        CheckedRow believed = Objects.requireNonNull(lost).judge(judged, column -> false);
        CheckedRow last = doubles.judge(believed, rules().column(RosterField.ID_NUMBER));
        count(last);
        checked.accept(last);
    }

    /** What has been found; asked after the last row. */
    public RosterVerdict verdict() {
        settleOpen();
        if (header == null || !asksWhole) {
            return new RosterVerdict(rows, goodRows, Money.ofFen(feeFen), errors, notes);
        }
        WholeRoster.Answer whole =
                new WholeRoster(terms, PlanColumns.of(header, terms)).judge(good, WholeRoster.Holders.NONE);
        List<RowIssue> all = new ArrayList<>(errors);
        whole.rows().forEach(row -> all.addAll(row.errors()));
        all.addAll(whole.issues());
        all.sort(Comparator.comparingInt(RowIssue::row));
        return new RosterVerdict(rows, whole.good(), whole.fee(), all, notes);
    }

    private void settleOpen() {
        if (!open.isEmpty()) {
            open.forEach(this::take);
            open.clear();
            errors.sort(Comparator.comparingInt(RowIssue::row));
            notes.sort(Comparator.comparingInt(RowIssue::row));
        }
    }

    private RowRules rules() {
        if (rules == null) {
            throw new IllegalStateException("a row before the header");
        }
        return rules;
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
            if (asksWhole) {
                good.add(row);
            }
        }
    }
}
