package org.tongzhou.contribution;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tongzhou.access.web.ScopeSamples;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.DateRange;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.organisation.Unit;
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

    private static final List<Role> PROGRAMME_READERS =
            READERS.stream().filter(role -> role != Role.UNIT_OFFICER).toList();

    private static final List<Role> SHARES_MAKERS =
            List.of(Role.ADMIN, Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER);
    private static final List<Role> SHARES_READERS =
            Stream.concat(Stream.of(Role.ADMIN), PROGRAMME_READERS.stream()).toList();

    private final Programmes programmes;
    private final Receipts receipts;
    private final SomeCredits credits;
    private final SomeBills bills;
    private final TestData some;

    ContributionSamples(Programmes programmes, Receipts receipts, SomeCredits credits, SomeBills bills, TestData some) {
        this.programmes = programmes;
        this.receipts = receipts;
        this.credits = credits;
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
                new Sample("GET /bills/{id}/receipts/{number}", READERS, (unit, actor) -> receipt(unit)),
                new Sample(
                        "GET /bills/{id}/people",
                        List.of(Role.UNIT_OFFICER, Role.FINANCE_MAKER),
                        (unit, actor) -> "/bills/" + id(bills.of(unit, 1)) + "/people"),
                new Sample(
                        "POST /bills/{id}/people",
                        List.of(Role.UNIT_OFFICER, Role.FINANCE_MAKER),
                        (unit, actor) -> "/bills/" + id(bills.of(unit, 1)) + "/people?all=true&whole=单位搬迁"),
                new Sample(
                        "POST /bills/{id}/instalments",
                        List.of(Role.FINANCE_MAKER, Role.FINANCE_CHECKER),
                        (unit, actor) -> "/bills/" + id(bills.of(unit, 1))
                                + "/instalments?due=2026-03-01&amount=50.00&due=2026-04-01&amount=45.00"),
                new Sample(
                        "GET /shares/{unit}",
                        SHARES_READERS,
                        (unit, actor) -> "/shares/" + unit.id().value()),
                new Sample(
                        "POST /shares/{unit}",
                        SHARES_MAKERS,
                        (unit, actor) -> "/shares/" + unit.id().value()
                                + "?before=5000,5000,0,0,0,0;0,0,0,0,0,0&reason=双方新约定"
                                + "&amount=50&amount=50&amount=&amount=&amount=&amount=" + "&in=PERCENT".repeat(6)),
                new Sample(
                        "POST /shares/{unit}/plans",
                        SHARES_MAKERS,
                        (unit, actor) -> "/shares/" + unit.id().value() + "/plans?because=改用计划约定"),
                new Sample(
                        "POST /shares/{unit}/struggling",
                        SHARES_MAKERS,
                        (unit, actor) -> "/shares/" + unit.id().value() + "/struggling?struggling=true&why=连续亏损两年"),
                new Sample("GET /programmes/{id}", PROGRAMME_READERS, (unit, actor) -> programme(unit)),
                new Sample(
                        "POST /programmes/{id}/agree",
                        List.of(Role.FINANCE_CHECKER),
                        (unit, actor) -> programme(unit) + "/agree"),
                new Sample(
                        "POST /programmes/{id}/stop",
                        List.of(Role.FINANCE_MAKER, Role.FINANCE_CHECKER),
                        (unit, actor) -> programme(unit) + "/stop"),
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

    private String receipt(Unit unit) {
        Bill bill = bills.of(unit, 1);
        credits.one(SomeCredits.line("95.00", bill.reference()));
        String number = receipts.inForce(credits.finance(), bill.id()).get(0).number();
        return "/bills/" + id(bill) + "/receipts/" + number;
    }

    /** For a day gone by, so that no other test is helped by it. */
    private String programme(Unit unit) {
        NewProgramme terms = SomeProgrammes.half(
                "样例补助",
                unit,
                DateRange.ofInclusive(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 1, 2)),
                Money.ofYuan(1));
        Actor maker = some.actor(Role.FINANCE_MAKER, TestData.PROVINCE);
        return "/programmes/" + programmes.propose(maker, terms, TestData.NOW).value();
    }

    private static long id(Bill bill) {
        return bill.id().value();
    }
}
