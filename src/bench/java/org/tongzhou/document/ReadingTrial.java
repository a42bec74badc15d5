package org.tongzhou.document;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;
import org.tongzhou.document.ReceiptReading.Field;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the sample photographs, degraded in every way, and counts what came out right, doubtful, or silently wrong. */
public final class ReadingTrial {
    private static final List<String> FIELDS = List.of(
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
    private static final Set<String> NOT_CRITICAL = Set.of("sex", "inNo", "dept", "diag", "chk");

    private final Map<String, Tally> byWay = new TreeMap<>();
    private final Map<String, Tally> byField = new TreeMap<>();
    private final List<String> silent = new ArrayList<>();
    private final List<Long> millis = new ArrayList<>();

    /** Right, right but doubtful, wrong and doubtful (or not read), wrong without doubt. */
    private static final class Tally {
        int right;
        int rightDoubtful;
        int wrongDoubtful;
        int silent;

        int all() {
            return right + rightDoubtful + wrongDoubtful + silent;
        }

        @Override
        public String toString() {
            double share = all() == 0 ? 0 : 100.0 * (right + rightDoubtful) / all();
            return String.format("%6.2f %%  %5d %8d %8d %7d", share, right, rightDoubtful, wrongDoubtful, silent);
        }
    }

    /** Answers how many critical fields were silently wrong. */
    public int run(String only) throws IOException {
        try (PaperReader reader = new PaperReader()) {
            for (int number = 1; number <= 5; number++) {
                JsonNode truth = JsonMapper.shared().readTree(bytes("receipt-" + number + ".json"));
                BufferedImage photo = ImageIO.read(new ByteArrayInputStream(bytes("receipt-" + number + ".photo.jpg")));
                for (Map.Entry<String, UnaryOperator<BufferedImage>> way :
                        Degraded.ways().entrySet()) {
                    if (way.getKey().contains(only)) {
                        byte[] picture = way.getKey().equals("as taken")
                                ? bytes("receipt-" + number + ".photo.jpg")
                                : Degraded.encoded(way.getValue().apply(photo), 0.9f);
                        take(reader, way.getKey(), number, picture, truth);
                    }
                }
            }
        }
        return report();
    }

    private void take(PaperReader reader, String way, int number, byte[] picture, JsonNode truth) {
        long start = System.nanoTime();
        Findings findings = reader.intake(picture, "receipt").findings();
        millis.add((System.nanoTime() - start) / 1_000_000);
        ReceiptReading reading = findings.reading();
        List<String> off = new ArrayList<>();
        for (String name : FIELDS) {
            String wanted = truth.get(name).asString();
            Field field = reading == null ? null : reading.fields().get(name);
            count(
                    way,
                    name,
                    number,
                    new Outcome(wanted, field == null ? "" : field.value(), field == null || field.doubtful()),
                    off);
        }
        for (int i = 0; i < truth.get("items").size(); i++) {
            JsonNode item = truth.get("items").get(i);
            String wanted = item.get(0).asString() + item.get(1).asLong();
            boolean there = reading != null && i < reading.items().size();
            String got = there
                    ? reading.items().get(i).name() + reading.items().get(i).fen()
                    : "";
            count(
                    way,
                    "items",
                    number,
                    new Outcome(wanted, got, !there || reading.items().get(i).doubtful()),
                    off);
        }
        String advice =
                findings.quality() == null ? "" : findings.quality().advice().toString();
        System.out.printf(
                "receipt-%d %-18s %5d ms  sharp %.2f light %.2f  %s %s%n",
                number,
                way,
                millis.get(millis.size() - 1),
                findings.quality() == null ? 0 : findings.quality().sharpness(),
                findings.quality() == null ? 0 : findings.quality().brightness(),
                advice,
                off);
    }

    private record Outcome(String wanted, String got, boolean doubtful) {}

    private void count(String way, String field, int number, Outcome outcome, List<String> off) {
        boolean right = outcome.wanted().equals(outcome.got());
        for (Tally tally : List.of(
                byWay.computeIfAbsent(way, key -> new Tally()), byField.computeIfAbsent(field, key -> new Tally()))) {
            if (right && !outcome.doubtful()) {
                tally.right++;
            } else if (right) {
                tally.rightDoubtful++;
            } else if (outcome.doubtful()) {
                tally.wrongDoubtful++;
            } else {
                tally.silent++;
            }
        }
        if (!right) {
            off.add(field + "=" + outcome.got() + (outcome.doubtful() ? "?" : "!"));
        }
        if (!right && !outcome.doubtful()) {
            silent.add(
                    "receipt-" + number + " " + way + " " + field + ": " + outcome.got() + ", not " + outcome.wanted());
        }
    }

    private int report() {
        System.out.println();
        System.out.println("degradation          right    sure doubtful    wrong, wrong,");
        System.out.println("                                            doubtful  silent");
        byWay.forEach((way, tally) -> System.out.printf("%-18s %s%n", way, tally));
        System.out.println();
        byField.forEach((field, tally) -> System.out.printf("%-18s %s%n", field, tally));
        Tally all = new Tally();
        byField.values().forEach(tally -> {
            all.right += tally.right;
            all.rightDoubtful += tally.rightDoubtful;
            all.wrongDoubtful += tally.wrongDoubtful;
            all.silent += tally.silent;
        });
        System.out.printf("%n%-18s %s%n", "all fields", all);
        long[] times = millis.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                "pages %d, time a page: median %d ms, 95 %% %d ms, longest %d ms, sum %d s%n",
                times.length,
                times[times.length / 2],
                times[times.length * 95 / 100],
                times[times.length - 1],
                Arrays.stream(times).sum() / 1000);
        silent.forEach(line -> System.out.println("silently wrong: " + line));
        long critical = silent.stream()
                .filter(line -> NOT_CRITICAL.stream().noneMatch(name -> line.contains(" " + name + ":")))
                .count();
        System.out.println("silently wrong critical fields: " + critical);
        return (int) critical;
    }

    static byte[] bytes(String name) throws IOException {
        return ReceiptReadingTest.bytes(name);
    }
}
