package org.tongzhou.payment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.payment.Outcomes.Back;
import org.tongzhou.payment.Outcomes.Source;

/** What does not agree, settled by two people with evidence; the only way beside the bank's word out of a doubt. */
@Component
public class Discrepancies {
    private static final int SHOWN = 200;

    private final DiscrepancyStore store;
    private final InstructionStore instructions;
    private final AnswerStore answers;
    private final StatusAnswers statuses;
    private final Outcomes outcomes;
    private final EvidenceStore papers;
    private final AuditTrail audit;

    Discrepancies(
            DiscrepancyStore store,
            InstructionStore instructions,
            AnswerStore answers,
            StatusAnswers statuses,
            Outcomes outcomes,
            EvidenceStore papers,
            AuditTrail audit) {
        this.store = store;
        this.instructions = instructions;
        this.answers = answers;
        this.statuses = statuses;
        this.outcomes = outcomes;
        this.papers = papers;
        this.audit = audit;
    }

    /** The open ones, oldest first, at most 200. */
    @Transactional(readOnly = true)
    public List<Discrepancy> open(Actor actor) {
        requireProvince(actor);
        return store.open(actor.fund(), SHOWN);
    }

    @Transactional(readOnly = true)
    public int openCount(FundId fund) {
        return store.openCount(fund);
    }

    /** Says how it was and on what evidence (4–500 characters); proposing again replaces the proposal. */
    @Transactional
    public void propose(Actor maker, long id, Settlement settlement, String evidence, Instant now) {
        requireProvince(maker);
        maker.require(Role.FINANCE_MAKER, Role.FINANCE_CHECKER);
        PersonId person = Hand.of(maker).person();
        Discrepancy open = store.lock(maker.fund(), id).orElseThrow(Refusal::notFound);
        if (evidence.strip().length() < 4 || evidence.strip().length() > 500) {
            throw Refusal.invalid("payment_evidence", evidence.strip().length());
        }
        boolean nothingPaid = open.instruction() == null
                ? settlement != Settlement.AS_BOOKED
                : open.kind() == DiscrepancyKind.NAME && settlement == Settlement.PAID;
        if (nothingPaid) {
            throw Refusal.invalid("payment_nothing_to_settle", id);
        }
        store.propose(maker.fund(), id, person, settlement, evidence.strip(), now);
        audit.record(new AuditEntry(
                maker, now, "payment.settlement_proposed", "discrepancy:" + id, Map.of("as", settlement.name())));
    }

    /** The same with a paper to look at, which is kept. */
    @Transactional
    public void propose(Actor maker, long id, Settlement settlement, String evidence, Evidence paper, Instant now) {
        propose(maker, id, settlement, evidence, now);
        papers.keep(maker.fund(), id, paper, Hand.of(maker).person(), now);
    }

    /** Papers behind what is open, by discrepancy. */
    @Transactional(readOnly = true)
    public Map<Long, List<Evidence.Kept>> papers(Actor actor) {
        requireProvince(actor);
        return papers.ofOpen(actor.fund());
    }

    @Transactional(readOnly = true)
    public Evidence paper(Actor actor, long id, long paper) {
        requireProvince(actor);
        return papers.find(actor.fund(), id, paper).orElseThrow(Refusal::notFound);
    }

    /** The bank's message that one is about, as it came. */
    @Transactional
    public byte[] message(Actor actor, long id, Instant now) {
        requireProvince(actor);
        actor.require(Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.AUDITOR);
        byte[] original = store.find(actor.fund(), id)
                .flatMap(each -> Optional.ofNullable(each.answer()))
                .flatMap(answer -> answers.original(actor.fund(), answer))
                .orElseThrow(Refusal::notFound);
        audit.record(AuditEntry.of(actor, now, "payment.answer_seen", "discrepancy:" + id));
        return original;
    }

