package org.tongzhou.simulator;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The frame of a simulated house's own page: a title, what it is, its prearranged faults, and what it shows. */
final class SimulatedPage {
    private static final String STYLE =
            "body{font:14px/1.6 system-ui,sans-serif;margin:24px;background:#f4f5f1;color:#17211f}"
                    + "a{color:#0f5c55}div{overflow-x:auto}table{border-collapse:collapse;background:#fff;margin:8px 0 24px}"
                    + "th,td{padding:6px 14px;border-bottom:1px solid #dee3dd;text-align:left;font-variant-numeric:tabular-nums}"
                    + "code{white-space:nowrap}.r{text-align:right}.bad{color:#9c2b1c;font-weight:600}";

    private final ResourceBundle words;
    private final StringBuilder html = new StringBuilder();

    SimulatedPage(String language, String title, String about) {
        Locale locale = language.equals("en") ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
        ResourceBundle.Control exact =
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_DEFAULT);
        this.words = ResourceBundle.getBundle("messages.simulator", locale, exact);
        String other = say("simulator.lang").equals("en") ? "zh" : "en";
        html.append("<!doctype html><html lang=\"" + say("simulator.lang") + "\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                + "<link rel=\"icon\" href=\"data:,\"><title>" + say(title) + "</title><style>" + STYLE
                + "</style></head><body><main><p class=\"r\"><a href=\"/?lang=" + other + "\" lang=\"" + other + "\">"
                + say("simulator.other") + "</a></p><h1>" + say(title) + "</h1><p>" + say(about) + "</p>");
    }

    SimulatedPage temper(String script) {
        html.append("<h2>" + say("simulator.temper") + "</h2><p>"
                + (script.isBlank() ? say("simulator.temper.none") : "<code>" + escape(script) + "</code>") + "</p>");
        return this;
    }

    /** Opens a table that can be scrolled on a narrow screen; headings that end in {@code #} are of numbers. */
    SimulatedPage table(String label, String... headings) {
        html.append("<div tabindex=\"0\" role=\"region\" aria-label=\"" + say(label) + "\"><table><thead><tr>");
        for (String heading : headings) {
            boolean number = heading.endsWith("#");
            html.append("<th scope=\"col\"" + (number ? " class=\"r\">" : ">")
                    + say(number ? heading.substring(0, heading.length() - 1) : heading) + "</th>");
        }
        html.append("</tr></thead><tbody>");
        return this;
    }

    SimulatedPage tableEnd() {
        return add("</tbody></table></div>");
    }

    SimulatedPage add(String part) {
        html.append(part);
        return this;
    }

    String end() {
        return html.append("</main></body></html>").toString();
    }

    String say(String key, Object... details) {
        return new MessageFormat(words.getString(key), words.getLocale()).format(details);
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
