package org.tongzhou.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
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
    private final String secret;
    private final Counter counter;
    private final Front front;
    private final ScheduledExecutorService backOffice = Executors.newSingleThreadScheduledExecutor();
    private @Nullable FileDesk files;

    private Bank(Book book, Script script, String secret, int port) throws IOException {
        this.book = book;
        this.script = script;
        this.counter = new Counter(book, script);
        this.secret = secret;
        this.front = new Front(port, secret, script.draws());
    }

    /** Opens for business; {@code port} 0 takes a free one. {@code script} as described at {@link Script}. */
    public static Bank open(Path state, int port, String script, String secret) throws IOException {
        Bank bank = new Bank(Book.open(state), Script.parse(script), secret, port);
        bank.front
                .desk("/payments", bank::payments)
                .desk("/notifications", bank::notifications)
                .desk("/credits", bank::credits)
                .open(language -> BankPage.render(bank.book, bank.script, language));
        bank.backOffice.scheduleWithFixedDelay(bank::work, 20, 20, TimeUnit.MILLISECONDS);
        return bank;
    }

    /** Opens the counter for files too, over SFTP; the host key lies beside {@code state}, outside what clients see. */
    public FileDesk openForFiles(Path state, int port) throws IOException {
        FileDesk desk = FileDesk.open(state, port, counter, script, secret);
        files = desk;
        return desk;
    }

    public int port() {
        return front.port();
    }

    private void work() {
        book.execute(script, System.currentTimeMillis());
    }

    private void payments(HttpExchange exchange) throws IOException, InterruptedException {
        if (script.draws().happens("loseRequest")) {
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
        Map<String, String> query = Front.query(exchange);
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
        Front.answer(exchange, 200, "text/plain", text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void respond(HttpExchange exchange, int status, byte[] xml) throws IOException, InterruptedException {
        front.respond(exchange, status, "application/xml", xml);
    }

    @Override
    public void close() throws IOException {
        front.close();
        if (files != null) {
            files.close();
        }
        backOffice.shutdownNow();
        book.close();
    }
}
