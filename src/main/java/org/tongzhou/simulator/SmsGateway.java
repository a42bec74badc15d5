package org.tongzhou.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.tongzhou.kernel.JsonText;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A gateway of short messages of our own: {@code POST /messages {key, to, text}}, {@code GET /messages/{key}},
 * {@code GET /receipts?after=}, and a page with the phones and what arrived on them. The same key is the same message. The
 * script's words, besides those of every house: {@code refuse=0.05} (at the counter), {@code undelivered=0.05},
 * {@code forget=0.02} (taken, then never seen), {@code double=0.1} (receipts), {@code slow=2000} (ms until delivery).
 */
public final class SmsGateway implements AutoCloseable {
    private static final Set<String> WORDS = Set.of("refuse", "undelivered", "forget", "double", "slow");
    private static final int MAX_BODY = 1 << 16;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Draws draws;
    private final SmsBook book;
    private final Front front;

    private SmsGateway(Draws draws, SmsBook book, Front front) {
        this.draws = draws;
        this.book = book;
        this.front = front;
    }

    /** Opens; {@code port} 0 takes a free one. What was taken is kept in the file {@code state}. */
    public static SmsGateway open(Path state, int port, String script, String secret) throws IOException {
        Draws draws = Draws.parse(script, SimulatorCommand.with(Front.WORDS, WORDS));
        SmsGateway gateway = new SmsGateway(draws, SmsBook.open(state, draws), new Front(port, secret, draws));
        gateway.front
                .desk("/messages", gateway::messages)
                .desk("/receipts", gateway::receipts)
                .open(language -> SmsPage.render(gateway.book.all(), script, language));
        return gateway;
    }

    public int port() {
        return front.port();
    }

    /** What arrived on any phone, each as key, phone and text. */
    public List<String[]> arrived() {
        return book.all().stream()
                .filter(each -> each.state() == SmsBook.State.DELIVERED)
                .map(each -> new String[] {each.key(), each.to(), each.text()})
                .toList();
    }

    private void messages(HttpExchange exchange) throws IOException, InterruptedException {
        if (draws.happens("loseRequest")) {
            return;
        }
        if (exchange.getRequestMethod().equals("POST")) {
            take(exchange);
        } else {
            String path = exchange.getRequestURI().getPath();
            respond(exchange, 200, book.find(path.substring(path.lastIndexOf('/') + 1)));
        }
    }

    private void take(HttpExchange exchange) throws IOException, InterruptedException {
        try {
            JsonNode body = JSON.readTree(exchange.getRequestBody().readNBytes(MAX_BODY));
            String key = body.path("key").asString("");
            if (!key.matches("[A-Za-z0-9-]{3,60}")) {
                respond(exchange, 200, answer("REFUSED", "KEY"));
                return;
            }
            respond(
                    exchange,
                    200,
                    book.take(
                            key, body.path("to").asString(""), body.path("text").asString("")));
        } catch (JacksonException broken) {
            respond(exchange, 400, answer("REFUSED", "UNREADABLE"));
        }
    }

    private void receipts(HttpExchange exchange) throws IOException, InterruptedException {
        long after = Long.parseLong(Front.query(exchange).getOrDefault("after", "0"));
        respond(
                exchange,
                200,
                JsonText.object(JsonText.member("receipts", JsonText.array(book.receipts(after), each -> each))));
    }

    static String answer(String state, String reason) {
        return JsonText.object(JsonText.text("state", state), JsonText.text("reason", reason));
    }

    private void respond(HttpExchange exchange, int status, String json) throws IOException, InterruptedException {
        front.respond(exchange, status, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        front.close();
        book.close();
    }
}
