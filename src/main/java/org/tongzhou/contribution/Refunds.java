package org.tongzhou.contribution;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.Characters;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.kernel.Turn;
import org.tongzhou.payment.BenefitsPaid;
import org.tongzhou.payment.BenefitsRejected;
import org.tongzhou.payment.BenefitsReturned;
import org.tongzhou.payment.NewInstruction;
import org.tongzhou.payment.PayeeAccount;
import org.tongzhou.payment.Payments;
import org.tongzhou.payment.Purpose;

/**
 * Surplus money goes back to who paid it: one person of the finance proposes, another agrees, and the room payment pays it as
 * it pays benefits, by a batch of two persons. Until the bank has paid, the money stands among unidentified receipts, kept.
 */
@Component
public class Refunds {
    private static final int SHORTEST_REASON = 4;
    private static final int LONGEST_REASON = 200;
    private static final int PAGE = 100;
    private static final Pattern CAUSE = Pattern.compile("refund:(\\d{1,18})");

    private final RefundStore store;
    private final CreditStore credits;
    private final Payments payments;
    private final AuditTrail audit;

    Refunds(RefundStore store, CreditStore credits, Payments payments, AuditTrail audit) {
        this.store = store;
        this.credits = credits;
        this.payments = payments;
        this.audit = audit;
    }

    /** The account that a credit came from, as the bank told it: where a refund goes unless somebody says otherwise. */
    public Optional<String> accountOf(Actor actor, CreditId credit) {
        requireFinance(actor, Role.FINANCE_MAKER, Role.FINANCE_CHECKER);
        return credits.account(actor.fund(), credit);
    }

    /**
     * Keeps an amount of a credit for its payer. Refuses {@code refund_too_much} beyond what stands unidentified of it, and
     * {@code refund_cover_began} of it what paid for cover that has begun, for as long as that is owed.
     */
    @Transactional
    public RefundId propose(Actor actor, CreditId id, Money amount, PayeeAccount account, String why, Instant now) {
        requireFinance(actor, Role.FINANCE_MAKER);
        String reason = reason(why);
        Credit credit = credits.lock(actor.fund(), id).orElseThrow(Refusal::notFound);
        if (credit.returnedOn() != null || !amount.isPositive() || amount.compareTo(credit.rest()) > 0) {
            throw Refusal.invalid("refund_too_much", credit.rest());
        }
        Money due = store.dueForBegunCover(actor.fund(), id);
        if (amount.plus(due).compareTo(credit.rest()) > 0) {
            throw Refusal.invalid("refund_cover_began", due);
        }
        credits.refund(actor.fund(), id, amount);
        RefundId refund = store.insert(
                actor.fund(), new RefundStore.New(id, amount, account, reason, actor.requirePerson()), now);
        record(actor, now, "refund.proposed", refund, amount);
        return refund;
    }

    /**
     * Orders the payment; refused to who proposed it ({@code second_person}). {@code seen} is the seal of what that person saw:
     * refused when it is proposed otherwise by now, such as to another account ({@code refund_proposal_seen}).
     */
    @Transactional
    public void agree(Actor actor, RefundId id, String seen, Instant now) {
        requireFinance(actor, Role.FINANCE_CHECKER);
        Refund refund = lockProposed(actor.fund(), id);
        if (refund.proposedBy().equals(actor.requirePerson())) {
            throw Refusal.notAllowed("second_person");
        }
        if (!seen.equals(refund.seal())) {
            throw Refusal.conflict("refund_proposal_seen", refund.serial());
        }
        store.agree(actor.fund(), id, actor.requirePerson(), now);
        order(actor, refund, now);
        record(actor, now, "refund.agreed", id, refund.amount());
    }

    /** By a new instruction linked to the old one where the bank did not pay that or returned it. */
    private void order(Actor actor, Refund refund, Instant now) {
        PayeeAccount account = store.account(actor.fund(), refund);
        if (wasOrdered(actor.fund(), refund.id())) {
            Payments.Anew anew = new Payments.Anew(account, Money.ZERO, refund.proposedBy());
            payments.reissue(actor, cause(refund.id()), anew, now);
            return;
        }
        payments.instruct(
                actor,
                new NewInstruction(
                        cause(refund.id()),
                        refund.proposedBy(),
                        account,
                        refund.amount(),
                        "/" + actor.fund().code() + "/",
                        "",
                        "TF" + refund.id().value(),
                        Purpose.FEE_REFUND),
                now);
    }

    private boolean wasOrdered(FundId fund, RefundId id) {
        return payments.stateOf(fund, cause(id)).isPresent();
    }

