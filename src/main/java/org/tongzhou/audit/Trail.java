package org.tongzhou.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.database.LastTrip;
import org.tongzhou.database.LastTrip.Writer;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;

/** Writes the trail at the end of the caller's transaction: what did not happen leaves no entry. */
@Component
class Trail implements AuditTrail {
    private final LastTrip last;
    private final Writer<AuditEntry> entries;
    private final Writer<Perhaps> perhaps;

    /** Written only if it happened; the statement goes either way. */
    private record Perhaps(boolean happened, AuditEntry entry) {}

    Trail(AuditStore store, LastTrip last) {
        this.last = last;
        this.entries = store::insertAll;
        this.perhaps = (trip, rows) -> store.insertAll(
                trip,
                rows.stream().filter(Perhaps::happened).map(Perhaps::entry).toList());
    }

    @Override
    @Transactional
    public void record(AuditEntry entry) {
        recordAll(List.of(entry));
    }

    @Override
    @Transactional
    public void recordIf(boolean happened, AuditEntry entry) {
        last.leave(perhaps, List.of(new Perhaps(happened, inMicros(entry))));
    }

    @Override
    @Transactional
    public void recordAll(List<AuditEntry> entries) {
        if (!entries.isEmpty()) {
            last.leave(this.entries, entries.stream().map(Trail::inMicros).toList());
        }
    }

    private static AuditEntry inMicros(AuditEntry entry) {
        Instant at = entry.at().truncatedTo(ChronoUnit.MICROS);
        return new AuditEntry(entry.actor(), at, entry.action(), entry.subject(), entry.details());
    }
}
