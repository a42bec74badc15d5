package org.tongzhou.analysis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.catalogue.PastClaim;
import org.tongzhou.catalogue.PastClaims;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Leftovers;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanVersion;

/**
 * Writes a fund's decided claims, covers in force, enrolments and plan editions as Parquet into a new directory, all as of one
 * moment, in memory that does not grow with the fund. People, cases, units and enrolments stand under {@link Pseudonyms}; what is
 * left is still health data of few people and to be guarded as such: only the operating user may read the files.
 */
@Component
public class Exports {
    private static final int PAGE = 2_000;
    private static final int FETCH = 5_000;
    private static final String UNFINISHED = ".part";
    private static final List<Column> COVERS = List.of(
            Column.number("person"),
            Column.text("plan"),
            Column.text("edition"),
            Column.number("units"),
            Column.number("unit"),
            Column.text("county"),
            Column.number("enrolment"),
            Column.number("fee_fen"),
            Column.day("first_day"),
            Column.day("until_day"),
            Column.day("first_joined"),
            Column.day("continuous_since"));
    private static final List<Column> ENROLMENTS = List.of(
            Column.number("enrolment"),
            Column.number("unit"),
            Column.text("county"),
            Column.text("kind"),
            Column.day("effective_day"),
            Column.number("people"),
            Column.number("total_fen"),
            Column.text("state"),
            Column.day("enrolled_on"));
    private static final List<Column> EDITIONS =
            List.of(Column.text("plan"), Column.text("edition"), Column.day("until_day"), Column.text("text"));

    private final JdbcClient jdbc;
    private final PastClaims past;
    private final Plans plans;
    private final AuditTrail audit;
    private final InstantSource wallClock;
    private final TransactionTemplate writing;
    private final TransactionTemplate reading;

    Exports(
            JdbcClient jdbc,
            PastClaims past,
            Plans plans,
            AuditTrail audit,
            InstantSource wallClock,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.past = past;
        this.plans = plans;
        this.audit = audit;
        this.wallClock = wallClock;
        this.writing = new TransactionTemplate(transactions);
        this.reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /**
     * Answers the rows written, by file. For managers, auditors and administrators of the whole fund; recorded before the first
     * row leaves. Refuses {@code export_exists}; what a killed one left beside it is cleared by the next, an hour later.
     */
    public Map<String, Long> write(Actor actor, Path directory, Instant now) {
        actor.require(Role.MANAGER, Role.AUDITOR, Role.ADMIN);
        actor.requireWholeFund();
        if (Files.exists(directory)) {
            throw Refusal.conflict("export_exists");
        }
        AuditEntry entry = AuditEntry.of(
                actor, now, "analysis.exported", "fund:" + actor.fund().code());
        writing.executeWithoutResult(status -> audit.record(entry));
        Leftovers.clearUnfinished(directory, UNFINISHED, wallClock.instant());
        Path part = Leftovers.unfinished(directory, UNFINISHED);
        try {
            Files.createDirectories(
                    part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Map<String, Long> rows = new TreeMap<>();
            reading.executeWithoutResult(status -> new Run(actor.fund(), part, rows).all());
            move(part, directory);
            return rows;
        } catch (IOException failed) {
            Leftovers.discard(part);
            throw new UncheckedIOException(failed);
        } catch (RuntimeException failed) {
            Leftovers.discard(part);
            throw failed;
        }
    }

    private static void move(Path part, Path directory) throws IOException {
        try {
            Files.move(part, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException elsewhere) {
            Files.move(part, directory);
        }
    }

    private interface Rows {
        void write(ParquetFile file) throws IOException;
    }

    private interface Cells {
        @Nullable
        Object[] of(ResultSet row) throws SQLException;
    }

    /** One export: its keys, and where it goes. */
    private final class Run {
        private final FundId fund;
        private final Path directory;
        private final Map<String, Long> rows;
        private final Pseudonyms pseudonyms = new Pseudonyms();

        Run(FundId fund, Path directory, Map<String, Long> rows) {
            this.fund = fund;
            this.directory = directory;
            this.rows = rows;
        }

        void all() {
            List<PlanVersion> editions = plans.book(fund).versions();
            table("editions", EDITIONS, file -> editions(editions, file));
            table("claims", ClaimColumns.ALL, file -> {
                for (PlanCode plan :
                        editions.stream().map(PlanVersion::code).distinct().toList()) {
                    claims(plan, file);
                }
            });
            table("covers", COVERS, file -> select("enrolment.v_covers", file, this::cover));
            table("enrolments", ENROLMENTS, file -> select("enrolment.v_enrolments", file, this::enrolment));
        }

        private void table(String name, List<Column> columns, Rows content) {
            try (ParquetFile file = ParquetFile.create(directory.resolve(name + ".parquet"), columns)) {
                content.write(file);
                rows.put(name, file.rows());
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        private void editions(List<PlanVersion> editions, ParquetFile file) throws IOException {
            for (PlanVersion plan : editions) {
                String text = plans.source(fund, plan.code(), plan.edition())
                        .map(Plans.Source::text)
                        .orElseThrow();
                file.row(
                        plan.code().value(),
                        plan.edition(),
                        plan.heading().validTo().orElse(null),
                        text);
            }
        }

        private void claims(PlanCode plan, ParquetFile file) throws IOException {
            PastClaims.Place place = PastClaims.Place.START;
            long ordinal = 0;
            for (List<PastClaim> page = past.after(fund, plan, place, PAGE);
                    !page.isEmpty();
                    page = past.after(fund, plan, place, PAGE)) {
                for (PastClaim claim : page) {
                    file.row(ClaimColumns.cells(claim, ++ordinal, pseudonyms));
                }
                place = PastClaims.Place.of(page.get(page.size() - 1));
            }
        }

        private void select(String view, ParquetFile file, Cells cells) {
            jdbc.sql("select * from " + view + " where fund = :fund")
                    .param("fund", fund.code())
                    .withFetchSize(FETCH)
                    .query(row -> {
                        try {
                            file.row(cells.of(row));
                        } catch (IOException failed) {
                            throw new UncheckedIOException(failed);
                        }
                    });
        }

        private @Nullable Object[] cover(ResultSet row) throws SQLException {
            return new Object[] {
                pseudonyms.of("person", row.getLong("person")),
                row.getString("plan"),
                row.getString("edition"),
                row.getLong("units"),
                pseudonyms.of("unit", row.getLong("unit")),
                row.getString("county"),
                pseudonyms.of("enrolment", row.getLong("submission")),
                row.getLong("fee_fen"),
                day(row, "first_day"),
                day(row, "until_day"),
                day(row, "first_joined"),
                day(row, "continuous_since")
            };
        }

        private @Nullable Object[] enrolment(ResultSet row) throws SQLException {
            return new Object[] {
                pseudonyms.of("enrolment", row.getLong("id")),
                pseudonyms.of("unit", row.getLong("unit")),
                row.getString("county"),
                row.getString("kind"),
                day(row, "effective_day"),
                row.getLong("people"),
                row.getLong("total_fen"),
                row.getString("state"),
                day(row, "enrolled_on")
            };
        }

        private static @Nullable LocalDate day(ResultSet row, String column) throws SQLException {
            return row.getObject(column, LocalDate.class);
        }
    }
}
