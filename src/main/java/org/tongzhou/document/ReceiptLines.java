package org.tongzhou.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tongzhou.document.ReceiptReading.Field;
import org.tongzhou.document.ReceiptReading.Item;
import org.tongzhou.kernel.Money;

/** Reads lines of a receipt: a value is what stands between its label and the next label of the same line. */
final class ReceiptLines {
    private static final Pattern AMOUNT = Pattern.compile("^\\d{1,3}(,\\d{3}){0,4}\\.\\d{2}|^\\d{1,13}\\.\\d{2}");
    private static final Pattern ITEM =
            Pattern.compile("(\\D{2,20}?)((?:\\d{1,3}(?:,\\d{3}){1,4}|\\d{1,13})\\.\\d{2})");
    private static final Pattern DATES = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})至(\\d{4}-\\d{2}-\\d{2})");

    /** What follows the letter of a disease code; national editions go on behind the dot: {@code 50.900x001}, {@code 56.x00}. */
    static final String DIGITS = "\\d{2}(?:\\.[0-9xX]{1,8})?";

    private static final Pattern ICD10 = Pattern.compile("[A-TV-Z]" + DIGITS + "$");
    private static final String CAPITAL = "capital";
    private static final String IGNORED = "";
    private static final Map<String, String> LABELS = labels();

    private final Map<String, Field> fields = new TreeMap<>();
    private final List<Item> items = new ArrayList<>();
    private final Set<String> twice = new TreeSet<>();
    private boolean inItems;

    private ReceiptLines() {}

    /** What the lines say, before it is held against itself; {@code capital} is the total in words. */
    record Draft(Map<String, Field> fields, List<Item> items, String capital, Set<String> twice) {
        boolean isReceipt() {
            return fields.containsKey("total") && (fields.containsKey("code") || fields.containsKey("no"));
        }

        /** Held against itself; what it says twice, and each time otherwise, is doubtful. */
        ReceiptReading judged() {
            return FieldDoubt.doubting(ReceiptChecks.of(fields, items, capital), twice);
        }
    }

    static Draft read(List<TextLine> lines) {
        ReceiptLines receipt = new ReceiptLines();
        lines.forEach(receipt::take);
        Field capital = receipt.fields.remove(CAPITAL);
        return new Draft(receipt.fields, receipt.items, capital == null ? "" : capital.value(), receipt.twice);
    }

    static Set<String> labelWords() {
        return LABELS.keySet();
    }

    /** Longer labels first where one ends with another. */
    private static Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("交款人统一社会信用代码：", IGNORED);
        labels.put("票据代码：", "code");
        labels.put("票据号码：", "no");
        labels.put("校验码：", "chk");
        labels.put("交款人：", "payer");
        labels.put("开票日期：", "date");
        labels.put("业务流水号：", "inNo");
        labels.put("性别：", "sex");
        labels.put("科别：", "dept");
        labels.put("住院时间：", "stay");
        labels.put("诊断：", "diag");
        labels.put("医保统筹基金支付：", "pool");
        labels.put("其他支付：", "other");
        labels.put("个人账户支付：", "account");
        labels.put("个人现金支付：", "cash");
        labels.put("个人自付：", "selfScope");
        labels.put("个人自费：", "selfOut");
        labels.put("收款单位（章）：", "hospital");
        labels.put("复核人：", IGNORED);
        labels.put("收款人：", IGNORED);
        labels.put("金额合计（大写）：", CAPITAL);
        labels.put("（小写）", "total");
        return labels;
    }

    private record Found(String name, int labelAt, int valueAt) {}

    private void take(TextLine line) {
        if (line.text().startsWith("项目名称")) {
            inItems = true;
            return;
        }
        List<Found> found = find(line.text());
        if (found.isEmpty() && inItems) {
            takeItems(line);
        }
        for (int i = 0; i < found.size(); i++) {
            int end = i + 1 < found.size()
                    ? found.get(i + 1).labelAt()
                    : line.text().length();
            put(line, found.get(i), end);
        }
        inItems &= found.isEmpty();
    }

    private static List<Found> find(String text) {
        List<Found> found = new ArrayList<>();
        boolean[] taken = new boolean[text.length()];
        LABELS.forEach((label, name) -> {
            int at = text.indexOf(label);
            if (at >= 0 && !taken[at]) {
                java.util.Arrays.fill(taken, at, at + label.length(), true);
                found.add(new Found(name, at, at + label.length()));
            }
        });
        found.sort(java.util.Comparator.comparingInt(Found::labelAt));
        return found;
    }

    private void takeItems(TextLine line) {
        Matcher matcher = ITEM.matcher(line.text());
        while (matcher.find()) {
            long fen = Money.parseYuan(matcher.group(2)).fen();
            double confidence = line.confidence(matcher.start(), matcher.end());
            items.add(new Item(matcher.group(1), fen, confidence, false, line.box(matcher.start(), matcher.end())));
        }
    }

    private void put(TextLine line, Found found, int end) {
        String value = line.text().substring(found.valueAt(), end);
        if (found.name().equals(IGNORED) || value.isEmpty()) {
            return;
        }
        if (found.name().equals("stay")) {
            putStay(line, found, value);
            return;
        }
        String canonical = canonical(found.name(), value);
        if (canonical.isEmpty()) {
            return;
        }
        int to = found.valueAt() + length(found.name(), value);
        take(found.name(), field(line, found.valueAt(), to, canonical));
    }

    private void take(String name, Field field) {
        Field before = fields.putIfAbsent(name, field);
        if (before != null && !before.value().equals(field.value())) {
            twice.add(name);
        }
    }

    private void putStay(TextLine line, Found found, String value) {
        Matcher matcher = DATES.matcher(value);
        if (matcher.find()) {
            int at = found.valueAt();
            take("from", field(line, at + matcher.start(1), at + matcher.end(1), matcher.group(1)));
            take("to", field(line, at + matcher.start(2), at + matcher.end(2), matcher.group(2)));
        }
    }

    private static Field field(TextLine line, int from, int to, String value) {
        int end = Math.max(to, from + 1);
        return new Field(value, line.confidence(from, end), false, line.box(from, end));
    }

    static boolean isAmount(String name) {
        return switch (name) {
            case "total", "pool", "other", "account", "cash", "selfScope", "selfOut" -> true;
            default -> false;
        };
    }

    private static int length(String name, String value) {
        Matcher amount = AMOUNT.matcher(value);
        return isAmount(name) && amount.find() ? amount.end() : value.length();
    }

    /** The value in the form that a reading holds; empty for an amount that is none. */
    static String canonical(String name, String value) {
        if (isAmount(name)) {
            Matcher amount = AMOUNT.matcher(value);
            return amount.find() ? Long.toString(Money.parseYuan(amount.group()).fen()) : "";
        }
        if (name.equals("diag")) {
            Matcher code = ICD10.matcher(value);
            return code.find() ? value.substring(0, code.start()) + " " + code.group() : value;
        }
        return value;
    }
}
