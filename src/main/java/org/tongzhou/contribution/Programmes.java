package org.tongzhou.contribution;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Place;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.ledger.Ledger;
import org.tongzhou.ledger.Posting;
import org.tongzhou.ledger.Template;

/** Subsidy programmes: one person of the finance sets the terms, another agrees, and bills are relieved until the budget is used. */
@Component
public class Programmes {
    private static final int PAGE = 100;
    private static final int GRANTED = 200;
    private static final int CHOICE = 50;

    private static final Role[] READERS = {
        Role.COUNTY_REVIEWER,
        Role.CITY_REVIEWER,
        Role.PROVINCE_REVIEWER,
        Role.FINANCE_MAKER,
        Role.FINANCE_CHECKER,
        Role.MANAGER,
        Role.AUDITOR
    };

    private final ProgrammeStore store;
    private final GrantStore given;
    private final Ledger ledger;
    private final AuditTrail audit;

    Programmes(ProgrammeStore store, GrantStore given, Ledger ledger, AuditTrail audit) {
        this.store = store;
        this.given = given;
        this.ledger = ledger;
        this.audit = audit;
    }

    @Transactional
    public ProgrammeId propose(Actor actor, NewProgramme terms, Instant now) {
        actor.require(Role.FINANCE_MAKER);
        actor.requireWithin(terms.path());
        ProgrammeId id = store.insert(actor.fund(), terms, actor.requirePerson(), now);
        record(actor, now, "programme.proposed", id, terms);
        return id;
    }

    /** Opens a programme; refused to who proposed it ({@code second_person}) and a second time ({@code programme_agreed}). */
    @Transactional
    public void agree(Actor actor, ProgrammeId id, Instant now) {
        actor.require(Role.FINANCE_CHECKER);
        Programme programme = find(actor, id);
        actor.requireWithin(programme.terms().path());
        if (programme.proposedBy().equals(actor.requirePerson())) {
            throw Refusal.notAllowed("second_person");
        }
        if (!store.agree(actor.fund(), id, actor.requirePerson(), now)) {
            throw Refusal.conflict("programme_agreed", programme.terms().name());
        }
        Posting.Part budget = new Posting.Part(
                        programme.terms().budget(), programme.terms().path(), "")
                .outOf(Long.toString(id.value()));
        ledger.post(
                actor.fund(),
                Posting.of(
                        Template.SUBSIDY_BUDGET_SET,
                        "programme:" + id.value(),
                        FundClock.dayOf(now),
                        now,
                        List.of(budget)));
        record(actor, now, "programme.agreed", id, programme.terms());
    }

    /**
     * Keeps what is left of a programme for places of free cover, for good; the room that offers them records it. Only finance of
     * the programme's own territory does: it pays nothing else any more, wherever it reaches.
     */
    @Transactional
    public void reserve(Actor actor, ProgrammeId id) {
        actor.require(Role.FINANCE_MAKER);
        Programme programme = find(actor, id);
        if (!programme.reserved() && !actor.scope().covers(programme.terms().path())) {
            throw Refusal.notFound();
        }
        store.reserve(actor.fund(), id);
    }

    /** Grants nothing from now on; what was granted stays. */
    @Transactional
    public void stop(Actor actor, ProgrammeId id, Instant now) {
        actor.require(Role.FINANCE_MAKER, Role.FINANCE_CHECKER);
        Programme programme = find(actor, id);
        actor.requireWithin(programme.terms().path());
        store.stop(actor.fund(), id, FundClock.dayOf(now));
        record(actor, now, "programme.stopped", id, programme.terms());
    }

    /** Programmes that reach into the actor's territory, newest first, 100 at a time. */
    public Slice<Programme> list(Actor actor, String after) {
        actor.require(READERS);
        List<Programme> found = store.list(actor.scope(), Slice.below(after), PAGE + 1);
        return Slice.of(found, PAGE, programme -> Long.toString(programme.id().value()));
    }

    /** The programme that somebody chose, or 0, and what the names of others contain. */
    public record Choice(long chosen, String text) {}

    /**
     * Those out of which the actor may open places on the day, each paying a sum a person in place of the worker, to choose from: the
     * chosen one, then those that fit, newest first, 50 of them. Where more fit there is a next, and who chooses says more of the one
     * that is meant.
     */
    public Slice<Programme> forPlaces(Actor actor, LocalDate day, Choice choice) {
        actor.require(READERS);
        Choice meant = new Choice(choice.chosen(), choice.text().strip());
        List<Programme> found = store.forPlaces(actor.scope(), day, meant, CHOICE + 1);
        return Slice.of(found, CHOICE, programme -> Long.toString(programme.id().value()));
    }

    /** Names of several that reach into the actor's territory, for lists. */
    public Map<ProgrammeId, String> names(Actor actor, Collection<ProgrammeId> ids) {
        actor.require(READERS);
        return store.names(actor.scope(), ids);
    }

    public Programme find(Actor actor, ProgrammeId id) {
        actor.require(READERS);
        return store.find(actor.scope(), id).orElseThrow(Refusal::notFound);
    }

    /** What the giver writes beside the transfer. */
    public String reference(Actor actor, ProgrammeId id) {
        return PaymentReference.of(actor.fund(), find(actor, id).id());
    }

    /** Units of the actor's territory and what they had of a programme, those that had most first, 200 at a time. */
    public Slice<Granted> granted(Actor actor, ProgrammeId id, String after) {
        find(actor, id);
        List<Granted> found = given.granted(actor.scope(), id, Place.of(after, Granted.MOST), GRANTED + 1);
        return Slice.of(found, GRANTED, granted -> granted.place().key());
    }

    private void record(Actor actor, Instant now, String action, ProgrammeId id, NewProgramme terms) {
        Map<String, String> details = Map.of(
                "name", terms.name(), "budget_fen", Long.toString(terms.budget().fen()));
        audit.record(new AuditEntry(actor, now, action, "programme:" + id.value(), details));
    }
}
