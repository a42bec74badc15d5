package org.tongzhou.enrolment;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tongzhou.organisation.Unit;

/** The rows of one unit as each of them alone tells; {@code fixed} are the numbers of those put right on the page. */
record UnitRows(
        Unit unit,
        @Nullable DraftId draft,
        RosterHeader header,
        RosterTerms terms,
        List<CheckedRow> rows,
        Set<Integer> fixed) {
    FundCheck.Against against() {
        return new FundCheck.Against(unit.id(), draft, new HeldRules(terms, header));
    }
}
