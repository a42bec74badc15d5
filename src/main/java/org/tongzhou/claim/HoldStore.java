package org.tongzhou.claim;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.database.Trips;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;

/** Who works on a claim now: a lease of one reviewer that runs out by itself. */
@Component
class HoldStore {
    private final JdbcClient jdbc;
    private final Trips trips;

    HoldStore(JdbcClient jdbc, Trips trips) {
        this.jdbc = jdbc;
        this.trips = trips;
    }

    /**
     * Locks a claim for one reviewer until {@code until}, when it is free, theirs, or its lock has run out; false when a
     * colleague holds it.
     */
    boolean hold(FundId fund, ClaimId id, PersonId person, Instant now, Instant until) {
        return jdbc.sql("""
                        update claim.claim set locked_by = :person, locked_until = :until
                        where fund = :fund and id = :id
                            and (locked_by is null or locked_by = :person or locked_until <= :now)
                        """)
                        .param("person", person.value())
                        .param("until", Timestamp.from(until))
                        .param("fund", fund.code())
                        .param("id", id.value())
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /** Takes the lock whoever holds it; the caller raises the version, so that the other page is old. */
    void seize(FundId fund, ClaimId id, PersonId person, Instant until) {
        jdbc.sql("""
                        update claim.claim set locked_by = :person, locked_until = :until
                        where fund = :fund and id = :id
                        """)
                .param("person", person.value())
                .param("until", Timestamp.from(until))
                .param("fund", fund.code())
                .param("id", id.value())
                .update();
    }

    /** Who holds a claim now, if anybody. */
    Optional<PersonId> holder(FundId fund, ClaimId id, Instant now) {
        Trip trip = trips.trip();
        Rows<PersonId> holder = holder(trip, fund, id, now);
        trip.go();
        return holder.optional();
    }

    /** The same as part of a trip. */
    Rows<PersonId> holder(Trip trip, FundId fund, ClaimId id, Instant now) {
        return trip.shared("fund", fund.code())
                .shared("claim", id.value())
                .with("heldAt", Timestamp.from(now))
                .ask("""
                        select locked_by from claim.claim
                        where fund = :fund and id = :claim and locked_until > :heldAt
                        """, (row, n) -> new PersonId(row.getLong("locked_by")));
    }
}
