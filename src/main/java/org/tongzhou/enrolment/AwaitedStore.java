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

/** What awaits its fee: one line a person and submission, whose covers are written when they begin. */
@Component
class AwaitedStore {
    private static final String AWAITED =
            "enrolment.awaited (fund, person, submission, row_number, plans, editions, units,"
                    + " fees_fen, continuous_since)";

    private final DataSource database;

    AwaitedStore(DataSource database) {
        this.database = database;
    }

    /** A person of a submission, by the row of the roster; each plan once. */
    record Awaited(PersonId person, int row, List<Choice> choices) {}

    /** One plan to be covered by; {@code continuousSince} is the start of a run that began elsewhere, or null. */
    record Choice(
            PlanCode plan,
            String edition,
            int units,
            Money fee,
            @Nullable LocalDate continuousSince) {}

    void insert(FundId fund, SubmissionId submission, List<Awaited> people) {
        try (Rows rows = rows(fund)) {
            people.forEach(person -> rows.add(submission, person));
            rows.end();
        }
    }

    /** People on their way in, of one submission or many. */
    Rows rows(FundId fund) {
        return new Rows(fund, BinaryCopy.into(database, AWAITED));
    }

    record Rows(FundId fund, BinaryCopy copy) implements AutoCloseable {
        void add(SubmissionId submission, Awaited awaited) {
            List<Choice> choices = awaited.choices();
            copy.row(9)
                    .put(fund.code())
                    .put(awaited.person().value())
                    .put(submission.value())
                    .put(awaited.row())
                    .putTexts(choices, choice -> choice.plan().value())
                    .putTexts(choices, Choice::edition)
                    .putInts(choices, Choice::units)
                    .putLongs(choices, choice -> choice.fee().fen());
            if (choices.stream().allMatch(choice -> choice.continuousSince() == null)) {
                copy.put((LocalDate) null);
            } else {
                copy.putDays(choices, Choice::continuousSince);
            }
        }

        void end() {
            copy.end();
        }

        @Override
        public void close() {
            copy.close();
        }
    }
}
