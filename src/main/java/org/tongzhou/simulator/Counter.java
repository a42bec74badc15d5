package org.tongzhou.simulator;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the bank says, whichever way it is asked. */
final class Counter {
    private static final int LIES_TOLD = 2;

    private final Book book;
    private final Script script;
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();

    Counter(Book book, Script script) {
        this.book = book;
        this.script = script;
    }

    byte[] receive(byte[] body) {
        Order order;
        try {
            order = OrderReader.read(body);
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            return Messages.whole("UNREADABLE", "RJCT", "FF01");
        }
        synchronized (book) {
            if (book.order(order.msgId()).isPresent() && !script.takesSameMessageAgain()) {
                return Messages.whole(order.msgId(), "RJCT", "DU01");
            }
            book.take(order, script.slowMillis());
        }
        return Messages.whole(order.msgId(), "ACTC", null);
    }

    byte[] status(String msgId) {
        Optional<Order> order = book.order(msgId);
        if (order.isEmpty()) {
            return Messages.whole(msgId, "RJCT", "NOOR");
        }
        Map<String, String> decided = book.decisions(msgId);
        boolean lying = !decided.isEmpty() && asked.merge(msgId, 1, Integer::sum) <= LIES_TOLD;
        List<String> lies =
                lying ? decided.keySet().stream().filter(script::lies).toList() : List.of();
        return Messages.status(order.get(), decided, lies);
    }

    /** Lines after a sequence number; what comes back by {@code upTo} has come back. */
    byte[] notice(long after, @Nullable LocalDate upTo) {
        if (upTo != null) {
            book.mature(upTo);
        }
        long from = script.draws().happens("double") ? Math.max(0, after - 5) : after;
        List<Entry> entries = book.after(from);
        long next = entries.isEmpty() ? from : entries.get(entries.size() - 1).seq();
        return Messages.notice(from, Math.max(next, after), entries);
    }

    /** Days before {@code day} that have lines, each with its statement. */
    Map<LocalDate, byte[]> statementsBefore(LocalDate day) {
        return Statements.before(book.all(), day);
    }
}
