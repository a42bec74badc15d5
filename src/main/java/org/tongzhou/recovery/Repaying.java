package org.tongzhou.recovery;

import java.time.Instant;
import java.time.LocalDate;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.payment.NewInstruction;
import org.tongzhou.payment.PayeeAccount;
import org.tongzhou.payment.Payments;
import org.tongzhou.payment.Purpose;
import org.tongzhou.person.Payee;
import org.tongzhou.person.People;
import org.tongzhou.recovery.Recovery.Hand;
import org.tongzhou.recovery.RecoveryEntry.Kind;

/** Has paid to the person what they paid back and do not owe after all. */
@Component
class Repaying {
    private final RecoveryRows rows;
    private final Payments payments;
    private final People people;
    private final Steps steps;
    private final Returns returns;

    Repaying(RecoveryRows rows, Payments payments, People people, Steps steps, Returns returns) {
        this.rows = rows;
        this.payments = payments;
        this.people = people;
        this.steps = steps;
        this.returns = returns;
    }

    /** Books and orders so much, unless it is nothing or less; the recovery as it then stands, more of it owed by that. */
    Recovery beyond(Actor checker, Recovery recovery, Money excess, Hand hand) {
        if (!excess.isPositive()) {
            return recovery;
        }
        FundId fund = checker.fund();
        RecoveryTerms terms = recovery.terms();
        LocalDate today = FundClock.dayOf(hand.at());
        steps.enter(
                fund, recovery, new RecoveryEntry(0, Kind.REPAID, recovery.id().cause(), excess, today), hand);
        payments.instruct(
                checker,
                new NewInstruction(
                        recovery.id().cause(),
                        terms.person(),
                        account(fund, terms.person()),
                        excess,
                        terms.region(),
                        terms.plan(),
                        terms.reference(),
                        Purpose.RECOVERY_REPAID),
                hand.at());
        return rows.find(fund, recovery.id()).orElseThrow();
    }

    void again(Actor checker, Recovery recovery, Instant now) {
        PayeeAccount account = account(checker.fund(), recovery.terms().person());
        String cause = recovery.id().cause();
        Returns.Kept kept = returns.keepBeforeAgain(checker.fund(), cause, now);
        if (!kept.isAll()) {
            payments.reissue(checker, cause, new Payments.Anew(account, kept.kept()), now);
        }
    }

    /** An account whose change a second person has not confirmed may still be taken back, so nothing is ordered to it. */
    private PayeeAccount account(FundId fund, PersonId person) {
        Payee payee = people.payee(fund, person);
        if (payee.awaitsConfirmation()) {
            throw Refusal.conflict("recovery_payee_changing");
        }
        return new PayeeAccount(payee.name(), payee.account(), payee.bankName(), payee.openFrom());
    }
}
