package org.tongzhou.recovery;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.payment.BenefitsReturned;
import org.tongzhou.payment.Instruction;
import org.tongzhou.payment.InstructionId;
import org.tongzhou.payment.InstructionState;
import org.tongzhou.payment.Payments;
import org.tongzhou.recovery.RecoveryEntry.Kind;

/**
 * Benefits that the bank sent back: what the person owes back of one is kept of it at once, in the transaction that books the
 * bank's word, and only the rest is payable again. What was given up is kept too, since the money is there. What the bank would
 * not pay is kept no sooner than it is ordered again: two people may still find that it was paid.
 */
@Component
public class Returns {
    private final RecoveryRows rows;
    private final KeptStore keeping;
    private final Payments payments;
    private final Steps steps;
    private final FundClock clock;

    Returns(RecoveryRows rows, KeptStore keeping, Payments payments, Steps steps, FundClock clock) {
        this.rows = rows;
        this.keeping = keeping;
        this.payments = payments;
        this.steps = steps;
        this.clock = clock;
    }

    /** Money of an instruction that is with us, not with the person, since a day. */
    private record Unpaid(InstructionId instruction, Money amount, LocalDate day) {
        String cause() {
            return "instruction:" + instruction.value();
        }
    }

    /** Before the rooms that tell the person. */
    @EventListener
    @Order(0)
    void on(BenefitsReturned returned) {
        Map<String, Unpaid> unpaid = new LinkedHashMap<>();
        returned.each()
                .forEach(one -> unpaid.put(one.cause(), new Unpaid(one.instruction(), one.amount(), one.valueDate())));
        keep(returned.fund(), unpaid, clock.now());
    }

    private void keep(FundId fund, Map<String, Unpaid> unpaid, Instant now) {
        for (Recovery recovery : rows.lockAbout(fund, unpaid.keySet())) {
            causes(recovery)
                    .flatMap(cause -> Stream.ofNullable(unpaid.get(cause)))
                    .forEach(one -> keep(fund, recovery.id(), one, now));
        }
    }

    /** The recovery is owed more again, and is locked: if its money is with us by now, that settles it. */
    void keepOf(FundId fund, RecoveryId id, Instant now) {
        Recovery recovery = rows.find(fund, id).orElseThrow();
        causes(recovery)
                .flatMap(cause -> newest(payments.of(fund, cause)))
                .filter(newest -> newest.state() == InstructionState.RETURNED)
                .forEach(newest -> keep(fund, id, unpaid(newest, now), now));
    }

    private void keep(FundId fund, RecoveryId id, Unpaid unpaid, Instant now) {
        Recovery recovery = rows.find(fund, id).orElseThrow();
        Money rest = unpaid.amount().minus(kept(fund, unpaid.instruction()));
        Money part = recovery.outstanding().plus(recovery.course().givenUp()).min(rest);
        if (!part.isPositive()) {
            return;
        }
        String cause = recovery.course().numbered(Kind.RETURNED, unpaid.cause());
        Money revived = part.minus(recovery.outstanding());
        if (revived.isPositive()) {
            steps.byBank(fund, recovery, new RecoveryEntry(0, Kind.REVIVED, cause, revived, unpaid.day()), now);
        }
        Recovery owed = rows.find(fund, id).orElseThrow();
        steps.byBank(fund, owed, new RecoveryEntry(0, Kind.RETURNED, cause, part, unpaid.day()), now);
        Map<String, String> details = Map.of("fen", Long.toString(part.fen()), "of", unpaid.cause());
        steps.record(Actor.system(fund), "recovery.returned", id, details, now);
    }

    /** What was kept of each of these instructions; those of which nothing was are left out. */
    public Map<InstructionId, Money> kept(FundId fund, Collection<InstructionId> instructions) {
        return keeping.keptOfReturned(fund, instructions);
    }

    private Money kept(FundId fund, InstructionId one) {
        return kept(fund, List.of(one)).getOrDefault(one, Money.ZERO);
    }

    /**
     * Before the newest instruction of a cause is ordered again: keeps what is owed back of it, and says how much of it was kept in
     * all; the rest is payable again. What is owed back stays as it is until the caller's transaction ends. Refuses what {@link
     * Payments#requireDone} refuses: of a payment that may have been made nothing is with us.
     */
    public Kept keepBeforeAgain(FundId fund, String cause, Instant now) {
        List<Recovery> about = rows.lockAbout(fund, List.of(cause));
        payments.requireDone(fund, cause);
        Instruction newest = newest(payments.of(fund, cause)).findFirst().orElseThrow();
        about.forEach(recovery -> keep(fund, recovery.id(), unpaid(newest, now), now));
        return new Kept(kept(fund, newest.id()), newest.amount());
    }

    /** What was kept of the newest instruction of a cause. */
    public Kept keptOfNewest(FundId fund, String cause) {
        return newest(payments.of(fund, cause))
                .map(newest -> new Kept(kept(fund, newest.id()), newest.amount()))
                .findFirst()
                .orElse(Kept.NOTHING);
    }

    /** How much of an instruction was kept. */
    public record Kept(Money kept, Money of) {
        public static final Kept NOTHING = new Kept(Money.ZERO, Money.ZERO);

        /** It was kept, and nothing is left to be paid. */
        public boolean isAll() {
            return kept.isPositive() && kept.equals(of);
        }
    }

    private static Unpaid unpaid(Instruction instruction, Instant now) {
        return new Unpaid(instruction.id(), instruction.amount(), FundClock.dayOf(now));
    }

    private static Stream<String> causes(Recovery recovery) {
        return Stream.of(recovery.terms().cause(), recovery.id().cause());
    }

    private static Stream<Instruction> newest(List<Instruction> oldestFirst) {
        return oldestFirst.stream().skip(Math.max(0, oldestFirst.size() - 1));
    }
}
