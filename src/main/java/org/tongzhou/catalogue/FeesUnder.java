package org.tongzhou.catalogue;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tongzhou.catalogue.PastClaims.Charged;
import org.tongzhou.kernel.Money;
import org.tongzhou.plan.Fee;
import org.tongzhou.plan.PlanVersion;

/** What the covers of the past would have brought in under a draft's fee. */
final class FeesUnder {
    private final Fee draft;
    private final Map<String, PlanVersion> editions;

    FeesUnder(PlanVersion draft, Map<String, PlanVersion> editions) {
        this.draft = draft.joining().fee();
        this.editions = editions;
    }

    /** What more would have come in for these covers than came in; negative for a lower fee. */
    Money difference(List<Charged> covers) {
        return covers.stream().map(this::difference).reduce(Money.ZERO, Money::plus);
    }

    /** A fee by age, class or income stands as it came in, because past covers do not say what it went by. */
    private Money difference(Charged charged) {
        PlanVersion edition = editions.get(charged.edition());
        Fee before = edition == null ? null : edition.joining().fee();
        if (draft.equals(before) || goesByMore(draft) || goesByMore(before)) {
            return Money.ZERO;
        }
        Money each = draft.charge(charged.units());
        return before == null
                ? each.times(charged.covers()).minus(charged.fees())
                : each.minus(before.charge(charged.units())).times(charged.covers());
    }

    private static boolean goesByMore(@Nullable Fee fee) {
        return fee != null && fee.by().isPresent();
    }
}
