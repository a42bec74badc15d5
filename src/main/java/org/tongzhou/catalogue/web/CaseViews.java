package org.tongzhou.catalogue.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tongzhou.adjudication.CasesFile;
import org.tongzhou.adjudication.Decision;
import org.tongzhou.adjudication.FactsFault;
import org.tongzhou.adjudication.Missing;
import org.tongzhou.adjudication.Reason;
import org.tongzhou.catalogue.Draft;
import org.tongzhou.catalogue.DraftCheck;
import org.tongzhou.catalogue.web.CaseTrial.Result;
import org.tongzhou.catalogue.web.DraftCases.Case;
import org.tongzhou.catalogue.web.DraftPane.Fault;
import org.tongzhou.kernel.Money;
import org.tongzhou.plan.PlanVersion;
import org.tongzhou.shell.Explanations;
import org.tongzhou.shell.Explanations.Reader;
import org.tongzhou.shell.Frame;

/** What a draft makes of cases: of those that stand beside it, and of one that is being tried. */
record CaseViews(Draft draft, DraftCheck check, Frame frame) {
    DraftCases cases(boolean edit) {
        List<Fault> faults = check.caseFaults().stream()
                .map(fault -> new Fault(fault.line(), 1, fault.path(), words(fault), ""))
                .toList();
        int held = (int) check.cases().stream().filter(DraftCheck.Tried::holds).count();
        return new DraftCases(
                draft.cases(), check.cases().stream().map(this::line).toList(), faults, held, edit);
    }

    private String words(FactsFault fault) {
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

    CaseTrial trial(Optional<PlanVersion> inForce, DraftViews.Look look) {
        LocalDate today = frame.today().day();
        TrialForm form = look.trial()
                .orElseGet(() -> TrialForm.example(
                        today.toString(), today.withDayOfYear(1).toString()));
        if (!look.decide()) {
            return new CaseTrial(form.typed(), "", false, List.of(), null);
        }
        if (check.plan().isEmpty()) {
            List<String> unread = List.of(frame.say("catalogue.try.unread"));
            return new CaseTrial(form.typed(), form.facts(draft), form.byFile(), unread, null);
        }
        CasesFile.Parsed parsed = CasesFile.parse("case.json", form.asCases(draft), draft.code());
        Result result = DraftCheck.tried(parsed.cases(), check.plan(), inForce).stream()
                .findFirst()
                .map(this::result)
                .orElse(null);
        return new CaseTrial(form.typed(), form.facts(draft), form.byFile(), faults(parsed, form), result);
    }

    private List<String> faults(CasesFile.Parsed parsed, TrialForm form) {
        return parsed.faults().stream()
                .map(fault -> (form.byFile() ? frame.say("catalogue.line", fault.line()) + " " : "")
                        + fault.path().replaceFirst("^\\[0](\\.facts)?\\.?", "") + " " + words(fault))
                .map(String::strip)
                .toList();
    }

    private Result result(DraftCheck.Tried tried) {
        Decision decision = tried.decision();
        return new Result(
                tried.before().map(frame.fmt()::money).orElse(""),
                frame.fmt().money(tried.pays()),
                decision.fold(it -> "", it -> frame.fmt().money(it.upTo()), it -> ""),
                decision.explanation(),
                decision.reasons().stream()
                        .map(reason -> words(decision, reason))
                        .toList(),
                decision.missing().stream().map(this::words).toList());
    }

    /** Why nothing is paid; where the plan does pay, why another of its benefits does not. */
    private String words(Decision decision, Reason reason) {
        String sentence =
                Explanations.words(frame, "decision.reason." + reason.code().code(), reason.facts(), Reader.REVIEWER);
        String cited =
                sentence + " " + Explanations.clause(frame, reason.clause().orElse(null));
        boolean another = decision.fold(it -> true, it -> true, it -> false);
        return another ? frame.say("catalogue.try.another", cited) : cited;
    }

    private String words(Missing missing) {
        String key = "decision.missing." + missing.code().code();
        boolean papers = missing.code() == Missing.Code.PAPER || missing.code() == Missing.Code.PAPER_WHERE_EXISTS;
        if (!papers) {
            return Explanations.words(frame, key, missing.facts(), Reader.REVIEWER);
        }
        String kinds = missing.facts().stream()
                .map(fact -> frame.say("plan.paper." + fact.value()))
                .collect(Collectors.joining(frame.say("catalogue.or.joined")));
        return frame.say("catalogue.try.missing", frame.say(key), kinds);
    }
}
