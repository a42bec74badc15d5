package org.tongzhou.contribution;

import java.util.List;
import org.springframework.stereotype.Component;
import org.tongzhou.access.web.ScopeSamples;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.TestData;

/** Bills for the access matrix. */
@Component
class ContributionSamples implements ScopeSamples {
    private static final List<Role> READERS = List.of(
            Role.UNIT_OFFICER,
            Role.COUNTY_REVIEWER,
            Role.CITY_REVIEWER,
            Role.PROVINCE_REVIEWER,
            Role.FINANCE_MAKER,
            Role.FINANCE_CHECKER,
            Role.MANAGER,
            Role.AUDITOR);

    private final SomeBills bills;
    private final TestData some;

    ContributionSamples(SomeBills bills, TestData some) {
        this.bills = bills;
        this.some = some;
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                new Sample("GET /bills/{id}", READERS, (unit, actor) -> "/bills/" + id(bills.of(unit, 1))),
                new Sample(
                        "GET /bills/{id}/receipt.pdf",
                        READERS,
                        (unit, actor) -> "/bills/" + id(bills.of(unit, 1)) + "/receipt.pdf"),
                new Sample("GET /api/bills/{id}", READERS, (unit, actor) -> "/api/bills/" + id(bills.of(unit, 1))),
                new Sample(
                                "POST /api/rosters/{id}/enrol",
                                List.of(Role.UNIT_OFFICER),
                                (unit, actor) -> "/api/rosters/"
                                        + bills.draft(some.officer(unit), 1).value() + "/enrol")
                        .withJson("{\"people\": 1, \"fee_fen\": 9500}"),
                new Sample(
                        "POST /rosters/{id}/enrol",
                        List.of(Role.UNIT_OFFICER),
                        (unit, actor) -> "/rosters/"
                                + bills.draft(some.officer(unit), 1).value() + "/enrol?people=1&fee_fen=9500"));
    }

    private static long id(Bill bill) {
        return bill.id().value();
    }
}
