package org.tongzhou.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.database.Trips;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Sex;
import org.tongzhou.testing.ManyRows;
import org.tongzhou.testing.TestData;

/** Who is looked for is found by what was gathered of people, in the order in which they came, and nobody reads them all. */
class SoughtByIndexTest extends ManyRows {
    private static final String NAME = "沈求索";
    private static final String PHONE = "13911112222";
    private static final LocalDate BIRTH = LocalDate.of(1979, 3, 8);

    /** After five the server keeps a plan. */
    private static final int UNTIL_PLANS_ARE_KEPT = 8;

    @Autowired
    private People people;

    @Autowired
    private MadeFoundJob sorting;

    @Autowired
    private Trips trips;

    @Test
    void peopleOfOneNameAreFoundInTheOrderInWhichTheyCame() {
        List<PersonId> bearers = bearers(1, 1 << 16, 1 << 19, 1 << 20, 1);
        for (String asked : List.of(NAME, "SQS", PHONE)) {
            PersonId before = new PersonId(bearers.get(0).value() - 1);
            assertThat(people.sought(FUND, asked, before)).as(asked).containsExactlyElementsOf(bearers);
            assertThat(people.sought(FUND, asked, bearers.get(0)))
                    .as(asked)
                    .containsExactlyElementsOf(bearers.subList(1, 5));
        }
        assertThat(people.named(FUND, NAME)).containsSubsequence(bearers);
    }

    @Test
    void whoJustCameIsFoundBeforeAndAfterKeysAreSorted() {
        PersonId id = bearers(1).get(0);
        PersonId before = new PersonId(id.value() - 1);
        assertThat(people.sought(FUND, NAME, before)).contains(id);
        sorting.round();
        assertThat(people.sought(FUND, NAME, before)).contains(id);
        assertThat(pagesSorted()).as("left to sort").isZero();
    }

    @Test
    void keysOfManyAreGatheredLongerThanThoseOfFew() {
        undone(() -> {
            people.registerAll(FUND, strangers(1_999), NOW);
            assertThat(gathered()).isEqualTo("64kB");
            people.registerAll(FUND, strangers(2_000), NOW);
            assertThat(gathered()).isEqualTo("256MB");
        });
    }

    @Test
    void theLastFewOfManyAreGatheredWithThem() {
        undone(() -> {
            people.registerAll(FUND, strangers(2_000), NOW);
            people.registerAll(FUND, strangers(3), NOW);
            assertThat(gathered()).isEqualTo("256MB");
        });
    }

    @Test
    void theFirstFewOfManyAreGatheredWithThem() {
        undone(() -> {
            people.roll(FUND, 2_000).close();
            people.registerAll(FUND, strangers(3), NOW);
            assertThat(gathered()).isEqualTo("256MB");
        });
    }

    @Test
    void whoSeeksGoesThroughLittleThatIsNotSortedYet() {
        people.sortKeys();
        people.registerAll(FUND, strangers(1_500), NOW);
        assertThat(pagesSorted()).as("pages that were not sorted").isLessThan(12);
    }

    private long pagesSorted() {
        return jdbc.sql("select gin_clean_pending_list('person.person_found')")
                .query(Long.class)
                .single();
    }

    private String gathered() {
        return jdbc.sql("show gin_pending_list_limit").query(String.class).single();
    }

    private static List<NewPerson> strangers(int count) {
        return Stream.generate(() -> TestData.newPerson(Sex.FEMALE, BIRTH))
                .limit(count)
                .toList();
    }

    @Test
    void onceManyCameTheServerIsToldHowManyPeopleThereAre() {
        undone(() -> {
            manyOthers("others");
            assertThat(jdbc.sql("select reltuples from pg_class where oid = 'person.person'::regclass")
                            .query(Long.class)
                            .single())
                    .isGreaterThanOrEqualTo(20_000);
        });
    }

    @Test
    void nobodyReadsAllPeopleToFindOneNorThoseWhoWereTakenBack() {
        undone(() -> {
            manyOthers("others");
            PersonId id = bearers(1).get(0);
            jdbc.sql("savepoint before").update();
            manyOthers("taken back");
            jdbc.sql("rollback to savepoint before").update();
            String tail = people.identity(FUND, id).tail();
            jdbc.sql(Trips.BY_KEYS).update();
            long before = fetched();
            long entries = read("person.person_pkey");
            for (String asked : List.of(NAME, "SQS", PHONE, tail)) {
                for (int i = 0; i < UNTIL_PLANS_ARE_KEPT; i++) {
                    withoutReadingWhole(
                            "person.person",
                            () -> assertThat(people.sought(FUND, asked, People.FIRST))
                                    .contains(id));
                }
            }
            assertThat(fetched() - before).as("people read").isLessThan(1_000);
            assertThat(read("person.person_pkey") - entries)
                    .as("entries of the key")
                    .isLessThan(1_000);
        });
    }

    @Test
    void whoSharesAPhoneIsFoundWithoutReadingAllPeople() {
        List<PersonId> sharing = bearers(1, 1);
        undone(() -> {
            manyOthers("others");
            withoutReadingWhole("person.person", () -> {
                Trips.Trip trip = trips.trip(Trips.BY_KEYS);
                Trips.Rows<Map.Entry<PersonId, PersonId>> found =
                        people.sharingPhone(trip, FUND, sharing.subList(0, 1));
                trip.go();
                assertThat(found.list()).contains(Map.entry(sharing.get(0), sharing.get(1)));
            });
        });
    }

    /** People that this transaction has read by an index. */
    private long fetched() {
        return jdbc.sql("select pg_stat_get_xact_tuples_fetched('person.person'::regclass)")
                .query(Long.class)
                .single();
    }

    /** One after the other, so many ids left out after each. */
    private List<PersonId> bearers(int... apart) {
        List<PersonId> bearers = new ArrayList<>();
        for (int left : apart) {
            NewPerson one = new NewPerson(NAME, TestData.residentId(Sex.FEMALE, BIRTH), PHONE, null);
            bearers.add(people.registerAll(FUND, List.of(one), NOW).get(0));
            jdbc.sql("select setval('person.person_id_seq', nextval('person.person_id_seq') + :left)")
                    .param("left", left)
                    .query(Long.class)
                    .single();
        }
        return bearers;
    }

    private void manyOthers(String who) {
        jdbc.sql("""
                        insert into person.person (fund, name, sex, id_index, phone_index, sealed, created_at, initials, tail_index)
                        select 42 + n % 4, '众人' || n, 'MALE', md5(:who || n)::uuid, sha256(('p' || n)::bytea),
                            sha256('a') || sha256('b'), now(), 'ZR', n % 10000
                        from generate_series(1, 20000) as n
                        """).param("who", who).update();
        people.sortKeys();
    }
}
