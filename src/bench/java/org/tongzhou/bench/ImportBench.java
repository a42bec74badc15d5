package org.tongzhou.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;
import org.tongzhou.contribution.ProvinceImports;
import org.tongzhou.enrolment.Imports;
import org.tongzhou.enrolment.Starts;
import org.tongzhou.enrolment.SubmissionId;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.People;
import org.tongzhou.testing.province.Province;
import org.tongzhou.testing.province.ProvinceFiles;
import org.tongzhou.testing.province.ProvinceLoad;

/**
 * {@code ./bench import [--persons N] [--pairs P] [--out DIR]}: a province's file through the product's own import (read,
 * checked, sealed, enrolled, billed, booked, committed) beside a raw COPY of the same file into an unlogged table without an
 * index. Each pair is a province that joins a new fund: its first year, the money for it, its second year
 * with leavers and joiners, a third one of the same people.
 */
final class ImportBench {
    private static final int WARM = 100_000;

    private final ConfigurableApplicationContext house;
    private final Path out;
    private final int persons;
    private final Actor admin;

    private ImportBench(ConfigurableApplicationContext house, Path out, int persons) {
        this.house = house;
        this.out = out;
        this.persons = persons;
        FundId fund = house.getBean(FundId.class);
        PersonId person = house.getBean(People.class)
                .registerAll(
                        fund,
                        List.of(new NewPerson("样例管理员", new ResidentId("110101199001010015"), null, null)),
                        Instant.now())
                .get(0);
        this.admin = new Actor(person.value(), "bench", Scope.province(fund), Set.of(Role.ADMIN), person, null);
    }

    static void run(String[] args) throws Exception {
        Given given = Given.of(args, "persons", "pairs", "out");
        int persons = given.count("persons", 100_000);
        int pairs = given.count("pairs", 5);
        Path out = given.path("target/import-" + persons + "-" + System.currentTimeMillis());
        Cost[][] costs = new Cost[pairs + 1][];
        for (int i = 0; i <= pairs; i++) {
            Path own = out.resolve("pair-" + i);
            try (ConfigurableApplicationContext house = LoadedHouse.open(own)) {
                costs[i] = once(house, own, Math.min(persons, WARM), persons);
            }
            // a fund of 100,000 people takes a gigabyte and a half
            FileSystemUtils.deleteRecursively(own);
            say(i, persons, costs[i]);
        }
        report(costs);
    }

    /** A small province to warm up, then one of this size: COPY, first year, in force, COPY, second year, sorted, COPY, third year. */
    static Cost[] once(ConfigurableApplicationContext house, Path out, int warm, int persons) throws Exception {
        ImportBench bench = new ImportBench(house, out, persons);
        bench.pair(new Province(warm, 1, 0));
        return bench.pair(new Province(persons, 1, 1));
    }

    private static void report(Cost[][] costs) {
        report("import.first", costs, 1);
        report("import.activation", costs, 2);
        report("import.second", costs, 4);
        report("import.sorted", costs, 5);
        report("import.third", costs, 7);
    }

    private static void say(int pair, int persons, Cost[] costs) {
        Pairs.say(
                "# %s %,d people, seconds (of our processors + of the server's): COPY %s, first year %s, %,.0f people/s,"
                        + " in force %s, COPY %s, second year %s, %,.0f people/s, what people are"
                        + " found by sorted after the first year %s, COPY %s, third year %s, %,.0f people/s, heap at most %d MB",
                pair == 0 ? "warming," : "pair " + pair + ",",
                persons,
                costs[0],
                costs[1],
                persons / costs[1].wall(),
                costs[2],
                costs[3],
                costs[4],
                persons / costs[4].wall(),
                costs[5],
                costs[6],
                costs[7],
                persons / costs[7].wall(),
                Heap.mostMegabytes());
    }

