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
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.claim.Claims.Submitted;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.payment.BatchId;
import org.tongzhou.payment.Batches;
import org.tongzhou.payment.Discrepancies;
import org.tongzhou.payment.Instruction;
import org.tongzhou.payment.Settled;
import org.tongzhou.payment.Settlement;
import org.tongzhou.payment.Wanted;
import org.tongzhou.person.AccountChange;
import org.tongzhou.person.Heir;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.PayeeAccounts;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.testing.TestData;

/** A member died of an accident; the benefit goes to the heir by name. The books are at zero after each step. */
class HeirStoryTest extends HeirRoom {
    private static final Duration COOLED = Duration.ofDays(PayeeAccounts.COOLING_DAYS);
    private static final String WHY = "第一位继承人放弃领取，有公证书。";

    @Autowired
    private Discrepancies discrepancies;

    @Autowired
    private Batches batches;

    @Autowired
    private Proposals proposals;

    @Test
    void aDeathBenefitGoesToTheHeirByName() throws Exception {
        ClaimId id = beforeTheLastApproval();
        assertThat(claim(id).amount()).isEqualTo(Money.ofYuan(50_000));
        refused("claim_heir_missing", () -> approve(city(member), id));
        zero(member, Money.ZERO);

        Heir heir = widow();
        long change = named(id, heir);
        refused("claim_payee_changing", () -> approve(city(member), id));
        assertThat(accounts.open(province(member), Long.toString(change - 1)).items())
                .filteredOn(open -> open.id() == change)
                .singleElement()
                .satisfies(open ->
                        assertThat(Objects.requireNonNull(open.heir()).proof()).isEqualTo(id.cause()));
        assertThat(page("/account-changes?after=" + (change - 1), province(member)))
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
                .contains("钱已到继承人的银行卡", Mask.name(heir.name()), "配偶", Mask.cardTail(heir.card()))
                .doesNotContain(heir.name(), heir.card(), heir.idNumber());
        assertThat(toldOfPayment(id)).containsExactly(String.valueOf(heir.bank()), Mask.cardTail(heir.card()));
        assertThat(page("/my/claims/" + id.value(), officer)).contains(Mask.name(heir.name()));
        assertThat(page("/reviews/" + id.value(), county(member))).contains("付给继承人", Mask.name(heir.name()));
        assertThat(letter("/my/claims/" + id.value(), officer)).contains(heir.name(), Mask.cardTail(heir.card()));
        assertThat(letter("/reviews/" + id.value(), county(member)))
                .contains(Mask.name(heir.name()))
                .doesNotContain(heir.name());
        zero(member, Money.ZERO);
    }

    @Test
    void aConfirmedHeirIsReplacedForAReasonAndWhatWasOrderedIsPaidAnew() throws Exception {
        ClaimId id = beforeTheLastApproval();
        Heir first = widow();
        accounts.confirm(province(member), named(id, first), NOW);
        approve(city(member), id);
        Instruction ordered = payments.of(FUND, id.cause()).get(0);
        Heir second = widow();
        refused("heir_reason", () -> named(id, second));
        long change = named(id, inPlace(second));
        assertThat(page("/account-changes?after=" + (change - 1), province(member)))
                .contains("原来已确认的继承人不再领取：" + WHY);
        accounts.confirm(province(member), change, NOW);
        Actor maker = data.actor(Role.FINANCE_MAKER, TestData.PROVINCE);
        Wanted ofTheFirst = new Wanted(String.valueOf(first.bank()), null, 10);
        assertThatThrownBy(() -> batches.draft(maker, ofTheFirst, NOW.plus(COOLED)))
                .hasMessage("payment_nothing_to_pay");
        settledAsNotPaid(ordered, maker);
        claims.payAgain(maker, id, claim(id).version(), NOW);
        assertThat(payments.of(FUND, id.cause()))
                .extracting(Instruction::payeeName)
                .containsExactly(Mask.name(first.name()), Mask.name(second.name()));
        zero(member, Money.ZERO);
    }

    /** Another would say for them what the money is theirs by: the approval, and the bank's order. */
    @Test
    void whoTakesTheMoneyNeitherDecidesNorReleasesIt() throws Exception {
        ClaimId id = beforeTheLastApproval();
        NewPerson widow = TestData.newPerson(Sex.FEMALE, LocalDate.of(1982, 5, 6));
        PersonId known = people.registerAll(FUND, List.of(widow), NOW).get(0);
        Heir heir = heir(widow);
        accounts.confirm(province(member), named(id, heir), NOW);
        Actor reviewer = data.actor(Role.CITY_REVIEWER, city(member).scope().path(), known);
        refused("claim_own_heir", () -> approve(reviewer, id));
        assertThat(page("/reviews/" + id.value(), reviewer)).contains("您作为继承人领取");
        approve(city(member), id);
        Wanted ofTheBank = new Wanted(String.valueOf(heir.bank()), null, 10);
        Instant cooled = NOW.plus(COOLED);
        Actor taking = data.actor(Role.FINANCE_MAKER, TestData.PROVINCE, known);
        refused("payment_nothing_to_pay", () -> batches.draft(taking, ofTheBank, cooled));
        Actor maker = data.actor(Role.FINANCE_MAKER, TestData.PROVINCE);
        BatchId batch = batches.draft(maker, ofTheBank, cooled);
        String hash = batches.get(maker, batch).hash();
        Actor checking = data.actor(Role.FINANCE_CHECKER, TestData.PROVINCE, known);
        refused("payment_own_benefit", () -> batches.release(checking, batch, hash, cooled));
        batches.release(data.actor(Role.FINANCE_CHECKER, TestData.PROVINCE), batch, hash, cooled);
    }

