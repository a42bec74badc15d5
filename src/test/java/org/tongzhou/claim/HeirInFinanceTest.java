package org.tongzhou.claim;

import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.FUND;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.contribution.Assignments;
import org.tongzhou.contribution.CreditId;
import org.tongzhou.contribution.Credits;
import org.tongzhou.contribution.OtherUse;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.payment.Instruction;
import org.tongzhou.person.Heir;
import org.tongzhou.person.NewPerson;
import org.tongzhou.recovery.Recoveries.Demand;
import org.tongzhou.recovery.Recoveries.Mistake;
import org.tongzhou.recovery.Recoveries.Receipt;
import org.tongzhou.recovery.RecoveryEntry;
import org.tongzhou.recovery.RecoveryId;
import org.tongzhou.recovery.RecoveryTerms.Reason;
import org.tongzhou.testing.TestData;

/** The heir of a member who died works in finance: what is demanded back of the member's benefits is in other hands. */
class HeirInFinanceTest extends HeirRoom {
    private static final Money PART = Money.ofYuan(100);

    @Autowired
    private Credits credits;

    @Autowired
    private Assignments assignments;

    private Actor maker;
    private Actor checker;
    private Actor making;
    private Actor checking;
    private Heir heir;
    private ClaimId claim;

    @BeforeEach
    void anHeirWhoWorksInFinance() {
        maker = data.actor(Role.FINANCE_MAKER, TestData.PROVINCE);
        checker = data.actor(Role.FINANCE_CHECKER, TestData.PROVINCE);
        NewPerson widow = TestData.newPerson(Sex.FEMALE, LocalDate.of(1982, 5, 6));
        PersonId known = people.registerAll(FUND, List.of(widow), NOW).get(0);
        making = data.actor(Role.FINANCE_MAKER, TestData.PROVINCE, known);
        checking = data.actor(Role.FINANCE_CHECKER, TestData.PROVINCE, known);
        heir = heir(widow);
        claim = beforeTheLastApproval();
    }

    private static Demand demand() {
        return new Demand(PART, Reason.OVERPAID, "查实不属于工作时间");
    }

    /** The death benefit, come to the heir's card. */
    private Instruction taken() {
        accounts.confirm(province(member), named(claim, heir), NOW);
        approve(city(member), claim);
        Instruction ordered = payments.of(FUND, claim.cause()).get(0);
        said(ordered, "BATCHED", "SEALED", "RELEASED");
        arrived(ordered);
        return ordered;
    }

    private RecoveryId owed(Instruction benefit) {
        RecoveryId id = recoveries.propose(maker, benefit.id(), demand(), NOW);
        recoveries.confirm(checker, id, NOW);
        return id;
    }

    @Test
    void whoTookTheBenefitNeitherProposesToDemandItBackNorAnswersAProposal() {
        Instruction benefit = taken();
        refused("recovery_own", () -> recoveries.propose(making, benefit.id(), demand(), NOW));
        refused("recovery_own", () -> recoveries.propose(making, benefit.reference(), demand(), NOW));
        Actor reviewing = data.actor(Role.PROVINCE_REVIEWER, TestData.PROVINCE, making.person());
        refused("recovery_own", () -> recoveries.report(reviewing, benefit.cause(), demand(), NOW));
        RecoveryId id = recoveries.propose(maker, benefit.id(), demand(), NOW);
        refused("recovery_own", () -> recoveries.withdraw(making, id, NOW));
        refused("recovery_own", () -> recoveries.confirm(checking, id, NOW));
    }

    @Test
    void whoTookTheBenefitDoesNotSayThatItWasPaidBack() {
        RecoveryId id = owed(taken());
        String number = UUID.randomUUID().toString();
        refused("recovery_own", () -> recoveries.receive(making, id, new Receipt(PART, number, DAY), NOW));
        refused("recovery_own", () -> recoveries.takeBack(checking, id, new Mistake(1, "登记错了"), NOW));
        refused("recovery_own", () -> recoveries.plan(making, id, DAY.plusMonths(1), 60, NOW));
        zero(member, PART);
    }

    @Test
    void whoTookTheBenefitNeitherMatchesMoneyToItNorTakesAMatchBack() {
        Instruction benefit = taken();
        RecoveryId id = owed(benefit);
        String csv = "交易日期,流水号,金额,对方户名,附言\n" + DAY + "," + UUID.randomUUID() + ",100.00,甲,退款\n";
        CreditId credit =
                Objects.requireNonNull(credits.upload(maker, "明细.csv", csv.getBytes(StandardCharsets.UTF_8), NOW)
                        .outcomes()
                        .get(0)
                        .credit());
        OtherUse debt = assignments.named(making, benefit.reference()).orElseThrow();
        refused("recovery_own", () -> assignments.match(making, credit, debt, NOW));
        zero(member, PART);
        assignments.match(maker, credit, debt, NOW);
        RecoveryEntry entry = recoveries.get(maker, id).entries().get(0);
        long match = Long.parseLong(entry.cause().substring("assignment:".length()));
        refused("recovery_own", () -> assignments.undo(making, match, NOW));
        zero(member, Money.ZERO);
    }

    @Test
    void whoTookTheBenefitNeitherGivesItUpNorAnswersAnAppealNorPaysAgain() {
        RecoveryId id = owed(taken());
        refused("recovery_own", () -> recoveries.proposeWriteOff(making, id, "无遗产可追", NOW));
        recoveries.proposeWriteOff(maker, id, "无遗产可追", NOW);
        refused("recovery_own", () -> writeOff(checking, id));
        own.appeal(member.actor(), id, "算得不对", NOW);
        refused("recovery_own", () -> recoveries.decide(checking, id, PART, "核减全部", NOW));
        refused("recovery_own", () -> recoveries.payAgain(checking, id, NOW));
        zero(member, PART);
    }

    @Test
    void norDoesWhoIsNamedBeforeTheyAreConfirmedAndAfterTheyAreReplaced() {
        RecoveryId id = owed(paid(member));
        recoveries.proposeWriteOff(maker, id, "无遗产可追", NOW);
        long change = named(claim, heir);
        refused("recovery_own", () -> writeOff(checking, id));
        accounts.confirm(province(member), change, NOW);
        Heir other = widow();
        Heir instead = new Heir(
                other.name(), other.idNumber(), other.relation(), DIED, other.card(), other.bank(), "第一位继承人放弃领取，有公证书。");
        accounts.confirm(province(member), named(claim, instead), NOW);
        refused("recovery_own", () -> writeOff(checking, id));
        writeOff(checker, id);
        zero(member, Money.ZERO);
    }
}
