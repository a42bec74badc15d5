package org.tongzhou.hospital;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.tongzhou.testing.Refused.refused;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.ResultActions;
import org.tongzhou.claim.CaseId;
import org.tongzhou.claim.Claim;
import org.tongzhou.claim.ClaimState;
import org.tongzhou.claim.Reviews;
import org.tongzhou.claim.Sign;
import org.tongzhou.claim.Signs;
import org.tongzhou.hospital.Reporting.House;
import org.tongzhou.hospital.Reporting.Stay;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.TestData;

/** A sender corrects, reverses or calls off what it reported: nothing of it is paid before a person has looked. */
class ContradictionsTest extends ReportRoom {
    @Autowired
    private Reviews reviews;

    @Autowired
    private Signs signs;

    @Autowired
    private Senders senders;

    /** The bill was taken back before it was reported, or after. */
    @Test
    void aSettlementThatWasReversedIsNeitherAnnouncedNorTheOneThatIsKnown() throws Exception {
        House house = reporting.hospital(COUNTY, true);
        Member first = consenting();
        send(house, reversed(first.stay("1000.00")))
                .andExpect(status().isOk())
                .andExpect(content().string(org.hamcrest.Matchers.containsString("bill_status")));
        assertThat(cases.mine(first.actor()).claims().items()).isEmpty();
        assertThat(unclaimed(first.actor())).hasSize(1);
        Member known = consenting();
        Stay stay = known.stay("1000.00");
        send(house, Reporting.bundle(reference(), stay)).andExpect(status().isOk());
        differs(send(house, reversed(stay)));
    }

    private static byte[] reversed(Stay stay) {
        return changed(stay, "\"ExplanationOfBenefit\"", "\"ExplanationOfBenefit\",\"status\":\"cancelled\"");
    }

    private static byte[] calledOff(Stay stay) {
        return changed(stay, "\"finished\"", "\"entered-in-error\"");
    }

