package org.tongzhou.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tongzhou.testing.Patience.await;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.database.BinaryScan;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Sex;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/** A roll tells of people what looking them up tells. */
@RoomTest
class RollTest {
    private static final FundId OTHER = new FundId(77);
    private static final long MANY = 1_000_000;

    @Autowired
    private People people;

    @Autowired
    private Registration registration;

    @Autowired
    private DataSource database;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void whoIsKnownIsToldFromWhoIsNot() {
        List<NewPerson> women = women(3_000); // more than the roll has room for at first
        List<PersonId> ids = people.registerAll(FUND, women.subList(0, 2_000), NOW);
        try (Roll roll = read(FUND)) {
            KnownPeople known = roll.known(numbers(women));
            assertThat(known.people()).containsExactlyInAnyOrderElementsOf(ids);
            assertThat(known.find(women.get(7).id().number())).contains(ids.get(7));
            assertThat(known.find(women.get(2_000).id().number())).isEmpty();
        }
    }

    @Test
    void aFundHasARollOfItsOwn() {
        List<NewPerson> women = women(2);
        people.registerAll(OTHER, women, NOW);
        try (Roll roll = read(FUND)) {
            assertThat(roll.known(numbers(women)).people()).isEmpty();
        }
    }

    @Test
    void aFundOfNobodyKnowsNobody() {
        try (Roll roll = read(new FundId(78))) {
            assertThat(roll.known(numbers(women(1))).people()).isEmpty();
        }
    }

    @Test
    void aNewPhoneIsNoticedAndAnOldOneIsNot() {
        NewPerson woman = phoned(woman(), "13800001234");
        NewPerson other = phoned(woman(), null);
        people.registerAll(FUND, List.of(woman, other), NOW);
        try (Roll roll = read(FUND)) {
            KnownPeople known = roll.known(numbers(List.of(woman, other)));
            assertThat(news(known, woman)).isFalse();
            assertThat(news(known, phoned(woman, "13700005678"))).isTrue();
            assertThat(news(known, other)).isFalse();
            assertThat(news(known, phoned(other, "13700005678"))).isTrue();
        }
    }

    @Test
    void aCardThatFillsAGapIsNoticed() {
        NewPerson woman = without(woman());
        people.registerAll(FUND, List.of(woman), NOW);
        try (Roll roll = read(FUND)) {
            KnownPeople known = roll.known(numbers(List.of(woman)));
            NewPerson withCard = new NewPerson(woman.name(), woman.id(), woman.phone(), "6222021234567894");
            assertThat(news(known, withCard)).isTrue();
            people.register(Actor.system(FUND), people.ready(FUND, List.of(withCard), known, NOW), NOW);
        }
        try (Roll roll = read(FUND)) {
            NewPerson again = new NewPerson(woman.name(), woman.id(), woman.phone(), "6222021234567894");
            assertThat(news(roll.known(numbers(List.of(woman))), again)).isFalse();
        }
    }

    @Test
    void whoIsRegisteredAfterItWasReadIsStillOnePerson() {
        List<NewPerson> women = women(3);
        try (Roll roll = read(FUND)) {
            PersonId meanwhile =
                    people.registerAll(FUND, women.subList(1, 2), NOW).get(0);
            KnownPeople known = roll.known(numbers(women));
            assertThat(known.people()).isEmpty();
            assertThat(people.register(Actor.system(FUND), people.ready(FUND, women, known, NOW), NOW))
                    .doesNotHaveDuplicates()
                    .element(1)
                    .isEqualTo(meanwhile);
        }
    }

    @Test
    void aRollKnowsWhoIsCalledOtherwiseAsALookDoes() {
        NewPerson woman = woman();
        people.registerAll(FUND, List.of(woman, woman()), NOW);
        String number = woman.id().number();
        try (Roll roll = read(FUND)) {
            for (KnownPeople known : List.of(roll.known(List.of(number)), people.known(FUND, List.of(number)))) {
                assertThat(known.isNamedOtherwise(number, woman.name())).isFalse();
                assertThat(known.isNamedOtherwise(number, woman.name() + "兰")).isTrue();
            }
        }
    }

