package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.FUND;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.tongzhou.claim.Claims.Submitted;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.ledger.Template;
import org.tongzhou.payment.BatchId;
import org.tongzhou.payment.Batches;
import org.tongzhou.payment.BenefitPaid;
import org.tongzhou.payment.BenefitsPaid;
import org.tongzhou.payment.Instruction;
import org.tongzhou.payment.Wanted;
import org.tongzhou.person.AccountChange;
import org.tongzhou.person.Heir;
import org.tongzhou.person.Heirs;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.PayeeAccounts;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.testing.TestData;

/** A member died of an accident; the benefit goes to the heir by name. The books are at zero after each step. */
class HeirStoryTest extends RecoveryRoom {
    private static final LocalDate DIED = LocalDate.of(2026, 2, 3);

    @Autowired
    private HeirFiling filing;

    @Autowired
    private Heirs heirs;

    @Autowired
    private PayeeAccounts accounts;

    @Autowired
    private Proposals proposals;

    @Autowired
    private Batches batches;

    private Member member;
    private Actor officer;

    @BeforeEach
    void aMemberWithAnOfficer() {
        member = members.member(TestData.DAYE, Map.of("hospital", 1, "accident", 1));
        officer = data.officer(member.unit());
    }

    private static Heir widow() {
        NewPerson widow = TestData.newPerson(Sex.FEMALE, LocalDate.of(1982, 5, 6));
        return new Heir(
                widow.name(),
                widow.id().number(),
                Heir.Relation.SPOUSE,
                DIED,
                String.valueOf(widow.card()),
                "样例村镇银行" + widow.id().tail());
    }

    /** The officer's draft of the accident; the proof of the heir is among the papers where it is asked for. */
    private CaseId draft(PaperKind... proof) {
        CaseId id = drafts.open(officer, member.person(), EventKind.ACCIDENT, NOW);
        Map<FactField, String> facts =
                Map.of(FactField.EVENT_DAY, DIED.minusDays(1).toString(), FactField.DIED, DIED.toString());
        drafts.correct(officer, id, drafts.find(officer, id).version(), facts, NOW);
        List.of(PaperKind.UNIT_STATEMENT, PaperKind.HOUSEHOLD_CANCELLATION)
                .forEach(kind -> members.attach(officer, id, kind, NOW));
        List.of(proof).forEach(kind -> members.attach(officer, id, kind, NOW));
        return id;
    }

    private ClaimId filed() {
        CaseId id = draft(PaperKind.DEATH_CERTIFICATE, PaperKind.HEIRS_STATEMENT);
        return members.submit(officer, id, NOW).claims().get(0);
    }

    /** Approved up to the level that would have it paid, the facts looked at. */
    private ClaimId beforeTheLastApproval() {
        ClaimId id = filed();
        Actor county = county(member);
        confirm(county, id, FactField.EVENT_DAY, DIED.minusDays(1).toString());
        confirm(county, id, FactField.DIED, DIED.toString());
        approve(county, id);
        return id;
    }

    private long named(ClaimId id, Heir heir) {
        return filing.name(officer, id, heir, true, NOW);
    }

    @Test
    void aDeathBenefitGoesToTheHeirByName() throws Exception {
        ClaimId id = beforeTheLastApproval();
        assertThat(claim(id).amount()).isEqualTo(Money.ofYuan(50_000));
        refused("claim_heir_missing", () -> approve(city(member), id));
        zero(member, Money.ZERO);

        Heir heir = widow();
        long change = named(id, heir);
        refused("claim_payee_changing", () -> approve(city(member), id));
        assertThat(accounts.open(county(member)))
                .filteredOn(open -> open.id() == change)
                .singleElement()
                .satisfies(open ->
                        assertThat(Objects.requireNonNull(open.heir()).proof()).isEqualTo(id.cause()));
        assertThat(page("/account-changes", province(member)))
                .contains(Mask.name(heir.name()), "/reviews/" + id.value());
        assertThat(page("/claims/" + id.value() + "/heir", officer))
                .contains("等另一位", Mask.name(heir.name()))
                .doesNotContain(heir.name(), heir.card(), heir.idNumber());
        accounts.confirm(province(member), change, NOW);
        approve(city(member), id);
        zero(member, Money.ZERO);

        Instruction ordered = payments.of(FUND, id.cause()).get(0);
        assertThat(ordered.payeeName()).isEqualTo(Mask.name(heir.name()));
        assertThat(ordered.amount()).isEqualTo(Money.ofYuan(50_000));
        assertThat(openOn(ordered, "NAME")).isZero();
        Actor maker = data.actor(Role.FINANCE_MAKER, TestData.PROVINCE);
        Wanted ofTheBank = new Wanted(String.valueOf(heir.bank()), null, 10);
        assertThatThrownBy(() -> batches.draft(maker, ofTheBank, NOW)).hasMessage("payment_nothing_to_pay");
        Instant cooled = NOW.plus(Duration.ofDays(3));
        BatchId batch = batches.draft(maker, ofTheBank, cooled);
        Actor checker = data.actor(Role.FINANCE_CHECKER, TestData.PROVINCE);
        batches.release(checker, batch, batches.get(checker, batch).hash(), cooled);
        assertThat(new String(batches.message(maker, batch), StandardCharsets.UTF_8))
                .contains("<Nm>" + heir.name() + "</Nm>", heir.card());
        zero(member, Money.ZERO);

        arrived(ordered);
        assertThat(page("/my/claims/" + id.value() + "/paid", officer))
                .contains(Mask.name(heir.name()), "配偶", Mask.cardTail(heir.card()))
                .doesNotContain(heir.name(), heir.card(), heir.idNumber());
        assertThat(page("/my/claims/" + id.value(), officer)).contains(Mask.name(heir.name()));
        assertThat(page("/reviews/" + id.value(), county(member))).contains("付给继承人", Mask.name(heir.name()));
        assertThat(letter("/my/claims/" + id.value(), officer)).contains(heir.name(), Mask.cardTail(heir.card()));
        assertThat(letter("/reviews/" + id.value(), county(member)))
                .contains(Mask.name(heir.name()))
                .doesNotContain(heir.name());
        zero(member, Money.ZERO);
    }

