package org.tongzhou.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.ClaimId;
import org.tongzhou.claim.Claims;
import org.tongzhou.claim.FactField;
import org.tongzhou.contribution.Bill;
import org.tongzhou.contribution.Bills;
import org.tongzhou.enrolment.DraftId;
import org.tongzhou.enrolment.DraftVerdict;
import org.tongzhou.enrolment.Enrolling;
import org.tongzhou.enrolment.Histories;
import org.tongzhou.enrolment.Rosters;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.organisation.Payer;
import org.tongzhou.organisation.Unit;
import org.tongzhou.payment.Batch;
import org.tongzhou.payment.InstructionState;
import org.tongzhou.person.NewPerson;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PlanCode;

/** One unit's year, chapter by chapter. A chapter that was finished is not played again. */
@Component
@Profile("demo")
class DemoStory implements ApplicationRunner {
    private static final List<String> DIAGNOSES = List.of("肺炎 J18.9", "胆囊结石 K80.2", "腰椎间盘突出 M51.2", "急性心肌梗死 I21.9");
    private static final String FIRST_DIAGNOSED = "2025-05-08";
    private static final LocalDate FIFTH_CLAIM = LocalDate.of(2026, 5, 6);
    /** Rows 2 to 5 of the Daye roster. */
    private static final List<NewPerson> COLLEAGUES = List.of(
            new NewPerson("雷龙海", new ResidentId("420281198003307117"), "13682884877", "6230526750619202734"),
            new NewPerson("邱明", new ResidentId("420281199908210592"), "13673831206", "6228483146740598584"),
            new NewPerson("蒋辉斌", new ResidentId("420281198904136431"), "13918524882", "6228488356087194427"),
            new NewPerson("李刚波", new ResidentId("42028119820308099X"), "13672046207", "6222025316612913231"));
    /** The fifth person, as the Daye roster names him in row 307. */
    private static final NewPerson TIAN =
            new NewPerson("田明海", new ResidentId("420281198606157111"), "15956504273", "6228487671866099071");

    private final DemoClock clock;
    private final Chapters chapters;
    private final DemoFund fund;
    private final DemoCast cast;
    private final DemoMoney money;
    private final DemoClaims claims;
    private final DemoPayments payments;
    private final DemoDischarges discharges;
    private final DemoRiders riders;
    private final SamplePapers papers;
    private final Rosters rosters;
    private final Bills bills;
    private final DemoSummary summary;
    private final Narrator narrator = new Narrator();

    DemoStory(
            DemoClock clock,
            Chapters chapters,
            DemoFund fund,
            DemoCast cast,
            DemoMoney money,
            DemoClaims claims,
            DemoPayments payments,
            DemoDischarges discharges,
            DemoRiders riders,
            SamplePapers papers,
            Rosters rosters,
            Bills bills,
            DemoSummary summary) {
        this.clock = clock;
        this.chapters = chapters;
        this.fund = fund;
        this.cast = cast;
        this.money = money;
        this.claims = claims;
        this.payments = payments;
        this.discharges = discharges;
        this.riders = riders;
        this.papers = papers;
        this.rosters = rosters;
        this.bills = bills;
        this.summary = summary;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        clock.save(); // by which the database is known as the demonstration's at the next start
        chapters.play("fund", this::openFund);
        chapters.play("free-cover", this::openFreeCover);
        chapters.playOnce("earlier-covers", this::takeOverEarlierCovers);
        chapters.playOnce("daye-roster", this::enrolDaye);
        chapters.playOnce("february-claims", this::februaryClaims);
        chapters.playOnce("february-payments", this::payEverything);
        chapters.playOnce("may-claim", this::mayClaim);
        chapters.playOnce("may-payments", this::payEverything);
        chapters.playOnce("discharge", () -> discharges.onePaidWithoutAsking(narrator));
        chapters.playOnce("discharge-payments", this::payEverything);
        chapters.playOnce("left-open", this::leaveSomeOpen);
        chapters.playOnce("discharges-open", () -> discharges.leaveSome(narrator));
        summary.print(narrator);
    }

