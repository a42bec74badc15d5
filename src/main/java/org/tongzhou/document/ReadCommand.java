package org.tongzhou.document;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tongzhou.document.ReceiptReading.Box;
import org.tongzhou.document.ReceiptReading.Check;
import org.tongzhou.document.ReceiptReading.Field;
import org.tongzhou.document.ReceiptReading.Item;
import org.tongzhou.kernel.Busy;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Terminal;
import org.tongzhou.shell.Words;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code read FILE}: what a receipt says, as JSON, without server or database. Amounts are fen; confidence, doubt and
 * place of each field lie under {@code fields}. Words go to the second stream. Answers 0 when the file could be read
 * (doubtful fields or not), 1 when no receipt was found in it, 2 when it is refused, 64 when the command is used wrongly;
 * throws {@link Busy} when there was no time for it.
 */
public final class ReadCommand {
    private static final int READ = 0;
    private static final int NO_RECEIPT = 1;
    private static final int REFUSED = 2;
    private static final int WRONG_USAGE = 64;
    private static final List<String> ORDER = List.of(
            "hospital",
            "payer",
            "sex",
            "inNo",
            "dept",
            "from",
            "to",
            "date",
            "code",
            "no",
            "chk",
            "diag",
            "pool",
            "other",
            "account",
            "selfScope",
            "selfOut",
            "total",
            "cash");

    private ReadCommand() {}

    public static int run(String[] args, PrintStream out, PrintStream err) {
        try (PaperReader reader = new PaperReader()) {
            return run(args, reader, out, err);
        }
    }

    static int run(String[] args, PaperReader reader, PrintStream out, PrintStream err) {
        Words words = Words.of(Terminal.language());
        if (args.length != 1 || args[0].isBlank()) {
            err.println(words.say("document.command.usage"));
            return WRONG_USAGE;
        }
        try {
            byte[] bytes = bytes(Path.of(args[0]));
            Papers.requireAcceptable(new Upload(args[0], "receipt", bytes));
            Findings findings = reader.intake(bytes, "receipt").findings();
            String name = String.valueOf(Path.of(args[0]).getFileName());
            out.println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(sheet(name, findings)));
            err.println(summary(words, findings.reading()));
            return findings.reading() == null ? NO_RECEIPT : READ;
        } catch (Refusal refusal) {
            err.println(words.say("refusal." + refusal.code(), refusal.details().toArray()));
            return REFUSED;
        } catch (IOException | java.nio.file.InvalidPathException unreachable) {
            err.println(words.say("document.command.no_file", args[0]));
            return REFUSED;
        } finally {
            out.flush();
            err.flush();
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        if (Files.size(file) > Papers.MOST_BYTES) {
            throw Refusal.invalid("paper_too_large");
        }
        return Files.readAllBytes(file);
    }

    private static String summary(Words words, @Nullable ReceiptReading reading) {
        if (reading == null) {
            return words.say("refusal.paper_not_a_receipt");
        }
        long doubtful =
                reading.fields().values().stream().filter(Field::doubtful).count();
        return words.say(
                "document.command.read",
                reading.fields().size(),
                reading.items().size(),
                doubtful);
    }

    private static Map<String, Object> sheet(String file, Findings findings) {
        Map<String, Object> sheet = new LinkedHashMap<>();
        sheet.put("note", "amounts in fen");
        sheet.put("file", file);
        sheet.put("pages", findings.pages());
        ReceiptReading reading = findings.reading();
        if (reading != null) {
            values(sheet, reading);
            details(sheet, reading);
        }
        Quality quality = findings.quality();
        if (quality != null) {
            List<String> advice = quality.advice().stream()
                    .map(what -> what.name().toLowerCase(Locale.ROOT))
                    .toList();
            sheet.put(
                    "quality",
                    Map.of(
                            "advice",
                            advice,
                            "sharpness",
                            rounded(quality.sharpness()),
                            "brightness",
                            rounded(quality.brightness()),
                            "glare",
                            rounded(quality.glare())));
        }
        return sheet;
    }

    private static void values(Map<String, Object> sheet, ReceiptReading reading) {
        for (String name : ORDER) {
            Field field = reading.fields().get(name);
            if (field != null) {
                boolean amount = ReceiptLines.isAmount(name) && field.value().matches("\\d{1,15}");
                sheet.put(name, amount ? (Object) Long.valueOf(field.value()) : field.value());
            }
        }
        List<Object> items = new ArrayList<>();
        reading.items().forEach(item -> items.add(List.of(item.name(), item.fen())));
        sheet.put("items", items);
    }

    private static void details(Map<String, Object> sheet, ReceiptReading reading) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String name : ORDER) {
            Field field = reading.fields().get(name);
            if (field != null) {
                fields.put(name, detail(field.confidence(), field.doubtful(), field.box()));
            }
        }
        sheet.put("fields", fields);
        List<Object> items = new ArrayList<>();
        for (Item item : reading.items()) {
            items.add(detail(item.confidence(), item.doubtful(), item.box()));
        }
        sheet.put("itemFields", items);
        Map<String, Object> checks = new LinkedHashMap<>();
        for (Check check : reading.checks()) {
            checks.put(check.code(), check.holds());
        }
        sheet.put("checks", checks);
        List<Object> signs = new ArrayList<>();
        reading.signs()
                .forEach(sign -> signs.add(
                        Map.of("kind", sign.kind().name().toLowerCase(Locale.ROOT), "fields", sign.fields())));
        sheet.put("signs", signs);
    }

    private static Map<String, Object> detail(double confidence, boolean doubtful, @Nullable Box box) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("confidence", rounded(confidence));
        detail.put("doubtful", doubtful);
        if (box != null) {
            Map<String, Object> place = new LinkedHashMap<>();
            place.put("page", box.page());
            place.put("x", rounded(box.x()));
            place.put("y", rounded(box.y()));
            place.put("w", rounded(box.width()));
            place.put("h", rounded(box.height()));
            detail.put("box", place);
        }
        return detail;
    }

    private static double rounded(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }
}
