package org.tongzhou.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.tongzhou.enrolment.Histories;
import org.tongzhou.enrolment.SampleRegion;
import org.tongzhou.enrolment.Starts;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.NewUnit;
import org.tongzhou.organisation.Unit;
import org.tongzhou.organisation.UnitKind;
import org.tongzhou.person.NewPerson;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.testing.TestData;

/**
 * A site started with a directory of another region's plans, and nothing else of its own: from the roster over the bill and
 * the cover to the decision of a claim, every figure is that region's.
 */
@TestPropertySource(properties = {"story.of=another region", "tongzhou.plans.set=" + SampleRegion.PLANS})
class OtherRegionTest extends Story {
    private static final List<String> HEADINGS = List.of("收款银行卡号", "职业类别", "职工医保", "住院互助", "大病附加", "团体意外");
    private static final LocalDate BIRTH = LocalDate.of(1985, 6, 15);

    @Autowired
    private Histories histories;

    @Autowired
    private Starts starts;

    private final Golden wang = Golden.of(2);
    private Unit unit;
    private WebUser officer;
    private WebUser maker;
    private WebUser member;

    @Test
    void anotherRegionsRulesHoldFromTheRosterToTheDecision() {
        open();
        WebPage roster = uploadARosterWithFourFaults();
        WebPage bill = correctAndEnrol(roster);
        payAndBegin(bill);
        claimAndDecide();
        verified();
        readThatAPlanIsRetired();
    }

    /** Who held it before this system did reads on their own page that it is closed, that the cover stays, and where to go on. */
    private void readThatAPlanIsRetired() {
        LocalDate from = LocalDate.of(2025, 9, 1);
        Histories.Member held = new Histories.Member(wang.person(), new PlanCode("medical-old"), 1, null);
        Actor admin = data.actor(Role.ADMIN, TestData.PROVINCE);
        var taken = histories.takeOver(admin, new Histories.History(unit.id(), from, List.of(held)), clock.now());
        starts.activate(TestData.FUND, taken.id(), from.minusDays(1));
        member.open("/my/cover").sees("旧住院", "自 2026年2月1日起不再办理参加和续保", "照旧到期满", "改参加“住院互助”，接着参加的不再有等待期");
    }

    private void open() {
        on("2025-06-20");
        NewUnit wanted = new NewUnit(TestData.unitCode(8_801), "外地机械厂", UnitKind.ENTERPRISE, wang.county(), 5, null);
        unit = tree.get(
                TestData.FUND, register.register(data.actor(Role.ADMIN, TestData.PROVINCE), wanted, clock.now()));
        officer = signedIn(officer("region.officer", unit));
        maker = signedIn(staff("region.maker", "陈蔚", Role.FINANCE_MAKER, TestData.PROVINCE));
        officer.open("/plans").sees("住院互助", "大病附加", "收入互助");
    }

    private static Map.Entry<NewPerson, Map<String, String>> row(NewPerson person, String... cells) {
        return Map.entry(
                person,
                Map.of(
                        "收款银行卡号",
                        Objects.requireNonNull(person.card()),
                        "职业类别",
                        cells[0],
                        "职工医保",
                        cells[1],
                        "住院互助",
                        cells[2],
                        "大病附加",
                        cells[3],
                        "团体意外",
                        cells[4]));
    }

    private WebPage uploadARosterWithFourFaults() {
        String csv = SampleRegion.csv(
                HEADINGS,
                List.of(
                        row(wang.person(), "1", "是", "2", "1", "1"),
                        row(TestData.newPerson(Sex.MALE, BIRTH), "", "是", "1", "", "1"),
                        row(TestData.newPerson(Sex.MALE, BIRTH), "2", "否", "1", "", "1"),
                        row(TestData.newPerson(Sex.MALE, BIRTH), "2", "是", "1", "2", "1"),
                        row(TestData.newPerson(Sex.MALE, BIRTH), "", "", "", "1", "1")));
        return officer.open("/rosters")
                .form("/rosters")
                .attach("file", "外地名册.csv", csv.getBytes(StandardCharsets.UTF_8))
                .send()
                .sees(
                        "没有职业类别",
                        "没有参加职工医保",
                        "“大病附加”填了 2 份，别人是 1 份",
                        "“大病附加”要与“住院互助、旧住院”一起参加",
                        "整份名册不符合计划的规定",
                        "“团体意外”：职工 5 人，参加 1 人，至少要 3 人");
    }

    private WebPage correctAndEnrol(WebPage roster) {
        assertThat(roster.html()).doesNotContain("name=\"enrol\"");
        String path = roster.uri().getPath();
        fix(path, 3, 4, "2");
        fix(path, 5, 7, "1");
        WebPage now = officer.open(path).sees("其余 3 行可以先参保", "每份名册收一次");
        return now.form("/rosters/\\d+/rows").by("enrol").send();
    }

    private void fix(String path, int row, int column, String value) {
        officer.open(path)
                .form("/rosters/\\d+/rows")
                .fill("r" + row + ".c" + column, value)
                .send();
    }

    /** 2 × 50.01 + 2 × 80 = 260.02 in halves by the plan; 45 + 30 + 3 × 60 + 12.34 = 267.34 by the workers. */
    private void payAndBegin(WebPage bill) {
        bill.sees("527.36", "130.01", "267.34");
        uploadCredits(maker, "bank.csv", credit(clock.today(), "R1", "527.36", bill.word("HZ\\d{10,}")))
                .sees("对上 1");
        PersonId id = people.find(TestData.FUND, wang.person().id()).orElseThrow();
        member = signedIn(member("region.member", wang.person().name(), id, unit));
        on("2025-06-21");
        member.open("/my/cover").sees("住院互助", "大病附加", "团体意外", "2025-06-21 ～ 2026-06-20");
    }

    /** Of 2,006.25 in scope 80 % of the first 1,000 and 50 % of the rest. */
    private void claimAndDecide() {
        on("2025-09-15");
        WebPage filed = new Filing(member, letters, "HOSPITAL")
                .receipt(2)
                .paper("DISCHARGE_RECORD", "急性阑尾炎 K35.8")
                .submit();
        filed.sees("1,303.13");
        long id = filed.id();
        new Desk(reviewer("region.county", "县审", wang.county()), id).approve();
        if (isInReview(id)) {
            new Desk(cityReviewer("region.city", "市审", wang.county().substring(0, 4)), id).approve();
        }
        member.open("/my/claims/" + id).sees("已通过待付款", "1,303.13");
    }
}
