package org.tongzhou.payment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Scope;
import org.tongzhou.ledger.Ledger;
import org.tongzhou.ledger.Posting;
import org.tongzhou.ledger.Template;

/** Where a room that owes a benefit has it paid. Who may owe it is that room's business; it calls in its own transaction. */
@Component
public class Payments {
    private final InstructionStore instructions;
    private final InstructionEventStore history;
    private final DiscrepancyStore discrepancies;
    private final AnswerStore answers;
    private final Payees payees;
    private final NameCheck nameCheck;
    private final Ledger ledger;
    private final AuditTrail audit;

    Payments(
            InstructionStore instructions,
            InstructionEventStore history,
            DiscrepancyStore discrepancies,
            AnswerStore answers,
            Payees payees,
            NameCheck nameCheck,
            Ledger ledger,
            AuditTrail audit) {
        this.instructions = instructions;
        this.history = history;
        this.discrepancies = discrepancies;
        this.answers = answers;
        this.payees = payees;
        this.nameCheck = nameCheck;
        this.ledger = ledger;
        this.audit = audit;
    }

    /**
     * Orders money to be paid; a benefit is booked as owed (BENEFIT_APPROVED). Once per cause: again gives the newest
     * instruction of the cause; with another amount or payee it is refused ({@code payment_instruct_differs}).
     */
    @Transactional
    public InstructionId instruct(Actor actor, NewInstruction wanted, Instant now) {
        return instructAll(actor, List.of(wanted), now).get(0);
    }

    /** Orders each of these, which have causes of their own, as {@link #instruct} does, or none; answers them in their order. */
    @Transactional
    public List<InstructionId> instructAll(Actor actor, List<NewInstruction> wanted, Instant now) {
        FundId fund = actor.fund();
        wanted.forEach(each -> {
            actor.requireWithin(each.unitPath());
            requirePositive(each);
        });
        Map<String, InstructionId> made = instructions.insert(
                fund,
                wanted.stream().map(each -> row(fund, each, 1)).toList(),
                new InstructionStore.Order(null, actor.person(), now));
        Map<NewInstruction, InstructionId> ordered = new LinkedHashMap<>();
        wanted.forEach(each -> Optional.ofNullable(made.get(each.cause())).ifPresent(id -> ordered.put(each, id)));
        book(actor, ordered, now);
        return wanted.stream()
                .map(each -> Optional.ofNullable(ordered.get(each))
                        .orElseGet(() -> same(fund, each).instructionId()))
                .toList();
    }

    private void book(Actor actor, Map<NewInstruction, InstructionId> ordered, Instant now) {
        FundId fund = actor.fund();
        checkNames(fund, ordered, now);
        ledger.postAll(
                fund,
                ordered.keySet().stream()
                        .flatMap(
                                each -> each.purpose().ordered().map(template -> ordered(template, each, now)).stream())
                        .toList());
        List<AuditEntry> entries = new ArrayList<>();
        ordered.forEach((each, id) -> entries.add(new AuditEntry(
                actor,
                now,
                "payment.instructed",
                "instruction:" + id.value(),
                Map.of("cause", each.cause(), "fen", Long.toString(each.amount().fen())))));
        audit.recordAll(entries);
    }

    private void checkNames(FundId fund, Map<NewInstruction, InstructionId> ordered, Instant now) {
        List<NameCheck.Named> named = new ArrayList<>();
        ordered.forEach((each, id) -> {
            // A refund goes to whom the money came from, which is rarely the person who asks for it.
            if (each.purpose().isToMember()) {
                named.add(new NameCheck.Named(id, each.payee(), each.account()));
            }
        });
        nameCheck.run(fund, named, now);
    }

    private static void requirePositive(NewInstruction wanted) {
        if (!wanted.amount().isPositive()) {
            throw Refusal.invalid("payment_amount_zero", wanted.reference());
        }
    }

