package org.tongzhou;

import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.tongzhou.access.ProductionCheck;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.demo.DemoDatabase;
import org.tongzhou.demo.DemoNeighbours;
import org.tongzhou.simulator.SimulatorCommand;

/**
 * The front door: the first word of the command line says what to do, {@code serve} when there is none. Two rooms may
 * have a class of the same name, so beans go by their full names.
 */
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
public class Tongzhou {
    /** The site's, as the properties name it. */
    static final String LOG = "tongzhou.log";

    public static void main(String[] args) throws IOException {
        String command = args.length == 0 ? "serve" : args[0];
        String[] rest = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
        if (!Set.of("serve", "demo", "import", "export").contains(command)) {
            System.setProperty("logback.configurationFile", "logback-command.xml");
        }
        switch (command) {
            case "serve" -> site(rest);
            case "demo" -> site(rest, "demo");
            case "simulator" -> SimulatorCommand.main(rest);
            default -> System.exit(new Commands(System.getenv()).run(command, rest));
        }
    }

    private static void site(String[] args, String... profiles) {
        try {
            DatabaseSettings settings = DatabaseSettings.fromEnvironment(System.getenv());
            Home.requireWritable(System.getenv(), LOG);
            Home.requireOwn(settings);
            Port.requireUsable(System.getenv());
            if (Set.of(profiles).contains("demo")) {
                DemoDatabase.requireOwn(settings, source -> Home.requireOwn(settings, source));
                DemoNeighbours.open(settings);
            }
        } catch (IOException | RuntimeException why) {
            System.exit(Commands.notDone(why));
        }
        try {
            serve(args, profiles);
        } catch (RuntimeException reported) {
            System.exit(Commands.NOT_DONE);
        }
    }

    /** {@code TONGZHOU_PROFILE} adds a profile, such as {@code production}. */
    private static void serve(String[] args, String... profiles) {
        String wanted = System.getenv().getOrDefault("TONGZHOU_PROFILE", "");
        new SpringApplicationBuilder(Tongzhou.class)
                .initializers(ProductionCheck::requireSettings)
                .profiles(profiles)
                .profiles(wanted.isBlank() ? new String[0] : new String[] {wanted})
                .run(args);
    }
}
