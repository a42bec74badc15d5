package org.tongzhou.payment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;

/** Payment batches: one person makes and seals, another releases exactly what was sealed. */
@Component
public class Batches {
    private static final int PAGE = 200;
    private static final int BATCHES = 12;
    private static final int TROUBLED = 50;
    private static final Role[] READERS = {Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.AUDITOR, Role.MANAGER};

    private final BatchStore batches;
    private final InstructionStore instructions;
    private final InstructionEventStore history;
    private final Payments payments;
    private final BatchContent content;
    private final Releasable releasable;
    private final ValueDays valueDays;
    private final PayoutLimits limits;
    private final AuditTrail audit;

    Batches(
            BatchStore batches,
            InstructionStore instructions,
            InstructionEventStore history,
            Payments payments,
            BatchContent content,
            Releasable releasable,
            ValueDays valueDays,
            PayoutLimits limits,
            AuditTrail audit) {
        this.batches = batches;
        this.instructions = instructions;
        this.history = history;
        this.payments = payments;
        this.content = content;
        this.releasable = releasable;
        this.valueDays = valueDays;
        this.limits = limits;
        this.audit = audit;
    }

    /**
     * Takes all that is approved and may be paid today, at most 20,000, and seals it for the next day on which the bank
     * still executes. Leaves out accounts that are blocked, what is in question or was ordered on what is, and the maker's own benefit;
     * {@code payment_nothing_to_pay} when none is left.
     */
    @Transactional
    public BatchId draft(Actor maker, Instant now) {
        return draft(maker, Wanted.all(), now);
    }

    /** The same for payees of one bank, a value day of one's choice ({@code payment_value_day}) or fewer payments. */
    @Transactional
    public BatchId draft(Actor maker, Wanted wanted, Instant now) {
        requireProvince(maker, Role.FINANCE_MAKER);
        Hand person = Hand.of(maker);
        FundId fund = maker.fund();
        LocalDate today = FundClock.dayOf(now);
        LocalDate day = wanted.valueDay() == null ? valueDays.earliest(now) : valueDays.require(wanted.valueDay(), now);
        InstructionStore.Ready ready = new InstructionStore.Ready(today, releasable.doubted(fund));
        List<InstructionRow> taken =
                instructions.payable(maker.scope(), ready, person.person().value(), wanted);
        List<InstructionRow> rows = releasable.free(fund, taken, person.person(), today);
        if (rows.isEmpty()) {
            throw Refusal.conflict("payment_nothing_to_pay");
        }
        BatchRow batch = batches.create(fund, new BatchStore.Draft(day, wanted.bank(), content.version()), person, now);
        batches.fill(fund, batch, rows);
        move(
                fund,
                rows,
                Move.to(InstructionState.BATCHED, now).by(person.person()).in(batch.id()));
        byte[] hash = content.hash(fund, batch, rows);
        content.requireWritable(batch, rows, now);
        batches.seal(fund, batch.batchId(), hash, limits.needsConsent(rows));
        move(
                fund,
                rows,
                Move.to(InstructionState.SEALED, now).by(person.person()).in(batch.id()));
        record(maker, now, "payment.batch_sealed", batch, HexFormat.of().formatHex(hash));
        return batch.batchId();
    }

    /**
     * Releases a sealed batch to the bank. {@code hash} is the seal that the releasing person saw; refused when it is not
     * the batch's ({@code payment_seal_seen}), when the content no longer matches its seal, when the person made the batch
     * ({@code second_person}) or is paid by it ({@code payment_own_benefit}), while a payee is blocked or
     * a payment in question ({@code payment_payee_blocked}) or what it was ordered on ({@code payment_cause_blocked}), and above the limits until a manager has agreed ({@code payment_needs_consent}). A
     * value day that is over by now rolls on to the next one.
     */
    @Transactional
    public void release(Actor checker, BatchId id, String hash, Instant now) {
        requireProvince(checker, Role.FINANCE_CHECKER);
        Hand person = Hand.of(checker);
        FundId fund = checker.fund();
        BatchRow batch = lockSealed(fund, id);
        requireOther(batch, person);
        requireSeen(batch, hash);
        if (batch.needsConsent() && batch.agreed() == null) {
            throw Refusal.conflict("payment_needs_consent", batch.number());
        }
        instructions.lockBatch(fund, id);
        List<InstructionRow> rows = content.requireSealed(fund, batch);
        releasable.require(fund, rows, person.person(), FundClock.dayOf(now));
        batches.release(fund, id, valueDays.rolledOn(batch.executionDay(), now), person, now);
        move(
                fund,
                rows,
                Move.to(InstructionState.RELEASED, now).by(person.person()).in(batch.id()));
        record(checker, now, "payment.batch_released", batch, hex(batch));
    }

