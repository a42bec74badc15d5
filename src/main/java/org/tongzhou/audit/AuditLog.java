package org.tongzhou.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Book;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;

/** Reads the trail, for auditors and administrators, as far as their territory reaches. */
@Component
public class AuditLog {
    private static final int PAGE = 50;

    private final AuditStore store;
    private final EntryBook book;

    AuditLog(AuditStore store, EntryBook book) {
        this.store = store;
        this.book = book;
    }

    /** The newest link of the chain, for whoever wants to note it down: later, verification must find the same hash. */
    public Optional<Book.Seal> newestSeal(Actor actor) {
        actor.require(Role.AUDITOR, Role.ADMIN);
        return book.last(actor.fund());
    }

    /** Newest first. */
    public Slice<Entry> search(Actor actor, Search search) {
        actor.require(Role.AUDITOR, Role.ADMIN);
        return Slice.of(store.search(actor.scope(), search, PAGE + 1), PAGE, e -> Long.toString(e.id()));
    }

    /** What to look for; null is anything. {@code before} continues a slice: ids below it. */
    public record Search(
            @Nullable String subject,
            @Nullable Long account,
            @Nullable LocalDate day,
            long before) {
        @Nullable
        OffsetDateTime since() {
            return day == null ? null : day.atStartOfDay(FundClock.ZONE).toOffsetDateTime();
        }

        @Nullable
        OffsetDateTime until() {
            return day == null
                    ? null
                    : day.plusDays(1).atStartOfDay(FundClock.ZONE).toOffsetDateTime();
        }
    }

    /** One entry; {@code actor} is masked, account 0 is the system itself. */
    public record Entry(
            long id,
            Instant at,
            long account,
            String actor,
            String action,
            String subject,
            Map<String, String> details) {}
}
