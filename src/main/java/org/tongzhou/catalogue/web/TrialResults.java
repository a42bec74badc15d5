package org.tongzhou.catalogue.web;

import java.util.stream.Collectors;
import org.tongzhou.adjudication.Decision;
import org.tongzhou.adjudication.Missing;
import org.tongzhou.adjudication.Reason;
import org.tongzhou.catalogue.DraftCheck;
import org.tongzhou.catalogue.web.CaseTrial.Result;
import org.tongzhou.shell.Explanations;
import org.tongzhou.shell.Explanations.Reader;
import org.tongzhou.shell.Frame;

/** What the draft decides about a case that is being tried, in words. */
record TrialResults(Frame frame) {
    Result of(DraftCheck.Tried tried) {
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
