package org.tongzhou.enrolment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.tongzhou.enrolment.Applicant.Choice;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.organisation.Unit;
import org.tongzhou.plan.PlanCode;

/** Puts what others pay for free cover on the rows of a roster, for as many places as there are. */
@Component
class Sponsoring {
    private final ObjectProvider<FreePlaces> places;

    Sponsoring(ObjectProvider<FreePlaces> places) {
        this.places = places;
    }

    void hold(FundId fund, Unit unit) {
        places.ifAvailable(kept -> kept.hold(fund, unit));
    }

    void holdAll(FundId fund) {
        places.ifAvailable(kept -> kept.holdAll(fund));
    }

    /** Rows apart: what others pay for, with their fees and how many places of each plan that took, and what is owed for. */
    record Sponsored(Joiners granted, Map<PlanCode, Integer> taken, Joiners owed) {
        /** Makes a submission of so many people for so much. */
        interface Submitting {
            NewSubmission of(int people, Money fee, boolean granted);
        }

        /** What others pay for first, then what is owed for; either is left out where there is none. */
        List<Joining> joining(Unit unit, List<PolicyFee> policies, Submitting submitting) {
            List<Joining> joining = new ArrayList<>();
            if (!granted.isEmpty()) {
                joining.add(joining(unit, granted, taken, List.of(), submitting));
            }
            if (!owed.isEmpty()) {
                joining.add(joining(unit, owed, Map.of(), policies, submitting));
            }
            return joining;
        }

        private static Joining joining(
                Unit unit,
                Joiners joiners,
                Map<PlanCode, Integer> places,
                List<PolicyFee> policies,
                Submitting submitting) {
            Money fixed = PolicyFee.fixed(policies);
            int people = joiners.people().size();
            NewSubmission submission = submitting.of(people, joiners.fee().plus(fixed), !places.isEmpty());
            return new Joining(submission, unit, joiners, places, policies);
        }
    }

    Sponsored sponsor(FundId fund, Unit unit, Joiners joiners, LocalDate today) {
        Map<PlanCode, Integer> wanted = new LinkedHashMap<>();
        for (ChosenAlike kind : joiners.kinds()) {
            kind.choices().stream()
                    .filter(choice -> choice.fee().isZero())
                    .forEach(choice -> wanted.merge(choice.plan().code(), kind.people(), Integer::sum));
        }
        Map<PlanCode, Money> paid = new LinkedHashMap<>();
        places.ifAvailable(kept -> wanted.forEach(
                (plan, people) -> kept.take(fund, unit, plan, people, today).ifPresent(each -> paid.put(plan, each))));
        if (paid.isEmpty()) {
            return new Sponsored(Joiners.NONE, Map.of(), joiners);
        }
        wanted.keySet().retainAll(paid.keySet());
        return new Sponsored(
                joiners.choosing(
                        choice -> Optional.ofNullable(paid.get(choice.plan().code()))
                                .map(each -> new Choice(choice.plan(), choice.units(), each))),
                wanted,
                joiners.choosing(choice -> Optional.of(choice)
                        .filter(owed -> !paid.containsKey(owed.plan().code()))));
    }

    void taken(Actor actor, Submission submission, Map<PlanCode, Integer> taken) {
        places.ifAvailable(kept -> taken.forEach((plan, people) -> kept.taken(actor, submission, plan, people)));
    }

    void givenBack(FundId fund, SubmissionId submission, Map<PlanCode, Integer> left, Instant now) {
        places.ifAvailable(kept -> left.forEach((plan, people) -> kept.givenBack(fund, submission, plan, people, now)));
    }
}
