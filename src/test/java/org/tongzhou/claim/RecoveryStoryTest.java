package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tongzhou.testing.Refused.refused;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.ledger.Template;
import org.tongzhou.payment.Instruction;
import org.tongzhou.plan.EventKind;
import org.tongzhou.recovery.Recoveries.Demand;
import org.tongzhou.recovery.Recoveries.Receipt;
import org.tongzhou.recovery.Recovery;
import org.tongzhou.recovery.Recovery.State;
import org.tongzhou.recovery.RecoveryId;
import org.tongzhou.recovery.RecoveryTerms.Reason;
import org.tongzhou.testing.RoundTrips;
import org.tongzhou.testing.TestData;

/** A benefit paid on a receipt that was cancelled afterwards, and how it comes back; the books are at zero after each step. */
class RecoveryStoryTest extends RecoveryRoom {
    @Autowired
    private CaseStore cases;

    @Autowired
    private SignStore signRows;

    @Autowired
    private Signs signs;

    @Test
    void manyDemandsAreReadInTwoTripsEachWithItsOwnParts() throws Exception {
        Actor maker = data.actor(Role.FINANCE_MAKER, TestData.PROVINCE);
        Actor checker = data.actor(Role.FINANCE_CHECKER, TestData.PROVINCE);
        List<RecoveryId> ids = new ArrayList<>();
        for (int cents : List.of(100, 200)) {
            Instruction paid = paid(hospitalMember());
            Demand demand = new Demand(Money.ofFen(1_000), Reason.RECEIPT_CANCELLED, "医院已作废电子票据");
            RecoveryId id = recoveries.propose(maker, paid.id(), demand, NOW);
            recoveries.confirm(checker, id, NOW);
            recoveries.receive(maker, id, new Receipt(Money.ofFen(cents), "TRIPS" + id.value(), DAY), NOW);
            ids.add(id);
        }
        List<Recovery> newest = new ArrayList<>();
        assertThat(RoundTrips.of(() -> newest.addAll(recoveries.list(maker, "").items())))
                .hasSize(2);
        assertThat(newest)
                .filteredOn(each -> ids.contains(each.id()))
                .extracting(each -> each.settled().fen())
                .containsExactly(200L, 100L);
    }

