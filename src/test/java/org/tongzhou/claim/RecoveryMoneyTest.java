package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.tongzhou.testing.Refused.refused;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.adjudication.LimitKey;
import org.tongzhou.contribution.Assignments;
import org.tongzhou.contribution.Credit;
import org.tongzhou.contribution.CreditOutcome;
import org.tongzhou.contribution.Credits;
import org.tongzhou.contribution.OtherUse;
import org.tongzhou.contribution.Outcome;
import org.tongzhou.contribution.Proposal.Sign;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.ledger.Account;
import org.tongzhou.payment.Instruction;
import org.tongzhou.payment.InstructionState;
import org.tongzhou.person.AccountChange;
import org.tongzhou.person.PayeeAccounts;
import org.tongzhou.recovery.Recoveries;
import org.tongzhou.recovery.Recoveries.Demand;
import org.tongzhou.recovery.Recoveries.Receipt;
import org.tongzhou.recovery.Recovery;
import org.tongzhou.recovery.Recovery.State;
import org.tongzhou.recovery.RecoveryEntry;
import org.tongzhou.recovery.RecoveryEntry.Kind;
import org.tongzhou.recovery.RecoveryId;
import org.tongzhou.recovery.RecoveryTerms.Reason;
import org.tongzhou.testing.TestData;
import org.tongzhou.testing.TwoAtOnce;

/** The money of a recovery in the bank's statement, in limits, and back again after an appeal; the books at zero after each step. */
class RecoveryMoneyTest extends DemandRoom {
    @Autowired
    private Credits credits;

    @Autowired
    private Assignments assignments;

    @Autowired
    private PayeeAccounts accounts;

    @Autowired
    private Recalls recalls;

    @Autowired
    private StayStore stays;

    @Autowired
    private CaseStore cases;

    private Instruction benefit;

    @BeforeEach
    void aBenefitThatWasPaid() {
        benefit = paid(member);
    }

    private RecoveryId demanded(Money amount) {
        RecoveryId id = recoveries.propose(maker, benefit.id(), new Demand(amount, Reason.OVERPAID, "重复计算了一天"), NOW);
        recoveries.confirm(checker, id, NOW);
        return id;
    }

    @Test
    void theStayOfABenefitThatCameBackWholeIsFreeAgain() {
        long paidFor = Long.parseLong(benefit.cause().substring("claim:".length()));
        Claim first = claim(new ClaimId(paidFor));
        EventCase stay = cases.find(TestData.FUND, first.eventCase()).orElseThrow();
        Claim again = claim(hospital(member, "1000.00"));
        CaseId other = again.eventCase();
        EventCase sameDays = cases.find(TestData.FUND, other).orElseThrow().with(stay.facts());
        RecoveryId id = demanded(benefit.amount());
        assertThat(stays.taken(TestData.FUND, Map.of(again, sameDays))).containsExactly(again.id());
        recoveries.receive(
                maker, id, new Receipt(Money.ofYuan(50), UUID.randomUUID().toString(), DAY), NOW);
        assertThat(stays.taken(TestData.FUND, Map.of(again, sameDays)))
                .as("a part has come back")
                .containsExactly(again.id());
        Money rest = benefit.amount().minus(Money.ofYuan(50));
        recoveries.receive(maker, id, new Receipt(rest, UUID.randomUUID().toString(), DAY), NOW);
        assertThat(stays.taken(TestData.FUND, Map.of(again, sameDays))).isEmpty();
        stays.grant(TestData.FUND, Map.of(again, sameDays));
        assertThat(jdbc.sql("select claim from claim.stay_granted where fund = 42 and person = :person")
                        .param("person", member.person().value())
                        .query(Long.class)
                        .list())
                .containsExactly(again.id().value());
    }

