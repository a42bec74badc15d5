package org.tongzhou.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.Characters;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.kernel.Slice;
import org.tongzhou.kernel.Turn;
import org.tongzhou.ledger.Account.Kind;

/** The reserve for bad years: set aside from the fund's balance, or set free, by two persons of the province's finance. */
@Component
public class Reserves {
    private static final int PAGE = 100;
    private static final int SHORTEST = 4;
    private static final int LONGEST = 200;

    private final ReserveStore store;
    private final Ledger ledger;
    private final AuditTrail audit;

    Reserves(ReserveStore store, Ledger ledger, AuditTrail audit) {
        this.store = store;
        this.ledger = ledger;
        this.audit = audit;
    }

    /** What somebody wants; {@code grounds} are 4–200 characters ({@code ledger_grounds} otherwise). */
    public record Wish(ReserveOrder.Kind kind, Money amount, String grounds) {
        public Wish {
            grounds = grounds.strip();
            if (!Characters.within(SHORTEST, LONGEST, grounds)) {
                throw Refusal.invalid("ledger_grounds", SHORTEST, LONGEST);
            }
        }
    }

    /** What stands in the reserve and what of the balance is free, right now. */
    public record Standing(Money reserve, Money free) {
        Money most(ReserveOrder.Kind kind) {
            return (kind == ReserveOrder.Kind.SET_ASIDE ? free : reserve).max(Money.ZERO);
        }
    }

    public Standing standing(FundId fund) {
        Money own = Money.ZERO;
        Money reserve = Money.ZERO;
        for (AccountBalance each : ledger.trialBalance(fund)) {
            Kind kind = each.account().kind();
            if (kind == Kind.EQUITY || kind == Kind.INCOME || kind == Kind.EXPENSE) {
                own = own.minus(each.balance());
            }
            if (each.account() == Account.RISK_RESERVE) {
                reserve = each.balance().negated();
            }
        }
        return new Standing(reserve, own.minus(reserve));
    }

    /** Those that wait first, then all else, each the newest first; 100 at a time. */
    public Slice<ReserveOrder> list(Actor actor, String after) {
        actor.require(Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.AUDITOR, Role.MANAGER);
        actor.requireWholeFund();
        List<ReserveOrder> found = store.list(actor.fund(), Turn.below(after), PAGE + 1);
        return Slice.of(found, PAGE, order -> new Turn(order.state() == ReserveOrder.State.PROPOSED, order.id()).key());
    }

    /** Refuses {@code ledger_reserve_amount} beyond what there is. */
    @Transactional
    public long propose(Actor maker, Wish wish, Instant now) {
        ReserveStore.Hand hand = finance(maker, now, Role.FINANCE_MAKER, Role.FINANCE_CHECKER);
        requireThere(maker.fund(), wish.kind(), wish.amount());
        long id = store.insert(maker.fund(), wish, hand);
        record(maker, now, "ledger.reserve_proposed", id, wish.amount());
        return id;
    }

    /** Books an order by a second person ({@code ledger_second_person} otherwise), as far as the balance still has it. */
    @Transactional
    public void confirm(Actor checker, long id, Instant now) {
        ReserveStore.Hand hand = finance(checker, now, Role.FINANCE_CHECKER);
        store.waitForOthers(checker.fund());
        ReserveOrder order = proposed(checker.fund(), id);
        if (order.proposedBy().equals(hand.person())) {
            throw Refusal.notAllowed("ledger_second_person");
        }
        requireThere(checker.fund(), order.kind(), order.amount());
        store.confirm(checker.fund(), id, hand);
        Posting.Part part =
                new Posting.Part(order.amount(), Scope.province(checker.fund()).path(), "");
        LocalDate today = FundClock.dayOf(now);
        ledger.post(checker.fund(), Posting.of(order.kind().template(), cause(id), today, now, List.of(part)));
        record(checker, now, "ledger.reserve_confirmed", id, order.amount());
    }

    @Transactional
    public void withdraw(Actor maker, long id, Instant now) {
        finance(maker, now, Role.FINANCE_MAKER, Role.FINANCE_CHECKER);
        ReserveOrder order = proposed(maker.fund(), id);
        store.withdraw(maker.fund(), id);
        record(maker, now, "ledger.reserve_withdrawn", id, order.amount());
    }

    private ReserveOrder proposed(FundId fund, long id) {
        ReserveOrder order = store.lock(fund, id).orElseThrow(Refusal::notFound);
        if (order.state() != ReserveOrder.State.PROPOSED) {
            throw Refusal.conflict("ledger_reserve_decided");
        }
        return order;
    }

    private void requireThere(FundId fund, ReserveOrder.Kind kind, Money amount) {
        Money most = standing(fund).most(kind);
        if (!amount.isPositive() || amount.compareTo(most) > 0) {
            throw Refusal.invalid("ledger_reserve_amount", most);
        }
    }

    private static ReserveStore.Hand finance(Actor actor, Instant now, Role... roles) {
        actor.require(roles);
        actor.requireWholeFund();
        return new ReserveStore.Hand(actor.requirePerson(), Mask.name(actor.name()), now);
    }

    static String cause(long id) {
        return "reserve:" + id;
    }

    private void record(Actor actor, Instant now, String action, long id, Money amount) {
        audit.record(new AuditEntry(actor, now, action, cause(id), Map.of("fen", Long.toString(amount.fen()))));
    }
}