    @Test
    void aBenefitOnACancelledReceiptComesBackByTransferOffsetAppealAndWriteOff() throws Exception {
        Member member = hospitalMember();
        Actor maker = data.actor(Role.FINANCE_MAKER, TestData.PROVINCE);
        Actor checker = data.actor(Role.FINANCE_CHECKER, TestData.PROVINCE);
        Instruction paid = paid(member);
        Money all = paid.amount();
        Demand demand = new Demand(all, Reason.RECEIPT_CANCELLED, "医院已作废电子票据，另开新票");
        RecoveryId id = recoveries.propose(maker, paid.id(), demand, NOW);
        assertThat(owed(member)).isEqualTo(Money.ZERO);
        assertThat(own.newest(member.actor(), "").items()).isEmpty();
        refused("recovery_exists", () -> recoveries.propose(checker, paid.id(), demand, NOW));

        recoveries.confirm(checker, id, NOW);
        zero(member, all);

        refused("recovery_plan", () -> recoveries.plan(maker, id, DAY.plusMonths(1), 0, NOW));
        refused("recovery_plan", () -> recoveries.plan(maker, id, DAY.minusDays(1), 3, NOW));
        refused(
                "recovery_bank_reference",
                () -> recoveries.receive(maker, id, new Receipt(Money.ofFen(5_000), "柜台", DAY), NOW));
        recoveries.plan(maker, id, DAY.plusMonths(1), 3, NOW);
        recoveries.receive(maker, id, new Receipt(Money.ofFen(5_000), "ICBC" + id.value(), DAY), NOW);
        refused(
                "recovery_receipt_known",
                () -> recoveries.receive(maker, id, new Receipt(Money.ofFen(5_000), "ICBC" + id.value(), DAY), NOW));
        Recovery recovery = recoveries.get(maker, id);
        assertThat(recovery.instalments()).hasSize(3);
        assertThat(recovery.instalments().stream()
                        .mapToLong(i -> i.amount().fen())
                        .sum())
                .isEqualTo(all.fen());
        assertThat(recovery.paidOf(recovery.instalments().get(0)))
                .isEqualTo(Money.ofFen(5_000).min(recovery.instalments().get(0).amount()));
        zero(member, all.minus(Money.ofFen(5_000)));

        own.consent(member.actor(), id, 3_000, NOW);
        Instruction rest = approved(member);
        Money kept = recoveries.get(maker, id).settled().minus(Money.ofFen(5_000));
        Claim second = claim(ClaimId.ofCause(rest.cause()).orElseThrow());
        assertThat(kept.fen()).isEqualTo(second.amount().fen() * 3 / 10);
        assertThat(rest.amount()).isEqualTo(second.amount().minus(kept));
        assertThat(page("/my/claims/" + second.id().value(), member.actor()))
                .contains("已抵应退还的互助金", kept.plainYuan(), rest.amount().plainYuan() + " 元，财务正在安排付款");
        Money left = all.minus(Money.ofFen(5_000)).minus(kept);
        zero(member, left);

        own.appeal(member.actor(), id, "医院开错票，我没有多领", NOW);
        refused("recovery_appealed", () -> own.appeal(member.actor(), id, "再说一次", NOW));
        refused("recovery_acted", () -> recoveries.decide(checker, id, Money.ZERO, "维持原决定", NOW));
        Actor third = data.actor(Role.FINANCE_CHECKER, TestData.PROVINCE);
        recoveries.decide(third, id, Money.ofFen(1_000), "新票有一部分有效，核减十元", NOW);
        zero(member, left.minus(Money.ofFen(1_000)));

        refused("recovery_no_proposal", () -> writeOff(checker, id));
        refused("recovery_words", () -> recoveries.proposeWriteOff(maker, id, " 无 ", NOW));
        recoveries.proposeWriteOff(maker, id, "本人去世，无遗产可追", NOW);
        refused("not_allowed", () -> writeOff(maker, id));
        writeOff(checker, id);
        zero(member, Money.ZERO);
        assertThat(recoveries.get(maker, id).state()).isEqualTo(State.SETTLED);
        assertThat(page("/my/recoveries", member.actor())).contains("已经结清", "核销");
        readByHledger(
                member,
                id,
                Template.BENEFIT_CLAWED_BACK,
                Template.RECOVERY_RECEIVED,
                Template.RECOVERY_OFFSET,
                Template.RECOVERY_REDUCED,
                Template.RECOVERY_WRITTEN_OFF);
    }

    @Test
    void theReceiptOfABenefitIsFreeForAnotherCaseOnceItHasComeBackWhole() {
        Member member = hospitalMember();
        Instruction paid = paid(member);
        Actor maker = data.actor(Role.FINANCE_MAKER, TestData.PROVINCE);
        ClaimId again = sameReceipt(member, ClaimId.ofCause(paid.cause()).orElseThrow());
        Actor county = county(member);
        assertThat(signsOf(again)).extracting(Sign::kind).contains(Sign.Kind.SAME_RECEIPT);
        for (Sign sign : signsOf(again)) {
            signs.lookedAt(
                    county,
                    again,
                    claim(again).version(),
                    new Signs.Finding(sign.id(), "已看过两张票据原件，是同一张票据，等前一笔退回"),
                    NOW);
        }
        refused("claim_receipt_held", () -> approve(county, again));
        Demand demand = new Demand(paid.amount(), Reason.FRAUD, "票据是别人的，本人没有住院");
        RecoveryId id = recoveries.propose(maker, paid.id(), demand, NOW);
        recoveries.confirm(data.actor(Role.FINANCE_CHECKER, TestData.PROVINCE), id, NOW);
        refused("claim_receipt_held", () -> approve(county, again));
        Money part = paid.amount().minus(Money.ofFen(1));
        recoveries.receive(maker, id, new Receipt(part, "ICBC" + id.value() + "-1", DAY), NOW);
        refused("claim_receipt_held", () -> approve(county, again));
        recoveries.receive(maker, id, new Receipt(Money.ofFen(1), "ICBC" + id.value() + "-2", DAY), NOW);
        approve(county, again);
        assertThat(steps.history(TestData.FUND, again)).extracting(Step::verb).contains(Verb.APPROVED);
    }

