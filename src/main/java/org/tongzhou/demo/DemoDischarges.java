package org.tongzhou.demo;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.tongzhou.access.Accounts;
import org.tongzhou.access.NewAccount;
import org.tongzhou.claim.Cases;
import org.tongzhou.claim.Claim;
import org.tongzhou.claim.ClaimState;
import org.tongzhou.claim.DirectBenefits;
import org.tongzhou.claim.DirectDays;
import org.tongzhou.hospital.FhirReports;
import org.tongzhou.hospital.Sender;
import org.tongzhou.hospital.Senders;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;
import org.tongzhou.organisation.Divisions;
import org.tongzhou.organisation.Unit;
import org.tongzhou.person.NewPerson;

/** A hospital reports discharges: one is announced and paid without asking, others wait for the reader. */
@Component
@Profile("demo")
class DemoDischarges {
    private static final int BUSY = 503;
    private static final int MOST_TRIES = 10;
    private static final String HOUSE = "大冶市人民医院";
    private static final String PROGRAM = "his.daye";

    /** Rows 6 to 9 of the Daye roster. */
    private static final NewPerson HUANG =
            new NewPerson("黄斌国", new ResidentId("42028119871023755X"), "13933119810", "6230529766675160027");

    private static final NewPerson WAN =
            new NewPerson("万建强", new ResidentId("420281200208023492"), "15016108203", "6228480943058740235");
    private static final NewPerson DING =
            new NewPerson("丁强川", new ResidentId("420281199405204852"), "13845543265", "6216614074730779104");
    private static final NewPerson SHI =
            new NewPerson("史红兰", new ResidentId("420281197508306369"), "13968784403", "6217008546949343220");

    private final FundId fund;
    private final DemoClock clock;
    private final DemoCast cast;
    private final DemoFund units;
    private final DemoClaims claims;
    private final Accounts accounts;
    private final Divisions divisions;
    private final Senders senders;
    private final FhirReports reports;
    private final DirectBenefits direct;
    private final DirectDays days;
    private final Cases cases;

    DemoDischarges(
            FundId fund,
            DemoClock clock,
            DemoCast cast,
            DemoFund units,
            DemoClaims claims,
            Accounts accounts,
            Divisions divisions,
            Senders senders,
            FhirReports reports,
            DirectBenefits direct,
            DirectDays days,
            Cases cases) {
        this.fund = fund;
        this.clock = clock;
        this.cast = cast;
        this.units = units;
        this.claims = claims;
        this.accounts = accounts;
        this.divisions = divisions;
        this.senders = senders;
        this.reports = reports;
        this.direct = direct;
        this.days = days;
        this.cases = cases;
    }

    /** With consent and a report, the benefit is announced; on its day it is approved by the rules. Told at the end of each. */
    void onePaidWithoutAsking(Narrator narrator) {
        Actor member = joined(HUANG);
        direct.consent(member, clock.now());
        report(HUANG, HUANG.name(), Money.ofFen(486_230));
        Claim announced = direct.waiting(member).get(0);
        LocalDate day = Objects.requireNonNull(
                        direct.find(member, announced.id()).announcement())
                .payOn();
        narrator.tell("demo.announced", HOUSE, HUANG.name(), announced.amount(), day);
        clock.moveTo(day);
        days.settleDue(fund, clock.now());
        Claim after = cases.follow(member, announced.id()).claim();
        if (after.state() == ClaimState.REVIEW) {
            claims.approve(after.id(), DemoFund.DAYE_COUNTY, DemoClaims.Confirmed.NOTHING, clock.now());
        }
        narrator.tell("demo.by_rules", HUANG.name());
    }

    /** One announced, one to be claimed, one that nobody knows: for the reader to go on with. */
    void leaveSome(Narrator narrator) {
        direct.consent(joined(WAN), clock.now());
        report(WAN, WAN.name(), Money.ofFen(318_845));
        joined(DING);
        report(DING, DING.name(), Money.ofFen(205_060));
        report(SHI, "史宏兰", Money.ofFen(97_700));
        narrator.tell("demo.discharges", WAN.name(), DING.name());
    }

    private Actor joined(NewPerson person) {
        cast.join(person, daye(), clock.now());
        return cast.as(DemoCast.loginOf(person));
    }

    private Unit daye() {
        return units.register(clock.now()).get(DemoFund.DAYE);
    }

    /** A week in hospital that ended the day before yesterday. */
    private void report(NewPerson person, String calledAs, Money inScope) {
        LocalDate discharged = clock.today().minusDays(2);
        SampleDischarge stay = new SampleDischarge(person, calledAs, discharged.minusDays(7), discharged, inScope);
        FhirReports.Answer answer = reported(stay);
        for (int tries = 1; answer.status() == BUSY && tries < MOST_TRIES; tries++) {
            answer = reported(stay);
        }
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.body());
        }
    }

    /** The first report reads in the whole model of FHIR, which a busy machine may not manage in time; a hospital reports again. */
    private FhirReports.Answer reported(SampleDischarge stay) {
        return reports.take(program(), "application/fhir+json", stay.message(), "/my/discharges/", clock.now());
    }

    private Actor program() {
        return accounts.actor(fund, PROGRAM).orElseGet(this::registered);
    }

    private Actor registered() {
        String path = divisions.pathOf(fund, DemoFund.DAYE_COUNTY);
        NewAccount account = new NewAccount(
                PROGRAM, HOUSE + "信息科", cast.answering(PROGRAM, clock.now()), null, path, Set.of(Role.PARTNER));
        senders.register(
                Actor.system(fund), new Senders.NewSender(HOUSE, Sender.Kind.HOSPITAL, true, account), clock.now());
        return accounts.actor(fund, PROGRAM).orElseThrow();
    }
}
