package org.tongzhou.document;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/** What phones and people do to a photograph of a receipt, the same way each time. */
final class Degraded {
    private static final Color TABLE = new Color(108, 98, 88);

    private Degraded() {}

    static Map<String, UnaryOperator<BufferedImage>> ways() {
        Map<String, UnaryOperator<BufferedImage>> ways = new LinkedHashMap<>();
        ways.put("as taken", picture -> picture);
        ways.put("turned 90", picture -> turned(picture, 90));
        ways.put("turned 180", picture -> turned(picture, 180));
        ways.put("turned 270", picture -> turned(picture, 270));
        ways.put("tilted 7", picture -> turned(picture, 7));
        ways.put("tilted -14", picture -> turned(picture, -14));
        ways.put("blurred a little", picture -> blurred(picture, 1.0));
        ways.put("blurred", picture -> blurred(picture, 1.6));
        ways.put("shadow", Degraded::shadowed);
        ways.put("dark", picture -> lit(picture, 0.45, 0));
        ways.put("bright", picture -> lit(picture, 1.15, 12));
        ways.put("corner cut off", Degraded::cropped);
        ways.put("JPEG 40", picture -> jpeg(picture, 0.40f));
        ways.put("JPEG 20", picture -> jpeg(picture, 0.20f));
        ways.put("moire", Degraded::moire);
        ways.put("noise", picture -> noisy(picture, 18));
        ways.put("small", picture -> scaled(picture, 0.7));
        ways.put("glare", Degraded::glare);
        return ways;
    }

    static BufferedImage turned(BufferedImage picture, double degrees) {
        double angle = Math.toRadians(degrees);
        boolean sideways = degrees % 180 == 90;
        int w = sideways ? picture.getHeight() : picture.getWidth();
        int h = sideways ? picture.getWidth() : picture.getHeight();
        BufferedImage turned = new BufferedImage(w, h, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = turned.createGraphics();
        graphics.setColor(TABLE);
        graphics.fillRect(0, 0, w, h);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.translate(w / 2.0, h / 2.0);
        graphics.rotate(angle);
        graphics.drawImage(picture, -picture.getWidth() / 2, -picture.getHeight() / 2, null);
        graphics.dispose();
        return turned;
    }

    static BufferedImage blurred(BufferedImage picture, double sigma) {
        int reach = (int) Math.ceil(3 * sigma);
        float[] weights = new float[2 * reach + 1];
        float sum = 0;
        for (int i = -reach; i <= reach; i++) {
            weights[i + reach] = (float) Math.exp(-i * i / (2 * sigma * sigma));
            sum += weights[i + reach];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        BufferedImage rgb = copy(picture);
        BufferedImage across =
                new ConvolveOp(new Kernel(weights.length, 1, weights), ConvolveOp.EDGE_NO_OP, null).filter(rgb, null);
        return new ConvolveOp(new Kernel(1, weights.length, weights), ConvolveOp.EDGE_NO_OP, null).filter(across, null);
    }

    /** Each pixel's channels times {@code factor} plus {@code more}. */
    static BufferedImage lit(BufferedImage picture, double factor, double more) {
        return each(picture, (x, y, value) -> value * factor + more);
    }

    static BufferedImage noisy(BufferedImage picture, double strength) {
        Random random = new Random(7);
        return each(picture, (x, y, value) -> value + random.nextGaussian() * strength);
    }

    static BufferedImage jpeg(BufferedImage picture, float quality) {
        try {
            return ImageIO.read(new ByteArrayInputStream(encoded(picture, quality)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] encoded(BufferedImage picture, float quality) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var target = ImageIO.createImageOutputStream(out)) {
            ImageWriteParam write = writer.getDefaultWriteParam();
            write.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            write.setCompressionQuality(quality);
            writer.setOutput(target);
            writer.write(null, new IIOImage(copy(picture), null, null), write);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    private static BufferedImage shadowed(BufferedImage picture) {
        double w = picture.getWidth();
        double h = picture.getHeight();
        return each(picture, (x, y, value) -> {
            double along = (x / w + y / h) / 2;
            double light = 1 - 0.55 / (1 + Math.exp(-(along - 0.52) * 28));
            return value * light;
        });
    }

    private static BufferedImage moire(BufferedImage picture) {
        return each(
                picture,
                (x, y, value) -> value + 13 * Math.sin(x * 0.91 + y * 0.17) + 9 * Math.sin(y * 0.83 - x * 0.11));
    }

    private static BufferedImage glare(BufferedImage picture) {
        double cx = picture.getWidth() * 0.62;
        double cy = picture.getHeight() * 0.42;
        return each(picture, (x, y, value) -> {
            double near = Math.hypot(x - cx, y - cy) / 150;
            return value + 230 * Math.exp(-near * near);
        });
    }

    /** The lower left part of the page is outside the frame. */
    private static BufferedImage cropped(BufferedImage picture) {
        int left = picture.getWidth() * 19 / 100;
        BufferedImage part = picture.getSubimage(
                left, picture.getHeight() / 20, picture.getWidth() * 78 / 100, picture.getHeight() * 9 / 10);
        return copy(part);
    }

    static BufferedImage scaled(BufferedImage picture, double factor) {
        int w = (int) (picture.getWidth() * factor);
        int h = (int) (picture.getHeight() * factor);
        BufferedImage scaled = new BufferedImage(w, h, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = scaled.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(picture, 0, 0, w, h, null);
        graphics.dispose();
        return scaled;
    }

    private static BufferedImage copy(BufferedImage picture) {
        BufferedImage copy = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = copy.createGraphics();
        graphics.drawImage(picture, 0, 0, null);
        graphics.dispose();
        return copy;
    }

    private interface Change {
        double of(int x, int y, int value);
    }

    private static BufferedImage each(BufferedImage picture, Change change) {
        BufferedImage changed = copy(picture);
        byte[] values = ((java.awt.image.DataBufferByte) changed.getRaster().getDataBuffer()).getData();
        int w = changed.getWidth();
        for (int i = 0; i < values.length; i++) {
            int pixel = i / 3;
            double value = change.of(pixel % w, pixel / w, values[i] & 255);
            values[i] = (byte) Math.max(0, Math.min(255, Math.round(value)));
        }
        return changed;
    }
}