    /**
     * Confirms a proposal by another person ({@code second_person} otherwise) and books what follows from it. {@code seen} is the
     * seal of what that person saw; refused when something else is proposed by now ({@code payment_proposal_seen}).
     */
    @Transactional
    public void settle(Actor checker, long id, String seen, Instant now) {
        requireProvince(checker);
        checker.require(Role.FINANCE_CHECKER);
        PersonId person = Hand.of(checker).person();
        FundId fund = checker.fund();
        Discrepancy open = store.lock(fund, id).orElseThrow(Refusal::notFound);
        if (open.proposal() == null) {
            throw Refusal.conflict("payment_no_proposal", id);
        }
        requireSeen(open, person, seen);
        if (open.instruction() != null) {
            InstructionRow row = instructions.findAll(checker.scope(), List.of(open.instruction())).stream()
                    .findFirst()
                    .orElseThrow(Refusal::notFound);
            requireApart(open, row);
            book(fund, row, open.proposal(), new Source(open.answer(), person.value(), now));
        }
        store.settle(fund, id, person, now);
        audit.record(new AuditEntry(
                checker,
                now,
                "payment.settled",
                "discrepancy:" + id,
                Map.of("as", open.proposal().name())));
    }

    private static void requireSeen(Discrepancy open, PersonId second, String seen) {
        if (Objects.equals(open.proposedBy(), second.value())) {
            throw Refusal.notAllowed("second_person");
        }
        if (!seen.equals(open.seal())) {
            throw Refusal.conflict("payment_proposal_seen", open.id());
        }
    }

    /** What is held in a sealed batch would leave with it, were the question settled before the batch is taken apart. */
    private static void requireApart(Discrepancy open, InstructionRow row) {
        boolean sealed = row.state() == InstructionState.BATCHED || row.state() == InstructionState.SEALED;
        if (open.kind() == DiscrepancyKind.NAME && open.proposal() == Settlement.NOT_PAID && sealed) {
            throw Refusal.conflict("payment_in_batch", row.reference());
        }
    }

    private void book(FundId fund, InstructionRow row, Settlement settlement, Source source) {
        InstructionState state = row.state();
        if (settlement == Settlement.NOT_PAID && state == InstructionState.APPROVED) {
            outcomes.rejected(fund, Map.of("BE01", List.of(row)), source);
            return;
        }
        if (settlement == Settlement.PAID && (state.isWaiting() || state == InstructionState.REJECTED)) {
            requireNotReplaced(fund, row);
            outcomes.paid(fund, Map.of(source.today(), List.of(row)), source);
            giveBack(fund, row, source);
        } else if (settlement == Settlement.NOT_PAID && state.isWaiting()) {
            outcomes.rejected(fund, Map.of("NARR", List.of(row)), source);
        } else if (settlement == Settlement.NOT_PAID && state == InstructionState.PAID) {
            outcomes.returned(fund, Map.of(new Back(source.today(), "NARR"), List.of(row)), source);
        }
        instructions.batchOf(fund, row.id()).ifPresent(batch -> statuses.settleIfAnswered(fund, batch));
    }

    /** A return that the bank had booked while the payment was in dispute could not be applied then; it is now. */
    private void giveBack(FundId fund, InstructionRow row, Source source) {
        answers.returnOf(fund, row.id())
                .map(back -> new Back(back.valueDate(), StatusAnswers.reason(back.reason())))
                .ifPresent(back -> outcomes.returned(fund, Map.of(back, List.of(row)), source));
    }

    /** What has been ordered again meanwhile cannot also become paid: that is money to be claimed back. */
    private void requireNotReplaced(FundId fund, InstructionRow row) {
        InstructionRow newest = instructions.latest(fund, row.cause()).orElseThrow();
        if (newest.id() != row.id()) {
            throw Refusal.conflict("payment_replaced", row.reference());
        }
    }

    /** Without an instruction a discrepancy has no territory, so the whole fund's finance looks after all of them. */
    private static void requireProvince(Actor actor) {
        actor.require(Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.AUDITOR, Role.MANAGER);
        actor.requireWithin(Scope.province(actor.fund()).path());
    }
}
