package org.tongzhou.enrolment;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tongzhou.enrolment.Applicant.Choice;
import org.tongzhou.kernel.Money;
import org.tongzhou.person.Arrival;
import org.tongzhou.person.NewPerson;

/**
 * People of one unit to be enrolled together, in the order of the roster. Thousands choose in some ten ways, so what they chose
 * is kept, shared and added once for all who chose alike.
 */
record Joiners(List<Joiner> people, List<ChosenAlike> kinds) {
    static final Joiners NONE = new Joiners(List.of(), List.of());

    /** Whoever is young enough for so long is asked for their age only by fees that come later still. */
    private static final int AGES_NOTED_YEARS = 1;

    /** One row's person; {@code kind} is the place among the kinds, from 0; {@code born} only of who may grow too old. */
    record Joiner(
            int row, Arrival person, int kind, @Nullable LocalDate born) {}

    /** {@code persons} are those of the applicants, in their order, handed in today. */
    static Joiners of(List<Applicant> applicants, List<Arrival> persons, LocalDate today) {
        LocalDate latest = agesNotedUntil(today);
        Map<List<Choice>, Integer> numbers = new LinkedHashMap<>();
        List<Joiner> people = new ArrayList<>(applicants.size());
        for (int i = 0; i < persons.size(); i++) {
            Applicant applicant = applicants.get(i);
            int kind = numbers.computeIfAbsent(applicant.choices(), choices -> numbers.size());
            LocalDate born = applicant.isTooOldOn(latest) ? applicant.id().birthDate() : null;
            people.add(new Joiner(applicant.row(), persons.get(i), kind, born));
        }
        return counted(people, List.copyOf(numbers.keySet()));
    }

    /** Until this day it is noted who grows too old of those who were enrolled on a day. */
    static LocalDate agesNotedUntil(LocalDate enrolled) {
        return enrolled.plusYears(AGES_NOTED_YEARS);
    }

    private static Joiners counted(List<Joiner> people, List<List<Choice>> choices) {
        int[] counts = new int[choices.size()];
        people.forEach(joiner -> counts[joiner.kind()]++);
        List<ChosenAlike> kinds = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            kinds.add(new ChosenAlike(choices.get(i), counts[i]));
        }
        return new Joiners(people, kinds);
    }

    static NewPerson named(Applicant applicant) {
        return new NewPerson(
                applicant.name(),
                applicant.id(),
                applicant.phone(),
                applicant.card().orElse(null));
    }

    boolean isEmpty() {
        return people.isEmpty();
    }

    /** Of all of them. */
    Money fee() {
        return kinds.stream().map(kind -> kind.fee().times(kind.people())).reduce(Money.ZERO, Money::plus);
    }

    /** Those who have such a choice, with no other. */
    Joiners choosing(Function<Choice, Optional<Choice>> such) {
        int[] left = new int[kinds.size()];
        List<ChosenAlike> others = new ArrayList<>();
        for (int i = 0; i < left.length; i++) {
            ChosenAlike kind = kinds.get(i).only(such);
            left[i] = kind.choices().isEmpty() ? -1 : others.size();
            if (!kind.choices().isEmpty()) {
                others.add(kind);
            }
        }
        List<Joiner> those = people.stream()
                .filter(joiner -> left[joiner.kind()] >= 0)
                .map(joiner -> new Joiner(joiner.row(), joiner.person(), left[joiner.kind()], joiner.born()))
                .toList();
        return new Joiners(those, others);
    }
}
