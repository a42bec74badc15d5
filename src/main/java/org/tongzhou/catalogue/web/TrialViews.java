package org.tongzhou.catalogue.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.tongzhou.adjudication.CasesFile;
import org.tongzhou.catalogue.Draft;
import org.tongzhou.catalogue.DraftCheck;
import org.tongzhou.catalogue.web.CaseTrial.Result;
import org.tongzhou.plan.PlanVersion;
import org.tongzhou.shell.Frame;

/** What a draft makes of one case that is being tried. */
record TrialViews(Draft draft, DraftCheck check, Frame frame) {
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
                .map(new TrialResults(frame)::of)
                .orElse(null);
        return new CaseTrial(form.typed(), form.facts(draft), form.byFile(), faults(parsed, form), result);
    }

    private List<String> faults(CasesFile.Parsed parsed, TrialForm form) {
        return parsed.faults().stream()
                .map(fault -> (form.byFile() ? frame.say("catalogue.line", fault.line()) + " " : "")
                        + fault.path().replaceFirst("^\\[0](\\.facts)?\\.?", "") + " " + CaseViews.words(fault, frame))
                .map(String::strip)
                .toList();
    }
}
