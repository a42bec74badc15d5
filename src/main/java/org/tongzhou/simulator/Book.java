package org.tongzhou.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The bank's book: an append-only file, forced to disk before anything is answered, read again at the next start. Credits
 * are counted for each end-to-end id as they happen, so that a second one for the same instruction stays visible.
 */
final class Book implements AutoCloseable {
    private final FileChannel file;
    private final Map<String, Order> orders = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> decided = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Due> due = new LinkedHashMap<>();
    private final List<Coming> coming = new ArrayList<>();

    private record Due(String msgId, Order.Payment payment, long atMillis) {}

    private record Coming(String endToEnd, long fen, LocalDate day, String reason) {}

    private Book(FileChannel file) {
        this.file = file;
    }

    static Book open(Path path) throws IOException {
        if (path.toAbsolutePath().getParent() != null) {
            Files.createDirectories(path.toAbsolutePath().getParent());
        }
        FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        Book book = new Book(file);
        book.load();
        return book;
    }

    private void load() throws IOException {
        ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(file.size()));
        while (all.hasRemaining() && file.read(all) >= 0) {
            // until the whole file is in
        }
        BookLines lines = new BookLines(new String(all.array(), StandardCharsets.UTF_8));
        lines.replay(this);
        file.truncate(lines.wholeBytes());
        file.position(lines.wholeBytes());
    }

    private void append(String lines) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8));
            while (buffer.hasRemaining()) {
                file.write(buffer);
            }
            file.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized Optional<Order> order(String msgId) {
        return Optional.ofNullable(orders.get(msgId));
    }

    /** Takes an order in, durably; its payments are executed after {@code slowMillis}. */
    synchronized void take(Order order, long slowMillis) {
        append(BookLines.of(order));
        remember(order, System.currentTimeMillis() + slowMillis);
    }

    synchronized void remember(Order order, long executeAt) {
        orders.put(order.msgId(), order);
        decided.putIfAbsent(order.msgId(), new HashMap<>());
        order.payments()
                .forEach(payment ->
                        due.put(key(order.msgId(), payment.endToEnd()), new Due(order.msgId(), payment, executeAt)));
    }

    /** Executes what is due; each payment is credited or rejected as the script says. */
    synchronized void execute(Script script, long nowMillis) {
        StringBuilder lines = new StringBuilder();
        List<Runnable> effects = new ArrayList<>();
        long seq = entries.size();
        for (Iterator<Due> next = due.values().iterator(); next.hasNext(); ) {
            Due each = next.next();
            if (each.atMillis() > nowMillis) {
                continue;
            }
            next.remove();
            Outcome outcome = script.outcome(each.payment());
            String reject = outcome.reject();
            if (reject != null) {
                lines.append(BookLines.rejected(each.msgId(), each.payment().endToEnd(), reject));
                effects.add(() -> decide(each.msgId(), each.payment().endToEnd(), reject));
            } else {
                Entry entry = credit(++seq, each);
                lines.append(BookLines.of(entry, each.msgId(), outcome));
                effects.add(() -> book(entry, each.msgId(), outcome));
            }
        }
        if (lines.length() > 0) {
            append(lines.toString());
            effects.forEach(Runnable::run);
        }
    }

    private Entry credit(long seq, Due due) {
        LocalDate day = Objects.requireNonNull(orders.get(due.msgId())).day();
        return new Entry(
                seq,
                Entry.Kind.CREDITED,
                due.payment().endToEnd(),
                due.payment().fen(),
                day,
                null);
    }

    /** Sends back what the script returns on or before the day. */
    synchronized void mature(LocalDate upTo) {
        List<Coming> ripe =
                coming.stream().filter(back -> !back.day().isAfter(upTo)).toList();
        for (Coming back : ripe) {
            Entry entry = new Entry(
                    entries.size() + 1L, Entry.Kind.RETURNED, back.endToEnd(), back.fen(), back.day(), back.reason());
            append(BookLines.of(entry, "-", Outcome.CREDIT));
            book(entry, "-", Outcome.CREDIT);
        }
    }

    synchronized void decide(String msgId, String endToEnd, String reason) {
        decided.computeIfAbsent(msgId, each -> new HashMap<>()).put(endToEnd, reason);
        forget(msgId, endToEnd);
    }

    synchronized void book(Entry entry, String msgId, Outcome outcome) {
        entries.add(entry);
        if (entry.kind() == Entry.Kind.RETURNED) {
            coming.removeIf(back ->
                    back.endToEnd().equals(entry.endToEnd()) && back.day().equals(entry.day()));
            return;
        }
        decided.computeIfAbsent(msgId, each -> new HashMap<>()).put(entry.endToEnd(), "");
        forget(msgId, entry.endToEnd());
        if (outcome.back() != null) {
            coming.add(new Coming(
                    entry.endToEnd(), entry.fen(), entry.day().plusDays(outcome.backAfterDays()), outcome.back()));
        }
    }

    private void forget(String msgId, String endToEnd) {
        due.remove(key(msgId, endToEnd));
    }

    private static String key(String msgId, String endToEnd) {
        return msgId + '|' + endToEnd;
    }

    /** For each decided payment of an order: the reason it was rejected for, or an empty text when it was credited. */
    synchronized Map<String, String> decisions(String msgId) {
        return Map.copyOf(decided.getOrDefault(msgId, Map.of()));
    }

    /** At most 1,000 entries after a sequence number. */
    synchronized List<Entry> after(long seq) {
        int from = (int) Math.min(Math.max(seq, 0), entries.size());
        return List.copyOf(entries.subList(from, Math.min(entries.size(), from + 1000)));
    }

    synchronized List<Entry> all() {
        return List.copyOf(entries);
    }

    synchronized Collection<Order> allOrders() {
        return List.copyOf(orders.values());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
