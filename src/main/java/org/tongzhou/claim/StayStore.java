package org.tongzhou.claim;

import static org.tongzhou.kernel.SqlArray.each;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;

/** The stays that granted claims pay for: what was paid without asking is never paid a second time on papers, nor the reverse. */
@Component
class StayStore {
    private final JdbcClient jdbc;

    StayStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Stays {@code g} as they are given. */
    private static final String STAYS = """
            unnest(:claims::bigint[], :cases::bigint[], :people::bigint[], :plans::text[], :froms::date[], :uptos::date[],
                :reported::boolean[]) as g (claim, of, person, plan, since, upto, reported)
            """;

    /** A benefit that has come back whole pays for nothing, so its stay {@code s} is free again. */
    private static final String COME_BACK = """
            exists (select 1 from claim.claim c
                join recovery.v_recovered r on r.fund = c.fund and r.cause = 'claim:' || c.id
                where c.fund = s.fund and c.id = s.claim and r.fen >= c.amount_fen)
            """;

    /** A claim's stay by its case; a claim whose case is no stay has none. */
    private record Stay(Claim claim, LocalDate from, LocalDate to, boolean reported) {
        static Stream<Stay> of(Claim claim, EventCase eventCase) {
            FactSheet facts = eventCase.facts();
            return facts
                    .day(FactField.ADMITTED)
                    .flatMap(from -> facts.day(FactField.DISCHARGED)
                            .map(to -> new Stay(claim, from, end(from, to), eventCase.source() != null)))
                    .stream();
        }

        static List<Stay> of(Map<Claim, EventCase> claims) {
            return claims.entrySet().stream()
                    .flatMap(each -> of(each.getKey(), each.getValue()))
                    .toList();
        }
    }

    /**
     * Takes the stays for claims that are granted, all or none; refuses {@code claim_stay_paid} when another case has been granted
     * one of them.
     */
    void grant(FundId fund, Map<Claim, EventCase> granted) {
        List<Stay> stays = Stay.of(granted);
        if (stays.isEmpty()) {
            return;
        }
        free(fund, stays);
        try {
            bind(fund, stays, """
                            insert into claim.stay_granted (fund, claim, case_id, person, plan, stay, lane)
                            select :fund, g.claim, g.of, g.person, g.plan, daterange(g.since, g.upto),
                                case when g.reported then int8range(null, null) else int8range(g.of, g.of, '[]') end
                            from\s""" + STAYS + "on conflict (fund, claim) do nothing")
                    .update();
        } catch (DataIntegrityViolationException taken) {
            throw Refusal.conflict("claim_stay_paid", stays.get(0).claim().number());
        }
    }

    /** Frees what came back of the same people and plans; looked for person by person, since there is hardly ever any. */
    private void free(FundId fund, List<Stay> stays) {
        Long[] over = bind(fund, stays, "select distinct b.claim from " + STAYS + """
                        cross join lateral (select s.claim from claim.stay_granted s
                            where s.fund = :fund and s.person = g.person and s.plan = g.plan and\s""" + COME_BACK + "offset 0) b")
                .query(Long.class)
                .list()
                .toArray(Long[]::new);
        if (over.length > 0) {
            jdbc.sql("delete from claim.stay_granted where fund = :fund and claim = any(:over::bigint[])")
                    .param("fund", fund.code())
                    .param("over", over)
                    .update();
        }
    }

    /** Of these claims, those whose plan was granted to another case for days that their stay shares; looked for person by person too. */
    Set<ClaimId> taken(FundId fund, Map<Claim, EventCase> claims) {
        return bind(fund, Stay.of(claims), "select g.claim from " + STAYS + """
                        cross join lateral (select 1 from claim.stay_granted s
                            where s.fund = :fund and s.person = g.person and s.plan = g.plan and s.case_id <> g.of
                                and s.stay && daterange(g.since, g.upto) and not\s""" + COME_BACK + "limit 1) b")
                .query((row, n) -> new ClaimId(row.getLong("claim")))
                .set();
    }

    private JdbcClient.StatementSpec bind(FundId fund, List<Stay> stays, String sql) {
        return jdbc.sql(sql)
                .param("fund", fund.code())
                .param(
                        "claims",
                        each(stays, Long[]::new, stay -> stay.claim().id().value()))
                .param(
                        "cases",
                        each(
                                stays,
                                Long[]::new,
                                stay -> stay.claim().eventCase().value()))
                .param(
                        "people",
                        each(
                                stays,
                                Long[]::new,
                                stay -> stay.claim().owner().person().value()))
                .param(
                        "plans",
                        each(
                                stays,
                                String[]::new,
                                stay -> stay.claim().benefit().plan()))
                .param("froms", each(stays, String[]::new, stay -> stay.from().toString()))
                .param("uptos", each(stays, String[]::new, stay -> stay.to().toString()))
                .param("reported", each(stays, Boolean[]::new, Stay::reported));
    }

    /** Nights, half-open, so that leaving one house and entering another may be one day; a day case is its day. */
    private static LocalDate end(LocalDate from, LocalDate to) {
        return to.isAfter(from) ? to : from.plusDays(1);
    }
}
