package org.tongzhou.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tongzhou.testing.TestData.NOW;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.database.Resealing;
import org.tongzhou.database.Trips;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Sex;
import org.tongzhou.kernel.Vault;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/** Keys change over a fund of its own, so that the other tests' people keep theirs. */
@RoomTest
class RotationTest {
    private static final FundId FUND = new FundId(99);

    @Autowired
    private Trips trips;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DataSource database;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void afterRotationTheOldKeyIsNeededByNobody() {
        List<PersonId> ids = register(2_345, new Vault(Map.of(1, key(1)), key(9)));
        Vault both = new Vault(Map.of(1, key(1), 2, key(2)), key(9));
        Resealing resealing = new Resealing(both, jdbc, transaction, List.of(new Envelopes(both)));
        ChangeRow named = heir(ids, new Envelopes(new Vault(Map.of(1, key(1)), key(9))));
        assertThat(resealing.reseal(FUND)).isEqualTo(2_346);
        assertThat(resealing.reseal(FUND)).isZero();
        PersonStore store = new PersonStore(jdbc, database);
        PersonRow row = store.find(FUND, ids.get(77)).orElseThrow();
        Envelopes newOnly = new Envelopes(new Vault(Map.of(2, key(2)), key(9)));
        assertThat(newOnly.open(FUND, row).idNumber()).hasSize(18);
        ChangeRow after =
                new AccountStore(jdbc, trips).latest(FUND, named.person()).orElseThrow();
        assertThat(newOnly.openHeir(FUND, after.id(), after.sealed()).name()).isEqualTo("样例继承人");
        Envelopes oldOnly = new Envelopes(new Vault(Map.of(1, key(1)), key(9)));
        assertThatThrownBy(() -> oldOnly.open(FUND, row)).isInstanceOf(IllegalStateException.class);
    }

    /** Named by the second of them for the first. */
    private ChangeRow heir(List<PersonId> ids, Envelopes old) {
        AccountStore changes = new AccountStore(jdbc, trips);
        long id = changes.nextId();
        LocalDate day = LocalDate.of(2026, 2, 3);
        Heir heir = new Heir("样例继承人", "420281198003040017", Heir.Relation.CHILD, day, "6228480000000000017", null);
        ChangeRow named = new ChangeRow(
                id,
                ids.get(0),
                old.sealHeir(FUND, id, heir),
                ids.get(1),
                NOW,
                day,
                "ASKED",
                new ChangeRow.ForHeir("claim:1", null),
                null);
        assertThat(changes.insert(FUND, named)).isTrue();
        return named;
    }

    private List<PersonId> register(int count, Vault vault) {
        Envelopes envelopes = new Envelopes(vault);
        Registration registration = new Registration(
                new PersonStore(jdbc, database), new FormerStore(jdbc, envelopes), jdbc, database, envelopes);
        List<NewPerson> people = Stream.generate(() -> TestData.newPerson(Sex.MALE, LocalDate.of(1990, 5, 17)))
                .limit(count)
                .toList();
        List<Arrival> arrivals = registration.ready(FUND, people, KnownPeople.NONE, NOW);
        return Objects.requireNonNull(transaction.execute(
                status -> registration.register(FUND, arrivals).people()));
    }

    private static byte[] key(int seed) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) seed);
        return key;
    }
}
