package org.tongzhou.enrolment;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.enrolment.RosterLine.Standing;
import org.tongzhou.kernel.FundId;
import org.tongzhou.organisation.Unit;
import org.tongzhou.organisation.Units;
import org.tongzhou.person.People;

/** Checks a draft's rows, with what was put right, against the plans and the covers as they are now. */
@Component
class DraftJudging {
    private final DraftStore drafts;
    private final People people;
    private final RosterJudge judge;
    private final Plans plans;
    private final Units units;

    DraftJudging(DraftStore drafts, People people, RosterJudge judge, Plans plans, Units units) {
        this.drafts = drafts;
        this.people = people;
        this.judge = judge;
        this.plans = plans;
        this.units = units;
    }

    DraftVerdict verdict(FundId fund, Draft draft, @Nullable LocalDate named, LocalDate today) {
        RosterSheet sheet = drafts.sheet(fund, draft.id());
        FixedSheet fixed = FixedSheet.of(sheet, drafts.fixes(fund, draft.id()));
        Unit unit = units.get(fund, draft.unit());
        RosterTerms terms = RosterTerms.of(named, today, plans.book(fund), unit);
        UnitRows rows = new UnitRows(unit, draft.id(), sheet.header(), terms, check(sheet, fixed, terms), fixed.rows());
        RosterJudge.Judged judged = judge.judge(
                        new FundCheck.Question(
                                fund, FundCheck.endsFrom(terms.day()), numbers -> people.known(fund, numbers)),
                        List.of(rows))
                .get(0);
        List<RosterLine> lines = new ArrayList<>(judged.lines());
        fixed.removed()
                .forEach(row -> lines.add(
                        new RosterLine(new CheckedRow(row, List.of(), List.of(), null, null), Standing.REMOVED, true)));
        lines.sort(Comparator.comparingInt(RosterLine::number));
        WholeRoster.Answer whole = judged.whole();
        return new DraftVerdict(
                draft,
                sheet.header(),
                judged.plans(),
                terms.day(),
                lines,
                judge.missing(judged),
                whole.issues(),
                whole.policies(),
                PlanColumns.of(sheet.header(), terms).unread(sheet.header()));
    }

    /** Each row by itself; throws where the sheet is no roster. */
    static List<CheckedRow> check(RosterSheet sheet, RosterTerms terms) {
        return check(sheet, FixedSheet.of(sheet, List.of()), terms);
    }

    /** What the file shows of its numbers it shows for good, whatever of it was put right. */
    private static List<CheckedRow> check(RosterSheet sheet, FixedSheet fixed, RosterTerms terms) {
        LostEnds lost = new LostEnds(sheet.header());
        sheet.rows().forEach(lost::see);
        MergedUnits merged = new MergedUnits(sheet.merges(), sheet.header(), PlanColumns.of(sheet.header(), terms));
        sheet.rows().forEach(merged::see);
        RowRules rules = new RowRules(sheet.header(), terms);
        Doubles doubles = new Doubles();
        return fixed.sheet().rows().stream()
                .map(rules::apply)
                .map(row -> lost.judge(row, column -> fixed.isNewNumber(row.number(), column)))
                .map(row -> merged.judge(row, column -> fixed.isTyped(row.number(), column)))
                .map(row -> doubles.judge(row, rules.column(RosterField.ID_NUMBER)))
                .toList();
    }
}
