package org.tongzhou.simulator;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * {@code simulator --port N [--sftp N] --state FILE [--script WORDS]}: runs the simulated bank until the process is ended. The shared
 * secret comes from the environment ({@code TONGZHOU_BANK_SECRET}), never from the command line. Prints
 * {@code bank ready on port N}. Exit status 64 on wrong usage.
 */
public final class SimulatorCommand {
    private static final int USAGE = 64;

    private SimulatorCommand() {}

    /** A program of its own, for whoever starts it without the application's front door. */
    public static void main(String[] args) {
        int status = run(args, System.out, System.err);
        if (status != 0) {
            System.exit(status);
        }
    }

    /** Returns at once with 0 when the bank is open: its threads keep the process alive. */
    public static int run(String[] args, PrintStream out, PrintStream err) {
        try {
            Map<String, String> options = options(args);
            String secret = System.getenv("TONGZHOU_BANK_SECRET");
            if (!options.containsKey("--state") || secret == null || secret.isBlank()) {
                throw new IllegalArgumentException("needs --state FILE and TONGZHOU_BANK_SECRET in the environment");
            }
            int port = Integer.parseInt(options.getOrDefault("--port", "0"));
            String script = options.getOrDefault("--script", "");
            Bank bank = Bank.open(Path.of(options.get("--state")), port, script, secret);
            if (options.containsKey("--sftp")) {
                FileDesk files =
                        bank.openForFiles(Path.of(options.get("--state")), Integer.parseInt(options.get("--sftp")));
                out.println("files on port " + files.port() + ", host key " + files.fingerprint());
            }
            out.println("bank ready on port " + bank.port());
            out.flush();
            return 0;
        } catch (IllegalArgumentException e) {
            err.println("usage: simulator --port N [--sftp N] --state FILE [--script WORDS]: " + e.getMessage());
            return USAGE;
        } catch (IOException e) {
            err.println("the simulated bank cannot start: " + e.getMessage());
            return 1;
        }
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
