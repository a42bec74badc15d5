package org.tongzhou;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.access.FundsOnFile;
import org.tongzhou.access.SitesAtWork;
import org.tongzhou.adjudication.DecideCommand;
import org.tongzhou.audit.VerifyCommand;
import org.tongzhou.backup.BackupCommand;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.document.PaperWorker;
import org.tongzhou.document.ReadCommand;
import org.tongzhou.enrolment.RosterCommand;
import org.tongzhou.enrolment.RosterWorker;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Terminal;
import org.tongzhou.ledger.JournalCommand;
import org.tongzhou.organisation.Divisions;
import org.tongzhou.plan.PlanCommand;
import org.tongzhou.shell.Words;

/** What is done once and ends with a code for the shell. */
final class Commands {
    private static final int WRONG_USAGE = 64;
    static final int NOT_DONE = 70;

    /** Their answer is what they print; the others have done something, whether anybody reads that or not. */
    private static final Set<String> PRINTED = Set.of("roster", "plan", "decide", "verify", "journal", "read");

    private final Map<String, String> environment;

    Commands(Map<String, String> environment) {
        this.environment = environment;
    }

    /** What cannot be done for a reason outside the command's own is said in one sentence; nobody learns from a trace. */
    int run(String command, String[] rest) {
        try {
            int code = answer(command, rest, Terminal.language());
            return code == 0 && PRINTED.contains(command) ? requireWhole(System.out) : code;
        } catch (IOException | RuntimeException why) {
            return notDone(why);
        }
    }

    /** A print stream keeps to itself what it could not write: books cut short by a full disk would look whole. */
    private static int requireWhole(PrintStream out) {
        return out.checkError() ? notDone(Refusal.conflict("output_cut_short")) : 0;
    }

    static int notDone(Exception why) {
        words().println(Failure.sentence(why, Words.of(Terminal.language())));
        return NOT_DONE;
    }

    int answer(String command, String[] rest, Locale language) throws IOException {
        return switch (command) {
            case "roster" -> RosterCommand.run(rest, System.out, words());
            case "import" -> new ImportCommand(System.out, words(), Words.of(language)).run(rest);
            case "rotate-keys" -> new RotateCommand(System.out, words(), Words.of(language)).run(rest);
            case "administrator" -> new AdministratorCommand(System.out, words(), Words.of(language)).run(rest);
            case "export" -> new ExportCommand(System.out, words(), Words.of(language)).run(rest);
            case "plan" -> PlanCommand.run(rest, System.out, words(), language);
            case "decide" -> DecideCommand.run(rest, System.out, words(), language);
            case "verify" -> verify(rest, System.out);
            case "journal" ->
                new JournalCommand(System.out, words(), Words.of(language), environment)
                        .run(rest, fund(), this::requireFund);
            case "backup" -> backups(language).backup(rest, this::requireAnyFund);
            case "restore" -> verified(backups(language).restore(rest, RoomMigrations::make));
            case "recovered" -> verified(backups(language).recovered(rest, this::requireAtRest));
            case "roster-worker" -> RosterWorker.run(rest, System.out, words());
            case "read" -> ReadCommand.run(rest, System.out, words());
            case "paper-worker" -> PaperWorker.run(rest, System.err);
            default -> unknown(command);
        };
    }

    /** As for the site. */
    private FundId fund() {
        return Divisions.fundOf(environment.getOrDefault("TONGZHOU_FUND", FundConfiguration.PROVINCE));
    }

    /** Books of a fund that is not there would be empty, and look whole. */
    private void requireFund(DataSource source) {
        require(source, there -> FundsOnFile.require(there, fund(), place()));
    }

    private void requireAnyFund(DataSource source) {
        require(source, there -> FundsOnFile.requireAny(there, place()));
    }

    /** A site that started before would have gone on with what the recovery made it forget. */
    private void requireAtRest(DataSource source) {
        requireAnyFund(source);
        if (SitesAtWork.see(JdbcClient.create(source))) {
            throw Refusal.conflict("site_runs", place());
        }
    }

    /** Where the fund is not, an upgrade is not what helps: a forgotten setting led here. */
    private static void require(DataSource source, Consumer<DataSource> fund) {
        RoomMigrations.requireWhole(JdbcClient.create(source));
        fund.accept(source);
        RoomMigrations.requireCurrent(source);
    }

    private String place() {
        return DatabaseSettings.fromEnvironment(environment).place();
    }

    private static int unknown(String command) {
        System.err.println("unknown command: " + command + "; try ./run --help");
        return WRONG_USAGE;
    }

    private BackupCommand backups(Locale language) {
        return new BackupCommand(System.out, words(), Words.of(language), environment);
    }

    private int verify(String[] rest, PrintStream out) {
        return new VerifyCommand(out, Words.of(Terminal.language()), environment)
                .run(rest, words(), this::requireAnyFund);
    }

    /** What was restored or recovered is verified at once. */
    private int verified(int code) {
        return code == 0 ? verify(new String[0], words()) : code;
    }

    /** Sentences are Chinese whatever the terminal's locale says. */
    private static PrintStream words() {
        return new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    }
}
