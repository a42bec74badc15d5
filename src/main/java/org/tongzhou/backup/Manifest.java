package org.tongzhou.backup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.kernel.Disk;
import org.tongzhou.kernel.Sha256;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a backup holds, with the SHA-256 of each part. Written last, its own hash in a file beside it: a backup without it
 * was never finished. {@code migrations} are the versions of each room's schema with their checksums.
 */
record Manifest(
        int format,
        String takenAt,
        String server,
        Map<String, List<Migration>> migrations,
        List<Part> tables,
        List<Counter> sequences,
        long papers,
        long paperBytes,
        String paperList) {
    static final int FORMAT = 1;
    static final String NAME = "manifest.json";
    static final String HASH = "manifest.sha256";
    static final String PAPERS = "papers.sha256";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    record Migration(String version, int checksum) {}

    /** Rows of one table in COPY's text form, compressed. */
    record Part(String schema, String table, List<String> columns, long rows, String sha256) {
        String file() {
            return "tables/" + schema + "." + table + ".copy.gz";
        }
    }

    record Counter(String schema, String name, long value, boolean called) {
        Counter movedOn(long by) {
            return new Counter(schema, name, value + by, called);
        }

        void applyTo(JdbcClient jdbc) {
            jdbc.sql("select setval(:name::regclass, :value, :called)")
                    .param("name", Catalogue.quote(schema) + "." + Catalogue.quote(name))
                    .param("value", value)
                    .param("called", called)
                    .query(Long.class)
                    .single();
        }
    }

    Manifest withPapers(long count, long bytes, String list) {
        return new Manifest(format, takenAt, server, migrations, tables, sequences, count, bytes, list);
    }

    /** The hash of the manifest, by which people may know the backup. */
    String write(Path directory) throws IOException {
        byte[] text = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
        String hash = Sha256.hex(text);
        Disk.write(directory.resolve(NAME), text);
        Disk.write(directory.resolve(HASH), (hash + "\n").getBytes(StandardCharsets.US_ASCII));
        return hash;
    }

    /** Refuses a backup that was not finished or whose manifest was altered. */
    static Manifest read(Path directory) throws IOException {
        Path file = directory.resolve(NAME);
        Path hash = directory.resolve(HASH);
        if (!Files.isRegularFile(file) || !Files.isRegularFile(hash)) {
            throw new BackupRefused("unfinished", directory);
        }
        byte[] text = Files.readAllBytes(file);
        if (!Sha256.hex(text).equals(Files.readString(hash).strip())) {
            throw new BackupRefused("altered", NAME);
        }
        try {
            Manifest manifest = JSON.readValue(text, Manifest.class);
            if (manifest.format() != FORMAT) {
                throw new BackupRefused("format", manifest.format());
            }
            return manifest;
        } catch (JacksonException e) {
            throw new BackupRefused("altered", NAME);
        }
    }
}
