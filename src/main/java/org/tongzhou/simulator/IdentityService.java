package org.tongzhou.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.tongzhou.kernel.JsonText;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A register of people of our own: {@code POST /checks {name, number}} answers {@code MATCH} or {@code NO_MATCH}. It takes the
 * first name that it hears for a number as the right one and keeps neither: a keyed fingerprint of both lies in memory. The
 * script's words, besides those of every house: {@code noMatch=0.05} (by number), {@code busy=0.1} (503).
 */
public final class IdentityService implements AutoCloseable {
    private static final Set<String> WORDS = Set.of("noMatch", "busy");
    private static final int MAX_BODY = 1 << 14;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Draws draws;
    private final Front front;
    private final Map<Integer, Integer> names = new ConcurrentHashMap<>();
    private final Map<String, Integer> answers = new ConcurrentHashMap<>();

    private IdentityService(Draws draws, Front front) {
        this.draws = draws;
        this.front = front;
    }

    /** Opens; {@code port} 0 takes a free one. */
    public static IdentityService open(int port, String script, String secret) throws IOException {
        Draws draws = Draws.parse(script, SimulatorCommand.with(Front.WORDS, WORDS));
        IdentityService service = new IdentityService(draws, new Front(port, secret, draws));
        service.front.desk("/checks", service::checks).open(language -> service.page(script, language));
        return service;
    }

    public int port() {
        return front.port();
    }

    private void checks(HttpExchange exchange) throws IOException, InterruptedException {
        if (draws.happens("loseRequest")) {
            return;
        }
        try {
            JsonNode body = JSON.readTree(exchange.getRequestBody().readNBytes(MAX_BODY));
            boolean busy = draws.happens("busy");
            String answer = busy
                    ? "BUSY"
                    : answer(body.path("name").asString(""), body.path("number").asString(""));
            answers.merge(answer, 1, Integer::sum);
            byte[] json = JsonText.object(JsonText.text("answer", answer)).getBytes(StandardCharsets.UTF_8);
            front.respond(exchange, busy ? 503 : 200, "application/json", json);
        } catch (JacksonException broken) {
            Front.answer(exchange, 400, "text/plain", new byte[0]);
        }
    }

    private String answer(String name, String number) {
        boolean known = names.computeIfAbsent(number.hashCode(), each -> name.hashCode()) == name.hashCode();
        return known && draws.happensTo("noMatch", number).isEmpty() ? "MATCH" : "NO_MATCH";
    }

    private String page(String script, String language) {
        SimulatedPage page =
                new SimulatedPage(language, "simulator.identity.title", "simulator.identity.about").temper(script);
        page.add("<h2>" + page.say("simulator.identity.answers") + "</h2><table>");
        new TreeMap<>(answers)
                .forEach((answer, count) ->
                        page.add("<tr><td>" + answer + "</td><td class=\"r\">" + count + "</td></tr>"));
        return page.add("</table>").end();
    }

    @Override
    public void close() {
        front.close();
    }
}
