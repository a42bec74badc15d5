package org.tongzhou.contribution;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.ledger.Ledger;
import org.tongzhou.ledger.Posting;
import org.tongzhou.ledger.Template;
import org.tongzhou.recovery.RecoveryId;
import org.tongzhou.recovery.Repayments;

/**
 * Money that came in and pays no bill: the giver's money for a subsidy programme, or a benefit that somebody pays back. A
 * person matches it; taken back, it stands unidentified again.
 */
@Component
public class Assignments {
    private static final int PAGE = 100;

    private final AssignmentStore store;
    private final CreditStore credits;
    private final ProgrammeStore programmes;
    private final OtherUses uses;
    private final Repayments repayments;
    private final Ledger ledger;
    private final AuditTrail audit;

    Assignments(
            AssignmentStore store,
            CreditStore credits,
            ProgrammeStore programmes,
            OtherUses uses,
            Repayments repayments,
            Ledger ledger,
            AuditTrail audit) {
        this.store = store;
        this.credits = credits;
        this.programmes = programmes;
        this.uses = uses;
        this.repayments = repayments;
        this.ledger = ledger;
        this.audit = audit;
    }

    /** Programmes and debts that each of these credits may be for, the likeliest first; credits without a guess are left out. */
    public Map<CreditId, List<OtherUse>> proposals(Actor actor, List<Credit> of) {
        requireFinance(actor, Role.AUDITOR, Role.MANAGER);
        List<OtherUse> open = uses.open(actor, of);
        Map<CreditId, List<OtherUse>> proposals = new LinkedHashMap<>();
        for (Credit credit : of) {
            List<OtherUse> likely = uses.likely(open, credit);
            if (!likely.isEmpty()) {
                proposals.put(credit.id(), likely);
            }
        }
        return proposals;
    }

    /** What a programme's reference or the number of a claim names, while it still awaits money. */
    public Optional<OtherUse> named(Actor actor, String reference) {
        requireFinance(actor);
        return uses.named(actor, reference);
    }

    /** Gives what is left of a credit to it, as far as both go. Refuses {@code credit_settled}, {@code use_settled}. */
    @Transactional
    public Money match(Actor actor, CreditId id, OtherUse use, Instant now) {
        requireFinance(actor);
        PersonId person = actor.requirePerson();
        Credit credit = credits.lock(actor.fund(), id).orElseThrow(Refusal::notFound);
        if (credit.returnedOn() != null || credit.rest().isZero()) {
            throw Refusal.conflict("credit_settled", credit.serial());
        }
        Money amount = lock(actor.fund(), use).min(credit.rest());
        if (!amount.isPositive()) {
            throw Refusal.conflict("use_settled", use.name());
        }
        Assignment made = store.insert(actor.fund(), new AssignmentStore.New(id, use, amount, person), now);
        book(actor, made, now);
        record(actor, now, "credit.assigned", made);
        return amount;
    }

    /** What it still awaits, nobody else changing it meanwhile. */
    private Money lock(FundId fund, OtherUse use) {
        return use.kind() == OtherUse.Kind.PROGRAMME
                ? programmes.lockUnfunded(fund, new ProgrammeId(use.id()))
                : repayments.lock(fund, new RecoveryId(use.id())).outstanding();
    }

    private void book(Actor actor, Assignment made, Instant now) {
        if (made.recovery() != null) {
            repayments.take(actor, made.recovery(), found(made, made.valueDate()), now);
        } else if (made.programme() != null) {
            Programme programme = programmes.fund(actor.fund(), made.programme(), made.amount());
            Posting.Part part = new Posting.Part(
                            made.amount(), programme.terms().path(), "")
                    .outOf(Long.toString(programme.id().value()));
            ledger.post(
                    actor.fund(),
                    Posting.of(Template.SUBSIDY_FUNDED, made.cause(), FundClock.dayOf(now), now, List.of(part)));
        }
    }

    private static Repayments.Found found(Assignment made, LocalDate day) {
        return new Repayments.Found(made.id(), made.amount(), day);
    }

    /** Takes a match back; answers the page of what it was for. Refuses {@code match_over} where it no longer holds. */
    @Transactional
    public String undo(Actor actor, long id, Instant now) {
        requireFinance(actor);
        PersonId person = actor.requirePerson();
        Assignment found = store.find(actor.fund(), id).orElseThrow(() -> Refusal.conflict("match_over"));
        if (credits.lock(actor.fund(), found.credit()).isEmpty()) {
            throw Refusal.notFound();
        }
        Assignment live = store.find(actor.fund(), id)
                .filter(Assignment::isLive)
                .orElseThrow(() -> Refusal.conflict("match_over"));
        end(actor, live, new Settling.Ended(Ending.UNDONE, person, FundClock.dayOf(now), now));
        record(actor, now, "credit.unassigned", live);
        return live.programme() != null
                ? "/programmes/" + live.programme().value()
                : "/recoveries/" + Objects.requireNonNull(live.recovery()).value();
    }

    /** The bank took the credit back, which the caller has locked. */
    void returned(FundId fund, CreditId credit, Settling.Ended ended) {
        store.liveOfCredit(fund, credit).forEach(live -> end(Actor.system(fund), live, ended));
    }

    private void end(Actor actor, Assignment live, Settling.Ended ended) {
        FundId fund = actor.fund();
        store.end(fund, live, ended);
        if (live.recovery() != null) {
            repayments.takeBack(actor, live.recovery(), found(live, ended.day()), ended.now());
        } else if (live.programme() != null) {
            programmes.lockUnfunded(fund, live.programme());
            programmes.fund(fund, live.programme(), live.amount().negated());
            ledger.journals(fund, live.cause()).stream()
                    .filter(journal -> journal.template() == Template.SUBSIDY_FUNDED)
                    .forEach(journal -> ledger.reverse(fund, journal.id(), ended.day(), ended.now()));
        }
    }

    /** What came for a programme, oldest first, 100 at a time; for who may see the fund's account. */
    public Slice<Assignment> ofProgramme(Actor actor, ProgrammeId id, String after) {
        boolean reader = actor.is(Role.FINANCE_MAKER)
                || actor.is(Role.FINANCE_CHECKER)
                || actor.is(Role.AUDITOR)
                || actor.is(Role.MANAGER);
        List<Assignment> found = reader && actor.scope().isWholeFund()
                ? store.ofProgramme(actor.fund(), id, Slice.above(after), PAGE + 1)
                : List.of();
        return Slice.of(found, PAGE, assignment -> Long.toString(assignment.id()));
    }

    private void record(Actor actor, Instant now, String action, Assignment made) {
        String what = made.programme() != null
                ? "programme:" + made.programme().value()
                : "recovery:" + Objects.requireNonNull(made.recovery()).value();
        audit.record(new AuditEntry(
                actor,
                now,
                action,
                "credit:" + made.credit().value(),
                Map.of("for", what, "fen", Long.toString(made.amount().fen()))));
    }

    private static void requireFinance(Actor actor, Role... readers) {
        Role[] roles = Stream.concat(Stream.of(Role.FINANCE_MAKER, Role.FINANCE_CHECKER), Arrays.stream(readers))
                .toArray(Role[]::new);
        actor.require(roles);
        actor.requireWholeFund();
    }
}
