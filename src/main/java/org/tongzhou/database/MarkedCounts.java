package org.tongzhou.database;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.kernel.CountedAhead;
import org.tongzhou.kernel.FundId;

/** Figures of a room that {@code count_<what>} of its schema counts anew, one marked part a call, false when none was marked. */
public abstract class MarkedCounts implements CountedAhead {
    private final JdbcClient jdbc;
    private final String room;
    private final String what;

    /** Both become part of the statement: names that a room writes, never what came from outside. */
    protected MarkedCounts(JdbcClient jdbc, String room, String what) {
        this.jdbc = jdbc;
        this.room = room;
        this.what = what;
    }

    @Override
    public final String name() {
        return room + "." + what;
    }

    @Override
    public final boolean countOne(FundId fund) {
        return jdbc.sql("select " + room + ".count_" + what + "(:fund)")
                .param("fund", fund.code())
                .query(Boolean.class)
                .single();
    }
}
