package org.tongzhou.enrolment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.tongzhou.enrolment.AwaitedStore.Awaited;
import org.tongzhou.enrolment.AwaitedStore.Waiting;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.person.Arrival;
import org.tongzhou.person.KnownPeople;
import org.tongzhou.person.People;
import org.tongzhou.plan.PlanVersion;

/**
 * Writes down who is enrolled, one unit or many in the same few statements: people registered, a submission for each unit,
 * lines of what awaits its fee, the trail. In the caller's transaction, which holds the lock of the fund's covers.
 */
@Component
class Enrolment {
    private final People people;
    private final OwnPeople own;
    private final AwaitedStore awaited;
    private final SubmissionStore submissions;
    private final PolicyStore policies;
    private final Sponsoring sponsoring;
    private final AuditTrail audit;

    Enrolment(
            People people,
            OwnPeople own,
            AwaitedStore awaited,
            SubmissionStore submissions,
            PolicyStore policies,
            Sponsoring sponsoring,
            AuditTrail audit) {
        this.people = people;
        this.own = own;
        this.awaited = awaited;
        this.submissions = submissions;
        this.policies = policies;
        this.sponsoring = sponsoring;
        this.audit = audit;
    }

    /** Makes ready who may be enrolled, in their order; ahead of {@link #write} and apart from its transaction, if one likes. */
    List<Arrival> ready(FundId fund, List<Applicant> applicants, KnownPeople known, Instant now) {
        return people.ready(fund, applicants.stream().map(Joiners::named).toList(), known, now);
    }

    /** Answers the submissions in the order of the units. */
    List<SubmissionId> write(Actor actor, List<Joining> units, Instant now) {
        List<PersonId> persons = people.register(actor, own.arrivals(actor.fund(), units, now), now);
        List<SubmissionId> ids = submissions.insertAll(
                actor, units.stream().map(Joining::submission).toList(), now);
        awaited.insert(actor.fund(), waiting(units, ids, persons));
        List<AuditEntry> trail = new ArrayList<>();
        for (int i = 0; i < units.size(); i++) {
            policies.insert(
                    actor.fund(), ids.get(i), units.get(i).unit(), units.get(i).policies());
            trail.add(enrolled(actor, ids.get(i), units.get(i).submission(), now));
            sponsoring.taken(
                    actor,
                    units.get(i).submission().as(ids.get(i), now),
                    units.get(i).places());
        }
        audit.recordAll(trail);
        return ids;
    }

    private static List<Waiting> waiting(List<Joining> units, List<SubmissionId> ids, List<PersonId> persons) {
        Iterator<PersonId> inOrder = persons.iterator();
        List<Waiting> waiting = new ArrayList<>(units.size());
        for (int i = 0; i < units.size(); i++) {
            Joiners joiners = units.get(i).joiners();
            List<Awaited> people = new ArrayList<>(joiners.people().size());
            for (Joiners.Joiner joiner : joiners.people()) {
                people.add(new Awaited(inOrder.next(), joiner.row(), joiner.kind(), joiner.born()));
            }
            waiting.add(new Waiting(ids.get(i), chosen(joiners), people));
        }
        return waiting;
    }

    private static List<List<AwaitedStore.Choice>> chosen(Joiners joiners) {
        return joiners.kinds().stream()
                .map(kind -> kind.choices().stream().map(Enrolment::choice).toList())
                .toList();
    }

    private static AwaitedStore.Choice choice(Applicant.Choice choice) {
        PlanVersion plan = choice.plan();
        return new AwaitedStore.Choice(plan.code(), plan.edition(), choice.units(), choice.fee(), null);
    }

    private static AuditEntry enrolled(Actor actor, SubmissionId id, NewSubmission submission, Instant now) {
        return new AuditEntry(
                actor,
                now,
                "roster.enrolled",
                "submission:" + id.value(),
                Map.of(
                        "people", String.valueOf(submission.people()),
                        "total_fen", String.valueOf(submission.total().fen())));
    }
}