    private static byte[] changed(Stay stay, String from, String to) {
        return new String(Reporting.bundle(reference(), stay), StandardCharsets.UTF_8)
                .replace(from, to)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void differs(ResultActions answer) throws Exception {
        answer.andExpect(status().isConflict())
                .andExpect(jsonPath("$.issue[0].details.coding[0].code").value("hospital_stay_differs"));
    }

    /** Corrected, reversed, or called off, be it by the number of the stay alone. */
    @Test
    void whatIsAnnouncedGoesToAPersonWhenItsHospitalSaysOtherwise() throws Exception {
        House house = reporting.hospital(COUNTY, true);
        List<Function<Stay, byte[]>> otherwise = List.of(
                stay -> Reporting.bundle(reference(), stay.costing("2000.00")),
                ContradictionsTest::reversed,
                ContradictionsTest::calledOff,
                stay -> new String(calledOff(stay), StandardCharsets.UTF_8)
                        .replace("\"period\":", "\"length\":")
                        .getBytes(StandardCharsets.UTF_8));
        for (Function<Stay, byte[]> each : otherwise) {
            Member member = consenting();
            Stay stay = member.stay("1000.00");
            send(house, Reporting.bundle(reference(), stay)).andExpect(status().isOk());
            byte[] later = each.apply(stay);
            differs(send(house, later));
            differs(send(house, later));
            inHands(member);
        }
    }

    /** The bundle keeps its name when its hospital corrects it: it is refused for the name, and yet says otherwise. */
    @Test
    void whatIsCorrectedUnderTheSameReferenceGoesToAPersonToo() throws Exception {
        House house = reporting.hospital(COUNTY, true);
        Member member = consenting();
        Stay stay = member.stay("1000.00");
        String reference = reference();
        send(house, Reporting.bundle(reference, stay)).andExpect(status().isOk());
        send(house, Reporting.bundle(reference, stay.costing("2000.00")))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.issue[0].details.coding[0].code").value("hospital_reference_reused"));
        inHands(member);
    }

    @Test
    void anotherStayUnderAReferenceThatIsUsedHoldsNothing() throws Exception {
        House house = reporting.hospital(COUNTY, true);
        Member member = consenting();
        Stay stay = member.stay("1000.00");
        String reference = reference();
        send(house, Reporting.bundle(reference, stay)).andExpect(status().isOk());
        send(house, Reporting.bundle(reference, member().stay("1000.00"))).andExpect(status().isConflict());
        assertThat(cases.mine(member.actor()).claims().items())
                .extracting(Claim::state)
                .containsExactly(ClaimState.ANNOUNCED);
    }

    /** A person has it, sees why, and cannot approve it before they say what they found. */
    private void inHands(Member member) throws Exception {
        Claim claim = cases.mine(member.actor()).claims().items().get(0);
        assertThat(claim.state()).isEqualTo(ClaimState.REVIEW);
        Actor county = data.actor(Role.COUNTY_REVIEWER, COUNTY);
        mvc.perform(get("/reviews/" + claim.id().value()).with(visits.of(county)))
                .andExpect(content().string(org.hamcrest.Matchers.containsString("转人工：报送机构后来改报或撤销了这次住院")));
        refused("claim_signs_open", () -> reviews.approve(county, claim.id(), claim.version(), TestData.NOW));
        long stay = discharges.mine(member.actor()).get(0).id();
        assertThat(jdbc.sql(
                                "select count(*) from audit.entry where action = 'hospital.contradicted' and subject = :stay")
                        .param("stay", "discharge:" + stay)
                        .query(Integer.class)
                        .single())
                .isPositive();
    }

    /** A diagnosis is corrected and looked at; then the whole stay is called off. */
    @Test
    void whatIsToldOtherwiseOnceMoreIsLookedAtOnceMore() throws Exception {
        House house = reporting.hospital(COUNTY, true);
        Member member = consenting();
        Stay stay = member.stay("1000.00");
        send(house, Reporting.bundle(reference(), stay)).andExpect(status().isOk());
        byte[] corrected = changed(stay, "胆囊结石 K80.2", "胆囊炎 K81.0");
        byte[] calledOff = calledOff(stay);
        differs(send(house, corrected));
        Actor county = data.actor(Role.COUNTY_REVIEWER, COUNTY);
        lookedAt(county, member);
        differs(send(house, corrected));
        assertThat(signsOf(member)).containsExactly(false);
        differs(send(house, calledOff));
        assertThat(signsOf(member)).containsExactly(false, true);
        Claim claim = only(member);
        refused("claim_signs_open", () -> reviews.approve(county, claim.id(), claim.version(), TestData.NOW));
        lookedAt(county, member);
        differs(send(house, corrected));
        differs(send(house, calledOff));
        assertThat(signsOf(member)).as("neither is news").containsExactly(false, false);
    }

    /** What was announced before is no better founded than what comes after. */
    @Test
    void whatIsAnnouncedGoesToAPersonWhenItsSenderMayOnlyPrompt() throws Exception {
        House house = reporting.hospital(COUNTY, true);
        House other = reporting.hospital(COUNTY, true);
        Member member = consenting();
        Member elsewhere = consenting();
        send(house, Reporting.bundle(reference(), member.stay("1000.00"))).andExpect(status().isOk());
        send(other, Reporting.bundle(reference(), elsewhere.stay("1000.00"))).andExpect(status().isOk());
        Actor admin = data.actor(Role.ADMIN, TestData.PROVINCE);
        long sender = senders.of(house.program()).id();
        String stood = mvc.perform(post("/hospitals/" + sender + "/distrust")
                        .with(csrf())
                        .with(visits.of(admin))
                        .param("request_key", reference()))
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        mvc.perform(get(String.valueOf(stood)).with(visits.of(admin)))
                .andExpect(content().string(org.hamcrest.Matchers.containsString("还没有付的 1 件已转人工审核")));
        assertThat(only(member).state()).isEqualTo(ClaimState.REVIEW);
        assertThat(only(elsewhere).state()).isEqualTo(ClaimState.ANNOUNCED);
        Actor county = data.actor(Role.COUNTY_REVIEWER, COUNTY);
        mvc.perform(get("/reviews/" + only(member).id().value()).with(visits.of(county)))
                .andExpect(content().string(org.hamcrest.Matchers.containsString("转人工：报送机构已改为只提醒")));
    }

    /** Whether they are open, of the member's one claim, oldest first. */
    private List<Boolean> signsOf(Member member) {
        return cases
                .review(data.actor(Role.COUNTY_REVIEWER, COUNTY), only(member).id())
                .signs()
                .stream()
                .map(Sign::isOpen)
                .toList();
    }

    private Claim only(Member member) {
        return cases.mine(member.actor()).claims().items().get(0);
    }

    private void lookedAt(Actor county, Member member) {
        Claim claim = only(member);
        long open = cases.review(county, claim.id()).signs().stream()
                .filter(Sign::isOpen)
                .findFirst()
                .orElseThrow()
                .id();
        Signs.Finding finding = new Signs.Finding(open, "已与医院电话核实，按原报办理。");
        signs.lookedAt(county, claim.id(), claim.version(), finding, TestData.NOW);
    }

    @Test
    void aRowThatHasChangedHandsWhatIsAnnouncedToAPerson() throws Exception {
        House office = reporting.sender("/42/", Sender.Kind.INSURER, true);
        Member member = consenting();
        mvc.perform(settlements(office, settlement(member))).andExpect(status().isOk());
        String other = settlement(member).replace("1000.00,1000.00,0", "1000.00,900.00,100.00");
        mvc.perform(settlements(office, other))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.faults[0].code").value("differs"));
        inHands(member);
    }

    /** Nobody knew yet whose it is when its hospital said otherwise. */
    @Test
    void aStayThatWasToldOtherwiseBeforeItWasMatchedIsNotAnnouncedAndItsClaimIsHeld() throws Exception {
        House house = reporting.hospital(COUNTY, true);
        Member member = consenting();
        Stay stay = member.stay("1000.00").called("别的名字");
        send(house, Reporting.bundle(reference(), stay)).andExpect(status().isOk());
        differs(send(house, Reporting.bundle(reference(), stay.costing("2000.00"))));
        Actor county = data.actor(Role.COUNTY_REVIEWER, COUNTY);
        long waiting = discharges.waiting(county, null).items().stream()
                .filter(one -> one.sender().name().equals(house.name()))
                .findFirst()
                .orElseThrow()
                .id();
        mvc.perform(get("/discharges").with(visits.of(county)))
                .andExpect(content().string(org.hamcrest.Matchers.containsString("后来改报或撤销过")));
        discharges.match(county, waiting, member.id(), TestData.NOW);
        assertThat(cases.mine(member.actor()).claims().items()).isEmpty();
        CaseId draft = discharges.claim(member.actor(), waiting, TestData.NOW);
        assertThat(jdbc.sql("select kind from claim.sign where fund = 42 and case_id = :case")
                        .param("case", draft.value())
                        .query(String.class)
                        .list())
                .containsExactly("REPORT_DIFFERS");
    }

    @Test
    void aStayThatWasCalledOffAndIsNotKnownIsRefusedInWordsAndHoldsNoOther() throws Exception {
        House house = reporting.hospital(COUNTY, true);
        Member member = member();
        send(house, calledOff(member.stay("1000.00")))
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.issue[0].details.coding[0].code").value("called_off"));
        Stay stay = member.stay("1000.00");
        byte[] both = changed(
                stay,
                "\"entry\":[",
                "\"entry\":[{\"resource\":{\"resourceType\":\"Encounter\",\"status\":\"cancelled\","
                        + "\"class\":{\"code\":\"IMP\"},\"identifier\":[{\"value\":\"ZY-none\"}]}},");
        send(house, both)
                .andExpect(status().isOk())
                .andExpect(content().string(org.hamcrest.Matchers.containsString("called_off")));
        assertThat(kept(house)).isEqualTo(1);
    }
}
