package org.tongzhou.claim;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.ClaimClock.Stop;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.SqlArray;
import org.tongzhou.kernel.WorkingDays;

/**
 * Counts the promises under way anew when a site starts: a calendar that was put in since may move their last days, and queues, pages and
 * who is told that an answer is late go by one day. A command beside the site may have been given another calendar, or none.
 */
@Component
@Profile("!command")
class PromisedDays {
    private static final Logger LOG = LoggerFactory.getLogger(PromisedDays.class);

    private final JdbcClient jdbc;
    private final WorkingDays calendar;
    private final FundId fund;

    PromisedDays(JdbcClient jdbc, WorkingDays calendar, FundId fund) {
        this.jdbc = jdbc;
        this.calendar = calendar;
        this.fund = fund;
    }

    private record Promise(long claim, LocalDate from, LocalDate due) {}

    /** Of several instances that start together one may be in another's way: then that one has counted. */
    @EventListener(ApplicationReadyEvent.class)
    void countAnew() {
        try {
            countAnew(calendar);
        } catch (DataAccessException inTheWay) {
            LOG.warn(
                    "promised days are not counted anew: {}",
                    inTheWay.getClass().getSimpleName());
        }
    }

    /** Answers how many last days have moved. */
    int countAnew(WorkingDays calendar) {
        Map<Long, List<Stop>> stops = stops();
        List<Promise> moved = underWay().stream()
                .map(old -> counted(old, stops.getOrDefault(old.claim(), List.of()), calendar))
                .toList();
        return write(moved);
    }

    private static Promise counted(Promise old, List<Stop> stops, WorkingDays calendar) {
        LocalDate due = new ClaimClock(old.from(), stops, calendar).dueOn().orElse(old.due());
        return new Promise(old.claim(), old.from(), due);
    }

    private List<Promise> underWay() {
        return jdbc.sql("""
                        select id, promised_from, due_on from claim.claim
                        where fund = :fund and state in ('REVIEW', 'REFUSAL_PROPOSED')
                        """)
                .param("fund", fund.code())
                .query((row, n) -> new Promise(
                        row.getLong("id"),
                        row.getObject("promised_from", LocalDate.class),
                        row.getObject("due_on", LocalDate.class)))
                .list();
    }

    private Map<Long, List<Stop>> stops() {
        return jdbc
                .sql("""
                        select s.claim, s.asked_on, s.supplied_on from claim.stop s
                        join claim.claim c on c.fund = s.fund and c.id = s.claim
                        where c.fund = :fund and c.state in ('REVIEW', 'REFUSAL_PROPOSED') order by s.id
                        """)
                .param("fund", fund.code())
                .query((row, n) -> Map.entry(
                        row.getLong("claim"),
                        new Stop(
                                row.getObject("asked_on", LocalDate.class),
                                row.getObject("supplied_on", LocalDate.class))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /** Where nobody has moved the claim on meanwhile. */
    private int write(List<Promise> counted) {
        return jdbc.sql("""
                        update claim.claim c set due_on = p.due_on
                        from (select o.id, o.promised_from, p.due_on from claim.claim o
                            join unnest(:ids::bigint[], :dues::date[]) as p (id, due_on) on p.id = o.id
                            where o.fund = :fund and o.due_on <> p.due_on order by o.id for no key update of o) p
                        join unnest(:ids::bigint[], :froms::date[]) as f (id, promised_from) on f.id = p.id
                        where c.fund = :fund and c.id = p.id and c.promised_from = f.promised_from
                            and c.due_on <> p.due_on and c.state in ('REVIEW', 'REFUSAL_PROPOSED')
                        """)
                .param("fund", fund.code())
                .param("ids", SqlArray.each(counted, Long[]::new, Promise::claim))
                .param(
                        "froms",
                        SqlArray.each(
                                counted, String[]::new, each -> each.from().toString()))
                .param(
                        "dues",
                        SqlArray.each(counted, String[]::new, each -> each.due().toString()))
                .update();
    }
}
