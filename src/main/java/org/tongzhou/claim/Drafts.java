package org.tongzhou.claim;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.enrolment.Covers;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.person.People;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.Occasion;
import org.tongzhou.plan.PaperAsk;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.plan.PlanVersion;

/**
 * Cases that are being written: what happened, the papers, the facts read from them. Each step is saved at once, so that
 * a lost session or another device goes on where it was. Every write names the version it saw; an older one is refused
 * ({@code claim_draft_stale}).
 */
@Component
public class Drafts {
    private final CaseStore store;
    private final Access access;
    private final ReceiptStore receipts;
    private final Covers covers;
    private final EventCovers eventCovers;
    private final Judging judging;
    private final People people;
    private final Shown shown;
    private final AuditTrail audit;

    Drafts(
            CaseStore store,
            Access access,
            ReceiptStore receipts,
            Covers covers,
            EventCovers eventCovers,
            Judging judging,
            People people,
            Shown shown,
            AuditTrail audit) {
        this.store = store;
        this.access = access;
        this.receipts = receipts;
        this.covers = covers;
        this.eventCovers = eventCovers;
        this.judging = judging;
        this.people = people;
        this.shown = shown;
        this.audit = audit;
    }

    /** Opens a draft for the actor's own event or, as their officer, a member's; answers the open one if there is one. */
    @Transactional
    public CaseId open(Actor actor, PersonId member, EventKind kind, Instant now) {
        access.requireMayOpen(actor, member, FundClock.dayOf(now));
        Optional<CaseId> open = store.draftOf(actor.fund(), member, actor.requirePerson());
        if (open.isPresent()) {
            EventCase draft = lock(actor, open.get());
            if (draft.kind() != kind) {
                save(actor.fund(), kind(draft, kind), now);
            }
            return open.get();
        }
        CaseStore.NewDraft draft = new CaseStore.NewDraft(owner(actor, member), kind, actor.requirePerson());
        return store.insertDraft(actor.fund(), draft, now);
    }

    /** The draft that the actor is writing for a member, if any; where there is none, for who may open one. */
    @Transactional(readOnly = true)
    public Optional<EventCase> current(Actor actor, PersonId member, LocalDate today) {
        Optional<EventCase> draft =
                store.draftOf(actor.fund(), member, actor.requirePerson()).flatMap(id -> store.find(actor.fund(), id));
        if (draft.isPresent()) {
            access.requireMayFile(actor, member);
        } else {
            access.requireMayOpen(actor, member, today);
        }
        return draft;
    }

    /** A draft of the actor's own hand; a submitted case for the member or that hand, with the papers that are shown to them. */
    @Transactional(readOnly = true)
    public EventCase find(Actor actor, CaseId id) {
        EventCase found = store.find(actor.fund(), id).orElseThrow(Refusal::notFound);
        if (found.isDraft()) {
            access.requireOwnDraft(actor, found);
        } else {
            access.requireMayFollow(actor, found);
        }
        return shown.of(actor, found);
    }

    /** Adds a stored paper; a reading fills the facts that the paper shows. */
    @Transactional
    public void attach(Actor actor, CaseId id, NewPaper paper, Instant now) {
        EventCase draft = lock(actor, id);
        store.addPaper(actor.fund(), draft, new CasePaper(paper.paper(), paper.kind(), actor.requirePerson(), now));
        save(actor.fund(), draft.with(read(draft, paper)), now);
    }

    private static FactSheet read(EventCase draft, NewPaper paper) {
        if (paper.reading().isEmpty()) {
            return draft.facts();
        }
        return draft.source() == null
                ? draft.facts().withReading(paper.reading())
                : draft.facts().completedBy(paper.reading());
    }

    /** A paper of the room document, what it is, and what was read from it (canonical text; empty when nothing was). */
    public record NewPaper(long paper, PaperKind kind, Map<FactField, ReadFact> reading) {
        public NewPaper {
            reading = Map.copyOf(reading);
        }
    }

    /** Takes a paper out again; with the receipt go the facts that were read from it. */
    @Transactional
    public void detach(Actor actor, CaseId id, long paper, Instant now) {
        EventCase draft = lock(actor, id);
        CasePaper gone = draft.papers().stream()
                .filter(held -> held.paper() == paper)
                .findFirst()
                .orElseThrow(Refusal::notFound);
        store.removePaper(actor.fund(), id, paper);
        boolean read = gone.kind().isBill() && draft.source() == null;
        save(actor.fund(), draft.with(read ? draft.facts().withoutReading() : draft.facts()), now);
    }

    /** Sets fields from what was typed; an empty text clears the field. Refuses the first that has the wrong form. */
    @Transactional
    public void correct(Actor actor, CaseId id, int version, Map<FactField, String> typed, Instant now) {
        EventCase draft = lock(actor, id);
        requireVersion(draft, version);
        FactSheet facts = draft.facts();
        for (Map.Entry<FactField, String> field : typed.entrySet()) {
            facts = field.getValue().isBlank()
                    ? facts.without(field.getKey())
                    : facts.with(field.getKey(), field.getValue());
        }
        save(actor.fund(), draft.with(facts), now);
    }

    /** Throws a draft away; of what is thrown away already nothing happens. Its papers stay with it, and it is never sent in. */
    @Transactional
    public void discard(Actor actor, CaseId id, int version, Instant now) {
        EventCase draft = lockOwn(actor, id);
        if (draft.state() == EventCase.State.DISCARDED) {
            return;
        }
        requireDraft(draft);
        requireVersion(draft, version);
        store.close(actor.fund(), id, EventCase.State.DISCARDED);
        Map<String, String> details =
                Map.of("person", Long.toString(draft.owner().person().value()));
        audit.record(new AuditEntry(actor, now, "claim.draft_discarded", "case:" + id.value(), details));
    }

