package org.tongzhou.claim;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.Acting.Reasoned;
import org.tongzhou.claim.Claim.Move;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Scope;
import org.tongzhou.payment.BenefitPaid;
import org.tongzhou.payment.BenefitRejected;
import org.tongzhou.payment.BenefitReturned;

/** Follows what the bank says of a payment, in the transaction that books it. Payment does not know what a claim is. */
@Component
class BankAnswers {
    private final ClaimStore store;
    private final Acting acting;
    private final Tellings tellings;
    private final AuditTrail audit;
    private final FundClock clock;

    BankAnswers(ClaimStore store, Acting acting, Tellings tellings, AuditTrail audit, FundClock clock) {
        this.store = store;
        this.acting = acting;
        this.tellings = tellings;
        this.audit = audit;
        this.clock = clock;
    }

    @EventListener
    void on(BenefitPaid paid) {
        Instant now = clock.now();
        follow(paid.fund(), paid.cause(), Verb.PAID, now).ifPresent(claim -> {
            store.paidAt(paid.fund(), claim.id(), now);
            tellings.paid(paid.fund(), claim, paid.amount(), now);
        });
    }

    @EventListener
    void on(BenefitRejected rejected) {
        Instant now = clock.now();
        follow(rejected.fund(), rejected.cause(), Verb.BANK_RETURNED, now)
                .ifPresent(claim -> tellings.bank(rejected.fund(), claim, "rejected", rejected.reason(), now));
    }

    @EventListener
    void on(BenefitReturned returned) {
        Instant now = clock.now();
        follow(returned.fund(), returned.cause(), Verb.BANK_RETURNED, now)
                .ifPresent(claim -> tellings.bank(returned.fund(), claim, "returned", returned.reason(), now));
    }

    /** An answer that does not fit the claim's state is noted and never undoes what payment books. */
    private Optional<Claim> follow(FundId fund, String cause, Verb verb, Instant now) {
        return ClaimId.ofCause(cause)
                .flatMap(id -> store.lockWithin(Scope.province(fund), id))
                .flatMap(claim -> follow(fund, claim, verb, now));
    }

    private Optional<Claim> follow(FundId fund, Claim claim, Verb verb, Instant now) {
        Actor bank = Actor.system(fund);
        boolean returned = verb == Verb.BANK_RETURNED;
        if (claim.state() == ClaimState.APPROVED || returned && claim.state().isPaid()) {
            Move move = returned ? claim.returned() : claim.paid();
            return Optional.of(acting.move(bank, claim, move, Reasoned.NOTHING, now));
        }
        Map<String, String> details = Map.of("state", claim.state().name(), "answer", verb.name());
        audit.record(new AuditEntry(
                bank, now, "claim.bank_answer_unfitting", claim.id().cause(), details));
        return Optional.empty();
    }
}
