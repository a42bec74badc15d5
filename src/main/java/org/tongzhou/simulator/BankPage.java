package org.tongzhou.simulator;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import org.tongzhou.kernel.Mask;

/** The bank's own view: accounts with what reached them, the latest lines, and any instruction credited more than once. */
final class BankPage {
    private static final int SHOWN = 200;
    private static final String STYLE =
            "body{font:14px/1.6 system-ui,sans-serif;margin:24px;background:#f4f5f1;color:#17211f}"
                    + "a{color:#0f5c55}div{overflow-x:auto}table{border-collapse:collapse;background:#fff;margin:8px 0 24px}"
                    + "th,td{padding:6px 14px;border-bottom:1px solid #dee3dd;text-align:left;font-variant-numeric:tabular-nums}"
                    + "code{white-space:nowrap}.r{text-align:right}.bad{color:#9c2b1c;font-weight:600}";

    private final ResourceBundle words;
    private final Script script;
    private final Map<String, Order.Payment> payments = new HashMap<>();
    private final List<Entry> entries;

    private BankPage(Book book, Script script, ResourceBundle words) {
        this.script = script;
        this.words = words;
        this.entries = book.all();
        book.allOrders().forEach(order -> order.payments().forEach(each -> payments.put(each.endToEnd(), each)));
    }

    static String render(Book book, Script script, String language) {
        Locale locale = language.equals("en") ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
        ResourceBundle.Control exact =
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_DEFAULT);
        return new BankPage(book, script, ResourceBundle.getBundle("messages.simulator", locale, exact)).html();
    }

    private String html() {
        String other = say("simulator.lang").equals("en") ? "zh" : "en";
        StringBuilder page = new StringBuilder("<!doctype html><html lang=\"" + say("simulator.lang") + "\"><head>"
                + "<meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                + "<link rel=\"icon\" href=\"data:,\"><title>" + say("simulator.title") + "</title><style>" + STYLE
                + "</style></head><body><main><p class=\"r\"><a href=\"/?lang=" + other + "\" lang=\"" + other + "\">"
                + say("simulator.other") + "</a></p><h1>" + say("simulator.title") + "</h1><p>" + say("simulator.about")
                + "</p>");
        temper(page);
        doubles(page);
        accounts(page);
        latest(page);
        return page.append("</main></body></html>").toString();
    }

    private void temper(StringBuilder page) {
        page.append("<h2>" + say("simulator.temper") + "</h2>");
        if (script.habits().isEmpty()) {
            page.append("<p>" + say("simulator.temper.none") + "</p>");
            return;
        }
        table(page, "simulator.temper", "simulator.word", "simulator.means");
        for (Script.Habit habit : script.habits()) {
            page.append("<tr><td><code>" + escape(habit.word()) + "</code></td><td>"
                    + escape(
                            say("simulator.habit." + habit.name(), habit.parts().toArray())) + "</td></tr>");
        }
        page.append("</tbody></table></div>");
    }

    /** Opens a table that can be scrolled on a narrow screen; headings that end in {@code #} are of numbers. */
    private void table(StringBuilder page, String label, String... headings) {
        page.append("<div tabindex=\"0\" role=\"region\" aria-label=\"" + say(label) + "\"><table><thead><tr>");
        for (String heading : headings) {
            boolean number = heading.endsWith("#");
            page.append("<th scope=\"col\"" + (number ? " class=\"r\">" : ">")
                    + say(number ? heading.substring(0, heading.length() - 1) : heading) + "</th>");
        }
        page.append("</tr></thead><tbody>");
    }

    private void doubles(StringBuilder page) {
        Map<String, Integer> counts = new HashMap<>();
        entries.stream()
                .filter(entry -> entry.kind() == Entry.Kind.CREDITED)
                .forEach(entry -> counts.merge(entry.endToEnd(), 1, Integer::sum));
        List<String> twice = counts.entrySet().stream()
                .filter(each -> each.getValue() > 1)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        page.append(
                twice.isEmpty()
                        ? "<p>" + say("simulator.no_doubles", counts.size()) + "</p>"
                        : "<p class=\"bad\">" + say("simulator.doubles", escape(String.join(", ", twice))) + "</p>");
    }

    private void accounts(StringBuilder page) {
        Map<String, long[]> sums = new LinkedHashMap<>();
        for (Entry entry : entries) {
            Order.Payment payment = Objects.requireNonNull(payments.get(entry.endToEnd()));
            boolean credited = entry.kind() == Entry.Kind.CREDITED;
            long[] sum = sums.computeIfAbsent(label(payment), each -> new long[2]);
            sum[credited ? 0 : 1] += entry.fen();
        }
        page.append("<h2>" + say("simulator.accounts") + "</h2>");
        table(page, "simulator.accounts", "simulator.account", "simulator.credited#", "simulator.returned#");
        sums.entrySet().stream()
                .limit(SHOWN)
                .forEach(each -> page.append(
                        "<tr><td>" + escape(each.getKey()) + "</td><td class=\"r\">" + yuan(each.getValue()[0])
                                + "</td><td class=\"r\">" + yuan(each.getValue()[1]) + "</td></tr>"));
        page.append("</tbody></table></div>");
    }

    private void latest(StringBuilder page) {
        page.append("<h2>" + say("simulator.lines") + "</h2>");
        table(
                page,
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
            page.append("<tr><td>" + entry.ref() + "</td><td>" + entry.day() + "</td><td>"
                    + say(entry.kind() == Entry.Kind.CREDITED ? "simulator.credit" : "simulator.return")
                    + "</td><td>" + escape(entry.endToEnd()) + "</td><td class=\"r\">" + yuan(entry.fen()) + "</td><td>"
                    + (entry.reason() == null ? "" : escape(entry.reason())) + "</td></tr>");
        }
        page.append("</tbody></table></div>");
    }

    private static String label(Order.Payment payment) {
        return Mask.name(payment.name()) + " · " + payment.bank() + " · " + Mask.cardTail(payment.account());
    }

    private String say(String key, Object... details) {
        return new MessageFormat(words.getString(key), words.getLocale()).format(details);
    }

    private static String yuan(long fen) {
        return String.format(Locale.ROOT, "%,.2f", fen / 100.0);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
