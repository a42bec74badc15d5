package org.tongzhou.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.ledger.JournalExport.Days;
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
        assumeTrue(Hledger.isInstalled(), "hledger is installed");
        long seed = System.nanoTime();
        System.out.println("export seed " + seed);
        post(new Random(seed), 120);
        Hledger books = Hledger.of(source, FUND, place);

        books.check();
        Map<String, String> expected = new TreeMap<>();
        ledger.trialBalance(FUND).stream()
                .filter(sum -> !sum.balance().isZero())
                .forEach(sum -> expected.put(
                        JournalExport.name(sum.account()),
                        "CNY " + sum.balance().plainYuan()));
        assertThat(books.balances()).isEqualTo(expected);
        assertThat(books.changed(books.text().replaceFirst("CNY -(\\d)", "CNY -1$1"))
                        .finds("check"))
                .as("a changed amount is seen")
                .isTrue();
    }

    @Test
    void aSpanExportsTheJournalsBookedInIt() throws Exception {
        post(new Random(7), 3);
        Days span = new Days(LocalDate.of(2020, 1, 1), LocalDate.of(2020, 12, 31));
        assertThat(Hledger.of(source, FUND, place, span).text())
                .contains("account assets:bank  ; code:1002")
                .doesNotContain(" * (");
    }

    private void post(Random random, int journals) {
        List<Template> templates = Arrays.stream(Template.values())
                .filter(template -> template != Template.REVERSAL)
                .toList();
        for (int i = 0; i < journals; i++) {
            Posting.Part part = new Posting.Part(
                            Money.ofFen(1 + random.nextInt(9_999_999)), "/59/4202/420281/", "hospital")
                    .with("unit:" + random.nextInt(9))
                    .outOf(Integer.toString(random.nextInt(3)));
            JournalId id = ledger.post(
                    FUND,
                    Posting.of(
                            templates.get(i % templates.size()),
                            "export:" + System.nanoTime(),
                            LocalDate.of(2026, 1, 1).plusDays(random.nextInt(60)),
                            NOW,
                            List.of(part)));
            if (random.nextInt(10) == 0) {
                ledger.reverse(FUND, id, LocalDate.of(2026, 3, 4), NOW);
            }
        }
    }
}
