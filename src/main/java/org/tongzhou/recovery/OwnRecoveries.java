package org.tongzhou.recovery;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.database.Trips;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Promises;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Slice;
import org.tongzhou.recovery.Recovery.State;

/** The person's side: sees what is owed back and why, agrees or no longer agrees to keeping from later benefits, appeals. */
@Component
public class OwnRecoveries {
    private static final int LEAST_SHARE = 100;
    private static final int MOST_SHARE = 5_000;
    private static final int PAGE = 20;

    private final RecoveryRows rows;
    private final RecoveryStore store;
    private final Steps steps;
    private final Trips trips;

    OwnRecoveries(RecoveryRows rows, RecoveryStore store, Steps steps, Trips trips) {
        this.rows = rows;
        this.store = store;
        this.steps = steps;
        this.trips = trips;
    }

    /** The newest first, 20 at a time. */
    public Slice<Recovery> newest(Actor member, String after) {
        List<Recovery> found = rows.ofPerson(member.fund(), member.requirePerson(), Slice.below(after), PAGE + 1);
        return Slice.of(found, PAGE, recovery -> Long.toString(recovery.id().value()));
    }

    /** What is to be paid back still, as part of a trip; no row where no benefit was ever demanded back. */
    public Rows<Money> left(Trip trip, Actor member) {
        return rows.left(trip, member.fund(), member.requirePerson());
    }

    /** The same alone. */
    public Optional<Money> left(Actor member) {
        Trip trip = trips.trip();
        Rows<Money> left = left(trip, member);
        trip.go();
        return left.optional();
    }

    /** Agrees that this share of each later benefit is kept, in basis points up to half. */
    @Transactional
    public void consent(Actor member, RecoveryId id, int shareBp, Instant now) {
        own(member, id, true);
        if (shareBp < LEAST_SHARE || shareBp > MOST_SHARE) {
            throw Refusal.invalid("recovery_share");
        }
        store.consent(member.fund(), id, shareBp, now, member.userId());
        steps.record(member, "recovery.consented", id, Map.of("bp", Integer.toString(shareBp)), now);
    }

    @Transactional
    public void revoke(Actor member, RecoveryId id, Instant now) {
        own(member, id, false);
        store.revoke(member.fund(), id);
        steps.record(member, "recovery.consent_revoked", id, Map.of(), now);
    }

    /** Once, within sixty days of the confirmation. */
    @Transactional
    public void appeal(Actor member, RecoveryId id, String words, Instant now) {
        Recovery recovery = own(member, id, false);
        if (recovery.appeal() != null) {
            throw Refusal.conflict("recovery_appealed");
        }
        if (!mayAppeal(recovery, now)) {
            throw Refusal.conflict("recovery_appeal_late");
        }
        store.appeal(member.fund(), id, Recoveries.words(words), now);
        steps.record(member, "recovery.appealed", id, Map.of(), now);
    }

    /** Once, while anything of it stands, paid back or not, and the time has not run out. */
    public static boolean mayAppeal(Recovery recovery, Instant now) {
        return recovery.appeal() == null
                && recovery.reducible().isPositive()
                && !FundClock.dayOf(now).isAfter(lastAppealDay(recovery));
    }

    /** The last day on which a confirmed demand may be appealed against. */
    public static LocalDate lastAppealDay(Recovery recovery) {
        Instant confirmed = Objects.requireNonNull(recovery.confirmed()).at();
        return FundClock.dayOf(confirmed).plusDays(Promises.APPEAL_DAYS);
    }

    private Recovery own(Actor member, RecoveryId id, boolean open) {
        Recovery recovery = rows.lock(member.fund(), id)
                .filter(each -> each.terms().person().equals(member.requirePerson()) && each.confirmed() != null)
                .orElseThrow(Refusal::notFound);
        if (open && recovery.state() != State.OPEN) {
            throw Refusal.conflict("recovery_moved_on");
        }
        return recovery;
    }
}
