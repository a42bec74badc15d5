package org.tongzhou.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.kernel.CountedAhead;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.ledger.Snapshots;
import org.tongzhou.person.People;
import org.tongzhou.testing.province.Province;
import org.tongzhou.testing.province.ProvinceLoad;

/**
 * {@code ./bench reading [--persons N] [--out DIR]}: milliseconds of the pages that people wait for, over HTTP from the
 * running site, on a province of enrolled, paid and claiming people (100,000 claims at 1,857,000). A DIR that is loaded
 * already is read as it is. At the end every role walks through its pages, for the slowest ten; then all is asked once more, untimed, for the
 * slowest ten statements and their plans.
 */
final class ReadingBench {
    private static final int WARM = 5;
    private static final int TIMES = 21;
    private static final int DEEP = 1_000;
    private static final int ROSTER = 20_000;
    private static final int SLOWEST = 10;
    private static final String COUNTY = "regexp_replace(unit_path, 'u[0-9]+/$', '')";
    private static final String CITY =
            "'/' || split_part(unit_path, '/', 2) || '/' || split_part(unit_path, '/', 3) || '/'";

    private final ConfigurableApplicationContext house;
    private final FundId fund;
    private final Map<String, String> searches;
    private final long deepBill;
    private final long deepClaim;
    private final long claim;

    /** Looks for what to ask; that is not timed, and not among the slowest statements. */
    ReadingBench(ConfigurableApplicationContext house) {
        this.house = house;
        this.fund = house.getBean(FundId.class);
        this.searches = searches();
        this.deepBill = deep("contribution.bill");
        this.deepClaim = deep("claim.claim");
        this.claim = sql("select id from claim.claim where fund = :fund order by id limit 1")
                .query(Long.class)
                .single();
    }

    static void run(String[] args) throws Exception {
        Given given = Given.of(args, "persons", "out");
        int persons = given.count("persons", 100_000);
        Path out = given.path("target/province-" + persons + "-1");
        try (ConfigurableApplicationContext house = province(out, persons)) {
            ReadingBench bench = new ReadingBench(house);
            bench.measure().forEach((page, millis) -> {
                Arrays.sort(millis);
                double median = millis[millis.length / 2];
                Pairs.say("ratio reading.%s.ms %.1f %.1f %.1f", page, median, millis[0], millis[millis.length - 1]);
            });
            bench.walk().printSlowest(SLOWEST);
            try (SlowQueries slow = new SlowQueries(house, out)) {
                bench.measure();
                bench.walk();
                slow.print(SLOWEST);
            }
        }
    }

    /** A province loaded now or by an earlier run in this place, as its jobs leave it. */
    static ConfigurableApplicationContext province(Path out, int persons) throws Exception {
        boolean loaded = Files.isDirectory(out.resolve("home/pg"));
        ConfigurableApplicationContext house = LoadedHouse.open(out);
        if (!loaded) {
            new ProvinceLoad(house, new Province(persons, 1)).run();
        }
        while (house.getBean(People.class).makeFound(house.getBean(FundId.class)) > 0) {
            Pairs.say("# people of an earlier version made findable");
        }
        countAhead(house);
        return house;
    }

    /** What the jobs, which are off here, would have counted long ago. */
    private static void countAhead(ConfigurableApplicationContext house) {
        FundId fund = house.getBean(FundId.class);
        house.getBeansOfType(CountedAhead.class).values().forEach(figures -> figures.countMarked(fund));
        house.getBean(Snapshots.class).take(fund, Instant.now());
    }

