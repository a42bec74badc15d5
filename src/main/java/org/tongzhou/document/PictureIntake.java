package org.tongzhou.document;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import org.tongzhou.document.Quality.Advice;
import org.tongzhou.document.picture.Measured;
import org.tongzhou.document.picture.PageFinder;
import org.tongzhou.document.picture.PictureHeader;
import org.tongzhou.document.picture.Pixels;
import org.tongzhou.document.picture.Quad;
import org.tongzhou.document.picture.Straight;

/** Takes a photograph in: headers before pixels, upright, written anew without what hides beside the picture. */
final class PictureIntake {
    static final long MOST_PIXELS = 40_000_000;
    static final int MOST_SCANS = 64;
    private static final long HALVED_ABOVE = 16_000_000;
    private static final int MOST_BYTES = 20 * 1024 * 1024;
    private static final int WORKING_SIDE = 2600;
    private static final float KEPT_QUALITY = 0.92f;
    private static final double SHARP = 0.14;
    private static final double BRIGHT = 0.42;
    private static final double BURNT = 0.03;
    private static final double LARGE = 700;

    private PictureIntake() {}

    /** Refuses by header alone; cheap enough to be asked before a child process is. */
    static void requireModest(byte[] bytes) throws UnreadablePaper {
        PictureHeader header = PictureHeader.of(bytes).orElseThrow(() -> new UnreadablePaper("paper_broken"));
        if (header.pixels() > MOST_PIXELS) {
            throw new UnreadablePaper("paper_too_many_pixels");
        }
        if (header.scans() > MOST_SCANS) {
            throw new UnreadablePaper("paper_too_complex");
        }
    }

    static BufferedImage decoded(byte[] bytes) throws IOException, UnreadablePaper {
        requireModest(bytes);
        PictureHeader header = PictureHeader.of(bytes).orElseThrow();
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new UnreadablePaper("paper_broken");
            }
            ImageReader reader = readers.next();
            reader.setInput(in, true, true);
            if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) {
                throw new UnreadablePaper("paper_too_many_pixels");
            }
            ImageReadParam read = reader.getDefaultReadParam();
            int step = header.pixels() > HALVED_ABOVE ? 2 : 1;
            read.setSourceSubsampling(step, step, 0, 0);
            try {
                return Pixels.upright(reader.read(0, read), header.orientation());
            } finally {
                reader.dispose();
            }
        } catch (RuntimeException broken) {
            throw new UnreadablePaper("paper_broken");
        }
    }

    /** The bytes to keep: the same picture and nothing else. */
    static byte[] cleaned(BufferedImage upright, PaperType type) throws IOException {
        if (type == PaperType.PNG) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(upright, "png", out);
            if (out.size() <= MOST_BYTES) {
                return out.toByteArray();
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream target = ImageIO.createImageOutputStream(out)) {
            ImageWriteParam write = writer.getDefaultWriteParam();
            write.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            write.setCompressionQuality(KEPT_QUALITY);
            writer.setOutput(target);
            writer.write(null, new IIOImage(upright, null, null), write);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    /** A picture small enough to work on, and the page found on it. */
    record Found(BufferedImage picture, Quad page, Quality quality) {
        static Found on(BufferedImage upright) {
            BufferedImage picture = Pixels.within(upright, WORKING_SIDE);
            Optional<Quad> quad = PageFinder.find(picture);
            Quad page = quad.orElse(Quad.WHOLE);
            Measured measured = Measured.of(new Straight(picture, page), page);
            return new Found(picture, page, advised(measured, quad.isPresent()));
        }
    }

    private static Quality advised(Measured measured, boolean found) {
        List<Advice> advice = new ArrayList<>();
        advise(advice, Advice.TOO_DARK, measured.brightness() < BRIGHT);
        advise(advice, Advice.BLURRED, measured.sharpness() < SHARP);
        advise(advice, Advice.GLARE, measured.glare() > BURNT);
        advise(advice, Advice.CUT_OFF, found && measured.cutOff());
        advise(advice, Advice.TOO_SMALL, measured.pageWidth() < LARGE);
        return new Quality(advice, measured.sharpness(), measured.brightness(), measured.glare());
    }

    private static void advise(List<Advice> advice, Advice what, boolean when) {
        if (when) {
            advice.add(what);
        }
    }
}