    private void openFund() {
        DemoFund.Tree units = fund.register(clock.now());
        fund.aim(clock.now());
        cast.open(units, clock.now());
        narrator.tell("demo.fund", units.byName().size());
    }

    /** Places for riders since before the one of the story joined, alone on the phone. */
    private void openFreeCover() {
        DemoFund.Tree units = fund.register(clock.now());
        for (SamplePerson person : SamplePerson.coveredBefore()) {
            if (person.isGigWorker()) {
                riders.open(units.get(person.unit()), morningOf(person.from().minusDays(10)));
                narrator.tell(
                        "demo.free_cover", DemoRiders.PLACES, person.person().name());
            }
        }
    }

    private void takeOverEarlierCovers() {
        Actor admin = cast.as("admin");
        DemoFund.Tree units = fund.register(clock.now());
        int people = 0;
        for (SamplePerson person : SamplePerson.coveredBefore()) {
            Unit unit = units.get(person.unit());
            if (person.isGigWorker()) {
                riders.join(unit, person.person(), morningOf(person.from().minusDays(1)));
            } else {
                takeOver(admin, new Histories.History(unit.id(), person.from(), person.covers()));
            }
            people++;
        }
        List<Unit> invented = fund.withInventedStaff(units);
        for (int i = 0; i < invented.size(); i++) {
            Unit unit = invented.get(i);
            LocalDate from = LocalDate.of(2026, 1, 5).plusDays(i);
            takeOver(
                    admin,
                    new Histories.History(unit.id(), from, SampleStaff.of(unit.county(), i + 1, DemoFund.STAFF)));
            people += DemoFund.STAFF;
        }
        narrator.tell(
                "demo.earlier",
                people,
                invented.size() + SamplePerson.coveredBefore().size());
    }

    /** Billed ten days before it began, paid the day before. */
    private void takeOver(Actor admin, Histories.History history) {
        Bill bill = bills.takeOver(admin, history, morningOf(history.from().minusDays(10)));
        money.pay(
                cast.as("finance.maker"),
                List.of(bill),
                morningOf(history.from().minusDays(1)));
    }

    private static Instant morningOf(LocalDate day) {
        return day.atTime(10, 0).atZone(FundClock.ZONE).toInstant();
    }

    private void enrolDaye() {
        Actor officer = cast.as("officer");
        DraftId draft = upload(officer);
        DraftVerdict verdict = rosters.verdict(officer, draft, clock.today());
        narrator.tell("demo.roster", verdict.good() + verdict.bad(), verdict.bad(), verdict.good(), verdict.fee());
        Bill bill = bills.enrol(officer, draft, new Enrolling(verdict.good(), verdict.fee(), null), clock.now());
        narrator.tell(
                "demo.bill",
                bill.reference(),
                bill.of(Payer.WORKER),
                bill.of(Payer.EMPLOYER),
                bill.of(Payer.COUNTY_UNION));
        money.pay(cast.as("finance.maker"), List.of(bill), clock.now());
        clock.toNextDay();
        narrator.tell("demo.cover", bill.people(), clock.today());
    }