    /** The draft as it stands on {@code today}. */
    @Transactional(readOnly = true)
    public Checked check(Actor actor, EventCase draft, LocalDate today) {
        String name = people.card(actor.fund(), draft.owner().person()).name();
        Needed needed = needed(actor.fund(), draft, today);
        List<FactFault> faults = FactFault.of(draft.facts(), needed, name, today);
        return new Checked(faults, needed.bill(), faults.isEmpty() ? estimates(actor.fund(), draft, today) : List.of());
    }

    private List<Estimate> estimates(FundId fund, EventCase draft, LocalDate today) {
        return judging.judgeTogether(fund, draft, today).stream()
                .map(verdict -> Estimate.of(verdict, draft))
                .toList();
    }

    /** True when a plan of the member pays by the bill of such an event, so that there is one to ask for. */
    @Transactional(readOnly = true)
    public boolean needsBill(Actor actor, EventCase draft, LocalDate today) {
        return needed(actor.fund(), draft, today).bill();
    }

    private Needed needed(FundId fund, EventCase draft, LocalDate today) {
        return Needed.of(draft, () -> eventCovers.ofOrCurrent(fund, draft, today));
    }

    /** The case with which the draft's receipt already lies, where the actor may see it; of others nothing is told. */
    @Transactional(readOnly = true)
    public Optional<EventCase> withSameReceipt(Actor actor, EventCase draft) {
        return Optional.of(draft.facts())
                .filter(FactSheet::hasReceipt)
                .flatMap(facts -> receipts.holder(actor.fund(), draft.owner().person(), facts))
                .flatMap(holder -> store.find(actor.fund(), holder))
                .filter(found -> access.mayFollow(actor, found))
                .map(found -> shown.of(actor, found));
    }

    /** The papers that the plans of the member ask for after such an event, those that are needed first; a bill where the event has one or may have one. */
    @Transactional(readOnly = true)
    public List<Asked> asks(Actor actor, EventCase draft, LocalDate today) {
        Map<List<PaperKind>, Boolean> asks = new LinkedHashMap<>();
        List<HeldCover> held = eventCovers.ofOrCurrent(actor.fund(), draft, today);
        boolean billed = Needed.of(draft, () -> held).bill();
        boolean mayHaveBill =
                draft.kind() == EventKind.ACCIDENT && held.stream().anyMatch(cover -> !Verdict.isLumpSum(cover.plan()));
        held.forEach(cover -> ask(cover.plan(), draft, billed, asks));
        if ((billed || mayHaveBill) && asks.keySet().stream().noneMatch(kinds -> kinds.contains(PaperKind.RECEIPT))) {
            asks.put(List.of(PaperKind.RECEIPT, PaperKind.SETTLEMENT_SHEET), billed);
        }
        return asks.entrySet().stream()
                .map(ask -> new Asked(ask.getKey(), ask.getValue()))
                .sorted(Comparator.comparing(ask -> !ask.needed()))
                .toList();
    }

    private static void ask(PlanVersion plan, EventCase draft, boolean billed, Map<List<PaperKind>, Boolean> asks) {
        boolean costs = !Verdict.isLumpSum(plan);
        for (PaperAsk ask : plan.papers(Occasion.of(draft.kind()))) {
            boolean needed = !ask.whereExists() && (costs && billed || draft.kind() == EventKind.ILLNESS);
            asks.merge(ask.anyOf(), needed, Boolean::logicalOr);
        }
        if (draft.facts().isDeath()) {
            plan.papers(Occasion.DEATH).forEach(ask -> asks.put(ask.anyOf(), true));
        } else if (draft.kind() == EventKind.ACCIDENT) {
            plan.papers(Occasion.DISABILITY).forEach(ask -> asks.putIfAbsent(ask.anyOf(), false));
        }
    }

    private EventCase lock(Actor actor, CaseId id) {
        EventCase draft = lockOwn(actor, id);
        requireDraft(draft);
        return draft;
    }

    private EventCase lockOwn(Actor actor, CaseId id) {
        EventCase found = store.lock(actor.fund(), id).orElseThrow(Refusal::notFound);
        access.requireOwnDraft(actor, found);
        return found;
    }

    /** Refuses {@code claim_already_submitted}, or what was thrown away as not there. */
    public static void requireDraft(EventCase draft) {
        if (draft.state() == EventCase.State.DISCARDED) {
            throw Refusal.notFound();
        }
        if (!draft.isDraft()) {
            throw Refusal.conflict("claim_already_submitted", String.valueOf(draft.number()));
        }
    }

    static void requireVersion(EventCase draft, int version) {
        if (draft.version() != version) {
            throw Refusal.conflict("claim_draft_stale");
        }
    }

    private void save(FundId fund, EventCase draft, Instant now) {
        if (!store.save(fund, draft, now)) {
            throw Refusal.conflict("claim_draft_stale");
        }
    }

    private static EventCase kind(EventCase draft, EventKind kind) {
        return new EventCase(
                draft.id(),
                draft.number(),
                draft.owner(),
                kind,
                draft.state(),
                draft.facts(),
                draft.papers(),
                draft.source(),
                draft.hand(),
                draft.version());
    }

    /** The unit of the newest cover, for an officer the own one; settled again by the day of the event when the draft is submitted. */
    private Claim.Owner owner(Actor actor, PersonId member) {
        return covers.of(actor.fund(), member).stream()
                .filter(cover -> actor.isPerson(member) || Access.isOwn(actor, cover))
                .max(Comparator.comparingLong(cover -> cover.submission().value()))
                .map(cover -> new Claim.Owner(member, cover.unit(), cover.unitPath()))
                .orElseThrow(() -> Refusal.invalid("claim_no_cover"));
    }
}
