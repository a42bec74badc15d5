package org.tongzhou.simulator;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tongzhou.kernel.Mask;

/** The phones and what arrived on them, newest first, and any message that reached a phone more than once. */
final class SmsPage {
    private static final int SHOWN = 200;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));

    private SmsPage() {}

    static String render(List<SmsBook.Message> all, String script, String language) {
        SimulatedPage page = new SimulatedPage(language, "simulator.sms.title", "simulator.sms.about").temper(script);
        List<String> twice = twice(all);
        page.add(
                twice.isEmpty()
                        ? "<p>" + page.say("simulator.sms.no_doubles", delivered(all)) + "</p>"
                        : "<p class=\"bad\">" + page.say("simulator.sms.doubles", String.join(", ", twice)) + "</p>");
        page.add("<h2>" + page.say("simulator.sms.arrived") + "</h2>")
                .table(
                        "simulator.sms.arrived",
                        "simulator.sms.phone",
                        "simulator.sms.time",
                        "simulator.sms.text",
                        "simulator.sms.state");
        List<SmsBook.Message> newest = new ArrayList<>(all.subList(Math.max(0, all.size() - SHOWN), all.size()));
        Collections.reverse(newest);
        for (SmsBook.Message each : newest) {
            page.add("<tr><td>" + Mask.phone(each.to()) + "</td><td>" + TIME.format(Instant.ofEpochMilli(each.at()))
                    + "</td><td>" + SimulatedPage.escape(each.text()) + "</td><td>"
                    + page.say("simulator.sms." + each.state().name().toLowerCase(Locale.ROOT)) + "</td></tr>");
        }
        return page.tableEnd().end();
    }

    private static long delivered(List<SmsBook.Message> all) {
        return all.stream()
                .filter(each -> each.state() == SmsBook.State.DELIVERED)
                .count();
    }

    /** Keys but for their last part name the sender's message. */
    private static List<String> twice(List<SmsBook.Message> all) {
        Map<String, Integer> counts = new HashMap<>();
        all.stream()
                .filter(each -> each.state() == SmsBook.State.DELIVERED)
                .forEach(each -> counts.merge(each.key().replaceFirst("-\\d$", ""), 1, Integer::sum));
        return counts.entrySet().stream()
                .filter(each -> each.getValue() > 1)
                .map(each -> SimulatedPage.escape(each.getKey()))
                .sorted()
                .toList();
    }
}
