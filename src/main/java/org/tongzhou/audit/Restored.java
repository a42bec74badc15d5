package org.tongzhou.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.database.LastTrip;
import org.tongzhou.database.Trips;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.FundId;

/**
 * What a restored database needs of the trail. Its chains end earlier than the heads kept outside say, which would look
 * like rows cut off: the old files are kept under another name, and the trail says that there was a restore.
 */
public final class Restored {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Path heads;

    public Restored(Map<String, String> environment) {
        this.heads = AuditConfiguration.headDirectory(environment);
    }

    /** Renames the files of heads that lie there; sealing begins new ones. Again is no error. */
    public void setHeadsAside(Instant now) throws IOException {
        if (!Files.isDirectory(heads)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(heads)) {
            files = all.filter(file -> file.getFileName().toString().matches("\\d{2}-\\w+[.](heads|latest)"))
                    .toList();
        }
        for (Path file : files) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".before-restore-" + STAMP.format(now)));
        }
    }

    /** An entry in each fund's trail, in the transaction that brings the rows. */
    public void record(DataSource source, Map<String, String> details, Instant now) {
        write(source, "backup.restored", details, now);
    }

    /** An entry in each fund's trail that the server has been taken back to a point in time. */
    public static void recovered(DataSource source, Instant to, Instant now) {
        write(source, "backup.recovered", Map.of("to", to.toString()), now);
    }

    /** An entry in each fund's trail that everything was copied; {@code hash} names the backup. */
    public static void backedUp(DataSource source, String hash, Instant now) {
        write(source, "backup.taken", Map.of("sha256", hash), now);
    }

    private static void write(DataSource source, String action, Map<String, String> details, Instant now) {
        JdbcClient jdbc = JdbcClient.create(source);
        LastTrip last = new LastTrip(new Trips(new JdbcTemplate(source)));
        Trail trail = new Trail(new AuditStore(jdbc), last);
        for (FundId fund : new EntryBook(jdbc).funds()) {
            trail.record(new AuditEntry(Actor.system(fund), now, action, "fund:" + fund.code(), details));
        }
    }
}
