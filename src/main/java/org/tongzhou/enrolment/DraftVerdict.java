package org.tongzhou.enrolment;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.plan.PlanVersion;

/**
 * A roster checked against itself and against the fund's covers as they are now. {@code plans} are those that the roster offers; {@code day} is the day on which ages and
 * plans are judged; {@code missing} are the unit's members whose term is ending and who are not in the roster;
 * {@code whole} is what no row is to blame for, and while there is any nobody can be enrolled; {@code policies} are what the
 * plans of the good rows cost beside their members; {@code unread} are the headings of columns that count for nobody.
 */
public record DraftVerdict(
        Draft draft,
        RosterHeader header,
        List<PlanVersion> plans,
        LocalDate day,
        List<RosterLine> lines,
        List<PersonId> missing,
        List<RowIssue> whole,
        List<PolicyFee> policies,
        List<String> unread) {
    public DraftVerdict {
        plans = List.copyOf(plans);
        lines = List.copyOf(lines);
        missing = List.copyOf(missing);
        whole = List.copyOf(whole);
        policies = List.copyOf(policies);
        unread = List.copyOf(unread);
    }

    public List<RosterLine> lines(Predicate<RosterLine> which) {
        return lines.stream().filter(which).toList();
    }

    public int count(RosterLine.Standing standing) {
        return (int) lines.stream().filter(line -> line.standing() == standing).count();
    }

    public int good() {
        return count(RosterLine.Standing.RENEWAL) + count(RosterLine.Standing.NEW);
    }

    public int bad() {
        return count(RosterLine.Standing.BAD);
    }

    /** Of the rows that may be enrolled now. */
    public Money fee() {
        Money fixed = PolicyFee.fixed(policies);
        return lines.stream()
                .filter(RosterLine::isGood)
                .map(line -> Objects.requireNonNull(line.checked().applicant()).fee())
                .reduce(fixed, Money::plus);
    }

    /** How many rows have each error. */
    public Map<RowCode, Integer> errors() {
        Map<RowCode, Integer> counts = new EnumMap<>(RowCode.class);
        lines.stream()
                .filter(RosterLine::isBad)
                .forEach(line -> line.errors().stream()
                        .map(RowIssue::code)
                        .distinct()
                        .forEach(code -> counts.merge(code, 1, Integer::sum)));
        return counts;
    }

    /** How many rows to be enrolled have each note. */
    public Map<RowCode, Integer> notes() {
        Map<RowCode, Integer> counts = new EnumMap<>(RowCode.class);
        lines.stream()
                .filter(RosterLine::isGood)
                .forEach(line -> line.notes().stream()
                        .map(RowIssue::code)
                        .distinct()
                        .forEach(code -> counts.merge(code, 1, Integer::sum)));
        return counts;
    }
}
