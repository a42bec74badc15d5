package org.tongzhou.catalogue.web;

import java.util.List;
import java.util.Optional;
import org.tongzhou.adjudication.FactsFault;
import org.tongzhou.catalogue.Draft;
import org.tongzhou.catalogue.DraftCheck;
import org.tongzhou.catalogue.web.DraftCases.Case;
import org.tongzhou.catalogue.web.DraftPane.Fault;
import org.tongzhou.kernel.Money;
import org.tongzhou.shell.Frame;

/** What a draft makes of the cases that stand beside it. */
record CaseViews(Draft draft, DraftCheck check, Frame frame) {
    DraftCases cases(boolean edit) {
        List<Fault> faults = check.caseFaults().stream()
                .map(fault -> new Fault(fault.line(), 1, fault.path(), words(fault, frame), ""))
                .toList();
        int held = (int) check.cases().stream().filter(DraftCheck.Tried::holds).count();
        return new DraftCases(
                draft.cases(), check.cases().stream().map(this::line).toList(), faults, held, edit);
    }

    static String words(FactsFault fault, Frame frame) {
        return fault.told(frame.words().locale()).message();
    }

    private Case line(DraftCheck.Tried tried) {
        Optional<Money> difference = tried.before().map(before -> tried.pays().minus(before));
        return new Case(
                tried.golden().name(),
                frame.fmt().money(tried.golden().pays()),
                tried.before().map(frame.fmt()::money).orElse(frame.fmt().orNone(null)),
                frame.fmt().money(tried.pays()),
                difference.map(it -> signed(it, frame)).orElse(""),
                difference.map(Money::isNegative).orElse(false),
                tried.holds());
    }

    static String signed(Money difference, Frame frame) {
        return (difference.isPositive() ? "+" : "") + frame.fmt().money(difference);
    }
}
