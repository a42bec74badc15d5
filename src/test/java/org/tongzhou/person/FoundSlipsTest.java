package org.tongzhou.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;

import java.time.LocalDate;
import java.util.List;
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
import org.tongzhou.person.IdentityChange.Cause;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/** A number was kept as somebody's of before, and was a slip after all: two people say so, and who holds it can join. */
@RoomTest
class FoundSlipsTest {
    private static final String CARDS = "看了两个人的身份证原件";

    private final ResidentId before = TestData.residentId(Sex.MALE, LocalDate.of(1985, 6, 15));
    private final ResidentId today = TestData.residentId(Sex.MALE, LocalDate.of(1985, 6, 15));

    @Autowired
    FoundSlips slips;

    @Autowired
    IdentityChanges identities;

    @Autowired
    People people;

    @Autowired
    TestData data;

    @Autowired
    JdbcClient jdbc;

    private PersonId person;
    private Actor reviewer;
    private Actor province;
    private long change;

    @BeforeEach
    void somebodysNumberWasCorrectedAsThoughTheyHadBeenGivenAnother() {
        person = people.registerAll(FUND, List.of(new NewPerson("冯建军", before, "13912345678", null)), NOW)
                .get(0);
        reviewer = data.actor(Role.COUNTY_REVIEWER, TestData.HUANGSHI);
        province = data.actor(Role.PROVINCE_REVIEWER, TestData.PROVINCE);
        change = corrected(Cause.RENUMBERED, today);
    }

    @Test
    void theNumberLeadsToNobodyAnyMoreAndWhoHoldsItIsRegistered() {
        NewPerson holder = new NewPerson("王强", before, "13800000000", null);
        refused("person_named_otherwise", () -> people.findOrRegister(FUND, holder, NOW));
        slips.confirm(province, ask(), NOW);
        assertThat(people.find(FUND, before)).isEmpty();
        KnownPeople known = people.known(FUND, List.of(before.number()));
        assertThat(known.find(before.number())).isEmpty();
        assertThat(known.isCorrected(before.number(), "冯建军")).isTrue();
        PersonId owner = people.findOrRegister(FUND, holder, NOW);
        assertThat(owner).isNotEqualTo(person);
        assertThat(people.find(FUND, before)).contains(owner);
        assertThat(people.identity(FUND, person)).isEqualTo(today);
        assertThat(slips.formers(FUND, person))
                .singleElement()
                .satisfies(former -> assertThat(former.cause()).isEqualTo(Cause.SLIP));
    }

    @Test
    void untilTheSecondPersonHasSaidSoTheNumberStaysTheirs() {
        long slip = ask();
        assertThat(people.find(FUND, before)).contains(person);
        slips.withdraw(reviewer, slip, NOW);
        assertThat(people.find(FUND, before)).contains(person);
        assertThat(slips.openOf(FUND, person)).isEmpty();
        assertThat(ask()).as("asked for once more").isPositive();
    }

    @Test
    void whoAskedDoesNotConfirmNorDoesThePerson() {
        Actor both = data.actor(Role.PROVINCE_REVIEWER, TestData.PROVINCE);
        Actor themselves = data.actor(Role.PROVINCE_REVIEWER, TestData.PROVINCE, person);
        long slip = slips.ask(both, found(CARDS), NOW);
        refused("identity_second", () -> slips.confirm(both, slip, NOW));
        refused("identity_second", () -> slips.confirm(themselves, slip, NOW));
        refused("identity_second", () -> slips.ask(themselves, found(CARDS), NOW));
        refused("not_allowed", () -> slips.confirm(reviewer, slip, NOW));
        refused("not_allowed", () -> slips.open(reviewer, null));
        Actor officer = data.actor(Role.UNIT_OFFICER, TestData.HUANGSHI);
        refused("identity_asked_by_other", () -> slips.withdraw(officer, slip, NOW));
        assertThat(slips.open(province, Long.toString(slip - 1)).items())
                .extracting(OpenSlip::id)
                .contains(slip);
    }

    @Test
    void oneWaitsAtATimeAndEachIsDecidedOnce() {
        refused("identity_reason", () -> slips.ask(reviewer, found("证"), NOW));
        refused("identity_in_reason", () -> slips.ask(reviewer, found("不是 " + before.number()), NOW));
        long slip = ask();
        refused("slip_open", this::ask);
        slips.confirm(province, slip, NOW);
        refused("slip_done", () -> slips.confirm(province, slip, NOW));
        refused("slip_done", () -> slips.withdraw(reviewer, slip, NOW));
        refused("slip_known", this::ask);
        long other = corrected(Cause.SLIP, TestData.residentId(Sex.MALE, LocalDate.of(1985, 6, 15)));
        refused("slip_known", () -> slips.ask(reviewer, new FoundSlip(person, other, CARDS), NOW));
        refused("not_found", () -> slips.ask(reviewer, new FoundSlip(person, other + 1_000_000, CARDS), NOW));
    }

    @Test
    void anotherMembersNumberThatIsKeptForSomebodySaysHowItBecomesFree() {
        PersonId holder = people.registerAll(
                        FUND,
                        List.of(new NewPerson(
                                "王强", TestData.residentId(Sex.MALE, LocalDate.of(1985, 6, 15)), null, null)),
                        NOW)
                .get(0);
        IdentityChange wanted = new IdentityChange(holder, before.number(), Cause.SLIP, "看了身份证原件");
        refused("identity_former", () -> identities.ask(reviewer, wanted, NOW));
        slips.confirm(province, ask(), NOW);
        identities.confirm(province, identities.ask(reviewer, wanted, NOW), before.number(), NOW);
        assertThat(people.find(FUND, before)).contains(holder);
    }

    @Test
    void thePersonIsToldOfEachStepAndTheTrailSaysWhoWithoutAnyNumber() {
        slips.withdraw(reviewer, ask(), NOW);
        slips.confirm(province, ask(), NOW);
        assertThat(
                        rows(
                                "select template || args::text from notice.message where person = :person and template like '%slip%'"))
                .hasSize(4)
                .noneMatch(text -> text.contains(before.tail()));
        assertThat(rows("select action || details::text from audit.entry where subject = 'person:' || :person"
                        + " and action like 'person.slip_%'"))
                .hasSize(4)
                .noneMatch(text -> text.contains(before.tail()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "asked_by = person",
                "settled_by = person, settled_at = asked_at, state = 'CONFIRMED'",
                "settled_by = asked_by, settled_at = asked_at, state = 'CONFIRMED'",
                "state = 'CONFIRMED'"
            })
    void theDatabaseKnowsNoSuchWord(String wrongly) {
        long slip = ask();
        assertThatThrownBy(() -> jdbc.sql("update person.found_slip set " + wrongly + " where id = :id")
                        .param("id", slip)
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    private long corrected(Cause cause, ResidentId number) {
        long asked = identities.ask(reviewer, new IdentityChange(person, number.number(), cause, "看了身份证原件"), NOW);
        identities.confirm(province, asked, number.number(), NOW);
        return asked;
    }

    private long ask() {
        return slips.ask(reviewer, found(CARDS), NOW);
    }

    private FoundSlip found(String reason) {
        return new FoundSlip(person, change, reason);
    }

    private List<String> rows(String sql) {
        return jdbc.sql(sql).param("person", person.value()).query(String.class).list();
    }
}