    private String letter(String claim, Actor actor) throws Exception {
        return DecisionLetterTest.text(mvc.perform(get(claim + "/letter.pdf").with(visits.of(actor)))
                .andReturn()
                .getResponse()
                .getContentAsByteArray());
    }

    private void arrived(Instruction instruction) {
        said(instruction, "SENT", "PAID");
        book(Template.BENEFIT_PAID, instruction);
        BenefitPaid paid = new BenefitPaid(
                FUND, instruction.cause(), instruction.id(), instruction.person(), instruction.amount(), DAY);
        transactions.executeWithoutResult(each -> events.publishEvent(BenefitsPaid.of(paid)));
    }

    private long openOn(Instruction instruction, String kind) {
        return jdbc.sql("select count(*) from payment.discrepancy where fund = 42 and instruction = ? and kind = ?")
                .params(instruction.id().value(), kind)
                .query(Long.class)
                .single();
    }

    @Test
    void anHeirIsNamedOnProofByTwoOthers() {
        ClaimId id = filed();
        Heir heir = widow();
        refused("reauthenticate", () -> filing.name(officer, id, heir, false, NOW));
        refused("not_allowed", () -> filing.name(member.actor(), id, heir, true, NOW));
        refused("not_found", () -> filing.look(data.officer(hospitalMember().unit()), id));
        refused("not_found", () -> filing.look(county(members.member("420325", Map.of("hospital", 1))), id));
        refused("claim_heir_died", () -> named(id, diedOn(heir, DIED.minusDays(1))));
        refused("card_form", () -> named(id, withCard(heir, "6228 48")));
        refused("heir_id", () -> named(id, withNumber(heir, "420281198205060000")));
        refused("heir_self", () -> named(id, withNumber(heir, numberOf(member.actor()))));
        refused("heir_self", () -> named(id, withNumber(heir, numberOf(officer))));

        Actor relative = data.actor(Role.PROVINCE_REVIEWER, TestData.PROVINCE);
        Heir known = withNumber(heir, numberOf(relative));
        long change = named(id, known);
        refused("account_change_open", () -> named(id, heir));
        refused("second_person", () -> accounts.confirm(relative, change, NOW));
        Actor officerElsewhere = data.actor(Role.PROVINCE_REVIEWER, TestData.PROVINCE, officer.person());
        refused("second_person", () -> accounts.confirm(officerElsewhere, change, NOW));
        Actor finance = data.actor(Role.FINANCE_CHECKER, TestData.PROVINCE);
        refused("not_allowed", () -> accounts.confirm(finance, change, NOW));
        assertThatThrownBy(() -> confirmedInTheDatabaseBy(change, relative))
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> jdbc.sql("update person.account_change set asked_by = person where id = ?")
                        .param(change)
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
        filing.withdraw(officer, id, NOW);
        assertThat(heirs.of(FUND, member.person())).isEmpty();
        named(id, heir);
    }

    private void confirmedInTheDatabaseBy(long change, Actor second) {
        jdbc.sql("update person.account_change set state = 'CONFIRMED', confirmed_by = ?, confirmed_at = asked_at"
                        + " where id = ?")
                .params(Objects.requireNonNull(second.person()).value(), change)
                .update();
    }

    @Test
    void withoutItsProofNoHeirIsNamedAndEitherPaperMayComeLater() {
        ClaimId id = hospital(member, "1000.00");
        refused("claim_heir_proof", () -> named(id, widow()));
        filing.prove(officer, id, paper(PaperKind.DEATH_CERTIFICATE), NOW);
        refused("claim_heir_proof", () -> named(id, widow()));
        refused("claim_heir_paper", () -> filing.prove(officer, id, paper(PaperKind.TEST_REPORT), NOW));
        filing.prove(officer, id, paper(PaperKind.HEIRS_STATEMENT), NOW);
        named(id, widow());
    }

    private static Drafts.NewPaper paper(PaperKind kind) {
        return new Drafts.NewPaper(Members.nextPaper(), kind, Map.of());
    }

