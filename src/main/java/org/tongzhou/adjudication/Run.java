package org.tongzhou.adjudication;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Explanation.Fact;
import org.tongzhou.kernel.Explanation.Op;
import org.tongzhou.kernel.Money;

/** One decision on its way: what is asked, how far the benefit at hand has come, and what all benefits came to so far. */
final class Run {
    static final Fact[] NO_FACTS = {};

    /** What a benefit comes to. */
    enum Outcome {
        DUE,
        OPEN,
        CLOSED
    }

    ClaimFacts facts;
    final Limits limits;
    final Trace trace;

    /** The exact amount of the benefit at hand, as the rules so far have left it. */
    long amount;

    private boolean due;
    private boolean open;
    private long paidFen;
    private Reason.@Nullable Code nothingLeft;
    private String nothingLeftClause = "";
    private Fact[] nothingLeftFacts = NO_FACTS;

    private long dueExact;
    private long dueBeforeFen;
    private long upToFen;
    private int reasons;

    Run(ClaimFacts facts, Limits limits, Trace trace) {
        this.facts = facts;
        this.limits = limits;
        this.trace = trace;
    }

    /** For the next event, with nothing left of this one. */
    void restart(ClaimFacts next, CoverFacts nextCover, UsedSoFar used) {
        facts = next;
        limits.restart(nextCover, used);
        dueExact = 0;
        dueBeforeFen = 0;
        upToFen = 0;
        reasons = 0;
    }

    CoverFacts cover() {
        return limits.cover();
    }

    int units() {
        return limits.cover().units();
    }

    void begin() {
        amount = 0;
        paidFen = 0;
        due = false;
        open = false;
        nothingLeft = null;
        limits.beginBenefit();
    }

    /** Nothing is left, and this is the reason unless a later rule pays after all. */
    void nothingLeft(Reason.Code code, String clause, Fact[] values) {
        amount = 0;
        if (nothingLeft == null) {
            nothingLeft = code;
            nothingLeftClause = clause;
            nothingLeftFacts = values;
        }
    }

    /** The rules are through: what they left is due; less than half a fen, or nothing that was borne, is nothing. */
    void end(String benefitClause) {
        if (Exact.isSome(amount)) {
            due(0);
        } else if (nothingLeft == null) {
            close(Reason.Code.NOTHING_BORNE, benefitClause, NO_FACTS);
        } else {
            close(nothingLeft, nothingLeftClause, nothingLeftFacts);
        }
    }

    /** The amount is due, on top of what was paid before on the same entitlement. */
    void due(long paidBeforeFen) {
        limits.settle(amount);
        paidFen = paidBeforeFen;
        due = true;
    }

    /** Up to this much may be due; a person's finding is needed first. */
    void open(long fen) {
        amount = fen;
        open = true;
    }

    void close(Reason.Code code, @Nullable String clause, Fact[] values) {
        amount = 0;
        due = false;
        open = false;
        refuse(code, clause, values);
    }

    /** A rule stands against paying; others are still looked at. */
    void refuse(Reason.Code code, @Nullable String clause, Fact[] values) {
        reasons |= 1 << code.ordinal();
        trace.reason(code, clause, values);
    }

    /** Adds what the benefit came to; behind a closed gate only the reasons count. */
    Outcome finish(boolean gatesOpen) {
        if (gatesOpen && due) {
            dueExact = Math.addExact(dueExact, amount);
            dueBeforeFen += paidFen;
            return Outcome.DUE;
        }
        if (gatesOpen && !open) {
            limits.unpaid();
            return Outcome.CLOSED;
        }
        limits.forget();
        if (!gatesOpen) {
            return Outcome.CLOSED;
        }
        upToFen = Math.addExact(upToFen, amount);
        return Outcome.OPEN;
    }

    long dueExact() {
        return dueExact;
    }

    long dueBeforeFen() {
        return dueBeforeFen;
    }

    long upToFen() {
        return upToFen;
    }

    /** One bit for each reason, by its ordinal. */
    int reasons() {
        return reasons;
    }

    BigDecimal amountFen() {
        return Exact.decimal(amount);
    }

    Fact exactFact(String name, long exact) {
        return Exact.isWholeFen(exact)
                ? Fact.money(name, Money.ofFen(Exact.roundHalfUp(exact)))
                : Fact.exactFen(name, Exact.decimal(exact));
    }

    /** A step that shows the amount as it is now; only for a trace that is on. */
    void step(String code, Op op, String clause, Fact... values) {
        trace.step(code, op, amountFen(), clause, values);
    }
}
