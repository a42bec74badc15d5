package org.tongzhou.bench;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.Tongzhou;
import org.tongzhou.contribution.Credits;
import org.tongzhou.contribution.Outcome;
import org.tongzhou.contribution.SomeBills;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.organisation.FeeShares;
import org.tongzhou.testing.TestData;
import org.tongzhou.testing.TestGround;

/**
 * {@code ./bench credits [lines]}: a csv of 50,000 credits read and matched to the bills it pays, with books, receipts and
 * covers, beside parsing the same csv and writing its rows to a bare table.
 */
final class CreditsBench {
    private static final int BILLS = 100;
    private static final int PEOPLE = 10;

    private final ConfigurableApplicationContext house;
    private final int lines;
    private final Actor finance;
    private byte[] file = new byte[0];
    private int serial;

    private CreditsBench(ConfigurableApplicationContext house, int lines) {
        this.house = house;
        this.lines = lines;
        this.finance = house.getBean(TestData.class).actor(Role.FINANCE_MAKER, TestData.PROVINCE);
    }

    static void run(String[] args) throws Exception {
        try (ConfigurableApplicationContext house = new SpringApplicationBuilder(Tongzhou.class, TestGround.class)
                .profiles("test")
                .run("--server.port=0", "--tongzhou.jobs=false", "--tongzhou.database=given")) {
            CreditsBench bench = new CreditsBench(house, Given.at(args, 0, 50_000));
            Pairs.compare("credits", 5, bench::bare, bench::matched);
        }
    }

    /** Each bill of 950.00 yuan is paid in equal parts of at least a fen. */
    private void prepare() {
        TestData data = house.getBean(TestData.class);
        SomeBills bills = house.getBean(SomeBills.class);
        int each = Math.max(1, lines / BILLS);
        StringBuilder csv = new StringBuilder("交易日期,流水号,金额,对方户名,附言,对方账号\n");
        for (int bill = 0; bill < BILLS; bill++) {
            String reference = bills.of(data.unit(TestData.DAYE, new FeeShares(0, 10_000, 0, 0)), PEOPLE)
                    .reference();
            for (int i = 0; i < each; i++) {
                csv.append("2026-02-09,")
                        .append(String.format(Locale.ROOT, "B%09d", ++serial))
                        .append(",1.90,样例单位工会,")
                        .append(reference)
                        .append(",6228480000000000017\n");
            }
        }
        file = csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private double bare() {
        prepare();
        JdbcClient jdbc = house.getBean(JdbcClient.class);
        jdbc.sql(
                        "create table if not exists public.bare_credit (day date, serial text primary key, amount text, payer text, remark text, account text)")
                .update();
        return Pairs.seconds(() -> insert(jdbc, parse()));
    }

    private List<CsvRecord> parse() {
        return CsvReader.builder().ofCsvRecord(new String(file, StandardCharsets.UTF_8)).stream()
                .skip(1)
                .toList();
    }

    private static void insert(JdbcClient jdbc, List<CsvRecord> rows) {
        List<String[]> columns = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            int column = i;
            columns.add(rows.stream().map(row -> row.getField(column)).toArray(String[]::new));
        }
        jdbc.sql(
                        "insert into public.bare_credit select * from unnest(?::date[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])")
                .params(new ArrayList<Object>(columns))
                .update();
    }

    private double matched() {
        prepare();
        Credits credits = house.getBean(Credits.class);
        List<Credits.Upload> made = new ArrayList<>();
        double seconds = Pairs.seconds(() -> made.add(credits.upload(finance, "明细.csv", file, TestData.NOW)));
        Credits.Upload upload = made.get(0);
        long unmatched = upload.outcomes().stream()
                .filter(each -> each.outcome() != Outcome.SHORT && each.outcome() != Outcome.EXACT)
                .count();
        if (!upload.faults().isEmpty() || unmatched > 0) {
            throw new IllegalStateException(upload.faults() + ", unmatched " + unmatched);
        }
        Pairs.say(
                "# %,d credits read and matched in %.2f s, %.0f a second",
                upload.outcomes().size(), seconds, upload.outcomes().size() / seconds);
        return seconds;
    }
}
