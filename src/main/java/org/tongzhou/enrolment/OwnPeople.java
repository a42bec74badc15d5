package org.tongzhou.enrolment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.person.Arrival;

/**
 * A roster changes phone and card of its unit's own people only: whoever is covered through another unit, or was and not yet
 * through this one, is reached and paid as before. What somebody took alone makes them nobody's: who took it is only what was typed.
 */
@Component
class OwnPeople {
    private final CoverStore covers;

    OwnPeople(CoverStore covers) {
        this.covers = covers;
    }

    /** Somebody in the roster of a unit. */
    record InRoster(PersonId person, UnitId unit) {}

    /** Everybody of these rosters, in their order. Covers are asked for only where somebody may change, who are few. */
    List<Arrival> arrivals(FundId fund, List<Joining> units, Instant now) {
        List<InRoster> changing = new ArrayList<>();
        units.forEach(unit -> unit.joiners()
                .people()
                .forEach(joiner -> joiner.person()
                        .changing()
                        .ifPresent(person -> changing.add(
                                new InRoster(person, unit.submission().unit())))));
        LocalDate today = FundClock.dayOf(now);
        Set<InRoster> others = changing.isEmpty() ? Set.of() : covers.ofOtherUnits(fund, changing, today);
        return units.stream()
                .flatMap(unit -> unit.joiners().people().stream()
                        .map(joiner ->
                                arrival(joiner.person(), unit.submission().unit(), others)))
                .toList();
    }

    private static Arrival arrival(Arrival person, UnitId unit, Set<InRoster> others) {
        boolean other = !others.isEmpty()
                && person.changing()
                        .filter(known -> others.contains(new InRoster(known, unit)))
                        .isPresent();
        return other ? person.asKnown() : person;
    }

    /** The same rule by what is at hand of somebody when a row is judged. */
    static boolean isOfAnother(List<CoverStore.Held> held, UnitId unit, LocalDate today) {
        List<CoverStore.Held> begun = held.stream()
                .filter(cover -> !cover.awaiting() && !cover.alone())
                .toList();
        boolean here = begun.stream().anyMatch(cover -> cover.unit().equals(unit));
        return begun.stream()
                .anyMatch(cover ->
                        !cover.unit().equals(unit) && (!here || cover.ends().isAfter(today)));
    }
}
