package org.tongzhou.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where papers lie below the directory of files, for whoever copies them all. */
public final class PaperFiles {
    private static final String BEGUN = "new-";
    private static final String PART = ".part";

    /** As a glob: what a paper is called until it is whole. What a killed process leaves under such names, the store clears. */
    static final String UNFINISHED = BEGUN + "*" + PART;

    private PaperFiles() {}

    /** The name under which one who is alone with it brings a paper to its place. */
    public static Path unfinished(Path paper) {
        return paper.resolveSibling(BEGUN + paper.getFileName() + PART);
    }

    /** A file to write a paper of this folder into, of which others may be written at the same time. */
    static Path begin(Path folder) throws IOException {
        return Files.createTempFile(folder, BEGUN, PART);
    }

    /** Of all papers that a database knows of, in order. A file is whole under its name before a row names it. */
    public static List<String> known(JdbcClient jdbc) {
        return jdbc.sql("select fund, hash from document.blob order by fund, hash")
                .query((row, n) -> name(row.getInt("fund"), row.getBytes("hash")))
                .list();
    }

    static String name(int fund, byte[] hash) {
        String hex = HexFormat.of().formatHex(hash);
        return fund + "/" + hex.substring(0, 2) + "/" + hex;
    }
}
