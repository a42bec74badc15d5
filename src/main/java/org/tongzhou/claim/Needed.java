package org.tongzhou.claim;

import java.util.List;
import java.util.function.Supplier;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.Occasion;
import org.tongzhou.plan.PaperKind;

/** What an event has to tell before it is submitted: the facts of its kind, and a bill where a cover of the member pays by one. */
record Needed(EventKind kind, boolean bill) {
    /** Of a member with these covers, which are asked for only where they matter. */
    static Needed of(EventCase event, Supplier<List<HeldCover>> covers) {
        boolean bill = switch (event.kind()) {
            case HOSPITAL -> true;
            case ILLNESS -> false;
            case ACCIDENT -> afterAccident(event, covers);
        };
        return new Needed(event.kind(), bill);
    }

    /**
     * Who died, or is paid by grade beside a plan that pays for stays alone, may have none; one that is told of has to be told
     * whole.
     */
    private static boolean afterAccident(EventCase event, Supplier<List<HeldCover>> covers) {
        boolean told = event.hasBill() || event.facts().tellsOfStay();
        if (event.facts().isDeath() && !told) {
            return false;
        }
        List<HeldCover> held = covers.get();
        boolean costs = held.stream().anyMatch(cover -> !Verdict.isLumpSum(cover.plan()));
        boolean grades = held.stream().anyMatch(cover -> Verdict.isByGrade(cover.plan()));
        return costs && (told || !grades || held.stream().anyMatch(Needed::asksForBill));
    }

    private static boolean asksForBill(HeldCover cover) {
        return cover.plan().papers(Occasion.ACCIDENT).stream()
                .anyMatch(ask -> !ask.whereExists() && ask.anyOf().contains(PaperKind.RECEIPT));
    }
}
