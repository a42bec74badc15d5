package org.tongzhou.hospital;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.access.Appointments;
import org.tongzhou.access.Credentials;
import org.tongzhou.access.Handed;
import org.tongzhou.access.IssuedCredential;
import org.tongzhou.access.NewAccount;
import org.tongzhou.claim.ReportDoubts;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.Characters;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;

/** Hospitals and insurers that are registered to report stays. Their credentials are those of any program. */
@Component
public class Senders {
    private static final int PAGE = 50;
    private static final String SELECT =
            "select id, account, name, kind, path, trusted, registered_at from hospital.sender ";
    private static final String OF_PROGRAM = SELECT + "where fund = :fund and account = :account";

    private final JdbcClient jdbc;
    private final Credentials credentials;
    private final Appointments appointments;
    private final DischargeStore discharges;
    private final ReportDoubts doubts;
    private final AuditTrail audit;

    Senders(
            JdbcClient jdbc,
            Credentials credentials,
            Appointments appointments,
            DischargeStore discharges,
            ReportDoubts doubts,
            AuditTrail audit) {
        this.discharges = discharges;
        this.doubts = doubts;
        this.jdbc = jdbc;
        this.credentials = credentials;
        this.appointments = appointments;
        this.audit = audit;
    }

    /** A sender about to be registered: its program's account names a responsible person; roles are of no use to it. */
    public record NewSender(String name, Sender.Kind kind, boolean trusted, NewAccount account) {}

    /**
     * Registers a sender and issues its first credential. Refuses a name that is registered ({@code hospital_name_taken}), and
     * {@code appointed_by_two} one that is to be trusted at once: it takes two ({@link #trust}).
     */
    @Transactional
    public IssuedCredential register(Actor by, NewSender sender, Instant now) {
        if (sender.trusted() && by.userId() != 0) {
            throw Refusal.notAllowed("appointed_by_two");
        }
        String name = sender.name().strip();
        if (!Characters.within(2, 100, name)) {
            throw Refusal.invalid("hospital_name_length");
        }
        IssuedCredential issued = credentials.issue(by, sender.account(), now);
        try {
            jdbc.sql("""
                            insert into hospital.sender (fund, account, name, kind, path, trusted, registered_by, registered_at)
                            values (:fund, :account, :name, :kind, :path, :trusted, :by, :now)
                            """)
                    .param("fund", by.fund().code())
                    .param("account", issued.account())
                    .param("name", name)
                    .param("kind", sender.kind().name())
                    .param("path", sender.account().path())
                    .param("trusted", sender.trusted())
                    .param("by", by.userId())
                    .param("now", Timestamp.from(now))
                    .update();
        } catch (DuplicateKeyException taken) {
            throw Refusal.conflict("hospital_name_taken", name);
        }
        audit.record(AuditEntry.of(by, now, "hospital.registered", "account:" + issued.account()));
        return issued;
    }

    /** Asks a second administrator that what it reports may be paid without asking. Refuses who is trusted ({@code hospital_trusted}). */
    @Transactional
    public Handed trust(Actor by, long id, Instant now) {
        Sender sender = find(by, id);
        if (sender.trusted()) {
            throw Refusal.conflict("hospital_trusted");
        }
        return appointments.trust(by, sender.account(), sender.name(), now);
    }

    /**
     * From now on the members are only prompted; at once, and alone. Answers how many announced claims a person has now; where it
     * was not trusted, nothing changes.
     */
    @Transactional
    public int distrust(Actor by, long id, Instant now) {
        find(by, id);
        int changed = jdbc.sql("update hospital.sender set trusted = false where fund = :fund and id = :id and trusted")
                .param("fund", by.fund().code())
                .param("id", id)
                .update();
        if (changed == 0) {
            return 0;
        }
        audit.record(new AuditEntry(by, now, "hospital.trusted", "sender:" + id, Map.of("trusted", "false")));
        return doubts.distrust(by.fund(), announced(by.fund(), id), now);
    }

    /** Reports of a sender that something is announced of now: asked from the few that are open, not from all that it ever reported. */
    private List<String> announced(FundId fund, long sender) {
        List<Long> open =
                doubts.announced(fund).stream().map(Discharge::ofReport).toList();
        return discharges.reportedBy(fund, sender, open).stream()
                .map(Discharge::report)
                .toList();
    }

    /** Refuses {@code not_found} outside the administrator's territory. */
    public Sender find(Actor by, long id) {
        by.require(Role.ADMIN);
        return jdbc.sql(SELECT + "where fund = :fund and id = :id and path >= :from and path < :upTo")
                .params(by.scope().params())
                .param("id", id)
                .query((row, n) -> sender(row))
                .optional()
                .orElseThrow(Refusal::notFound);
    }

    /** Senders of the administrator's territory by name, 50 at a time. */
    @Transactional(readOnly = true)
    public Slice<Sender> list(Actor by, String after) {
        by.require(Role.ADMIN);
        List<Sender> found = jdbc.sql(SELECT + """
                        where fund = :fund and path >= :from and path < :upTo and name > :after order by name limit :limit
                        """)
                .params(by.scope().params())
                .param("after", after)
                .param("limit", PAGE + 1)
                .query((row, n) -> sender(row))
                .list();
        return Slice.of(found, PAGE, Sender::name);
    }

    /** The sender whose program is asking; a program that is none finds nothing here. */
    Sender of(Actor program) {
        return of(program, OF_PROGRAM);
    }

    /** The same for as long as something is taken of it: whoever takes its trust away waits, and then finds what was announced. */
    Sender held(Actor program) {
        return of(program, OF_PROGRAM + " for share");
    }

    private Sender of(Actor program, String sql) {
        return jdbc.sql(sql)
                .param("fund", program.fund().code())
                .param("account", program.userId())
                .query((row, n) -> sender(row))
                .optional()
                .orElseThrow(Refusal::notFound);
    }

    private static Sender sender(ResultSet row) throws SQLException {
        return new Sender(
                row.getLong("id"),
                row.getLong("account"),
                row.getString("name"),
                Sender.Kind.valueOf(row.getString("kind")),
                row.getString("path"),
                row.getBoolean("trusted"),
                row.getTimestamp("registered_at").toInstant());
    }
}