    private InstructionRow row(FundId fund, NewInstruction wanted, int attempt) {
        String endToEnd = Ids.endToEnd(fund);
        return new InstructionRow(
                0,
                wanted.cause(),
                attempt,
                wanted.payee(),
                wanted.unitPath(),
                wanted.plan(),
                wanted.reference(),
                payees.seal(endToEnd, wanted.account()),
                payees.index(wanted.account()),
                wanted.account().bankName() == null ? "" : wanted.account().bankName(),
                wanted.account().openFrom(),
                wanted.amount(),
                endToEnd,
                InstructionState.APPROVED,
                wanted.purpose());
    }

    private InstructionRow same(FundId fund, NewInstruction wanted) {
        InstructionRow newest = instructions.latest(fund, wanted.cause()).orElseThrow();
        if (!newest.amount().equals(wanted.amount()) || !newest.person().equals(wanted.payee())) {
            throw Refusal.conflict("payment_instruct_differs", wanted.reference());
        }
        return newest;
    }

    private static Posting ordered(Template template, NewInstruction wanted, Instant now) {
        return Posting.of(
                template,
                wanted.cause(),
                FundClock.dayOf(now),
                now,
                List.of(new Posting.Part(wanted.amount(), wanted.unitPath(), wanted.plan())));
    }

    /**
     * Pays what was rejected or came back again, to the account given, under a new instruction linked to the old; nothing
     * is booked, since it is owed still. Refused while the old one lives ({@code payment_still_live}), while what the bank
     * said of it is disputed ({@code payment_disputed}), and until the bank's book has been read after its answer
     * ({@code payment_book_unread}): a bank that rejects and pays must not make us pay twice.
     */
    @Transactional
    public InstructionId reissue(Actor actor, String cause, PayeeAccount account, Instant now) {
        return reissue(actor, cause, new Anew(account, Money.ZERO), now);
    }

    /**
     * Holds back what was ordered to another account of the person's than the one that stands by now and has not been released: two
     * people settle it, and it is paid anew. What was released stays as it is.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void holdOthers(FundId fund, PersonId person, PayeeAccount standing, Instant now) {
        byte[] index = payees.index(standing);
        instructions.unreleased(fund, person).stream()
                .filter(row -> row.purpose().isToMember() && !Arrays.equals(row.payeeIndex(), index))
                .map(row -> new NameCheck.Named(row.instructionId(), person, payees.open(row.endToEnd(), row.payee())))
                .forEach(named -> nameCheck.hold(fund, named, now));
    }

    /**
     * To which account, how much of the old sum is kept because the person owes it, and of a refund who asked for it this time.
     */
    public record Anew(
            PayeeAccount account, Money kept, @Nullable PersonId askedBy) {
        public Anew(PayeeAccount account, Money kept) {
            this(account, kept, null);
        }
    }

    /** The same of what is left beyond what is kept. Refuses {@code payment_amount_zero} where nothing is. */
    @Transactional
    public InstructionId reissue(Actor actor, String cause, Anew anew, Instant now) {
        InstructionRow old = instructions.latest(actor.fund(), cause).orElseThrow(Refusal::notFound);
        actor.requireWithin(old.unitPath());
        requireDone(actor.fund(), old);
        NewInstruction again = old.again(anew);
        requirePositive(again);
        InstructionRow row = row(actor.fund(), again, old.attempt() + 1);
        Map<String, InstructionId> made = instructions.insert(
                actor.fund(), List.of(row), new InstructionStore.Order(old.instructionId(), actor.person(), now));
        InstructionId id = Optional.ofNullable(made.get(cause))
                .orElseThrow(() -> Refusal.conflict("payment_still_live", old.reference()));
        checkNames(actor.fund(), Map.of(again, id), now);
        audit.record(new AuditEntry(
                actor,
                now,
                "payment.reissued",
                "instruction:" + id.value(),
                Map.of("cause", cause, "replaces", Long.toString(old.id()))));
        return id;
    }