    @Test
    void aRepaymentInTheStatementIsProposedMatchedTakenBackAndReturned() {
        RecoveryId id = demanded(benefit.amount());
        String serial = UUID.randomUUID().toString();
        Credit credit = uploaded(serial, "50.00", "退回互助金 " + benefit.reference());
        OtherUse proposed =
                assignments.proposals(maker, List.of(credit)).get(credit.id()).get(0);
        assertThat(proposed.kind()).isEqualTo(OtherUse.Kind.RECOVERY);
        assertThat(proposed.signs()).contains(Sign.REFERENCE, Sign.NAME);
        refused(
                "recovery_receipt_listed",
                () -> recoveries.receive(maker, id, new Receipt(Money.ofYuan(50), serial, DAY), NOW));
        Actor own = data.actor(Role.FINANCE_MAKER, TestData.PROVINCE, member.person());
        refused("recovery_own", () -> assignments.match(own, credit.id(), proposed, NOW));
        assertThat(assignments.match(maker, credit.id(), proposed, NOW)).isEqualTo(Money.ofYuan(50));
        zero(member, benefit.amount().minus(Money.ofYuan(50)));
        refused("credit_settled", () -> assignments.match(maker, credit.id(), proposed, NOW));
        RecoveryEntry entry = recoveries.get(maker, id).entries().get(0);
        assertThat(recoveries.get(maker, id).isLiveMatch(entry)).isTrue();
        long match = Long.parseLong(entry.cause().substring("assignment:".length()));
        refused("recovery_own", () -> assignments.undo(own, match, NOW));
        assertThat(assignments.undo(maker, match, NOW)).isEqualTo("/recoveries/" + id.value());
        refused("match_over", () -> assignments.undo(maker, match, NOW));
        zero(member, benefit.amount());
        assignments.match(maker, credit.id(), named(), NOW);
        zero(member, benefit.amount().minus(Money.ofYuan(50)));
        String back = "交易日期,流水号,原流水号,金额,对方户名,附言\n2026-02-10," + UUID.randomUUID() + "," + serial + ",-50.00,甲,冲正\n";
        assertThat(credits.upload(maker, "冲正.csv", back.getBytes(StandardCharsets.UTF_8), NOW)
                        .outcomes())
                .extracting(CreditOutcome::outcome)
                .containsExactly(Outcome.RETURNED);
        zero(member, benefit.amount());
        assertThat(recoveries.get(maker, id).entries())
                .extracting(RecoveryEntry::kind)
                .containsExactly(Kind.RECEIVED, Kind.TAKEN_BACK, Kind.RECEIVED, Kind.TAKEN_BACK);
    }

    @Test
    void aRepaymentThatSettlesIsOpenAgainOnceItIsTakenBackAndOneNotedByHandIsNotBookedTwice() {
        RecoveryId id = demanded(Money.ofYuan(60));
        Credit credit = uploaded(UUID.randomUUID().toString(), "75.00", benefit.reference());
        assertThat(assignments.match(maker, credit.id(), named(), NOW)).isEqualTo(Money.ofYuan(60));
        assertThat(recoveries.get(maker, id).state()).isEqualTo(State.SETTLED);
        zero(member, Money.ZERO);
        assertThat(assignments.named(maker, benefit.reference()))
                .as("nothing is owed")
                .isEmpty();
        String cause = recoveries.get(maker, id).entries().get(0).cause();
        assignments.undo(maker, Long.parseLong(cause.substring("assignment:".length())), NOW);
        assertThat(recoveries.get(maker, id).state()).isEqualTo(State.OPEN);
        String noted = "HAND" + id.value();
        recoveries.receive(maker, id, new Receipt(Money.ofYuan(60), noted, DAY), NOW);
        Money bank = bank();
        assertThat(upload(noted, "60.00", benefit.reference()).outcome()).isEqualTo(Outcome.DUPLICATE);
        assertThat(bank()).isEqualTo(bank);
        zero(member, Money.ZERO);
    }

