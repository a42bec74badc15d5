package org.tongzhou.document;

import java.util.HexFormat;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where papers lie below the directory of files, for whoever copies them all. */
public final class PaperFiles {
    private PaperFiles() {}

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
