package org.tongzhou.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.PROVINCE;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

@RoomTest
class PeopleTest {
    private static final LocalDate BIRTH = LocalDate.of(1979, 3, 8);

    @Autowired
    private People people;

    @Autowired
    private TestData some;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void idsComeBackInTheOrderOfTheRosterKnownAndNewMixed() {
        List<NewPerson> roster = new ArrayList<>(women(50));
        people.registerAll(FUND, roster.subList(10, 20), NOW);
        roster.add(roster.get(3));
        List<PersonId> ids = people.registerAll(FUND, roster, NOW);
        assertThat(ids).hasSize(51);
        assertThat(new HashSet<>(ids)).hasSize(50);
        assertThat(ids.get(50)).isEqualTo(ids.get(3));
        for (int i = 0; i < roster.size(); i++) {
            assertThat(people.identity(FUND, ids.get(i)))
                    .isEqualTo(roster.get(i).id());
            assertThat(people.find(FUND, roster.get(i).id())).contains(ids.get(i));
        }
    }

    @Test
    void registeringTwiceChangesNothing() {
        List<NewPerson> roster = women(20);
        List<PersonId> first = people.registerAll(FUND, roster, NOW);
        List<byte[]> before = sealed(first);
        assertThat(people.registerAll(FUND, roster, NOW)).isEqualTo(first);
        assertThat(sealed(first)).usingElementComparator(Arrays::compare).isEqualTo(before);
        assertThat(people.registerAll(FUND, List.of(), NOW)).isEmpty();
    }

    @Test
    void theSamePeopleInTwoRostersAtOnceBecomeOnePersonEach() {
        List<NewPerson> roster = women(400);
        List<NewPerson> backwards = new ArrayList<>(roster);
        Collections.reverse(backwards);
        CompletableFuture<List<PersonId>> one =
                CompletableFuture.supplyAsync(() -> people.registerAll(FUND, roster, NOW));
        CompletableFuture<List<PersonId>> two =
                CompletableFuture.supplyAsync(() -> people.registerAll(FUND, backwards, NOW));
        List<PersonId> reversed = new ArrayList<>(two.join());
        Collections.reverse(reversed);
        assertThat(one.join()).isEqualTo(reversed).doesNotHaveDuplicates();
    }

