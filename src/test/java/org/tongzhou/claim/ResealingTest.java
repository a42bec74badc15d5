package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.file.Files;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.claim.Reviews.Ground;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.database.Resealing;
import org.tongzhou.hospital.Discharge;
import org.tongzhou.hospital.Discharges;
import org.tongzhou.hospital.Reporting;
import org.tongzhou.kernel.SealedColumn;
import org.tongzhou.kernel.SealedColumns;
import org.tongzhou.kernel.Vault;
import org.tongzhou.testing.TestData;

/** Everything sealed goes under a new key; within a transaction that is taken back, so that the other tests keep theirs. */
class ResealingTest extends ClaimRoom {
    private static final int NEXT = 77;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private DatabaseSettings settings;

    @Autowired
    private List<SealedColumns> all;

    @Autowired
    private Reporting reporting;

    @Autowired
    private Discharges discharges;

    @Autowired
    private MockMvc mvc;

    private List<SealedColumns> rooms;

    @BeforeEach
    void claimsAndHospitals() {
        rooms = all.stream()
                .filter(room -> room.sealedColumns().stream()
                        .allMatch(column -> column.table().matches("(claim|hospital)\\..*")))
                .toList();
        assertThat(rooms).hasSize(2);
    }

    @Test
    void afterItTheOldKeyOpensNothingOfClaimsAndHospitals() throws Exception {
        Vault next = vault();
        someOfEach();
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            Resealing resealing = new Resealing(next, jdbc, transaction, rooms);
            assertThat(resealing.reseal(TestData.FUND)).isPositive();
            rooms.stream().flatMap(room -> room.sealedColumns().stream()).forEach(column -> opens(column, next));
            assertThat(resealing.reseal(TestData.FUND)).isZero();
        });
    }

    /** Every envelope of the column lies under the next key, and opens at its place. */
    private void opens(SealedColumn column, Vault next) {
        List<byte[]> opened = jdbc.sql("select " + column.place() + " as place, " + column.column() + " as sealed from "
                        + column.table() + " t where fund = 42 and " + column.column() + " <> ''")
                .query((row, n) -> {
                    assertThat(Vault.keyOf(row.getBytes("sealed"))).isEqualTo(NEXT);
                    return next.open(row.getString("place"), row.getBytes("sealed"));
                })
                .list();
        boolean madeHere =
                List.of("event_case", "claim", "step", "discharge").stream().anyMatch(column.table()::endsWith);
        assertThat(madeHere && !column.column().equals("finding") && opened.isEmpty())
                .as(column.table() + "." + column.column())
                .isFalse();
    }

    @Test
    void whatWasInterruptedGoesOn() throws Exception {
        Vault next = vault();
        someOfEach();
        List<SealedColumns> first = rooms.subList(0, 1);
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            long some = new Resealing(next, jdbc, transaction, first).reseal(TestData.FUND);
            long rest = new Resealing(next, jdbc, transaction, rooms).reseal(TestData.FUND);
            assertThat(rest).isPositive();
            assertThat(some + rest).isEqualTo(count(NEXT));
        });
    }

    private long count(int key) {
        return rooms.stream()
                .flatMap(room -> room.sealedColumns().stream())
                .mapToLong(column -> jdbc
                        .sql("select " + column.column() + " from " + column.table() + " where fund = 42 and "
                                + column.column() + " <> ''")
                        .query(byte[].class)
                        .list()
                        .stream()
                        .filter(envelope -> envelope.length > 0 && Vault.keyOf(envelope) == key)
                        .count())
                .sum();
    }

    @Test
    void aStepStaysAsItWasWritten() throws Exception {
        someOfEach();
        for (String set : List.of("verb = 'FILED'", "words = null", "words = words", "actor_name = 'x'")) {
            assertThatThrownBy(() -> jdbc.sql("update claim.step set " + set + " where fund = 42 and words <> ''")
                            .update())
                    .as(set)
                    .isInstanceOf(DataAccessException.class);
        }
    }

    private void someOfEach() throws Exception {
        Member member = hospitalMember();
        ClaimId id = smallClaim(member);
        propose(county(member), id, new Ground("hospital-2025 §3", "这一件材料不全，请看另一件申领。"));
        Reporting.House house = reporting.hospital("/42/4202/420281/", false);
        String identity = people.identity(TestData.FUND, member.person()).number();
        mvc.perform(post("/api/fhir")
                        .with(house.credential())
                        .contentType("application/fhir+json")
                        .content(Reporting.bundle(
                                UUID.randomUUID().toString(), Reporting.Stay.of("别的名字", identity, "1000.00"))))
                .andExpect(status().isOk());
        Discharge queued = discharges.waiting(county(member)).stream()
                .filter(one -> one.sender().name().equals(house.name()))
                .findFirst()
                .orElseThrow();
        discharges.setAside(county(member), queued.id(), "不是本县职工", NOW);
    }

    /** The keys of this test's database, and one more. */
    private Vault vault() throws Exception {
        Properties file = new Properties();
        try (var reader = Files.newBufferedReader(settings.keys().resolve("tongzhou.keys"))) {
            file.load(reader);
        }
        Map<Integer, byte[]> keys = new HashMap<>();
        file.stringPropertyNames().stream()
                .filter(name -> name.startsWith("seal."))
                .forEach(name -> keys.put(
                        Integer.parseInt(name.substring(5)), Base64.getDecoder().decode(file.getProperty(name))));
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) 7);
        keys.put(NEXT, key);
        return new Vault(keys, Base64.getDecoder().decode(file.getProperty("index")));
    }
}
