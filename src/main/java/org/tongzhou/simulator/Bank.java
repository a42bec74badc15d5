package org.tongzhou.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The simulated bank's counter, on the loopback address: {@code POST /payments}, {@code GET /payments/{MsgId}},
 * {@code GET /notifications?after=&upTo=}, {@code GET /credits} (count and sum for each end-to-end id), and a page. All
 * but the page ask for {@code Authorization: Bearer <shared secret>}.
 */
public final class Bank implements AutoCloseable {
    private static final int MAX_BODY = 64 << 20;

    private final Book book;
    private final Script script;
    private final byte[] secret;
    private final HttpServer server;
    private final Counter counter;
    private final ExecutorService clerks =
            new ThreadPoolExecutor(16, 16, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(256));
    private final ScheduledExecutorService backOffice = Executors.newSingleThreadScheduledExecutor();
    private @Nullable FileDesk files;
    private volatile long awayUntil;

    private Bank(Book book, Script script, String secret, int port) throws IOException {
        this.book = book;
        this.script = script;
        this.counter = new Counter(book, script);
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 64);
    }

    /** Opens for business; {@code port} 0 takes a free one. {@code script} as described at {@link Script}. */
    public static Bank open(Path state, int port, String script, String secret) throws IOException {
        Bank bank = new Bank(Book.open(state), Script.parse(script), secret, port);
        bank.server.createContext("/payments", bank.guarded(bank::payments));
        bank.server.createContext("/notifications", bank.guarded(bank::notifications));
        bank.server.createContext("/credits", bank.guarded(bank::credits));
        bank.server.createContext("/", bank::page);
        bank.server.setExecutor(bank.clerks);
        bank.server.start();
        bank.backOffice.scheduleWithFixedDelay(bank::work, 20, 20, TimeUnit.MILLISECONDS);
        return bank;
    }

    /** Opens the counter for files too, over SFTP; the host key lies beside {@code state}, outside what clients see. */
    public FileDesk openForFiles(Path state, int port) throws IOException {
        FileDesk desk = FileDesk.open(state, port, counter, script, new String(secret, StandardCharsets.UTF_8));
        files = desk;
        return desk;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void work() {
        book.execute(script, System.currentTimeMillis());
    }

    private interface Desk {
        void serve(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private com.sun.net.httpserver.HttpHandler guarded(Desk desk) {
        return exchange -> {
            try (exchange) {
                if (!allowed(exchange)) {
                    answer(exchange, 401, "text/plain", new byte[0]);
                } else if (isHere()) {
                    desk.serve(exchange);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    private boolean allowed(HttpExchange exchange) {
        String given = exchange.getRequestHeaders().getFirst("Authorization");
        byte[] expected = ("Bearer " + new String(secret, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        return given != null && MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8));
    }

    /** Away, the bank closes the line without a word. */
    private boolean isHere() {
        long now = System.currentTimeMillis();
        if (now >= awayUntil && script.happens("away")) {
            awayUntil = now + script.millis("away");
        }
        return now >= awayUntil;
    }

    private void payments(HttpExchange exchange) throws IOException, InterruptedException {
        if (script.happens("loseRequest")) {
            return;
        }
        if (exchange.getRequestMethod().equals("POST")) {
            byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY);
            respond(exchange, 202, counter.receive(body));
        } else {
            String path = exchange.getRequestURI().getPath();
            respond(exchange, 200, counter.status(path.substring(path.lastIndexOf('/') + 1)));
        }
    }

    private void notifications(HttpExchange exchange) throws IOException, InterruptedException {
        Map<String, String> query = query(exchange);
        String upTo = query.get("upTo");
        long after = Long.parseLong(query.getOrDefault("after", "0"));
        respond(exchange, 200, counter.notice(after, upTo == null ? null : LocalDate.parse(upTo)));
    }

    private void credits(HttpExchange exchange) throws IOException {
        Map<String, long[]> credits = new HashMap<>();
        for (Entry entry : book.all()) {
            long[] sums = credits.computeIfAbsent(entry.endToEnd(), id -> new long[3]);
            boolean credited = entry.kind() == Entry.Kind.CREDITED;
            sums[0] += credited ? 1 : 0;
            sums[1] += credited ? entry.fen() : 0;
            sums[2] += credited ? 0 : entry.fen();
        }
        StringBuilder text = new StringBuilder();
        credits.forEach((id, sums) -> text.append(id + "\t" + sums[0] + "\t" + sums[1] + "\t" + sums[2] + "\n"));
        answer(exchange, 200, "text/plain", text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void page(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean root = exchange.getRequestURI().getPath().equals("/");
            String html = root ? BankPage.render(book, script, query(exchange).getOrDefault("lang", "zh")) : "";
            answer(exchange, root ? 200 : 404, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The answer as the script lets it through: late, cut short, or not at all. */
    private void respond(HttpExchange exchange, int status, byte[] xml) throws IOException, InterruptedException {
        if (script.happens("late")) {
            Thread.sleep(script.millis("late"));
        }
        if (!script.happens("loseAnswer")) {
            byte[] sent = script.happens("truncate") ? java.util.Arrays.copyOf(xml, xml.length / 2) : xml;
            answer(exchange, status, "application/xml", sent);
        }
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static Map<String, String> query(HttpExchange exchange) {
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
    public void close() throws IOException {
        server.stop(0);
        if (files != null) {
            files.close();
        }
        clerks.shutdownNow();
        backOffice.shutdownNow();
        book.close();
    }
}
