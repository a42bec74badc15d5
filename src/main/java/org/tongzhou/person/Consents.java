package org.tongzhou.person;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;

/** Consents that people give for themselves and may take back. */
@Component
public class Consents {
    private final JdbcClient jdbc;
    private final AuditTrail audit;

    Consents(JdbcClient jdbc, AuditTrail audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /** Gives the actor's own consent; giving it again changes nothing. */
    @Transactional
    public void give(Actor actor, Consent.Purpose purpose, String wording, Instant now) {
        int given = jdbc.sql("""
            insert into person.consent (fund, person, purpose, wording, given_at)
            values (:fund, :person, :purpose, :wording, :now)
            on conflict (fund, person, purpose) where withdrawn_at is null do nothing
            """)
                .param("fund", actor.fund().code())
                .param("person", actor.requirePerson().value())
                .param("purpose", purpose.name())
                .param("wording", wording)
                .param("now", Timestamp.from(now))
                .update();
        if (given == 1) {
            audit.record(AuditEntry.of(
                    actor,
                    now,
                    "consent.given",
                    "person:" + actor.requirePerson().value()));
        }
    }

    /** Takes the actor's own consent back; without one there is nothing to take back. */
    @Transactional
    public void withdraw(Actor actor, Consent.Purpose purpose, Instant now) {
        int withdrawn = jdbc.sql("""
            update person.consent set withdrawn_at = greatest(:now, given_at)
            where fund = :fund and person = :person and purpose = :purpose and withdrawn_at is null
            """)
                .param("fund", actor.fund().code())
                .param("person", actor.requirePerson().value())
                .param("purpose", purpose.name())
                .param("now", Timestamp.from(now))
                .update();
        if (withdrawn == 1) {
            audit.record(AuditEntry.of(
                    actor,
                    now,
                    "consent.withdrawn",
                    "person:" + actor.requirePerson().value()));
        }
    }

    /** All consents of a person, newest first. */
    public List<Consent> of(FundId fund, PersonId person) {
        return jdbc.sql("select * from person.consent where fund = :fund and person = :person order by id desc")
                .param("fund", fund.code())
                .param("person", person.value())
                .query((row, n) -> {
                    Timestamp withdrawn = row.getTimestamp("withdrawn_at");
                    return new Consent(
                            Consent.Purpose.valueOf(row.getString("purpose")),
                            row.getString("wording"),
                            row.getTimestamp("given_at").toInstant(),
                            withdrawn == null ? null : withdrawn.toInstant());
                })
                .list();
    }

    /** The consent for a purpose that holds now; empty when none was given or it was taken back. */
    public Optional<Consent> inForce(FundId fund, PersonId person, Consent.Purpose purpose) {
        return of(fund, person).stream()
                .filter(consent -> consent.purpose() == purpose && consent.withdrawnAt() == null)
                .findFirst();
    }

    /** Of these people, those whose consent for a purpose holds now. */
    public Set<PersonId> inForce(FundId fund, Collection<PersonId> people, Consent.Purpose purpose) {
        return jdbc.sql("""
            select person from person.consent
            where fund = :fund and person = any(:people::bigint[]) and purpose = :purpose and withdrawn_at is null
            """)
                .param("fund", fund.code())
                .param("people", people.stream().map(PersonId::value).toArray(Long[]::new))
                .param("purpose", purpose.name())
                .query((row, n) -> new PersonId(row.getLong("person")))
                .set();
    }
}
