package org.tongzhou.claim;

import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Scope;

/** What the papers of an event were given for; no paper says so, the histories of its claims do. */
@Component
class GivenStore {
    private static final String WITHIN = "unit_path >= :from and unit_path < :upTo";

    /** No paper {@code p} can have been given for another unit before something of the event went through one. */
    private static final String BEFORE_ANOTHER_UNIT = """
            p.added_at < coalesce(least(
                (select min(filed_at) from claim.claim where fund = :fund and case_id = :case and not (""" + WITHIN + """
            )), (select min(found_at) from claim.proposal where fund = :fund and case_id = :case and not (""" + WITHIN + """
            ))), 'infinity')
            """;

    /** Whoever gave the paper {@code p} filed the claim {@code c} with it, or had it opened again. */
    private static final String FILED_WITH = """
            exists (select 1 from claim.step s where s.fund = c.fund and s.claim = c.id and s.at = p.added_at
                and s.person = p.added_by and s.verb in ('FILED', 'REOPENED'))
            """;

    /** The claim {@code c} owed such a paper when {@code p} came. */
    private static final String OWED = """
            (select s.state from claim.step s where s.fund = c.fund and s.claim = c.id and s.at < p.added_at
                order by s.id desc limit 1) = 'SUPPLEMENT'
            and p.kind = any((select o.papers from claim.stop o where o.fund = c.fund and o.claim = c.id
                and o.asked_on <= (p.added_at at time zone 'Asia/Shanghai')::date order by o.id desc limit 1)::text[])
            """;

    private static final String THROUGH =
            "select p.paper from claim.case_paper p where p.fund = :fund and p.case_id = :case and ("
                    + BEFORE_ANOTHER_UNIT
                    + " or exists (select 1 from claim.claim c where c.fund = :fund and c.case_id = :case and "
                    + WITHIN + " and (" + FILED_WITH + " or " + OWED + ")))";

    private final JdbcClient jdbc;

    GivenStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Papers of a case that were given for what went through units of a territory; those of which nothing tells are not among them. */
    Set<Long> through(Scope scope, CaseId id) {
        return Set.copyOf(jdbc.sql(THROUGH)
                .params(scope.params())
                .param("case", id.value())
                .query(Long.class)
                .list());
    }
}