    private List<Sign> signsOf(ClaimId id) {
        return signRows.ofCase(TestData.FUND, claim(id).eventCase());
    }

    /** Another claim of the member on the receipt of one there is. */
    private ClaimId sameReceipt(Member member, ClaimId first) {
        FactSheet facts = cases.find(TestData.FUND, claim(first).eventCase())
                .orElseThrow()
                .facts();
        Map<FactField, String> same = new EnumMap<>(Members.receipt(member, "1000.00"));
        for (FactField field : List.of(FactField.RECEIPT_CODE, FactField.RECEIPT_NO, FactField.RECEIPT_CHECK)) {
            same.put(field, facts.text(field).orElseThrow());
        }
        return members.submit(
                        member.actor(),
                        members.draft(member.actor(), member.person(), EventKind.HOSPITAL, same, NOW),
                        NOW)
                .claims()
                .get(0);
    }

    @Test
    void twoPersonsAreNeededAndNobodyHandlesTheirOwn() throws Exception {
        Member member = hospitalMember();
        Instruction paid = paid(member);
        Actor checker = data.actor(Role.FINANCE_CHECKER, TestData.PROVINCE);
        Demand demand = new Demand(Money.ofFen(100), Reason.OVERPAID, "重复计算了一天");
        refused(
                "recovery_own",
                () -> recoveries.propose(
                        data.actor(Role.FINANCE_MAKER, TestData.PROVINCE, member.person()), paid.id(), demand, NOW));
        refused(
                "recovery_amount",
                () -> recoveries.propose(
                        checker,
                        paid.id(),
                        new Demand(paid.amount().plus(Money.ofFen(1)), Reason.FRAUD, "过多的金额"),
                        NOW));
        refused(
                "not_found",
                () -> recoveries.propose(data.actor(Role.FINANCE_MAKER, "/42/4202/"), paid.id(), demand, NOW));
        RecoveryId id = recoveries.propose(checker, paid.id(), demand, NOW);
        refused("recovery_second_person", () -> recoveries.confirm(checker, id, NOW));
        assertThatThrownBy(() -> jdbc.sql("update recovery.recovery set state = 'OPEN', confirmed_by = proposed_by,"
                                + " confirmed_name = 'x', confirmed_at = now() where fund = 42 and id = " + id.value())
                        .update())
                .isInstanceOf(DataAccessException.class);
        assertThat(page("/recoveries/" + id.value(), checker))
                .contains("等另一位财务人员确认")
                .doesNotContain("未退");

        Actor other = data.actor(Role.FINANCE_CHECKER, TestData.PROVINCE);
        assertThat(page("/recoveries/" + id.value(), other)).contains("确认追回");
        Actor owing = data.actor(Role.FINANCE_MAKER, TestData.PROVINCE, member.person());
        refused("recovery_own", () -> recoveries.withdraw(owing, id, NOW));
        recoveries.confirm(other, id, NOW);
        refused("recovery_own", () -> recoveries.plan(owing, id, DAY.plusMonths(1), 60, NOW));
        assertThat(page("/recoveries/" + id.value(), other)).contains("未退");
        assertThatThrownBy(
                        () -> jdbc.sql("insert into recovery.entry (fund, recovery, kind, cause, amount_fen, day, at)"
                                        + " values (42, " + id.value() + ", 'RECEIVED', 'bank:x1', 101, now(), now())")
                                .update())
                .hasMessageContaining("0 of 100 fen");
        assertThat(page("/my/recoveries", member.actor())).contains("多付了 1.00 元", "同意抵扣", "4月11日前可以申请复议");
        refused("recovery_appeal_late", () -> own.appeal(member.actor(), id, "过了期限", NOW.plus(Duration.ofDays(61))));
        refused("not_found", () -> own.consent(hospitalMember().actor(), id, 1_000, NOW));
        refused("recovery_share", () -> own.consent(member.actor(), id, 6_000, NOW));
        assertThat(page("/recoveries", other)).contains("/recoveries/" + id.value());
        recoveries.receive(other, id, new Receipt(Money.ofFen(100), "ALL-" + id.value(), DAY), NOW);
        assertThat(recoveries.get(other, id).state()).isEqualTo(State.SETTLED);
        refused("recovery_moved_on", () -> own.consent(member.actor(), id, 1_000, NOW));
    }
}
