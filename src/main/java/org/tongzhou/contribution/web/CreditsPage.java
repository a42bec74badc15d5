package org.tongzhou.contribution.web;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tongzhou.contribution.Credit;
import org.tongzhou.contribution.CreditId;
import org.tongzhou.contribution.LineFault;
import org.tongzhou.contribution.OtherUse;
import org.tongzhou.contribution.Proposal;
import org.tongzhou.contribution.Proposal.Sign;
import org.tongzhou.contribution.Statement;
import org.tongzhou.kernel.Slice;
import org.tongzhou.shell.Frame;
import org.tongzhou.shell.PagedLists;
import org.tongzhou.shell.Tried;

/** Upload, what waits to be matched, and then the files, newest first. {@code mayAct} is false for those who only read. */
public record CreditsPage(
        List<Credit> unidentified,
        Map<CreditId, List<Proposal>> proposals,
        Map<CreditId, List<OtherUse>> uses,
        Slice<Statement> statements,
        boolean mayAct,
        boolean maker,
        boolean differsFromNotes,
        Problems problems,
        Tried tried,
        PagedLists lists,
        @Nullable String next) {
    private static final int SHOWN = 50;

    /** What was wrong with an upload that was just tried; empty when nothing was. */
    public record Problems(List<LineFault> faults, @Nullable String sentence) {
        public static final Problems NONE = new Problems(List.of(), null);
    }

    public List<Proposal> of(Credit credit) {
        return proposals.getOrDefault(credit.id(), List.of());
    }

    public List<OtherUse> usesOf(Credit credit) {
        return uses.getOrDefault(credit.id(), List.of());
    }

    public boolean hasNoGuess(Credit credit) {
        return of(credit).isEmpty() && usesOf(credit).isEmpty();
    }

    /** Sentences for the summary of errors: the file's own without a line number, at most 50. */
    public Map<String, String> errors(Frame frame) {
        Map<String, String> errors = new LinkedHashMap<>(tried.errors());
        if (problems.sentence() != null) {
            errors.put("file", problems.sentence());
        }
        return errors;
    }

    /** One sentence for each fault, with its line. */
    public List<String> faults(Frame frame) {
        return problems.faults().stream()
                .limit(SHOWN)
                .map(fault -> sentence(frame, fault))
                .toList();
    }

    private static String sentence(Frame frame, LineFault fault) {
        String why =
                frame.say("contribution.fault." + fault.code(), fault.details().toArray());
        return fault.line() == 0 ? why : frame.say("contribution.credits.line", Integer.toString(fault.line()), why);
    }

    public boolean cut() {
        return problems.faults().size() > SHOWN;
    }

    public String shown() {
        return Integer.toString(SHOWN);
    }

    /** What speaks for a proposal, the weightiest sign first. */
    public static String why(Frame frame, Set<Sign> signs) {
        String agreeing = Arrays.stream(Sign.values())
                .filter(signs::contains)
                .map(sign -> frame.say("contribution.credits.sign." + sign.name()))
                .collect(Collectors.joining(frame.say("contribution.list.comma")));
        return frame.say("contribution.credits.why", agreeing);
    }
}