    /** Milliseconds by page, each asked again and again. */
    Map<String, double[]> measure() throws Exception {
        Browsing manager = somebody(Role.MANAGER);
        Browsing city = somebody(Role.CITY_REVIEWER);
        Browsing county = somebody(Role.COUNTY_REVIEWER);
        Browsing finance = somebody(Role.FINANCE_MAKER);
        Browsing member = somebody(Role.MEMBER);
        Map<String, double[]> all = new LinkedHashMap<>();
        all.put("dashboard_province", times(() -> manager.get("/dashboard?year=2026")));
        all.put("dashboard_year_before", times(() -> manager.get("/dashboard?year=2025")));
        String[] steps = busiest(COUNTY).split("/");
        all.put("dashboard_city", times(() -> manager.get("/dashboard?year=2025&region=" + steps[2])));
        all.put("dashboard_county", times(() -> manager.get("/dashboard?year=2025&region=" + steps[steps.length - 1])));
        all.put("member_home", times(() -> member.get("/my/home")));
        all.put("member_claims", times(() -> member.get("/my/claims")));
        all.put("progress", times(() -> member.get("/my/claims/" + claim)));
        all.put("review_queue_county", times(() -> county.get("/reviews")));
        all.put("review_queue_city", times(() -> city.get("/reviews")));
        all.put("bills_first", times(() -> finance.get("/bills")));
        all.put("bills_page_" + DEEP, times(() -> finance.get("/bills?after=" + deepBill)));
        all.put("cases_first", times(() -> city.get("/cases")));
        all.put("cases_page_" + DEEP, times(() -> city.get("/cases?after=" + deepClaim)));
        searches.forEach((what, asked) -> all.put("search_" + what, searched(county, asked)));
        searches.forEach((what, asked) -> all.put("search_province_" + what, searched(manager, asked)));
        all.put("payments", times(() -> finance.get("/payments")));
        all.put("workload", times(() -> manager.get("/workload")));
        all.put("journals", times(() -> finance.get("/ledger/journals")));
        all.put("ledger", times(() -> finance.get("/ledger")));
        all.put("ledger_reports", times(() -> finance.get("/ledger/reports")));
        LargeRoster roster = LargeRoster.upload(house, ROSTER);
        Browsing officer = Browsing.as(house, roster.officer());
        all.put(
                "roster_of_" + ROSTER,
                times(() -> officer.get("/rosters/" + roster.draft().value())));
        return all;
    }

    /** All who work with the site, and a member. */
    private Walk walk() throws Exception {
        Walk walk = new Walk();
        for (Role role : Role.values()) {
            if (role != Role.PARTNER) {
                walk.as(role, somebody(role));
            }
        }
        return walk;
    }

    private Browsing somebody(Role role) throws Exception {
        Browsing.Who member = member();
        return Browsing.as(
                house,
                switch (role) {
                    case MEMBER -> member;
                    case UNIT_OFFICER -> new Browsing.Who(role, member.path(), null, member.unit());
                    case CITY_REVIEWER -> Browsing.Who.staff(role, busiest(CITY));
                    case COUNTY_REVIEWER -> Browsing.Who.staff(role, busiest(COUNTY));
                    default -> Browsing.Who.staff(role, "/" + fund.code() + "/");
                });
    }

    /** What a desk asks for: the commonest of each kind, so that most people have to be looked through. */
    private Map<String, String> searches() {
        Map<String, String> searches = new LinkedHashMap<>();
        searches.put("name", most("name", "person.person where fund = :fund"));
        searches.put("initials", most("initials", "person.person where fund = :fund"));
        PersonId somebody = new PersonId(sql("select max(person) from enrolment.cover where fund = :fund")
                .query(Long.class)
                .single());
        searches.put(
                "last_four",
                house.getBean(People.class).identity(fund, somebody).tail());
        searches.put("phone", house.getBean(People.class).phone(fund, somebody).orElse("13900000001"));
        return searches;
    }

    private double[] searched(Browsing desk, String asked) {
        try {
            String token = desk.token("/search");
            return times(() -> desk.post("/search", Map.of("q", asked), token));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Page {
        String get() throws Exception;
    }

    private static double[] times(Page page) throws Exception {
        for (int i = 0; i < WARM; i++) {
            page.get();
        }
        double[] millis = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            long from = System.nanoTime();
            page.get();
            millis[i] = (System.nanoTime() - from) / 1e6;
        }
        return millis;
    }

    private JdbcClient.StatementSpec sql(String text) {
        return house.getBean(JdbcClient.class).sql(text).param("fund", fund.code());
    }

    /** The territory with most claims; {@code path} is SQL of our own over the path of a unit. */
    private String busiest(String path) {
        return sql("select " + path + " as path from claim.claim where fund = :fund"
                        + " group by 1 order by count(*) desc limit 1")
                .query(String.class)
                .single();
    }

    private Browsing.Who member() {
        return sql("select person, unit, unit_path from claim.claim where id = :claim and fund = :fund")
                .param("claim", claim)
                .query((row, n) -> new Browsing.Who(
                        Role.MEMBER,
                        row.getString("unit_path"),
                        new PersonId(row.getLong("person")),
                        new UnitId(row.getLong("unit"))))
                .single();
    }

    private String most(String column, String table) {
        return sql("select " + column + " from " + table + " group by 1 order by count(*) desc, 1 limit 1")
                .query(String.class)
                .single();
    }

    /** The key after which the thousandth page of fifty begins, or the last one that there is. */
    private long deep(String table) {
        List<Long> keys = sql("select id from " + table + " where fund = :fund order by id desc offset "
                        + "least((select greatest(count(*) - 60, 0) from " + table + "), " + DEEP * 50L + ") limit 1")
                .query(Long.class)
                .list();
        return keys.isEmpty() ? 0 : keys.get(0);
    }
}