    private void settledAsNotPaid(Instruction ordered, Actor maker) {
        long held = jdbc.sql("select id from payment.discrepancy where fund = 42 and instruction = ? and kind = 'NAME'")
                .param(ordered.id().value())
                .query(Long.class)
                .single();
        discrepancies.propose(maker, held, Settlement.NOT_PAID, "继承人已更换", NOW);
        Settled.by(discrepancies, data.actor(Role.FINANCE_CHECKER, TestData.PROVINCE), held, NOW);
    }

    @Test
    void aSealedBatchDoesNotTakeMoneyToAnHeirWhoIsNoneAnyMore() {
        ClaimId id = beforeTheLastApproval();
        Heir first = widow();
        accounts.confirm(province(member), named(id, first), NOW);
        approve(city(member), id);
        Actor maker = data.actor(Role.FINANCE_MAKER, TestData.PROVINCE);
        Instant cooled = NOW.plus(COOLED);
        BatchId batch = batches.draft(maker, new Wanted(String.valueOf(first.bank()), null, 10), cooled);
        accounts.confirm(province(member), named(id, inPlace(widow())), cooled);
        Actor checker = data.actor(Role.FINANCE_CHECKER, TestData.PROVINCE);
        String hash = batches.get(checker, batch).hash();
        refused("payment_payee_blocked", () -> batches.release(checker, batch, hash, cooled.plus(COOLED)));
    }

    @Test
    void whatTheBankHasIsNotTouchedByAnotherHeirAndTheAnswerSaysSo() throws Exception {
        ClaimId id = beforeTheLastApproval();
        Heir first = widow();
        accounts.confirm(province(member), named(id, first), NOW);
        approve(city(member), id);
        Instruction ordered = payments.of(FUND, id.cause()).get(0);
        said(ordered, "BATCHED", "SEALED", "RELEASED");
        accounts.confirm(province(member), named(id, inPlace(widow())), NOW);
        assertThat(openOn(ordered, "NAME")).isZero();
        assertThat(page("/claims/" + id.value() + "/heir", officer)).contains("已交银行，付给 " + Mask.name(first.name()));
        arrived(ordered);
        assertThat(page("/my/claims/" + id.value() + "/paid", officer)).contains(Mask.cardTail(first.card()));
    }

    /** Bank and card of the one message that money has come. */
    private List<String> toldOfPayment(ClaimId id) {
        return jdbc.sql(
                        "select unnest(args[3:4]) from notice.message where fund = 42 and template = 'notice.benefit.paid'"
                                + " and link = ?")
                .param("/my/claims/" + id.value())
                .query(String.class)
                .list();
    }

    /** The heir is taken back, so that the account on file is the dead member's own again. */
    @Test
    void whatComesBackIsNotPaidAgainToTheDeadMembersOwnAccount() {
        ClaimId id = beforeTheLastApproval();
        accounts.confirm(province(member), named(id, widow()), NOW);
        approve(city(member), id);
        Instruction ordered = payments.of(FUND, id.cause()).get(0);
        said(ordered, "BATCHED", "SEALED", "RELEASED");
        arrived(ordered);
        sentBack(ordered);
        accounts.confirm(province(member), accounts.change(county(member), ownCardAtTheDesk(), NOW), NOW);
        Actor finance = data.actor(Role.FINANCE_CHECKER, TestData.PROVINCE);
        refused(
                "claim_heir_missing",
                () -> claims.payAgain(finance, id, claim(id).version(), NOW));
        assertThat(payments.of(FUND, id.cause())).hasSize(1);
        zero(member, Money.ZERO);
    }

    private static Heir inPlace(Heir heir) {
        return new Heir(heir.name(), heir.idNumber(), heir.relation(), heir.died(), heir.card(), heir.bank(), WHY);
    }

    private String letter(String claim, Actor actor) throws Exception {
        return DecisionLetterTest.text(mvc.perform(get(claim + "/letter.pdf").with(visits.of(actor)))
                .andReturn()
                .getResponse()
                .getContentAsByteArray());
    }

    private long openOn(Instruction instruction, String kind) {
        return jdbc.sql("select count(*) from payment.discrepancy where fund = 42 and instruction = ? and kind = ?")
                .params(instruction.id().value(), kind)
                .query(Long.class)
                .single();
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
        ClaimId id = proposals
                .accept(officer, done.proposals().get(0), paper(PaperKind.DISABILITY_CERTIFICATE), NOW)
                .orElseThrow();
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
        long undone = accounts.change(county(member), ownCardAtTheDesk(), NOW);
        accounts.confirm(province(member), undone, NOW);
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
        return new AccountChange(member.person(), "6217002680011223345", null, true, null);
    }
}
