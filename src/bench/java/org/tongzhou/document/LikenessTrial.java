package org.tongzhou.document;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;
import org.tongzhou.document.picture.Likeness;
import org.tongzhou.document.picture.Quad;
import org.tongzhou.document.picture.Straight;

/**
 * Photographs pages again and again and compares all with all: the sample receipts, which are one printing, and a filled-in
 * form of one printing without any number. No number is read: what tells pages apart here is the picture alone.
 */
public final class LikenessTrial {
    private static final int FORMS = 12;
    private static final List<String> FEW =
            List.of("as taken", "tilted -14", "blurred", "shadow", "JPEG 20", "from the left");

    private final Map<String, Map<String, Likeness>> receipts = new LinkedHashMap<>();
    private final Map<String, Map<String, Likeness>> forms = new LinkedHashMap<>();

    /** In percent. */
    private record Shares(double found, double mistaken) {
        boolean holds() {
            return found >= 95 && mistaken <= 1;
        }
    }

    /** Answers whether both promises hold: at least 95 % of photographs found again, at most 1 % of others taken for it, of forms too. */
    public boolean run() throws IOException {
        for (int number = 1; number <= 5; number++) {
            BufferedImage photo = ImageIO.read(
                    new ByteArrayInputStream(ReceiptReadingTest.bytes("receipt-" + number + ".photo.jpg")));
            receipts.put("receipt-" + number, photographs(photo, List.copyOf(ways().keySet())));
        }
        for (int number = 0; number < FORMS; number++) {
            forms.put("form-" + number, photographs(form(number), FEW));
        }
        Shares same = report("receipts", receipts);
        Shares printed = report("forms without a number", forms);
        return same.holds() && printed.holds();
    }

    private static Map<String, UnaryOperator<BufferedImage>> ways() {
        Map<String, UnaryOperator<BufferedImage>> ways = new LinkedHashMap<>(Degraded.ways());
        ways.put("from the left", picture -> from(picture, new Quad(0.02, 0.00, 0.98, 0.10, 0.98, 0.92, 0.02, 1.00)));
        ways.put("from below", picture -> from(picture, new Quad(0.08, 0.02, 0.92, 0.02, 1.00, 0.98, 0.00, 0.98)));
        ways.put(
                "again, dark and turned",
                picture -> Degraded.lit(
                        Degraded.turned(from(picture, new Quad(0.05, 0.04, 1.00, 0.00, 0.94, 0.97, 0.01, 1.00)), 8),
                        0.7,
                        6));
        return ways;
    }

    private static BufferedImage from(BufferedImage picture, Quad quad) {
        return new Straight(picture, quad).page(picture.getWidth());
    }

    private static Map<String, Likeness> photographs(BufferedImage photo, List<String> names) throws IOException {
        Map<String, Likeness> taken = new LinkedHashMap<>();
        for (String name : names) {
            BufferedImage picture = ways().get(name).apply(photo);
            try {
                BufferedImage kept = PictureIntake.decoded(Degraded.encoded(picture, 0.85f));
                PictureIntake.Found found = PictureIntake.Found.on(kept);
                taken.put(name, Likeness.of(new Straight(found.picture(), found.page())));
            } catch (UnreadablePaper unreadable) {
                throw new IOException(unreadable);
            }
        }
        return taken;
    }

    /** A record of discharge: the same print for all, a few lines by hand. */
    private static BufferedImage form(int number) throws IOException {
        BufferedImage page = new BufferedImage(1920, 1440, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D g = page.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(new Color(105, 96, 86));
        g.fillRect(0, 0, 1920, 1440);
        g.setColor(new Color(232, 231, 226));
        g.fillRect(420, 60, 940, 1320);
        g.setColor(new Color(40, 40, 40));
        Font font = font();
        g.setFont(font.deriveFont(44f));
        g.drawString("出　院　记　录", 730, 150);
        g.setFont(font.deriveFont(24f));
        String[] labels = {"姓名", "性别", "入院日期", "出院日期", "科别", "入院诊断", "出院诊断", "诊疗经过", "出院医嘱", "医师签名"};
        Random random = new Random(number);
        g.setStroke(new BasicStroke(2));
        for (int i = 0; i < labels.length; i++) {
            int y = 210 + i * 110;
            g.drawRect(470, y, 840, 110);
            g.drawString(labels[i] + "：", 490, y + 44);
            g.drawString(hand(random, i < 5 ? 6 : 24), 640, y + 44);
            if (i > 5) {
                g.drawString(hand(random, 24), 640, y + 84);
            }
        }
        g.dispose();
        return page;
    }

    private static Font font() throws IOException {
        try (InputStream in = LikenessTrial.class.getResourceAsStream(ShippedFont.RESOURCE)) {
            return Font.createFont(Font.TRUETYPE_FONT, Objects.requireNonNull(in));
        } catch (FontFormatException broken) {
            throw new IOException(broken);
        }
    }

    private static String hand(Random random, int letters) {
        StringBuilder text = new StringBuilder();
        int most = letters / 2 + random.nextInt(letters / 2);
        for (int i = 0; i < most; i++) {
            text.append((char) (0x4E00 + random.nextInt(5000)));
        }
        return text.toString();
    }

    private static Shares report(String what, Map<String, Map<String, Likeness>> pages) {
        List<Double> same = new ArrayList<>();
        List<Double> different = new ArrayList<>();
        Map<String, List<Double>> byWay = new LinkedHashMap<>();
        pages.forEach((page, taken) -> taken.forEach((way, likeness) ->
                pages.forEach((other, others) -> others.forEach((otherWay, otherLikeness) -> {
                    if (page.equals(other) && !way.equals(otherWay)) {
                        double near = likeness.to(otherLikeness);
                        same.add(near);
                        byWay.computeIfAbsent(way, key -> new ArrayList<>()).add(near);
                    } else if (page.compareTo(other) < 0) {
                        different.add(likeness.to(otherLikeness));
                    }
                }))));
        byWay.forEach(
                (way, all) -> System.out.printf("%-24s found again %6.2f %%%n", way, share(all, PictureStore.SAME)));
        for (double tried = 0.70; tried < 0.98; tried += 0.02) {
            System.out.printf(
                    "from %.2f: found %6.2f %%, another %6.2f %%%n",
                    tried, share(same, tried), share(different, tried));
        }
        System.out.printf(
                "%s: %d pairs of one page, found %.2f %%; %d pairs of two, taken for one %.2f %%%n",
                what,
                same.size(),
                share(same, PictureStore.SAME),
                different.size(),
                share(different, PictureStore.SAME));
        return new Shares(share(same, PictureStore.SAME), share(different, PictureStore.SAME));
    }

    private static double share(List<Double> all, double level) {
        return 100.0 * all.stream().filter(near -> near >= level).count() / all.size();
    }
}
