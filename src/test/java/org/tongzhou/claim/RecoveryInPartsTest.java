package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tongzhou.testing.Refused.refused;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.adjudication.LimitKey;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.ledger.Template;
import org.tongzhou.payment.Instruction;
import org.tongzhou.recovery.Recoveries.Demand;
import org.tongzhou.recovery.Recoveries.Mistake;
import org.tongzhou.recovery.Recoveries.Receipt;
import org.tongzhou.recovery.Recovery.State;
import org.tongzhou.recovery.RecoveryId;
import org.tongzhou.recovery.RecoveryTerms.Reason;
import org.tongzhou.testing.TestData;
import org.tongzhou.testing.TwoAtOnce;

/** A benefit is demanded back in parts: one after the other, in all as much as the person got of it and never more. */
class RecoveryInPartsTest extends DemandRoom {
    private static final LimitKey CAP = new LimitKey("test/cap", "term:2026-01-01");
    private static final Money PART = Money.ofYuan(60);

    @Autowired
    private ReceiptStore receipts;

    @Autowired
    private CaseStore cases;

    @Autowired
    private Recalls recalls;

    private Instruction benefit;
    private ClaimId paidFor;
    private Money all;

    @BeforeEach
    void aBenefitThatWasPaid() {
        of(paid(member));
    }

    private void of(Instruction paid) {
        benefit = paid;
        paidFor = ClaimId.ofCause(benefit.cause()).orElseThrow();
        all = claim(paidFor).amount();
    }

    private RecoveryId proposed(Money amount) {
        return recoveries.propose(maker, benefit.reference(), new Demand(amount, Reason.OVERPAID, "医院已作废电子票据"), NOW);
    }

    private RecoveryId demanded(Money amount) {
        RecoveryId id = proposed(amount);
        recoveries.confirm(checker, id, NOW);
        return id;
    }

    private void repaid(RecoveryId id, Money amount) {
        long entries = recoveries.get(maker, id).entries().size();
        recoveries.receive(maker, id, new Receipt(amount, "BACK" + id.value() + "-" + entries, DAY), NOW);
    }

    private boolean isReceiptFree() {
        FactSheet facts = cases.find(TestData.FUND, claim(paidFor).eventCase())
                .orElseThrow()
                .facts();
        return receipts.holder(TestData.FUND, data.person(), facts).isEmpty();
    }

    @Test
    void afterAPartThatWasSettledTheRestIsDemandedAndWithItEverythingIsFree() {
        used.replace(TestData.FUND, paidFor, Map.of(CAP, all.fen()));
        RecoveryId part = demanded(PART);
        refused("recovery_exists", () -> proposed(Money.ofYuan(1)));
        repaid(part, PART);
        Money rest = all.minus(PART);
        refused("recovery_amount", () -> proposed(rest.plus(Money.ofFen(1))));
        RecoveryId second = demanded(rest);
        zero(member, rest);
        assertThat(isReceiptFree()).as("the rest is not back yet").isFalse();
        repaid(second, rest);
        zero(member, Money.ZERO);
        assertThat(isReceiptFree()).isTrue();
        assertThat(used.of(TestData.FUND, member.person()).of(CAP)).isZero();
        refused("recovery_whole", () -> proposed(Money.ofFen(1)));
    }

    @Test
    void afterAReturnOfWhichAPartWasKeptWhatWasPaidAgainIsDemanded() {
        demanded(PART);
        sentBack(benefit);
        claims.payAgain(member.actor(), paidFor, claim(paidFor).version(), NOW);
        Instruction again = payments.of(TestData.FUND, benefit.cause()).get(1);
        said(again, "BATCHED", "SEALED", "RELEASED", "SENT", "PAID");
        book(Template.BENEFIT_PAID, again);
        assertThat(again.amount()).isEqualTo(all.minus(PART));
        refused("recovery_amount", () -> proposed(again.amount().plus(Money.ofFen(1))));
        repaid(demanded(again.amount()), again.amount());
        assertThat(isReceiptFree()).isTrue();
        zero(member, Money.ZERO);
    }

    @Test
    void whatAnAppealTookOffMayBeDemandedOnNewGrounds() {
        RecoveryId id = demanded(all);
        own.appeal(member.actor(), id, "票据是真的，请再核对", NOW);
        recoveries.decide(data.actor(Role.MANAGER, TestData.PROVINCE), id, all, "票据有效，不再追回", NOW);
        assertThat(recoveries.get(maker, id).state()).isEqualTo(State.SETTLED);
        demanded(all);
        zero(member, all);
    }