    @Test
    void aDeadMembersOwnCardIsShownOnNoPage() throws Exception {
        String none = "付给继承人，还没有登记是哪一位";
        String own = Objects.requireNonNull(people.card(FUND, member.person()).cardTail());
        CaseId draft = draft(HeirFiling.PROOF.toArray(PaperKind[]::new));
        assertThat(page("/my/claims/draft/" + draft.value() + "/papers", officer))
                .doesNotContain("尾号 " + own);
        assertThat(page("/my/claims/draft/" + draft.value() + "/check", officer))
                .contains(none)
                .doesNotContain("尾号 " + own);
        ClaimId id = members.submit(officer, draft, NOW).claims().get(0);
        List<String> pages =
                List.of(page("/my/claims/" + id.value(), officer), page("/reviews/" + id.value(), county(member)));
        assertThat(pages).allSatisfy(page -> assertThat(page).contains(none).doesNotContain("尾号 " + own));
    }

    /** Whoever filed may not have known of it. The plan's fixed sum then waits for no grade, and for an heir. */
    @Test
    void aDeathThatAReviewerFindsAfterFilingIsAnsweredInWords() {
        CaseId draft = members.draft(officer, member.person(), EventKind.ACCIDENT, accident(), NOW);
        members.attach(officer, draft, PaperKind.UNIT_STATEMENT, NOW);
        Submitted done = members.submit(officer, draft, NOW);
        ClaimId id = proposals.accept(officer, done.proposals().get(0), paper(PaperKind.DISABILITY_CERTIFICATE), NOW);
        assertThat(claim(id).isUpTo()).isTrue();
        Actor county = county(member);
        refused("claim_class_unconfirmed", () -> approve(county, id));
        confirm(county, id, FactField.DIED, DIED.toString());
        assertThat(claim(id).isUpTo()).isFalse();
        confirm(county, id, FactField.EVENT_DAY, DIED.minusDays(1).toString());
        approve(county, id);
        refused("claim_heir_missing", () -> approve(city(member), id));
    }

    private Map<FactField, String> accident() {
        LocalDate day = DIED.minusDays(1);
        Map<FactField, String> facts = Members.receipt(member, "1000.00", day, day);
        facts.put(FactField.EVENT_DAY, day.toString());
        return facts;
    }

    /** The member's own claim of before, paid and sent back by the bank, where the account was closed. */
    @Test
    void whatTheBankSendsBackOfADeadMembersAccountGoesToTheHeir() {
        Instruction paid = paid(member);
        ClaimId id = ClaimId.ofCause(paid.cause()).orElseThrow();
        sentBack(paid);
        HeirFiling.PROOF.forEach(kind -> filing.prove(officer, id, paper(kind), NOW));
        accounts.change(member.actor(), ownCard(), NOW);
        Heir heir = widow();
        long change = named(id, heir);
        accounts.confirm(province(member), change, NOW);
        Actor finance = data.actor(Role.FINANCE_CHECKER, TestData.PROVINCE);
        claims.payAgain(finance, id, claim(id).version(), NOW);
        assertThat(payments.of(FUND, id.cause()))
                .extracting(Instruction::payeeName)
                .containsExactly(Mask.name(member.name()), Mask.name(heir.name()));
        zero(member, Money.ZERO);
    }

    @Test
    void whoeverUsesTheDeadMembersSignInChangesNothing() {
        ClaimId id = filed();
        accounts.confirm(province(member), named(id, widow()), NOW);
        refused("account_of_heir", () -> accounts.change(member.actor(), ownCard(), NOW));
        assertThat(people.payee(FUND, member.person()).isHeirs()).isTrue();
        long undone = accounts.change(county(member), ownCard(), NOW);
        accounts.confirm(city(member), undone, NOW);
        assertThat(people.payee(FUND, member.person()).isHeirs()).isFalse();
    }

    @Test
    void nothingOfTheHeirLiesInTheDatabaseInClear() {
        ClaimId id = filed();
        Heir heir = widow();
        named(id, heir);
        String row = jdbc.sql(
                        "select c::text || encode(c.sealed, 'escape') from person.account_change c where proof = ?")
                .param(id.cause())
                .query(String.class)
                .single();
        assertThat(row).doesNotContain(heir.name(), heir.idNumber(), heir.card());
        assertThat(heirs.of(FUND, member.person()).orElseThrow().heir()).isEqualTo(heir);
    }

    private AccountChange ownCard() {
        return new AccountChange(member.person(), "6217002680011223345", null, true);
    }

    private String numberOf(Actor actor) {
        return people.identity(FUND, Objects.requireNonNull(actor.person())).number();
    }

    private static Heir withNumber(Heir heir, String number) {
        return new Heir(heir.name(), number, heir.relation(), heir.died(), heir.card(), heir.bank());
    }

    private static Heir withCard(Heir heir, String card) {
        return new Heir(heir.name(), heir.idNumber(), heir.relation(), heir.died(), card, heir.bank());
    }

    private static Heir diedOn(Heir heir, LocalDate day) {
        return new Heir(heir.name(), heir.idNumber(), heir.relation(), day, heir.card(), heir.bank());
    }
}
