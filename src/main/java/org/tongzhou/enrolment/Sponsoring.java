package org.tongzhou.enrolment;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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

    /** Rows with what is paid for them, and how many places of each plan that took. */
    record Sponsored(List<Applicant> applicants, Map<PlanCode, Integer> taken) {
        Money fee(List<PolicyFee> policies) {
            Money fixed = policies.stream().map(PolicyFee::fixed).reduce(Money.ZERO, Money::plus);
            return applicants.stream().map(Applicant::fee).reduce(fixed, Money::plus);
        }
    }

    Sponsored sponsor(FundId fund, Unit unit, List<Applicant> applicants, LocalDate today) {
        Map<PlanCode, Integer> wanted = new LinkedHashMap<>();
        eachFree(applicants, choice -> wanted.merge(choice.plan().code(), 1, Integer::sum));
        Map<PlanCode, Money> paid = new LinkedHashMap<>();
        places.ifAvailable(kept -> wanted.forEach(
                (plan, people) -> kept.take(fund, unit, plan, people, today).ifPresent(each -> paid.put(plan, each))));
        wanted.keySet().retainAll(paid.keySet());
        List<Applicant> sponsored = applicants.stream()
                .map(applicant -> applicant.with(applicant.choices().stream()
                        .map(choice -> paid(choice, paid))
                        .toList()))
                .toList();
        return new Sponsored(sponsored, wanted);
    }

    private static Choice paid(Choice choice, Map<PlanCode, Money> paid) {
        return new Choice(
                choice.plan(), choice.units(), paid.getOrDefault(choice.plan().code(), choice.fee()));
    }

    private static void eachFree(List<Applicant> applicants, Consumer<Choice> act) {
        applicants.forEach(applicant -> applicant.choices().stream()
                .filter(choice -> choice.fee().isZero())
                .forEach(act));
    }

    void taken(Actor actor, Submission submission, Sponsored sponsored) {
        places.ifAvailable(
                kept -> sponsored.taken().forEach((plan, people) -> kept.taken(actor, submission, plan, people)));
    }
}
