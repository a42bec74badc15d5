package org.tongzhou.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * The door of a simulated house on the loopback address: desks that ask for {@code Authorization: Bearer <shared secret>},
 * and a page for all. Loses, delays and goes away as its script says.
 */
final class Front implements AutoCloseable {
    /** What every house understands. */
    static final java.util.Set<String> WORDS =
            java.util.Set.of("seed", "loseRequest", "loseAnswer", "late", "truncate", "away");

    private final Draws draws;
    private final byte[] expected;
    private final HttpServer server;
    private final ExecutorService clerks =
            new ThreadPoolExecutor(16, 16, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(256));
    private volatile long awayUntil;

    /** {@code port} 0 takes a free one. */
    Front(int port, String secret, Draws draws) throws IOException {
        this.draws = draws;
        this.expected = ("Bearer " + secret).getBytes(StandardCharsets.UTF_8);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 64);
    }

    /** Serves what lies below a path to whoever knows the secret. */
    interface Desk {
        void serve(HttpExchange exchange) throws IOException, InterruptedException;
    }

    Front desk(String path, Desk desk) {
        server.createContext(path, exchange -> {
            try (exchange) {
                if (!allowed(exchange)) {
                    answer(exchange, 401, "text/plain", new byte[0]);
                } else if (isHere()) {
                    desk.serve(exchange);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return this;
    }

    /** Opens, with a page at the root that is drawn in the language asked for. */
    void open(UnaryOperator<String> page) {
        server.createContext("/", exchange -> {
            try (exchange) {
                boolean root = exchange.getRequestURI().getPath().equals("/");
                String html = root ? page.apply(query(exchange).getOrDefault("lang", "zh")) : "";
                answer(exchange, root ? 200 : 404, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
            }
        });
        server.setExecutor(clerks);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private boolean allowed(HttpExchange exchange) {
        String given = exchange.getRequestHeaders().getFirst("Authorization");
        return given != null && MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8));
    }

    /** Away, the house closes the line without a word. */
    private boolean isHere() {
        long now = System.currentTimeMillis();
        if (now >= awayUntil && draws.happens("away")) {
            awayUntil = now + draws.millis("away");
        }
        return now >= awayUntil;
    }

    /** The answer as the script lets it through: late, cut short, or not at all. */
    void respond(HttpExchange exchange, int status, String type, byte[] body) throws IOException, InterruptedException {
        if (draws.happens("late")) {
            Thread.sleep(draws.millis("late"));
        }
        if (!draws.happens("loseAnswer")) {
            byte[] sent = draws.happens("truncate") ? java.util.Arrays.copyOf(body, body.length / 2) : body;
            answer(exchange, status, type, sent);
        }
    }

    static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new HashMap<>();
        String text = exchange.getRequestURI().getQuery();
        for (String pair : text == null ? new String[0] : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return query;
    }

    @Override
    public void close() {
        server.stop(0);
        clerks.shutdownNow();
    }
}
