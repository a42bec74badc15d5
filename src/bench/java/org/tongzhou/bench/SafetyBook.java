package org.tongzhou.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.tongzhou.payment.SafetyRuns.Report;

/**
 * What all safety runs have shown so far: a line a run in a csv that is only added to, and the sums in a marked section of
 * the report, which is all of the report that is ever replaced.
 */
final class SafetyBook {
    private static final String BEGIN = "<!-- from here written by ./bench safety -->";
    private static final String END = "<!-- to here -->";
    private static final String HEAD = "at,seed,run,kills,database_kills,instructions,paid_twice,lost,difference_fen,"
            + "unbalanced_fen,manual_steps,ready_median_s,ready_p95_s,took_s,load\n";

    private final Path runs;
    private final Path report;

    SafetyBook(Path runs, Path report) {
        this.runs = runs;
        this.report = report;
    }

    private record Run(String at, long seed, Report seen, String load) {
        String line() {
            return String.format(
                    Locale.ROOT,
                    "%s,%d,%s,%d,%d,%d,%d,%d,%d,%d,%d,%.1f,%.1f,%.0f,%s%n",
                    at,
                    seed,
                    seen.name(),
                    seen.kills(),
                    seen.databaseKills(),
                    seen.instructions(),
                    seen.paidTwice(),
                    seen.lost(),
                    seen.differenceFen(),
                    seen.unbalancedFen(),
                    seen.manualSteps(),
                    seen.readyMedian(),
                    seen.readyP95(),
                    seen.seconds(),
                    load);
        }

        static Run of(String line) {
            String[] f = line.split(",");
            Report seen = new Report(
                    f[2],
                    Integer.parseInt(f[3]),
                    Integer.parseInt(f[4]),
                    Long.parseLong(f[5]),
                    Long.parseLong(f[6]),
                    Long.parseLong(f[7]),
                    Long.parseLong(f[8]),
                    Long.parseLong(f[9]),
                    Long.parseLong(f[10]),
                    Double.parseDouble(f[11]),
                    Double.parseDouble(f[12]),
                    Double.parseDouble(f[13]));
            return new Run(f[0], Long.parseLong(f[1]), seen, f[14]);
        }
    }

    /** Adds a run and writes the sums anew. */
    void add(long seed, Report seen) throws IOException {
        String load = Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
        String at = Instant.now().truncatedTo(ChronoUnit.MINUTES).toString();
        String before = Files.exists(runs) ? Files.readString(runs) : HEAD;
        Files.writeString(runs, before + new Run(at, seed, seen, load).line());
        List<Run> all = Files.readAllLines(runs).stream().skip(1).map(Run::of).toList();
        Files.writeString(report, replaced(Files.readString(report), section(all)));
    }

    /** The text with another marked section; at its end when it has none yet. */
    static String replaced(String text, String section) {
        int from = text.indexOf(BEGIN);
        int to = text.indexOf(END);
        String marked = BEGIN + "\n\n" + section + "\n" + END;
        return from < 0 || to < from
                ? text + "\n" + marked + "\n"
                : text.substring(0, from) + marked + text.substring(to + END.length());
    }

    private static String section(List<Run> runs) {
        Map<String, List<Run>> byName = runs.stream()
                .collect(Collectors.groupingBy(run -> run.seen().name(), LinkedHashMap::new, Collectors.toList()));
        StringBuilder text = new StringBuilder(
                "| run | sessions | kills | with the database | payments | paid twice | lost"
                        + " | our book − bank's (fen) | ledger sum (fen) | settled by people | ready, median (s) | ready, p95 (s)"
                        + " | took (s) | load | seeds |\n|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n");
        byName.forEach((name, each) -> text.append(row(name, each)));
        return text.toString();
    }

    private static String row(String name, List<Run> runs) {
        List<Report> seen = runs.stream().map(Run::seen).toList();
        return String.format(
                Locale.ROOT,
                "| %s | %d | %,d | %,d | %,d | %d | %d | %d | %d | %,d | %.1f | %.1f | %,.0f | %s | %s |%n",
                name,
                runs.size(),
                sum(seen.stream().map(each -> (long) each.kills()).toList()),
                sum(seen.stream().map(each -> (long) each.databaseKills()).toList()),
                sum(seen.stream().map(Report::instructions).toList()),
                sum(seen.stream().map(Report::paidTwice).toList()),
                sum(seen.stream().map(Report::lost).toList()),
                sum(seen.stream().map(each -> Math.abs(each.differenceFen())).toList()),
                sum(seen.stream().map(each -> Math.abs(each.unbalancedFen())).toList()),
                sum(seen.stream().map(Report::manualSteps).toList()),
                Pairs.median(seen.stream().mapToDouble(Report::readyMedian).toArray()),
                seen.stream().mapToDouble(Report::readyP95).max().orElse(0),
                seen.stream().mapToDouble(Report::seconds).sum(),
                runs.stream().map(Run::load).collect(Collectors.joining(" ")),
                runs.stream().map(run -> Long.toString(run.seed())).collect(Collectors.joining(" ")));
    }

    private static long sum(List<Long> numbers) {
        return numbers.stream().mapToLong(Long::longValue).sum();
    }
}
