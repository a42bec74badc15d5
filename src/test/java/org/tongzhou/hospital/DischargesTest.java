package org.tongzhou.hospital;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrlPattern;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.tongzhou.testing.Refused.refused;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import jakarta.servlet.RequestDispatcher;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.tongzhou.access.web.Visits;
import org.tongzhou.claim.CaseId;
import org.tongzhou.claim.Drafts;
import org.tongzhou.enrolment.SomeCovers;
import org.tongzhou.hospital.Reporting.House;
import org.tongzhou.hospital.Reporting.Stay;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.People;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/** A hospital reports a discharge; the member is prompted, a person matches what is unclear, nothing is kept of others. */
@RoomTest
class DischargesTest {
    private static final String COUNTY = "/42/4202/420281/";
    private static final LocalDate JANUARY = LocalDate.of(2026, 1, 1);

    @Autowired
    MockMvc mvc;

    @Autowired
    Visits visits;

    @Autowired
    Reporting reporting;

    @Autowired
    Discharges discharges;

    @Autowired
    Drafts drafts;

    @Autowired
    SomeCovers held;

    @Autowired
    People people;

    @Autowired
    TestData data;

    @Autowired
    JdbcClient jdbc;

    /** A covered member who signs in. */
    private record Member(NewPerson person, PersonId id, Actor actor) {
        Stay stay(String inScope) {
            return Stay.of(person.name(), person.id().number(), inScope);
        }
    }

    private Member member() {
        Unit unit = data.unit(TestData.DAYE);
        NewPerson person = TestData.newPerson(Sex.MALE, LocalDate.of(1980, 3, 4));
        PersonId id = held.hospital(unit, person);
        return new Member(person, id, data.actor(Role.MEMBER, unit.path(), id));
    }

    private ResultActions send(House house, byte[] bundle) throws Exception {
        return mvc.perform(post("/api/fhir")
                .with(house.credential())
                .contentType("application/fhir+json")
                .content(bundle));
    }

    private static String reference() {
        return UUID.randomUUID().toString();
    }

    private int kept(House house) {
        return jdbc.sql("""
                        select count(*) from hospital.discharge d join hospital.sender s on s.fund = d.fund and s.id = d.sender
                        where s.name = :name
                        """).param("name", house.name()).query(Integer.class).single();
    }

    @Test
    void aDischargeIsTakenOnceAndLeadsTheMemberAloneToAFilledClaim() throws Exception {
        House house = reporting.hospital(COUNTY, true);
        Member member = member();
        byte[] bundle = Reporting.bundle(reference(), member.stay("1000.00"));
        String answer = send(house, bundle)
                .andExpect(status().isOk())
                .andExpect(content().contentType("application/fhir+json;charset=UTF-8"))
                .andExpect(jsonPath("$.resourceType").value("Bundle"))
                .andExpect(jsonPath("$.type").value("transaction-response"))
                .andExpect(jsonPath("$.entry.length()").value(3))
                .andExpect(jsonPath("$.entry[0].response.outcome.issue[0].details.coding[0].code")
                        .value("taken"))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(answer)
                .doesNotContain(member.person().name(), member.person().id().number());
        assertThat(send(house, bundle).andReturn().getResponse().getContentAsString(StandardCharsets.UTF_8))
                .as("the same bundle has the same answer")
                .isEqualTo(answer);
        Discharge stay = discharges.mine(member.actor()).get(0);
        assertThat(discharges.mine(member.actor())).hasSize(1);
        mvc.perform(get("/my/messages").with(visits.of(member.actor())))
                .andExpect(content().string(org.hamcrest.Matchers.containsString("出院的住院结算")));

        String address = "/my/discharges/" + stay.id();
        mvc.perform(get(address)).andExpect(redirectedUrlPattern("/login?next=*"));
        mvc.perform(get(address).with(visits.of(member().actor()))).andExpect(status().isNotFound());
        mvc.perform(get(address).with(visits.of(member.actor())))
                .andExpect(status().isOk())
                .andExpect(content().string(org.hamcrest.Matchers.containsString("胆囊结石 K80.2")));
        assertThat(discharges.unclaimed(member.actor())).hasSize(1);
        CaseId draft = discharges.claim(member.actor(), stay.id(), TestData.NOW);
        assertThat(discharges.unclaimed(member.actor())).isEmpty();
        assertThat(discharges.claim(member.actor(), stay.id(), TestData.NOW)).isEqualTo(draft);
        assertThat(drafts.faults(member.actor(), drafts.find(member.actor(), draft), TestData.TODAY))
                .as("nothing is left to be typed")
                .isEmpty();
        mvc.perform(get("/my/claims/draft/" + draft.value()).with(visits.of(member.actor())))
                .andExpect(redirectedUrlPattern("/my/claims/draft/*/check"));
        mvc.perform(get("/my/claims/draft/" + draft.value() + "/check").with(visits.of(member.actor())))
                .andExpect(content().string(org.hamcrest.Matchers.containsString("700.00")));
    }

