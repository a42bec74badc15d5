package org.tongzhou.enrolment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.enrolment.StartStore.Due;
import org.tongzhou.enrolment.StartStore.Last;
import org.tongzhou.enrolment.StartStore.Started;
import org.tongzhou.kernel.DateRange;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Outbox;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.plan.Lineage;
import org.tongzhou.plan.PlanVersion;

/** Puts covers in force once their fee is in, and tells who is covered from when. */
@Component
public class Starts {
    private final SubmissionStore submissions;
    private final StartStore starts;
    private final LateFees late;
    private final Plans plans;
    private final Outbox outbox;
    private final ApplicationEventPublisher events;

    Starts(
            SubmissionStore submissions,
            StartStore starts,
            LateFees late,
            Plans plans,
            Outbox outbox,
            ApplicationEventPublisher events) {
        this.submissions = submissions;
        this.starts = starts;
        this.late = late;
        this.plans = plans;
        this.outbox = outbox;
        this.events = events;
    }

    /**
     * The fees of these submissions were matched on this day: their covers start at 00:00 of the next day or on the later
     * day that the unit named; one that continues a term within the plan's grace starts at the old expiry. Once. Answers the
     * submissions of which nothing starts, because a plan of theirs is closed by then or all of their people are too old: they are
     * to be withdrawn, and the money may pay for something else ({@link ClosedToBegin}). Of the others who is too old by then is
     * left out ({@link TooOldToBegin}).
     */
    @Transactional
    public Set<SubmissionId> activate(FundId fund, Collection<SubmissionId> ids, LocalDate matchedOn) {
        submissions.lock(fund);
        Map<SubmissionId, Submission> awaiting = new LinkedHashMap<>();
        for (Submission submission : submissions.find(fund, ids)) {
            if (submission.state() == Submission.State.CANCELLED) {
                throw Refusal.conflict("submission_cancelled");
            }
            if (submission.state() == Submission.State.AWAITING) {
                awaiting.put(submission.id(), submission);
            }
        }
        return awaiting.isEmpty() ? Set.of() : start(fund, awaiting, matchedOn);
    }

