package org.tongzhou.story;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A form as it stands in a page, hidden fields included, filled in by name and sent as a browser sends it. */
final class WebForm {
    private static final Pattern CONTROL = Pattern.compile(
            "<input\\b([^>]*)>|<textarea\\b([^>]*)>(.*?)</textarea>|<select\\b([^>]*)>(.*?)</select>", Pattern.DOTALL);
    private static final Pattern OPTION = Pattern.compile("<option\\b([^>]*)>", Pattern.DOTALL);

    private record Attached(String field, String name, byte[] bytes) {}

    private final WebPage page;
    private final String action;
    private final boolean multipart;
    private final boolean get;
    private final List<Map.Entry<String, String>> fields = new ArrayList<>();
    private final List<Attached> files = new ArrayList<>();

    private WebForm(WebPage page, String head) {
        this.page = page;
        this.action = WebPage.attribute(head, "action").orElse(page.uri().getPath());
        this.multipart = head.contains("multipart/form-data");
        this.get = !WebPage.attribute(head, "method").orElse("get").equals("post");
    }

    static WebForm read(WebPage page, String head, String inside) {
        WebForm form = new WebForm(page, head);
        CONTROL.matcher(inside).results().forEach(form::add);
        WebPage.attribute(head, "id").ifPresent(form::addFromOutside);
        return form;
    }

    /** Controls elsewhere in the page that name this form. */
    private void addFromOutside(String id) {
        CONTROL.matcher(page.html())
                .results()
                .filter(control -> control.group().contains(" form=\"" + id + "\""))
                .forEach(this::add);
    }

    private void add(MatchResult control) {
        if (control.group(1) != null) {
            input(control.group(1));
        } else if (control.group(2) != null) {
            WebPage.attribute(control.group(2), "name")
                    .ifPresent(name -> fields.add(Map.entry(name, WebPage.unescaped(control.group(3)))));
        } else {
            WebPage.attribute(control.group(4), "name")
                    .ifPresent(name -> fields.add(Map.entry(name, chosen(control.group(5)))));
        }
    }

    private void input(String tag) {
        String type = WebPage.attribute(tag, "type").orElse("text");
        boolean ticked = !type.matches("radio|checkbox") || WebPage.has(tag, "checked");
        if (ticked && !type.equals("file")) {
            WebPage.attribute(tag, "name")
                    .ifPresent(name -> fields.add(Map.entry(
                            name, WebPage.attribute(tag, "value").orElse(type.equals("checkbox") ? "on" : ""))));
        }
    }

    private static String chosen(String options) {
        String first = null;
        Matcher option = OPTION.matcher(options);
        while (option.find()) {
            String value = WebPage.attribute(option.group(1), "value").orElse("");
            if (WebPage.has(option.group(1), "selected")) {
                return value;
            }
            first = first == null ? value : first;
        }
        return first == null ? "" : first;
    }

    String action() {
        return action;
    }

    String value(String name) {
        return fields.stream()
                .filter(field -> field.getKey().equals(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    /** One value in place of what stands there. */
    WebForm fill(String name, String value) {
        fields.removeIf(field -> field.getKey().equals(name));
        fields.add(Map.entry(name, value));
        return this;
    }

    /** As if by the button of this name. */
    WebForm by(String button) {
        return fill(button, "");
    }

    /** One more value of a field that may have several. */
    WebForm tick(String name, String value) {
        fields.add(Map.entry(name, value));
        return this;
    }

    WebForm attach(String field, String name, byte[] bytes) {
        files.add(new Attached(field, name, bytes));
        return this;
    }

    /** Sends the form and answers the page that it leads to, refusals included. */
    WebPage post() {
        java.net.URI to = page.uri().resolve(get ? action + "?" + encoded() : action);
        HttpRequest.Builder request = HttpRequest.newBuilder(to);
        if (get) {
            return page.user().send(request.GET());
        }
        if (multipart) {
            String boundary = "form-" + UUID.randomUUID();
            return page.user()
                    .send(request.header("Content-Type", "multipart/form-data; boundary=" + boundary)
                            .POST(HttpRequest.BodyPublishers.ofByteArray(parts(boundary))));
        }
        return page.user()
                .send(request.header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(encoded())));
    }

    /** Sends the form; what it leads to must be a page. */
    WebPage send() {
        return post().isOk();
    }

    private String encoded() {
        StringBuilder body = new StringBuilder();
        for (Map.Entry<String, String> field : fields) {
            body.append(body.isEmpty() ? "" : "&")
                    .append(URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8));
        }
        return body.toString();
    }

    private byte[] parts(String boundary) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Map.Entry<String, String> field : fields) {
            text(
                    body,
                    "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + field.getKey() + "\"\r\n\r\n"
                            + field.getValue() + "\r\n");
        }
        for (Attached file : files) {
            text(
                    body,
                    "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + file.field() + "\"; filename=\""
                            + file.name() + "\"\r\nContent-Type: application/octet-stream\r\n\r\n");
            body.writeBytes(file.bytes());
            text(body, "\r\n");
        }
        text(body, "--" + boundary + "--\r\n");
        return body.toByteArray();
    }

    private static void text(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
