package org.tongzhou.contribution;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.enrolment.Covers;
import org.tongzhou.enrolment.DraftId;
import org.tongzhou.enrolment.Enrolling;
import org.tongzhou.enrolment.Rosters;
import org.tongzhou.enrolment.Submission;
import org.tongzhou.enrolment.SubmissionId;
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
import org.tongzhou.organisation.Unit;
import org.tongzhou.organisation.Units;

/** What units owe: one bill a submission, shared by payer, with a reference that finds it again on a bank statement. */
@Component
public class Bills {
    private static final int PAGE = 50;

    private final BillStore store;
    private final Rosters rosters;
    private final Covers covers;
    private final Units units;
    private final Ledger ledger;
    private final Settling settling;
    private final Tellings tellings;
    private final AuditTrail audit;

    Bills(
            BillStore store,
            Rosters rosters,
            Covers covers,
            Units units,
            Ledger ledger,
            Settling settling,
            Tellings tellings,
            AuditTrail audit) {
        this.store = store;
        this.rosters = rosters;
        this.covers = covers;
        this.units = units;
        this.ledger = ledger;
        this.settling = settling;
        this.tellings = tellings;
        this.audit = audit;
    }

    /**
     * Enrols the good rows of a roster and raises their bill, both or neither; again answers the first bill. A bill of
     * nothing (a plan that is free to its members) is paid as it is raised.
     */
    @Transactional
    public Bill enrol(Actor actor, DraftId draft, Enrolling enrolling, Instant now) {
        PersonId person = Optional.ofNullable(actor.person()).orElseThrow(Refusal::notAllowed);
        Submission submission = rosters.enrol(actor, draft, enrolling, now);
        return store.ofSubmission(actor.fund(), submission.id()).orElseGet(() -> raise(actor, person, submission, now));
    }

    /** Takes over cover that began before this system did, and raises its bill; both or neither. */
    @Transactional
    public Bill takeOver(Actor actor, Covers.History history, Instant now) {
        PersonId person = Optional.ofNullable(actor.person()).orElseThrow(Refusal::notAllowed);
        return raise(actor, person, covers.importHistory(actor, history, now), now);
    }

    private Bill raise(Actor actor, PersonId person, Submission submission, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, FundClock.ZONE);
        Bill bill = bill(actor.fund(), submission, person, now);
        store.insert(actor.fund(), bill);
        if (bill.total().isPositive()) {
            tellings.raised(actor.fund(), bill, now);
            ledger.post(
                    actor.fund(),
                    Posting.of(
                            Template.BILL_RAISED, "bill:" + bill.id().value(), today, now, parts(actor.fund(), bill)));
        } else {
            settling.settled(actor.fund(), bill, now);
        }
        audit.record(new AuditEntry(
                actor,
                now,
                "bill.raised",
                "bill:" + bill.id().value(),
                Map.of(
                        "people", Integer.toString(bill.people()),
                        "fen", Long.toString(bill.total().fen()))));
        return bill;
    }

    /** Income by plan, so that the books can set it against the benefits of the same plan. */
    private List<Posting.Part> parts(FundId fund, Bill bill) {
        return covers.fees(fund, bill.submission()).entrySet().stream()
                .filter(fee -> fee.getValue().isPositive())
                .map(fee -> new Posting.Part(
                        fee.getValue(), bill.unitPath(), fee.getKey().value()))
                .toList();
    }

    private Bill bill(FundId fund, Submission submission, PersonId person, Instant now) {
        Unit unit = units.get(fund, submission.unit());
        BillId id = new BillId(store.nextId());
        return new Bill(
                id,
                unit.id(),
                unit.path(),
                unit.name(),
                submission.id(),
                submission.people(),
                PaymentReference.of(fund, id),
                unit.shares().split(submission.total()),
                Money.ZERO,
                submission.total().isZero() ? LocalDate.ofInstant(now, FundClock.ZONE) : null,
                person,
                now);
    }

    /** Refuses {@code not_found} outside the actor's territory. */
    public Bill find(Actor actor, BillId id) {
        requireReader(actor);
        return store.find(actor.scope(), id).orElseThrow(Refusal::notFound);
    }

    /** The bill of a submission in the actor's territory. */
    public Optional<Bill> ofSubmission(Actor actor, SubmissionId submission) {
        return store.ofSubmission(actor.fund(), submission)
                .filter(bill -> actor.scope().covers(bill.unitPath()));
    }

    /** Bills of the actor's territory, newest first, 50 at a time. */
    public Slice<Bill> list(Actor actor, BillFilter filter, String after) {
        requireReader(actor);
        long before = after.matches("\\d{1,18}") ? Long.parseLong(after) : Long.MAX_VALUE;
        List<Bill> found = store.list(actor.scope(), filter, before, PAGE + 1);
        return Slice.of(found, PAGE, bill -> Long.toString(bill.id().value()));
    }

    public BillTotals totals(Actor actor) {
        requireReader(actor);
        return store.totals(actor.scope());
    }

    /** What has come in for a bill, oldest first, with what the bank took back. */
    public List<BillPayment> payments(Actor actor, BillId id) {
        find(actor, id);
        return store.payments(actor.fund(), id);
    }

    private static void requireReader(Actor actor) {
        actor.require(
                Role.UNIT_OFFICER,
                Role.COUNTY_REVIEWER,
                Role.CITY_REVIEWER,
                Role.PROVINCE_REVIEWER,
                Role.FINANCE_MAKER,
                Role.FINANCE_CHECKER,
                Role.MANAGER,
                Role.AUDITOR);
    }
}
