package org.tongzhou.analytics;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.tongzhou.analysis.ClaimColumns;
import org.tongzhou.analysis.Redecision;

/** What an engine answers, over one directory that the house exported. Engines answer alike to the last fen and head. */
public interface Figures extends AutoCloseable {
    /** What an export holds, a file each. */
    List<String> TABLES = List.of("claims", "covers", "editions");

    /** By year and county of covers whose first day lies in the year; {@code again} were covered in the year before. */
    record Joined(int year, String county, String plan, long covers, long people, long again, long feeFen) {}

    /** In the order of year, county and plan; the whole of a county and of the fund stand under {@code *}. */
    List<Joined> participation();

    /** By year; throws {@link Older}. */
    SortedMap<Integer, Redecision.Totals> redecide(Question question);

    @Override
    void close();

    /** The exported files are not there, or are not what the house exports; in one line. */
    final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unreadable(Throwable cause) {
            super(String.valueOf(cause.getMessage()).lines().findFirst().orElse(""), cause);
        }
    }

    /** The claims lack a column: an older version has exported them. */
    final class Older extends RuntimeException {
        private static final long serialVersionUID = 1;

        private Older(String column) {
            super(column);
        }

        static void requireNot(Set<String> columns) {
            ClaimColumns.missing(columns).ifPresent(column -> {
                throw new Older(column);
            });
        }
    }

    /** Both engines run this text as it is. {@code covers} is the table. */
    String PARTICIPATION = """
            with held as (
                select person, plan, county, fee_fen, year(first_day) as y from covers
            ), before as (
                select distinct person, y + 1 as y from held
            ), told as (
                select h.y, h.county, h.plan, h.person, h.fee_fen, case when b.person is null then null else h.person end as again
                from held h left join before b on b.person = h.person and b.y = h.y
            )
            select y, coalesce(county, '*') as county, coalesce(plan, '*') as plan, count(*) as covers,
                count(distinct person) as people, count(distinct again) as again, cast(sum(fee_fen) as bigint) as fee_fen
            from told group by grouping sets ((y, county, plan), (y, county), (y, plan), (y)) order by 1, 2, 3
            """;

    /** A person's claims one after the other; the plan is put in by each engine as a parameter. */
    String CLAIMS_OF = "select * from claims where plan = ";
}
