package org.tongzhou.contribution;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Place;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.kernel.Turn;

/** Money that comes in: bank files, what became of each line, and what nobody could tell. */
@Component
public class Credits {
    private static final int PAGE = 30;
    private static final int STATEMENTS = 20;
    private static final int LINES = 500;
    private static final int NOTED = 50;
    private static final Place NEWEST = new Place(Long.MAX_VALUE, Long.MAX_VALUE);

    private final CreditStore store;
    private final StatementStore statements;
    private final BillStore bills;
    private final ProposalStore proposals;
    private final AllocationStore allocations;
    private final Settling settling;
    private final Booking booking;
    private final FeeAccount account;
    private final AuditTrail audit;

    Credits(
            CreditStore store,
            StatementStore statements,
            BillStore bills,
            ProposalStore proposals,
            AllocationStore allocations,
            Settling settling,
            Booking booking,
            FeeAccount account,
            AuditTrail audit) {
        this.store = store;
        this.statements = statements;
        this.bills = bills;
        this.proposals = proposals;
        this.allocations = allocations;
        this.settling = settling;
        this.booking = booking;
        this.account = account;
        this.audit = audit;
    }

    /** What became of a file: the outcome of each line, or the faults that kept the whole file out. */
    public record Upload(Optional<StatementId> statement, List<CreditOutcome> outcomes, List<LineFault> faults) {
        public Upload {
            outcomes = List.copyOf(outcomes);
            faults = List.copyOf(faults);
        }
    }

    /** Reads a file as one of the fund's own account; pure. */
    public StatementFile read(String name, byte[] bytes, LocalDate today) {
        return StatementFile.read(name, bytes, new StatementFile.Expected(today, account.number()));
    }

    /** Reads and books a file; with a fault in any line nothing is booked, and the original is kept all the same. */
    @Transactional
    public Upload upload(Actor actor, String name, byte[] bytes, Instant now) {
        StatementFile file = read(name, bytes, FundClock.dayOf(now));
        return file.faults().isEmpty() ? book(actor, file, now) : refuse(actor, file, now);
    }

    /** Keeps the original of a file that cannot be taken, with what is wrong with it. */
    @Transactional
    public Upload refuse(Actor actor, StatementFile file, Instant now) {
        requireFinance(actor);
        PersonId person = actor.requirePerson();
        StatementId id = statements.insert(actor.fund(), file, person, now);
        audit.record(new AuditEntry(
                actor,
                now,
                "credit.file_refused",
                "statement:" + id.value(),
                Map.of("faults", Integer.toString(file.faults().size()))));
        return new Upload(Optional.of(id), List.of(), file.faults());
    }

    /**
     * Books a file that was read without fault, in one transaction: money in finds its bill by reference, returns are
     * undone, serial numbers known before have no effect. The same file again, or twice at once, books nothing twice.
     */
    @Transactional
    public Upload book(Actor actor, StatementFile file, Instant now) {
        requireFinance(actor);
        PersonId person = actor.requirePerson();
        if (!file.faults().isEmpty()) {
            throw Refusal.invalid("credit_file_faults", file.faults().size());
        }
        store.waitForOthers(actor.fund());
        StatementId id = statements.insert(actor.fund(), file, person, now);
        List<CreditOutcome> outcomes = booking.book(actor, file.lines(), now);
        statements.insertLines(actor.fund(), id, outcomes);
        audit.record(new AuditEntry(
                actor,
                now,
                "credit.uploaded",
                "statement:" + id.value(),
                Map.of("lines", Integer.toString(file.size()))));
        return new Upload(Optional.of(id), outcomes, List.of());
    }

    /** The file as it was uploaded. Refuses {@code original_not_kept} where it was too large. */
    @Transactional
    public byte[] original(Actor actor, StatementId id, Instant now) {
        requireReader(actor);
        byte[] bytes = statements
                .original(actor.fund(), id)
                .orElseThrow(() -> Refusal.conflict("original_not_kept", StatementFile.MAX_BYTES / 1024 / 1024));
        audit.record(AuditEntry.of(actor, now, "credit.original_read", "statement:" + id.value()));
        return bytes;
    }

    /** Pays a bill with what is left of a credit, as far as both go; the bill's rest, or the credit's, stays open. */
    @Transactional
    public Money match(Actor actor, CreditId creditId, BillId billId, Instant now) {
        requireFinance(actor);
        PersonId person = actor.requirePerson();
        Credit credit = store.lock(actor.fund(), creditId).orElseThrow(Refusal::notFound);
        if (credit.returnedOn() != null || credit.rest().isZero()) {
            throw Refusal.conflict("credit_settled", credit.serial());
        }
        Bill bill = bills.lock(actor.fund(), billId).orElseThrow(Refusal::notFound);
        if (!bill.isOpen()) {
            throw Refusal.conflict("bill_paid", bill.reference());
        }
        OpenBills open = new OpenBills(List.of(bill));
        Money paid = open.pay(credit, new OpenBills.Target(billId, 0), person)
                .orElseThrow()
                .amount();
        settling.pay(actor.fund(), new Settling.Booked(open.made(), open.after(), Map.of(creditId, credit), now));
        audit.record(new AuditEntry(
                actor,
                now,
                "credit.matched",
                "credit:" + creditId.value(),
                Map.of("bill", Long.toString(billId.value()), "fen", Long.toString(paid.fen()))));
        return paid;
    }

