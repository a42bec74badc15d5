package org.tongzhou.claim.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tongzhou.claim.Claim;

/**
 * A claim for programs: where it is, what the member is told, what the rules give; {@code version} goes into a decision,
 * {@code due_on} is null while papers are owed.
 */
record ClaimJson(
        long id,
        String number,
        String plan,
        String state,
        String status,
        String level,
        @JsonProperty("amount_fen") long amountFen,
        @JsonProperty("accepted_on") LocalDate acceptedOn,
        @JsonProperty("due_on") @Nullable LocalDate dueOn,
        int version) {
    static ClaimJson of(Claim claim) {
        return new ClaimJson(
                claim.id().value(),
                claim.number(),
                claim.benefit().plan(),
                claim.state().name(),
                claim.status().name(),
                claim.level().name(),
                claim.amount().fen(),
                claim.clock().acceptedOn(),
                claim.clock().dueOn(),
                claim.version());
    }
}
