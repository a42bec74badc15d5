package org.tongzhou.recovery;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Characters;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.kernel.Turn;
import org.tongzhou.payment.Instruction;
import org.tongzhou.payment.InstructionId;
import org.tongzhou.payment.Payments;
import org.tongzhou.recovery.Recovery.Hand;
import org.tongzhou.recovery.Recovery.Instalment;
import org.tongzhou.recovery.Recovery.State;
import org.tongzhou.recovery.RecoveryEntry.Kind;
import org.tongzhou.recovery.RecoveryTerms.Reason;

/** The desk's side: the province's finance, by two persons wherever money is demanded or given up, never about themselves. */
@Component
public class Recoveries {
    private static final int PAGE = 200;
    private static final int MOST_INSTALMENTS = 60;

    private final RecoveryRows rows;
    private final RecoveryStore store;
    private final Payments payments;
    private final Demanding demanding;
    private final Steps steps;
    private final Repaying repaying;
    private final HandNotes notes;
    private final Interests interests;

    Recoveries(
            RecoveryRows rows,
            RecoveryStore store,
            Payments payments,
            Demanding demanding,
            Steps steps,
            Repaying repaying,
            HandNotes notes,
            Interests interests) {
        this.rows = rows;
        this.store = store;
        this.payments = payments;
        this.demanding = demanding;
        this.steps = steps;
        this.repaying = repaying;
        this.notes = notes;
        this.interests = interests;
    }

    /** How much of a benefit is demanded back and why; {@code grounds} are 4–500 characters. */
    public record Demand(Money amount, Reason reason, String grounds) {}

    /** A sum that came back: the bank's reference of the credit, once about that day. */
    public record Receipt(Money amount, String bankReference, LocalDate valueDate) {}

    /** Those to be worked on first, then all else, each the newest first; 200 at a time. */
    public Slice<Recovery> list(Actor actor, String after) {
        readers(actor);
        List<Recovery> found = rows.list(actor.fund(), Turn.below(after), PAGE + 1);
        return Slice.of(
                found,
                PAGE,
                recovery -> new Turn(
                                recovery.state().isToBeWorkedOn(), recovery.id().value())
                        .key());
    }

    public Recovery get(Actor actor, RecoveryId id) {
        readers(actor);
        return rows.find(actor.fund(), id).orElseThrow(Refusal::notFound);
    }

    /**
     * Proposes to demand back a benefit that was paid ({@code recovery_not_paid} otherwise), or a part of it: in all at most what the
     * person got, with what was kept of it for an older debt ({@code recovery_whole} once nothing is left), and one demand at a time
     * ({@code recovery_exists}).
     */
    @Transactional
    public RecoveryId propose(Actor maker, InstructionId paid, Demand demand, Instant now) {
        Hand hand = finance(maker, now, Role.FINANCE_MAKER, Role.FINANCE_CHECKER);
        return demanding.propose(maker, payments.get(maker.scope(), paid), demand, hand);
    }

    /** The same of the benefit of the claim with this number ({@code recovery_unknown} where none was ordered). */
    @Transactional
    public RecoveryId propose(Actor maker, String reference, Demand demand, Instant now) {
        Hand hand = finance(maker, now, Role.FINANCE_MAKER, Role.FINANCE_CHECKER);
        Instruction benefit = payments.benefit(maker.scope(), reference)
                .orElseThrow(() -> Refusal.invalid("recovery_unknown", reference));
        return demanding.propose(maker, benefit, demand, hand);
    }

    /**
     * The same by a reviewer, for a cause that the calling room has found in the reviewer's territory; confirmed by finance like
     * any other.
     */
    @Transactional
    public RecoveryId report(Actor reviewer, String cause, Demand demand, Instant now) {
        reviewer.require(Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER);
        List<Instruction> ordered = payments.of(reviewer.fund(), cause);
        if (ordered.isEmpty()) {
            throw Refusal.conflict("recovery_not_paid", cause);
        }
        return demanding.propose(reviewer, ordered.get(ordered.size() - 1), demand, hand(reviewer, now));
    }

    /** How much of the benefit that a cause was paid for may still be demanded back; the caller has checked that it is the actor's to see. */
    @Transactional(readOnly = true)
    public Money demandable(FundId fund, String cause) {
        return demanding.left(fund, cause);
    }

    /** Confirms by a second person ({@code recovery_second_person} otherwise): from now on it is owed, booked and told. */
    @Transactional
    public void confirm(Actor checker, RecoveryId id, Instant now) {
        Hand hand = finance(checker, now, Role.FINANCE_CHECKER);
        Recovery recovery = lock(checker, id, State.PROPOSED);
        notOwn(checker, hand, recovery);
        if (recovery.proposed().person().equals(hand.person())) {
            throw Refusal.notAllowed("recovery_second_person");
        }
        demanding.requirePaid(
                checker.fund(), recovery.terms().cause(), recovery.terms().reference());
        store.confirm(checker.fund(), id, hand);
        steps.demanded(checker.fund(), recovery, now);
        steps.record(checker, "recovery.confirmed", id, Map.of(), now);
    }

