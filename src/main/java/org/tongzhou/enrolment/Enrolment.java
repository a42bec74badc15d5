package org.tongzhou.enrolment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.person.KnownPeople;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.People;
import org.tongzhou.plan.PlanVersion;

/**
 * Writes down who is enrolled, one unit or many in the same few statements: people registered, a submission for each unit,
 * covers awaiting their fee, the trail. In the caller's transaction, which holds the lock of the fund's covers.
 */
@Component
class Enrolment {
    private final People people;
    private final AwaitedStore awaited;
    private final SubmissionStore submissions;
    private final PolicyStore policies;
    private final Sponsoring sponsoring;
    private final AuditTrail audit;

    Enrolment(
            People people,
            AwaitedStore awaited,
            SubmissionStore submissions,
            PolicyStore policies,
            Sponsoring sponsoring,
            AuditTrail audit) {
        this.people = people;
        this.awaited = awaited;
        this.submissions = submissions;
        this.policies = policies;
        this.sponsoring = sponsoring;
        this.audit = audit;
    }

    /** Makes ready who may be enrolled, ahead of {@link #write} and apart from its transaction. */
    KnownPeople ready(FundId fund, List<RosterJudge.Judged> units) {
        List<NewPerson> named = named(units, RosterJudge.Judged::applicants);
        return named.isEmpty()
                ? KnownPeople.NONE
                : people.ready(fund, named, units.get(0).known().people());
    }

    /** Answers the submissions in the order of the units; whoever is not among {@code known} is looked up. */
    List<SubmissionId> write(Actor actor, List<Joining> units, KnownPeople known, Instant now) {
        List<NewPerson> named = named(units, Joining::applicants);
        List<PersonId> persons = people.registerAll(actor.fund(), named, known, now);
        List<SubmissionId> ids = submissions.insertAll(
                actor, units.stream().map(Joining::submission).toList(), now);
        insert(actor, units, ids, persons);
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

    private void insert(Actor actor, List<Joining> units, List<SubmissionId> ids, List<PersonId> persons) {
        try (AwaitedStore.Rows rows = awaited.rows(actor.fund())) {
            int at = 0;
            for (int i = 0; i < units.size(); i++) {
                for (Applicant applicant : units.get(i).applicants()) {
                    rows.add(ids.get(i), awaited(persons.get(at++), applicant));
                }
            }
            rows.end();
        }
    }

    private static AwaitedStore.Awaited awaited(PersonId person, Applicant applicant) {
        List<AwaitedStore.Choice> choices = new ArrayList<>(applicant.choices().size());
        for (Applicant.Choice choice : applicant.choices()) {
            PlanVersion plan = choice.plan();
            choices.add(new AwaitedStore.Choice(plan.code(), plan.edition(), choice.units(), choice.fee(), null));
        }
        return new AwaitedStore.Awaited(person, applicant.row(), choices);
    }

    private static <T> List<NewPerson> named(List<T> units, Function<T, List<Applicant>> applicants) {
        return units.stream()
                .flatMap(unit -> applicants.apply(unit).stream())
                .map(Enrolment::person)
                .toList();
    }

    private static NewPerson person(Applicant applicant) {
        return new NewPerson(
                applicant.name(),
                applicant.id(),
                applicant.phone(),
                applicant.card().orElse(null));
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
