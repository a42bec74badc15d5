package org.tongzhou.audit;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;

@Component
class HeadStore {
    private final JdbcClient jdbc;

    HeadStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Head> last(FundId fund, String book) {
        return jdbc.sql("select day, seq, hash from audit.head where fund = :fund and book = :book"
                        + " order by day desc limit 1")
                .param("fund", fund.code())
                .param("book", book)
                .query((row, n) -> new Head(row.getObject(1, LocalDate.class), row.getLong(2), row.getBytes(3)))
                .optional();
    }

    /** By day; one a day, so that ten years are 3,653. */
    List<Head> all(FundId fund, String book) {
        return jdbc.sql("select day, seq, hash from audit.head where fund = :fund and book = :book order by day")
                .param("fund", fund.code())
                .param("book", book)
                .query((row, n) -> new Head(row.getObject(1, LocalDate.class), row.getLong(2), row.getBytes(3)))
                .list();
    }

    /** From a restore or a recovery until its entry is sealed: the files were set aside, and sealing begins new ones. */
    boolean areBegunAnew(FundId fund) {
        return jdbc.sql("""
                        select exists (select from audit.entry e
                        where e.fund = :fund and e.action in ('backup.restored', 'backup.recovered')
                          and not exists (select from audit.seal s where s.fund = e.fund and s.entry = e.id))
                        """).param("fund", fund.code()).query(Boolean.class).single();
    }

    /** Another instance may have written the day already. */
    void insert(FundId fund, String book, Head head) {
        jdbc.sql("""
                        insert into audit.head (fund, book, day, seq, hash) values (:fund, :book, :day, :seq, :hash)
                        on conflict do nothing
                        """)
                .param("fund", fund.code())
                .param("book", book)
                .param("day", head.day())
                .param("seq", head.seq())
                .param("hash", head.hash())
                .update();
    }
}
