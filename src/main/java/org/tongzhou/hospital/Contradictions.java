package org.tongzhou.hospital;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.claim.ReportDoubts;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundId;

/**
 * Stays that their sender tells otherwise than it did first. What was said first stays, for reviewers to correct, and nothing
 * of it is paid before one of them has looked.
 */
@Component
class Contradictions {
    private final DischargeStore store;
    private final Senders senders;
    private final ReportDoubts doubts;
    private final AuditTrail audit;

    Contradictions(DischargeStore store, Senders senders, ReportDoubts doubts, AuditTrail audit) {
        this.store = store;
        this.senders = senders;
        this.doubts = doubts;
        this.audit = audit;
    }

    /**
     * Raises a doubt about each of these stays that is known with other content; true when there is one. What was told before is
     * no new doubt: people have looked at it, or will. In a transaction of its own: the report that says otherwise may be refused.
     */
    @Transactional
    boolean raise(Actor program, List<ReportedStay> told, Instant now) {
        FundId fund = program.fund();
        Sender sender = senders.of(program);
        Map<ReportedStay, Long> contrary = new LinkedHashMap<>();
        told.forEach(stay -> store.known(fund, sender, stay)
                .filter(known -> !known.same())
                .ifPresent(known -> contrary.put(stay, known.id())));
        if (contrary.isEmpty()) {
            return false;
        }
        List<Long> known = contrary.values().stream().distinct().toList();
        store.contradict(fund, known, now);
        List<String> anew = store.tell(fund, contrary, now).stream()
                .map(Discharge::report)
                .distinct()
                .toList();
        doubts.raise(fund, anew, now);
        audit.recordAll(known.stream()
                .map(id -> AuditEntry.of(program, now, "hospital.contradicted", Discharge.report(id)))
                .toList());
        return true;
    }
}
