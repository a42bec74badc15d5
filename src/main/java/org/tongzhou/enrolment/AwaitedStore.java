package org.tongzhou.enrolment;

import java.time.LocalDate;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.database.BinaryCopy;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.plan.PlanCode;

/**
 * What awaits its fee: one line a person and submission, whose covers are written when they begin. What people chose is written
 * once for all of a submission who chose alike.
 */
@Component
class AwaitedStore {
    private static final String AWAITED = "enrolment.awaited (fund, person, submission, row_number, choice)";
    private static final String CHOICE =
            "enrolment.choice (fund, submission, no, plan, edition, units, fee_fen, continuous_since)";

    private static final String AGEING = "enrolment.ageing (fund, submission, person, born)";

    private final DataSource database;

    AwaitedStore(DataSource database) {
        this.database = database;
    }

    /** Who awaits what of a submission: {@code chosen} are ways of choosing, {@code people} name one of them each. */
    record Waiting(SubmissionId submission, List<List<Choice>> chosen, List<Awaited> people) {}

    /**
     * A person by the row of the roster; {@code choice} is the place among what was chosen, from 0; {@code born} is there only of
     * who may grow too old before the fee is in.
     */
    record Awaited(
            PersonId person, int row, int choice, @Nullable LocalDate born) {}

    /** One plan to be covered by, each once; {@code continuousSince} is the start of a run that began elsewhere, or null. */
    record Choice(
            PlanCode plan,
            String edition,
            int units,
            Money fee,
            @Nullable LocalDate continuousSince) {}

    void insert(FundId fund, List<Waiting> waiting) {
        try (BinaryCopy copy = BinaryCopy.into(database, CHOICE)) {
            waiting.forEach(each -> chosen(copy, fund, each));
            copy.end();
        }
        try (BinaryCopy copy = BinaryCopy.into(database, AWAITED)) {
            waiting.forEach(each -> people(copy, fund, each));
            copy.end();
        }
        if (waiting.stream().flatMap(each -> each.people().stream()).anyMatch(each -> each.born() != null)) {
            ageing(fund, waiting);
        }
    }

    private void ageing(FundId fund, List<Waiting> waiting) {
        try (BinaryCopy copy = BinaryCopy.into(database, AGEING)) {
            waiting.forEach(each -> each.people().stream()
                    .filter(person -> person.born() != null)
                    .forEach(person -> copy.row(4)
                            .put(fund.code())
                            .put(each.submission().value())
                            .put(person.person().value())
                            .put(person.born())));
            copy.end();
        }
    }

    private static void chosen(BinaryCopy copy, FundId fund, Waiting waiting) {
        for (int no = 0; no < waiting.chosen().size(); no++) {
            for (Choice choice : waiting.chosen().get(no)) {
                copy.row(8)
                        .put(fund.code())
                        .put(waiting.submission().value())
                        .put(no)
                        .put(choice.plan().value())
                        .put(choice.edition())
                        .put(choice.units())
                        .put(choice.fee().fen())
                        .put(choice.continuousSince());
            }
        }
    }

    private static void people(BinaryCopy copy, FundId fund, Waiting waiting) {
        for (Awaited awaited : waiting.people()) {
            copy.row(5)
                    .put(fund.code())
                    .put(awaited.person().value())
                    .put(waiting.submission().value())
                    .put(awaited.row())
                    .put(awaited.choice());
        }
    }
}
