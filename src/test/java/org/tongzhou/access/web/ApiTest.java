package org.tongzhou.access.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.tongzhou.access.Accounts;
import org.tongzhou.access.Credentials;
import org.tongzhou.access.IssuedCredential;
import org.tongzhou.access.NewAccount;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.shell.Words;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RoomTest
class ApiTest {
    private static final String DOCUMENT = "/openapi.json";
    private static final Path DAYE = Path.of("src/test/resources/rosters/daye-1695.xlsx");

    @Autowired
    MockMvc mvc;

    @Autowired
    TestData data;

    @Autowired
    Visits visits;

    @Autowired
    Accounts accounts;

    @Autowired
    Credentials credentials;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mapping;

    private final JsonMapper json = JsonMapper.builder().build();

    @Test
    void aProgramNeedsItsCredentialWithEveryCallAndGetsNoSession() throws Exception {
        IssuedCredential issued = issue(Role.AUDITOR);
        mvc.perform(get("/api/ledger/trial-balance"))
                .andExpect(status().isUnauthorized())
                .andExpect(header().string("WWW-Authenticate", Matchers.startsWith("Basic ")));
        mvc.perform(get("/api/ledger/trial-balance").with(httpBasic(issued.clientId(), "guess")))
                .andExpect(status().isUnauthorized());
        var answer = mvc.perform(get("/api/ledger/trial-balance").with(httpBasic(issued.clientId(), issued.secret())))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.balance_fen").value(0))
                .andReturn();
        assertThat(answer.getRequest().getSession(false)).isNull();
    }

    @Test
    void aPersonsSessionOrPasswordIsNoCredential() throws Exception {
        Actor auditor = data.actor(Role.AUDITOR, TestData.PROVINCE);
        RequestPostProcessor asPerson = visits.of(auditor);
        mvc.perform(get("/ledger").with(asPerson)).andExpect(status().isOk());
        mvc.perform(get("/api/ledger/trial-balance").with(httpBasic("t" + auditor.userId(), "whatever")))
                .andExpect(status().isUnauthorized());
    }

    @Test
    void aRevokedCredentialAndAClosedProgramAreOutAtOnce() throws Exception {
        Actor admin = data.actor(Role.ADMIN, TestData.PROVINCE);
        IssuedCredential first = issue(Role.AUDITOR);
        IssuedCredential second = credentials.renew(admin, first.account(), TestData.NOW);
        credentials.revoke(admin, first.account(), first.clientId(), TestData.NOW);
        call(first, 401);
        call(second, 200);
        accounts.changeRoles(admin, first.account(), Set.of(Role.PARTNER), TestData.NOW);
        call(second, 403);
        accounts.deactivate(admin, first.account(), TestData.NOW);
        call(second, 401);
    }

    @Test
    void guessingSecretsMustWait() throws Exception {
        RequestPostProcessor here = request -> {
            request.setRemoteAddr("198.51.100.77");
            return request;
        };
        int last = 0;
        for (int i = 0; i < 31; i++) {
            last = mvc.perform(
                            get("/api/ledger/trial-balance").with(here).with(httpBasic("c000000000000", "guess " + i)))
                    .andReturn()
                    .getResponse()
                    .getStatus();
        }
        assertThat(last).isEqualTo(429);
    }

    @Test
    void theVerdictOnARosterIsThatOfTheCommandLine() throws Exception {
        MockMultipartFile file = new MockMultipartFile("file", "daye.xlsx", null, Files.readAllBytes(DAYE));
        mvc.perform(multipart("/api/rosters/check")
                        .file(file)
                        .param("on", "2026-02-10")
                        .with(visits.program(data.actor(Role.PARTNER, TestData.PROVINCE))))
                .andExpect(status().isOk())
                .andExpect(content().contentTypeCompatibleWith("application/json"))
                .andExpect(jsonPath("$.rows").value(1695))
                .andExpect(jsonPath("$.good_rows").value(1676))
                .andExpect(jsonPath("$.fee_fen").value(36_268_500))
                .andExpect(jsonPath("$.errors.length()").value(19));
    }

