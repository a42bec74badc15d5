package org.tongzhou.simulator;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * {@code simulator [sms|identity] --port N [--sftp N] --state FILE [--script WORDS]}: runs the simulated bank, or the gateway of
 * short messages, or the register of people, until the process is ended. The shared secret comes from the environment
 * ({@code TONGZHOU_BANK_SECRET}, {@code TONGZHOU_SMS_SECRET}, {@code TONGZHOU_IDENTITY_SECRET}), never from the command line.
 * Prints {@code bank ready on port N}. Exit status 64 on wrong usage, 70 when it cannot open.
 */
public final class SimulatorCommand {
    private static final int USAGE = 64;
    private static final int NOT_DONE = 70;

    private SimulatorCommand() {}

    /** A program of its own, for whoever starts it without the application's front door. */
    public static void main(String[] args) {
        int status = run(args, System.out, System.err);
        if (status != 0) {
            System.exit(status);
        }
    }

    /** Returns at once with 0 when the house is open: its threads keep the process alive. */
    public static int run(String[] args, PrintStream out, PrintStream err) {
        boolean named = args.length > 0 && !args[0].startsWith("--");
        String house = named ? args[0] : "bank";
        try {
            Map<String, String> options = options(named ? Arrays.copyOfRange(args, 1, args.length) : args);
            int port = open(house, options, secret(house), out);
            out.println(house + " ready on port " + port);
            out.flush();
            return 0;
        } catch (IllegalArgumentException e) {
            err.println("usage: simulator [sms|identity] --port N [--sftp N] --state FILE [--script WORDS]: "
                    + e.getMessage());
            return USAGE;
        } catch (IOException e) {
            err.println("the simulated house cannot start: " + e.getMessage());
            return NOT_DONE;
        }
    }

    private static String secret(String house) {
        String name = "TONGZHOU_" + house.toUpperCase(Locale.ROOT) + "_SECRET";
        String secret = System.getenv(name);
        if (secret == null || secret.isBlank()) {
            throw new IllegalArgumentException("needs " + name + " in the environment");
        }
        return secret;
    }

    private static int open(String house, Map<String, String> options, String secret, PrintStream out)
            throws IOException {
        int port = Integer.parseInt(options.getOrDefault("--port", "0"));
        String script = options.getOrDefault("--script", "");
        return switch (house) {
            case "bank" -> bank(options, port, secret, out);
            case "sms" -> SmsGateway.open(state(options), port, script, secret).port();
            case "identity" -> IdentityService.open(port, script, secret).port();
            default -> throw new IllegalArgumentException(house);
        };
    }

    private static int bank(Map<String, String> options, int port, String secret, PrintStream out) throws IOException {
        Bank bank = Bank.open(state(options), port, options.getOrDefault("--script", ""), secret);
        if (options.containsKey("--sftp")) {
            FileDesk files = bank.openForFiles(state(options), Integer.parseInt(options.get("--sftp")));
            out.println("files on port " + files.port() + ", host key " + files.fingerprint());
        }
        return bank.port();
    }

    private static Path state(Map<String, String> options) {
        String state = options.get("--state");
        if (state == null) {
            throw new IllegalArgumentException("needs --state FILE");
        }
        return Path.of(state);
    }

    /** Two sets of words as one. */
    static Set<String> with(Set<String> words, Set<String> more) {
        Set<String> all = new HashSet<>(words);
        all.addAll(more);
        return all;
    }

    private static Map<String, String> options(String[] args) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i + 1 < args.length; i += 2) {
            if (!args[i].matches("--(port|sftp|state|script)")) {
                throw new IllegalArgumentException(args[i]);
            }
            options.put(args[i], args[i + 1]);
        }
        if (args.length % 2 != 0) {
            throw new IllegalArgumentException(args[args.length - 1]);
        }
        return options;
    }
}
