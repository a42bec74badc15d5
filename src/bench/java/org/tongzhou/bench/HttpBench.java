package org.tongzhou.bench;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.testing.RoundTrips;
import org.tongzhou.testing.province.Province;
import org.tongzhou.testing.province.ProvinceLoad;

/**
 * {@code ./bench http [--persons N] [--seconds S] [--out DIR]}: requests a second and the 99th percentile of a member's home,
 * the progress of a claim and the review queue, 16 connections kept alive, beside the address of the same server that does
 * nothing but answer. The client is wrk, or where that is not installed a few sockets of this same process; limit and work pay
 * for it alike.
 */
final class HttpBench {
    private static final int CONNECTIONS = 16;
    private static final int PAIRS = 9;
    private static final String BARE = "/bare";
    private static final String TELL = "X-Tell-Trips";
    private static final int WIDE = 110;

    /** Of warming up at a time, and until the compiler has rested. */
    private static final int WARM_SECONDS = 5;

    private static final int WARM_ROUNDS = 40;
    private static final int RESTED_SECONDS = 15;

    private static final boolean WRK = Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, "wrk")));

    private static final Pattern RATE = Pattern.compile("Requests/sec: +([0-9.]+)");
    private static final Pattern TAIL = Pattern.compile("99% +([0-9.a-z]+)");

    private final int seconds;

    private HttpBench(int seconds) {
        this.seconds = seconds;
    }

    static void run(String[] args) throws Exception {
        Given given = Given.of(args, "persons", "seconds", "out");
        int persons = given.count("persons", 10_000);
        int seconds = given.count("seconds", 3);
        Path out = given.path("target/http-" + persons + "-" + System.currentTimeMillis());
        try (ConfigurableApplicationContext house = LoadedHouse.open(out, Bare.class)) {
            new ProvinceLoad(house, new Province(persons, 1)).run();
            new HttpBench(seconds).measure(house);
        }
    }

    /** An address that answers at once. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Bare {
        @Bean
        ServletRegistrationBean<HttpServlet> bare() {
            return new ServletRegistrationBean<>(
                    new HttpServlet() {
                        @Override
                        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                                throws IOException {
                            response.getOutputStream().write("ok".getBytes(StandardCharsets.US_ASCII));
                        }
                    },
                    BARE);
        }

        @Bean
        static RoundTrips roundTrips() {
            return new RoundTrips();
        }

        /** Tells what a page asks of the database, when asked to by a header. */
        @Bean
        FilterRegistrationBean<Filter> trips() {
            FilterRegistrationBean<Filter> first = new FilterRegistrationBean<>((request, response, chain) -> {
                if (request instanceof HttpServletRequest web && web.getHeader(TELL) != null) {
                    tell(web.getRequestURI(), heard(() -> chain.doFilter(request, response)));
                } else {
                    chain.doFilter(request, response);
                }
            });
            first.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return first;
        }

        private static List<RoundTrips.Trip> heard(RoundTrips.Work work) throws ServletException {
            try {
                return RoundTrips.of(work);
            } catch (Exception e) {
                throw new ServletException(e);
            }
        }

        private static void tell(String page, List<RoundTrips.Trip> trips) {
            Pairs.say("# %s asks the database %d times", page, trips.size());
            trips.forEach(trip -> Pairs.say(
                    "#   %5.2f ms %s",
                    trip.nanos() / 1e6,
                    trip.brief().substring(0, Math.min(WIDE, trip.brief().length()))));
        }
    }

    private void measure(ConfigurableApplicationContext house) throws Exception {
        JdbcClient jdbc = house.getBean(JdbcClient.class);
        long claim = jdbc.sql("select id from claim.claim where state = 'PAID' order by id limit 1")
                .query(Long.class)
                .single();
        givePapers(jdbc, house.getBean(FundId.class), claim);
        Browsing member = jdbc.sql("select person, unit, unit_path from claim.claim where id = " + claim)
                .query((row, n) -> new Browsing.Who(
                        Role.MEMBER,
                        row.getString("unit_path"),
                        new PersonId(row.getLong("person")),
                        new UnitId(row.getLong("unit"))))
                .optional()
                .map(who -> signedIn(house, who))
                .orElseThrow();
        String county = jdbc.sql("select regexp_replace(unit_path, 'u[0-9]+/$', '') from claim.claim"
                        + " where state = 'REVIEW' group by 1 order by count(*) desc limit 1")
                .query(String.class)
                .single();
        Browsing reviewer = signedIn(house, Browsing.Who.staff(Role.COUNTY_REVIEWER, county));
        Pairs.say(WRK ? "# asked by wrk" : "# asked by sockets of this process, since wrk is not installed");
        compare("member_home", "/my/home", member);
        compare("progress", "/my/claims/" + claim, member);
        compare("review_queue", "/reviews", reviewer);
    }

    /** The claims of the province come without papers; no real one does. */
    private static void givePapers(JdbcClient jdbc, FundId fund, long claim) {
        jdbc.sql("""
                with given as (
                    insert into document.blob (fund, hash, bytes, type, pages, stored_at)
                    values (:fund, decode(repeat('5a', 32), 'hex'), 100000, 'PDF', 1, now()) returning fund, hash),
                kinds (kind) as (values ('receipt'), ('discharge_record')),
                papers as (
                    insert into document.paper (fund, owner, kind, hash, name, uploaded_by, at)
                    select g.fund, c.person, k.kind, g.hash, k.kind || '.pdf', c.person, now()
                    from given g cross join kinds k join claim.claim c on c.fund = g.fund and c.id = :claim
                    returning fund, id, kind, owner, at)
                insert into claim.case_paper (fund, case_id, paper, kind, added_by, added_at)
                select p.fund, c.case_id, p.id, upper(p.kind), p.owner, p.at
                from papers p join claim.claim c on c.fund = p.fund and c.id = :claim""").param("fund", fund.code()).param("claim", claim).update();
    }

    private static Browsing signedIn(ConfigurableApplicationContext house, Browsing.Who who) {
        try {
            return Browsing.as(house, who);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Both warm first: what is measured is a server that has run for a while. */
    private void compare(String name, String path, Browsing user) throws Exception {
        for (String each : List.of(path, BARE)) {
            WarmUp.until(RESTED_SECONDS, WARM_ROUNDS, () -> rate(each, user, WARM_SECONDS));
        }
        user.get(path, TELL);
        Pairs.compare("http." + name, PAIRS, () -> rate(BARE, user, seconds), () -> rate(path, user, seconds));
    }

    /** Answers a second over all connections, by wrk where it is installed. */
    private static double rate(String path, Browsing user, int seconds) throws Exception {
        return WRK ? wrk(path, user, seconds) : sockets(path, user, seconds);
    }

    private static double wrk(String path, Browsing user, int seconds) throws IOException, InterruptedException {
        Process wrk = new ProcessBuilder(
                        "wrk",
                        "-t1",
                        "-c" + CONNECTIONS,
                        "-d" + seconds + "s",
                        "--latency",
                        "-H",
                        "Cookie: " + user.cookie(),
                        "http://127.0.0.1:" + user.port() + path)
                .redirectErrorStream(true)
                .start();
        String said = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher rate = RATE.matcher(said);
        Matcher tail = TAIL.matcher(said);
        if (wrk.waitFor() != 0 || said.contains("Non-2xx") || !rate.find() || !tail.find()) {
            throw new IllegalStateException("wrk: " + said);
        }
        double answers = Double.parseDouble(rate.group(1));
        Pairs.say("# %s: %,.0f/s, p99 %s", path, answers, tail.group(1));
        return answers;
    }

    private static double sockets(String path, Browsing user, int seconds) throws Exception {
        byte[] request = Wire.get(path, user.cookie());
        long until = System.nanoTime() + seconds * 1_000_000_000L;
        ExecutorService pool = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<Future<List<Long>>> running = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                running.add(pool.submit(() -> ask(user.port(), request, until)));
            }
            List<Long> all = new ArrayList<>();
            for (Future<List<Long>> each : running) {
                all.addAll(each.get());
            }
            long[] sorted = all.stream().mapToLong(Long::longValue).sorted().toArray();
            Pairs.say(
                    "# %s: %,.0f/s, p50 %.1f ms, p99 %.1f ms",
                    path,
                    (double) sorted.length / seconds,
                    sorted[sorted.length / 2] / 1e6,
                    sorted[sorted.length * 99 / 100] / 1e6);
            return (double) sorted.length / seconds;
        } finally {
            pool.shutdownNow();
        }
    }

    private static List<Long> ask(int port, byte[] request, long until) throws IOException {
        List<Long> nanos = new ArrayList<>();
        try (Wire wire = new Wire(port)) {
            while (System.nanoTime() < until) {
                long from = System.nanoTime();
                int status = wire.send(request);
                if (status != 200) {
                    throw new IOException("status " + status);
                }
                nanos.add(System.nanoTime() - from);
            }
        }
        return nanos;
    }
}
