package org.tongzhou.document;

import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;

/** Writes who looks, and when, all over a picture, so that a leaked copy names its viewer. */
final class Watermark {
    private static final double ANGLE = Math.toRadians(-24);

    private Watermark() {}

    /** The picture at no more than {@code width} pixels across, with the words repeated over it. */
    static BufferedImage over(BufferedImage picture, int width, String words) throws IOException {
        double scale = Math.min(1.0, (double) width / picture.getWidth());
        int w = (int) Math.round(picture.getWidth() * scale);
        int h = (int) Math.round(picture.getHeight() * scale);
        BufferedImage marked = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = marked.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.drawImage(picture, 0, 0, w, h, Color.WHITE, null);
        repeat(graphics, w, h, words);
        graphics.dispose();
        return marked;
    }

    private static void repeat(Graphics2D graphics, int width, int height, String words) throws IOException {
        graphics.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, 0.13f));
        graphics.setColor(Color.BLACK);
        graphics.setFont(font());
        graphics.rotate(ANGLE);
        for (int y = 0; y < height + width; y += 170) {
            for (int x = -height; x < width; x += 330) {
                graphics.drawString(words, x, y);
            }
        }
    }

    private static Font font() throws IOException {
        try (InputStream in = Watermark.class.getResourceAsStream(ShippedFont.RESOURCE)) {
            return Font.createFont(Font.TRUETYPE_FONT, in).deriveFont(20f);
        } catch (FontFormatException broken) {
            throw new IOException(broken);
        }
    }
}