    @Transactional
    public void withdraw(Actor maker, RecoveryId id, Instant now) {
        Hand hand = finance(maker, now, Role.FINANCE_MAKER, Role.FINANCE_CHECKER);
        notOwn(maker, hand, lock(maker, id, State.PROPOSED));
        store.withdraw(maker.fund(), id);
        steps.record(maker, "recovery.withdrawn", id, Map.of(), now);
    }

    /**
     * Books a sum that the person paid back and the bank told otherwise than by its statement. The same credit again is refused
     * ({@code recovery_receipt_known}), and one that stands among what came in ({@code recovery_receipt_listed}): it is matched
     * there. {@code recovery_receipt_day}: not on a day to come, nor before the benefit was ordered; somebody may pay back before
     * it is demanded.
     */
    @Transactional
    public void receive(Actor maker, RecoveryId id, Receipt receipt, Instant now) {
        Hand hand = finance(maker, now, Role.FINANCE_MAKER, Role.FINANCE_CHECKER);
        notes.requireNew(maker.fund(), receipt);
        Recovery recovery = lock(maker, id, State.OPEN);
        notOwn(maker, hand, recovery);
        requireOwed(recovery, receipt.amount());
        notes.note(maker, recovery, receipt, hand);
    }

    /** A repayment noted by hand that should not have been, and why, in 4 to 500 characters ({@code recovery_words}). */
    public record Mistake(long note, String reason) {
        public Mistake {
            reason = words(reason);
        }
    }

    /**
     * Takes a repayment that was noted by hand off again, by another person than who noted it ({@code recovery_noted_it}): it is
     * owed once more, and the credit may be noted anew or read in a statement. Refuses {@code recovery_note_over}.
     */
    @Transactional
    public void takeBack(Actor checker, RecoveryId id, Mistake mistake, Instant now) {
        Hand hand = finance(checker, now, Role.FINANCE_CHECKER);
        Recovery recovery = rows.lock(checker.fund(), id).orElseThrow(Refusal::notFound);
        notOwn(checker, hand, recovery);
        notes.takeBack(checker, recovery, mistake, hand);
    }

    /** Shares what is left over months: the first part is due on {@code first}, the odd fen come last. Replaces an earlier plan. */
    @Transactional
    public void plan(Actor maker, RecoveryId id, LocalDate first, int months, Instant now) {
        Hand hand = finance(maker, now, Role.FINANCE_MAKER, Role.FINANCE_CHECKER);
        Recovery recovery = lock(maker, id, State.OPEN);
        notOwn(maker, hand, recovery);
        long left = recovery.outstanding().fen();
        if (months < 1 || months > MOST_INSTALMENTS || left / months == 0 || first.isBefore(FundClock.dayOf(now))) {
            throw Refusal.invalid("recovery_plan", MOST_INSTALMENTS);
        }
        List<Instalment> instalments = new ArrayList<>();
        for (int no = 1; no <= months; no++) {
            long part = no < months ? left / months : left - left / months * (months - 1);
            instalments.add(new Instalment(no, first.plusMonths(no - 1L), Money.ofFen(part), recovery.settled()));
        }
        store.plan(maker.fund(), id, instalments);
        steps.record(maker, "recovery.planned", id, Map.of("months", Integer.toString(months)), now);
    }

    /** Proposes to give up what is left. */
    @Transactional
    public void proposeWriteOff(Actor maker, RecoveryId id, String grounds, Instant now) {
        Hand hand = finance(maker, now, Role.FINANCE_MAKER, Role.FINANCE_CHECKER);
        Recovery recovery = lock(maker, id, State.OPEN);
        notOwn(maker, hand, recovery);
        store.proposeWriteOff(maker.fund(), id, hand, words(grounds));
        steps.record(maker, "recovery.write_off_proposed", id, Map.of("fen", fen(recovery.outstanding())), now);
    }

