package org.tongzhou.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;
import org.tongzhou.organisation.Unit;
import org.tongzhou.person.NameChange;
import org.tongzhou.person.NameChanges;
import org.tongzhou.person.NewPerson;
import org.tongzhou.testing.TestData;

/** Whoever owns a number is enrolled under the name that the fund knows; a row that says another one means somebody else. */
class NamesOfRostersTest extends RosterRoom {
    @Autowired
    NameChanges names;

    @Test
    void aRowThatCallsTheOwnerOfANumberByAnotherNameIsRefusedAndSaysNothingOfTheOwner() throws IOException {
        ResidentId id = man();
        judged(known(id, "冯建军"), "李四", id, List.of(RowCode.NAME_DIFFERS));
    }

    @Test
    void nothingIsSaidEitherOfWhatCoversTheOwner() throws IOException {
        ResidentId id = man();
        Actor officer = data.officer(data.unit(TestData.DAYE));
        DraftId draft = upload(officer, HEAD + line("冯建军", id));
        enrol(officer, draft);
        judged(data.unit(TestData.DAYE), "李四", id, List.of(RowCode.NAME_DIFFERS));
        judged(data.unit(TestData.DAYE), "冯建军", id, List.of(RowCode.COVERED_ELSEWHERE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"吾守尔·艾买提", "吾守尔•艾买提", "吾守尔．艾买提", "吾守尔艾买提"})
    void theSameNameWrittenOtherwiseIsTheSameName(String written) throws IOException {
        ResidentId id = man();
        judged(known(id, "吾守尔·艾买提"), written, id, List.of());
    }

    @Test
    void aTraditionalCharacterIsTheSameName() throws IOException {
        ResidentId id = man();
        judged(known(id, "刘伟"), "劉偉", id, List.of());
    }

    @Test
    void onceTheNameIsCorrectedTheRowIsTaken() throws IOException {
        ResidentId id = man();
        Unit unit = known(id, "冯健军");
        judged(unit, "冯建军", id, List.of(RowCode.NAME_DIFFERS));
        corrected(id);
        judged(unit, "冯建军", id, List.of());
    }

    @Test
    void whoWasEnrolledBeforeTheNameWasCorrectedIsStillThatRow() throws IOException {
        ResidentId id = man();
        Actor officer = data.officer(data.unit(TestData.DAYE));
        DraftId draft = upload(officer, HEAD + line("冯健军", id));
        enrol(officer, draft);
        corrected(id);
        assertThat(rosters.verdict(officer, draft, TODAY).lines())
                .singleElement()
                .satisfies(line -> assertThat(line.standing()).isEqualTo(RosterLine.Standing.ENROLLED))
                .satisfies(line -> assertThat(line.errors()).isEmpty());
    }

    private void corrected(ResidentId id) {
        Actor reviewer = data.actor(Role.COUNTY_REVIEWER, TestData.HUANGSHI);
        long change = names.ask(reviewer, new NameChange(person(id), "冯建军", "看了身份证原件"), NOW);
        names.confirm(data.actor(Role.PROVINCE_REVIEWER, TestData.PROVINCE), change, NOW);
    }

    private Unit known(ResidentId id, String name) {
        people.registerAll(TestData.FUND, List.of(new NewPerson(name, id, "13912345678", null)), NOW);
        return data.unit(TestData.DAYE);
    }

    private void judged(Unit unit, String name, ResidentId id, List<RowCode> codes) throws IOException {
        Actor officer = data.officer(unit);
        DraftId draft = upload(officer, HEAD + line(name, id));
        List<RosterLine> lines = rosters.verdict(officer, draft, TODAY).lines();
        assertThat(lines)
                .singleElement()
                .satisfies(line ->
                        assertThat(line.errors()).extracting(RowIssue::code).containsExactlyElementsOf(codes));
        assertThat(lines.get(0).errors())
                .allSatisfy(issue -> assertThat(issue.facts().toString()).doesNotContain("冯"));
    }

    private static String line(String name, ResidentId id) {
        return name + "," + id.number() + ",,13912345678,1,,,1\n";
    }
}
