package org.tongzhou.payment;

import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;

/**
 * Messages of the bank's that somebody carried here and on whose word alone something is paid again. A file can be made up: its carrier
 * does not release what follows from it, unless another person has asked the bank and confirmed the file.
 */
@Component
public class CarriedWords {
    private final CarriedWordStore store;
    private final AnswerStore answers;
    private final AuditTrail audit;

    CarriedWords(CarriedWordStore store, AnswerStore answers, AuditTrail audit) {
        this.store = store;
        this.answers = answers;
        this.audit = audit;
    }

    /** Behind a batch, oldest first; none once all are confirmed. */
    @Transactional(readOnly = true)
    public List<CarriedWord> of(Actor actor, BatchId batch) {
        requireProvince(actor, Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.AUDITOR, Role.MANAGER);
        return store.of(actor.fund(), batch);
    }

    /** A carried message as it came, for who asks the bank about it. */
    @Transactional
    public byte[] message(Actor actor, long answer, Instant now) {
        requireProvince(actor, Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.AUDITOR);
        byte[] original = store.carrier(actor.fund(), answer)
                .flatMap(carrier -> answers.original(actor.fund(), answer))
                .orElseThrow(Refusal::notFound);
        audit.record(AuditEntry.of(actor, now, "payment.answer_seen", "answer:" + answer));
        return original;
    }

    /** The bank says what the message says, as somebody other than its carrier has asked ({@code payment_own_word} otherwise). */
    @Transactional
    public void confirm(Actor actor, long answer, Instant now) {
        requireProvince(actor, Role.FINANCE_MAKER, Role.FINANCE_CHECKER);
        Hand person = Hand.of(actor);
        FundId fund = actor.fund();
        PersonId carrier = store.carrier(fund, answer).orElseThrow(Refusal::notFound);
        if (carrier.equals(person.person())) {
            throw Refusal.notAllowed("payment_own_word");
        }
        store.confirm(fund, answer, person, now);
        audit.record(AuditEntry.of(actor, now, "payment.answer_confirmed", "answer:" + answer));
    }

    private static void requireProvince(Actor actor, Role... roles) {
        actor.require(roles);
        actor.requireWholeFund();
    }
}
