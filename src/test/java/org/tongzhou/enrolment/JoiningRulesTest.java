package org.tongzhou.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.TODAY;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.organisation.UnitKind;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.People;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/** Every rule of joining that a plan can state, applied to rosters of a region whose plans state them. */
@RoomTest
class JoiningRulesTest {
    private static final List<String> HEADINGS =
            List.of("职业类别", "职工医保", "月收入", "住院互助", "大病附加", "综合互助", "收入互助", "团体意外", "互济", "旧住院");

    /** What a row says | which covers the person holds already, or held within the month of grace | what is said of the row, or what it costs. */
    private static final String ROWS = """
            职业类别=1 职工医保=是 住院互助=2 | | 100.02
            职业类别=第二类 住院互助=1 | | 80.00
            职业类别=３ 职工医保=√ 住院互助=1 | | 120.00
            职工医保=是 住院互助=1 | | occupation_missing@职业类别
            职业类别=4 住院互助=1 | | occupation_not_admitted@职业类别
            职业类别=7 住院互助=1 | | occupation_not_admitted@职业类别
            职业类别=1 职工医保=居民医保 住院互助=1 | | not_insured@职工医保
            职业类别=1 职工医保=也许 住院互助=1 | | insurance_form@职工医保
            职工医保=否 互济=1 | | 60.00
            职业类别=1 住院互助=3 | | too_many_units@住院互助
            age=15 职业类别=1 住院互助=1 | | too_young@证件号码
            age=61 互济=2 | | too_old@证件号码
            职业类别=1 住院互助=1 综合互助=1 | | plans_exclude@综合互助
            综合互助=1 | medical 2025-09-01 | held_plan_excludes@综合互助
            职业类别=1 住院互助=1 | comprehensive 2025-09-01 | held_plan_excludes@住院互助
            综合互助=1 | medical 2025-02-10 | 100.00
            职业类别=1 住院互助=1 | comprehensive 2025-02-11 | 50.01
            职业类别=1 住院互助=1 | medical-old 2025-01-21; comprehensive 2025-02-01 | held_plan_excludes@住院互助
            职业类别=1 住院互助=1 | medical-old 2025-02-01; comprehensive 2025-01-21 | 50.01
            大病附加=1 | | base_missing@大病附加
            age=40 大病附加=1 | serious 2025-01-21; medical-old 2025-02-01 | 30.00
            大病附加=1 | serious 2025-02-01; medical-old 2025-01-21 | base_missing@大病附加
            职业类别=1 住院互助=1 大病附加=1 | | 80.01
            age=41 大病附加=1 | medical 2025-09-01 | 45.00
            age=40 大病附加=1 | medical-old 2025-09-01 | 30.00
            大病附加=1 | medical 2025-02-10 | base_missing@大病附加
            大病附加=1 | group 2025-09-01 | base_missing@大病附加
            月收入=6000.91 收入互助=1 | | 33.01
            月收入=9000元 收入互助=1 | | 49.50
            收入互助=1 | | income_missing@月收入
            月收入=很高 收入互助=1 | | income_form@月收入
            月收入=0 收入互助=1 | | income_form@月收入
            月收入=5000.123 收入互助=1 | | income_form@月收入
            互济=4 | | 240.00
            旧住院=1 | | plan_retired@旧住院
            职业类别=1 住院互助=1 | medical-old 2025-09-01 | covered_here@证件号码
            职业类别=1 住院互助=1 | medical-old 2025-02-20 | 50.01
            """;

    @Autowired
    private SampleRegion region;

    @Autowired
    private Rosters rosters;

    @Autowired
    private Starts starts;

    @Autowired
    private JoiningAlone joiningAlone;

    @Autowired
    private People people;

    @Autowired
    private TestData data;

    private record Case(NewPerson person, Map<String, String> cells, String held, String words) {
        static Case of(String line) {
            String[] parts = line.split("\\|", -1);
            Map<String, String> cells = read(parts[0]);
            NewPerson person = SampleRegion.person(Integer.parseInt(cells.getOrDefault("age", "40")));
            return new Case(person, cells, parts[1].strip(), line);
        }

        Map.Entry<NewPerson, Map<String, String>> row() {
            return Map.entry(person, cells);
        }
    }

    @Test
    void everyRowIsHeldAgainstTheRulesOfItsPlans() {
        Unit unit = region.unit(UnitKind.ENTERPRISE, 50, null);
        Actor officer = region.officer(unit);
        List<Case> cases = ROWS.lines().map(Case::of).toList();
        hold(unit, cases);
        DraftId draft = region.upload(
                officer,
                SampleRegion.csv(HEADINGS, cases.stream().map(Case::row).toList()),
                TODAY);
        DraftVerdict verdict = rosters.verdict(officer, draft, TODAY);
        for (RosterLine line : verdict.lines()) {
            String words = cases.get(line.number() - 2).words();
            assertThat(said(verdict, line)).as(words).isEqualTo(words.split("\\|", -1)[2].strip());
        }
        assertThat(verdict.whole()).isEmpty();
    }

