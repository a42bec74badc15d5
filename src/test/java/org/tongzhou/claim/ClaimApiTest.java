package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.tongzhou.access.web.Visits;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.person.NewPerson;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RoomTest
class ClaimApiTest {
    private static final Path RECEIPT = Path.of("src/test/resources/inputs/receipts/receipt-2.pdf");
    private static final Path FIELDS = Path.of("src/test/resources/inputs/receipts/receipt-2.json");

    /** Covers the stay of the receipt, 2025-09-02 to 2025-09-08. */
    private static final LocalDate MARCH = LocalDate.of(2025, 3, 1);

    @Autowired
    MockMvc mvc;

    @Autowired
    Visits visits;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Members members;

    @Autowired
    TestData data;

    /** Another number than that of the file, since each receipt is claimed for once. */
    private final String receiptNumber = String.format("%010d", System.nanoTime() % 10_000_000_000L);

    private final ResidentId id = TestData.residentId(Sex.MALE, LocalDate.of(1980, 3, 4));

    @Test
    void aUnitFilesForItsMemberOnceAndAReviewerDecidesByProgram() throws Exception {
        Unit unit = data.unit(TestData.DAYE);
        cover(unit);
        RequestPostProcessor officer = visits.program(data.officer(unit));
        String key = UUID.randomUUID().toString();
        JsonNode filed = json(file(officer, key).andExpect(status().isOk()));
        assertThat(filed.at("/claims/0/plan").asString()).isEqualTo("hospital");
        assertThat(filed.at("/claims/0/amount_fen").asLong()).isPositive();
        assertThat(json(file(officer, key).andExpect(status().isOk()))).isEqualTo(filed);
        long claim = filed.at("/claims/0/id").asLong();
        Actor county = members.reviewer(Role.COUNTY_REVIEWER, unit);
        RequestPostProcessor reviewer = visits.program(county);
        mvc.perform(get("/api/claims/" + claim).with(reviewer))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.status").value("UNDER_REVIEW"));
        String up = "{\"verb\": \"SEND_UP\", \"version\": "
                + filed.at("/claims/0/version").asInt() + "}";
        decide(reviewer, claim, UUID.randomUUID().toString(), up)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.level").value("CITY"));
    }

    @Test
    void theQueueIsToldWithWhereItGoesOn() throws Exception {
        Members.Member member = members.member(TestData.DAYE, Map.of("hospital", 1));
        long claim = hospitalClaim(member);
        Actor county = members.reviewer(Role.COUNTY_REVIEWER, member.unit());
        Scope unit = new Scope(TestData.FUND, member.unit().path());
        Actor reviewer = new Actor(county.userId(), county.name(), unit, county.roles(), county.person(), null);
        JsonNode queue = json(
                mvc.perform(get("/api/reviews").with(visits.program(reviewer))).andExpect(status().isOk()));
        assertThat(queue.propertyNames()).containsExactlyInAnyOrder("claims", "next");
        assertThat(queue.path("next").isNull()).isTrue();
        JsonNode waiting = queue.path("claims");
        assertThat(waiting.size()).isEqualTo(1);
        assertThat(waiting.path(0).propertyNames())
                .containsExactlyInAnyOrder("id", "number", "plan", "state", "level", "amount_fen", "due_on", "left");
        assertThat(waiting.at("/0/id").asLong()).isEqualTo(claim);
    }

    @Test
    void anotherUnitsProgramFindsNobodyAndARefusalHasNoVerb() throws Exception {
        Unit unit = data.unit(TestData.DAYE);
        cover(unit);
        file(
                        visits.program(data.officer(data.unit(TestData.DAYE))),
                        UUID.randomUUID().toString())
                .andExpect(status().isNotFound());
        mvc.perform(post("/api/reviews/1/decisions")
                        .with(visits.program(members.reviewer(Role.COUNTY_REVIEWER, unit)))
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .contentType("application/json")
                        .content("{\"verb\": \"REFUSE\", \"version\": 1}"))
                .andExpect(status().isBadRequest());
    }

