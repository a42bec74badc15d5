package org.tongzhou.adjudication;

import static org.tongzhou.kernel.JsonText.array;
import static org.tongzhou.kernel.JsonText.member;
import static org.tongzhou.kernel.JsonText.object;
import static org.tongzhou.kernel.JsonText.text;

import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import org.tongzhou.kernel.Money;
import org.tongzhou.plan.FileFault;
import org.tongzhou.plan.PlanBook;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanFiles;
import org.tongzhou.plan.TextFile;

/**
 * {@code decide --plan FILE [--plan FILE…] --facts FILE}: what the plan of the first file pays for one event, and every
 * benefit that the member's covers open beside it, as JSON, without server or database. Words go to the second stream.
 * Answers 0 when it decided, 2 when a file is refused, 64 when the command is used wrongly.
 */
public final class DecideCommand {
    private static final int DECIDED = 0;
    private static final int REFUSED = 2;
    private static final int WRONG_USAGE = 64;

    private final PrintStream out;
    private final PrintStream err;
    private final Locale language;

    private DecideCommand(PrintStream out, PrintStream err, Locale language) {
        this.out = out;
        this.err = err;
        this.language = language;
    }

    /** The words after {@code decide}, and the streams; sentences in the language given. */
    public static int run(String[] args, PrintStream out, PrintStream err, Locale language) {
        try {
            return new DecideCommand(out, err, language).answer(args);
        } finally {
            out.flush();
            err.flush();
        }
    }

    private int answer(String[] args) {
        Optional<Request> request = Request.of(args);
        if (request.isEmpty()) {
            err.println(say("decision.command.usage"));
            return WRONG_USAGE;
        }
        PlanBook.Parsed plans = PlanFiles.read(request.get().plans());
        TextFile file = TextFile.read(request.get().facts());
        List<FileFault> faults = new ArrayList<>();
        plans.faults().forEach(fault -> faults.add(fault.told(language)));
        file.fault().ifPresent(fault -> faults.add(fault.told(language)));
        if (!faults.isEmpty()) {
            return refuse(faults);
        }
        DecideQuestion question =
                DecideQuestion.of(first(request.get()), plans.book().orElseThrow(), file);
        return question.faults().isEmpty()
                ? print(question)
                : refuse(question.faults().stream().map(it -> it.told(language)).toList());
    }

    private static PlanCode first(Request request) {
        PlanBook alone = PlanFiles.read(request.plans().subList(0, 1)).book().orElseThrow();
        return alone.versions().get(0).code();
    }

    private int refuse(List<FileFault> faults) {
        out.println(FileFault.report(faults));
        faults.forEach(fault -> err.println(fault.sentence()));
        return REFUSED;
    }

    private int print(DecideQuestion question) {
        Decision decision = question.decision();
        List<Sibling> siblings = question.siblings();
        out.println(object(
                member("decision", decision.toJson()), member("siblings", array(siblings, DecideCommand::sibling))));
        err.println(sentence(decision, decision.version()));
        siblings.forEach(it -> err.println(say(
                "decision.command.sibling",
                sentence(it.decision(), it.plan().id() + "/" + it.benefit().code()))));
        return DECIDED;
    }

    private static String sibling(Sibling sibling) {
        return object(
                text("plan", sibling.plan().code().value()),
                text("benefit", sibling.benefit().code()),
                member("decision", sibling.decision().toJson()));
    }

    private String sentence(Decision decision, String name) {
        String outcome = decision.fold(
                it -> say("decision.outcome.payable") + " " + yuan(it.amount()),
                it -> say("decision.outcome.proposed") + " " + say("decision.may_be") + " " + yuan(it.upTo()),
                it -> say("decision.outcome.not_payable"));
        return name + ": " + outcome;
    }

    private String yuan(Money money) {
        return say("decision.command.amount", money.groupedYuan());
    }

    private String say(String key, Object... arguments) {
        String pattern = ResourceBundle.getBundle("messages.decision", language).getString(key);
        return new MessageFormat(pattern, language).format(arguments);
    }

    private record Request(List<Path> plans, Path facts) {
        static Optional<Request> of(String[] args) {
            List<Path> plans = new ArrayList<>();
            List<Path> facts = new ArrayList<>();
            try {
                for (int i = 0; i + 1 < args.length; i += 2) {
                    switch (args[i]) {
                        case "--plan" -> plans.add(Path.of(args[i + 1]));
                        case "--facts" -> facts.add(Path.of(args[i + 1]));
                        default -> {
                            return Optional.empty();
                        }
                    }
                }
            } catch (InvalidPathException noPath) {
                return Optional.empty();
            }
            boolean right = args.length % 2 == 0 && !plans.isEmpty() && facts.size() == 1;
            return right ? Optional.of(new Request(plans, facts.get(0))) : Optional.empty();
        }
    }
}
