package org.tongzhou.contribution;

import java.util.Objects;
import org.tongzhou.kernel.Place;
import org.tongzhou.recovery.Repayments;

/** A line of a bank file that is another sum than what somebody noted by hand under its number; nobody has cleared up which is right. */
public record NotedLine(StatementId statement, String file, int no, CreditOutcome line) {
    public Repayments.Noted note() {
        return Objects.requireNonNull(line.noted());
    }

    Place place() {
        return new Place(statement.value(), no);
    }
}
