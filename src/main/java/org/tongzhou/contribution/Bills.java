package org.tongzhou.contribution;

import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.enrolment.DraftId;
import org.tongzhou.enrolment.Enrolling;
import org.tongzhou.enrolment.Histories;
import org.tongzhou.enrolment.Rosters;
import org.tongzhou.enrolment.Submission;
import org.tongzhou.enrolment.SubmissionId;
import org.tongzhou.enrolment.Submissions;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;

/** What units owe: one bill a submission, shared by payer, with a reference that finds it again on a bank statement. */
@Component
public class Bills {
    private static final int PAGE = 50;

    private final BillStore store;
    private final Rosters rosters;
    private final Submissions submissions;
    private final Histories histories;
    private final Raising raising;

    Bills(BillStore store, Rosters rosters, Submissions submissions, Histories histories, Raising raising) {
        this.store = store;
        this.rosters = rosters;
        this.submissions = submissions;
        this.histories = histories;
        this.raising = raising;
    }

    /**
     * Enrols the good rows of a roster and raises their bill, both or neither; again, with no row left to enrol, answers the bill of
     * those enrolled last. What others pay whole has a bill of its own, paid as it is raised, and so is a bill of nothing; refuses
     * {@code programme_used_up} when they cannot. Answers the bill that is owed, if there is one.
     */
    @Transactional
    public Bill enrol(Actor actor, DraftId draft, Enrolling enrolling, Instant now) {
        PersonId person = actor.requirePerson();
        SubmissionId last = rosters.enrol(actor, draft, enrolling, now).id();
        submissions.ofDraft(actor.fund(), draft).stream()
                .filter(submission ->
                        store.ofSubmission(actor.fund(), submission.id()).isEmpty())
                .forEach(submission -> raising.raise(actor, person, submission, now));
        return store.ofSubmission(actor.fund(), last).orElseThrow();
    }

    /** Takes over cover that began before this system did, and raises its bill; both or neither. */
    @Transactional
    public Bill takeOver(Actor actor, Histories.History history, Instant now) {
        PersonId person = actor.requirePerson();
        return raising.raise(actor, person, histories.takeOver(actor, history, now), now);
    }

    /**
     * Raises the bill of somebody who enrolled alone, in the caller's transaction. Subsidy programmes pay it whole, so that the
     * cover begins at once. Refuses {@code programme_used_up} when they do not.
     */
    @Transactional
    public Bill raise(Actor actor, Submission alone, Instant now) {
        PersonId person = actor.requirePerson();
        return raising.raise(actor, person, alone, now);
    }

    /** Refuses {@code not_found} outside the actor's territory. */
    public Bill find(Actor actor, BillId id) {
        requireReader(actor);
        return store.find(actor.scope(), id).orElseThrow(Refusal::notFound);
    }

    /** Bills of the actor's territory, newest first, 50 at a time. */
    public Slice<Bill> list(Actor actor, BillFilter filter, String after) {
        requireReader(actor);
        List<Bill> found = store.list(actor.scope(), filter, Slice.below(after), PAGE + 1);
        return Slice.of(found, PAGE, bill -> Long.toString(bill.id().value()));
    }

    public BillTotals totals(Actor actor) {
        requireReader(actor);
        return store.totals(actor.scope());
    }

    /** What has come in for a bill, oldest first, with what no longer pays it; 50 at a time. */
    public Slice<BillPayment> payments(Actor actor, BillId id, String after) {
        find(actor, id);
        List<BillPayment> found = store.payments(actor.fund(), id, Slice.above(after), PAGE + 1);
        return Slice.of(found, PAGE, payment -> Long.toString(payment.match()));
    }

    /** True when the bank took something back that had paid it. */
    public boolean tookBack(Actor actor, BillId id) {
        find(actor, id);
        return store.tookBack(actor.fund(), id);
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
