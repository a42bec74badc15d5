package org.tongzhou.enrolment;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
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

    private static final String THESE = " and (:all or person = any(:people)) ";

    private final JdbcClient jdbc;
    private final DataSource database;

    AwaitedStore(JdbcClient jdbc, DataSource database) {
        this.jdbc = jdbc;
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

    /** Gives up what these people, or all, await of a submission, and what of it is in force; answers how many people. */
    int giveUp(FundId fund, SubmissionId id, Set<PersonId> people, boolean all) {
        return jdbc.sql("""
                        with kept as (
                            insert into enrolment.cover (fund, person, plan, edition, units, unit, unit_path, submission,
                                row_number, fee_fen, state, continuous_since)
                            select fund, person, plan, edition, units, unit, unit_path, submission, row_number, fee_fen,
                                'CANCELLED', continuous_since
                            from enrolment.enrolled where fund = :fund and submission = :id and state = 'AWAITING'
                        """ + THESE + """
                            returning person),
                        gone as (delete from enrolment.awaited where fund = :fund and submission = :id
                        """ + THESE + """
                            ),
                        ended as (
                            update enrolment.cover set state = 'CANCELLED', cover = null
                            where fund = :fund and submission = :id and state = 'ACTIVE'
                        """ + THESE + """
                            returning person)
                        select count(distinct person) from (
                            select person from kept union all select person from ended) people
                        """)
                .param("fund", fund.code())
                .param("id", id.value())
                .param("all", all)
                .param("people", people.stream().map(PersonId::value).toArray(Long[]::new))
                .query(Integer.class)
                .single();
    }

    /** Takes covers of a submission out of force, none of which has begun: they await their fee again. */
    void awaitAgain(FundId fund, SubmissionId id) {
        jdbc.sql("""
                        with gone as (
                            delete from enrolment.cover where fund = :fund and submission = :id and state = 'ACTIVE' returning *)
                        insert into enrolment.awaited
                            (fund, person, submission, row_number, plans, editions, units, fees_fen, continuous_since)
                        select fund, person, submission, min(row_number), array_agg(plan order by id), array_agg(edition order by id),
                            array_agg(units order by id), array_agg(fee_fen order by id), array_agg(continuous_since order by id)
                        from gone group by fund, person, submission
                        """).param("fund", fund.code()).param("id", id.value()).update();
    }
}
