package org.tongzhou.claim;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.payment.NewInstruction;
import org.tongzhou.payment.PayeeAccount;
import org.tongzhou.payment.PayeeBlocks;
import org.tongzhou.payment.PayeeNames;
import org.tongzhou.payment.Payments;
import org.tongzhou.person.Payee;
import org.tongzhou.person.People;

/** Has approved benefits paid to the member's own confirmed account, and tells payment whose account must wait and what people are called. */
@Component
class Paying implements PayeeBlocks, PayeeNames {
    private final Payments payments;
    private final People people;

    Paying(Payments payments, People people) {
        this.payments = payments;
        this.people = people;
    }

    void instruct(Actor actor, Claim claim, Instant now) {
        payments.instruct(
                actor,
                new NewInstruction(
                        claim.id().cause(),
                        claim.owner().person(),
                        account(actor.fund(), claim.owner().person()),
                        claim.amount(),
                        claim.owner().path(),
                        claim.benefit().plan(),
                        claim.number()),
                now);
    }

    /** Orders the payment anew, to the account that the person has by now. */
    void again(FundId fund, Claim claim, Instant now) {
        PayeeAccount account = account(fund, claim.owner().person());
        payments.reissue(Actor.system(fund), claim.id().cause(), account, now);
    }

    /** An account whose change a second person has not confirmed may still be taken back, so nothing is ordered to it. */
    private PayeeAccount account(FundId fund, PersonId person) {
        Payee payee = people.payee(fund, person);
        if (payee.awaitsConfirmation()) {
            throw Refusal.conflict("claim_payee_changing");
        }
        return new PayeeAccount(
                payee.name(),
                payee.account(),
                Optional.ofNullable(payee.bankName()).orElse(""),
                Optional.ofNullable(payee.openFrom()).orElse(LocalDate.EPOCH));
    }

    @Override
    public Set<PersonId> blocked(FundId fund, Collection<PersonId> payees, LocalDate today) {
        return people.heldAccounts(fund, payees, today);
    }

    @Override
    public Map<PersonId, String> names(FundId fund, Collection<PersonId> payees) {
        return people.names(fund, payees);
    }
}
