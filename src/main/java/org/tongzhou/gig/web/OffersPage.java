package org.tongzhou.gig.web;

import java.util.List;
import org.tongzhou.contribution.Programme;
import org.tongzhou.gig.Offer;
import org.tongzhou.kernel.Slice;
import org.tongzhou.organisation.Unit;
import org.tongzhou.shell.Tried;

/**
 * Offers, and what one may be opened with; unions and programmes are empty for who may not. {@code sought} is what the unions were
 * searched for; where there is a next, not all that fit are among them.
 */
public record OffersPage(
        Slice<Line> lines,
        String after,
        Slice<Unit> unions,
        String sought,
        List<Programme> programmes,
        List<FreePlan> plans,
        Tried tried) {
    public OffersPage {
        programmes = List.copyOf(programmes);
        plans = List.copyOf(plans);
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

    /** There are so many unions that one is searched for. */
    public boolean isSearched() {
        return !sought.isEmpty() || unions.next() != null;
    }

    public boolean mayOpen() {
        return (isSearched() || !unions.items().isEmpty()) && !programmes.isEmpty() && !plans.isEmpty();
    }
}