    @Test
    void anotherContentUnderTheSameReferenceOrOfTheSameStayIsRefusedAndNothingChanges() throws Exception {
        House house = reporting.hospital(COUNTY, true);
        Member member = member();
        String reference = reference();
        Stay stay = member.stay("1000.00");
        send(house, Reporting.bundle(reference, stay)).andExpect(status().isOk());
        send(house, Reporting.bundle(reference, stay.costing("2000.00")))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.issue[0].details.coding[0].code").value("hospital_reference_reused"));
        send(house, Reporting.bundle(reference(), stay.costing("2000.00")))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.issue[0].details.coding[0].code").value("hospital_stay_differs"));
        send(house, Reporting.bundle(reference(), stay))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.entry[0].response.outcome.issue[0].details.coding[0].code")
                        .value("known"));
        assertThat(kept(house)).isEqualTo(1);
    }

    @Test
    void eightAtOnceAreOneStay() throws Exception {
        House house = reporting.hospital(COUNTY, true);
        Member member = member();
        byte[] bundle = Reporting.bundle(reference(), member.stay("1000.00"));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<String>> calls = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                calls.add(
                        () -> send(house, bundle).andReturn().getResponse().getContentAsString(StandardCharsets.UTF_8));
            }
            List<String> answers = new ArrayList<>();
            for (Future<String> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            assertThat(answers.stream().distinct()).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
        assertThat(kept(house)).isEqualTo(1);
    }

    @Test
    void nothingIsKeptOfPeopleWhoAreNoMembers() throws Exception {
        House house = reporting.hospital(COUNTY, true);
        NewPerson stranger = TestData.newPerson(Sex.FEMALE, LocalDate.of(1990, 1, 1));
        send(house, Reporting.bundle(reference(), Stay.of("无此人", stranger.id().number(), "1000.00")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.entry[0].response.outcome.issue[0].details.coding[0].code")
                        .value("not_kept"));
        send(house, Reporting.bundle(reference(), Stay.of("无此人", "12345", "1000.00")))
                .andExpect(status().isOk());
        assertThat(kept(house)).isZero();
    }

    @Test
    void whatIsUnclearIsMatchedByAReviewerOfTheTerritoryOrSetAside() throws Exception {
        House house = reporting.hospital(COUNTY, true);
        Member member = member();
        send(house, Reporting.bundle(reference(), member.stay("1000.00").called("别的名字")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.entry[0].response.outcome.issue[0].details.coding[0].code")
                        .value("queued"));
        send(house, Reporting.bundle(reference(), member.stay("1000.00").numbered("1")))
                .andExpect(status().isOk());
        Actor county = data.actor(Role.COUNTY_REVIEWER, COUNTY);
        List<Discharge> waiting = discharges.waiting(county).stream()
                .filter(one -> one.sender().name().equals(house.name()))
                .toList();
        assertThat(waiting.stream().map(Discharge::why))
                .containsExactly(Discharge.Why.NAME_DIFFERS, Discharge.Why.NO_IDENTITY);
        Actor elsewhere = data.actor(Role.COUNTY_REVIEWER, "/42/4202/420222/");
        assertThat(discharges.waiting(elsewhere))
                .noneMatch(one -> one.sender().name().equals(house.name()));
        long first = waiting.get(0).id();
        String number = member.person().id().number();
        refused("not_found", () -> discharges.match(elsewhere, first, number, TestData.NOW));
        refused("hospital_person_unknown", () -> discharges.match(county, first, "1", TestData.NOW));
        Actor self = data.actor(Role.COUNTY_REVIEWER, COUNTY, member.id());
        refused("hospital_own_stay", () -> discharges.match(self, first, number, TestData.NOW));
        mvc.perform(get("/discharges").with(visits.of(county)))
                .andExpect(status().isOk())
                .andExpect(content().string(org.hamcrest.Matchers.not(org.hamcrest.Matchers.containsString(number))));
        for (Discharge stay : waiting) {
            assertThat(discharges.candidates(county, stay))
                    .extracting(one -> one.card().id())
                    .contains(member.id());
            assertThat(discharges.candidates(elsewhere, stay)).isEmpty();
        }
        PersonId stranger = data.person();
        refused("hospital_person_unknown", () -> discharges.match(county, first, stranger, TestData.NOW));
        refused("not_found", () -> discharges.match(elsewhere, first, member.id(), TestData.NOW));
        refused("hospital_own_stay", () -> discharges.match(self, first, member.id(), TestData.NOW));
        discharges.match(county, first, member.id(), TestData.NOW);
        refused("hospital_settled", () -> discharges.match(county, first, number, TestData.NOW));
        refused(
                "hospital_words_length",
                () -> discharges.setAside(county, waiting.get(1).id(), "无", TestData.NOW));
        discharges.setAside(county, waiting.get(1).id(), "同名，不是本县职工", TestData.NOW);
        assertThat(discharges.mine(member.actor())).hasSize(1);
        assertThat(jdbc.sql(
                                "select count(*) from audit.entry where action in ('hospital.matched', 'hospital.set_aside')"
                                        + " and subject in (:one, :two)")
                        .param("one", "discharge:" + first)
                        .param("two", "discharge:" + waiting.get(1).id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void aRevokedOrUnregisteredCredentialReportsNothing() throws Exception {
        Member member = member();
        byte[] bundle = Reporting.bundle(reference(), member.stay("1000.00"));
        mvc.perform(post("/api/fhir")
                        .with(visits.program(data.actor(Role.PARTNER, COUNTY)))
                        .contentType("application/fhir+json")
                        .content(bundle))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.resourceType").value("OperationOutcome"))
                .andExpect(jsonPath("$.issue[0].details.coding[0].code").value("not_registered"));
        House house = reporting.hospital(COUNTY, true);
        jdbc.sql("update access.credential set revoked_at = created_at where account = :account")
                .param("account", house.program().userId())
                .update();
        send(house, bundle).andExpect(status().isUnauthorized());
    }

    @Test
    void theCapabilityIsStatedOtherFormsAreDeclinedAndTheQrCodeLeadsToTheStay() throws Exception {
        House house = reporting.hospital(COUNTY, true);
        mvc.perform(get("/api/fhir/metadata").with(house.credential()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.resourceType").value("CapabilityStatement"))
                .andExpect(jsonPath("$.fhirVersion").value("4.0.1"));
        mvc.perform(post("/api/fhir")
                        .with(house.credential())
                        .contentType("application/fhir+turtle")
                        .content("<Bundle/>"))
                .andExpect(status().isUnsupportedMediaType())
                .andExpect(jsonPath("$.resourceType").value("OperationOutcome"));
        mvc.perform(post("/api/fhir")
                        .with(house.credential())
                        .contentType("application/fhir+xml")
                        .content("<Bundle/>"))
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().contentType("application/fhir+xml;charset=UTF-8"))
                .andExpect(content()
                        .string(org.hamcrest.Matchers.containsString(
                                "<OperationOutcome xmlns=\"http://hl7.org/fhir\">")));
        Member member = member();
        send(house, Reporting.bundle(reference(), member.stay("1000.00"))).andExpect(status().isOk());
        long stay = discharges.mine(member.actor()).get(0).id();
        String svg = mvc.perform(
                        get("/api/discharge-prompts/picture?discharge=" + stay).with(house.credential()))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(decoded(svg)).isEqualTo("http://localhost/my/discharges/" + stay);
        mvc.perform(get("/api/discharge-prompts/picture?discharge=" + stay)
                        .with(reporting.hospital(COUNTY, true).credential()))
                .andExpect(status().isNotFound());
    }

    @Test
    void aDischargeWrittenAsXmlIsTakenOnceAndAnsweredAsXml() throws Exception {
        House house = reporting.hospital(COUNTY, true);
        Member member = member();
        FhirMessages messages = new FhirMessages();
        byte[] json = Reporting.bundle(reference(), member.stay("1000.00"));
        String xml = messages.write(FhirForm.XML, messages.bundle(FhirForm.JSON, json));
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            answers.add(mvc.perform(post("/api/fhir")
                            .with(house.credential())
                            .contentType("application/fhir+xml; charset=utf-8")
                            .content(xml.getBytes(StandardCharsets.UTF_8)))
                    .andExpect(status().isOk())
                    .andExpect(content().contentType("application/fhir+xml;charset=UTF-8"))
                    .andReturn()
                    .getResponse()
                    .getContentAsString());
        }
        assertThat(answers.get(0)).contains("<code value=\"taken\"/>").isEqualTo(answers.get(1));
        assertThat(discharges.mine(member.actor())).hasSize(1);
        assertThat(kept(house)).isEqualTo(1);
    }

    @Test
    void everyRefusalBelowTheFhirAddressIsAnOperationOutcomeInTheFormThatIsAsked() throws Exception {
        House house = reporting.hospital(COUNTY, true);
        String one = "{\"resourceType\":\"Encounter\"}";
        Map<MockHttpServletRequestBuilder, Integer> calls = new LinkedHashMap<>();
        calls.put(post("/api/fhir").with(house.credential()).content(one), 422);
        calls.put(post("/api/fhir/Encounter").with(house.credential()).content(one), 404);
        calls.put(put("/api/fhir/Encounter/1").with(house.credential()).content(one), 404);
        calls.put(delete("/api/fhir/Bundle").with(house.credential()), 405);
        calls.put(get("/api/fhir/Patient?name=a").with(house.credential()), 404);
        calls.put(get("/api/fhir").with(house.credential()), 405);
        calls.put(failed(403, "/api/fhir/metadata"), 403);
        calls.put(failed(401, "/api/fhir/Bundle"), 401);
        calls.put(failed(429, "/api/fhir"), 429);
        calls.put(failed(500, "/api/fhir"), 500);
        for (var call : calls.entrySet()) {
            mvc.perform(call.getKey().contentType("application/fhir+json"))
                    .andExpect(status().is(call.getValue()))
                    .andExpect(content().contentType("application/fhir+json;charset=UTF-8"))
                    .andExpect(jsonPath("$.resourceType").value("OperationOutcome"))
                    .andExpect(jsonPath("$.issue[0].severity").value("error"))
                    .andExpect(jsonPath("$.issue[0].details.text").isNotEmpty());
            mvc.perform(call.getKey().accept("application/fhir+xml"))
                    .andExpect(status().is(call.getValue()))
                    .andExpect(content().contentType("application/fhir+xml;charset=UTF-8"))
                    .andExpect(content().string(org.hamcrest.Matchers.startsWith("<OperationOutcome")));
        }
        mvc.perform(failed(401, "/api/settlements"))
                .andExpect(jsonPath("$.code").value("sign_in_first"));
    }

    /** What the container asks for when a filter before every handler has refused. */
    private static MockHttpServletRequestBuilder failed(int status, String address) {
        return get("/error")
                .requestAttr(RequestDispatcher.ERROR_STATUS_CODE, status)
                .requestAttr(RequestDispatcher.ERROR_REQUEST_URI, address);
    }

    @Test
    void theAnswerComesInTheFormThatIsAskedAndElseInTheFormThatWasSent() throws Exception {
        House house = reporting.hospital(COUNTY, true);
        byte[] bundle = Reporting.bundle(reference(), member().stay("1000.00"));
        for (String accept :
                List.of("application/fhir+xml", "*/*", "application/fhir+json, application/fhir+xml;q=0.9")) {
            String form = accept.endsWith("fhir+xml") ? "xml" : "json";
            mvc.perform(post("/api/fhir")
                            .with(house.credential())
                            .contentType("application/fhir+json")
                            .accept(MediaType.parseMediaTypes(accept).toArray(MediaType[]::new))
                            .content(bundle))
                    .andExpect(status().isOk())
                    .andExpect(content().contentType("application/fhir+" + form + ";charset=UTF-8"))
                    .andExpect(content().string(org.hamcrest.Matchers.containsString("taken")))
                    .andExpect(content().string(org.hamcrest.Matchers.startsWith(form.equals("xml") ? "<" : "{")));
        }
        assertThat(kept(house)).isEqualTo(1);
        mvc.perform(get("/api/fhir/metadata?_format=xml").with(house.credential()))
                .andExpect(content().string(org.hamcrest.Matchers.startsWith("<CapabilityStatement")));
    }

    private static String decoded(String svg) throws Exception {
        Matcher size = Pattern.compile("viewBox=\"0 0 (\\d+) ").matcher(svg);
        assertThat(size.find()).isTrue();
        int width = Integer.parseInt(size.group(1));
        int scale = 4;
        int[] pixels = new int[width * scale * width * scale];
        Arrays.fill(pixels, 0xFFFFFF);
        Matcher dark = Pattern.compile("M(\\d+) (\\d+)h1").matcher(svg);
        while (dark.find()) {
            int x = Integer.parseInt(dark.group(1)) * scale;
            int y = Integer.parseInt(dark.group(2)) * scale;
            for (int i = 0; i < scale * scale; i++) {
                pixels[(y + i / scale) * width * scale + x + i % scale] = 0;
            }
        }
        return new QRCodeReader()
                .decode(new BinaryBitmap(
                        new HybridBinarizer(new RGBLuminanceSource(width * scale, width * scale, pixels))))
                .getText();
    }

    @Test
    void aSettlementFileIsReadInBothEncodingsAndNamesItsBadRows() throws Exception {
        House office = reporting.sender("/42/", Sender.Kind.INSURER, true);
        Member member = member();
        String header = "结算单号,医院,姓名,证件号,入院日期,出院日期,诊断,费用总额,统筹基金支付,其他支付,个人账户支付,个人现金支付,个人自付,个人自费\r\n";
        String good = "S" + member.id().value() + ",大冶市人民医院," + member.person().name() + ","
                + member.person().id().number()
                + ",20260119,2026-02-03,胆囊结石 K80.2,\"1,000.00\",0,0,0,1000.00,1000.00,0\r\n";
        String bad = "S0,大冶市人民医院,甲,1,2026-02-30,2026-02-03,K80.2,1E5,0,0,0,1000.00,1000.00,0\r\n";
        for (Charset charset : List.of(Charset.forName("GB18030"), StandardCharsets.UTF_8)) {
            mvc.perform(post("/api/settlements")
                            .with(office.credential())
                            .contentType("text/csv")
                            .content((header + good + bad).getBytes(charset)))
                    .andExpect(status().isOk())
                    .andExpect(jsonPath("$.rows").value(2))
                    .andExpect(jsonPath("$.kept").value(1))
                    .andExpect(jsonPath("$.faults.length()").value(3));
        }
        assertThat(kept(office)).isEqualTo(1);
        assertThat(discharges.mine(member.actor()).get(0).facts())
                .containsAllEntriesOf(Map.of(
                        org.tongzhou.claim.FactField.TOTAL,
                        "100000",
                        org.tongzhou.claim.FactField.HOSPITAL,
                        "大冶市人民医院"));
        mvc.perform(post("/api/settlements")
                        .with(office.credential())
                        .contentType("text/csv")
                        .content(header
                                + good.replace("S" + member.id().value(), "S9").replace("胆囊", "胆\0囊")))
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.code").value("hospital_file_form"));
        mvc.perform(post("/api/settlements")
                        .with(office.credential())
                        .contentType("text/csv")
                        .content("a,b\r\n1,2\r\n"))
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.code").value("hospital_file_columns"));
    }
}
