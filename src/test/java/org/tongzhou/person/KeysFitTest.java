package org.tongzhou.person;

import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.NOW;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Sex;
import org.tongzhou.kernel.Vault;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/** A fund does not start with keys that are not its own. */
@RoomTest
class KeysFitTest {
    private static final FundId FUND = new FundId(96);
    private static final FundId EMPTY = new FundId(95);

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource database;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void onlyTheKeysThatSealedTheFirstAndTheLastPersonFit() {
        Vault first = new Vault(Map.of(1, key(1)), key(9));
        Vault rotated = new Vault(Map.of(1, key(1), 2, key(2)), key(9));
        check(first);
        register(first);
        check(first);
        refused("keys_do_not_fit", () -> check(new Vault(Map.of(1, key(3)), key(9))));
        refused("keys_do_not_fit", () -> check(new Vault(Map.of(1, key(1)), key(8))));

        register(rotated);
        check(rotated);
        refused("keys_do_not_fit", () -> check(first));
    }

    /** Two sites that were each given keys of their own would later not read each other's people. */
    @Test
    void anEmptyFundKnowsTheKeysOfItsFirstStart() {
        Vault first = new Vault(Map.of(1, key(1)), key(9));
        Vault rotated = new Vault(Map.of(1, key(1), 2, key(2)), key(9));
        check(EMPTY, first);
        check(EMPTY, first);
        refused("keys_do_not_fit", () -> check(EMPTY, new Vault(Map.of(1, key(3)), key(8))));
        refused("keys_do_not_fit", () -> check(EMPTY, new Vault(Map.of(1, key(3)), key(9))));
        refused("keys_do_not_fit", () -> check(EMPTY, new Vault(Map.of(5, key(5)), key(8))));
        check(EMPTY, rotated);
        refused("keys_do_not_fit", () -> check(EMPTY, first));
        refused("keys_do_not_fit", () -> check(EMPTY, new Vault(Map.of(1, key(1), 2, key(3)), key(9))));
        check(EMPTY, new Vault(Map.of(2, key(2)), key(9)));
        check(EMPTY, rotated);
    }

    private void check(Vault vault) {
        check(FUND, vault);
    }

    private void check(FundId fund, Vault vault) {
        new KeysFit(
                        fund,
                        jdbc,
                        transaction,
                        new Envelopes(vault),
                        new KeyPrints(jdbc, vault),
                        new StandardEnvironment())
                .afterPropertiesSet();
    }

    private void register(Vault vault) {
        Envelopes envelopes = new Envelopes(vault);
        Registration registration = new Registration(
                new PersonStore(jdbc, database), new FormerStore(jdbc, envelopes), jdbc, database, envelopes);
        List<NewPerson> one = List.of(TestData.newPerson(Sex.MALE, LocalDate.of(1990, 5, 17)));
        List<Arrival> arrivals = registration.ready(FUND, one, KnownPeople.NONE, NOW);
        transaction.executeWithoutResult(status -> registration.register(FUND, arrivals));
    }

    private static byte[] key(int seed) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) seed);
        return key;
    }
}
