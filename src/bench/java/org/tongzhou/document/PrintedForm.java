package org.tongzhou.document;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/** A form of one printing, lying on a table: {@code words} of each label's line are written by hand, the rest is print. */
record PrintedForm(String title, List<String> labels, List<Integer> words) {
    static final PrintedForm DISCHARGE = new PrintedForm(
            "出　院　记　录",
            List.of("姓名", "性别", "入院日期", "出院日期", "科别", "入院诊断", "出院诊断", "诊疗经过", "出院医嘱", "医师签名"),
            List.of(6, 6, 6, 6, 6, 24, 48, 48, 48, 48));
    static final PrintedForm REPORT = new PrintedForm(
            "病理检查报告单",
            List.of("病理号", "患者姓名", "送检科室", "送检材料", "肉眼所见", "镜下所见", "病理诊断", "报告医师"),
            List.of(8, 6, 8, 20, 48, 48, 48, 10));

    private static final Color TABLE = new Color(105, 96, 86);
    private static final Color PAPER = new Color(232, 231, 226);
    private static final int A_LINE = 24;

    /** Two lines of hand a label at most, other words for each number. */
    BufferedImage filled(int number) throws IOException {
        BufferedImage page = new BufferedImage(940, 1320, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D g = page.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(PAPER);
        g.fillRect(0, 0, 940, 1320);
        g.setColor(new Color(40, 40, 40));
        Font font = font();
        g.setFont(font.deriveFont(44f));
        g.drawString(title, 310, 90);
        g.setFont(font.deriveFont(24f));
        g.setStroke(new BasicStroke(2));
        Random random = new Random(number);
        int height = 1100 / labels.size();
        for (int i = 0; i < labels.size(); i++) {
            int y = 150 + i * height;
            g.drawRect(50, y, 840, height);
            g.drawString(labels.get(i) + "：", 70, y + 44);
            g.drawString(hand(random, Math.min(A_LINE, words.get(i))), 220, y + 44);
            if (words.get(i) > A_LINE) {
                g.drawString(hand(random, A_LINE), 220, y + 84);
            }
        }
        g.dispose();
        return onTable(page);
    }

    /** In the middle of a frame in which it takes most of the height. */
    static BufferedImage onTable(BufferedImage page) {
        BufferedImage photo = new BufferedImage(1920, 1440, BufferedImage.TYPE_3BYTE_BGR);
        double scale = Math.min(1320.0 / page.getHeight(), 1800.0 / page.getWidth());
        int w = (int) (page.getWidth() * scale);
        int h = (int) (page.getHeight() * scale);
        Graphics2D g = photo.createGraphics();
        g.setColor(TABLE);
        g.fillRect(0, 0, 1920, 1440);
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        g.drawImage(page, (1920 - w) / 2, (1440 - h) / 2, w, h, null);
        g.dispose();
        return photo;
    }

    private static Font font() throws IOException {
        try (InputStream in = PrintedForm.class.getResourceAsStream(ShippedFont.RESOURCE)) {
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
}