    @Test
    void whoJoinsAloneIsHeldAgainstWhatTheyHold() {
        Unit unit = region.unit(UnitKind.ENTERPRISE, 50, null);
        refused("cover_excluded", () -> alone(unit, "comprehensive", "medical"));
        refused("cover_held", () -> alone(unit, "medical-old", "medical"));
        refused("cover_base_missing", () -> alone(unit, "group", "serious"));
        refused("cover_plan_retired", () -> alone(unit, "medical-old", "medical-old", LocalDate.of(2025, 2, 20)));
        assertThat(alone(unit, "medical-old", "serious").state()).isEqualTo(Submission.State.AWAITING);
    }

    /** As by a roster of the same day: sixty days before it ends. */
    @Test
    void whoJoinsAloneRenewsFromTheDayOnWhichARosterDoes() {
        Unit unit = region.unit(UnitKind.ENTERPRISE, 50, null);
        LocalDate ends = LocalDate.of(2026, 1, 20).plusDays(61);
        refused(
                "cover_held",
                List.of(ends.minusDays(1), LocalDate.of(2026, 1, 21)),
                () -> alone(unit, "neighbours", "neighbours", ends.minusYears(1)));
        assertThat(alone(unit, "neighbours", "neighbours", ends.minusDays(1).minusYears(1))
                        .state())
                .isEqualTo(Submission.State.AWAITING);
    }

    private Submission alone(Unit unit, String held, String wanted) {
        return alone(unit, held, wanted, LocalDate.of(2025, 9, 1));
    }

    private Submission alone(Unit unit, String held, String wanted, LocalDate since) {
        NewPerson person = SampleRegion.person(40);
        region.hold(unit, person, held, since);
        return alone(SampleRegion.FUND, unit, person, wanted);
    }

    private Submission alone(FundId fund, Unit unit, NewPerson person, String wanted) {
        PersonId id = people.registerAll(fund, List.of(person), NOW).get(0);
        Actor member = new Actor(0, person.name(), new Scope(fund, unit.path()), Set.of(Role.MEMBER), id, unit.id());
        JoiningAlone.Wanted asked =
                new JoiningAlone.Wanted(unit.id(), new PlanCode(wanted), Money.ofYuan(30), person.id());
        return joiningAlone.join(member, asked, SampleRegion.at(LocalDate.of(2026, 1, 20)));
    }

    @Test
    void whoJoinsAloneIsHeldAgainstWhoMayJoin() {
        Unit unit = data.unit(TestData.DAYE);
        NewPerson man = SampleRegion.person(40);
        NewPerson woman = TestData.newPerson(Sex.FEMALE, TODAY.minusYears(40));
        refused("cover_not_for_sex", () -> alone(TestData.FUND, unit, man, "women"));
        assertThat(alone(TestData.FUND, unit, woman, "women").state()).isEqualTo(Submission.State.AWAITING);

        Unit other = region.unit(UnitKind.OTHER, 50, null);
        Unit enterprise = region.unit(UnitKind.ENTERPRISE, 50, null);
        refused("cover_not_for_unit", () -> alone(SampleRegion.FUND, other, man, "group"));
        assertThat(alone(SampleRegion.FUND, enterprise, man, "group").state()).isEqualTo(Submission.State.AWAITING);
        refused("cover_asks_occupation", () -> alone(SampleRegion.FUND, enterprise, woman, "medical"));
    }

    /** What asks for an occupation is held by rosters of its day, everything else taken over. */
    private void hold(Unit unit, List<Case> cases) {
        Map<LocalDate, List<Map.Entry<NewPerson, Map<String, String>>>> asking = new LinkedHashMap<>();
        for (Case each : cases) {
            for (String cover : each.held().split("; ")) {
                String[] held = cover.split(" ");
                if (held[0].equals("medical")) {
                    asking.computeIfAbsent(LocalDate.parse(held[1]), day -> new ArrayList<>())
                            .add(Map.entry(each.person(), read("职业类别=1 住院互助=1")));
                } else if (held.length > 1) {
                    region.hold(unit, each.person(), held[0], LocalDate.parse(held[1]));
                }
            }
        }
        asking.forEach((from, rows) -> {
            Actor officer = region.officer(unit);
            DraftId draft = region.upload(officer, SampleRegion.csv(HEADINGS, rows), from.minusDays(1));
            Submission submission = region.enrol(officer, draft, from.minusDays(1));
            starts.activate(SampleRegion.FUND, submission.id(), from.minusDays(1));
        });
    }

    private static Map<String, String> read(String text) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (String cell : text.strip().split(" ")) {
            cells.put(cell.split("=")[0], cell.split("=")[1]);
        }
        return cells;
    }

    private static String said(DraftVerdict verdict, RosterLine line) {
        return line.isGood()
                ? line.applicant().fee().plainYuan()
                : line.errors().stream()
                        .map(issue -> issue.code().code() + "@"
                                + verdict.header().titles().get(issue.column()))
                        .collect(Collectors.joining(" "));
    }
}
