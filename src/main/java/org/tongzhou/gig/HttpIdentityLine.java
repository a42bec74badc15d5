package org.tongzhou.gig;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import org.tongzhou.kernel.HttpLine;
import org.tongzhou.kernel.JsonText;
import org.tongzhou.kernel.ResidentId;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** JSON over HTTP: {@code POST /checks {name, number}} answers {@code MATCH} or {@code NO_MATCH}; anything else is silence. */
final class HttpIdentityLine implements IdentityLine {
    static final int MOST_BYTES = 1 << 16;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpLine line;

    HttpIdentityLine(HttpLine line) {
        this.line = line;
    }

    @Override
    public boolean matches(String name, ResidentId id) throws HttpLine.Silence {
        String body = JsonText.object(JsonText.text("name", name), JsonText.text("number", id.number()));
        byte[] answer = line.ask(line.to("/checks")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8)));
        return switch (word(answer)) {
            case "MATCH" -> true;
            case "NO_MATCH" -> false;
            default -> throw new HttpLine.Silence("an answer that is none");
        };
    }

    private static String word(byte[] answer) throws HttpLine.Silence {
        try {
            return JSON.readTree(answer).path("answer").asString("");
        } catch (JacksonException broken) {
            throw new HttpLine.Silence("an answer that is no JSON");
        }
    }
}