    @Test
    void whoIsRegisteredMeanwhileUnderAnotherNameIsNotTakenForTheSamePerson() {
        NewPerson woman = woman();
        NewPerson called = new NewPerson(woman.name() + "兰", woman.id(), woman.phone(), woman.card());
        List<Arrival> arrivals = people.ready(FUND, List.of(called), KnownPeople.NONE, NOW);
        people.registerAll(FUND, List.of(woman), NOW);
        assertThatThrownBy(() -> people.register(Actor.system(FUND), arrivals, NOW))
                .hasMessageContaining("named_otherwise");
    }

    @Test
    void whereItCannotBeReadPeopleAreLookedUp() {
        List<NewPerson> women = women(2);
        List<PersonId> ids = people.registerAll(FUND, women, NOW);
        PersonStore broken = new PersonStore(jdbc, database) {
            @Override
            void everybody(FundId fund, int most, Consumer<BinaryScan.Row> person) {
                throw new IllegalStateException("no connection");
            }
        };
        try (Roll roll = new Roll(registration, broken, new Roll.Need(FUND, MANY, Roll.MOST))) {
            roll.read();
            await().during(Duration.ofMillis(200)).until(() -> !roll.isRead());
            assertThat(roll.known(numbers(women)).people()).containsExactlyInAnyOrderElementsOf(ids);
        }
    }

    /** Whatever the planner thinks how many there are, which may be of long ago. */
    @Test
    void whereThereIsNoRoomForAllPeopleAreLookedUp() {
        List<NewPerson> women = women(200);
        List<PersonId> ids = people.registerAll(FUND, women, NOW);
        for (long thought : new long[] {0, 1_000}) {
            CompletableFuture<Integer> asked = new CompletableFuture<>();
            PersonStore store = thinking(thought, asked);
            try (Roll roll = new Roll(registration, store, new Roll.Need(FUND, MANY, 150))) {
                roll.read();
                assertThat(asked.completeOnTimeout(0, 1, TimeUnit.SECONDS))
                        .succeedsWithin(60, TimeUnit.SECONDS)
                        .isEqualTo(thought == 0 ? 151 : 0);
                await().during(Duration.ofMillis(200)).until(() -> !roll.isRead());
                assertThat(roll.known(numbers(women)).people()).containsExactlyInAnyOrderElementsOf(ids);
            }
        }
    }

    /** Tells of how many people it was asked. */
    private PersonStore thinking(long estimate, CompletableFuture<Integer> asked) {
        return new PersonStore(jdbc, database) {
            @Override
            long estimate() {
                return estimate;
            }

            @Override
            void everybody(FundId fund, int most, Consumer<BinaryScan.Row> person) {
                super.everybody(fund, most, person);
                asked.complete(most);
            }
        };
    }

    @Test
    void forFewPeopleAFundOfManyIsNotReadButAsked() {
        List<NewPerson> women = women(200);
        List<PersonId> ids = people.registerAll(FUND, women, NOW);
        jdbc.sql("analyze person.person").update();
        try (Roll roll = people.roll(FUND, 20)) {
            roll.read();
            assertThat(roll.known(numbers(women.subList(0, 20))).people())
                    .containsExactlyInAnyOrderElementsOf(ids.subList(0, 20));
            assertThat(roll.isRead()).isFalse();
        }
    }

    private Roll read(FundId fund) {
        Roll roll = people.roll(fund, MANY);
        roll.read();
        await().until(roll::isRead);
        return roll;
    }

    private boolean news(KnownPeople known, NewPerson person) {
        return people.ready(FUND, List.of(person), known, NOW).get(0).news != null;
    }

    private static List<NewPerson> women(int count) {
        return Stream.generate(RollTest::woman).limit(count).toList();
    }

    private static NewPerson woman() {
        return TestData.newPerson(Sex.FEMALE, LocalDate.of(1979, 3, 8));
    }

    private static NewPerson without(NewPerson person) {
        return new NewPerson(person.name(), person.id(), person.phone(), null);
    }

    private static NewPerson phoned(NewPerson person, String phone) {
        return new NewPerson(person.name(), person.id(), phone, person.card());
    }

    private static List<String> numbers(List<NewPerson> people) {
        return people.stream().map(person -> person.id().number()).toList();
    }
}
