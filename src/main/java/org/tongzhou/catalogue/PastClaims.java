package org.tongzhou.catalogue;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.plan.PlanCode;

/** The fund's decided claims, for trying rules on them. Implemented by the room that holds them. */
public interface PastClaims {
    long count(FundId fund, PlanCode plan);

    /**
     * The next claims by person and, within a person, in the order of filing, at most {@code most}; after the last one of
     * the page before, or from the start with {@link Place#START}.
     */
    List<PastClaim> after(FundId fund, PlanCode plan, Place place, int most);

    /** What has come in as fees for covers of the plan. */
    Money fees(FundId fund, PlanCode plan);

    /** The part of them that goes by cover. */
    List<Charged> charged(FundId fund, PlanCode plan);

    /** Covers of one edition with the same units, and what has come in for them. */
    record Charged(String edition, int units, long covers, Money fees) {}

    /** What a list shows of claims; an unknown one is left out. */
    Map<Long, Label> labels(FundId fund, Collection<Long> claims);

    /** Where a page ends. */
    record Place(long person, long claim) {
        public static final Place START = new Place(0, 0);

        public static Place of(PastClaim last) {
            return new Place(last.person().value(), last.claim());
        }
    }

    /** A claim's number, the member's name as it may be shown, and the unit. */
    record Label(String number, String maskedName, String unit) {}
}
