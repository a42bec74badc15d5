package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.TestData.DAYE;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.HUANGSHI;
import static org.tongzhou.testing.TestData.NOW;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.claim.Quality.Check;
import org.tongzhou.claim.Quality.Wish;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.testing.ManyRows;

/** A sample states its confidence of all decisions of its days, however many they are. */
class LargePopulationTest extends ManyRows {
    private static final LocalDate DAY = LocalDate.of(2019, 3, 4);
    private static final long FIRST = 820_000_000;
    private static final int PLAIN = 110_000;
    private static final int RISKS = 3;

    @Autowired
    private Quality quality;

    /** Every tenth or so is drawn: none of the last 10,000 is not left to chance. */
    @Test
    void theNewestOfMoreThanAHundredThousandAreDrawnAsLikelyAsAnyOther() {
        undone(() -> {
            approved(PLAIN + RISKS);
            Actor lead = data.actor(Role.CITY_REVIEWER, HUANGSHI);
            long round = quality.draw(lead, new Wish(DAY, DAY, 99, 1), NOW);
            assertThat(quality.round(lead, round).population()).isEqualTo(PLAIN);
            List<Check> checks = pages(lead, round);
            assertThat(checks)
                    .filteredOn(Predicate.not(Check::risk))
                    .hasSize(Sampling.size(PLAIN, 99, 1))
                    .extracting(check -> check.claim().value())
                    .doesNotHaveDuplicates()
                    .anyMatch(claim -> claim > FIRST + 100_000);
            assertThat(checks)
                    .filteredOn(Check::risk)
                    .extracting(check -> check.claim().value())
                    .containsExactly(FIRST + PLAIN + 1, FIRST + PLAIN + 2, FIRST + PLAIN + 3);
        });
    }

    private List<Check> pages(Actor lead, long round) {
        List<Check> all = new ArrayList<>();
        String after = "";
        while (after != null) {
            Slice<Check> page = quality.checks(lead, round, after);
            all.addAll(page.items());
            after = page.next();
        }
        return all;
    }

    /** By one level; the last three are near its limit. */
    private void approved(int count) {
        jdbc.sql("""
                        insert into claim.claim (fund, id, case_id, number, person, unit, unit_path, plan, plan_version, cover,
                            lump_sum, state, level, levels, sampled, amount_fen, decision, accepted_on, promised_from, due_on, filed_at)
                            overriding system value
                        select :fund, :first + n, :first + n, 'LARGE' || n, :first, :first, :path, 'hospital', '2018', 1, false,
                            'PAID', 'COUNTY', '{COUNTY}', false, case when n > :plain then 499999 else 100 end, '', :day, :day, :day, :day
                        from generate_series(1, :count) n
                        """)
                .param("fund", FUND.code())
                .param("first", FIRST)
                .param("path", HUANGSHI + DAYE + "/u1/")
                .param("plain", PLAIN)
                .param("day", DAY)
                .param("count", count)
                .update();
        jdbc.sql("""
                        insert into claim.step (fund, claim, at, verb, level, state, person, actor_name, version, deciding, claimant, claim_unit)
                        select fund, id, timestamptz '2019-03-04 12:00+08', 'APPROVED', 'COUNTY', 'APPROVED', 1, '', 1, true, person, unit
                        from claim.claim where fund = :fund and id > :first and id <= :first + :count
                        """)
                .param("fund", FUND.code())
                .param("first", FIRST)
                .param("count", count)
                .update();
        analyze("claim.claim, claim.step");
    }
}
