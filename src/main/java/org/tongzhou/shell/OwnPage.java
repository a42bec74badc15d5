package org.tongzhou.shell;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;

/** Addresses that come from outside and are led to: only a path of our own site, else the first page. */
public final class OwnPage {
    /** A second slash or a backslash at its start would name another host. */
    private static final Pattern PATH = Pattern.compile("/(?![/\\\\])[\\w\\-./?=&%~:,+]{0,500}");

    private OwnPage() {}

    /** The address itself where it is a path of ours. */
    public static String of(String asked) {
        return PATH.matcher(asked).matches() ? asked : "/";
    }

    /** The page that a form was sent from, as the browser tells it. */
    public static String ofForm(HttpServletRequest request) {
        String from =
                Optional.ofNullable(request.getHeader(HttpHeaders.REFERER)).orElse("/");
        return of(from.replaceFirst("^https?://[^/]*", ""));
    }
}
