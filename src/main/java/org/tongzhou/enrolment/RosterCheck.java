package org.tongzhou.enrolment;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;
import org.tongzhou.plan.PlanVersion;

/**
 * Checks a roster row by row against the plans in force on the day its cover is to start, without any database: one code
 * for each wrong cell, then what only all rows together tell, under row 0 where no row is to blame. Keeps one number per person to see doubles, so a province's file needs little memory.
 */
public final class RosterCheck implements RosterFile.Sink {
    private final RosterTerms terms;
    private final boolean asksWhole;
    private final List<Merge> known;
    private final Doubles doubles = new Doubles();
    private final List<RowIssue> errors = new ArrayList<>();
    private final List<RowIssue> notes = new ArrayList<>();
    private final List<CheckedRow> good = new ArrayList<>();
    private final List<CheckedRow> open = new ArrayList<>();
    private final List<Merge> met = new ArrayList<>();
    private @Nullable PlanColumns columns;
    private List<String> unread = List.of();
    private @Nullable RowRules rules;
    private @Nullable LostEnds lost;
    private @Nullable MergedUnits merged;
    private int rows;
    private int goodRows;
    private long feeFen;

    private RosterCheck(RosterTerms terms, List<Merge> known) {
        this.terms = terms;
        this.asksWhole = terms.asksWhole();
        this.known = known;
    }

    /** Reads and checks a file; one that cannot be read is refused. */
    public static RosterVerdict check(Path file, LocalDate effectiveDay, List<PlanVersion> plans) {
        return check(file, RosterTerms.of(effectiveDay, plans));
    }

    /** The same by what is known of the unit. */
    public static RosterVerdict check(Path file, RosterTerms terms) {
        RosterCheck check = new RosterCheck(terms, List.of());
        RosterFile.read(file, check);
        if (check.met.isEmpty()) {
            return check.verdict();
        }
        RosterCheck again = new RosterCheck(terms, check.met);
        RosterFile.read(file, again);
        return again.verdict();
    }

    /** The same of a sheet that was read before. */
    static RosterVerdict check(RosterSheet sheet, RosterTerms terms) {
        RosterCheck check = new RosterCheck(terms, sheet.merges());
        check.header(sheet.header());
        sheet.rows().forEach(check::row);
        return check.verdict();
    }

    @Override
    public void header(RosterHeader found) {
        columns = PlanColumns.of(found, terms);
        unread = columns.unread(found);
        rules = new RowRules(found, terms);
        lost = new LostEnds(found);
        merged = new MergedUnits(known, found, columns);
    }

    @Override
    public void merged(Merge merge) {
        if (MergedUnits.concerns(merge, Objects.requireNonNull(columns))) {
            met.add(merge);
        }
    }

    @Override
    public void row(RosterRow row) {
        CheckedRow judged = rules().apply(row);
        LostEnds ends = Objects.requireNonNull(lost);
        ends.see(row);
        Objects.requireNonNull(merged).see(row);
        if (ends.isOpen(row)) {
            open.add(judged);
        } else {
            take(judged);
        }
    }

    private void take(CheckedRow judged) {
        CheckedRow believed = Objects.requireNonNull(lost).judge(judged, column -> false);
        CheckedRow told = Objects.requireNonNull(merged).judge(believed, column -> false);
        count(doubles.judge(told, rules().column(RosterField.ID_NUMBER)));
    }

    /** What has been found; asked after the last row. */
    private RosterVerdict verdict() {
        settleOpen();
        if (columns == null || !asksWhole) {
            return new RosterVerdict(rows, goodRows, Money.ofFen(feeFen), errors, notes, unread);
        }
        WholeRoster.Answer whole = new WholeRoster(terms, columns).judge(good, WholeRoster.Holders.NONE);
        List<RowIssue> all = new ArrayList<>(errors);
        whole.rows().forEach(row -> all.addAll(row.errors()));
        all.addAll(whole.issues());
        all.sort(Comparator.comparingInt(RowIssue::row));
        return new RosterVerdict(rows, whole.good(), whole.fee(), all, notes, unread);
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
        rows++;
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
