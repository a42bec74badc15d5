package org.tongzhou;

import java.util.Map;
import java.util.regex.Pattern;
import org.tongzhou.kernel.Refusal;

/** Where the site listens, {@code TONGZHOU_PORT}; the framework would refuse a wrong one in words of its own. */
final class Port {
    private static final Pattern DIGITS = Pattern.compile("\\d{1,5}");
    private static final int LAST = 65_535;

    private Port() {}

    static void requireUsable(Map<String, String> environment) {
        String port = environment.getOrDefault("TONGZHOU_PORT", "8080");
        if (!DIGITS.matcher(port).matches() || Integer.parseInt(port) > LAST) {
            throw Refusal.invalid("port_unusable", port);
        }
    }
}
