package org.tongzhou.notice;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.HttpLine;
import org.tongzhou.kernel.JsonText;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON over HTTP: {@code POST /messages {key, to, text}}, {@code GET /messages/{key}}, {@code GET /receipts?after=}. An
 * answer that cannot be read is no answer.
 */
final class HttpSmsLine implements SmsLine {
    static final int MOST_BYTES = 1 << 20;
    private static final int MOST_RECEIPTS = 1_000;

    /** Of a receipt that cannot be read: it is passed over, since the others would wait behind it for ever. */
    private static final Answer NO_NEWS = new Answer(Word.ACCEPTED, null);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpLine line;

    HttpSmsLine(HttpLine line) {
        this.line = line;
    }

    @Override
    public Answer send(String key, String phone, SmsText text) throws HttpLine.Silence {
        String body = JsonText.object(
                JsonText.text("key", key), JsonText.text("to", phone), JsonText.text("text", text.words()));
        return answer(read(line.ask(line.to("/messages")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8)))));
    }

    @Override
    public Answer status(String key) throws HttpLine.Silence {
        return answer(read(line.ask(line.to("/messages/" + key))));
    }

    @Override
    public List<Receipt> receipts(long after) throws HttpLine.Silence {
        List<Receipt> receipts = new ArrayList<>();
        for (JsonNode each : read(line.ask(line.to("/receipts?after=" + after))).path("receipts")) {
            if (receipts.size() < MOST_RECEIPTS) {
                Answer answer = known(each).orElse(NO_NEWS);
                receipts.add(
                        new Receipt(each.path("seq").asLong(0), each.path("key").asString(""), answer));
            }
        }
        return receipts;
    }

    private static JsonNode read(byte[] body) throws HttpLine.Silence {
        try {
            return JSON.readTree(body);
        } catch (JacksonException broken) {
            throw new HttpLine.Silence("an answer that is no JSON");
        }
    }

    private static Answer answer(JsonNode node) throws HttpLine.Silence {
        return known(node).orElseThrow(() -> new HttpLine.Silence("an answer without a state"));
    }

    /** Empty where the gateway says a word that nobody knows. */
    private static Optional<Answer> known(JsonNode node) {
        String word = node.path("state").asString("").toUpperCase(Locale.ROOT);
        return Arrays.stream(Word.values())
                .filter(each -> each.name().equals(word))
                .findFirst()
                .map(each -> new Answer(each, reason(node.path("reason").asString(""))));
    }

    private static @Nullable String reason(String text) {
        return text.matches("[A-Z0-9_]{2,30}") ? text : null;
    }
}
