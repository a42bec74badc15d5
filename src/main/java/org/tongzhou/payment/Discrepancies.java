package org.tongzhou.payment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.Characters;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.payment.Outcomes.Source;
import org.tongzhou.payment.Settling.Question;

/** What does not agree, settled by two people with evidence; the only way beside the bank's word out of a doubt. */
@Component
public class Discrepancies {
    private static final int PAGE = 50;

    private final DiscrepancyStore store;
    private final AnswerStore answers;
    private final Settling settling;
    private final EvidenceStore papers;
    private final AuditTrail audit;

    Discrepancies(
            DiscrepancyStore store, AnswerStore answers, Settling settling, EvidenceStore papers, AuditTrail audit) {
        this.store = store;
        this.answers = answers;
        this.settling = settling;
        this.papers = papers;
        this.audit = audit;
    }

    /** The open ones, oldest first, 50 at a time. */
    @Transactional(readOnly = true)
    public Slice<Discrepancy> open(Actor actor, String after) {
        requireProvince(actor);
        List<Discrepancy> found = store.open(actor.fund(), Slice.above(after), PAGE + 1);
        return Slice.of(found, PAGE, each -> Long.toString(each.id()));
    }

    /** How many are open of those listed on each day. */
    @Transactional(readOnly = true)
    public Map<LocalDate, Integer> openByDay(Actor actor) {
        requireProvince(actor);
        return store.openByDay(actor.fund());
    }

    /** Those of these payments about which something is open. */
    @Transactional(readOnly = true)
    public Set<InstructionId> about(Actor actor, Collection<InstructionId> payments) {
        requireProvince(actor);
        return store.about(actor.fund(), payments);
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
        if (!Characters.within(4, 500, evidence.strip())) {
            throw Refusal.invalid("payment_evidence", Characters.count(evidence.strip()));
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

    /** Papers behind these, by discrepancy. */
    @Transactional(readOnly = true)
    public Map<Long, List<Evidence.Kept>> papers(Actor actor, List<Discrepancy> of) {
        requireProvince(actor);
        return papers.of(actor.fund(), of.stream().map(Discrepancy::id).toList());
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
     * seal of what that person saw; refused when something else is proposed by now ({@code payment_proposal_seen}) and as
     * {@link Settling} says.
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
            Question question = new Question(open, open.instruction(), open.proposal());
            settling.book(checker.scope(), question, new Source(open.answer(), person.value(), now));
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

    /** Without an instruction a discrepancy has no territory, so the whole fund's finance looks after all of them. */
    private static void requireProvince(Actor actor) {
        actor.require(Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.AUDITOR, Role.MANAGER);
        actor.requireWholeFund();
    }
}
