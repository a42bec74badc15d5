package org.tongzhou.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Seconds of wall and of processors, of this process ({@code own}) and of the whole PostgreSQL server, that a piece of work took. */
record Cost(double wall, double own, double server) {
    private static final double TICKS = 100;

    /** A piece of work that may throw. */
    interface Work {
        void run() throws Exception;
    }

    static Cost of(Path home, Work work) throws Exception {
        double own = ofProcess();
        double server = ofServer(home);
        long start = System.nanoTime();
        work.run();
        return new Cost((System.nanoTime() - start) / 1e9, ofProcess() - own, ofServer(home) - server);
    }

    double cpu() {
        return own + server;
    }

    private static double ofProcess() {
        var machine = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return machine.getProcessCpuTime() / 1e9;
    }

    /** The server's processes that live and those that have ended, which it counts as its children's. */
    private static double ofServer(Path home) {
        try {
            String pid =
                    Files.readAllLines(home.resolve("pg/postmaster.pid")).get(0).strip();
            double sum = 0;
            try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
                for (Path process : processes) {
                    sum += ticks(process, pid);
                }
            }
            return sum / TICKS;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double ticks(Path process, String server) {
        try {
            String stat = Files.readString(process.resolve("stat"));
            List<String> fields =
                    List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
            boolean itself = process.getFileName().toString().equals(server);
            if (!itself && !fields.get(1).equals(server)) {
                return 0;
            }
            double own = Double.parseDouble(fields.get(11)) + Double.parseDouble(fields.get(12));
            return itself ? own + Double.parseDouble(fields.get(13)) + Double.parseDouble(fields.get(14)) : own;
        } catch (IOException ended) {
            return 0;
        }
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f (%.2f + %.2f)", wall, own, server);
    }
}
