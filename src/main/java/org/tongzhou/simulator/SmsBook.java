package org.tongzhou.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tongzhou.kernel.JsonText;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the gateway took, a line of JSON each. What becomes of a message follows from its key, the script and the time. */
final class SmsBook implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;
    private final Draws draws;
    private final Map<String, Taken> messages = new LinkedHashMap<>();

    private SmsBook(Path file, Draws draws) {
        this.file = file;
        this.draws = draws;
    }

    enum State {
        REFUSED,
        ACCEPTED,
        DELIVERED,
        UNDELIVERED,
        FORGOTTEN
    }

    private record Taken(String key, String to, String text, long at) {}

    /** A message as it stands now. */
    record Message(String key, String to, String text, long at, State state) {}

    static SmsBook open(Path file, Draws draws) throws IOException {
        if (file.toAbsolutePath().getParent() != null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
        }
        SmsBook book = new SmsBook(file, draws);
        for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
            if (line.endsWith("}")) {
                JsonNode each = JSON.readTree(line);
                book.remember(new Taken(
                        each.path("key").asString(""),
                        each.path("to").asString(""),
                        each.path("text").asString(""),
                        each.path("at").asLong(0)));
            }
        }
        return book;
    }

    private void remember(Taken taken) {
        messages.put(taken.key(), taken);
    }

    /** The same key again is not another message. */
    synchronized String take(String key, String to, String text) {
        Taken known = messages.get(key);
        if (known != null && !known.text().equals(text)) {
            return SmsGateway.answer("REFUSED", "KEY_REUSED");
        }
        if (known == null) {
            if (!to.matches("1\\d{10}")) {
                return SmsGateway.answer("REFUSED", "NUMBER");
            }
            known = new Taken(key, to, text, System.currentTimeMillis());
            append(known);
            remember(known);
        }
        return now(known).state() == State.REFUSED
                ? SmsGateway.answer("REFUSED", "BLOCKED")
                : SmsGateway.answer("ACCEPTED", "");
    }

    private void append(Taken taken) {
        String line = JsonText.object(
                JsonText.text("key", taken.key()),
                JsonText.text("to", taken.to()),
                JsonText.text("text", taken.text()),
                JsonText.number("at", taken.at()));
        try {
            Files.writeString(
                    file, line + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized String find(String key) {
        Taken taken = messages.get(key);
        State state = taken == null ? State.FORGOTTEN : now(taken).state();
        return switch (state) {
            case FORGOTTEN -> SmsGateway.answer("NEVER_SEEN", "");
            case REFUSED -> SmsGateway.answer("REFUSED", "BLOCKED");
            case UNDELIVERED -> SmsGateway.answer("UNDELIVERED", "PHONE_OFF");
            default -> SmsGateway.answer(state.name(), "");
        };
    }

    private Message now(Taken taken) {
        return new Message(taken.key(), taken.to(), taken.text(), taken.at(), state(taken));
    }

    private State state(Taken taken) {
        if (draws.happensTo("refuse", taken.key()).isPresent()) {
            return State.REFUSED;
        }
        if (draws.happensTo("forget", taken.key()).isPresent()) {
            return State.FORGOTTEN;
        }
        if (System.currentTimeMillis() < taken.at() + draws.number("slow")) {
            return State.ACCEPTED;
        }
        return draws.happensTo("undelivered", taken.key()).isPresent() ? State.UNDELIVERED : State.DELIVERED;
    }

    synchronized List<Message> all() {
        return messages.values().stream().map(this::now).toList();
    }

    /** Receipts after a number, at most 200, in the order in which messages were taken; some come twice. */
    synchronized List<String> receipts(long after) {
        List<String> receipts = new ArrayList<>();
        long seq = 0;
        for (Taken taken : messages.values()) {
            Message message = now(taken);
            if (message.state() == State.ACCEPTED) {
                break;
            }
            int copies = draws.happensTo("double", taken.key()).isPresent() ? 2 : 1;
            boolean told = message.state() == State.DELIVERED || message.state() == State.UNDELIVERED;
            for (int i = 0; told && i < copies; i++) {
                seq++;
                if (seq > after && receipts.size() < 200) {
                    receipts.add(receipt(seq, message));
                }
            }
        }
        return receipts;
    }

    private static String receipt(long seq, Message message) {
        return JsonText.object(
                JsonText.number("seq", seq),
                JsonText.text("key", message.key()),
                JsonText.text("state", message.state().name()),
                JsonText.text("reason", message.state() == State.UNDELIVERED ? "PHONE_OFF" : ""));
    }

    @Override
    public void close() {
        messages.clear();
    }
}