    @Test
    void anOddCallIsRefusedAndChangesNothing() throws Exception {
        Members.Member member = members.member(TestData.DAYE, Map.of("hospital", 1));
        long claim = hospitalClaim(member);
        RequestPostProcessor reviewer = visits.program(members.reviewer(Role.COUNTY_REVIEWER, member.unit()));
        String key = UUID.randomUUID().toString();
        decide(reviewer, claim, key, "{\"verb\": \"SEND_UP\", \"version\": 99}")
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("claim_moved_on"));
        decide(reviewer, claim, key, "{\"verb\": \"SEND_UP\", \"version\": 1, \"amount_fen\": 1}")
                .andExpect(status().isBadRequest());
        decide(reviewer, claim, key, "{\"verb\": \"ASK_PAPERS\", \"verb\": \"SEND_UP\", \"version\": 1}")
                .andExpect(status().isBadRequest());
        mvc.perform(get("/api/claims/" + "9".repeat(30)).with(reviewer)).andExpect(status().isBadRequest());
        mvc.perform(delete("/api/claims/" + claim).with(reviewer)).andExpect(status().isMethodNotAllowed());
        decide(reviewer, claim, key, "{\"verb\": \"SEND_UP\", \"version\": 1}")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.level").value("CITY"));
        decide(reviewer, claim, key, "{\"verb\": \"APPROVE\", \"version\": 2}").andExpect(status().isConflict());
    }

    @Test
    void aProgramComputesAgainWhatHasMovedOnceAndNothingElse() throws Exception {
        Members.Member member = members.member(TestData.DAYE, Map.of("hospital", 1));
        long claim = hospitalClaim(member);
        RequestPostProcessor reviewer = visits.program(members.reviewer(Role.COUNTY_REVIEWER, member.unit()));
        String again = "{\"verb\": \"COMPUTE_AGAIN\", \"version\": 1}";
        decide(reviewer, claim, UUID.randomUUID().toString(), again)
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("claim_amount_stands"));
        jdbc.sql("update claim.claim set amount_fen = 60000 where fund = 42 and id = :id")
                .param("id", claim)
                .update();
        decide(reviewer, claim, UUID.randomUUID().toString(), "{\"verb\": \"APPROVE\", \"version\": 1}")
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("claim_amount_moved"));
        Actor elsewhere = members.reviewer(Role.COUNTY_REVIEWER, data.unit("420222"));
        decide(visits.program(elsewhere), claim, UUID.randomUUID().toString(), again)
                .andExpect(status().isNotFound());
        String key = UUID.randomUUID().toString();
        for (int time = 1; time <= 2; time++) {
            decide(reviewer, claim, key, again)
                    .andExpect(status().isOk())
                    .andExpect(jsonPath("$.amount_fen").value(70_000))
                    .andExpect(jsonPath("$.version").value(3));
        }
    }

    private long hospitalClaim(Members.Member member) {
        return members.hospitalClaim(member, "1000.00", TestData.NOW)
                .claims()
                .get(0)
                .value();
    }

    private ResultActions decide(RequestPostProcessor reviewer, long claim, String key, String decision)
            throws Exception {
        return mvc.perform(post("/api/reviews/" + claim + "/decisions")
                .with(reviewer)
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .content(decision));
    }

    private void cover(Unit unit) throws Exception {
        String payer = JsonMapper.shared()
                .readTree(Files.readAllBytes(FIELDS))
                .path("payer")
                .asString();
        NewPerson person = new NewPerson(payer, id, "13912345678", "6228480000000012345");
        members.cover(person, unit, Map.of("hospital", 1), MARCH, MARCH.minusYears(1));
    }

    private ResultActions file(RequestPostProcessor program, String key) throws Exception {
        return mvc.perform(multipart("/api/claims")
                .file(new MockMultipartFile("receipt", "receipt.pdf", "application/pdf", Files.readAllBytes(RECEIPT)))
                .file(new MockMultipartFile(
                        "discharge_record", "record.pdf", "application/pdf", Files.readAllBytes(RECEIPT)))
                .param("id_number", id.number())
                .param("kind", "HOSPITAL")
                .param("consent", "true")
                .param("no", receiptNumber)
                .header("Idempotency-Key", key)
                .with(program));
    }

    private static JsonNode json(ResultActions answer) throws Exception {
        return JsonMapper.shared().readTree(answer.andReturn().getResponse().getContentAsByteArray());
    }
}
