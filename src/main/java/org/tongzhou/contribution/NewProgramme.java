package org.tongzhou.contribution;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Characters;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.organisation.Payer;
import org.tongzhou.organisation.Share;
import org.tongzhou.organisation.UnitFlag;
import org.tongzhou.organisation.UnitKind;

/**
 * The terms of a subsidy programme. It takes over {@code share} of a bill's total, or an amount for each person, from the
 * part of {@code relieves}, never more than that part; for units below {@code path} of one of the kinds (empty: any), of at
 * most so many staff, with all of the flags; for bills raised from the first day to the last; until the budget is used up,
 * or what one unit may have. When people leave a bill it pays by the same terms of who is left, see {@link SharedAnew}. Refuses
 * what is wrong by its field, such as {@code programme_days}.
 */
public record NewProgramme(
        String name,
        Payer giver,
        String path,
        Set<UnitKind> kinds,
        @Nullable Integer mostStaff,
        Set<UnitFlag> flags,
        Payer relieves,
        Share share,
        LocalDate firstDay,
        LocalDate lastDay,
        Money budget,
        @Nullable Money unitMost) {
    /** Characters of a name. */
    public static final int LONGEST_NAME = 60;

    public NewProgramme {
        name = name.strip();
        kinds = Set.copyOf(kinds);
        flags = Set.copyOf(flags);
        require(Characters.within(1, LONGEST_NAME, name), "programme_name");
        require(!giver.isOfUnit() && relieves.isOfUnit(), "programme_payers");
        require(!lastDay.isBefore(firstDay), "programme_days");
        require(budget.isPositive() && (unitMost == null || unitMost.isPositive()), "programme_budget");
        require(mostStaff == null || mostStaff > 0, "programme_staff");
    }

    private static void require(boolean right, String code) {
        if (!right) {
            throw Refusal.invalid(code, LONGEST_NAME);
        }
    }

    /** What it would pay of a bill, were its budget endless. */
    Money wanted(Money total, long people, Money relievedPart) {
        return uncapped(total, people).min(relievedPart);
    }

    private Money uncapped(Money total, long people) {
        if (share instanceof Share.Percent percent) {
            return Money.ofFen(Math.multiplyExact(total.fen(), (long) percent.basisPoints()) / 10_000);
        }
        return ((Share.Each) share).perPerson().times(people);
    }
}
