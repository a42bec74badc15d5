package org.tongzhou.testing.province;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;

/** Tables that are filled side by side, each by a {@link Copying} of its own. */
final class Tables {
    private final DataSource database;
    private final Map<String, Copying> all = new LinkedHashMap<>();

    Tables(DataSource database) {
        this.database = database;
    }

    void open(String name, String target) throws SQLException {
        all.put(name, new Copying(database, target));
    }

    Copying get(String name) {
        return Objects.requireNonNull(all.get(name));
    }

    /** Ends them all; answers how many rows went in, by table. */
    Map<String, Long> end() throws SQLException {
        Map<String, Long> rows = new LinkedHashMap<>();
        for (Map.Entry<String, Copying> table : all.entrySet()) {
            table.getValue().close();
            rows.put(table.getKey(), table.getValue().rows());
        }
        return rows;
    }
}
