package org.tongzhou.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.database.Lanes;

/**
 * The slowest statements of a while with their plans, as the server itself explains them to its log. For benchmarks: what it
 * explains it also slows down, so nothing is timed meanwhile.
 */
final class SlowQueries implements AutoCloseable {
    private static final Pattern START = Pattern.compile("LOG:\\s+duration: ([0-9.]+) ms\\s+plan:");
    private static final List<String> SETTINGS = List.of(
            "session_preload_libraries = 'auto_explain'",
            "auto_explain.log_min_duration = 1",
            "auto_explain.log_analyze = on",
            "auto_explain.log_timing = off",
            "auto_explain.log_parameter_max_length = 0");

    private final DataSource source;
    private final JdbcClient jdbc;
    private final Path log;
    private final long from;

    SlowQueries(ApplicationContext house, Path directory) throws SQLException {
        this.source = house.getBean(DataSource.class);
        this.jdbc = house.getBean(JdbcClient.class);
        this.log = directory.resolve("home/postgres.log");
        SETTINGS.forEach(
                setting -> jdbc.sql("alter role current_user set " + setting).update());
        renew();
        this.from = log.toFile().length();
    }

    /** New connections have the new settings. */
    private void renew() throws SQLException {
        renewLane();
        try (Lanes.Taken lane = Lanes.looking()) {
            renewLane();
        }
    }

    private void renewLane() throws SQLException {
        Objects.requireNonNull(source.unwrap(HikariDataSource.class).getHikariPoolMXBean())
                .softEvictConnections();
    }

    /** A statement and its plan, at its slowest. */
    private record Slow(double millis, String text) {}

    /** Prints the slowest, each statement once. */
    void print(int most) throws IOException {
        Map<String, Slow> slowest = new LinkedHashMap<>();
        for (Slow one : read()) {
            String statement = one.text().replaceFirst("(?s)\\n[^\\n]*\\(cost=.*", "");
            slowest.merge(statement, one, (a, b) -> a.millis() >= b.millis() ? a : b);
        }
        Pairs.say("# the slowest %d of %d statements of 1 ms and more, with their plans", most, slowest.size());
        slowest.values().stream()
                .sorted(Comparator.comparingDouble(Slow::millis).reversed())
                .limit(most)
                .forEach(one -> Pairs.say("# %.1f ms%n%s", one.millis(), one.text()));
    }

    private List<Slow> read() throws IOException {
        byte[] bytes;
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(from);
            bytes = new byte[(int) Math.min(Integer.MAX_VALUE - 8, file.length() - from)];
            file.readFully(bytes);
        }
        List<Slow> found = new ArrayList<>();
        double millis = -1;
        StringBuilder text = new StringBuilder();
        for (String line : (new String(bytes, StandardCharsets.UTF_8) + "\nend").split("\n", -1)) {
            if (millis >= 0 && line.startsWith("\t")) {
                text.append(text.isEmpty() ? "" : "\n").append("  ").append(line.substring(1));
                continue;
            }
            if (millis >= 0) {
                found.add(new Slow(millis, text.toString()));
                millis = -1;
            }
            Matcher start = START.matcher(line);
            if (start.find()) {
                millis = Double.parseDouble(start.group(1));
                text.setLength(0);
            }
        }
        return found;
    }

    @Override
    public void close() throws SQLException {
        SETTINGS.forEach(setting -> jdbc.sql("alter role current_user reset " + setting.replaceFirst(" =.*", ""))
                .update());
        renew();
    }
}
