package org.tongzhou.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.tongzhou.database.DatabaseSettings;

/**
 * The transactions of TPC-B on tables of scale 1, one connection, every commit on disk: over JDBC as we speak to the
 * server, and by {@code pgbench} itself on the same server where that is installed (the embedded bundle has none).
 */
final class TpcB {
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");
    private static final String[] TABLES = {
        "create table if not exists public.tpcb_accounts (aid int primary key, bid int, abalance int)",
        "create table if not exists public.tpcb_tellers (tid int primary key, bid int, tbalance int)",
        "create table if not exists public.tpcb_branches (bid int primary key, bbalance int)",
        "create table if not exists public.tpcb_history (tid int, bid int, aid int, delta int, mtime timestamp)",
        "insert into public.tpcb_accounts select i, 1, 0 from generate_series(1, 100000) i on conflict do nothing",
        "insert into public.tpcb_tellers select i, 1, 0 from generate_series(1, 10) i on conflict do nothing",
        "insert into public.tpcb_branches values (1, 0) on conflict do nothing"
    };

    /** For which server and scale the tables of pgbench were made last. */
    private static String made = "";

    private final DataSource source;
    private final Random random = new Random(7);

    TpcB(DataSource source) throws SQLException {
        this.source = source;
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : TABLES) {
                statement.execute(sql);
            }
        }
    }

    /** Transactions a second over JDBC. */
    double rate(int transactions) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            long from = System.nanoTime();
            for (int i = 0; i < transactions; i++) {
                one(connection);
            }
            return transactions / ((System.nanoTime() - from) / 1e9);
        }
    }

    /** Transactions a second of as many connections at once, for some seconds. */
    double rate(int atOnce, int seconds) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(atOnce);
        try {
            long until = System.nanoTime() + seconds * 1_000_000_000L;
            List<Future<Integer>> counts = new ArrayList<>();
            for (int i = 0; i < atOnce; i++) {
                counts.add(pool.submit(() -> until(until)));
            }
            double sum = 0;
            for (Future<Integer> count : counts) {
                sum += count.get();
            }
            return sum / seconds;
        } finally {
            pool.shutdownNow();
        }
    }

    private int until(long nanos) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            int done = 0;
            for (; System.nanoTime() < nanos; done++) {
                one(connection);
            }
            return done;
        }
    }

    private void one(Connection connection) throws SQLException {
        int delta = random.nextInt(10_000) - 5_000;
        int account = 1 + random.nextInt(100_000);
        int teller = 1 + random.nextInt(10);
        execute(connection, "update public.tpcb_accounts set abalance = abalance + ? where aid = ?", delta, account);
        execute(connection, "select abalance from public.tpcb_accounts where aid = ?", account);
        execute(connection, "update public.tpcb_tellers set tbalance = tbalance + ? where tid = ?", delta, teller);
        execute(connection, "update public.tpcb_branches set bbalance = bbalance + ? where bid = ?", delta, 1);
        execute(
                connection,
                "insert into public.tpcb_history values (?, ?, ?, ?, clock_timestamp())",
                teller,
                1,
                account,
                delta);
        connection.commit();
    }

    private static void execute(Connection connection, String sql, int... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setInt(i + 1, values[i]);
            }
            statement.execute();
        }
    }

    /** Transactions a second by pgbench with one client, its tables made first; empty where it is not installed. */
    static Optional<Double> pgbench(DatabaseSettings settings, int seconds) throws IOException, InterruptedException {
        return pgbench(settings, 1, seconds);
    }

    /** The same with more clients, and a branch for each of them, so that the limit is the server and not one row. */
    static Optional<Double> pgbench(DatabaseSettings settings, int clients, int seconds)
            throws IOException, InterruptedException {
        try {
            if (!made.equals(settings.url() + clients)) {
                say(settings, List.of("-i", "-q", "-s", Integer.toString(clients)));
                made = settings.url() + clients;
            }
            String threads = Integer.toString(Math.min(clients, 2));
            Matcher rate = RATE.matcher(say(
                    settings,
                    List.of("-n", "-c", Integer.toString(clients), "-j", threads, "-T", Integer.toString(seconds))));
            return rate.find() ? Optional.of(Double.parseDouble(rate.group(1))) : Optional.empty();
        } catch (IOException notInstalled) {
            return Optional.empty();
        }
    }

    private static String say(DatabaseSettings settings, List<String> options)
            throws IOException, InterruptedException {
        URI place = URI.create(String.valueOf(settings.url()).substring("jdbc:".length()));
        List<String> command = new ArrayList<>(List.of("pgbench", "-h", place.getHost()));
        command.addAll(List.of("-p", Integer.toString(place.getPort()), "-U", settings.user()));
        command.addAll(options);
        command.add(place.getPath().substring(1));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", settings.password());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("pgbench: " + said);
        }
        return said;
    }
}
