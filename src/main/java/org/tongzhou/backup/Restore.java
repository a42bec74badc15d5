package org.tongzhou.backup;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.tongzhou.audit.Restored;
import org.tongzhou.backup.BackupCommand.Schemas;
import org.tongzhou.backup.Catalogue.Table;
import org.tongzhou.backup.Manifest.Migration;
import org.tongzhou.backup.Manifest.Part;
import org.tongzhou.document.PaperFiles;

/**
 * Brings a backup into an empty database: first everything is checked against the manifest, then the schemas are made as
 * they were, then the papers are laid down, then all rows come in one transaction. Killed before that, it starts over.
 */
final class Restore {
    private static final Pattern LINE = Pattern.compile("[0-9a-f]{64}  .+");

    private final Path papers;
    private final Restored books;
    private final Progress progress;

    Restore(Path papers, Restored books, Progress progress) {
        this.papers = papers;
        this.books = books;
        this.progress = progress;
    }

    /** Reads all of the backup and refuses it when any part is missing, cut off or altered. */
    Manifest check(Path backup) throws IOException {
        Manifest manifest = Manifest.read(backup);
        progress.tell("backup.restore.checking");
        for (Part part : manifest.tables()) {
            requireHash(backup.resolve(part.file()), part.sha256(), part.file());
        }
        requireHash(backup.resolve(Manifest.PAPERS), manifest.paperList(), Manifest.PAPERS);
        for (String line : Files.readAllLines(backup.resolve(Manifest.PAPERS))) {
            requireInside(line);
            requireHash(backup.resolve("papers").resolve(nameOf(line)), line.substring(0, 64), nameOf(line));
        }
        return manifest;
    }

    /** Whoever can alter a backup can write its hashes anew: a name must not lead out of the papers all the same. */
    private void requireInside(String line) {
        boolean inside = LINE.matcher(line).matches()
                && papers.resolve(nameOf(line)).normalize().startsWith(papers.normalize());
        if (!inside) {
            throw new BackupRefused("altered", Manifest.PAPERS);
        }
    }

    private static String nameOf(String line) {
        return line.substring(66);
    }

