package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.TestData.FUND;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Level;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.payment.Instruction;
import org.tongzhou.plan.EventKind;
import org.tongzhou.recovery.Recoveries.Demand;
import org.tongzhou.recovery.RecoveryId;
import org.tongzhou.recovery.RecoveryTerms.Reason;
import org.tongzhou.testing.TestData;

/** A member who owes a benefit back and agreed to have half of later ones kept has died: what goes to the heir goes whole. */
class HeirOfADebtorTest extends HeirRoom {
    private Money owed;

    @BeforeEach
    void aMemberWhoOwesAndAgreed() {
        Instruction paid = paid(member);
        owed = paid.amount();
        Actor maker = data.actor(Role.FINANCE_MAKER, TestData.PROVINCE);
        RecoveryId debt = recoveries.propose(maker, paid.id(), new Demand(owed, Reason.OVERPAID, "医院已作废电子票据"), NOW);
        recoveries.confirm(data.actor(Role.FINANCE_CHECKER, TestData.PROVINCE), debt, NOW);
        own.consent(member.actor(), debt, 5_000, NOW);
    }

    private Instruction ordered(ClaimId id) {
        return payments.of(FUND, id.cause()).get(0);
    }

    /** Filed by the officer, who follows it; the county decides it alone. */
    private ClaimId hospitalStay() {
        return Stream.generate(() -> Members.receipt(member, "1000.00"))
                .limit(20)
                .map(facts -> members.draft(officer, member.person(), EventKind.HOSPITAL, facts, NOW))
                .map(draft -> members.submit(officer, draft, NOW).claims().get(0))
                .filter(id -> claim(id).route().endsAt(Level.COUNTY))
                .findFirst()
                .orElseThrow();
    }

    private void prove(ClaimId id) {
        HeirFiling.PROOF.forEach(kind -> filing.prove(officer, id, paper(kind), NOW));
    }

    /** The heir was not asked, and has no sign-in to take back what the member agreed to. */
    @Test
    void ofADeathBenefitNothingIsKept() {
        ClaimId id = beforeTheLastApproval();
        accounts.confirm(province(member), named(id, widow()), NOW);
        approve(city(member), id);
        assertThat(ordered(id).amount()).isEqualTo(Money.ofYuan(50_000));
        zero(member, owed);
    }

    @Test
    void ofAHospitalBenefitThatGoesToTheHeirNothingIsKept() {
        ClaimId id = hospitalStay();
        prove(id);
        accounts.confirm(province(member), named(id, widow()), NOW);
        approve(county(member), id);
        assertThat(ordered(id).amount()).isEqualTo(claim(id).amount());
        zero(member, owed);
    }

    @Test
    void whatWasKeptWhileTheMemberLivedStaysSoAndTheRestGoesToTheHeirsCard() throws Exception {
        ClaimId id = hospitalStay();
        approve(county(member), id);
        Instruction rest = ordered(id);
        Money kept = claim(id).amount().minus(rest.amount());
        assertThat(kept.isPositive()).isTrue();
        said(rest, "BATCHED", "SEALED", "RELEASED");
        arrived(rest);
        sentBack(rest);
        prove(id);
        accounts.confirm(province(member), named(id, widow()), NOW);
        Actor finance = data.actor(Role.FINANCE_CHECKER, TestData.PROVINCE);
        claims.payAgain(finance, id, claim(id).version(), NOW);
        List<Instruction> both = payments.of(FUND, id.cause());
        assertThat(both).extracting(Instruction::amount).containsExactly(rest.amount(), rest.amount());
        String path = "/my/claims/" + id.value();
        assertThat(page(path, officer)).contains("付到继承人卡里").doesNotContain("付到您卡里");
        said(both.get(1), "BATCHED", "SEALED", "RELEASED");
        arrived(both.get(1));
        assertThat(page(path + "/paid", officer)).contains("付到继承人卡里").doesNotContain("付到您卡里");
        zero(member, owed.minus(kept));
    }
}
