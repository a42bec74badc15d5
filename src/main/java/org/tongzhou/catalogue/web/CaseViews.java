package org.tongzhou.catalogue.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tongzhou.adjudication.CasesFile;
import org.tongzhou.adjudication.Decision;
import org.tongzhou.adjudication.FactsFault;
import org.tongzhou.catalogue.Check;
import org.tongzhou.catalogue.Draft;
import org.tongzhou.catalogue.web.DraftPage.Case;
import org.tongzhou.catalogue.web.DraftPage.Cases;
import org.tongzhou.catalogue.web.DraftPage.Fault;
import org.tongzhou.catalogue.web.DraftPage.Result;
import org.tongzhou.catalogue.web.DraftPage.Trial;
import org.tongzhou.kernel.Money;
import org.tongzhou.plan.PlanVersion;
import org.tongzhou.shell.Explanations;
import org.tongzhou.shell.Explanations.Reader;
import org.tongzhou.shell.Frame;

/** What a draft makes of cases: of those that stand beside it, and of one that is being tried. */
record CaseViews(Draft draft, Check check, Frame frame) {
    Cases cases(boolean edit) {
        List<Fault> faults = check.caseFaults().stream()
                .map(fault -> new Fault(fault.line(), 1, fault.path(), words(fault), ""))
                .toList();
        int held = (int) check.cases().stream().filter(Check.Tried::holds).count();
        return new Cases(draft.cases(), check.cases().stream().map(this::line).toList(), faults, held, edit);
    }

    private String words(FactsFault fault) {
        return fault.told(frame.words().locale()).message();
    }

    private Case line(Check.Tried tried) {
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

    Trial trial(Optional<PlanVersion> inForce, DraftViews.Look look) {
        LocalDate today = frame.today().day();
        TrialForm form = look.trial()
                .orElseGet(() -> TrialForm.example(
                        today.toString(), today.withDayOfYear(1).toString()));
        if (!look.decide()) {
            return new Trial(form.typed(), List.of(), null);
        }
        CasesFile.Parsed parsed = CasesFile.parse("case.json", form.asCases(draft, "1", "0.00"), draft.code());
        List<String> faults = parsed.faults().stream()
                .map(fault -> fault.path().replaceFirst("^\\[0]\\.(facts\\.)?", "") + ": " + words(fault))
                .toList();
        Result result = parsed.cases().isEmpty()
                ? null
                : Check.tried(parsed.cases(), check.plan(), inForce).stream()
                        .findFirst()
                        .map(this::result)
                        .orElse(null);
        return new Trial(form.typed(), faults, result);
    }

    private Result result(Check.Tried tried) {
        Decision decision = tried.decision();
        List<String> against = new ArrayList<>();
        decision.reasons()
                .forEach(reason -> against.add(Explanations.words(
                                frame, "decision.reason." + reason.code().code(), reason.facts(), Reader.REVIEWER)
                        + " " + Explanations.clause(frame, reason.clause().orElse(null))));
        return new Result(
                tried.before().map(frame.fmt()::money).orElse(frame.fmt().orNone(null)),
                frame.fmt().money(tried.pays()),
                decision.explanation(),
                against);
    }
}
