package org.tongzhou.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.ledger.JournalExport.Days;
import org.tongzhou.shell.Words;
import org.tongzhou.testing.RoomTest;

/** A program that knows nothing of ours reads the exported journal and comes to the same balances. */
@RoomTest
class JournalExportTest {
    private static final FundId FUND = new FundId(59);
    private static final Instant NOW = Instant.parse("2026-03-05T02:00:00Z");

    @TempDir
    Path place;

    @Autowired
    Ledger ledger;

    @Autowired
    DataSource source;

    @Test
    void hledgerChecksTheJournalAndComesToOurTrialBalance() throws Exception {
        assumeTrue(runs("hledger", "--version"), "hledger is installed");
        long seed = System.nanoTime();
        System.out.println("export seed " + seed);
        post(new Random(seed), 120);
        Path file = export(new Days(LocalDate.of(1970, 1, 1), LocalDate.of(9999, 12, 31)));

        hledger(file, "check", "--strict");
        hledger(file, "check", "ordereddates");
        Map<String, String> expected = new TreeMap<>();
        ledger.trialBalance(FUND).stream()
                .filter(sum -> !sum.balance().isZero())
                .forEach(sum -> expected.put(
                        JournalExport.name(sum.account()),
                        "CNY " + sum.balance().plainYuan()));
        assertThat(balances(file)).isEqualTo(expected);

        String text = Files.readString(file);
        Files.writeString(file, text.replaceFirst("CNY -(\\d)", "CNY -1$1"));
        assertThat(runs("hledger", "-f", file.toString(), "check"))
                .as("a changed amount is seen")
                .isFalse();
    }

    @Test
    void aSpanExportsTheJournalsBookedInIt() throws Exception {
        post(new Random(7), 3);
        String text = Files.readString(export(new Days(LocalDate.of(2020, 1, 1), LocalDate.of(2020, 12, 31))));
        assertThat(text).contains("account assets:bank  ; code:1002").doesNotContain(" * (");
    }

    private void post(Random random, int journals) {
        Template[] templates = {
            Template.BILL_RAISED,
            Template.FEE_RECEIVED,
            Template.BENEFIT_PAID,
            Template.SUBSIDY_GRANTED,
            Template.RESERVE_SET_ASIDE,
            Template.RECOVERY_WRITTEN_OFF
        };
        for (int i = 0; i < journals; i++) {
            Posting.Part part = new Posting.Part(
                            Money.ofFen(1 + random.nextInt(9_999_999)), "/59/4202/420281/", "hospital")
                    .with("unit:" + random.nextInt(9))
                    .outOf(Integer.toString(random.nextInt(3)));
            JournalId id = ledger.post(
                    FUND,
                    Posting.of(
                            templates[random.nextInt(templates.length)],
                            "export:" + System.nanoTime(),
                            LocalDate.of(2026, 1, 1).plusDays(random.nextInt(60)),
                            NOW,
                            List.of(part)));
            if (random.nextInt(10) == 0) {
                ledger.reverse(FUND, id, LocalDate.of(2026, 3, 4), NOW);
            }
        }
    }

    private Path export(Days days) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        new JournalCommand(print, print, Words.of(Words.ZH)).export(source, FUND, days);
        return Files.write(place.resolve("books.journal"), out.toByteArray());
    }

    private Map<String, String> balances(Path file) throws Exception {
        Map<String, String> balances = new TreeMap<>();
        for (String line : hledger(file, "balance", "--flat", "--no-total", "--output-format=csv")) {
            String[] cells = line.replace("\"", "").split(",", -1);
            if (!cells[0].equals("account")) {
                balances.put(cells[0], cells[1]);
            }
        }
        return balances;
    }

    private static List<String> hledger(Path file, String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of("hledger", "-f", file.toString()));
        command.addAll(List.of(args));
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
