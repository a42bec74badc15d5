package org.tongzhou.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page as one user was shown it. */
record WebPage(WebUser user, int status, URI uri, byte[] body) {
    private static final Pattern FORM = Pattern.compile("<form\\b([^>]*)>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern TAG = Pattern.compile("<(script|style)\\b.*?</\\1>|<[^>]*>", Pattern.DOTALL);

    String html() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** What a reader sees, in one line. */
    String text() {
        return unescaped(TAG.matcher(html()).replaceAll(" ")).replaceAll("\\s+", " ");
    }

    WebPage sees(String... words) {
        for (String word : words) {
            assertThat(text()).as(uri.getPath()).contains(word);
        }
        return this;
    }

    /** The first words that are this pattern. */
    String word(String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(text());
        assertThat(found.find()).as("no %s at %s", pattern, uri).isTrue();
        return found.group();
    }

    WebPage isOk() {
        assertThat(status).as("%s: %s", uri, text()).isEqualTo(200);
        return this;
    }

    /** The last whole number of the page's own address. */
    long id() {
        Matcher number = Pattern.compile("/(\\d+)(?:/[^\\d]*)?$").matcher(uri.getPath());
        assertThat(number.find()).as("no id in %s", uri).isTrue();
        return Long.parseLong(number.group(1));
    }

    /** The first form whose action is this pattern as a whole. */
    WebForm form(String action) {
        return forms(action).stream()
                .findFirst()
                .orElseThrow(() -> new AssertionError("no form " + action + " at " + uri + ": " + text()));
    }

    boolean offers(String action) {
        return !forms(action).isEmpty();
    }

    List<WebForm> forms(String action) {
        return FORM.matcher(html())
                .results()
                .filter(form -> attribute(form.group(1), "action").orElse("").matches(action))
                .map(form -> WebForm.read(this, form.group(1), form.group(2)))
                .toList();
    }

    /** The address of the first link whose address is this pattern as a whole. */
    String link(String pattern) {
        return links(pattern).stream()
                .findFirst()
                .orElseThrow(() -> new AssertionError("no link " + pattern + " at " + uri + ": " + text()));
    }

    List<String> links(String pattern) {
        return Pattern.compile("<a\\b([^>]*)>")
                .matcher(html())
                .results()
                .flatMap(link -> attribute(link.group(1), "href").stream())
                .filter(href -> href.matches(pattern))
                .distinct()
                .toList();
    }

    WebPage follow(String pattern) {
        return user.open(link(pattern));
    }

    static Optional<String> attribute(String tag, String name) {
        Matcher found = Pattern.compile("(?:^|\\s)" + name + "=\"([^\"]*)\"").matcher(tag);
        return found.find() ? Optional.of(unescaped(found.group(1))) : Optional.empty();
    }

    static boolean has(String tag, String name) {
        return Pattern.compile("(?:^|\\s)" + name + "(?:[\\s=/>]|$)")
                .matcher(tag)
                .find();
    }

    static String unescaped(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#34;", "\"")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&nbsp;", "\u00a0")
                .replace("&amp;", "&");
    }
}
