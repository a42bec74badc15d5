package org.tongzhou.catalogue;

import java.util.EnumMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;

/** Counts the changes of a replay by size. */
@Component
class SpreadStore {
    private final JdbcClient jdbc;

    SpreadStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<Spread.Band, Long> changed(FundId fund, long replay) {
        Map<Spread.Band, Long> claims = new EnumMap<>(Spread.Band.class);
        jdbc.sql("""
                        select case when fen < -20000 then 'LESS_BY_MORE_THAN_200'
                            when fen < 0 then 'LESS_BY_UP_TO_200'
                            when fen <= 10000 then 'MORE_BY_UP_TO_100'
                            when fen <= 30000 then 'MORE_BY_UP_TO_300'
                            when fen <= 60000 then 'MORE_BY_UP_TO_600'
                            when fen <= 100000 then 'MORE_BY_UP_TO_1000'
                            else 'MORE_BY_ABOVE_1000' end as band, count(*) as claims
                        from (select draft_fen - now_fen as fen from catalogue.replay_change
                            where fund = :fund and replay = :replay) as changed
                        group by band
                        """).param("fund", fund.code()).param("replay", replay).query(row -> {
            claims.put(Spread.Band.valueOf(row.getString("band")), row.getLong("claims"));
        });
        return claims;
    }
}
