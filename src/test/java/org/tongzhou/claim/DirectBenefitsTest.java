package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.tongzhou.testing.Refused.refused;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.access.web.Visits;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Level;
import org.tongzhou.kernel.Money;
import org.tongzhou.ledger.AccountBalance;
import org.tongzhou.ledger.Ledger;
import org.tongzhou.ledger.Posting;
import org.tongzhou.ledger.Template;
import org.tongzhou.payment.BenefitPaid;
import org.tongzhou.payment.BenefitsPaid;
import org.tongzhou.payment.Instruction;
import org.tongzhou.payment.InstructionState;
import org.tongzhou.payment.Payments;
import org.tongzhou.person.AccountChange;
import org.tongzhou.person.PayeeAccounts;
import org.tongzhou.testing.RoundTrips;
import org.tongzhou.testing.TestData;

/** Paid without asking: told, not objected to, paid on its day; one stay is never paid twice, whoever asks and however often. */
class DirectBenefitsTest extends ClaimRoom {
    /** Three working days after 2026-02-10. */
    private static final LocalDate PAY_ON = LocalDate.of(2026, 2, 13);

    private static final AtomicLong REPORTS = new AtomicLong(System.nanoTime());

    @Autowired
    DirectBenefits direct;

    @Autowired
    DirectDays days;

    @Autowired
    Granting granting;

    @Autowired
    Cases files;

    @Autowired
    CaseStore cases;

    @Autowired
    Sealing sealing;

    @Autowired
    Payments payments;

    @Autowired
    PayeeAccounts accounts;

    @Autowired
    Ledger ledger;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    MockMvc mvc;

    @Autowired
    Visits visits;

    private static final Instant DAY = Members.at("2026-02-13");

    private Member consenting() {
        Member member = hospitalMember();
        direct.consent(member.actor(), NOW);
        return member;
    }

    static StayReport report(Member member, Map<FactField, String> facts) {
        FactSheet sheet = FactSheet.EMPTY;
        for (Map.Entry<FactField, String> fact : facts.entrySet()) {
            sheet = sheet.with(fact.getKey(), fact.getValue());
        }
        Map<FactField, FactSheet.Read> read = new EnumMap<>(FactField.class);
        sheet.entries().forEach((field, entry) -> read.put(field, new FactSheet.Read(entry.value(), false)));
        List.of(FactField.RECEIPT_CODE, FactField.RECEIPT_NO, FactField.RECEIPT_CHECK)
                .forEach(read::remove);
        long number = REPORTS.getAndIncrement();
        read.put(FactField.SETTLEMENT_NO, new FactSheet.Read("JS" + number, false));
        return new StayReport("discharge:" + number, "大冶市人民医院", NOW, member.person(), read);
    }

    private StayReport report(Member member, String inScope) {
        return report(member, Members.receipt(member, inScope));
    }

    private ClaimId announced(Member member, String inScope) {
        DirectBenefits.Announced announced = direct.announce(TestData.FUND, report(member, inScope), NOW);
        assertThat(announced.hindrance()).isNull();
        return announced.claims().get(0);
    }

    /** One that the rules may approve alone: one in twenty is drawn for the city. */
    private ClaimId small(Member member) {
        for (int i = 0; i < 20; i++) {
            ClaimId id = announced(member, "1000.00");
            if (claim(id).route().endsAt(Level.COUNTY)) {
                return id;
            }
        }
        throw new AssertionError("twenty claims in a row were drawn");
    }

    private List<Instruction> instructed(ClaimId id) {
        return payments.of(TestData.FUND, id.cause());
    }

    private Announcement announcement(Member member, ClaimId id) {
        return files.follow(member.actor(), id).announcement();
    }

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

    private void balanced() {
        assertThat(ledger.trialBalance(TestData.FUND).stream()
                        .map(AccountBalance::balance)
                        .reduce(Money.ZERO, Money::plus))
                .isEqualTo(Money.ZERO);
    }