    private static String cause(RefundId id) {
        return "refund:" + id.value();
    }

    /**
     * Gives up a refund that nobody has agreed to; the money stands unidentified again. One that the bank has had before stays
     * kept for its payer, since only the bank's book can tell that it was not paid after all.
     */
    @Transactional
    public void drop(Actor actor, RefundId id, Instant now) {
        requireFinance(actor, Role.FINANCE_MAKER, Role.FINANCE_CHECKER);
        Refund refund = lockProposed(actor.fund(), id);
        if (wasOrdered(actor.fund(), id)) {
            store.move(actor.fund(), id, Refund.State.RETURNED);
        } else {
            store.move(actor.fund(), id, Refund.State.DROPPED);
            credits.refund(actor.fund(), refund.credit(), refund.amount().negated());
        }
        record(actor, now, "refund.dropped", id, refund.amount());
    }

    private Refund lockProposed(FundId fund, RefundId id) {
        Refund refund = store.lock(fund, id).orElseThrow(Refusal::notFound);
        if (refund.state() != Refund.State.PROPOSED) {
            throw Refusal.conflict("refund_decided", refund.serial());
        }
        return refund;
    }

    /**
     * Proposes to pay a refund again that the bank did not pay or returned, to the account given; another person agrees as to
     * the first. Refuses {@code refund_decided} unless it came back.
     */
    @Transactional
    public void again(Actor actor, RefundId id, PayeeAccount account, String why, Instant now) {
        requireFinance(actor, Role.FINANCE_MAKER);
        String reason = reason(why);
        Refund refund = store.lock(actor.fund(), id).orElseThrow(Refusal::notFound);
        if (refund.state() != Refund.State.RETURNED) {
            throw Refusal.conflict("refund_decided", refund.serial());
        }
        RefundStore.New other =
                new RefundStore.New(refund.credit(), refund.amount(), account, reason, actor.requirePerson());
        store.proposeAgain(actor.fund(), refund, other, now);
        record(actor, now, "refund.again", id, refund.amount());
    }

    private static String reason(String why) {
        String reason = why.strip();
        if (!Characters.within(SHORTEST_REASON, LONGEST_REASON, reason)) {
            throw Refusal.invalid("fee_reason", SHORTEST_REASON, LONGEST_REASON);
        }
        return reason;
    }

    /** One refund that came back, for the form that pays it again. */
    public Refund returned(Actor actor, RefundId id) {
        requireFinance(actor, Role.FINANCE_MAKER);
        Refund refund = store.find(actor.fund(), id).orElseThrow(Refusal::notFound);
        if (refund.state() != Refund.State.RETURNED) {
            throw Refusal.conflict("refund_decided", refund.serial());
        }
        return refund;
    }

    /** What waits for somebody first, then all else, each the newest first; 100 at a time. */
    public Slice<Refund> list(Actor actor, String after) {
        requireFinance(actor, Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.AUDITOR, Role.MANAGER);
        List<Refund> found = store.list(actor.fund(), Turn.below(after), PAGE + 1);
        return Slice.of(
                found,
                PAGE,
                refund -> new Turn(!refund.state().isOver(), refund.id().value()).key());
    }

    /** How many wait for a second person, for who may be that. */
    public int toAgree(Actor actor) {
        return actor.is(Role.FINANCE_CHECKER) ? store.toAgree(actor.fund()) : 0;
    }

    @EventListener
    void on(BenefitsPaid paid) {
        paid.each().forEach(each -> follow(each.fund(), each.cause(), Refund.State.PAID));
    }

    @EventListener
    void on(BenefitsRejected rejected) {
        rejected.each().forEach(each -> follow(each.fund(), each.cause(), Refund.State.RETURNED));
    }

    @EventListener
    void on(BenefitsReturned returned) {
        returned.each().forEach(each -> follow(each.fund(), each.cause(), Refund.State.RETURNED));
    }

    private void follow(FundId fund, String cause, Refund.State state) {
        Matcher refund = CAUSE.matcher(cause);
        if (refund.matches()) {
            store.move(fund, new RefundId(Long.parseLong(refund.group(1))), state);
        }
    }

    private static void requireFinance(Actor actor, Role... roles) {
        actor.require(roles);
        actor.requireWholeFund();
    }

    private void record(Actor actor, Instant now, String action, RefundId id, Money amount) {
        audit.record(
                new AuditEntry(actor, now, action, "refund:" + id.value(), Map.of("fen", Long.toString(amount.fen()))));
    }
}