    /** Banks begin their numbers anew each year. */
    @Test
    void aCreditThatBearsTheNumberOfOneNotedAYearAgoIsAnother() {
        RecoveryId id = demanded(Money.ofYuan(60));
        String number = "YEAR" + id.value();
        recoveries.receive(maker, id, new Receipt(Money.ofYuan(60), number, DAY), NOW);
        Money bank = bank();
        String csv = "交易日期,流水号,金额,对方户名,附言\n2027-02-09," + number + ",95.00,甲,会费\n";
        Instant nextYear = NOW.plus(Duration.ofDays(365));
        assertThat(credits.upload(maker, "明细.csv", csv.getBytes(StandardCharsets.UTF_8), nextYear)
                        .outcomes()
                        .get(0)
                        .outcome())
                .isEqualTo(Outcome.UNKNOWN);
        assertThat(bank()).isEqualTo(bank.plus(Money.ofYuan(95)));
    }

    @Test
    void aRepaymentNotedWhileItsStatementIsReadIsBookedOnce() throws Exception {
        RecoveryId id = demanded(Money.ofYuan(60));
        String number = "BOTH" + id.value();
        Money bank = bank();
        CreditOutcome read = new TwoAtOnce(transactions, jdbc)
                .run(
                        () -> recoveries.receive(maker, id, new Receipt(Money.ofYuan(60), number, DAY), NOW),
                        () -> upload(number, "60.00", benefit.reference()));
        assertThat(read.outcome()).isEqualTo(Outcome.DUPLICATE);
        assertThat(bank()).isEqualTo(bank.plus(Money.ofYuan(60)));
    }

    @Test
    void whatComesBackIsFreeOfTheLimitsAgain() {
        ClaimId claim = ClaimId.ofCause(benefit.cause()).orElseThrow();
        LimitKey cap = new LimitKey("test/cap", "term:2026-01-01");
        LimitKey deductible = new LimitKey("test/deductible", "term:2026-01-01");
        LimitKey stays = new LimitKey("test/benefit:stays", "term:2026-01-01");
        used.replace(TestData.FUND, claim, Map.of(cap, benefit.amount().fen(), deductible, 12_300L, stays, 1L));
        RecoveryId id = demanded(benefit.amount());
        assertThat(of(cap))
                .as("demanded is not yet back")
                .isEqualTo(benefit.amount().fen());
        recoveries.receive(maker, id, new Receipt(Money.ofYuan(50), "PART" + id.value(), DAY), NOW);
        assertThat(of(cap)).isEqualTo(benefit.amount().fen() - 5_000);
        assertThat(of(deductible)).as("what was borne was borne").isEqualTo(12_300);
        assertThat(of(stays)).isOne();
        Money rest = benefit.amount().minus(Money.ofYuan(50));
        recoveries.receive(maker, id, new Receipt(rest, "REST" + id.value(), DAY), NOW);
        assertThat(List.of(of(cap), of(deductible), of(stays))).containsOnly(0L);
        own.appeal(member.actor(), id, "新票据证明没有多领", NOW);
        Actor third = data.actor(Role.MANAGER, TestData.PROVINCE);
        recoveries.decide(third, id, benefit.amount(), "新票据有效，全部退还", NOW);
        assertThat(of(cap))
                .as("the person has it again")
                .isEqualTo(benefit.amount().fen());
    }

    private long of(LimitKey key) {
        return used.of(TestData.FUND, member.person()).of(key);
    }

    /** Whoever noted what came back, took a note off or would have it given up has acted on the demand. */
    @Test
    void whoActedOnADemandInAnyWayAnswersNoAppealAgainstIt() {
        RecoveryId id = demanded(Money.ofYuan(60));
        Actor noting = data.actor(Role.FINANCE_CHECKER, TestData.PROVINCE);
        recoveries.receive(noting, id, new Receipt(Money.ofYuan(10), "NOTED" + id.value(), DAY), NOW);
        long note = recoveries.get(maker, id).entries().get(0).id();
        Actor takingOff = data.actor(Role.FINANCE_CHECKER, TestData.PROVINCE);
        recoveries.takeBack(takingOff, id, new Recoveries.Mistake(note, "记到了别人名下"), NOW);
        Actor givingUp = data.actor(Role.FINANCE_CHECKER, TestData.PROVINCE);
        recoveries.proposeWriteOff(givingUp, id, "本人没有能力偿还", NOW);
        own.appeal(member.actor(), id, "票据没有重复，请再核对", NOW);
        for (Actor acted : List.of(noting, takingOff, givingUp)) {
            refused("recovery_acted", () -> recoveries.decide(acted, id, Money.ZERO, "维持原决定", NOW));
            assertThatThrownBy(() -> decidedBeside(id, acted)).hasMessageContaining("does not decide its appeal");
        }
        recoveries.decide(data.actor(Role.MANAGER, TestData.PROVINCE), id, Money.ZERO, "维持原决定", NOW);
    }

