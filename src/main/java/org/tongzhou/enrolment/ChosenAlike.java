package org.tongzhou.enrolment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.tongzhou.enrolment.Applicant.Choice;
import org.tongzhou.kernel.Money;

/** What so many people chose, each the same. */
record ChosenAlike(List<Choice> choices, int people) {
    /** Each kind of choice of these people once, in the order in which it comes first. */
    static List<ChosenAlike> of(List<Applicant> applicants) {
        Map<List<Choice>, Integer> counts = new LinkedHashMap<>();
        applicants.forEach(applicant -> counts.merge(applicant.choices(), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(kind -> new ChosenAlike(kind.getKey(), kind.getValue()))
                .toList();
    }

    /** Of each of them. */
    Money fee() {
        return choices.stream().map(Choice::fee).reduce(Money.ZERO, Money::plus);
    }

    /** Of as many people, those choices alone that are such. */
    ChosenAlike only(Function<Choice, Optional<Choice>> such) {
        List<Choice> left =
                choices.stream().flatMap(choice -> such.apply(choice).stream()).toList();
        return new ChosenAlike(left, people);
    }
}
