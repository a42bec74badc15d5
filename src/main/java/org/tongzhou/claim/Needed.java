package org.tongzhou.claim;

import java.util.List;
import java.util.function.Supplier;
import org.tongzhou.plan.EventKind;

/** What an event has to tell before it is submitted: the facts of its kind, and a bill where a cover of the member pays by one. */
record Needed(EventKind kind, boolean bill) {
    /** Of a member with these covers, which are asked for only where they matter. */
    static Needed of(EventCase event, Supplier<List<HeldCover>> covers) {
        boolean bill = switch (event.kind()) {
            case HOSPITAL -> true;
            case ILLNESS -> false;
            case ACCIDENT -> !event.facts().isDeathWithoutBill() && payCosts(covers.get());
        };
        return new Needed(event.kind(), bill);
    }

    private static boolean payCosts(List<HeldCover> covers) {
        return covers.stream().anyMatch(cover -> !Verdict.isLumpSum(cover.plan()));
    }
}
