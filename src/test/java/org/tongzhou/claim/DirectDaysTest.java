package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Level;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.ledger.Posting;
import org.tongzhou.ledger.Template;
import org.tongzhou.payment.BenefitPaid;
import org.tongzhou.payment.BenefitsPaid;
import org.tongzhou.payment.Instruction;
import org.tongzhou.payment.InstructionState;
import org.tongzhou.person.AccountChange;
import org.tongzhou.testing.RoundTrips;
import org.tongzhou.testing.TestData;

/** What the day of an announcement brings: paid once, or handed to a person; one holds up no other. */
class DirectDaysTest extends DirectRoom {
    private static final LocalDate PAY_ON = LocalDate.of(2026, 2, 13);

    @Autowired
    Workload workload;

    @Autowired
    Granting granting;

    @Autowired
    CaseStore cases;

    @Autowired
    Sealing sealing;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ApplicationEventPublisher events;

    @Test
    void whatIsAnnouncedIsPaidOnItsDayAndTheBooksBalance() {
        Member member = consenting();
        ClaimId id = small(member);
        assertThat(claim(id).state()).isEqualTo(ClaimState.ANNOUNCED);
        assertThat(claim(id).amount()).isEqualTo(Money.ofYuan(700));
        assertThat(announcement(member, id).payOn()).isEqualTo(PAY_ON);
        assertThat(claim(id).status()).isEqualTo(MemberStatus.UNDER_REVIEW);
        days.settleDue(TestData.FUND, Members.at("2026-02-12"));
        assertThat(claim(id).state()).as("not a day early").isEqualTo(ClaimState.ANNOUNCED);
        days.settleDue(TestData.FUND, DAY);
        days.settleDue(TestData.FUND, DAY);
        assertThat(claim(id).state()).isEqualTo(ClaimState.APPROVED);
        assertThat(last(id).verb()).isEqualTo(Verb.RULES_APPROVED);
        assertThat(last(id).person()).isNull();
        assertThat(instructed(id)).hasSize(1).first().satisfies(one -> {
            assertThat(one.state()).isEqualTo(InstructionState.APPROVED);
            assertThat(one.amount()).isEqualTo(Money.ofYuan(700));
        });
        balanced();
        pay(member, instructed(id).get(0));
        assertThat(claim(id).state()).isEqualTo(ClaimState.PAID);
        balanced();
    }

    /** As the bank would have said it, without a bank. */
    private void pay(Member member, Instruction instruction) {
        Posting.Part part = new Posting.Part(instruction.amount(), "/42/4202/420281/", "hospital");
        String cause = "instruction:" + instruction.id().value();
        ledger.post(TestData.FUND, Posting.of(Template.BENEFIT_PAID, cause, PAY_ON, DAY, List.of(part)));
        events.publishEvent(BenefitsPaid.of(new BenefitPaid(
                TestData.FUND, instruction.cause(), instruction.id(), member.person(), instruction.amount(), PAY_ON)));
    }

    @Test
    void whatCouldNotBePaidOnItsDayStandsAmongTheLateOnes() {
        Member member = consenting();
        ClaimId id = small(member);
        assertThat(workload.lying(county(member), DAY, null).late().items())
                .extracting(Workload.Late::id)
                .doesNotContain(id);
        assertThat(workload.lying(county(member), Members.at("2026-02-14"), null)
                        .late()
                        .items())
                .filteredOn(late -> late.id().equals(id))
                .singleElement()
                .satisfies(late -> {
                    assertThat(late.level()).isNull();
                    assertThat(late.dueOn()).isEqualTo(PAY_ON);
                });
        assertThat(workload.lying(data.actor(Role.COUNTY_REVIEWER, "/42/4202/420222/"), Members.at("2026-02-14"), null)
                        .late()
                        .items())
                .extracting(Workload.Late::id)
                .doesNotContain(id);
        days.settleDue(TestData.FUND, DAY);
        assertThat(workload.lying(county(member), Members.at("2026-02-14"), null)
                        .late()
                        .items())
                .extracting(Workload.Late::id)
                .doesNotContain(id);
    }

