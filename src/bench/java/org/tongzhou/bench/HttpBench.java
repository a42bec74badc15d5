package org.tongzhou.bench;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.testing.province.Province;
import org.tongzhou.testing.province.ProvinceLoad;

/**
 * {@code ./bench http [--persons N] [--seconds S] [--out DIR]}: requests a second and the 99th percentile of a member's home,
 * the progress of a claim and the review queue, 16 connections kept alive, beside the address of the same server that does
 * nothing but answer. The client is a few sockets of this same process, so that limit and work pay for it alike.
 */
final class HttpBench {
    private static final int CONNECTIONS = 16;
    private static final int PAIRS = 5;
    private static final String BARE = "/bare";

    private final int seconds;

    private HttpBench(int seconds) {
        this.seconds = seconds;
    }

    static void run(String[] args) throws Exception {
        Map<String, String> given = DataBench.options(args);
        int persons = Integer.parseInt(given.getOrDefault("persons", "10000"));
        int seconds = Integer.parseInt(given.getOrDefault("seconds", "3"));
        Path out = Path.of(given.getOrDefault("out", "target/http-" + persons + "-" + System.currentTimeMillis()));
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
    }

    private void measure(ConfigurableApplicationContext house) throws Exception {
        JdbcClient jdbc = house.getBean(JdbcClient.class);
        long claim = jdbc.sql("select id from claim.claim where state = 'PAID' order by id limit 1")
                .query(Long.class)
                .single();
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
        compare("member_home", "/my/home", member);
        compare("progress", "/my/claims/" + claim, member);
        compare("review_queue", "/reviews", reviewer);
    }

    private static Browsing signedIn(ConfigurableApplicationContext house, Browsing.Who who) {
        try {
            return Browsing.as(house, who);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void compare(String name, String path, Browsing user) throws Exception {
        user.get(path);
        Pairs.compare("http." + name, PAIRS, () -> rate(BARE, user), () -> rate(path, user));
    }

    /** Answers a second over all connections. */
    private double rate(String path, Browsing user) throws Exception {
        byte[] request = ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: " + user.cookie() + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
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
        while (System.nanoTime() < until) {
            connection(port, request, until, nanos);
        }
        return nanos;
    }

    /** One connection, until the server has had enough of it, which is after a hundred answers. */
    private static void connection(int port, byte[] request, long until, List<Long> nanos) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            boolean goesOn = true;
            while (goesOn && System.nanoTime() < until) {
                long from = System.nanoTime();
                socket.getOutputStream().write(request);
                goesOn = answer(in);
                nanos.add(System.nanoTime() - from);
            }
        }
    }

    /** Reads one answer to its end and says whether another may follow; anything but 200 is an error. */
    private static boolean answer(InputStream in) throws IOException {
        String status = line(in);
        if (!status.startsWith("HTTP/1.1 200")) {
            throw new IOException(status);
        }
        long length = -1;
        boolean goesOn = true;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(lower.substring(15).strip());
            }
            goesOn &= !lower.equals("connection: close");
        }
        if (length >= 0) {
            in.skipNBytes(length);
            return goesOn;
        }
        for (int chunk = Integer.parseInt(line(in), 16); chunk > 0; chunk = Integer.parseInt(line(in), 16)) {
            in.skipNBytes(chunk + 2L);
        }
        line(in);
        return goesOn;
    }

    private static String line(InputStream in) throws IOException {
        byte[] text = new byte[256];
        int length = 0;
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the server closed the connection");
            }
            if (c != '\r') {
                text = length == text.length ? Arrays.copyOf(text, length * 2) : text;
                text[length++] = (byte) c;
            }
        }
        return new String(text, 0, length, StandardCharsets.ISO_8859_1);
    }
}
