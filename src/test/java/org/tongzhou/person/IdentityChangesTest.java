package org.tongzhou.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tongzhou.testing.Patience.await;
import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.person.IdentityChange.Cause;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;
import org.tongzhou.testing.TwoAtOnce;

/** A registered identity number becomes the one on the papers by the word of two people; who somebody is stays. */
@RoomTest
class IdentityChangesTest {
    private static final String CARD = "看了身份证原件";

    private final ResidentId wrong = TestData.residentId(Sex.FEMALE, LocalDate.of(1958, 6, 15));
    private final ResidentId right = TestData.residentId(Sex.MALE, LocalDate.of(1985, 6, 15));

    @Autowired
    IdentityChanges identities;

    @Autowired
    PayeeAccounts accounts;

    @Autowired
    Envelopes envelopes;

    @Autowired
    People people;

    @Autowired
    TestData data;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    private PersonId person;
    private Actor reviewer;
    private Actor province;

    @BeforeEach
    void somebodyIsRegisteredUnderANumberThatIsNotOnTheirCard() {
        person = registered("冯建军", wrong);
        reviewer = data.actor(Role.COUNTY_REVIEWER, TestData.HUANGSHI);
        province = data.actor(Role.PROVINCE_REVIEWER, TestData.PROVINCE);
    }

    /** What a desk types, and what it is told. */
    @ParameterizedTest
    @CsvSource({
        "the right one,          none",
        "the right one in full width with blanks, none",
        "one of 17 characters,   identity_form",
        "one whose check fails,  identity_form",
        "nothing,                identity_form",
        "the registered one,     identity_same",
        "that of a colleague,          identity_taken",
        "one a colleague had until they were given another, identity_former",
        "one a colleague had by a slip, none",
        "a card of a permanent resident, none"
    })
    void aNumberIsAskedForThatPassesItsCheckAndIsNobodyElses(String typed, String told) {
        String number = number(typed);
        if (told.equals("none")) {
            assertThat(ask(number)).isPositive();
        } else {
            refused(told, () -> ask(number));
        }
        assertThat(number()).isEqualTo(wrong.number());
    }

    private String number(String typed) {
        return switch (typed) {
            case "the right one" -> right.number();
            case "the right one in full width with blanks" ->
                " " + right.number().substring(0, 6) + " "
                        + right.number().substring(6).replace('1', '１') + " ";
            case "one of 17 characters" -> right.number().substring(1);
            case "one whose check fails" ->
                right.number().substring(0, 17) + (right.number().endsWith("1") ? "2" : "1");
            case "the registered one" -> wrong.number();
            case "that of a colleague" -> colleague(right);
            case "one a colleague had until they were given another" -> colleagueHad(Cause.RENUMBERED);
            case "one a colleague had by a slip" -> colleagueHad(Cause.SLIP);
            case "a card of a permanent resident" -> {
                String digits = "91100119850615" + right.number().substring(14, 17);
                yield digits + ResidentId.checkCharacter(digits);
            }
            default -> "";
        };
    }

    private String colleague(ResidentId id) {
        registered("王强", id);
        return id.number();
    }

    private String colleagueHad(Cause cause) {
        PersonId other = registered("王强", right);
        ResidentId today = TestData.residentId(Sex.MALE, LocalDate.of(1985, 6, 15));
        confirm(identities.ask(reviewer, new IdentityChange(other, today.number(), cause, CARD), NOW), today);
        return right.number();
    }

    @Test
    void whatTwoPeopleSayIsTheNumberAndThePersonStaysWhoTheyAre() {
        String account = people.payee(FUND, person).toString();
        long change = ask(right.number());
        confirm(change, right);
        assertThat(number()).isEqualTo(right.number());
        assertThat(people.sex(FUND, person)).isEqualTo(Sex.MALE);
        assertThat(people.phone(FUND, person)).contains("13912345678");
        assertThat(people.payee(FUND, person).toString()).isEqualTo(account);
        assertThat(people.find(FUND, right)).contains(person);
        assertThat(people.sought(FUND, right.tail(), People.FIRST)).contains(person);
        assertThat(people.sought(FUND, wrong.tail(), People.FIRST)).doesNotContain(person);
        assertThat(identities.openOf(FUND, person)).isEmpty();
    }

    @Test
    void thePersonIsToldOfEachStepAndTheTrailSaysWhoWithoutAnyNumber() {
        confirm(ask(right.number()), right);
        identities.withdraw(reviewer, ask(wrong.number()), NOW);
        assertThat(rows("select template || args::text from notice.message where person = :person order by id"))
                .hasSize(4)
                .noneMatch(this::saysANumber);
        assertThat(
                        rows(
                                "select action || details::text from audit.entry where subject = 'person:' || :person order by id"))
                .hasSize(4)
                .noneMatch(this::saysANumber);
    }

    private boolean saysANumber(String text) {
        return text.contains(right.tail()) || text.contains(wrong.tail());
    }

