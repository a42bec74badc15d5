package org.tongzhou.simulator;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines of the book's file: {@code M} an order, {@code P} its payments, {@code E} its end, {@code J} a rejection,
 * {@code C} a credit, {@code R} a return. What a power cut left half-written at the end is dropped: nobody was told of it.
 */
final class BookLines {
    private final String text;
    private int whole;

    BookLines(String text) {
        this.text = text;
    }

    static String of(Order order) {
        StringBuilder lines = new StringBuilder();
        line(
                lines,
                "M",
                order.msgId(),
                order.hash(),
                order.debtorAccount(),
                order.day().toString());
        for (Order.Payment payment : order.payments()) {
            line(
                    lines,
                    "P",
                    payment.endToEnd(),
                    Long.toString(payment.fen()),
                    payment.name(),
                    payment.account(),
                    payment.bank());
        }
        line(lines, "E", order.msgId());
        return lines.toString();
    }

    static String rejected(String msgId, String endToEnd, String reason) {
        StringBuilder lines = new StringBuilder();
        line(lines, "J", msgId, endToEnd, reason);
        return lines.toString();
    }

    static String of(Entry entry, String msgId, Outcome outcome) {
        StringBuilder lines = new StringBuilder();
        line(
                lines,
                entry.kind() == Entry.Kind.CREDITED ? "C" : "R",
                Long.toString(entry.seq()),
                msgId,
                entry.endToEnd(),
                Long.toString(entry.fen()),
                entry.day().toString(),
                entry.reason() == null ? "" : entry.reason(),
                outcome.back() == null ? "" : outcome.back(),
                Integer.toString(outcome.backAfterDays()));
        return lines.toString();
    }

    private static void line(StringBuilder lines, String kind, String... fields) {
        lines.append(kind);
        for (String field : fields) {
            lines.append('\t').append(URLEncoder.encode(field, StandardCharsets.UTF_8));
        }
        lines.append('\n');
    }

    /** Bytes of the file up to the last thing that was written whole. */
    long wholeBytes() {
        return text.substring(0, whole).getBytes(StandardCharsets.UTF_8).length;
    }

    void replay(Book book) {
        String[] head = {};
        List<Order.Payment> payments = new ArrayList<>();
        int at = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', at)) {
            String[] fields = fields(text.substring(at, end));
            at = end + 1;
            switch (fields[0]) {
                case "M" -> {
                    head = fields;
                    payments.clear();
                    continue;
                }
                case "P" -> {
                    payments.add(
                            new Order.Payment(fields[1], Long.parseLong(fields[2]), fields[3], fields[4], fields[5]));
                    continue;
                }
                case "E" -> book.remember(order(head, payments), 0);
                case "J" -> book.decide(fields[1], fields[2], fields[3]);
                default -> entry(book, fields);
            }
            whole = at;
        }
    }

    private static Order order(String[] head, List<Order.Payment> payments) {
        return new Order(head[1], head[2], head[3], LocalDate.parse(head[4]), payments);
    }

    private static void entry(Book book, String[] f) {
        Entry entry = new Entry(
                Long.parseLong(f[1]),
                f[0].equals("C") ? Entry.Kind.CREDITED : Entry.Kind.RETURNED,
                f[3],
                Long.parseLong(f[4]),
                LocalDate.parse(f[5]),
                f[6].isEmpty() ? null : f[6]);
        book.book(entry, f[2], new Outcome(null, f[7].isEmpty() ? null : f[7], Integer.parseInt(f[8])));
    }

    private static String[] fields(String line) {
        String[] fields = line.split("\t", -1);
        for (int i = 1; i < fields.length; i++) {
            fields[i] = URLDecoder.decode(fields[i], StandardCharsets.UTF_8);
        }
        return fields;
    }
}