    /** Refuses as {@link #reissue} while nobody knows yet that the newest instruction of a cause was not paid. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void requireDone(FundId fund, String cause) {
        requireDone(fund, instructions.latest(fund, cause).orElseThrow(Refusal::notFound));
    }

    private void requireDone(FundId fund, InstructionRow old) {
        if (old.state().isLive()) {
            throw Refusal.conflict("payment_still_live", old.reference());
        }
        if (discrepancies.openFor(fund, old.id())) {
            throw Refusal.conflict("payment_disputed", old.reference());
        }
        if (history.wasSent(fund, old.id()) && answers.cursor(fund).seenEvent() < history.lastEvent(fund, old.id())) {
            throw Refusal.conflict("payment_book_unread", old.reference());
        }
    }

    /** Where the newest instruction of a cause stands; empty when nothing was instructed. */
    @Transactional(readOnly = true)
    public Optional<InstructionState> stateOf(FundId fund, String cause) {
        return instructions.ofCause(fund, cause).stream()
                .reduce((first, second) -> second)
                .map(InstructionRow::state);
    }

    /** The same, and it stays there until the caller's transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<InstructionState> lockState(FundId fund, String cause) {
        return instructions.latest(fund, cause).map(InstructionRow::state);
    }

    /** Every instruction of a cause, oldest first, with its history; the caller has checked that the cause is theirs to see. */
    @Transactional(readOnly = true)
    public List<Instruction> of(FundId fund, String cause) {
        return views(fund, instructions.ofCause(fund, cause));
    }

    /** To whose account the newest instruction of a cause goes, and how far it is: as much as a page says of it in a line. */
    public record Ordered(
            String payeeName, @Nullable String bankName, String accountTail, InstructionState state, Money amount) {}

    /** The newest instruction of a cause, if there is one, as part of a trip; the caller has checked that the cause is theirs to see. */
    public Rows<Ordered> newest(Trip trip, FundId fund, String cause) {
        return instructions.newest(trip, fund, cause, this::ordered);
    }

    private Ordered ordered(InstructionRow row) {
        PayeeAccount payee = payees.open(row.endToEnd(), row.payee());
        return new Ordered(
                Mask.name(payee.name()), payee.bankName(), Mask.cardTail(payee.account()), row.state(), row.amount());
    }

    /** The same of these instructions, by their ids; the caller was told of them by an event of this room. */
    @Transactional(readOnly = true)
    public Map<InstructionId, Ordered> ordered(FundId fund, Collection<InstructionId> ids) {
        return instructions.findAll(Scope.province(fund), ids).stream()
                .collect(Collectors.toMap(InstructionRow::instructionId, this::ordered));
    }

    /** What the newest instruction of each cause orders for a person, as part of a trip. */
    public Rows<Map.Entry<String, Money>> ordered(Trip trip, FundId fund, PersonId person) {
        return instructions.ordered(trip, fund, person);
    }

    /** One instruction of the actor's territory. */
    @Transactional(readOnly = true)
    public Instruction get(Scope scope, InstructionId id) {
        return all(scope, List.of(id)).stream().findFirst().orElseThrow(Refusal::notFound);
    }

    /** The newest order of the benefit with this number, of the actor's territory. */
    @Transactional(readOnly = true)
    public Optional<Instruction> benefit(Scope scope, String reference) {
        return views(
                        scope.fund(),
                        instructions.benefit(scope, reference).stream().toList())
                .stream()
                .findFirst();
    }

    /** Several of the actor's territory; one that is not there is left out. */
    @Transactional(readOnly = true)
    public List<Instruction> all(Scope scope, Collection<InstructionId> ids) {
        return views(scope.fund(), instructions.findAll(scope, ids));
    }

    List<Instruction> views(FundId fund, List<InstructionRow> rows) {
        Map<Long, List<InstructionEvent>> events =
                history.events(fund, rows.stream().map(InstructionRow::id).toList());
        return rows.stream()
                .map(row -> view(row, events.getOrDefault(row.id(), List.of())))
                .toList();
    }

    private Instruction view(InstructionRow row, List<InstructionEvent> events) {
        PayeeAccount payee = payees.open(row.endToEnd(), row.payee());
        return new Instruction(
                row.instructionId(),
                row.cause(),
                row.attempt(),
                row.person(),
                row.reference(),
                row.plan(),
                Mask.name(payee.name()),
                payee.bankName(),
                Mask.cardTail(payee.account()),
                row.amount(),
                row.endToEnd(),
                row.state(),
                row.purpose(),
                events);
    }
}
