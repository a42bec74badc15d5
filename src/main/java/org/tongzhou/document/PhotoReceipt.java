package org.tongzhou.document;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.tongzhou.document.PrintEngine.Word;
import org.tongzhou.document.ReceiptReading.Check;
import org.tongzhou.document.ReceiptReading.Field;
import org.tongzhou.document.ReceiptReading.Item;
import org.tongzhou.document.picture.QrCode;
import org.tongzhou.document.picture.Quad;
import org.tongzhou.document.picture.Straight;

/**
 * Reads a receipt from a picture of its page. The QR code comes first; amounts must agree with each other; what neither
 * confirms is looked at a second time, enlarged, and stays doubtful unless both looks say the same.
 */
final class PhotoReceipt {
    private static final int NARROWEST = 1100;
    private static final int WIDEST = 1700;
    private static final int ENOUGH_LABELS = 4;
    private static final int NEARLY_ALL = 17;

    /** {@code upright} is the page's place in the picture when it stands upright. */
    record Result(Optional<ReceiptReading> reading, Quad upright) {
        int fields() {
            return reading.map(read -> read.fields().size()).orElse(0);
        }
    }

    private final PrintEngine engine;
    private final int pageNumber;
    private Straight page;
    private Quad quad;
    private List<Word> words = List.of();
    private Optional<QrCode> code = Optional.empty();

    private PhotoReceipt(PrintEngine engine, BufferedImage picture, Quad quad, int pageNumber) {
        this.engine = engine;
        this.pageNumber = pageNumber;
        this.quad = quad;
        this.page = new Straight(picture, quad);
    }

    /** Reads the page that was found; when that gives less than a receipt holds, the whole picture too. */
    static Result read(PrintEngine engine, BufferedImage picture, Quad found, int pageNumber) {
        Result page = once(engine, picture, found, pageNumber);
        if (found.equals(Quad.WHOLE) || page.fields() >= NEARLY_ALL) {
            return page;
        }
        Result whole = once(engine, picture, Quad.WHOLE, pageNumber);
        return whole.fields() > page.fields() ? whole : page;
    }

    private static Result once(PrintEngine engine, BufferedImage picture, Quad quad, int pageNumber) {
        PhotoReceipt photo = new PhotoReceipt(engine, picture, quad, pageNumber);
        photo.turnUpright(picture);
        Optional<ReceiptReading> reading =
                PrintLines.labels(photo.words) < ENOUGH_LABELS ? Optional.empty() : photo.reading();
        return new Result(reading, photo.quad);
    }

    private void turnUpright(BufferedImage picture) {
        code = QrCode.find(page);
        if (code.isPresent() && code.get().quarterTurns() != 0) {
            quad = quad.turned(code.get().quarterTurns());
            page = new Straight(picture, quad);
            code = QrCode.find(page);
        }
        words = engine.read(page.page(across(page)));
        boolean sideways =
                words.stream().filter(word -> word.height() > word.width()).count() > words.size() / 2;
        for (int turns : sideways ? new int[] {1, 3} : new int[] {2}) {
            if (code.isPresent() || words.size() < ENOUGH_LABELS || PrintLines.labels(words) >= ENOUGH_LABELS) {
                return;
            }
            Quad turned = quad.turned(turns);
            Straight other = new Straight(picture, turned);
            List<Word> read = engine.read(other.page(across(other)));
            if (PrintLines.labels(read) > PrintLines.labels(words)) {
                words = read;
                page = other;
                quad = turned;
            }
        }
    }

    private static int across(Straight page) {
        return (int) Math.max(NARROWEST, Math.min(WIDEST, page.naturalWidth()));
    }

    private Optional<ReceiptReading> reading() {
        double width = across(page);
        PrintLines lines = new PrintLines(words, width, width * page.ratio(), pageNumber);
        ReceiptLines.Draft draft = ReceiptLines.read(lines.lines());
        Map<String, Field> fields = new TreeMap<>(draft.fields());
        Optional<ReceiptQr> qr = code.flatMap(found -> ReceiptQr.of(found, pageNumber));
        Set<String> differing = qr.map(printed -> printed.over(fields)).orElse(Set.of());
        if (!fields.containsKey("total") || !fields.containsKey("no") && !fields.containsKey("code")) {
            return Optional.empty();
        }
        Set<String> sure = new HashSet<>(qr.isPresent() ? ReceiptQr.FIELDS : Set.of());
        sure.removeAll(differing);
        ReceiptReading first = ReceiptChecks.of(fields, draft.items(), draft.capital());
        sure.addAll(confirmed(first));
        Map<String, String> second = new SecondLook(engine, page).at(boxesExcept(fields, sure));
        Map<String, Field> mended = AmountRepair.repaired(fields, draft.items(), second, sure);
        ReceiptReading summed = ReceiptChecks.of(mended, draft.items(), draft.capital());
        sure.addAll(confirmed(summed));
        return Optional.of(judged(summed, sure, second, draft, differing));
    }

    /** Amounts that a sum confirms; a sum with a part that was worked out from it says nothing. */
    private static Set<String> confirmed(ReceiptReading reading) {
        Set<String> held = new HashSet<>();
        for (Check check : reading.checks()) {
            boolean told = ReceiptChecks.fieldsOf(check.code()).stream()
                    .map(reading.fields()::get)
                    .allMatch(field -> field != null && field.confidence() != FieldDoubt.WORKED_OUT);
            if (check.holds() && told) {
                held.addAll(ReceiptChecks.fieldsOf(check.code()));
            }
        }
        return held;
    }

    private static Map<String, ReceiptReading.Box> boxesExcept(Map<String, Field> fields, Set<String> sure) {
        Map<String, ReceiptReading.Box> boxes = new TreeMap<>();
        fields.forEach((name, field) -> {
            if (!sure.contains(name) && field.box() != null) {
                boxes.put(name, field.box());
            }
        });
        return boxes;
    }

    private static ReceiptReading judged(
            ReceiptReading read,
            Set<String> sure,
            Map<String, String> second,
            ReceiptLines.Draft draft,
            Set<String> differing) {
        Map<String, Field> judged = new HashMap<>();
        Set<String> shaky = new HashSet<>(draft.twice());
        shaky.addAll(differing);
        read.fields()
                .forEach((name, field) -> judged.put(
                        name,
                        shaky.contains(name)
                                ? FieldDoubt.doubtful(field)
                                : FieldDoubt.judged(name, field, sure.contains(name), second.get(name))));
        FieldDoubt.holdDaysTogether(judged);
        boolean summed = read.checks().contains(new Check("items_sum", true));
        List<Item> items = new ArrayList<>();
        read.items().forEach(item -> items.add(FieldDoubt.judged(item, summed)));
        List<Sign> signs = differing.isEmpty()
                ? List.of()
                : List.of(new Sign(
                        Sign.Kind.QR_DIFFERS, differing.stream().sorted().toList()));
        return new ReceiptReading(judged, items, read.checks(), signs);
    }
}