    @Test
    void oneTapAgainstMakesItAnOrdinaryClaimForAPerson() {
        Member member = consenting();
        ClaimId id = small(member);
        int version = claim(id).version();
        refused("not_found", () -> direct.object(hospitalMember().actor(), id, version, NOW));
        direct.object(member.actor(), id, version, NOW);
        refused("claim_moved_on", () -> direct.object(member.actor(), id, version, NOW));
        refused(
                "claim_moved_on",
                () -> direct.agree(member.actor(), id, claim(id).version(), NOW));
        assertThat(claim(id).state()).isEqualTo(ClaimState.REVIEW);
        assertThat(announcement(member, id).end()).isEqualTo(Announcement.End.OBJECTED);
        days.settleDue(TestData.FUND, DAY);
        assertThat(instructed(id)).isEmpty();
        approve(county(member), id);
        assertThat(instructed(id)).hasSize(1);
    }

    @Test
    void oneTapForPaysAtOnceAndOnlyOnce() {
        Member member = consenting();
        ClaimId id = small(member);
        direct.agree(member.actor(), id, claim(id).version(), NOW);
        assertThat(claim(id).state()).isEqualTo(ClaimState.APPROVED);
        days.settleDue(TestData.FUND, DAY);
        assertThat(instructed(id)).hasSize(1);
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
    void withoutConsentAccountOrCoverNothingIsAnnounced() {
        Member none = hospitalMember();
        assertThat(direct.announce(TestData.FUND, report(none, "1000.00"), NOW).hindrance())
                .isEqualTo("no_consent");
        Member changing = consenting();
        accounts.change(changing.actor(), new AccountChange(changing.person(), "6228480000000000019", null, true), NOW);
        assertThat(direct.announce(TestData.FUND, report(changing, "1000.00"), NOW)
                        .hindrance())
                .isEqualTo("account");
        Member early = consenting();
        Map<FactField, String> before =
                Members.receipt(early, "1000.00", LocalDate.of(2025, 12, 1), LocalDate.of(2025, 12, 5));
        assertThat(direct.announce(TestData.FUND, report(early, before), NOW).hindrance())
                .isEqualTo("nothing_payable");
        Member partly = consenting();
        Map<FactField, String> facts = Members.receipt(partly, "1000.00");
        facts.remove(FactField.IN_SCOPE);
        assertThat(direct.announce(TestData.FUND, report(partly, facts), NOW).hindrance())
                .isEqualTo("facts");
        assertThat(files.mine(early.actor())).isEmpty();
    }

    @Test
    void theSameStayIsAnnouncedOnceAndNotBesideAClaimOnPapers() {
        Member member = consenting();
        Map<FactField, String> stay = Members.receipt(member, "1000.00");
        StayReport report = report(member, stay);
        assertThat(direct.announce(TestData.FUND, report, NOW).hindrance()).isNull();
        assertThat(direct.announce(TestData.FUND, report, NOW).hindrance()).isEqualTo("claimed");
        assertThat(direct.announce(TestData.FUND, report(member, stay), NOW).hindrance())
                .as("another sender tells of the same stay")
                .isEqualTo("claimed");
        Member filed = consenting();
        Map<FactField, String> papers = Members.receipt(filed, "1000.00");
        CaseId draft = members.draft(filed.actor(), filed.person(), org.tongzhou.plan.EventKind.HOSPITAL, papers, NOW);
        members.submit(filed.actor(), draft, NOW);
        assertThat(direct.announce(TestData.FUND, report(filed, papers), NOW).hindrance())
                .isEqualTo("claimed");
    }

    @Test
    void aClaimOnPapersForAStayThatWasPaidWithoutAskingIsNeverPaidToo() {
        Member member = consenting();
        Map<FactField, String> stay = Members.receipt(member, "1000.00");
        ClaimId id = direct.announce(TestData.FUND, report(member, stay), NOW)
                .claims()
                .get(0);
        if (!claim(id).route().endsAt(Level.COUNTY)) {
            direct.agree(member.actor(), id, claim(id).version(), NOW);
            approve(city(member), id);
        } else {
            days.settleDue(TestData.FUND, DAY);
        }
        Map<FactField, String> again = new EnumMap<>(stay);
        again.put(FactField.HOSPITAL, "大冶市人民医院（总院）");
        again.put(FactField.ADMITTED, "2026-01-21");
        CaseId draft = members.draft(member.actor(), member.person(), org.tongzhou.plan.EventKind.HOSPITAL, again, NOW);
        ClaimId twin = members.submit(member.actor(), draft, NOW).claims().get(0);
        var county = county(member);
        files.review(county, twin)
                .signs()
                .forEach(sign -> signs.lookedAt(
                        county, twin, claim(twin).version(), new Signs.Finding(sign.id(), "和医院核对过，以为是另一次住院。"), NOW));
        refused("claim_stay_paid", () -> grantedAtLast(member, twin));
        assertThat(instructed(twin)).isEmpty();
        assertThatThrownBy(() -> jdbc.sql("""
                                insert into claim.stay_granted (fund, claim, case_id, person, plan, stay, lane)
                                values (42, :claim, :case, :person, 'hospital', daterange('2026-01-20', '2026-01-22'),
                                    int8range(:case, :case, '[]'))
                                """)
                        .param("claim", twin.value())
                        .param("case", draft.value())
                        .param("person", member.person().value())
                        .update())
                .isInstanceOf(DataAccessException.class);
    }

    @Autowired
    Signs signs;

    private void grantedAtLast(Member member, ClaimId id) {
        approve(county(member), id);
        approve(city(member), id);
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
    void takingTheConsentBackStopsWhatIsNotYetApproved() {
        Member member = consenting();
        ClaimId id = small(member);
        direct.revoke(member.actor(), NOW);
        assertThat(claim(id).state()).isEqualTo(ClaimState.WITHDRAWN);
        days.settleDue(TestData.FUND, DAY);
        assertThat(instructed(id)).isEmpty();
        assertThat(direct.consentOf(member.actor())).isEmpty();
        direct.consent(member.actor(), NOW);
        assertThat(direct.announce(TestData.FUND, report(member, "1000.00"), NOW)
                        .hindrance())
                .isNull();
    }

    @Test
    void aCardThatChangesMeanwhileHandsItToAPersonInsteadOfPaying() {
        Member member = consenting();
        ClaimId id = small(member);
        accounts.change(member.actor(), new AccountChange(member.person(), "6228480000000000019", null, true), NOW);
        days.settleDue(TestData.FUND, DAY);
        assertThat(claim(id).state()).isEqualTo(ClaimState.REVIEW);
        assertThat(announcement(member, id).reason()).isEqualTo("account");
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
        accounts.change(changing.actor(), new AccountChange(changing.person(), "6228480000000000019", null, true), NOW);
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
        assertThat(trips(ids.subList(1, 6))).isEqualTo(one).isLessThanOrEqualTo(28);
        assertThat(ids).allSatisfy(id -> assertThat(instructed(id)).hasSize(1));
    }

    private int trips(List<ClaimId> ids) throws Exception {
        return (int) RoundTrips.of(() -> granting.settle(TestData.FUND, ids, DAY)).stream()
                .filter(trip -> !trip.sql().contains("catalogue."))
                .count();
    }

    @Test
    void theMemberReadsAmountDayCardAndSourceAndTheReviewerTheSame() throws Exception {
        Member member = consenting();
        ClaimId id = announced(member, "8000.00");
        mvc.perform(get("/my/claims/" + id.value()).with(visits.of(member.actor())))
                .andExpect(redirectedUrl("/my/claims/" + id.value() + "/direct"));
        String page = page("/my/claims/" + id.value() + "/direct", member.actor());
        assertThat(page).contains("5,600.00", "2月13日转", "大冶市人民医院", "没有取病历", "2026-02-10 签的授权", "金额不对，请人来看");
        assertThat(page("/my/direct", member.actor())).contains("免申即享已开通", "2月13日自动办", "撤回授权");
        days.settleDue(TestData.FUND, DAY);
        assertThat(page("/reviews/" + id.value(), city(member))).contains("免申即享：数据来源", "5,600.00 元", "系统完成初审");
    }

    private String page(String path, org.tongzhou.kernel.Actor actor) throws Exception {
        return mvc.perform(get(path).with(visits.of(actor)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }
}