    private static void requireHash(Path file, String hash, String name) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new BackupRefused("missing", name);
        }
        if (!Hashes.of(file).equals(hash)) {
            throw new BackupRefused("altered", name);
        }
    }

    void run(DataSource source, Path backup, Schemas schemas, Instant now) throws SQLException, IOException {
        Manifest manifest = check(backup);
        JdbcClient jdbc = JdbcClient.create(source);
        prepare(jdbc);
        schemas.make(source, versions(manifest));
        requireSameSchemas(manifest, new Catalogue(jdbc).migrations());
        layPapers(backup, manifest);
        books.setHeadsAside(now);
        load(source, backup, manifest, now);
        jdbc.sql("analyze").update();
    }

    private void prepare(JdbcClient jdbc) throws IOException {
        if (Marker.stands(jdbc)) {
            progress.tell("backup.restore.again");
            Marker.clear(jdbc);
            return;
        }
        if (!new Catalogue(jdbc).isEmpty()) {
            throw new BackupRefused("target_not_empty");
        }
        if (Files.isDirectory(papers)) {
            try (Stream<Path> inside = Files.list(papers)) {
                if (inside.findAny().isPresent()) {
                    throw new BackupRefused("papers_not_empty", papers);
                }
            }
        }
        Marker.set(jdbc);
    }

    private static Map<String, String> versions(Manifest manifest) {
        Map<String, String> versions = new HashMap<>();
        manifest.migrations().forEach((room, all) -> {
            if (!all.isEmpty()) {
                versions.put(room, all.get(all.size() - 1).version());
            }
        });
        return versions;
    }

    /** A backup of a newer program, or of one whose migrations were others, does not fit. */
    private static void requireSameSchemas(Manifest manifest, Map<String, List<Migration>> made) {
        manifest.migrations().forEach((room, migrations) -> {
            if (!migrations.equals(made.getOrDefault(room, List.of()))) {
                throw new BackupRefused("schema", room);
            }
        });
    }

    private void layPapers(Path backup, Manifest manifest) throws IOException {
        long count = 0;
        for (String line : Files.readAllLines(backup.resolve(Manifest.PAPERS))) {
            Path paper = papers.resolve(nameOf(line));
            Path fresh = PaperFiles.unfinished(paper);
            if (!PaperCopies.copy(backup.resolve("papers").resolve(nameOf(line)), fresh)
                    .equals(line.substring(0, 64))) {
                throw new BackupRefused("altered", nameOf(line));
            }
            Files.move(fresh, paper, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            progress.papers(++count, manifest.paperBytes());
        }
    }

    private void load(DataSource source, Path backup, Manifest manifest, Instant now) throws SQLException, IOException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            DataSource single = new SingleConnectionDataSource(connection, true);
            JdbcClient jdbc = JdbcClient.create(single);
            Map<String, Part> parts = new HashMap<>();
            manifest.tables().forEach(part -> parts.put(part.schema() + "." + part.table(), part));
            List<Table> tables = new Catalogue(jdbc).tables();
            CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
            clear(jdbc, tables);
            int done = 0;
            for (Table table : tables) {
                Part part = parts.remove(table.schema() + "." + table.name());
                long rows = fill(copies, table, part, backup);
                progress.table(table, rows, ++done, tables.size());
            }
            if (!parts.isEmpty()) {
                throw new BackupRefused("schema", parts.keySet());
            }
            jdbc.sql("set constraints all immediate").update();
            tables.forEach(table -> jdbc.sql("alter table " + table.quoted() + " enable trigger user")
                    .update());
            manifest.sequences().forEach(counter -> counter.applyTo(jdbc));
            GivenOut.moveOn(single, now);
            books.record(single, Map.of("taken", manifest.takenAt()), now);
            Marker.remove(jdbc);
            connection.commit();
        }
    }

    /** Without triggers, and without the few rows that migrations brought; the last to be pointed to goes last. */
    private static void clear(JdbcClient jdbc, List<Table> tables) {
        tables.forEach(table -> jdbc.sql("alter table " + table.quoted() + " disable trigger user")
                .update());
        List<String> lent = tables.stream()
                .flatMap(table -> missingRights(jdbc, table).stream())
                .toList();
        lent.forEach(right -> jdbc.sql("grant " + right + " to current_user").update());
        for (int i = tables.size() - 1; i >= 0; i--) {
            jdbc.sql("delete from " + tables.get(i).quoted()).update();
        }
        lent.forEach(right -> jdbc.sql("revoke " + right + " from current_user").update());
    }

    /**
     * What the owner, when it is no superuser, lacks to empty an insert-only table: deleting, and updating of some column,
     * which the check of a foreign key asks for. Of one column alone, since taking back a right to the whole table would
     * take back those to its columns.
     */
    private static List<String> missingRights(JdbcClient jdbc, Table table) {
        List<String> rights = new ArrayList<>();
        if (!has(jdbc, "has_table_privilege(:table, 'delete')", table)) {
            rights.add("delete on " + table.quoted());
        }
        if (!has(jdbc, "has_any_column_privilege(:table, 'update')", table)) {
            rights.add("update (" + Catalogue.quote(table.columns().get(0)) + ") on " + table.quoted());
        }
        return rights;
    }

    private static boolean has(JdbcClient jdbc, String question, Table table) {
        return jdbc.sql("select " + question)
                .param("table", table.quoted())
                .query(Boolean.class)
                .single();
    }

    private static long fill(CopyManager copies, Table table, @Nullable Part part, Path backup)
            throws SQLException, IOException {
        if (part == null || !table.columns().equals(part.columns())) {
            throw new BackupRefused("schema", table.quoted());
        }
        try (InputStream in = new GZIPInputStream(
                new BufferedInputStream(Files.newInputStream(backup.resolve(part.file()))), 1 << 16)) {
            long rows = copies.copyIn("copy " + table.quoted() + " (" + table.columnList() + ") from stdin", in);
            if (rows != part.rows()) {
                throw new BackupRefused("rows", part.file(), part.rows(), rows);
            }
            return rows;
        }
    }
}
