package org.tongzhou.recovery;

import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.ledger.Journal;
import org.tongzhou.ledger.Ledger;
import org.tongzhou.ledger.Line;
import org.tongzhou.ledger.Template;
import org.tongzhou.payment.Instruction;
import org.tongzhou.payment.InstructionState;
import org.tongzhou.payment.Payments;
import org.tongzhou.recovery.Recoveries.Demand;
import org.tongzhou.recovery.Recovery.Hand;

/**
 * Proposes to demand a benefit back, in parts one after the other: in all at most what the person got of it, paid or kept for an
 * older debt.
 */
@Component
class Demanding {
    private final RecoveryStore store;
    private final KeptStore keeping;
    private final Returns returns;
    private final Payments payments;
    private final Ledger ledger;
    private final Steps steps;
    private final Interests interests;

    Demanding(
            RecoveryStore store,
            KeptStore keeping,
            Returns returns,
            Payments payments,
            Ledger ledger,
            Steps steps,
            Interests interests) {
        this.store = store;
        this.keeping = keeping;
        this.returns = returns;
        this.payments = payments;
        this.ledger = ledger;
        this.steps = steps;
        this.interests = interests;
    }

    /** What was demanded of a benefit, less what appeals took off, and whether some of that is proposed or owed. */
    record Demanded(Money amount, boolean isLive) {}

    /** Whoever demands of the same benefit waits until the transaction ends. */
    RecoveryId propose(Actor maker, Instruction benefit, Demand demand, Hand hand) {
        FundId fund = maker.fund();
        requirePaid(fund, benefit.cause(), benefit.reference());
        interests.requireNone(fund, hand, benefit.person());
        Money got = got(fund, benefit.cause());
        requireLeft(got, store.demanded(fund, benefit.cause()), demand.amount(), benefit.reference());
        RecoveryId id = store.insert(fund, terms(fund, benefit, got, demand), hand)
                .orElseThrow(() -> Refusal.conflict("recovery_exists", benefit.reference()));
        steps.record(
                maker,
                "recovery.proposed",
                id,
                Map.of("fen", Long.toString(demand.amount().fen())),
                hand.at());
        return id;
    }

    /**
     * The bank may have sent the money back. What was kept of it settled a demand and is paid no more; beside it the person may have
     * got what was kept for an older debt.
     */
    void requirePaid(FundId fund, String cause, String reference) {
        boolean over = payments.lockState(fund, cause)
                .filter(state -> state == InstructionState.PAID
                        || state == InstructionState.RETURNED
                                && returns.keptOfNewest(fund, cause).isAll())
                .isPresent();
        if (!over) {
            throw Refusal.conflict("recovery_not_paid", reference);
        }
    }

    private static void requireLeft(Money got, Demanded before, Money amount, String reference) {
        if (before.isLive()) {
            throw Refusal.conflict("recovery_exists", reference);
        }
        Money left = got.minus(before.amount());
        if (!left.isPositive()) {
            throw Refusal.conflict("recovery_whole", reference);
        }
        if (!amount.isPositive() || amount.compareTo(left) > 0) {
            throw Refusal.invalid("recovery_amount", left);
        }
    }

    /** How much of a benefit may still be demanded. */
    Money left(FundId fund, String cause) {
        return got(fund, cause).minus(store.demanded(fund, cause).amount());
    }

    /** The benefit as it was first ordered, before any of it came back, and what was kept of it for an older debt. */
    private Money got(FundId fund, String cause) {
        Money kept = keeping.keptOf(fund, List.of(cause)).getOrDefault(cause, Money.ZERO);
        return payments.of(fund, cause).stream()
                .map(Instruction::amount)
                .limit(1)
                .reduce(kept, Money::plus);
    }

    /** Region and plan are those that the benefit was booked under. */
    private RecoveryTerms terms(FundId fund, Instruction benefit, Money got, Demand demand) {
        Line booked = ledger.journals(fund, benefit.cause()).stream()
                .filter(journal -> journal.template() == Template.BENEFIT_APPROVED)
                .map(Journal::lines)
                .flatMap(List::stream)
                .findFirst()
                .orElseThrow();
        return new RecoveryTerms(
                benefit.cause(),
                benefit.reference(),
                benefit.person(),
                benefit.payeeName(),
                booked.region(),
                booked.plan(),
                got,
                demand.amount(),
                demand.reason(),
                Recoveries.words(demand.grounds()));
    }
}