    @Test
    void theNumberBeforeIsKeptSealedForGood() {
        confirm(ask(right.number()), right);
        byte[] sealed = jdbc.sql("select sealed from person.former_identity where person = :person")
                .param("person", person.value())
                .query(byte[].class)
                .single();
        long change = jdbc.sql("select id from person.former_identity where person = :person")
                .param("person", person.value())
                .query(Long.class)
                .single();
        assertThat(envelopes.openFormer(FUND, change, sealed)).isEqualTo(wrong.number());
        for (String tampering : List.of(
                "delete from person.former_identity",
                "update person.former_identity set person = person + 1",
                "update person.former_identity set sealed = sealed || '\\x00'")) {
            assertThatThrownBy(() -> jdbc.sql(tampering + " where person = :person")
                            .param("person", person.value())
                            .update())
                    .as(tampering)
                    .isInstanceOf(DataAccessException.class);
        }
    }

    @Test
    void theNumberBeforeGoesUnderANewerKeyAlone() {
        confirm(ask(right.number()), right);
        String reseal =
                "update person.former_identity set sealed = %s || substring(sealed from 5) where person = :person";
        transactions.executeWithoutResult(status -> {
            status.setRollbackOnly();
            assertThat(jdbc.sql(reseal.formatted("'\\x7fffffff'::bytea"))
                            .param("person", person.value())
                            .update())
                    .isEqualTo(1);
        });
        assertThatThrownBy(() -> jdbc.sql(reseal.formatted("'\\x00000000'::bytea"))
                        .param("person", person.value())
                        .update())
                .isInstanceOf(DataAccessException.class);
    }

    @ParameterizedTest
    @EnumSource(Cause.class)
    void aNumberThatWasTheirsLeadsToThemAndASlipToNobody(Cause cause) {
        confirm(identities.ask(reviewer, new IdentityChange(person, right.number(), cause, CARD), NOW), right);
        boolean theirs = cause == Cause.RENUMBERED;
        assertThat(people.find(FUND, wrong).isPresent()).isEqualTo(theirs);
        KnownPeople known = people.known(FUND, List.of(wrong.number()));
        assertThat(known.find(wrong.number()).isPresent()).isEqualTo(theirs);
        assertThat(known.findEver(wrong.number())).contains(person);
        assertThat(known.isCorrected(wrong.number(), "冯建军")).isTrue();
        assertThat(known.isCorrected(wrong.number(), "王强")).isFalse();
    }

    @Test
    void whoeverTheSlipsNumberBelongsToIsRegisteredUnderIt() {
        confirm(ask(right.number()), right);
        PersonId owner = people.findOrRegister(FUND, new NewPerson("王秀英", wrong, "13800000000", null), NOW);
        assertThat(owner).isNotEqualTo(person);
        assertThat(people.find(FUND, wrong)).contains(owner);
        refused("identity_taken", () -> ask(wrong.number()));
    }

    @Test
    void nobodyIsRegisteredASecondTimeUnderTheNumberThatWasASlip() {
        confirm(ask(right.number()), right);
        refused(
                "person_numbered_otherwise",
                () -> people.findOrRegister(FUND, new NewPerson("冯建军", wrong, null, null), NOW));
    }

    @Test
    void whoAskedDoesNotConfirmNorDoesThePerson() {
        Actor both = data.actor(Role.PROVINCE_REVIEWER, TestData.PROVINCE);
        long change = identities.ask(both, wanted(right.number()), NOW);
        refused("identity_second", () -> identities.confirm(both, change, right.number(), NOW));
        refused("identity_second", () -> identities.confirm(themselves(), change, right.number(), NOW));
        refused("identity_second", () -> identities.ask(themselves(), wanted(right.number()), NOW));
        assertThat(number()).isEqualTo(wrong.number());
    }

    @Test
    void theSecondPersonTypesTheNumberFromThePapers() {
        long change = ask(right.number());
        refused("identity_differs", () -> confirm(change, wrong));
        assertThat(number()).isEqualTo(wrong.number());
        identities.confirm(province, change, " " + right.number().toLowerCase(Locale.ROOT), NOW);
        assertThat(number()).isEqualTo(right.number());
    }

    @Test
    void aReviewerOfACountyConfirmsNothingAndAnOfficerTakesBackTheirOwnAlone() {
        long change = ask(right.number());
        Actor officer = data.actor(Role.UNIT_OFFICER, TestData.HUANGSHI);
        refused("not_allowed", () -> identities.confirm(reviewer, change, right.number(), NOW));
        refused("not_allowed", () -> identities.open(reviewer, null));
        refused("not_allowed", () -> identities.open(reviewer, change));
        refused("identity_asked_by_other", () -> identities.withdraw(officer, change, NOW));
        identities.withdraw(reviewer, change, NOW);
        identities.withdraw(officer, identities.ask(officer, wanted(right.number()), NOW), NOW);
        refused("not_allowed", () -> identities.ask(data.actor(Role.MANAGER, "/42/"), wanted(right.number()), NOW));
    }

