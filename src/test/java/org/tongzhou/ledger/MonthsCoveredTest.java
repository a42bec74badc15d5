package org.tongzhou.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Scope;
import org.tongzhou.ledger.Posting.Part;
import org.tongzhou.ledger.Turnover.Months;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/**
 * How long the balance would last. Of 1,000 in fees, benefits of 100 in January, 200 in February and 50 in the first days of
 * March leave 650.
 */
@RoomTest
class MonthsCoveredTest {
    private static final FundId FUND = new FundId(62);
    private static final String COUNTY = "/62/4202/420281/";
    private static final YearMonth JANUARY = YearMonth.of(2026, 1);
    private static final LocalDate EARLY_IN_MARCH = LocalDate.of(2026, 3, 4);

    @Autowired
    private Ledger ledger;

    @BeforeEach
    void aYearBegins() {
        post(Template.BILL_RAISED, "bill:1", LocalDate.of(2026, 1, 5), 1000);
        post(Template.BENEFIT_APPROVED, "claim:1", LocalDate.of(2026, 1, 20), 100);
        post(Template.BENEFIT_APPROVED, "claim:2", LocalDate.of(2026, 2, 20), 200);
        post(Template.BENEFIT_APPROVED, "claim:3", LocalDate.of(2026, 3, 2), 50);
    }

    @Test
    void aMonthThatStillRunsDoesNotMakeItLastLonger() {
        // 650 at 150 a month
        assertThat(covered(JANUARY, YearMonth.of(2026, 3))).hasValue(43);
    }

    @Test
    void norDoMonthsThatHaveNotBegun() {
        assertThat(covered(JANUARY, YearMonth.of(2026, 12))).hasValue(43);
    }

    @Test
    void monthsThatAreAllOverCountAsTheyAre() {
        // 700 at the end of February
        assertThat(covered(JANUARY, YearMonth.of(2026, 2))).hasValue(46);
        assertThat(covered(JANUARY, JANUARY)).hasValue(90);
    }

    @Test
    void whereNoMonthIsOverNothingIsSaid() {
        assertThat(covered(YearMonth.of(2026, 3), YearMonth.of(2026, 3))).isEmpty();
    }

    @Test
    void aBalanceBelowNothingPaysNoMonth() {
        Turnover spent = new Turnover(Account.BENEFITS, "hospital", Money.ZERO, Money.ofYuan(100), Money.ZERO);
        BookReport report = new BookReport(List.of(spent), new BookReport.Pace(Money.ofYuan(100), 1));
        assertThat(report.tenthsOfMonthsCovered()).hasValue(0);
    }

    private OptionalLong covered(YearMonth first, YearMonth last) {
        return ledger.report(Scope.province(FUND), new Months(first, last), EARLY_IN_MARCH)
                .tenthsOfMonthsCovered();
    }

    private void post(Template template, String cause, LocalDate day, int yuan) {
        List<Part> parts = List.of(new Part(Money.ofYuan(yuan), COUNTY, "hospital"));
        ledger.post(FUND, Posting.of(template, cause, day, TestData.NOW, parts));
    }
}