    @Test
    void theUnknowingHandOfTheDatabaseDemandsNoMoreEither() {
        RecoveryId part = demanded(PART);
        assertThatThrownBy(() -> copied(part, 100)).hasMessageContaining("is being recovered");
        repaid(part, PART);
        assertThatThrownBy(() -> copied(part, all.fen())).hasMessageContaining("no more than");
        copied(part, all.minus(PART).fen());
    }

    private void copied(RecoveryId id, long fen) {
        jdbc.sql("""
                        insert into recovery.recovery (fund, cause, reference, person, payee_name, region, plan, paid_fen,
                            amount_fen, reason, grounds, proposed_by, proposed_name, proposed_at)
                        select fund, cause, reference, person, payee_name, region, plan, paid_fen, :fen, reason, grounds,
                            proposed_by, proposed_name, proposed_at from recovery.recovery where fund = 42 and id = :id
                        """).param("fen", fen).param("id", id.value()).update();
    }

    @Test
    void ofTwoWhoDemandAtOnceOneWaitsAndIsRefused() {
        assertThatThrownBy(() -> new TwoAtOnce(transactions, jdbc).run(() -> proposed(all), () -> proposed(all)))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("recovery_exists");
    }

    /** A repayment that is taken back leaves an older demand open beside a later one. */
    @Test
    void whatWasSettledMayBeOwedAgainBesideALaterDemand() {
        RecoveryId part = demanded(PART);
        repaid(part, PART);
        RecoveryId later = demanded(all.minus(PART));
        long note = recoveries.get(maker, part).entries().get(0).id();
        recoveries.takeBack(checker, part, new Mistake(note, "回单是别人的"), NOW);
        zero(member, all);
        assertThat(List.of(part, later))
                .allSatisfy(id -> assertThat(recoveries.get(maker, id).state()).isEqualTo(State.OPEN));
    }

    @Test
    void whatWasKeptForAnOlderDebtIsDemandedWithTheRest() throws Exception {
        RecoveryId older = demanded(all);
        own.consent(member.actor(), older, 5_000, NOW);
        of(paid(member));
        Money kept = all.minus(benefit.amount());
        assertThat(kept.isPositive()).isTrue();
        jdbc.sql("update claim.claim set state = 'PAID' where fund = 42 and id = :id")
                .param("id", paidFor.value())
                .update();
        assertThat(page("/reviews/" + paidFor.value(), county(member))).contains("value=\"" + all.plainYuan() + "\"");
        refused("recovery_amount", () -> proposed(all.plus(Money.ofFen(1))));
        Money left = owed(member);
        RecoveryId id = demanded(all);
        zero(member, left.plus(all));
        repaid(id, benefit.amount());
        assertThat(isReceiptFree()).as("what was kept is not back yet").isFalse();
        repaid(id, kept);
        assertThat(isReceiptFree()).isTrue();
        assertThat(page("/reviews/" + paidFor.value(), county(member))).doesNotContain("/recall");
    }

    @Test
    void ofABenefitThatCameBackWhatWasKeptForAnOlderDebtIsDemandedStill() throws Exception {
        RecoveryId older = demanded(all);
        own.consent(member.actor(), older, 5_000, NOW);
        of(paid(member));
        Money kept = all.minus(benefit.amount());
        jdbc.sql("update claim.claim set state = 'PAID' where fund = 42 and id = :id")
                .param("id", paidFor.value())
                .update();
        Money left = owed(member);
        demanded(benefit.amount());
        sentBack(benefit);
        zero(member, left);
        assertThat(isReceiptFree()).as("what was kept is not back yet").isFalse();
        assertThat(page("/reviews/" + paidFor.value(), county(member))).contains("value=\"" + kept.plainYuan() + "\"");
        refused("recovery_amount", () -> proposed(kept.plus(Money.ofFen(1))));
        RecoveryId id =
                recalls.propose(county(member), paidFor, new Demand(kept, Reason.RECEIPT_CANCELLED, "医院已作废电子票据"), NOW);
        recoveries.confirm(checker, id, NOW);
        zero(member, left.plus(kept));
        repaid(id, kept);
        assertThat(isReceiptFree()).isTrue();
        refused("recovery_whole", () -> proposed(Money.ofFen(1)));
        assertThat(page("/reviews/" + paidFor.value(), county(member))).doesNotContain("/recall");
    }

    @Test
    void ofABenefitThatCameBackAndIsPaidAgainNothingIsDemandedMeanwhile() {
        demanded(PART);
        sentBack(benefit);
        refused("recovery_not_paid", () -> proposed(Money.ofFen(1)));
    }
}