    @Test
    void oneWaitsAtATimeAndEachIsDecidedOnce() {
        long change = ask(right.number());
        refused("identity_change_open", () -> ask(right.number()));
        refused(
                "identity_reason",
                () -> identities.ask(reviewer, new IdentityChange(person, right.number(), Cause.SLIP, "证"), NOW));
        identities.withdraw(reviewer, change, NOW);
        for (String number : List.of(
                right.number(),
                wrong.number().substring(0, 6) + " " + wrong.number().substring(6))) {
            refused(
                    "identity_in_reason",
                    () -> identities.ask(
                            reviewer, new IdentityChange(person, right.number(), Cause.SLIP, "卡上不是 " + number), NOW));
        }
        long again = ask(right.number());
        confirm(again, right);
        refused("identity_change_done", () -> confirm(again, right));
        refused("identity_change_done", () -> identities.withdraw(reviewer, change, NOW));
        refused("identity_change_done", () -> identities.open(province, change));
    }

    @Test
    void ofTwoWhoDecideInTheSameInstantOneDoes() {
        long change = ask(right.number());
        Actor other = data.actor(Role.PROVINCE_REVIEWER, TestData.PROVINCE);
        assertThatThrownBy(() -> new TwoAtOnce(transactions, jdbc).run(() -> confirm(change, right), () -> {
                    identities.confirm(other, change, right.number(), NOW);
                    return true;
                }))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        Refusal.class, it -> assertThat(it.code()).isEqualTo("identity_change_done"));
        assertThat(number()).isEqualTo(right.number());
    }

    @Test
    void whoeverIsRegisteredUnderTheNumberMeanwhileKeepsIt() {
        long change = ask(right.number());
        PersonId owner = registered("王强", right);
        refused("identity_taken", () -> confirm(change, right));
        assertThat(people.find(FUND, right)).contains(owner);
        assertThat(number()).isEqualTo(wrong.number());
    }

    @Test
    void whoeverIsRegisteredInTheSameInstantKeepsIt() {
        long change = ask(right.number());
        assertThatThrownBy(() -> new TwoAtOnce(transactions, jdbc).run(() -> registered("王强", right), () -> {
                    confirm(change, right);
                    return true;
                }))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        Refusal.class, it -> assertThat(it.code()).isEqualTo("identity_taken"));
        assertThat(number()).isEqualTo(wrong.number());
    }

    @Test
    void aNewAccountThatWasAskedForBeforeDoesNotBringTheOldNumberBack() {
        Actor member = themselves();
        AccountChange card = new AccountChange(person, "6228480000000000017", null, true, null);
        long account = accounts.change(member, card, NOW);
        confirm(ask(right.number()), right);
        accounts.confirm(data.actor(Role.FINANCE_CHECKER, TestData.PROVINCE), account, NOW);
        assertThat(number()).isEqualTo(right.number());
    }

    @Test
    void aRollOfEverybodyKnowsOldNumbersToo() {
        confirm(ask(right.number()), right);
        try (Roll roll = people.roll(FUND, 1_000_000)) {
            roll.read();
            await().until(roll::isRead);
            KnownPeople known = roll.known(List.of(wrong.number(), right.number()));
            assertThat(known.find(right.number())).contains(person);
            assertThat(known.find(wrong.number())).isEmpty();
            assertThat(known.isCorrected(wrong.number(), "冯建军")).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "asked_by = person",
                "settled_by = person, settled_at = asked_at, state = 'CONFIRMED'",
                "settled_by = asked_by, settled_at = asked_at, state = 'CONFIRMED'",
                "state = 'CONFIRMED'",
                "cause = 'OTHER'"
            })
    void theDatabaseKnowsNoSuchCorrection(String wrongly) {
        long change = ask(right.number());
        assertThatThrownBy(() -> jdbc.sql("update person.identity_change set " + wrongly + " where id = :id")
                        .param("id", change)
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    private PersonId registered(String name, ResidentId id) {
        return people.registerAll(FUND, List.of(new NewPerson(name, id, "13912345678", "6228480000000000025")), NOW)
                .get(0);
    }

    private long ask(String number) {
        return identities.ask(reviewer, wanted(number), NOW);
    }

    private void confirm(long change, ResidentId read) {
        identities.confirm(province, change, read.number(), NOW);
    }

    private IdentityChange wanted(String number) {
        return new IdentityChange(person, number, Cause.SLIP, CARD);
    }

    private Actor themselves() {
        return data.actor(Role.PROVINCE_REVIEWER, TestData.PROVINCE, person);
    }

    private String number() {
        return people.identity(FUND, person).number();
    }

    private List<String> rows(String sql) {
        return jdbc.sql(sql).param("person", person.value()).query(String.class).list();
    }
}
