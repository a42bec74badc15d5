package org.tongzhou.claim;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.plan.PaperKind;

/** Which report of a stay a case comes from: one report, one living case. */
@Component
class SourceStore {
    private final JdbcClient jdbc;

    SourceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The case that a report feeds; empty when there is none, or it was thrown away or withdrawn. */
    Optional<CaseId> living(FundId fund, String report) {
        return jdbc.sql("""
                        select s.case_id from claim.case_source s
                        join claim.event_case c on c.fund = s.fund and c.id = s.case_id
                        where s.fund = :fund and s.report = :report and c.state in ('DRAFT', 'OPEN')
                        """)
                .param("fund", fund.code())
                .param("report", report)
                .query(Long.class)
                .optional()
                .map(CaseId::new);
    }

    /** The same of several reports. */
    List<CaseId> living(FundId fund, Collection<String> reports) {
        return jdbc.sql("""
                        select s.case_id from claim.case_source s
                        join claim.event_case c on c.fund = s.fund and c.id = s.case_id
                        where s.fund = :fund and s.report = any(:reports::text[]) and c.state in ('DRAFT', 'OPEN')
                        """)
                .param("fund", fund.code())
                .param("reports", reports.toArray(String[]::new))
                .query((row, n) -> new CaseId(row.getLong("case_id")))
                .list();
    }

    /** A report that fed a case which is over feeds another; two living ones fail on the constraint. */
    void insert(FundId fund, CaseId id, StayReport report, EventCase.@Nullable Consented consent) {
        jdbc.sql("""
                        delete from claim.case_source s using claim.event_case c
                        where s.fund = :fund and s.report = :report and c.fund = s.fund and c.id = s.case_id
                            and c.state in ('DISCARDED', 'WITHDRAWN')
                        """).param("fund", fund.code()).param("report", report.key()).update();
        jdbc.sql("""
                        insert into claim.case_source (fund, case_id, report, sender, received_at, stands_for,
                            consent_wording, consent_at)
                        values (:fund, :case, :report, :sender, :received, :papers, :wording, :consent)
                        """)
                .param("fund", fund.code())
                .param("case", id.value())
                .param("report", report.key())
                .param("sender", report.sender())
                .param("received", Timestamp.from(report.receivedAt()))
                .param(
                        "papers",
                        report.standsFor().stream().map(Enum::name).sorted().toArray(String[]::new))
                .param("wording", consent == null ? null : consent.wording())
                .param("consent", consent == null ? null : Timestamp.from(consent.at()))
                .update();
    }

    static EventCase.Source source(ResultSet row) throws SQLException {
        Instant consented = ClaimRows.instant(row, "consent_at");
        return new EventCase.Source(
                row.getString("report"),
                row.getString("sender"),
                row.getTimestamp("received_at").toInstant(),
                ClaimRows.strings(row.getArray("stands_for")).stream()
                        .map(PaperKind::valueOf)
                        .collect(Collectors.toUnmodifiableSet()),
                consented == null ? null : new EventCase.Consented(row.getString("consent_wording"), consented));
    }
}
