package org.tongzhou.claim;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.payment.NewInstruction;
import org.tongzhou.payment.PayeeAccount;
import org.tongzhou.payment.PayeeBlocks;
import org.tongzhou.payment.PayeeInterests;
import org.tongzhou.payment.PayeeNames;
import org.tongzhou.payment.Payments;
import org.tongzhou.person.Claimant;
import org.tongzhou.person.HeirReplaced;
import org.tongzhou.person.Heirs;
import org.tongzhou.person.Payee;
import org.tongzhou.person.People;
import org.tongzhou.recovery.Offsets;
import org.tongzhou.recovery.Returns;

/**
 * Has approved benefits paid to the member's own confirmed account, or the heir's of a member who died, and tells payment whose
 * account must wait, who takes it for whom, and what people are called.
 */
@Component
class Paying implements PayeeBlocks, PayeeInterests, PayeeNames {
    private final Payments payments;
    private final Offsets offsets;
    private final Returns returns;
    private final People people;
    private final Heirs heirs;
    private final StayStore stays;

    Paying(Payments payments, Offsets offsets, Returns returns, People people, Heirs heirs, StayStore stays) {
        this.heirs = heirs;
        this.payments = payments;
        this.offsets = offsets;
        this.returns = returns;
        this.people = people;
        this.stays = stays;
    }

    /**
     * Of each, what the member agreed to have kept for a benefit owed back is kept; the rest is ordered to be paid. Of what an heir
     * takes nothing is: the heir has agreed to nothing, and cannot revoke what the member agreed to.
     */
    void instruct(Actor actor, Map<Claim, EventCase> approved, Instant now) {
        if (approved.isEmpty()) {
            return;
        }
        FundId fund = actor.fund();
        stays.grant(fund, approved);
        Map<PersonId, Claimant> payees = people.claimants(
                fund,
                approved.keySet().stream().map(claim -> claim.owner().person()).toList());
        approved.forEach((claim, eventCase) ->
                requireHeir(claim, eventCase, payees.get(claim.owner().person())));
        Map<String, Money> kept = offsets.keep(
                actor,
                approved.keySet().stream()
                        .filter(claim -> !isHeirs(payees.get(claim.owner().person())))
                        .map(Paying::benefit)
                        .toList(),
                now);
        payments.instructAll(
                actor,
                approved.keySet().stream()
                        .map(claim -> order(
                                claim,
                                Objects.requireNonNull(payees.get(claim.owner().person())),
                                kept.getOrDefault(claim.id().cause(), Money.ZERO)))
                        .toList(),
                now);
    }

    private static NewInstruction order(Claim claim, Claimant payee, Money kept) {
        return new NewInstruction(
                claim.id().cause(),
                claim.owner().person(),
                account(payee.account()),
                claim.amount().minus(kept),
                claim.owner().path(),
                claim.benefit().plan(),
                claim.number());
    }

    private static Offsets.Benefit benefit(Claim claim) {
        return new Offsets.Benefit(
                claim.owner().person(),
                claim.id().cause(),
                claim.amount(),
                claim.owner().path(),
                claim.benefit().plan());
    }

    /** Keeps what the person owes back of a benefit that was not paid or came back; false where nothing is left to be paid again. */
    boolean isLeft(FundId fund, Claim claim, Instant now) {
        return !returns.keepBeforeAgain(fund, claim.id().cause(), now).isAll();
    }

    /** Orders what is left of the payment anew, to the account that the person has by now. */
    void again(FundId fund, Claim claim, EventCase eventCase, Instant now) {
        PersonId person = claim.owner().person();
        Claimant payee = people.claimants(fund, List.of(person)).get(person);
        requireHeir(claim, eventCase, payee);
        PayeeAccount account = account(Objects.requireNonNull(payee).account());
        String cause = claim.id().cause();
        Money kept = returns.keepBeforeAgain(fund, cause, now).kept();
        payments.reissue(Actor.system(fund), cause, new Payments.Anew(account, kept), now);
    }

    /** Nothing goes to the account of a member whose death the case tells of. */
    private static void requireHeir(Claim claim, EventCase eventCase, @Nullable Claimant payee) {
        if (eventCase.facts().isDeath() && !isHeirs(payee)) {
            throw Refusal.conflict("claim_heir_missing", claim.number());
        }
    }

    private static boolean isHeirs(@Nullable Claimant payee) {
        return Objects.requireNonNull(payee).payee().filter(Payee::isHeirs).isPresent();
    }

    /** An account whose change a second person has not confirmed may still be taken back, so nothing is ordered to it. */
    private static PayeeAccount account(Payee payee) {
        if (payee.awaitsConfirmation()) {
            throw Refusal.conflict("claim_payee_changing");
        }
        return new PayeeAccount(payee.name(), payee.account(), payee.bankName(), payee.openFrom());
    }

    /** What was ordered to an heir who is none any more does not go out. */
    @EventListener
    void heirReplaced(HeirReplaced event) {
        PayeeAccount standing = account(people.payee(event.fund(), event.person()));
        payments.holdOthers(event.fund(), event.person(), standing, event.at());
    }

    @Override
    public Set<PersonId> takesFor(FundId fund, PersonId person) {
        return heirs.inheritedBy(fund, person);
    }

    @Override
    public Set<PersonId> blocked(FundId fund, Collection<PersonId> payees, LocalDate today) {
        return people.heldAccounts(fund, payees, today);
    }

    @Override
    public Map<PersonId, String> names(FundId fund, Collection<PersonId> payees) {
        return people.payeeNames(fund, payees);
    }
}
