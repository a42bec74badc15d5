package org.tongzhou.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.tongzhou.backup.Catalogue.Table;
import org.tongzhou.backup.Manifest.Counter;
import org.tongzhou.backup.Manifest.Part;
import org.tongzhou.document.PaperFiles;
import org.tongzhou.kernel.Disk;
import org.tongzhou.kernel.Leftovers;
import org.tongzhou.kernel.Sha256;

/**
 * Writes everything into a directory: the rows of all tables as one snapshot saw them, then the papers that those rows
 * know of. It has its name only when it is whole.
 */
final class Backup {
    private static final String UNFINISHED = ".partial";

    /** Names, amounts and hashes of passwords lie in it in clear. */
    private static final FileAttribute<Set<PosixFilePermission>> OWN =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path papers;
    private final Progress progress;

    Backup(Path papers, Progress progress) {
        this.papers = papers;
        this.progress = progress;
    }

    /** The hash of the manifest, and names of papers that are not in it since the disk has lost them. */
    record Written(String hash, List<String> lost) {}

    private record Snapshot(Manifest rows, List<String> papers) {}

    Written write(Connection connection, Path target, Instant now) throws SQLException, IOException {
        requireOutside(target.toAbsolutePath());
        requireFree(target);
        Leftovers.clearUnfinished(target, UNFINISHED, now).forEach(left -> progress.tell("backup.cleared", left));
        Path partial = Leftovers.unfinished(target, UNFINISHED);
        try {
            return whole(connection, partial, target, now);
        } catch (SQLException | IOException | RuntimeException brokenOff) {
            Leftovers.discard(partial);
            throw brokenOff;
        }
    }

    private Written whole(Connection connection, Path partial, Path target, Instant now)
            throws SQLException, IOException {
        Files.createDirectories(partial, OWN);
        Files.createDirectories(partial.resolve("tables"));
        Snapshot snapshot = rows(connection, partial, now);
        PaperCopies copies = new PaperCopies(papers, progress);
        String hash = copies.into(partial, snapshot.rows(), snapshot.papers()).write(partial);
        Disk.force(partial);
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        Disk.force(Objects.requireNonNull(target.toAbsolutePath().getParent()));
        return new Written(hash, copies.lost());
    }

    private void requireOutside(Path target) {
        if (target.normalize().startsWith(papers.toAbsolutePath().normalize())) {
            throw new BackupRefused("inside", target);
        }
    }

    private static void requireFree(Path target) throws IOException {
        if (Files.isDirectory(target)) {
            try (Stream<Path> inside = Files.list(target)) {
                if (inside.findAny().isPresent()) {
                    throw new BackupRefused("not_empty", target);
                }
            }
            Files.delete(target);
        } else if (Files.exists(target)) {
            throw new BackupRefused("not_empty", target);
        }
    }

    private Snapshot rows(Connection connection, Path partial, Instant now) throws SQLException, IOException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        Catalogue catalogue = new Catalogue(jdbc);
        List<Table> tables = catalogue.tables();
        if (tables.isEmpty() || Marker.stands(jdbc)) {
            throw new BackupRefused("nothing");
        }
        List<Part> parts = new ArrayList<>();
        for (Table table : tables) {
            parts.add(copy(connection.unwrap(PGConnection.class).getCopyAPI(), table, partial));
            progress.table(table, parts.get(parts.size() - 1).rows(), parts.size(), tables.size());
        }
        List<Counter> sequences = catalogue.sequences();
        String server = jdbc.sql("show server_version").query(String.class).single();
        Manifest manifest = new Manifest(
                Manifest.FORMAT, now.toString(), server, catalogue.migrations(), parts, sequences, 0, 0, "");
        Snapshot snapshot = new Snapshot(manifest, PaperFiles.known(jdbc));
        connection.rollback();
        return snapshot;
    }

    private static Part copy(CopyManager copies, Table table, Path partial) throws SQLException, IOException {
        Part part = new Part(table.schema(), table.name(), table.columns(), 0, "");
        Path file = partial.resolve(part.file());
        MessageDigest digest = Sha256.digest();
        long rows;
        try (OutputStream out =
                new GZIPOutputStream(new DigestOutputStream(Files.newOutputStream(file), digest), 1 << 16)) {
            rows = copies.copyOut("copy " + table.quoted() + " (" + table.columnList() + ") to stdout", out);
        }
        Disk.force(file);
        return new Part(table.schema(), table.name(), table.columns(), rows, Hashes.hex(digest));
    }
}
