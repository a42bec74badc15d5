package org.tongzhou.enrolment;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.person.People;

/** Fees for whose day birthdays were not noted when people were enrolled, because it was too far off or none were then: those are read now. */
@Component
class LateFees {
    private final StartStore starts;
    private final People people;

    LateFees(StartStore starts, People people) {
        this.starts = starts;
        this.people = people;
    }

    /** Notes who may be too old for a cover of what is paid: whoever was born by this day. */
    void note(FundId fund, Collection<Submission> paid, LocalDate matchedOn, LocalDate bornBy) {
        Set<SubmissionId> unknown =
                starts.withoutAges(fund, paid.stream().map(Submission::id).toList());
        for (Submission submission : paid) {
            if (unknown.contains(submission.id()) || isLate(submission, matchedOn)) {
                Map<PersonId, LocalDate> old =
                        new LinkedHashMap<>(people.birthdays(fund, starts.waiting(fund, submission.id())));
                old.values().removeIf(born -> born.isAfter(bornBy));
                starts.note(fund, submission.id(), old);
            }
        }
    }

    /** What was covered elsewhere before keeps its day, whenever its fee comes. */
    private static boolean isLate(Submission submission, LocalDate matchedOn) {
        LocalDate enrolled = FundClock.dayOf(submission.enrolledAt());
        return !submission.history() && !matchedOn.isBefore(Joiners.agesNotedUntil(enrolled));
    }
}
