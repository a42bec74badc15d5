package org.tongzhou.document;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tongzhou.document.PrintEngine.Word;
import org.tongzhou.document.ReceiptReading.Box;
import org.tongzhou.document.picture.Straight;

/** Looks again at some places of a page, enlarged and one under the other. */
final class SecondLook {
    private static final int LETTER = 42;
    private static final int GAP = 26;
    private static final int WIDEST = 1500;
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private final PrintEngine engine;
    private final Straight page;

    SecondLook(PrintEngine engine, Straight page) {
        this.engine = engine;
        this.page = page;
    }

    /** What stands at each place this time, signs mended; nothing for a place where nothing was seen. */
    Map<String, String> at(Map<String, Box> places) {
        if (places.isEmpty()) {
            return Map.of();
        }
        List<String> names = new ArrayList<>();
        List<BufferedImage> parts = new ArrayList<>();
        places.forEach((name, box) -> {
            names.add(name);
            parts.add(part(box));
        });
        int width = parts.stream().mapToInt(BufferedImage::getWidth).max().orElse(1) + 2 * GAP;
        int height = parts.stream().mapToInt(part -> part.getHeight() + GAP).sum() + GAP;
        BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        int[] tops = new int[parts.size() + 1];
        tops[0] = GAP;
        for (int i = 0; i < parts.size(); i++) {
            graphics.drawImage(parts.get(i), GAP, tops[i], null);
            tops[i + 1] = tops[i] + parts.get(i).getHeight() + GAP;
        }
        graphics.dispose();
        return assigned(names, tops, engine.read(sheet));
    }

    private BufferedImage part(Box box) {
        double margin = box.height() * 0.25;
        double side = margin * page.ratio() * 1.6;
        double x = Math.max(0, box.x() - side);
        double y = Math.max(0, box.y() - margin);
        double w = Math.min(1 - x, box.width() + 2 * side);
        double h = Math.min(1 - y, box.height() + 2 * margin);
        double across = LETTER * 1.5 * w / Math.max(1e-6, h * page.ratio());
        return page.part(x, y, w, h, (int) Math.max(LETTER, Math.min(WIDEST, across)));
    }

    private static Map<String, String> assigned(List<String> names, int[] tops, List<Word> words) {
        Map<String, String> seen = new HashMap<>();
        List<Word> across = new ArrayList<>(words);
        across.sort(Comparator.comparingDouble(Word::x));
        for (int i = 0; i < names.size(); i++) {
            StringBuilder text = new StringBuilder();
            for (Word word : across) {
                if (word.y() >= tops[i] - GAP / 2.0 && word.y() < tops[i + 1] - GAP / 2.0) {
                    text.append(word.text());
                }
            }
            String mended = PrintLines.mended(text.toString()).replace(" ", "");
            String value = mended.substring(mended.lastIndexOf('：') + 1);
            if (!value.isEmpty()) {
                seen.put(names.get(i), trimmed(names.get(i), ReceiptLines.canonical(names.get(i), value)));
            }
        }
        return seen;
    }

    /** The edge of a neighbour, such as the 至 between two days, does not count. */
    static String trimmed(String name, String value) {
        Matcher day = DAY.matcher(value);
        return (name.equals("from") || name.equals("to")) && day.find() ? day.group() : value;
    }
}
