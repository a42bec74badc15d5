package org.tongzhou.enrolment;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.tongzhou.enrolment.CoverStore.Held;
import org.tongzhou.enrolment.FundCheck.Against;
import org.tongzhou.enrolment.FundCheck.Known;
import org.tongzhou.enrolment.RosterLine.Standing;
import org.tongzhou.plan.PlanVersion;

/** Judges one row by what the fund knows of the owner of its number: whose name that is, what covers them, whether they renew. */
final class RowJudging {
    private final Against against;
    private final CheckedRow row;
    private final Known known;
    private final List<Held> all;
    private final List<Held> own;

    RowJudging(Against against, CheckedRow row, Known known) {
        this.against = against;
        this.row = row;
        this.known = known;
        this.all = known.of(row);
        this.own = standing(all);
    }

    /** Of what a person holds or awaits, all but what never begins. */
    static List<Held> standing(List<Held> all) {
        return !all.isEmpty() && all.stream().anyMatch(Held::notBegun)
                ? all.stream().filter(cover -> !cover.notBegun()).toList()
                : all;
    }

    RosterLine line(boolean fixed) {
        if (isEnrolled()) {
            return new RosterLine(row, Standing.ENROLLED, fixed);
        }
        CheckedRow judged = row.applicant() == null ? row : judged(row.applicant());
        Applicant good = judged.applicant();
        return new RosterLine(
                judged, good == null ? Standing.BAD : renews(good) ? Standing.RENEWAL : Standing.NEW, fixed);
    }

    /** By this row itself. */
    private boolean isEnrolled() {
        DraftId draft = against.draft();
        return draft != null
                && known.ever(row).stream()
                        .anyMatch(cover -> draft.equals(cover.draft()) && cover.row() == row.number());
    }

    private CheckedRow judged(Applicant applicant) {
        if (known.isCorrected(row)) {
            return row.refused(List.of(issue(RosterField.ID_NUMBER, RowCode.ID_CORRECTED)));
        }
        if (known.isNamedOtherwise(row)) {
            return row.refused(List.of(ofSomebodyElse()));
        }
        CheckedRow judged = row.refused(inTheWay(applicant));
        return judged.applicant() != null && OwnPeople.isOfAnother(own, against.unit(), against.day())
                ? judged.noted(issue(RosterField.PHONE, RowCode.REACHED_AS_KNOWN))
                : judged;
    }

    private List<RowIssue> inTheWay(Applicant applicant) {
        Optional<RowIssue> covered = covered(applicant);
        if (covered.isPresent()) {
            return List.of(covered.get());
        }
        List<RowIssue> issues = against.rules().issues(applicant, own);
        return issues.isEmpty() ? notBegun(applicant) : issues;
    }

    /** Says nothing of whom the fund knows by the number: neither how they are called nor what covers them. */
    private RowIssue ofSomebodyElse() {
        return issue(RosterField.NAME, RowCode.NAME_DIFFERS);
    }

    /** The first thing that covers them already. */
    private Optional<RowIssue> covered(Applicant applicant) {
        return applicant.choices().stream()
                .flatMap(choice -> own.stream()
                        .filter(cover -> against.rules().isOfLine(choice.plan(), cover)
                                && against.rules().isInTheWay(cover))
                        .map(cover -> covered(choice, cover)))
                .findFirst();
    }

    private RowIssue covered(Applicant.Choice choice, Held cover) {
        boolean here = cover.unit().equals(against.unit());
        PlanVersion held = against.rules().version(cover.plan()).orElse(choice.plan());
        return issue(
                RosterField.ID_NUMBER,
                here ? RowCode.COVERED_HERE : RowCode.COVERED_ELSEWHERE,
                RowPlans.heading(held),
                cover.awaiting() ? "" : cover.ends().minusDays(1).toString(),
                here ? "" : nameOfUnit(cover),
                held.name().en());
    }

    /** Nothing is awaited twice: who is still on a bill for something that never begins has to leave that first. */
    private List<RowIssue> notBegun(Applicant applicant) {
        return all.stream()
                .filter(cover -> cover.notBegun() && isChosen(applicant, cover))
                .limit(1)
                .map(cover -> issue(RosterField.ID_NUMBER, RowCode.NOT_BEGUN, nameOfUnit(cover)))
                .toList();
    }

    private boolean isChosen(Applicant applicant, Held cover) {
        return applicant.choices().stream().anyMatch(choice -> against.rules().isOfLine(choice.plan(), cover));
    }

    private boolean renews(Applicant applicant) {
        return !own.isEmpty() // as of nearly everybody in an import
                && applicant.choices().stream()
                        .anyMatch(choice -> own.stream()
                                .anyMatch(cover -> against.rules().isOfLine(choice.plan(), cover)
                                        && against.rules().continues(choice.plan(), cover)));
    }

    private String nameOfUnit(Held cover) {
        return Objects.requireNonNullElse(known.names().get(cover.unit()), "");
    }

    private RowIssue issue(RosterField field, RowCode code, Object... facts) {
        return RowIssue.of(row.number(), against.rules().column(field), code, facts);
    }
}