    /**
     * Takes a match back: the bill is owed again, the money stands unidentified; what was posted is reversed, a receipt made
     * void. Cover that has not begun waits again. Refuses {@code match_over} where it no longer holds.
     */
    @Transactional
    public BillId undo(Actor actor, long match, Instant now) {
        requireFinance(actor);
        PersonId person = actor.requirePerson();
        Allocation found = allocations.live(actor.fund(), match).orElseThrow(() -> Refusal.conflict("match_over"));
        boolean both = store.lock(actor.fund(), found.credit()).isPresent()
                && bills.lock(actor.fund(), found.bill()).isPresent();
        if (!both) {
            throw Refusal.notFound();
        }
        Allocation live = allocations.live(actor.fund(), match).orElseThrow(() -> Refusal.conflict("match_over"));
        settling.end(actor.fund(), List.of(live), new Settling.Ended(Ending.UNDONE, person, FundClock.dayOf(now), now));
        audit.record(new AuditEntry(
                actor,
                now,
                "credit.unmatched",
                "credit:" + live.credit().value(),
                Map.of(
                        "bill", Long.toString(live.bill().value()),
                        "fen", Long.toString(live.amount().fen()))));
        return live.bill();
    }

    /** The bill that a reference names, however it was typed; for matching by hand. Refuses {@code reference_unknown}. */
    public Bill byReference(Actor actor, String reference) {
        requireFinance(actor);
        return PaymentReference.in(reference).stream()
                .findFirst()
                .flatMap(exact -> bills.byReference(actor.scope(), exact))
                .orElseThrow(() -> Refusal.invalid("reference_unknown", LineChecks.words(reference, 40)));
    }

    /** Credits whose bill is not known, or that are more than their bill; newest first, 30 at a time. */
    public Slice<Credit> unidentified(Actor actor, String after) {
        requireReader(actor);
        List<Credit> found = store.unidentified(actor.scope(), Slice.below(after), PAGE + 1);
        return Slice.of(found, PAGE, credit -> Long.toString(credit.id().value()));
    }

    /** One credit, for who may see the whole account. */
    public Credit find(Actor actor, CreditId id) {
        requireReader(actor);
        return store.find(actor.scope(), id).orElseThrow(Refusal::notFound);
    }

    /** How many credits wait to be matched, as far as the actor may know. */
    public int toMatch(Actor actor) {
        boolean finance = actor.is(Role.FINANCE_MAKER) || actor.is(Role.FINANCE_CHECKER);
        return finance ? store.toMatch(actor.scope()) : 0;
    }

    /** Bills that each of these credits may pay, the likeliest first; credits without a guess are left out. */
    public Map<CreditId, List<Proposal>> proposals(Actor actor, List<Credit> credits) {
        requireReader(actor);
        return proposals.of(actor.scope(), credits);
    }

    /** Bank files, newest first, 20 at a time. */
    public Slice<Statement> statements(Actor actor, String after) {
        requireReader(actor);
        List<Statement> found = statements.newest(actor.fund(), Slice.below(after), STATEMENTS + 1);
        return Slice.of(
                found, STATEMENTS, statement -> Long.toString(statement.id().value()));
    }

    public Statement statement(Actor actor, StatementId id) {
        requireReader(actor);
        return statements.find(actor.fund(), id).orElseThrow(Refusal::notFound);
    }

    /** The lines of a file, those that need somebody first, then the others, 500 at a time. */
    public Slice<CreditOutcome> lines(Actor actor, StatementId id, String after) {
        requireReader(actor);
        List<StatementStore.Line> found = statements.lines(actor.fund(), id, Turn.above(after), LINES + 1);
        return Slice.of(found, LINES, line -> line.turn().key()).map(StatementStore.Line::outcome);
    }

    /** Lines of whichever file that differ from what was noted by hand and are not cleared up, the last told first, 50 at a time. */
    public Slice<NotedLine> noted(Actor actor, String after) {
        requireReader(actor);
        List<NotedLine> found = statements.noted(actor.fund(), Place.of(after, NEWEST), NOTED + 1);
        return Slice.of(found, NOTED, line -> line.place().key());
    }

    /** Whether there is one. */
    public boolean hasNoted(Actor actor) {
        requireReader(actor);
        return !statements.noted(actor.fund(), NEWEST, 1).isEmpty();
    }

    /** The fund's account belongs to the province: nobody below sees what comes in unsorted. */
    private static void requireReader(Actor actor) {
        actor.require(Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.AUDITOR, Role.MANAGER);
        actor.requireWholeFund();
    }

    private static void requireFinance(Actor actor) {
        actor.require(Role.FINANCE_MAKER, Role.FINANCE_CHECKER);
        actor.requireWholeFund();
    }
}