    /**
     * A manager's word for a batch above the limits of two people, bound to the seal that was seen like a release; by a
     * third person, who is not paid by it either.
     */
    @Transactional
    public void agree(Actor manager, BatchId id, String hash, Instant now) {
        requireProvince(manager, Role.MANAGER);
        Hand person = Hand.of(manager);
        FundId fund = manager.fund();
        BatchRow batch = lockSealed(fund, id);
        if (!batch.needsConsent()) {
            throw Refusal.conflict("payment_needs_no_consent", batch.number());
        }
        requireOther(batch, person);
        requireSeen(batch, hash);
        releasable.require(fund, content.requireSealed(fund, batch), person.person(), FundClock.dayOf(now));
        batches.agree(fund, id, person, now);
        record(manager, now, "payment.batch_agreed", batch, hex(batch));
    }

    private static void requireOther(BatchRow batch, Hand person) {
        if (batch.made().by().equals(person.person())
                || batch.agreed() != null && batch.agreed().by().equals(person.person())) {
            throw Refusal.notAllowed("second_person");
        }
    }

    private static void requireSeen(BatchRow batch, String hash) {
        if (!hash.equals(hex(batch))) {
            throw Refusal.conflict("payment_seal_seen", batch.number());
        }
    }

    /** Takes a sealed batch apart; its payments are approved again and may go into another. By a maker or a checker. */
    @Transactional
    public void discard(Actor actor, BatchId id, Instant now) {
        requireProvince(actor, Role.FINANCE_MAKER, Role.FINANCE_CHECKER);
        Hand person = Hand.of(actor);
        BatchRow batch = lockSealed(actor.fund(), id);
        List<InstructionRow> rows = instructions.inBatch(actor.fund(), id);
        batches.move(actor.fund(), id, BatchState.DISCARDED);
        move(
                actor.fund(),
                rows,
                Move.to(InstructionState.APPROVED, now).by(person.person()).in(batch.id()));
        record(actor, now, "payment.batch_discarded", batch, hex(batch));
    }

    private BatchRow lockSealed(FundId fund, BatchId id) {
        BatchRow batch = batches.lock(fund, id).orElseThrow(Refusal::notFound);
        if (batch.state() != BatchState.SEALED) {
            throw Refusal.conflict("payment_batch_not_sealed", batch.number());
        }
        return batch;
    }

    /** A batch with its tallies. */
    @Transactional(readOnly = true)
    public Batch get(Actor actor, BatchId id) {
        requireProvince(actor, READERS);
        FundId fund = actor.fund();
        return views(fund, batches.find(fund, id).stream().toList()).stream()
                .findFirst()
                .orElseThrow(Refusal::notFound);
    }

    /** The oldest batch that still needs somebody or something. */
    @Transactional(readOnly = true)
    public Optional<Batch> inHand(Actor actor) {
        requireProvince(actor, READERS);
        FundId fund = actor.fund();
        return views(fund, batches.inHand(fund).stream().toList()).stream().findFirst();
    }

    /** Newest first, 12 at a time. */
    @Transactional(readOnly = true)
    public Slice<Batch> newest(Actor actor, String after) {
        requireProvince(actor, READERS);
        List<BatchRow> found = batches.newest(actor.fund(), Slice.below(after), BATCHES + 1);
        return Slice.of(
                views(actor.fund(), found),
                BATCHES,
                batch -> Long.toString(batch.id().value()));
    }

    /** The first day for which a batch can be made now. */
    public LocalDate earliestValueDay(Instant now) {
        return valueDays.earliest(now);
    }

    /** A page of a batch: that of all its payments after a key, or the first. */
    public record Place(BatchId batch, String after) {}

