package org.tongzhou.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.kernel.Check;
import org.tongzhou.kernel.FundId;

/** A check that is one question to the database, about a {@code :fund} and with at most {@code :limit} rows in its answer. */
public abstract class AskedCheck implements Check {
    private final JdbcClient jdbc;
    private final String name;
    private final Question question;

    protected AskedCheck(JdbcClient jdbc, String name, Question question) {
        this.jdbc = jdbc;
        this.name = name;
        this.question = question;
    }

    /** Each row is a finding of this code: the first column is its place, the others are its details in their order. */
    public record Question(String code, String sql) {
        private Finding finding(ResultSet row, int n) throws SQLException {
            List<String> details = new ArrayList<>();
            for (int column = 2; column <= row.getMetaData().getColumnCount(); column++) {
                details.add(String.valueOf(row.getString(column)));
            }
            return new Finding(code, String.valueOf(row.getString(1)), details);
        }
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final List<Finding> run(FundId fund) {
        return jdbc.sql(question.sql())
                .param("fund", fund.code())
                .param("limit", LIMIT)
                .query(question::finding)
                .list();
    }
}
