package org.tongzhou.access;

import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;

/**
 * The funds that a database holds, known by their accounts. A command asks before it does anything there: a forgotten setting would
 * make it begin another fund, or find nothing to do and say that it is done.
 */
public final class FundsOnFile {
    private FundsOnFile() {}

    /** By their codes. */
    public static List<FundId> of(DataSource source) {
        JdbcClient jdbc = JdbcClient.create(source);
        boolean made = jdbc.sql("select to_regclass('access.account') is not null")
                .query(Boolean.class)
                .single();
        return made
                ? jdbc.sql("select distinct fund from access.account order by fund")
                        .query((row, n) -> new FundId(row.getInt("fund")))
                        .list()
                : List.of();
    }

    /** Refuses {@code fund_none} and {@code fund_elsewhere}; {@code place} is where the database is, in words. */
    public static void require(DataSource source, FundId fund, String place) {
        List<FundId> there = requireAny(source, place);
        if (!there.contains(fund)) {
            String codes = there.stream().map(FundsOnFile::code).collect(Collectors.joining(", "));
            throw Refusal.conflict("fund_elsewhere", place, code(fund), codes);
        }
    }

    /** Those of {@link #of}; refuses {@code fund_none}. */
    public static List<FundId> requireAny(DataSource source, String place) {
        List<FundId> there = of(source);
        if (there.isEmpty()) {
            throw Refusal.conflict("fund_none", place);
        }
        return there;
    }

    private static String code(FundId fund) {
        return Integer.toString(fund.code());
    }
}
