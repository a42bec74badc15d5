package org.tongzhou.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/** A registered name becomes the one on the identity card by the word of two people. */
@RoomTest
class NameChangesTest {
    private static final String CARD = "看了身份证原件";

    private final ResidentId id = TestData.residentId(Sex.MALE, LocalDate.of(1985, 6, 15));

    @Autowired
    NameChanges names;

    @Autowired
    People people;

    @Autowired
    TestData data;

    @Autowired
    JdbcClient jdbc;

    private PersonId person;
    private Actor reviewer;
    private Actor province;

    @BeforeEach
    void somebodyIsRegisteredByASlip() {
        person = people.registerAll(FUND, List.of(new NewPerson("冯健军", id, "13912345678", null)), NOW)
                .get(0);
        reviewer = data.actor(Role.COUNTY_REVIEWER, TestData.HUANGSHI);
        province = data.actor(Role.PROVINCE_REVIEWER, TestData.PROVINCE);
    }

    @Test
    void whatTwoPeopleSayIsTheName() {
        long change = ask(" 冯建军 ");
        assertThat(name()).isEqualTo("冯健军");
        names.confirm(province, change, NOW);
        assertThat(name()).isEqualTo("冯建军");
        assertThat(people.known(FUND, List.of(id.number())).isNamedOtherwise(id.number(), "冯建军"))
                .isFalse();
        assertThat(names.openOf(FUND, person)).isEmpty();
        assertThat(told()).containsExactly("notice.name.asked", "notice.name.confirmed");
        assertThat(audited()).containsExactly("person.name_asked", "person.name_confirmed");
    }

    @Test
    void itIsWrittenAsOnRosters() {
        names.confirm(province, ask(" 买买提•艾 力　"), NOW);
        assertThat(name()).isEqualTo("买买提·艾力");
        refused("name_same", () -> ask("买买提・艾力"));
    }

    @Test
    void theyAreFoundByTheNewNameAndItsInitials() {
        names.confirm(province, ask("欧阳建军"), NOW);
        assertThat(people.sought(FUND, "欧阳建军", People.FIRST)).contains(person);
        assertThat(people.sought(FUND, "OYJJ", People.FIRST)).contains(person);
        assertThat(people.sought(FUND, "冯健军", People.FIRST)).doesNotContain(person);
    }

    @Test
    void whoAskedDoesNotConfirmNorDoesThePerson() {
        Actor both = data.actor(Role.PROVINCE_REVIEWER, TestData.PROVINCE);
        long change = names.ask(both, new NameChange(person, "冯建军", CARD), NOW);
        refused("name_second", () -> names.confirm(both, change, NOW));
        refused("name_second", () -> names.confirm(themselves(Role.PROVINCE_REVIEWER), change, NOW));
        refused("name_second", () -> names.ask(themselves(Role.COUNTY_REVIEWER), wanted("冯军"), NOW));
    }

    @Test
    void aReviewerOfACountyConfirmsNothing() {
        long change = ask("冯建军");
        refused("not_allowed", () -> names.confirm(data.actor(Role.COUNTY_REVIEWER, TestData.HUANGSHI), change, NOW));
        refused("not_allowed", () -> names.open(reviewer, null));
        refused("not_allowed", () -> names.ask(data.actor(Role.UNIT_OFFICER, TestData.HUANGSHI), wanted("冯军"), NOW));
    }

    @Test
    void whatIsTakenBackOrTurnedDownChangesNothing() {
        names.withdraw(reviewer, ask("冯建军"), NOW);
        names.withdraw(province, ask("冯建军"), NOW);
        assertThat(name()).isEqualTo("冯健军");
        long third = ask("冯建军");
        refused("not_allowed", () -> names.withdraw(data.actor(Role.UNIT_OFFICER, TestData.HUANGSHI), third, NOW));
        assertThat(told()).filteredOn("notice.name.withdrawn"::equals).hasSize(2);
    }

    @Test
    void oneWaitsAtATimeAndEachIsDecidedOnce() {
        long change = ask("冯建军");
        refused("name_change_open", () -> ask("冯军"));
        names.confirm(province, change, NOW);
        refused("name_change_done", () -> names.confirm(province, change, NOW));
        refused("name_same", () -> ask("冯建军"));
    }

    @Test
    void aNameIsTextAndItsReasonIsSaid() {
        refused("name_form", () -> ask(" "));
        refused("name_form", () -> ask("\u200B"));
        refused("name_form", () -> ask("冯".repeat(51)));
        refused("name_form", () -> ask("冯\n军"));
        refused("name_reason", () -> names.ask(reviewer, new NameChange(person, "冯建军", "证"), NOW));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "asked_by = person",
                "settled_by = person, settled_at = asked_at, state = 'CONFIRMED'",
                "settled_by = asked_by, settled_at = asked_at, state = 'CONFIRMED'",
                "state = 'CONFIRMED'",
                "name = before"
            })
    void theDatabaseKnowsNoSuchCorrection(String wrong) {
        long change = ask("冯建军");
        assertThatThrownBy(() -> jdbc.sql("update person.name_change set " + wrong + " where id = :id")
                        .param("id", change)
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    private long ask(String name) {
        return names.ask(reviewer, wanted(name), NOW);
    }

    private NameChange wanted(String name) {
        return new NameChange(person, name, CARD);
    }

    private Actor themselves(Role role) {
        return data.actor(role, TestData.PROVINCE, person);
    }

    private String name() {
        return Objects.requireNonNull(people.cards(FUND, List.of(person)).get(person))
                .name();
    }

    private List<String> told() {
        return jdbc.sql("select template from notice.message where person = :person order by id")
                .param("person", person.value())
                .query(String.class)
                .list();
    }

    private List<String> audited() {
        return jdbc.sql("select action from audit.entry where subject = :subject order by id")
                .param("subject", "person:" + person.value())
                .query(String.class)
                .list();
    }
}
