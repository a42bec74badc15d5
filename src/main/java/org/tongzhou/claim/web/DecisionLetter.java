package org.tongzhou.claim.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.tongzhou.claim.Claim;
import org.tongzhou.claim.ClaimFile;
import org.tongzhou.claim.ClaimState;
import org.tongzhou.claim.Reviews;
import org.tongzhou.claim.Step;
import org.tongzhou.document.Letter;
import org.tongzhou.kernel.Promises;
import org.tongzhou.shell.Explanations;
import org.tongzhou.shell.Explanations.Reader;
import org.tongzhou.shell.Frame;

/**
 * The letter (给付决定书, 不予支付决定书) of one decision: what was decided, each step of the computation with its clause, the
 * clauses in full, the other benefits of the same event, and the way of appeal. The steps are the stored ones.
 */
final class DecisionLetter {
    private final ClaimFile file;
    private final LetterNames names;
    private final Frame frame;

    DecisionLetter(ClaimFile file, LetterNames names, Frame frame) {
        this.file = file;
        this.names = names;
        this.frame = frame;
    }

    /** True once there is something to write about: decided in favour, or refused by two people. */
    static boolean isDecided(ClaimState state) {
        return state.isGranted() || state == ClaimState.REFUSED;
    }

    String number() {
        return "JD-" + claim().number();
    }

    Letter letter() {
        List<Letter.Block> blocks = new ArrayList<>();
        blocks.add(new Letter.Pairs(new LetterFacts(file, names, frame).rows(), true));
        blocks.add(new Letter.Heading(frame.say("claim.letter.decision")));
        blocks.add(new Letter.Paragraph(decision()));
        blocks.addAll(file.isRefused() ? refusal() : computation());
        blocks.addAll(clauses());
        blocks.addAll(others());
        blocks.add(new Letter.Heading(frame.say("claim.letter.appeal")));
        blocks.add(new Letter.Paragraph(
                file.isRefused()
                        ? frame.say(
                                "claim.letter.appeal.refused",
                                Reviews.appealBy(file.decided().at()))
                        : frame.say("claim.letter.appeal.paid", Promises.APPEAL_DAYS)));
        return new Letter(
                frame.say(file.isRefused() ? "claim.letter.title.refused" : "claim.letter.title"),
                number(),
                blocks,
                frame.say("claim.letter.seal"));
    }

    private Claim claim() {
        return file.claim();
    }

    private String decision() {
        if (file.isRefused()) {
            return frame.say("claim.letter.refused", claim().number());
        }
        String pays =
                frame.say("claim.letter.pays", claim().amount(), frame.fmt().inWords(claim().amount()));
        return file.granted().size() < 2 ? pays : pays + frame.say("claim.letter.in.all", file.grantedSum());
    }

    private List<Letter.Block> refusal() {
        Step step = file.decided();
        return List.of(
                new Letter.Heading(frame.say("claim.letter.why")),
                new Letter.Paragraph(Objects.requireNonNullElse(step.words(), "")),
                new Letter.Paragraph(frame.say("claim.letter.by.clause", Explanations.clause(frame, step.clause()))));
    }

    /** The member's words beside the reviewer's clauses and unrounded amounts: two readings of the same steps. */
    private List<Letter.Block> computation() {
        List<Explanations.Row> plain = Explanations.rows(frame, file.outcome().explanation(), Reader.MEMBER);
        List<Explanations.Row> exact = Explanations.rows(frame, file.outcome().explanation(), Reader.REVIEWER);
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < plain.size(); i++) {
            rows.add(List.of(
                    exact.get(i).sign(),
                    plain.get(i).words(),
                    exact.get(i).clause(),
                    exact.get(i).amount()));
        }
        List<String> head = List.of(
                "", frame.say("claim.letter.step"), frame.say("claim.letter.clause"), frame.say("claim.letter.amount"));
        return List.of(new Letter.Heading(frame.say("claim.letter.how")), new Letter.Table(head, rows, Set.of(3)));
    }

    private List<Letter.Block> clauses() {
        Set<String> cited = new TreeSet<>();
        Stream<String> steps = file.outcome().explanation().steps().stream()
                .map(step -> Objects.requireNonNullElse(step.clause(), ""));
        Stream<String> all = file.isRefused()
                ? Stream.of(Objects.requireNonNullElse(file.decided().clause(), ""))
                : steps;
        all.filter(citation -> !citation.isEmpty()).forEach(cited::add);
        if (cited.isEmpty()) {
            return List.of();
        }
        List<Letter.Block> blocks = new ArrayList<>();
        blocks.add(new Letter.Heading(
                frame.say("claim.letter.clauses", claim().benefit().planVersion())));
        cited.forEach(citation ->
                blocks.add(new Letter.Paragraph(Explanations.clause(frame, citation) + "  " + names.clause(citation))));
        return blocks;
    }

    /** The other benefits of the event that were decided in favour, and the sum of all. */
    private List<Letter.Block> others() {
        List<Claim> granted = file.granted();
        if (granted.size() < 2) {
            return List.of();
        }
        List<List<String>> rows = new ArrayList<>();
        granted.forEach(one -> rows.add(List.of(
                names.plan(one.benefit().plan()), one.number(), frame.fmt().money(one.amount()))));
        rows.add(List.of(frame.say("claim.letter.sum"), "", frame.fmt().money(file.grantedSum())));
        return List.of(
                new Letter.Heading(frame.say("claim.letter.others")),
                new Letter.Table(
                        List.of(
                                frame.say("claim.letter.plan"),
                                frame.say("claim.letter.number"),
                                frame.say("claim.letter.amount")),
                        rows,
                        Set.of(2)));
    }
}