    @Test
    void aWriteWithoutItsKeyIsRefusedAndTheSameKeyActsOnce() throws Exception {
        Unit unit = data.unit(TestData.DAYE);
        RequestPostProcessor program = visits.program(data.officer(unit));
        String text = "姓名,证件号码,性别,手机号,住院医疗\n样例甲," + id() + ",男,13912345678,1\n";
        MockMultipartFile file = new MockMultipartFile("file", "a.csv", null, text.getBytes());
        mvc.perform(multipart("/api/rosters").file(file).with(program))
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.code").value("key_missing"))
                .andExpect(jsonPath("$.detail").value(Matchers.containsString("Idempotency-Key")));
        String key = UUID.randomUUID().toString();
        Map<Integer, String> answers = new HashMap<>();
        for (int i = 0; i < 2; i++) {
            answers.put(
                    i,
                    mvc.perform(multipart("/api/rosters")
                                    .file(file)
                                    .header("Idempotency-Key", key)
                                    .with(program))
                            .andExpect(status().isOk())
                            .andExpect(jsonPath("$.good_rows").value(1))
                            .andReturn()
                            .getResponse()
                            .getContentAsString());
        }
        assertThat(answers.get(0)).isEqualTo(answers.get(1));
    }

    @Test
    void theDocumentNamesEveryOperationWithItsRolesKeysAndRefusals() throws Exception {
        JsonNode document = json.readTree(mvc.perform(get(DOCUMENT))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsByteArray());
        Map<String, JsonNode> operations = new TreeMap<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(verb -> operations.put(
                                verb.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey(),
                                verb.getValue())));
        Set<String> endpoints = new TreeSet<>();
        Endpoint.all(mapping).stream().filter(Endpoint::isApi).forEach(one -> endpoints.add(one.toString()));
        assertThat(operations.keySet()).isEqualTo(endpoints);
        Set<String> names = new TreeSet<>();
        operations.forEach((name, operation) -> {
            String id = operation.path("operationId").asString("");
            assertThat(names.add(id)).as("own name of %s", name).isTrue();
            assertThat(Words.of(Words.ZH).has("api.op." + id)).as(id).isTrue();
            assertThat(operation.path("summary").asString("")).isNotBlank();
            assertThat(operation.path("x-roles").size()).as(name).isPositive();
            assertThat(operation.path("responses").has("409")).isTrue();
        });
        assertThat(document.at("/components/securitySchemes/credential/scheme").asString(""))
                .isEqualTo("basic");
        assertThat(operations.get("POST /api/rosters").toString()).contains("Idempotency-Key");
        assertThat(operations.get("POST /api/rosters/check").toString()).doesNotContain("Idempotency-Key");
    }

    @Test
    void thePageListsTheSameOperationsInBothLanguages() throws Exception {
        mvc.perform(get("/api"))
                .andExpect(status().isOk())
                .andExpect(content().string(Matchers.containsString("/api/rosters/check")))
                .andExpect(content().string(Matchers.containsString("校验一份名册")));
        mvc.perform(get("/api").cookie(new jakarta.servlet.http.Cookie("language", "en")))
                .andExpect(content().string(Matchers.containsString("Check a roster")));
    }

    @Test
    void aRefusalIsAProblemDocumentWithItsCode() throws Exception {
        mvc.perform(get("/api/rosters/999999999").with(visits.program(data.officer(data.unit(TestData.DAYE)))))
                .andExpect(status().isNotFound())
                .andExpect(content().contentType("application/problem+json"))
                .andExpect(jsonPath("$.code").value("not_found"));
    }

    private void call(IssuedCredential credential, int status) throws Exception {
        mvc.perform(get("/api/ledger/trial-balance").with(httpBasic(credential.clientId(), credential.secret())))
                .andExpect(status().is(status));
    }

    private IssuedCredential issue(Role role) {
        return credentials.issue(
                Actor.system(TestData.FUND),
                new NewAccount(
                        "p" + UUID.randomUUID().toString().substring(0, 12),
                        "医保接口",
                        data.person(),
                        null,
                        TestData.PROVINCE,
                        Set.of(role)),
                TestData.NOW);
    }

    private static String id() {
        ResidentId id = TestData.residentId(Sex.MALE, LocalDate.of(1985, 6, 15));
        return id.number();
    }
}