    /** The first pair warms up and is not counted; activation and sorting are held against the first year's COPY. */
    private static void report(String name, Cost[][] costs, int work) {
        int limit = work == 4 || work == 7 ? work - 1 : 0;
        double[][] figures = new double[4][costs.length - 1];
        for (int i = 1; i < costs.length; i++) {
            figures[0][i - 1] = costs[i][limit].wall();
            figures[1][i - 1] = costs[i][work].wall();
            figures[2][i - 1] = costs[i][limit].cpu();
            figures[3][i - 1] = costs[i][work].cpu();
        }
        Pairs.report(name + ".wall", figures[0], figures[1]);
        Pairs.report(name + ".cpu", figures[2], figures[3]);
    }

    private Cost[] pair(Province province) throws Exception {
        ProvinceLoad.units(house, province);
        Path first = Files.createDirectories(out.resolve("files")).resolve("first.csv");
        Path second = out.resolve("files/second.csv");
        ProvinceFiles.roster(province, Province.FIRST_YEAR, first);
        ProvinceFiles.roster(province, Province.FIRST_YEAR + 1, second);
        LocalDate day = LocalDate.of(Province.FIRST_YEAR, 1, 10);
        Heap.watch();
        Path home = out.resolve("home");
        People people = house.getBean(People.class);
        Cost copied = Cost.of(home, () -> rawCopy(first));
        Cost enrolled = Cost.of(home, () -> enrol(first, day));
        Cost sorted = Cost.of(home, people::sortKeys);
        Cost begun = Cost.of(home, () -> activate(day));
        Cost copiedAgain = Cost.of(home, () -> rawCopy(second));
        Cost renewed = Cost.of(home, () -> enrol(second, day.plusYears(1)));
        people.sortKeys();
        activate(day.plusYears(1));
        Path third = sameAgain(second);
        Cost copiedThird = Cost.of(home, () -> rawCopy(third));
        Cost thirdYear = Cost.of(home, () -> enrol(third, day.plusYears(2)));
        return new Cost[] {copied, enrolled, begun, copiedAgain, renewed, sorted, copiedThird, thirdYear};
    }

    /** The same people in a file that has not been imported yet: its last line does not end. */
    private static Path sameAgain(Path csv) throws IOException {
        Path again = csv.resolveSibling("third.csv");
        Files.copy(csv, again, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel file = FileChannel.open(again, StandardOpenOption.WRITE)) {
            file.truncate(file.size() - "\r\n".length());
        }
        return again;
    }

    private void rawCopy(Path csv) throws SQLException, IOException {
        try (Connection connection = house.getBean(DataSource.class).getConnection();
                Statement statement = connection.createStatement();
                InputStream in = Files.newInputStream(csv)) {
            statement.execute("drop table if exists public.bench_raw");
            statement.execute("create unlogged table public.bench_raw (unit text, no int, name text, id_type text,"
                    + " id_number text, sex text, phone text, employment text, card text, hospital int, critical int,"
                    + " women int, accident int)");
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy public.bench_raw from stdin (format csv, header)", in);
        }
    }

    private void enrol(Path csv, LocalDate day) {
        Imports.Request request = new Imports.Request(csv.getFileName().toString(), csv, null);
        Imports.Imported imported =
                house.getBean(ProvinceImports.class).run(admin, request, (rows, people) -> true, at(day));
        if (imported.before() || imported.people() != imported.rows()) {
            throw new IllegalStateException("imported " + imported);
        }
    }

    private static Instant at(LocalDate day) {
        return day.atTime(9, 0).atZone(FundClock.ZONE).toInstant();
    }

    /** What was enrolled on this day; second years of earlier pairs go on waiting. */
    private void activate(LocalDate day) {
        FundId fund = admin.fund();
        Set<SubmissionId> awaiting = house
                .getBean(JdbcClient.class)
                .sql(
                        "select id from enrolment.submission where fund = :fund and state = 'AWAITING' and enrolled_at = :at")
                .param("fund", fund.code())
                .param("at", Timestamp.from(at(day)))
                .query(Long.class)
                .list()
                .stream()
                .map(SubmissionId::new)
                .collect(Collectors.toSet());
        house.getBean(Starts.class).activate(fund, awaiting, day);
    }
}
