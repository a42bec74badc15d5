package org.tongzhou.document;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import tools.jackson.databind.json.JsonMapper;

/**
 * The child process that parses what came from outside, with a small heap and under a time limit kept by its parent.
 * Bytes on standard input, the answer on standard output; exit 0 done, 3 unreadable with a code on standard error.
 */
public final class PaperWorker {
    static final int UNREADABLE = 3;
    static final int MOST_PAGES = 50;
    private static final long MOST_PIXELS = 40_000_000;
    private static final int PREVIEW_WIDTH = 1100;

    private PaperWorker() {}

    /** {@code intake}: pages, reading and cleaned picture. {@code render PAGE WATERMARK}: a page as PNG. */
    public static int run(String[] args, PrintStream err) {
        try {
            byte[] bytes = System.in.readAllBytes();
            byte[] answer =
                    args[0].equals("intake") ? intake(bytes) : render(bytes, Integer.parseInt(args[1]), args[2]);
            OutputStream out = System.out;
            out.write(answer);
            out.flush();
            return 0;
        } catch (UnreadablePaper unreadable) {
            err.println(unreadable.getMessage());
        } catch (Exception | OutOfMemoryError | StackOverflowError broken) {
            err.println("paper_broken");
        }
        return UNREADABLE;
    }

    static byte[] intake(byte[] bytes) throws IOException, UnreadablePaper {
        PaperType type = PaperType.of(bytes).orElseThrow(() -> new UnreadablePaper("paper_type_unknown"));
        return switch (type) {
            case XML -> answer(0, Optional.of(XmlReceipt.read(bytes)), new byte[0]);
            case PDF -> intakePdf(bytes);
            case JPEG, PNG -> answer(1, Optional.empty(), cleaned(bytes, type));
        };
    }

    private static byte[] intakePdf(byte[] bytes) throws IOException, UnreadablePaper {
        try (PDDocument document = Loader.loadPDF(bytes)) {
            if (document.getNumberOfPages() > MOST_PAGES) {
                throw new UnreadablePaper("paper_too_many_pages");
            }
            return answer(document.getNumberOfPages(), readingOf(document), new byte[0]);
        } catch (InvalidPasswordException encrypted) {
            throw new UnreadablePaper("paper_encrypted");
        }
    }

    private static Optional<ReceiptReading> readingOf(PDDocument document) throws IOException {
        try {
            return Optional.of(PdfReceipt.read(document));
        } catch (UnreadablePaper notAReceipt) {
            return Optional.empty();
        }
    }

    private static byte[] answer(int pages, Optional<ReceiptReading> reading, byte[] cleaned) throws IOException {
        byte[] json = reading.map(ReadingJson::write).orElse("").getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(answer);
        out.writeInt(pages);
        out.writeInt(json.length);
        out.write(json);
        out.write(cleaned);
        return answer.toByteArray();
    }

    /** Decodes and writes the picture anew, which drops EXIF and anything that hides behind the picture. */
    private static byte[] cleaned(byte[] bytes, PaperType type) throws IOException, UnreadablePaper {
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
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(reader.read(0), type == PaperType.JPEG ? "jpg" : "png", out);
            return out.toByteArray();
        }
    }

    static byte[] render(byte[] bytes, int page, String watermark) throws IOException, UnreadablePaper {
        PaperType type = PaperType.of(bytes).orElseThrow(() -> new UnreadablePaper("paper_type_unknown"));
        BufferedImage picture = type.isPicture() ? picture(bytes) : pdfPage(bytes, page);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(Watermark.over(picture, PREVIEW_WIDTH, watermark), "png", out);
        return out.toByteArray();
    }

    private static BufferedImage picture(byte[] bytes) throws IOException, UnreadablePaper {
        try (InputStream in = new ByteArrayInputStream(bytes)) {
            BufferedImage picture = ImageIO.read(in);
            if (picture == null) {
                throw new UnreadablePaper("paper_broken");
            }
            return picture;
        }
    }

    private static BufferedImage pdfPage(byte[] bytes, int page) throws IOException, UnreadablePaper {
        try (PDDocument document = Loader.loadPDF(bytes)) {
            if (page < 1 || page > document.getNumberOfPages()) {
                throw new UnreadablePaper("paper_no_such_page");
            }
            float points = document.getPage(page - 1).getCropBox().getWidth();
            float scale = Math.min(4f, PREVIEW_WIDTH / Math.max(points, 50f));
            return new PDFRenderer(document).renderImage(page - 1, scale, ImageType.RGB);
        }
    }

    /** The reading as JSON between child and parent, and in the sealed row. */
    static final class ReadingJson {
        private static final JsonMapper MAPPER = JsonMapper.shared();

        private ReadingJson() {}

        static String write(ReceiptReading reading) {
            return MAPPER.writeValueAsString(reading);
        }

        static ReceiptReading read(String json) {
            return MAPPER.readValue(json, ReceiptReading.class);
        }
    }
}
