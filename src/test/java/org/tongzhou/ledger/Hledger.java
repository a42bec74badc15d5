package org.tongzhou.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.tongzhou.kernel.FundId;
import org.tongzhou.ledger.JournalExport.Days;
import org.tongzhou.shell.Words;

/** A fund's exported journal in the hands of a program that knows nothing of ours. */
public final class Hledger {
    private static final Days EVER = new Days(LocalDate.of(1970, 1, 1), LocalDate.of(9999, 12, 31));

    private final Path file;

    private Hledger(Path file) {
        this.file = file;
    }

    public static boolean isInstalled() throws InterruptedException {
        return runs("hledger", "--version");
    }

    /** All that was ever booked, as {@code journal export} writes it. */
    public static Hledger of(DataSource source, FundId fund, Path place) throws SQLException, IOException {
        return of(source, fund, place, EVER);
    }

    static Hledger of(DataSource source, FundId fund, Path place, Days days) throws SQLException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        new JournalCommand(print, print, Words.of(Words.ZH), Map.of()).export(source, fund, days);
        return new Hledger(Files.write(place.resolve("books.journal"), out.toByteArray()));
    }

    public String text() throws IOException {
        return Files.readString(file);
    }

    Hledger changed(String text) throws IOException {
        return new Hledger(Files.writeString(file.resolveSibling("changed.journal"), text));
    }

    boolean finds(String... check) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("hledger", "-f", file.toString()));
        command.addAll(List.of(check));
        return !runs(command.toArray(String[]::new));
    }

    /** Every entry is balanced, every account declared, the days in order. */
    public void check() throws IOException, InterruptedException {
        run("check", "--strict");
        run("check", "ordereddates");
    }

    /** The balances of accounts, those at zero left out: {@code CNY -12.00} by account. */
    public Map<String, String> balances(String... query) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("balance", "--flat", "--no-total", "--output-format=csv"));
        words.addAll(List.of(query));
        Map<String, String> balances = new TreeMap<>();
        for (String line : run(words.toArray(String[]::new))) {
            String[] cells = line.replace("\"", "").split(",", -1);
            if (!cells[0].equals("account")) {
                balances.put(cells[0], cells[1]);
            }
        }
        return balances;
    }

    private List<String> run(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("hledger", "-f", file.toString()));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(String.join("\n", lines)).isZero();
        return lines;
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException notThere) {
            return false;
        }
    }
}
