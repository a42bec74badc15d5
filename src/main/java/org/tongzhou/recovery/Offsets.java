package org.tongzhou.recovery;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.recovery.RecoveryEntry.Kind;

/** For the room that approves benefits: keeps of a new one what the person agreed to, before the rest is ordered to be paid. */
@Component
public class Offsets {
    private static final long WHOLE = 10_000;

    private final RecoveryRows rows;
    private final KeptStore keeping;
    private final Steps steps;

    Offsets(RecoveryRows rows, KeptStore keeping, Steps steps) {
        this.rows = rows;
        this.keeping = keeping;
        this.steps = steps;
    }

    /** A benefit about to be paid: what it is owed for, and the territory and plan that it is booked under. */
    public record Benefit(PersonId person, String cause, Money amount, String path, String plan) {
        Benefit part(Money part) {
            return new Benefit(person, cause, part, path, plan);
        }
    }

    /**
     * Keeps and books of each; answers how much by cause: up to half of the benefit. Once per cause: again gives
     * the same sum. In the caller's transaction; the caller pays the rest.
     */
    @Transactional
    public Map<String, Money> keep(Actor actor, List<Benefit> benefits, Instant now) {
        FundId fund = actor.fund();
        Map<String, Money> before =
                keeping.keptOf(fund, benefits.stream().map(Benefit::cause).toList());
        Map<PersonId, List<RecoveryId>> consented =
                keeping.consented(fund, benefits.stream().map(Benefit::person).toList());
        Map<String, Money> kept = new HashMap<>();
        for (Benefit benefit : benefits) {
            Money known = before.get(benefit.cause());
            List<RecoveryId> owed = consented.getOrDefault(benefit.person(), List.of());
            kept.put(benefit.cause(), known == null ? keep(actor, benefit, owed, now) : known);
        }
        return kept;
    }

    private Money keep(Actor actor, Benefit benefit, List<RecoveryId> owed, Instant now) {
        Money kept = Money.ZERO;
        long most = benefit.amount().fen() / 2;
        for (RecoveryId id : owed) {
            Recovery recovery = rows.find(actor.fund(), id).orElseThrow(Refusal::notFound);
            long share = benefit.amount().fen() * Objects.requireNonNull(recovery.consentBp()) / WHOLE;
            Money part = Money.ofFen(Math.min(share, most - kept.fen())).min(recovery.outstanding());
            if (part.isPositive()) {
                keep(actor, recovery, benefit.part(part), now);
                kept = kept.plus(part);
            }
        }
        return kept;
    }

    private void keep(Actor actor, Recovery recovery, Benefit part, Instant now) {
        RecoveryEntry entry = new RecoveryEntry(0, Kind.OFFSET, part.cause(), part.amount(), FundClock.dayOf(now));
        steps.keep(actor.fund(), recovery, entry, part, now);
        Map<String, String> details = Map.of("fen", Long.toString(part.amount().fen()), "of", part.cause());
        steps.record(actor, "recovery.offset", recovery.id(), details, now);
    }
}