    /** What becomes of what waits: {@code old} are kinds of people who are too old on the day on which they would begin. */
    private record Outcome(
            Set<SubmissionId> closed, Map<SubmissionId, List<Started>> started, Map<SubmissionId, List<Long>> old) {
        Outcome() {
            this(new LinkedHashSet<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        }

        private static <T> List<T> within(Map<SubmissionId, List<T>> all, Set<SubmissionId> open) {
            return open.stream()
                    .flatMap(id -> all.getOrDefault(id, List.of()).stream())
                    .toList();
        }

        LocalDate first(SubmissionId id, LocalDate earliest) {
            return started.getOrDefault(id, List.of()).stream()
                    .map(each -> each.period().term().from())
                    .min(LocalDate::compareTo)
                    .orElse(earliest);
        }
    }

    private Set<SubmissionId> start(FundId fund, Map<SubmissionId, Submission> awaiting, LocalDate matchedOn) {
        Outcome outcome = outcome(fund, awaiting, matchedOn);
        Map<SubmissionId, Submission> open = new LinkedHashMap<>(awaiting);
        open.keySet().removeAll(outcome.closed());
        starts.close(fund, outcome.closed(), matchedOn);
        outcome.closed()
                .forEach(id -> events.publishEvent(new ClosedToBegin(fund, id, submissions.awaiting(fund, id))));
        leaveOut(fund, open, Outcome.within(outcome.old(), open.keySet()), matchedOn);
        starts.activate(fund, open.keySet(), matchedOn, Outcome.within(outcome.started(), open.keySet()));
        open.values()
                .forEach(submission -> tell(fund, submission, outcome.first(submission.id(), matchedOn.plusDays(1))));
        Set<SubmissionId> nothing = new LinkedHashSet<>(awaiting.keySet());
        nothing.removeAll(open.keySet());
        return nothing;
    }

    private Outcome outcome(FundId fund, Map<SubmissionId, Submission> awaiting, LocalDate matchedOn) {
        Outcome outcome = new Outcome();
        StartStore.Paid paid = new StartStore.Paid(fund, awaiting.keySet(), bornBy(fund, awaiting, matchedOn));
        late.note(fund, awaiting.values(), matchedOn, paid.bornBy());
        for (Due due : starts.due(paid, PlanLines.of(plans.book(fund).versions()))) {
            SubmissionId id = due.submission();
            Optional<Cover.Period> period = period(fund, Objects.requireNonNull(awaiting.get(id)), due, matchedOn);
            if (period.isEmpty()) {
                outcome.closed().add(id);
            } else if (isTooOld(fund, due, period.get().term().from())) {
                outcome.old().computeIfAbsent(id, key -> new ArrayList<>()).add(due.kind());
            } else {
                outcome.started()
                        .computeIfAbsent(id, key -> new ArrayList<>())
                        .add(new Started(due.kind(), period.get()));
            }
        }
        return outcome;
    }

    /** Who was born later is young enough for every plan on the latest day on which any of these can begin. */
    private LocalDate bornBy(FundId fund, Map<SubmissionId, Submission> awaiting, LocalDate matchedOn) {
        int youngest = plans.book(fund).versions().stream()
                .mapToInt(plan -> plan.eligibility().maxAge())
                .min()
                .orElse(0);
        LocalDate latest = awaiting.values().stream()
                .map(Submission::effectiveDay)
                .filter(Objects::nonNull)
                .reduce(matchedOn.plusDays(1), (one, other) -> one.isAfter(other) ? one : other);
        return FundCheck.renewableUntil(latest).minusYears(youngest);
    }

    private boolean isTooOld(FundId fund, Due due, LocalDate day) {
        LocalDate born = due.born();
        return born != null
                && plans.version(fund, due.plan(), day)
                        .filter(plan -> plan.eligibility().isTooOld(born, day))
                        .isPresent();
    }

    /** Whoever is too old for something begins nothing, as no roster would have taken them; the others do. */
    private void leaveOut(FundId fund, Map<SubmissionId, Submission> open, List<Long> old, LocalDate matchedOn) {
        Map<SubmissionId, List<PersonId>> left = starts.leaveOut(fund, old, matchedOn).stream()
                .collect(Collectors.groupingBy(
                        StartStore.LeftOut::submission,
                        Collectors.mapping(StartStore.LeftOut::person, Collectors.toList())));
        if (!left.isEmpty()) {
            open.keySet().retainAll(starts.starting());
        }
        left.forEach((submission, people) -> events.publishEvent(new TooOldToBegin(fund, submission, people)));
    }

    private void tell(FundId fund, Submission submission, LocalDate from) {
        events.publishEvent(new CoverStarted(fund, submission.id(), submission.unit(), submission.people(), from));
    }

    @Transactional
    public Set<SubmissionId> activate(FundId fund, SubmissionId id, LocalDate matchedOn) {
        return activate(fund, List.of(id), matchedOn);
    }

    /** Tells every member of a submission whose cover has begun what began; for the room that matched the fee. */
    @Transactional
    public void announce(FundId fund, SubmissionId id, Instant now) {
        starts.news(fund, id).forEach((news, members) -> {
            List<PlanVersion> begun = plans.inForce(fund, news.starts()).stream()
                    .filter(plan -> news.plans().contains(plan.code().value()))
                    .toList();
            List<String> values = List.of(
                    PlanNames.of(begun),
                    news.starts().toString(),
                    news.ends().minusDays(1).toString());
            outbox.tellAll(fund, members, now, new Outbox.Telling("notice.cover.started", values, "/my/cover"));
        });
    }

    /** Empty when the plan is not open on the day on which the cover would start. */
    private Optional<Cover.Period> period(FundId fund, Submission submission, Due due, LocalDate matchedOn) {
        LocalDate named = submission.effectiveDay();
        if (submission.history() && named != null) {
            LocalDate since = due.claimedSince() == null ? named : due.claimedSince();
            return open(fund, due, named).map(plan -> period(plan, named, since, since));
        }
        LocalDate next = matchedOn.plusDays(1);
        LocalDate base = named != null && named.isAfter(next) ? named : next;
        Last last = due.last();
        if (last == null) {
            return open(fund, due, base).map(plan -> period(plan, base, base, base));
        }
        boolean continues = plans.version(fund, due.plan(), base)
                .map(plan -> plan.joining().continues(last.ends(), base))
                .orElse(false);
        LocalDate start = continues ? lineage(fund).goesOn(due.plan(), last.ends()) : base;
        return open(fund, due, start)
                .map(plan -> period(plan, start, last.firstJoined(), continues ? last.continuousSince() : base));
    }

    private static Cover.Period period(PlanVersion plan, LocalDate start, LocalDate firstJoined, LocalDate since) {
        DateRange term = plan.joining().termFrom(start);
        return new Cover.Period(term, firstJoined, since, plan.waiting().endsFor(since, start));
    }

    private Lineage lineage(FundId fund) {
        return Lineage.of(plans.book(fund).versions());
    }

    private Optional<PlanVersion> open(FundId fund, Due due, LocalDate day) {
        return plans.version(fund, due.plan(), day).filter(plan -> plan.isOpenOn(day));
    }
}
