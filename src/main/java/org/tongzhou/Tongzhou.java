package org.tongzhou;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.tongzhou.adjudication.DecideCommand;
import org.tongzhou.audit.VerifyCommand;
import org.tongzhou.backup.BackupCommand;
import org.tongzhou.demo.DemoNeighbours;
import org.tongzhou.document.PaperWorker;
import org.tongzhou.document.ReadCommand;
import org.tongzhou.enrolment.RosterCommand;
import org.tongzhou.enrolment.RosterWorker;
import org.tongzhou.kernel.Terminal;
import org.tongzhou.ledger.JournalCommand;
import org.tongzhou.plan.PlanCommand;
import org.tongzhou.shell.Words;
import org.tongzhou.simulator.SimulatorCommand;

/**
 * The front door: the first word of the command line says what to do, {@code serve} when there is none. Two rooms may
 * have a class of the same name, so beans go by their full names.
 */
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
public class Tongzhou {
    private static final int WRONG_USAGE = 64;

    public static void main(String[] args) throws IOException {
        String command = args.length == 0 ? "serve" : args[0];
        String[] rest = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
        if (!Set.of("serve", "demo", "import", "export").contains(command)) {
            System.setProperty("logback.configurationFile", "logback-command.xml");
        }
        switch (command) {
            case "serve" -> serve(rest);
            case "demo" -> {
                DemoNeighbours.open();
                serve(rest, "demo");
            }
            case "roster" -> System.exit(RosterCommand.run(rest, System.out, words()));
            case "import" ->
                System.exit(new ImportCommand(System.out, words(), Words.of(Terminal.language())).run(rest));
            case "rotate-keys" ->
                System.exit(new RotateCommand(System.out, words(), Words.of(Terminal.language())).run(rest));
            case "export" ->
                System.exit(new ExportCommand(System.out, words(), Words.of(Terminal.language())).run(rest));
            case "plan" -> System.exit(PlanCommand.run(rest, System.out, words(), Terminal.language()));
            case "decide" -> System.exit(DecideCommand.run(rest, System.out, words(), Terminal.language()));
            case "verify" -> System.exit(VerifyCommand.run(rest, System.out, words()));
            case "journal" ->
                System.exit(new JournalCommand(System.out, words(), Words.of(Terminal.language()))
                        .run(rest, System.getenv()));
            case "backup" -> System.exit(backups().backup(rest));
            case "restore" -> System.exit(verified(backups().restore(rest, RoomMigrations::make)));
            case "recovered" -> System.exit(verified(backups().recovered(rest)));
            case "roster-worker" -> System.exit(RosterWorker.run(rest, System.out, words()));
            case "simulator" -> SimulatorCommand.main(rest);
            case "read" -> System.exit(ReadCommand.run(rest, System.out, words()));
            case "paper-worker" -> System.exit(PaperWorker.run(rest, System.err));
            default -> {
                System.err.println("unknown command: " + command + "; try ./run --help");
                System.exit(WRONG_USAGE);
            }
        }
    }

    private static BackupCommand backups() {
        return new BackupCommand(System.out, words(), Words.of(Terminal.language()), System.getenv());
    }

    /** What was restored or recovered is verified at once. */
    private static int verified(int code) {
        return code == 0 ? VerifyCommand.run(new String[0], words(), words()) : code;
    }

    /** Sentences are Chinese whatever the terminal's locale says. */
    private static PrintStream words() {
        return new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    }

    /** {@code TONGZHOU_PROFILE} adds a profile, such as {@code production}. */
    private static void serve(String[] args, String... profiles) {
        String wanted = System.getenv().getOrDefault("TONGZHOU_PROFILE", "");
        new SpringApplicationBuilder(Tongzhou.class)
                .profiles(profiles)
                .profiles(wanted.isBlank() ? new String[0] : new String[] {wanted})
                .run(args);
    }
}
