package org.tongzhou.gig.web;

import java.util.List;
import org.tongzhou.contribution.Programme;
import org.tongzhou.gig.Offer;
import org.tongzhou.kernel.Slice;
import org.tongzhou.organisation.Unit;
import org.tongzhou.shell.Tried;

/** Offers, and what one may be opened with; unions and programmes are empty for who may not. */
public record OffersPage(
        Slice<Line> lines,
        String after,
        Choice<Unit> unions,
        Choice<Programme> programmes,
        List<FreePlan> plans,
        Tried tried) {
    public OffersPage {
        plans = List.copyOf(plans);
    }

    /** Some to choose from; where there is a next, not all that fit are among them. {@code sought} is what they were searched for. */
    public record Choice<T>(Slice<T> found, String sought) {
        static <T> Choice<T> none() {
            return new Choice<>(new Slice<>(List.of(), null), "");
        }

        /** There are so many that one is searched for. */
        public boolean isSearched() {
            return !sought.isEmpty() || found.next() != null;
        }

        public boolean isEmpty() {
            return found.items().isEmpty();
        }

        private boolean mayHaveOne() {
            return isSearched() || !isEmpty();
        }
    }

    /** An offer with the names of its union and programme. */
    public record Line(Offer offer, String union, String programme, Offer.State state) {
        public String tone() {
            return switch (state) {
                case WAITING -> "info";
                case OPEN -> "good";
                case FULL -> "warn";
                case OVER -> "plain";
            };
        }

        public boolean isOver() {
            return state == Offer.State.OVER;
        }
    }

    /** A plan that costs its members nothing and takes somebody in. */
    public record FreePlan(String code, String name) {}

    public boolean mayOpen() {
        return unions.mayHaveOne() && programmes.mayHaveOne() && !plans.isEmpty();
    }
}