    /** More is owed again by now than the page said that the second person looks at. */
    @Test
    void whatIsGivenUpIsTheSumThatWasSeen() {
        RecoveryId id = demanded(Money.ofYuan(60));
        recoveries.receive(maker, id, new Receipt(Money.ofYuan(50), "GIVEN" + id.value(), DAY), NOW);
        long note = recoveries.get(maker, id).entries().get(0).id();
        recoveries.proposeWriteOff(maker, id, "本人没有能力偿还", NOW);
        String seen = recoveries.get(checker, id).writeOffSeal();
        recoveries.takeBack(checker, id, new Recoveries.Mistake(note, "记到了别人名下"), NOW);
        refused("recovery_proposal_seen", () -> recoveries.confirmWriteOff(checker, id, seen, NOW));
        zero(member, Money.ofYuan(60));
        writeOff(checker, id);
        zero(member, Money.ZERO);
    }

    private void decidedBeside(RecoveryId id, Actor acted) {
        jdbc.sql("""
                        update recovery.appeal set decided_by = :by, decided_at = now(), answer = '\\x0000000101'
                        where fund = 42 and recovery = :id
                        """)
                .param("by", Objects.requireNonNull(acted.person()).value())
                .param("id", id.value())
                .update();
    }

    @Test
    void anAppealWonAfterRepaymentPaysTheMemberByANewInstruction() throws Exception {
        RecoveryId id = demanded(Money.ofYuan(60));
        recoveries.receive(maker, id, new Receipt(Money.ofYuan(60), "ALL" + id.value(), DAY), NOW);
        assertThat(page("/my/recoveries", member.actor())).contains("已经结清", "申请复议");
        own.appeal(member.actor(), id, "票据没有重复，请再核对", NOW);
        Actor third = data.actor(Role.FINANCE_CHECKER, TestData.PROVINCE);
        refused("recovery_amount", () -> recoveries.decide(third, id, Money.ofFen(6_001), "核减过多", NOW));
        refused("recovery_acted", () -> recoveries.decide(checker, id, Money.ofYuan(25), "应核减二十五元", NOW));
        long change = accounts.change(
                member.actor(), new AccountChange(member.person(), "6228480000000000019", null, true, null), NOW);
        refused("recovery_payee_changing", () -> recoveries.decide(third, id, Money.ofYuan(25), "核减二十五元", NOW));
        accounts.withdraw(member.actor(), change, NOW);
        recoveries.decide(third, id, Money.ofYuan(25), "核减二十五元，退还本人", NOW);
        refused("recovery_no_appeal", () -> recoveries.decide(third, id, Money.ofYuan(25), "再答复一次", NOW));
        zero(member, Money.ZERO);
        assertThat(recoveries.get(maker, id).state()).isEqualTo(State.SETTLED);
        Instruction again = recoveries.repaid(maker, id).get(0);
        assertThat(again.amount()).isEqualTo(Money.ofYuan(25));
        assertThat(again.state()).isEqualTo(InstructionState.APPROVED);
        assertThat(again.cause()).isEqualTo("recovery:" + id.value());
        agrees("payment.books", "recovery.books");
        said(again, "REJECTED");
        assertThat(page("/recoveries/" + id.value(), checker)).contains("按现在的账户再付", "退还本人");
        recoveries.payAgain(checker, id, NOW);
        assertThat(recoveries.repaid(maker, id)).hasSize(2);
        refused("payment_still_live", () -> recoveries.payAgain(checker, id, NOW));
        agrees("payment.books", "recovery.books");
        assertThat(page("/my/recoveries", member.actor())).contains("退还本人", "25.00");
    }

