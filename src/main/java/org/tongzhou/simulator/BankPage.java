package org.tongzhou.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.tongzhou.kernel.Mask;

/** The bank's own view: accounts with what reached them, the latest lines, and any instruction credited more than once. */
final class BankPage {
    private static final int SHOWN = 200;
    private final SimulatedPage page;
    private final Script script;
    private final Map<String, Order.Payment> payments = new HashMap<>();
    private final List<Entry> entries;

    private BankPage(Book book, Script script, String language) {
        this.script = script;
        this.page = new SimulatedPage(language, "simulator.title", "simulator.about");
        this.entries = book.all();
        book.allOrders().forEach(order -> order.payments().forEach(each -> payments.put(each.endToEnd(), each)));
    }

    static String render(Book book, Script script, String language) {
        return new BankPage(book, script, language).html();
    }

    private String html() {
        temper();
        doubles();
        accounts();
        latest();
        return page.end();
    }

    private void temper() {
        page.add("<h2>" + page.say("simulator.temper") + "</h2>");
        if (script.habits().isEmpty()) {
            page.add("<p>" + page.say("simulator.temper.none") + "</p>");
            return;
        }
        page.table("simulator.temper", "simulator.word", "simulator.means");
        for (Script.Habit habit : script.habits()) {
            page.add("<tr><td><code>" + SimulatedPage.escape(habit.word()) + "</code></td><td>"
                    + SimulatedPage.escape(page.say(
                            "simulator.habit." + habit.name(), habit.parts().toArray())) + "</td></tr>");
        }
        page.tableEnd();
    }

    private void doubles() {
        Map<String, Integer> counts = new HashMap<>();
        entries.stream()
                .filter(entry -> entry.kind() == Entry.Kind.CREDITED)
                .forEach(entry -> counts.merge(entry.endToEnd(), 1, Integer::sum));
        List<String> twice = counts.entrySet().stream()
                .filter(each -> each.getValue() > 1)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        page.add(
                twice.isEmpty()
                        ? "<p>" + page.say("simulator.no_doubles", counts.size()) + "</p>"
                        : "<p class=\"bad\">"
                                + page.say("simulator.doubles", SimulatedPage.escape(String.join(", ", twice)))
                                + "</p>");
    }

    private void accounts() {
        Map<String, long[]> sums = new LinkedHashMap<>();
        for (Entry entry : entries) {
            Order.Payment payment = Objects.requireNonNull(payments.get(entry.endToEnd()));
            boolean credited = entry.kind() == Entry.Kind.CREDITED;
            long[] sum = sums.computeIfAbsent(label(payment), each -> new long[2]);
            sum[credited ? 0 : 1] += entry.fen();
        }
        page.add("<h2>" + page.say("simulator.accounts") + "</h2>");
        page.table("simulator.accounts", "simulator.account", "simulator.credited#", "simulator.returned#");
        sums.entrySet().stream()
                .limit(SHOWN)
                .forEach(each -> page.add("<tr><td>" + SimulatedPage.escape(each.getKey()) + "</td><td class=\"r\">"
                        + yuan(each.getValue()[0]) + "</td><td class=\"r\">" + yuan(each.getValue()[1])
                        + "</td></tr>"));
        page.tableEnd();
    }

    private void latest() {
        page.add("<h2>" + page.say("simulator.lines") + "</h2>");
        page.table(
                "simulator.lines",
                "simulator.ref",
                "simulator.day",
                "simulator.kind",
                "simulator.name",
                "simulator.sum#",
                "simulator.reason");
        List<Entry> newest = new ArrayList<>(entries.subList(Math.max(0, entries.size() - SHOWN), entries.size()));
        java.util.Collections.reverse(newest);
        for (Entry entry : newest) {
            page.add("<tr><td>" + entry.ref() + "</td><td>" + entry.day() + "</td><td>"
                    + page.say(entry.kind() == Entry.Kind.CREDITED ? "simulator.credit" : "simulator.return")
                    + "</td><td>" + SimulatedPage.escape(entry.endToEnd()) + "</td><td class=\"r\">" + yuan(entry.fen())
                    + "</td><td>"
                    + (entry.reason() == null ? "" : SimulatedPage.escape(entry.reason())) + "</td></tr>");
        }
        page.tableEnd();
    }

    private static String label(Order.Payment payment) {
        return Mask.name(payment.name()) + " · " + payment.bank() + " · " + Mask.cardTail(payment.account());
    }

    private static String yuan(long fen) {
        return String.format(Locale.ROOT, "%,.2f", fen / 100.0);
    }
}
