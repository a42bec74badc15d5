package org.tongzhou.enrolment;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.plan.PlanVersion;

/**
 * What becomes of each row of one or many units' rosters: by the rules of the row, by the fund's covers, by what all rows of
 * the unit tell together. The fund is asked once for all of them.
 */
@Component
class RosterJudge {
    private final FundCheck fundCheck;

    RosterJudge(FundCheck fundCheck) {
        this.fundCheck = fundCheck;
    }

    /** {@code plans} are those that the roster offers. */
    record Judged(
            UnitRows of,
            List<RosterLine> lines,
            List<PlanVersion> plans,
            WholeRoster.Answer whole,
            FundCheck.Known known) {
        /** Who may be enrolled; nobody while the roster as a whole breaks a rule. */
        List<Applicant> applicants() {
            return whole.issues().isEmpty()
                    ? lines.stream()
                            .filter(RosterLine::isGood)
                            .map(RosterLine::applicant)
                            .toList()
                    : List.of();
        }
    }

    List<Judged> judge(FundCheck.Question question, List<UnitRows> units) {
        FundCheck.Known known = fundCheck.ask(question, units);
        List<Judged> judged = new ArrayList<>();
        for (UnitRows unit : units) {
            FundCheck.Against against = unit.against();
            PlanColumns columns = PlanColumns.of(unit.header(), unit.terms());
            WholeRoster rules = new WholeRoster(unit.terms(), columns);
            List<RosterLine> lines = fundCheck.lines(against, unit, known);
            WholeRoster.Holders holders = fundCheck.holders(question.fund(), against, rules.asksHolders());
            WholeRoster.Answer whole = together(lines, rules, holders);
            judged.add(new Judged(unit, last(lines, whole), columns.plans(), whole, known));
        }
        return judged;
    }

    /** Members of the unit whose term is ending and whom no row names. */
    List<PersonId> missing(Judged judged) {
        return fundCheck.missing(judged.of().against(), judged.known());
    }

    private static WholeRoster.Answer together(List<RosterLine> lines, WholeRoster rules, WholeRoster.Holders holders) {
        List<CheckedRow> good = lines.stream()
                .filter(RosterLine::isGood)
                .map(RosterLine::checked)
                .toList();
        return rules.judge(good, holders);
    }

    /** The lines after what all those that may be enrolled tell together. */
    private static List<RosterLine> last(List<RosterLine> lines, WholeRoster.Answer whole) {
        Iterator<CheckedRow> rows = whole.rows().iterator();
        return lines.stream()
                .map(line -> line.isGood() ? line.judged(rows.next()) : line)
                .toList();
    }
}