    /** Where an instruction stands in the batch that last carried it. */
    @Transactional(readOnly = true)
    public Optional<Place> of(Actor actor, InstructionId id) {
        requireProvince(actor, READERS);
        return instructions.place(actor.fund(), id, PAGE);
    }

    /** Payments of a batch in its order, 200 at a time; {@code troubled} leaves out those that are paid. */
    @Transactional(readOnly = true)
    public Slice<Instruction> payments(Actor actor, BatchId id, boolean troubled, String after) {
        requireProvince(actor, READERS);
        InstructionStore.Part part = new InstructionStore.Part(troubled, Slice.above(after), PAGE + 1);
        List<Instruction> found = payments.views(actor.fund(), instructions.inBatch(actor.fund(), id, part));
        return Slice.of(found, PAGE, Batches::key);
    }

    private static String key(Instruction payment) {
        return Long.toString(payment.id().value());
    }

    /**
     * Rejected, returned and unknown payments that nothing has replaced yet and nobody disputes, of any batch but this one, oldest
     * first, 50 at a time.
     */
    @Transactional(readOnly = true)
    public Slice<Instruction> troubledElsewhere(Actor actor, BatchId here, String after) {
        requireProvince(actor, READERS);
        List<InstructionRow> found =
                instructions.troubledElsewhere(actor.fund(), here, Slice.above(after), TROUBLED + 1);
        return Slice.of(payments.views(actor.fund(), found), TROUBLED, Batches::key);
    }

    /** How many these are. */
    @Transactional(readOnly = true)
    public int countTroubledElsewhere(Actor actor, BatchId here) {
        requireProvince(actor, READERS);
        return instructions.countTroubledElsewhere(actor.fund(), here);
    }

    /** What a batch made today would hold, blocked accounts not yet left out; and what waits beside it. */
    @Transactional(readOnly = true)
    public Payable payable(Actor actor, LocalDate today) {
        requireProvince(actor, READERS);
        Set<String> doubted = releasable.doubted(actor.fund());
        return new Payable(
                instructions.payableByBank(actor.fund(), new InstructionStore.Ready(today, doubted)),
                instructions.payableLater(actor.fund(), today),
                instructions.payableOf(actor.fund(), doubted));
    }

    /** Batches hold payments of the whole fund, so only who sees the whole fund sees them. */
    private static void requireProvince(Actor actor, Role... roles) {
        actor.require(roles);
        actor.requireWholeFund();
    }

    /** The pain.001 of a released batch as it goes or went to the bank. */
    @Transactional(readOnly = true)
    public byte[] message(Actor actor, BatchId id) {
        requireProvince(actor, Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.AUDITOR);
        BatchRow batch = batches.find(actor.fund(), id).orElseThrow(Refusal::notFound);
        if (batch.released() == null) {
            throw Refusal.conflict("payment_batch_not_released", batch.number());
        }
        return content.message(actor.fund(), batch);
    }

    private List<Batch> views(FundId fund, List<BatchRow> rows) {
        Map<Long, List<Batch.Tally>> tallies =
                batches.tallies(fund, rows.stream().map(BatchRow::id).toList());
        return rows.stream()
                .map(row -> view(row, tallies.getOrDefault(row.id(), List.of())))
                .toList();
    }

    private static Batch view(BatchRow row, List<Batch.Tally> tallies) {
        return new Batch(
                row.batchId(),
                row.number(),
                row.executionDay(),
                row.bankDay(),
                row.bank(),
                row.payments(),
                row.total(),
                hex(row),
                row.state(),
                row.made(),
                row.released(),
                row.needsConsent(),
                row.agreed(),
                row.message().id(),
                row.message().fileName(),
                tallies);
    }

    private static String hex(BatchRow batch) {
        return Optional.ofNullable(batch.contentHash())
                .map(HexFormat.of()::formatHex)
                .orElse("");
    }

    private void move(FundId fund, List<InstructionRow> rows, Move move) {
        history.move(fund, rows.stream().map(InstructionRow::id).toList(), move);
    }

    private void record(Actor actor, Instant now, String action, BatchRow batch, String hash) {
        audit.record(new AuditEntry(actor, now, action, "batch:" + batch.id(), Map.of("hash", hash)));
    }
}
