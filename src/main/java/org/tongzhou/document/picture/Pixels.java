package org.tongzhou.document.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;

/** Whole-picture steps: upright, smaller, opaque. */
public final class Pixels {
    private Pixels() {}

    /** Turned and mirrored as EXIF's orientation (1 to 8) says, without any transparency. */
    public static BufferedImage upright(BufferedImage picture, int orientation) {
        int w = picture.getWidth();
        int h = picture.getHeight();
        AffineTransform turn = switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, w);
            default -> new AffineTransform();
        };
        boolean sideways = orientation >= 5;
        BufferedImage upright = new BufferedImage(sideways ? h : w, sideways ? w : h, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = upright.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, upright.getWidth(), upright.getHeight());
        graphics.drawImage(picture, turn, null);
        graphics.dispose();
        return upright;
    }

    /** No longer than {@code side} on its longer side; the same picture when it is small already. */
    public static BufferedImage within(BufferedImage picture, int side) {
        BufferedImage smaller = picture;
        while (Math.max(smaller.getWidth(), smaller.getHeight()) >= 2 * side) {
            smaller = scaled(smaller, 0.5);
        }
        int longer = Math.max(smaller.getWidth(), smaller.getHeight());
        return longer <= side ? smaller : scaled(smaller, (double) side / longer);
    }

    public static BufferedImage scaled(BufferedImage picture, double factor) {
        int w = Math.max(1, (int) Math.round(picture.getWidth() * factor));
        int h = Math.max(1, (int) Math.round(picture.getHeight() * factor));
        return scaledTo(picture, w, h);
    }

    static BufferedImage scaledTo(BufferedImage picture, int w, int h) {
        BufferedImage scaled = new BufferedImage(w, h, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = scaled.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION,
                w > picture.getWidth()
                        ? RenderingHints.VALUE_INTERPOLATION_BICUBIC
                        : RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(picture, 0, 0, w, h, Color.WHITE, null);
        graphics.dispose();
        return scaled;
    }
}
