package org.tongzhou.contribution;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
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
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;

/** Money that comes in: bank files, what became of each line, and what nobody could tell. */
@Component
public class Credits {
    private static final int PAGE = 30;
    private static final int MOST_STATEMENTS = 20;
    private static final int MOST_LINES = 500;

    private final CreditStore store;
    private final StatementStore statements;
    private final BillStore bills;
    private final ProposalStore proposals;
    private final Settling settling;
    private final Booking booking;
    private final AuditTrail audit;

    Credits(
            CreditStore store,
            StatementStore statements,
            BillStore bills,
            ProposalStore proposals,
            Settling settling,
            Booking booking,
            AuditTrail audit) {
        this.store = store;
        this.statements = statements;
        this.bills = bills;
        this.proposals = proposals;
        this.settling = settling;
        this.booking = booking;
        this.audit = audit;
    }

    /** What became of a file: the outcome of each line, or the faults that kept the whole file out. */
    public record Upload(Optional<StatementId> statement, List<CreditOutcome> outcomes, List<LineFault> faults) {
        public Upload {
            outcomes = List.copyOf(outcomes);
            faults = List.copyOf(faults);
        }
    }

    /** Reads and books a file; with a fault in any line nothing is booked. */
    @Transactional
    public Upload upload(Actor actor, String name, byte[] bytes, Instant now) {
        requireFinance(actor);
        StatementFile file = StatementFile.read(name, bytes, LocalDate.ofInstant(now, FundClock.ZONE));
        return file.faults().isEmpty()
                ? book(actor, file, now)
                : new Upload(Optional.empty(), List.of(), file.faults());
    }

    /**
     * Books a file that was read without fault, in one transaction: money in finds its bill by reference, returns are
     * undone, serial numbers known before have no effect. The same file again, or twice at once, books nothing twice.
     */
    @Transactional
    public Upload book(Actor actor, StatementFile file, Instant now) {
        requireFinance(actor);
        PersonId person = Optional.ofNullable(actor.person()).orElseThrow(Refusal::notAllowed);
        if (!file.faults().isEmpty()) {
            throw Refusal.invalid("credit_file_faults", file.faults().size());
        }
        store.waitForOthers(actor.fund());
        StatementId id = statements.insert(actor.fund(), file, person, now);
        List<CreditOutcome> outcomes = booking.book(actor.fund(), file.lines(), now);
        statements.insertLines(actor.fund(), id, outcomes);
        audit.record(new AuditEntry(
                actor,
                now,
                "credit.uploaded",
                "statement:" + id.value(),
                Map.of("lines", Integer.toString(file.size()))));
        return new Upload(Optional.of(id), outcomes, List.of());
    }

    /** Pays a bill with what is left of a credit, as far as both go; the bill's rest, or the credit's, stays open. */
    @Transactional
    public Money match(Actor actor, CreditId creditId, BillId billId, Instant now) {
        requireFinance(actor);
        PersonId person = Optional.ofNullable(actor.person()).orElseThrow(Refusal::notAllowed);
        Credit credit = store.lock(actor.fund(), creditId).orElseThrow(Refusal::notFound);
        if (credit.returnedOn() != null || credit.rest().isZero()) {
            throw Refusal.conflict("credit_settled", credit.serial());
        }
        Bill bill = bills.lock(actor.fund(), billId).orElseThrow(Refusal::notFound);
        if (bill.outstanding().isZero()) {
            throw Refusal.conflict("bill_paid", bill.reference());
        }
        Money paid = settling.pay(new Settling.Match(actor.fund(), credit, person, now), bill);
        audit.record(new AuditEntry(
                actor,
                now,
                "credit.matched",
                "credit:" + creditId.value(),
                Map.of("bill", Long.toString(billId.value()), "fen", Long.toString(paid.fen()))));
        return paid;
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
        long before = after.matches("\\d{1,18}") ? Long.parseLong(after) : Long.MAX_VALUE;
        List<Credit> found = store.unidentified(actor.scope(), before, PAGE + 1);
        return Slice.of(found, PAGE, credit -> Long.toString(credit.id().value()));
    }

    /** How many credits wait to be matched, as far as the actor may know. */
    public int toMatch(Actor actor) {
        boolean finance = actor.is(Role.FINANCE_MAKER) || actor.is(Role.FINANCE_CHECKER);
        return finance ? store.toMatch(actor.scope()) : 0;
    }

    /** Bills that each of these credits may pay, the likeliest first; credits without a guess are left out. */
    public Map<CreditId, List<Proposal>> proposals(Actor actor, List<Credit> credits) {
        requireReader(actor);
        return proposals.of(actor.scope(), credits.stream().map(Credit::id).toList());
    }

    /** The newest bank files, at most 20. */
    public List<Statement> statements(Actor actor) {
        requireReader(actor);
        return statements.newest(actor.fund(), MOST_STATEMENTS);
    }

    public Statement statement(Actor actor, StatementId id) {
        requireReader(actor);
        return statements.find(actor.fund(), id).orElseThrow(Refusal::notFound);
    }

    /** The lines of a file, those that need somebody first, at most 500. */
    public List<CreditOutcome> lines(Actor actor, StatementId id) {
        requireReader(actor);
        return new ArrayList<>(statements.lines(actor.fund(), id, MOST_LINES));
    }

    /** The fund's account belongs to the province: nobody below sees what comes in unsorted. */
    private static void requireReader(Actor actor) {
        actor.require(Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.AUDITOR, Role.MANAGER);
        actor.requireWithin("/" + actor.fund().code() + "/");
    }

    private static void requireFinance(Actor actor) {
        actor.require(Role.FINANCE_MAKER, Role.FINANCE_CHECKER);
        actor.requireWithin("/" + actor.fund().code() + "/");
    }
}
