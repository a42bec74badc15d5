package org.tongzhou.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.TestData.DAYE;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.HUANGSHI;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.TODAY;

import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.organisation.Unit;
import org.tongzhou.testing.AllPages;
import org.tongzhou.testing.ManyRows;

/** More programmes than a page holds. */
class PagedProgrammesTest extends ManyRows {
    @Autowired
    private MockMvc mvc;

    @Autowired
    private Visits visits;

    @Autowired
    private Programmes programmes;

    @Test
    void everyProgrammeOfTheTerritoryStandsOnOnePageOnce() {
        undone(() -> {
            List<Long> ours = programmes(data.unit(DAYE), 250);
            List<Long> elsewhere = programmes(data.unit("420202"), 5);
            assertThat(inTheCounty("/programmes", "href=\"/programmes/(#)\""))
                    .doesNotHaveDuplicates()
                    .containsAll(ours)
                    .doesNotContainAnyElementsOf(elsewhere);
        });
    }

    /** Whoever opens places chooses among those that could pay them. */
    @Test
    void aProgrammeThatGrantsIsFoundHoweverManyThatDoNotCameSince() {
        undone(() -> {
            Unit here = data.unit(DAYE);
            ProgrammeId old = new ProgrammeId(programmes(here, 1).get(0));
            List<Long> since = programmes(here, 120);
            jdbc.sql("update contribution.programme set stopped_on = :today where id = any(:since)")
                    .param("today", TODAY)
                    .param("since", since.toArray(Long[]::new))
                    .update();
            assertThat(forPlaces(HUANGSHI + DAYE + "/"))
                    .extracting(Programme::id)
                    .contains(old)
                    .doesNotContainAnyElementsOf(
                            since.stream().map(ProgrammeId::new).toList());
            assertThat(forPlaces(HUANGSHI + "420202/"))
                    .extracting(Programme::id)
                    .doesNotContain(old);
        });
    }

    @Test
    void everybodyWhoHadOfAProgrammeStandsOnOnePageOnce() {
        undone(() -> {
            Unit here = data.unit(DAYE);
            long programme = programmes(here, 1).get(0);
            List<Long> ours = given(programme, here, 450);
            given(programme, data.unit("420202"), 5);
            assertThat(inTheCounty("/programmes/" + programme, "href=\"/bills/(#)\""))
                    .containsExactlyInAnyOrderElementsOf(ours);
        });
    }

    private List<Programme> forPlaces(String territory) {
        Actor finance = data.actor(Role.FINANCE_MAKER, territory);
        return programmes
                .forPlaces(finance, TODAY, new Programmes.Choice(0, ""))
                .items();
    }

    private List<Long> inTheCounty(String path, String row) {
        Actor county = data.actor(Role.COUNTY_REVIEWER, HUANGSHI + DAYE + "/");
        return new AllPages(mvc, visits.of(county)).numbers(path, row);
    }

    /** To bills of a unit; several have had the same. */
    private List<Long> given(long programme, Unit unit, int count) {
        List<Long> bills = jdbc.sql("""
                        insert into contribution.bill (fund, unit, unit_path, unit_name, submission, people, reference, share_bp,
                            share_fen, total_fen, starts_at_fen, due_on, raised_by, raised_at)
                        select :fund, :unit, :path, '样例', -:unit * 1000 - n, 1, 'HZ' || (9000000000000 + :unit * 1000 + n),
                            '{0,0,0,0,0,0}', '{0,0,0,0,0,0}', 100, 100, :today, 1, :now
                        from generate_series(1, :count) n returning id
                        """)
                .param("fund", FUND.code())
                .param("unit", unit.id().value())
                .param("path", unit.path())
                .param("today", TODAY)
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .param("count", count)
                .query(Long.class)
                .list();
        jdbc.sql("""
                        insert into contribution.subsidy_grant (fund, programme, bill, amount_fen, granted_at)
                        select :fund, :programme, bill, 100 + bill % 7, :now from unnest(:bills::bigint[]) bill
                        """)
                .param("fund", FUND.code())
                .param("programme", programme)
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .param("bills", bills.toArray(Long[]::new))
                .update();
        return bills;
    }

    /** Agreed ones for a unit's area. */
    private List<Long> programmes(Unit unit, int count) {
        UnitId id = unit.id();
        return jdbc.sql("""
                        insert into contribution.programme (fund, name, giver, path, kinds, flags, relieves, each_fen,
                            first_day, last_day, budget_fen, proposed_by, proposed_at, agreed_by, agreed_at)
                        select :fund, '补助' || :unit || '-' || n, 'COUNTY_UNION', :path, '{}', '{}', 'WORKER', 5000,
                            :today, :today::date + 30, 100000, :maker, :now, :checker, :now
                        from generate_series(1, :count) n returning id
                        """)
                .param("fund", FUND.code())
                .param("unit", id.value())
                .param("path", unit.path())
                .param("today", TODAY)
                .param("maker", data.person().value())
                .param("checker", data.person().value())
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .param("count", count)
                .query(Long.class)
                .list();
    }
}