    /**
     * Gives up what is left, by a second person; {@code seen} is the seal of what that person saw, refused when another sum is left
     * or something else is proposed by now ({@code recovery_proposal_seen}).
     */
    @Transactional
    public void confirmWriteOff(Actor checker, RecoveryId id, String seen, Instant now) {
        Hand hand = finance(checker, now, Role.FINANCE_CHECKER);
        Recovery recovery = lock(checker, id, State.OPEN);
        notOwn(checker, hand, recovery);
        if (recovery.writeOff() == null || recovery.writeOff().confirmed()) {
            throw Refusal.conflict("recovery_no_proposal");
        }
        if (recovery.writeOff().proposed().person().equals(hand.person())) {
            throw Refusal.notAllowed("recovery_second_person");
        }
        if (!seen.equals(recovery.writeOffSeal())) {
            throw Refusal.conflict("recovery_proposal_seen");
        }
        Money left = recovery.outstanding();
        store.confirmWriteOff(checker.fund(), id, hand);
        String cause = recovery.course().numbered(Kind.WRITTEN_OFF, id.cause());
        steps.enter(
                checker.fund(),
                recovery,
                new RecoveryEntry(0, Kind.WRITTEN_OFF, cause, left, FundClock.dayOf(now)),
                hand);
        steps.record(checker, "recovery.written_off", id, Map.of("fen", fen(left)), now);
    }

    /**
     * Answers an appeal; {@code reduceBy} is zero where the demand stays. By somebody who has not acted on the demand
     * ({@code recovery_acted}). What was paid back beyond what is left of the demand is ordered to be paid to the person
     * again, to the account that is theirs by now ({@code recovery_payee_changing} while that waits to be confirmed).
     */
    @Transactional
    public void decide(Actor checker, RecoveryId id, Money reduceBy, String answer, Instant now) {
        Hand hand = finance(checker, now, Role.FINANCE_CHECKER, Role.MANAGER);
        Recovery recovery = rows.lock(checker.fund(), id).orElseThrow(Refusal::notFound);
        if (recovery.appeal() == null || !recovery.appeal().isOpen()) {
            throw Refusal.conflict("recovery_no_appeal");
        }
        notOwn(checker, hand, recovery);
        if (rows.hasActed(checker.fund(), id, hand.person())) {
            throw Refusal.notAllowed("recovery_acted");
        }
        if (reduceBy.isNegative() || reduceBy.compareTo(recovery.reducible()) > 0) {
            throw Refusal.invalid("recovery_amount", recovery.reducible());
        }
        store.answer(checker.fund(), id, hand, words(answer));
        if (reduceBy.isPositive()) {
            Recovery owed = repaying.beyond(checker, recovery, reduceBy.minus(recovery.outstanding()), hand);
            steps.enter(
                    checker.fund(),
                    owed,
                    new RecoveryEntry(0, Kind.REDUCED, id.cause(), reduceBy, FundClock.dayOf(now)),
                    hand);
        }
        steps.answered(checker.fund(), recovery, now);
        steps.record(checker, "recovery.appeal_decided", id, Map.of("fen", fen(reduceBy)), now);
    }

    /** Orders anew what the bank could not pay to the person, to the account that is theirs by now. */
    @Transactional
    public void payAgain(Actor checker, RecoveryId id, Instant now) {
        Hand hand = finance(checker, now, Role.FINANCE_CHECKER);
        Recovery recovery = rows.lock(checker.fund(), id).orElseThrow(Refusal::notFound);
        notOwn(checker, hand, recovery);
        repaying.again(checker, recovery, now);
        steps.record(checker, "recovery.paid_again", id, Map.of(), now);
    }

    /** What was ordered to be paid to the person after an appeal, oldest first. */
    public List<Instruction> repaid(Actor actor, RecoveryId id) {
        readers(actor);
        return payments.of(actor.fund(), id.cause());
    }

    private static void requireOwed(Recovery recovery, Money amount) {
        if (!amount.isPositive() || amount.compareTo(recovery.outstanding()) > 0) {
            throw Refusal.invalid("recovery_amount", recovery.outstanding());
        }
    }

    private Recovery lock(Actor actor, RecoveryId id, State expected) {
        Recovery recovery = rows.lock(actor.fund(), id).orElseThrow(Refusal::notFound);
        if (recovery.state() != expected) {
            throw Refusal.conflict("recovery_moved_on");
        }
        return recovery;
    }

    private void notOwn(Actor actor, Hand hand, Recovery recovery) {
        interests.requireNone(actor.fund(), hand, recovery.terms().person());
    }

    private static void readers(Actor actor) {
        actor.require(Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.AUDITOR, Role.MANAGER);
        actor.requireWholeFund();
    }

    private static Hand finance(Actor actor, Instant now, Role... roles) {
        actor.require(roles);
        actor.requireWholeFund();
        return hand(actor, now);
    }

    static Hand hand(Actor actor, Instant now) {
        return new Hand(actor.requirePerson(), Mask.name(actor.name()), now);
    }

    static String words(String text) {
        String words = text.strip();
        if (!Characters.within(4, 500, words)) {
            throw Refusal.invalid("recovery_words");
        }
        return words;
    }

    private static String fen(Money amount) {
        return Long.toString(amount.fen());
    }
}
