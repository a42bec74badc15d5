package org.tongzhou.catalogue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanFile;
import org.tongzhou.plan.PlanVersion;

@Component
class PlanStore {
    private final JdbcClient jdbc;
    private final Map<Accepted, PlanVersion> parsed = new ConcurrentHashMap<>();

    /** A version as it is on file, with the day that ends it. */
    private record Accepted(
            String fileName,
            String text,
            String hash,
            @Nullable LocalDate end) {}

    PlanStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void lock(FundId fund, PlanCode code) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('catalogue.plan ' || :code), :fund)")
                .param("code", code.value())
                .param("fund", fund.code())
                .query((row, n) -> true)
                .single();
    }

    /** Adds a version unless one of this code and edition is there already. */
    void add(FundId fund, AcceptedVersion version) {
        PlanVersion plan = version.plan();
        jdbc.sql("""
                        insert into catalogue.plan_version
                            (fund, code, edition, validity, file_name, text, hash, accepted_at, cases, made_by, checked_by)
                        values (:fund, :code, :edition, daterange(:from, :to), :file, :text, :hash, :at, :cases, :maker,
                            :checker)
                        on conflict (fund, code, edition) do nothing
                        """)
                .param("fund", fund.code())
                .param("code", plan.code().value())
                .param("edition", plan.edition())
                .param("from", plan.heading().validFrom())
                .param("to", plan.heading().validTo().orElse(null), java.sql.Types.DATE)
                .param("file", version.fileName())
                .param("text", version.text())
                .param("hash", HexFormat.of().parseHex(version.fingerprint()))
                .param("at", Timestamp.from(version.acceptedAt()))
                .param("cases", version.origin().cases())
                .param("maker", value(version.origin().maker()), java.sql.Types.BIGINT)
                .param("checker", value(version.origin().checker()), java.sql.Types.BIGINT)
                .update();
    }

    private static @Nullable Long value(@Nullable PersonId person) {
        return person == null ? null : person.value();
    }

    /** Ends the newest version of the plan, which began before this one and would hold beyond its first day. */
    void endPredecessor(FundId fund, PlanVersion next) {
        jdbc.sql("""
                        update catalogue.plan_version set validity = daterange(lower(validity), :from)
                        where fund = :fund and code = :code and edition <> :edition
                            and (upper_inf(validity) or upper(validity) > :from) and lower(validity) < :from
                            and not exists (select 1 from catalogue.plan_version other
                                where other.fund = :fund and other.code = :code
                                    and (other.edition = :edition or lower(other.validity) >= :from))
                        """)
                .param("fund", fund.code())
                .param("code", next.code().value())
                .param("edition", next.edition())
                .param("from", next.heading().validFrom())
                .update();
    }

    /** The file of an edition as it was accepted. */
    Optional<Plans.Source> source(FundId fund, PlanCode code, String edition) {
        return jdbc.sql("""
                        select text, cases from catalogue.plan_version
                        where fund = :fund and code = :code and edition = :edition
                        """)
                .param("fund", fund.code())
                .param("code", code.value())
                .param("edition", edition)
                .query((row, n) -> new Plans.Source(row.getString("text"), row.getString("cases")))
                .optional();
    }

    /** All versions of a fund, each parsed when it is first seen so; throws where a stored text no longer reads as it was accepted. */
    List<AcceptedVersion> all(FundId fund) {
        return jdbc.sql("""
                        select file_name, text, hash, accepted_at, upper(validity) as valid_to
                        from catalogue.plan_version
                        where fund = :fund order by code, validity
                        """)
                .param("fund", fund.code())
                .query((row, n) -> version(row))
                .list();
    }

    private AcceptedVersion version(ResultSet row) throws SQLException {
        Accepted accepted = new Accepted(
                row.getString("file_name"),
                row.getString("text"),
                HexFormat.of().formatHex(row.getBytes("hash")),
                row.getObject("valid_to", LocalDate.class));
        return new AcceptedVersion(
                parsed.computeIfAbsent(accepted, PlanStore::parse),
                accepted.fileName(),
                accepted.text(),
                accepted.hash(),
                row.getObject("accepted_at", OffsetDateTime.class).toInstant(),
                AcceptedVersion.Origin.shipped());
    }

    private static PlanVersion parse(Accepted accepted) {
        PlanFile.Parsed parsed = PlanFile.accepted(accepted.fileName(), accepted.text());
        PlanVersion plan = parsed.plan()
                .filter(it -> parsed.fingerprint().equals(accepted.hash()))
                .orElseThrow(() -> new IllegalStateException(changed(accepted.fileName(), parsed)));
        return accepted.end() == null ? plan : plan.until(accepted.end());
    }

    private static String changed(String fileName, PlanFile.Parsed parsed) {
        return "The plan version accepted from " + fileName + " no longer reads as it did: "
                + (parsed.faults().isEmpty() ? "a disease table that it uses was changed" : parsed.faults())
                + ". Put the former file back and add the change as a new edition.";
    }
}