    private DraftId upload(Actor officer) {
        try {
            Path file = Files.createTempFile("daye-", ".xlsx");
            try {
                Files.write(file, SamplePapers.resource("daye-1695.xlsx"));
                return rosters.upload(officer, "2026职工花名册.xlsx", file, clock.now());
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void februaryClaims() {
        List<SamplePerson> people = SamplePerson.coveredBefore();
        List<Filed> filed = List.of(
                file(people.get(0), stay(1, "应城市人民医院", "冯建军", "急性前壁心肌梗死 I21.0"), DemoClaims.Confirmed.NOTHING),
                file(people.get(1), stay(2, "十堰市太和医院", "王志强", "急性阑尾炎 K35.8"), DemoClaims.Confirmed.NOTHING),
                file(
                        people.get(2),
                        breastCancer(),
                        new DemoClaims.Confirmed(
                                Map.of(FactField.DIAGNOSED, FIRST_DIAGNOSED),
                                Map.of("critical", "malignant_tumour_severe", "women", "breast"))),
                file(
                        people.get(3),
                        accident(),
                        new DemoClaims.Confirmed(Map.of(FactField.EVENT_DAY, "2025-09-14"), Map.of())));
        clock.toNextDay();
        filed.forEach(this::decide);
    }

    private DemoClaims.Event stay(int receipt, String hospital, String name, String diagnosis) {
        return DemoClaims.Event.stay(SamplePapers.receipt(receipt), papers.dischargeRecord(hospital, name, diagnosis));
    }

    private DemoClaims.Event breastCancer() {
        return new DemoClaims.Event(
                EventKind.HOSPITAL,
                List.of(
                        SamplePapers.receipt(3),
                        papers.dischargeRecord("黄石市中心医院", "盛桂兰", "乳腺恶性肿瘤 C50.9"),
                        papers.pathologyReport("黄石市中心医院", "盛桂兰", "浸润性癌")),
                Map.of(FactField.DIAGNOSED, FIRST_DIAGNOSED),
                Set.of(new PlanCode("critical"), new PlanCode("women")));
    }

    private DemoClaims.Event accident() {
        return new DemoClaims.Event(
                EventKind.ACCIDENT,
                List.of(SamplePapers.receipt(4), papers.unitStatement("黄冈市新就业形态劳动者联合工会", "周海涛", "2025年9月14日送餐途中摔伤")),
                Map.of(FactField.EVENT_DAY, "2025-09-14"),
                Set.of());
    }

    /** Claims of one member that wait for the reviewers of a county. */
    private record Filed(String name, String county, List<ClaimId> claims, DemoClaims.Confirmed confirmed) {}

    private Filed file(SamplePerson person, DemoClaims.Event event, DemoClaims.Confirmed confirmed) {
        return file(person.person(), person.county(), event, confirmed);
    }

    private Filed file(NewPerson person, String county, DemoClaims.Event event, DemoClaims.Confirmed confirmed) {
        Claims.Submitted submitted = claims.file(cast.as(DemoCast.loginOf(person)), event, clock.now());
        narrator.tell(
                "demo.filed",
                person.name(),
                submitted.claims().size(),
                submitted.proposals().size());
        return new Filed(person.name(), county, submitted.claims(), confirmed);
    }

    private void decide(Filed filed) {
        int reviews = 0;
        for (ClaimId id : filed.claims()) {
            reviews += claims.approve(id, filed.county(), filed.confirmed(), clock.now());
        }
        narrator.tell("demo.decided", filed.name(), reviews);
    }

    private void payEverything() {
        Batch batch = payments.pay();
        narrator.tell(
                "demo.paid",
                batch.number(),
                batch.payments(),
                batch.total(),
                batch.count(InstructionState.PAID),
                batch.count(InstructionState.REJECTED));
    }

    private void mayClaim() {
        clock.moveTo(FIFTH_CLAIM);
        cast.join(TIAN, fund.register(clock.now()).get(DemoFund.DAYE), clock.now());
        Filed filed =
                file(TIAN, DemoFund.DAYE_COUNTY, stay(5, "大冶市人民医院", "田明海", "胆囊结石 K80.2"), DemoClaims.Confirmed.NOTHING);
        clock.toNextDay();
        decide(filed);
    }

    /** Claims for the reader to decide, from four more of Daye's members. */
    private void leaveSomeOpen() {
        Unit daye = fund.register(clock.now()).get(DemoFund.DAYE);
        LocalDate discharged = clock.today().minusDays(4);
        for (int i = 0; i < COLLEAGUES.size(); i++) {
            NewPerson person = COLLEAGUES.get(i);
            cast.open(person, daye, clock.now());
            LocalDate admitted = discharged.minusDays(6);
            Money total = Money.ofYuan(9_000L * (i + 1));
            SampleReceipt receipt = new SampleReceipt(
                    person.name(), "大冶市人民医院", DIAGNOSES.get(i), admitted, discharged, total, 71_000 + i);
            DemoClaims.Event stay = DemoClaims.Event.stay(
                    papers.receipt(receipt),
                    papers.dischargeRecord(receipt.hospital(), person.name(), receipt.diagnosis()));
            claims.file(cast.as(DemoCast.loginOf(person)), stay, clock.now());
        }
        narrator.tell("demo.open", COLLEAGUES.size());
    }
}
