package org.tongzhou.gig;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.tongzhou.contribution.NewProgramme;
import org.tongzhou.contribution.ProgrammeId;
import org.tongzhou.contribution.Programmes;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.DateRange;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.organisation.FeeShares;
import org.tongzhou.organisation.NewUnit;
import org.tongzhou.organisation.Payer;
import org.tongzhou.organisation.Share;
import org.tongzhou.organisation.UnitKind;
import org.tongzhou.organisation.UnitRegister;
import org.tongzhou.organisation.Units;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.testing.TestData;

/** Unions of gig workers with places out of a programme that pays 30 yuan for each. */
@Component
public class SomeOffers {
    static final Money EACH = Money.ofYuan(30);
    static final PlanCode PLAN = new PlanCode("gig-accident");
    private static int number = 700_000;

    private final Units units;
    private final UnitRegister register;
    private final Programmes programmes;
    private final Offers offers;
    private final TestData some;

    SomeOffers(Units units, UnitRegister register, Programmes programmes, Offers offers, TestData some) {
        this.units = units;
        this.register = register;
        this.programmes = programmes;
        this.offers = offers;
        this.some = some;
    }

    /** An offer with its programme, and who opened it. */
    public record Opened(OfferId offer, ProgrammeId programme, UnitId unit, Actor finance) {}

    public Opened open(int places, Money budget) {
        return open(places, budget, TestData.NOW);
    }

    public Opened open(int places, Money budget, Instant now) {
        UnitId union = union();
        LocalDate today = LocalDate.ofInstant(now, FundClock.ZONE);
        DateRange days = DateRange.ofInclusive(today, today.plusDays(30));
        String path = units.get(TestData.FUND, union).path();
        return open(union, PLAN, programme(new Terms(path, EACH, days, budget), now), places, now);
    }

    /** What a programme for riders pays for each, below a path. */
    record Terms(String path, Money each, DateRange days, Money budget) {
        /** Of a month from the day of the tests. */
        static Terms of(String path, Money each, Money budget) {
            return new Terms(path, each, DateRange.ofInclusive(TestData.TODAY, TestData.TODAY.plusDays(30)), budget);
        }
    }

    /** Agreed by two. */
    ProgrammeId programme(Terms of, Instant now) {
        NewProgramme terms = new NewProgramme(
                "骑手意外保障补助",
                Payer.CITY_UNION,
                of.path(),
                Set.of(UnitKind.GIG_UNION),
                null,
                Set.of(),
                Payer.WORKER,
                new Share.Each(of.each()),
                of.days().from(),
                of.days().lastDay(),
                of.budget(),
                null);
        ProgrammeId programme = programmes.propose(finance(), terms, now);
        programmes.agree(some.actor(Role.FINANCE_CHECKER, TestData.PROVINCE), programme, now);
        return programme;
    }

    Opened open(UnitId union, PlanCode plan, ProgrammeId programme, int places, Instant now) {
        Actor finance = finance();
        OfferId offer = offers.open(finance, new NewOffer(union, plan, programme, places), now);
        return new Opened(offer, programme, union, finance);
    }

    private Actor finance() {
        return some.actor(Role.FINANCE_MAKER, TestData.PROVINCE);
    }

    synchronized UnitId union() {
        number++;
        NewUnit union = new NewUnit(
                TestData.unitCode(number), "骑手工会" + number, UnitKind.GIG_UNION, TestData.DAYE, 0, FeeShares.worker());
        return register.register(some.actor(Role.ADMIN, TestData.PROVINCE), union, TestData.NOW);
    }

    /** A rider of thirty who has never been heard of. */
    public static Application rider(OfferId offer) {
        return rider(offer, "周海涛", TestData.residentId(Sex.MALE, LocalDate.of(1995, 5, 17)));
    }

    static Application rider(OfferId offer, String name, ResidentId id) {
        return Application.of(offer, new Application.Typed(name, id.number(), phone(id), true), "10.0.0.1");
    }

    /** A number of its own for each identity number. */
    static String phone(ResidentId id) {
        return "17" + String.format("%09d", Math.floorMod(id.number().hashCode(), 1_000_000_000));
    }
}
