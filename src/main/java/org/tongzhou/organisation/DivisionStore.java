package org.tongzhou.organisation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Level;

@Component
class DivisionStore {
    private final JdbcClient jdbc;

    DivisionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Brings the table to the shipped state in one statement; rows that are the same stay untouched. */
    void merge(List<Division> divisions) {
        jdbc.sql("""
                        insert into organisation.division (code, name, parent, level, valid_from, valid_to, successor)
                        select * from unnest(:codes::text[], :names::text[], :parents::text[], :levels::text[],
                            :from::date[], :to::date[], :successors::text[])
                        on conflict (code) do update set name = excluded.name, parent = excluded.parent,
                            valid_to = excluded.valid_to, successor = excluded.successor
                        where (division.name, division.parent, division.valid_to, division.successor)
                            is distinct from (excluded.name, excluded.parent, excluded.valid_to, excluded.successor)
                        """)
                .param("codes", column(divisions, Division::code))
                .param("names", column(divisions, Division::name))
                .param("parents", column(divisions, Division::parent))
                .param("levels", column(divisions, d -> d.level().name()))
                .param("from", column(divisions, d -> text(d.validFrom())))
                .param("to", column(divisions, d -> text(d.validTo())))
                .param("successors", column(divisions, Division::successor))
                .update();
    }

    List<Division> all() {
        return jdbc.sql("select * from organisation.division order by code")
                .query((row, n) -> division(row))
                .list();
    }

    private static @Nullable String[] column(List<Division> divisions, Function<Division, @Nullable String> field) {
        return divisions.stream().map(field).toArray(String[]::new);
    }

    private static @Nullable String text(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }

    private static Division division(ResultSet row) throws SQLException {
        return new Division(
                row.getString("code"),
                row.getString("name"),
                row.getString("parent"),
                Level.valueOf(row.getString("level")),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_to", LocalDate.class),
                row.getString("successor"));
    }
}