    @Test
    void whoIsRegisteredAfterTheFundWasAskedIsStillOnePerson() {
        List<NewPerson> roster = women(3);
        List<String> numbers = roster.stream().map(woman -> woman.id().number()).toList();
        KnownPeople asked = people.known(FUND, numbers);
        PersonId meanwhile = people.registerAll(FUND, roster.subList(1, 2), NOW).get(0);
        assertThat(asked.people()).isEmpty();
        List<PersonId> ids = people.register(Actor.system(FUND), people.ready(FUND, roster, asked, NOW), NOW);
        assertThat(ids).doesNotHaveDuplicates().element(1).isEqualTo(meanwhile);
        assertThat(people.known(FUND, numbers).people()).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void whoWasAskedForIsBroughtUpToDateLikeOthers() {
        NewPerson woman = women(1).get(0);
        PersonId id = people.registerAll(FUND, List.of(woman), NOW).get(0);
        KnownPeople asked = people.known(FUND, List.of(woman.id().number()));
        assertThat(asked.find(woman.id().number())).contains(id);
        NewPerson moved = new NewPerson(woman.name(), woman.id(), "13700005678", null);
        List<Arrival> ready = people.ready(FUND, List.of(moved), asked, NOW);
        assertThat(people.register(Actor.system(FUND), ready, NOW)).containsExactly(id);
        assertThat(people.card(FUND, id).maskedPhone()).isEqualTo("137****5678");
    }

    @Test
    void oneTransactionMayRegisterSeveralTimes() {
        List<NewPerson> roster = women(6);
        transaction.executeWithoutResult(status -> {
            List<PersonId> first = people.registerAll(FUND, roster.subList(0, 3), NOW);
            assertThat(people.registerAll(FUND, roster, NOW).subList(0, 3)).isEqualTo(first);
        });
    }

    @Test
    void anotherFundKnowsNobodyHere() {
        NewPerson woman = women(1).get(0);
        PersonId id = people.registerAll(FUND, List.of(woman), NOW).get(0);
        FundId other = new FundId(43);
        assertThat(people.find(other, woman.id())).isEmpty();
        refused("not_found", () -> people.card(other, id));
    }

    @Test
    void oddButGoodNamesAreKeptAsTheyAre() {
        for (String name : List.of("阿卜杜拉·买买提江", "𠮷田", "龘", "李,\"四\"", "Robert'); drop table person;--", "王\\五")) {
            NewPerson person = new NewPerson(name, TestData.residentId(Sex.MALE, BIRTH), "", null);
            PersonId id = people.registerAll(FUND, List.of(person), NOW).get(0);
            PersonCard card = people.card(FUND, id);
            assertThat(card.name()).isEqualTo(name);
            assertThat(card.maskedPhone()).isNull();
            assertThat(card.cardTail()).isNull();
        }
    }

    @Test
    void aCardShowsNothingInClear() {
        NewPerson feng = TestData.newPerson(Sex.FEMALE, BIRTH);
        NewPerson woman = new NewPerson(feng.name(), feng.id(), "13872200107", "6228480600123456219");
        PersonCard card = people.cards(FUND, people.registerAll(FUND, List.of(woman), NOW))
                .values()
                .iterator()
                .next();
        assertThat(card.maskedId()).startsWith("42").contains("**********").hasSize(18);
        assertThat(card.maskedPhone()).isEqualTo("138****0107");
        assertThat(card.bankName()).isEqualTo("农业银行");
        assertThat(card.cardTail()).isEqualTo("6219");
        assertThat(card.sex()).isEqualTo(Sex.FEMALE);
        assertThat(people.identity(FUND, card.id()).birthDate()).isEqualTo(BIRTH);
        assertThat(card.toString())
                .doesNotContain("13872200107", "6228480600123456219", feng.id().number());
    }

    @Test
    void nothingPersonalLiesInTheDatabaseInClear() {
        NewPerson canary = women(1).get(0);
        people.registerAll(FUND, List.of(canary), NOW);
        assertThat(rowsShowing(canary.name()))
                .as("the search itself finds what is there")
                .isPositive();
        assertThat(rowsShowing(canary.id().number())).isZero();
        assertThat(rowsShowing(String.valueOf(canary.phone()))).isZero();
        assertThat(rowsShowing(String.valueOf(canary.card()))).isZero();
    }

    private long rowsShowing(String text) {
        return jdbc.sql("""
            select count(*) from person.person p
            where position(:text in p::text) > 0 or position(convert_to(:text, 'UTF8') in sealed) > 0
            """).param("text", text).query(Long.class).single();
    }

    @Test
    void whoWasMadeReadyIsRegisteredUnlessSomebodyElseWasFaster() {
        List<NewPerson> roster = women(3);
        List<Arrival> ready = ready(roster);
        PersonId meanwhile = people.registerAll(FUND, roster.subList(1, 2), NOW).get(0);
        List<PersonId> ids = people.register(Actor.system(FUND), ready, NOW);
        assertThat(ids.get(1)).isEqualTo(meanwhile);
        assertThat(new HashSet<>(ids)).hasSize(3);
        for (int i = 0; i < 3; i++) {
            assertThat(people.identity(FUND, ids.get(i)))
                    .isEqualTo(roster.get(i).id());
            assertThat(people.sought(
                            FUND,
                            roster.get(i).id().tail(),
                            new PersonId(ids.get(i).value() - 1)))
                    .contains(ids.get(i));
        }
    }

    @Test
    void whoWasTakenBackIsRegisteredAsReadyMadeTheNextTime() {
        List<NewPerson> roster = women(2);
        List<Arrival> ready = ready(roster);
        transaction.executeWithoutResult(status -> {
            people.register(Actor.system(FUND), ready, NOW);
            status.setRollbackOnly();
        });
        List<PersonId> ids = people.register(Actor.system(FUND), ready, NOW);
        assertThat(people.identity(FUND, ids.get(1))).isEqualTo(roster.get(1).id());
        assertThat(people.register(Actor.system(FUND), ready, NOW)).isEqualTo(ids);
    }

    @Test
    void whoWasNotAskedForIsLookedUpWhenMadeReady() {
        List<NewPerson> roster = women(2);
        PersonId known = people.registerAll(FUND, roster.subList(0, 1), NOW).get(0);
        KnownPeople asked = people.known(FUND, List.of(roster.get(1).id().number()));
        List<PersonId> ids = people.register(Actor.system(FUND), people.ready(FUND, roster, asked, NOW), NOW);
        assertThat(ids.get(0)).isEqualTo(known);
        assertThat(people.identity(FUND, ids.get(1))).isEqualTo(roster.get(1).id());
    }

    private List<Arrival> ready(List<NewPerson> roster) {
        List<String> numbers =
                roster.stream().map(person -> person.id().number()).toList();
        return people.ready(FUND, roster, people.known(FUND, numbers), NOW);
    }

    @Test
    void aNewerPhoneIsKeptAndFoundByAndAnEmptyOneIsNoNews() {
        NewPerson woman = women(1).get(0);
        PersonId id = people.registerAll(FUND, List.of(woman), NOW).get(0);
        people.registerAll(FUND, List.of(new NewPerson(woman.name(), woman.id(), "13700001234", null)), NOW);
        people.registerAll(FUND, List.of(new NewPerson(woman.name(), woman.id(), " ", "")), NOW);
        assertThat(people.card(FUND, id).maskedPhone()).isEqualTo("137****1234");
        PersonId justBefore = new PersonId(id.value() - 1);
        assertThat(people.sought(FUND, "13700001234", justBefore)).contains(id);
        assertThat(people.sought(FUND, String.valueOf(woman.phone()), justBefore))
                .doesNotContain(id);
    }

    @Test
    void aDeskFindsPeopleByWhatTheyHaveInMind() {
        NewPerson somebody = women(1).get(0);
        NewPerson woman = new NewPerson("曾·秀英", somebody.id(), somebody.phone(), null);
        PersonId id = people.registerAll(FUND, List.of(woman), NOW).get(0);
        String tail = woman.id().tail();
        PersonId justBefore = new PersonId(id.value() - 1);
        for (String asked : List.of("曾·秀英", "ZXY", "zxy", tail, tail.toLowerCase(Locale.ROOT), somebody.phone())) {
            assertThat(people.sought(FUND, asked, justBefore)).as(asked).contains(id);
            assertThat(people.sought(FUND, asked, id)).as(asked).doesNotContain(id);
        }
        for (String other : List.of("CXY", "ZX", "曾", "1" + tail, "13700009999")) {
            assertThat(people.sought(FUND, other, justBefore)).as(other).doesNotContain(id);
        }
    }

    @Test
    void peopleOfAnEarlierVersionBecomeFindable() {
        PersonId id = people.registerAll(FUND, women(1), NOW).get(0);
        String tail = people.identity(FUND, id).tail();
        jdbc.sql("update person.person set initials = null, tail_index = null where fund = 42 and id = :id")
                .param("id", id.value())
                .update();
        PersonId justBefore = new PersonId(id.value() - 1);
        assertThat(people.sought(FUND, tail, justBefore)).doesNotContain(id);
        assertThat(people.makeFound(FUND)).isPositive();
        assertThat(people.sought(FUND, tail, justBefore)).contains(id);
        assertThat(people.makeFound(FUND)).isZero();
    }

    @Test
    void aLookInClearNeedsAReasonAndThePersonCanReadIt() {
        PersonId id = some.person(Sex.FEMALE, BIRTH);
        Actor reviewer = some.actor(Role.COUNTY_REVIEWER, "/42/4202/420281/");
        Unmasked seen = people.unmask(reviewer, id, "核对退票户名", NOW);
        assertThat(seen.idNumber()).isEqualTo(people.identity(FUND, id).number());
        assertThat(seen).hasToString("Unmasked[…]");
        assertThat(people.views(FUND, id, "").items()).containsExactly(new View(NOW, reviewer.name(), "核对退票户名"));
        assertThat(jdbc.sql("select count(*) from notice.message where person = ? and template = 'notice.data.viewed'")
                        .param(id.value())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        refused("reason_length", () -> people.unmask(reviewer, id, " 看看 ", NOW));
        refused("reason_length", () -> people.unmask(reviewer, id, "看".repeat(201), NOW));
        assertThat(people.views(FUND, id, "").items()).hasSize(1);
    }

    @Test
    void theLogOfLooksIsKept() {
        PersonId id = some.person();
        people.unmask(some.actor(Role.AUDITOR, PROVINCE), id, "年度审计抽查", NOW);
        assertThatThrownBy(() -> jdbc.sql("delete from person.view_log where person = ?")
                        .param(id.value())
                        .update())
                .hasMessageContaining("view_log");
        assertThatThrownBy(() -> jdbc.sql("update person.view_log set reason = 'none at all' where person = ?")
                        .param(id.value())
                        .update())
                .hasMessageContaining("view_log");
    }

    @Test
    void ownDataIsForOneself() {
        PersonId id = some.person();
        Actor member = some.actor(Role.MEMBER, PROVINCE, id);
        assertThat(people.own(member).idNumber())
                .isEqualTo(people.identity(FUND, id).number());
        assertThat(people.views(FUND, id, "").items()).isEmpty();
    }

    @Test
    void consentIsGivenByPurposeAndTakenBack(@Autowired Consents consents) {
        PersonId id = some.person();
        Actor member = some.actor(Role.MEMBER, PROVINCE, id);
        Instant later = NOW.plus(2, ChronoUnit.DAYS);
        consents.give(member, Consent.Purpose.HEALTH, "2026-1", NOW);
        consents.give(member, Consent.Purpose.HEALTH, "2026-1", later);
        assertThat(consents.of(FUND, id)).containsExactly(new Consent(Consent.Purpose.HEALTH, "2026-1", NOW, null));
        consents.withdraw(member, Consent.Purpose.HEALTH, later);
        assertThat(consents.of(FUND, id)).containsExactly(new Consent(Consent.Purpose.HEALTH, "2026-1", NOW, later));
    }

    @Test
    void consentIsTakenBackAlsoWhenTheClockWentBackMeanwhile(@Autowired Consents consents) {
        PersonId id = some.person();
        Actor member = some.actor(Role.MEMBER, PROVINCE, id);
        consents.give(member, Consent.Purpose.HEALTH, "2026-1", NOW);
        consents.withdraw(member, Consent.Purpose.HEALTH, NOW.minus(1, ChronoUnit.HOURS));
        assertThat(consents.of(FUND, id)).containsExactly(new Consent(Consent.Purpose.HEALTH, "2026-1", NOW, NOW));
    }

    static List<NewPerson> women(int count) {
        return Stream.generate(() -> TestData.newPerson(Sex.FEMALE, BIRTH))
                .limit(count)
                .toList();
    }

    private List<byte[]> sealed(List<PersonId> ids) {
        return jdbc.sql("select sealed from person.person where id = any(?) order by id")
                .param(ids.stream().map(PersonId::value).toArray(Long[]::new))
                .query(byte[].class)
                .list();
    }
}