    @Test
    void aboveTheLimitOfOneLevelTheRulesMakeTheFirstCheckOnly() {
        Member member = consenting();
        ClaimId id = announced(member, "8000.00");
        days.settleDue(TestData.FUND, DAY);
        Claim passed = claim(id);
        assertThat(passed.state()).isEqualTo(ClaimState.REVIEW);
        assertThat(passed.level()).isEqualTo(Level.CITY);
        assertThat(announcement(member, id).end()).isEqualTo(Announcement.End.PASSED_ON);
        assertThat(instructed(id)).isEmpty();
        approve(city(member), id);
        assertThat(instructed(id)).hasSize(1);
        assertThatThrownBy(() -> jdbc.sql("""
                                insert into claim.step (fund, claim, at, verb, level, state, actor_name, amount_fen, version,
                                    deciding, claimant, claim_unit)
                                values (42, :claim, now(), 'RULES_APPROVED', 'COUNTY', 'APPROVED', 'system', 560000, 99,
                                    false, 1, 1)
                                """).param("claim", id.value()).update())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void aCardThatChangesMeanwhileHandsItToAPersonInsteadOfPaying() {
        Member member = consenting();
        ClaimId id = small(member);
        accounts.change(
                member.actor(), new AccountChange(member.person(), "6228480000000000019", null, true, null), NOW);
        days.settleDue(TestData.FUND, DAY);
        assertThat(claim(id).state()).isEqualTo(ClaimState.REVIEW);
        assertThat(announcement(member, id).reason()).isEqualTo("account");
    }

    @Test
    void aClaimOnPapersThatWasGrantedFirstHandsTheAnnouncementToAPerson() {
        Member member = consenting();
        ClaimId id = small(member);
        EventCase eventCase = files.follow(member.actor(), id).eventCase();
        Member other = hospitalMember();
        ClaimId elsewhere = hospital(other, "1000.00");
        jdbc.sql("""
                        insert into claim.stay_granted (fund, claim, case_id, person, plan, stay, lane)
                        values (42, :claim, :case, :person, 'hospital', daterange(:from, :to), int8range(:case, :case, '[]'))
                        """)
                .param("claim", elsewhere.value())
                .param("case", claim(elsewhere).eventCase().value())
                .param("person", member.person().value())
                .param("from", eventCase.facts().day(FactField.ADMITTED).orElseThrow())
                .param("to", eventCase.facts().day(FactField.DISCHARGED).orElseThrow())
                .update();
        days.settleDue(TestData.FUND, DAY);
        assertThat(claim(id).state()).isEqualTo(ClaimState.REVIEW);
        assertThat(announcement(member, id).reason()).isEqualTo("stay");
        assertThat(instructed(id)).isEmpty();
    }

    @Test
    void aKillInTheMiddleChangesNothingAndEightAtOncePayOnce() throws Exception {
        Member member = consenting();
        ClaimId id = small(member);
        transaction.executeWithoutResult(status -> {
            granting.settle(TestData.FUND, List.of(id), DAY);
            status.setRollbackOnly();
        });
        assertThat(claim(id).state()).isEqualTo(ClaimState.ANNOUNCED);
        assertThat(instructed(id)).isEmpty();
        together(8, n -> granting.settle(TestData.FUND, List.of(id), DAY));
        assertThat(claim(id).state()).isEqualTo(ClaimState.APPROVED);
        assertThat(instructed(id)).hasSize(1);
    }

    @Test
    void oneThatAPersonHasToSeeHoldsUpNoOther() {
        Member changing = consenting();
        Member twice = consenting();
        ClaimId fine = small(consenting());
        ClaimId card = small(changing);
        ClaimId first = small(twice);
        ClaimId second = small(twice);
        accounts.change(
                changing.actor(), new AccountChange(changing.person(), "6228480000000000019", null, true, null), NOW);
        EventCase stay = cases.find(TestData.FUND, claim(first).eventCase()).orElseThrow();
        CaseId twin = claim(second).eventCase();
        facts(twin, sealing.facts(TestData.FUND, twin, stay.facts()));
        days.settleDue(TestData.FUND, DAY);
        assertThat(claim(fine).state()).isEqualTo(ClaimState.APPROVED);
        assertThat(announcement(changing, card).reason()).isEqualTo("account");
        assertThat(claim(first).state()).isEqualTo(ClaimState.APPROVED);
        assertThat(announcement(twice, second).reason()).isEqualTo("stay");
        assertThat(instructed(card)).isEmpty();
        assertThat(instructed(second)).isEmpty();
        balanced();
    }

    @Test
    void sideBySideEachIsPaidOnceAndTwoOfOneStayMeetAtTheGateOfTheirMember() {
        Member twice = consenting();
        ClaimId first = small(twice);
        List<ClaimId> others =
                Stream.generate(() -> small(consenting())).limit(6).toList();
        ClaimId second = small(twice);
        EventCase stay = cases.find(TestData.FUND, claim(first).eventCase()).orElseThrow();
        CaseId twin = claim(second).eventCase();
        facts(twin, sealing.facts(TestData.FUND, twin, stay.facts()));
        days.settleDue(TestData.FUND, DAY, 2);
        days.settleDue(TestData.FUND, DAY, 2);
        assertThat(others).allSatisfy(id -> assertThat(instructed(id)).hasSize(1));
        assertThat(Stream.of(first, second).filter(id -> instructed(id).size() == 1))
                .as("one of the two")
                .hasSize(1);
        assertThat(Stream.of(first, second).map(id -> announcement(twice, id).end()))
                .containsExactlyInAnyOrder(Announcement.End.APPROVED, Announcement.End.TO_A_PERSON);
        balanced();
    }

    @Test
    void oneThatCannotBeReadWaitsAndHoldsUpNoOther() {
        ClaimId fine = small(consenting());
        ClaimId broken = small(consenting());
        CaseId of = claim(broken).eventCase();
        FactSheet facts = cases.find(TestData.FUND, of).orElseThrow().facts();
        facts(of, new byte[1]);
        days.settleDue(TestData.FUND, DAY);
        assertThat(claim(fine).state()).isEqualTo(ClaimState.APPROVED);
        assertThat(claim(broken).state()).isEqualTo(ClaimState.ANNOUNCED);
        facts(of, sealing.facts(TestData.FUND, of, facts));
        days.settleDue(TestData.FUND, DAY);
        assertThat(claim(broken).state()).isEqualTo(ClaimState.APPROVED);
        assertThat(instructed(broken)).hasSize(1);
    }

    private void facts(CaseId id, byte[] sealed) {
        jdbc.sql("update claim.event_case set facts = :facts where fund = 42 and id = :id")
                .param("facts", sealed)
                .param("id", id.value())
                .update();
    }

    @Test
    void manyAreBroughtToTheirEndInAsManyTripsAsOne() throws Exception {
        List<ClaimId> ids = Stream.generate(() -> small(consenting())).limit(6).toList();
        int one = trips(ids.subList(0, 1));
        assertThat(trips(ids.subList(1, 6))).isEqualTo(one).isLessThanOrEqualTo(24);
        assertThat(ids).allSatisfy(id -> assertThat(instructed(id)).hasSize(1));
    }

    private int trips(List<ClaimId> ids) throws Exception {
        return (int) RoundTrips.of(() -> granting.settle(TestData.FUND, ids, DAY)).stream()
                .filter(trip -> !trip.sql().contains("catalogue."))
                .count();
    }
}
