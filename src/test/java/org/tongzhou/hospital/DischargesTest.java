package org.tongzhou.hospital;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrlPattern;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.tongzhou.testing.Refused.refused;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.claim.CaseId;
import org.tongzhou.claim.Claim;
import org.tongzhou.claim.ClaimState;
import org.tongzhou.claim.Drafts;
import org.tongzhou.hospital.Reporting.House;
import org.tongzhou.hospital.Reporting.Stay;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.person.NewPerson;
import org.tongzhou.testing.RoundTrips;
import org.tongzhou.testing.TestData;
import org.tongzhou.testing.WrongForm;

/** A hospital reports a discharge; the member is prompted, a person matches what is unclear, nothing is kept of others. */
class DischargesTest extends ReportRoom {
    @Autowired
    Drafts drafts;

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
        assertThat(unclaimed(member.actor())).hasSize(1);
        CaseId draft = discharges.claim(member.actor(), stay.id(), TestData.NOW);
        assertThat(unclaimed(member.actor())).isEmpty();
        assertThat(discharges.claim(member.actor(), stay.id(), TestData.NOW)).isEqualTo(draft);
        assertThat(drafts.check(member.actor(), drafts.find(member.actor(), draft), TestData.TODAY)
                        .faults())
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
    void oneStayUnderManyReferencesAtOnceIsOneStay() throws Exception {
        House house = reporting.hospital(COUNTY, true);
        Stay stay = member().stay("1000.00");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                byte[] bundle = Reporting.bundle(reference(), stay);
                calls.add(() -> send(house, bundle).andReturn().getResponse().getStatus());
            }
            for (Future<Integer> status : threads.invokeAll(calls)) {
                assertThat(status.get()).isEqualTo(200);
            }
        } finally {
            threads.shutdown();
        }
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
        List<Discharge> waiting = discharges.waiting(county, null).items().stream()
                .filter(one -> one.sender().name().equals(house.name()))
                .toList();
        assertThat(waiting.stream().map(Discharge::why))
                .containsExactly(Discharge.Why.NAME_DIFFERS, Discharge.Why.NO_IDENTITY);
        Actor elsewhere = data.actor(Role.COUNTY_REVIEWER, "/42/4202/420222/");
        assertThat(discharges.waiting(elsewhere, null).items())
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
        WrongForm form = new WrongForm(mvc, visits.of(county));
        form.standsAgain("id-" + first + ": 这个证件号不是", "/discharges/" + first + "/match", "identity", "42028119");
        form.standsAgain("why-" + first + ": 原因要写", "/discharges/" + first + "/aside", "words", "无");
        Map<Long, List<Candidate>> candidates = discharges.candidates(county, waiting);
        for (Discharge stay : waiting) {
            assertThat(candidates.get(stay.id()))
                    .extracting(one -> one.card().id())
                    .contains(member.id());
            assertThat(discharges.candidates(elsewhere, List.of(stay)).get(stay.id()))
                    .isEmpty();
        }
        assertThat(tripsFor(county, waiting)).as("many as one").isEqualTo(tripsFor(county, waiting.subList(0, 1)));
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

    private int tripsFor(Actor desk, List<Discharge> waiting) throws Exception {
        return RoundTrips.of(() -> discharges.candidates(desk, waiting)).size();
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

    /** With the member's consent; of what another sender reports the member is told, and claims. */
    @Test
    void onlyWhatATrustedSenderReportsIsAnnouncedInEitherForm() throws Exception {
        Member bundled = consenting();
        send(reporting.hospital(COUNTY, true), Reporting.bundle(reference(), bundled.stay("1000.00")))
                .andExpect(status().isOk());
        Member listed = consenting();
        mvc.perform(post("/api/settlements")
                        .with(reporting
                                .sender("/42/", Sender.Kind.INSURER, true)
                                .credential())
                        .contentType("text/csv")
                        .content(SETTLEMENTS + settlement(listed)))
                .andExpect(status().isOk());
        for (Member member : List.of(bundled, listed)) {
            assertThat(cases.mine(member.actor()).claims().items())
                    .extracting(Claim::state, Claim::amount)
                    .containsExactly(tuple(ClaimState.ANNOUNCED, Money.ofYuan(700)));
        }
        Member prompted = consenting();
        send(reporting.hospital(COUNTY, false), Reporting.bundle(reference(), prompted.stay("1000.00")))
                .andExpect(status().isOk());
        assertThat(cases.mine(prompted.actor()).claims().items()).isEmpty();
        assertThat(unclaimed(prompted.actor())).hasSize(1);
    }

    @Test
    void aSettlementFileIsReadInBothEncodingsAndNamesItsBadRows() throws Exception {
        House office = reporting.sender("/42/", Sender.Kind.INSURER, true);
        Member member = member();
        String good = settlement(member);
        String bad = "S0,大冶市人民医院,甲,1,2026-02-30,2026-02-03,K80.2,1E5,0,0,0,1000.00,1000.00,0\r\n";
        for (Charset charset : List.of(Charset.forName("GB18030"), StandardCharsets.UTF_8)) {
            mvc.perform(post("/api/settlements")
                            .with(office.credential())
                            .contentType("text/csv")
                            .content((SETTLEMENTS + good + bad).getBytes(charset)))
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
                        .content(SETTLEMENTS
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

    /** What was reported first stays as it is: the row that says otherwise is named, and holds none of the others. */
    @Test
    void aRowThatHasChangedSinceItWasReportedIsNamedAndTheOthersAreTaken() throws Exception {
        House office = reporting.sender("/42/", Sender.Kind.INSURER, true);
        Member changed = member();
        Member fresh = member();
        mvc.perform(settlements(office, settlement(changed))).andExpect(status().isOk());
        String other = settlement(changed).replace("1000.00,1000.00,0", "1000.00,900.00,100.00");
        for (int i = 0; i < 2; i++) {
            mvc.perform(settlements(office, settlement(fresh) + other))
                    .andExpect(status().isOk())
                    .andExpect(jsonPath("$.rows").value(2))
                    .andExpect(jsonPath("$.kept").value(1))
                    .andExpect(jsonPath("$.faults.length()").value(1))
                    .andExpect(jsonPath("$.faults[0].row").value(3))
                    .andExpect(jsonPath("$.faults[0].column").value("结算单号"))
                    .andExpect(jsonPath("$.faults[0].code").value("differs"));
        }
        assertThat(kept(office)).isEqualTo(2);
        assertThat(discharges.mine(changed.actor()).get(0).facts())
                .containsEntry(org.tongzhou.claim.FactField.IN_SCOPE, "100000");
        assertThat(discharges.mine(fresh.actor())).hasSize(1);
    }
}