    @Test
    void whatTheBankHasSentBackSinceIsNotDemanded() {
        RecoveryId id =
                recoveries.propose(maker, benefit.id(), new Demand(benefit.amount(), Reason.FRAUD, "骗领，已经查实"), NOW);
        said(benefit, "RETURNED");
        refused("recovery_not_paid", () -> recoveries.confirm(checker, id, NOW));
        assertThat(owed(member)).isEqualTo(Money.ZERO);
        recoveries.withdraw(maker, id, NOW);
        refused(
                "recovery_not_paid",
                () -> recoveries.propose(
                        maker, benefit.id(), new Demand(Money.ofYuan(1), Reason.FRAUD, "骗领，已经查实"), NOW));
    }

    @Test
    void aReviewerDemandsFromThePageOfTheClaimAndFinanceConfirms() throws Exception {
        ClaimId claim = ClaimId.ofCause(benefit.cause()).orElseThrow();
        refused(
                "claim_not_paid",
                () -> recalls.propose(
                        county(member), claim, new Demand(Money.ofYuan(1), Reason.FRAUD, "骗领，已经查实"), NOW));
        jdbc.sql("update claim.claim set state = 'PAID' where fund = 42 and id = :id")
                .param("id", claim.value())
                .update();
        Actor reviewer = county(member);
        String page = page("/reviews/" + claim.value(), reviewer);
        assertThat(page).contains("提请追回", "/reviews/" + claim.value() + "/recall");
        String key = UUID.randomUUID().toString();
        for (int press = 0; press < 2; press++) {
            mvc.perform(post("/reviews/" + claim.value() + "/recall")
                            .param("version", Integer.toString(claim(claim).version()))
                            .param("request_key", key)
                            .param("amount", "12.00")
                            .param("reason", "RECEIPT_CANCELLED")
                            .param("words", "医院作废了票据")
                            .with(csrf())
                            .with(visits.of(reviewer)))
                    .andExpect(redirectedUrl("/reviews/" + claim.value()));
        }
        Actor stranger = data.actor(Role.COUNTY_REVIEWER, "/42/4202/420222/");
        mvc.perform(post("/reviews/" + claim.value() + "/recall")
                        .param("version", "1")
                        .param("request_key", UUID.randomUUID().toString())
                        .param("amount", "12.00")
                        .param("reason", "FRAUD")
                        .param("words", "医院作废了票据")
                        .with(csrf())
                        .with(visits.of(stranger)))
                .andExpect(status().isNotFound());
        Recovery proposed = recoveries.list(maker, "").items().stream()
                .filter(each -> each.terms().cause().equals(benefit.cause()))
                .findFirst()
                .orElseThrow();
        assertThat(proposed.terms().amount()).isEqualTo(Money.ofYuan(12));
        recoveries.confirm(checker, proposed.id(), NOW);
        zero(member, Money.ofYuan(12));
        assertThat(page("/recoveries?reference=" + benefit.reference(), maker))
                .contains("value=\"" + benefit.reference() + "\"");
    }

    private OtherUse named() {
        return assignments.named(maker, benefit.reference()).orElseThrow();
    }

    private Credit uploaded(String serial, String amount, String remark) {
        return credits.find(
                maker, Objects.requireNonNull(upload(serial, amount, remark).credit()));
    }

    private CreditOutcome upload(String serial, String amount, String remark) {
        String payer = people.payee(TestData.FUND, member.person()).name();
        assertThat(Mask.name(payer)).isEqualTo(benefit.payeeName());
        String csv = "交易日期,流水号,金额,对方户名,附言\n2026-02-09," + serial + "," + amount + "," + payer + "," + remark + "\n";
        return credits.upload(maker, "明细.csv", csv.getBytes(StandardCharsets.UTF_8), NOW)
                .outcomes()
                .get(0);
    }

    private Money bank() {
        return ledger.trialBalance(TestData.FUND).stream()
                .filter(each -> each.account() == Account.BANK)
                .findFirst()
                .orElseThrow()
                .balance();
    }
}
