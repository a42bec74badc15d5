package org.tongzhou.claim;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.Acting.Reasoned;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.payment.BenefitPaid;
import org.tongzhou.payment.BenefitRejected;
import org.tongzhou.payment.BenefitReturned;
import org.tongzhou.payment.BenefitsPaid;
import org.tongzhou.payment.BenefitsRejected;
import org.tongzhou.payment.BenefitsReturned;
import org.tongzhou.payment.InstructionId;
import org.tongzhou.recovery.Returns;

/** Follows what the bank says of payments, in the transaction that books them. Payment does not know what a claim is. */
@Component
class BankAnswers {
    private final ClaimStore store;
    private final Acting acting;
    private final Tellings tellings;
    private final AuditTrail audit;
    private final FundClock clock;
    private final Returns returns;

    BankAnswers(
            ClaimStore store, Acting acting, Tellings tellings, AuditTrail audit, FundClock clock, Returns returns) {
        this.store = store;
        this.acting = acting;
        this.tellings = tellings;
        this.audit = audit;
        this.clock = clock;
        this.returns = returns;
    }

    @EventListener
    void on(BenefitsPaid paid) {
        Instant now = clock.now();
        Map<ClaimId, BenefitPaid> told = byClaim(paid.each(), BenefitPaid::cause);
        List<Claim> claims = follow(paid.fund(), told.keySet(), Verb.PAID, now);
        tellings.paid(paid.fund(), values(claims, claim -> of(told, claim)), now);
    }

    @EventListener
    void on(BenefitsRejected rejected) {
        Instant now = clock.now();
        Map<ClaimId, BenefitRejected> told = byClaim(rejected.each(), BenefitRejected::cause);
        List<Claim> claims = follow(rejected.fund(), told.keySet(), Verb.BANK_RETURNED, now);
        tellings.bank(
                rejected.fund(),
                "rejected",
                values(claims, claim -> of(told, claim).reason()),
                now);
    }

    @EventListener
    void on(BenefitsReturned returned) {
        Instant now = clock.now();
        Map<ClaimId, BenefitReturned> told = byClaim(returned.each(), BenefitReturned::cause);
        List<Claim> claims =
                payableAgain(returned.fund(), told, follow(returned.fund(), told.keySet(), Verb.BANK_RETURNED, now));
        tellings.bank(
                returned.fund(),
                "returned",
                values(claims, claim -> of(told, claim).reason()),
                now);
    }

    /** Who owed all of it back is told so, and need not change a card. */
    private List<Claim> payableAgain(FundId fund, Map<ClaimId, BenefitReturned> told, List<Claim> claims) {
        Map<InstructionId, Money> kept = returns.kept(
                fund, told.values().stream().map(BenefitReturned::instruction).toList());
        return claims.stream()
                .filter(claim -> !of(told, claim)
                        .amount()
                        .equals(kept.get(of(told, claim).instruction())))
                .toList();
    }

    private static <T> Map<ClaimId, T> byClaim(List<T> told, Function<T, String> cause) {
        Map<ClaimId, T> byClaim = new LinkedHashMap<>();
        told.forEach(each -> ClaimId.ofCause(cause.apply(each)).ifPresent(id -> byClaim.put(id, each)));
        return byClaim;
    }

    private static <T> T of(Map<ClaimId, T> told, Claim claim) {
        return Objects.requireNonNull(told.get(claim.id()));
    }

    private static <T> Map<Claim, T> values(List<Claim> claims, Function<Claim, T> of) {
        return claims.stream().collect(Collectors.toMap(claim -> claim, of, (a, b) -> a, LinkedHashMap::new));
    }

    /** The claims that moved. An answer that does not fit a claim's state is noted and never undoes what payment books. */
    private List<Claim> follow(FundId fund, Collection<ClaimId> ids, Verb verb, Instant now) {
        Actor bank = Actor.system(fund);
        boolean returned = verb == Verb.BANK_RETURNED;
        Map<Claim, Move> moves = new LinkedHashMap<>();
        List<AuditEntry> unfitting = new ArrayList<>();
        for (Claim claim : store.lockAll(fund, ids)) {
            if (fits(claim.state(), returned)) {
                moves.put(
                        claim,
                        returned ? claim.moves().returned() : claim.moves().paid());
            } else {
                Map<String, String> details = Map.of("state", claim.state().name(), "answer", verb.name());
                unfitting.add(new AuditEntry(
                        bank, now, "claim.bank_answer_unfitting", claim.id().cause(), details));
            }
        }
        audit.recordAll(unfitting);
        return moves.isEmpty() ? List.of() : acting.move(bank, moves, Reasoned.NOTHING, now);
    }

    /** What was paid may come back; what waits for a card, since the bank had rejected it, may turn out to be paid. */
    private static boolean fits(ClaimState state, boolean returned) {
        return state == ClaimState.APPROVED || (returned ? state.isPaid() : state == ClaimState.RETURNED);
    }
}
