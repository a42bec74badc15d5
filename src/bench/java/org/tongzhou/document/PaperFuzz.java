package org.tongzhou.document;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;

/** The entry points of paper parsers and good files to start from, for fuzzing inside one process. */
public final class PaperFuzz {
    private static final int LARGEST_DECODED = 400_000;

    private PaperFuzz() {}

    /** A parser fed with bytes; anything but a refusal in words or an I/O error is a finding. */
    public interface Parser {
        void parse(byte[] bytes) throws Exception;
    }

    public static Parser parser(String name) {
        return switch (name) {
            case "receipt-xml" -> bytes -> orUnreadable(() -> XmlReceipt.read(bytes));
            case "ofd" -> bytes -> orUnreadable(() -> OfdReceipt.findings(bytes));
            case "pdf" -> bytes -> orUnreadable(() -> new PdfIntake(Optional.empty()).findings(bytes));
            case "image" -> bytes -> orUnreadable(() -> picture(bytes));
            case "image-header" ->
                bytes -> orUnreadable(() -> {
                    PictureIntake.requireModest(bytes);
                    return bytes;
                });
            default -> throw new IllegalArgumentException(name);
        };
    }

    public static List<byte[]> corpus(String name) throws IOException {
        List<byte[]> corpus = new ArrayList<>();
        switch (name) {
            case "receipt-xml" -> {
                for (int i = 1; i <= 5; i++) {
                    corpus.add(ReceiptReadingTest.bytes("receipt-" + i + ".xml"));
                }
            }
            case "ofd" -> {
                corpus.add(OfdSample.of("", "Doc_0/Pages/Page_0/Content.xml"));
                corpus.add(OfdSample.of("/", "Doc_0\\Pages\\Page_0\\Content.xml"));
            }
            case "pdf" -> {
                corpus.add(ReceiptReadingTest.bytes("receipt-1.pdf"));
                corpus.add(("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/GoTo/D[3 0 R/Fit]>>>>endobj\n"
                                + "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R"
                                + "/MediaBox[0 0 300 200]/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
                                + ">>>>/Contents 4 0 R>>endobj\n4 0 obj<</Length 44>>stream\nBT /F 12 Tf 20 100 Td "
                                + "(1,234.56) Tj ET\nendstream endobj\ntrailer<</Root 1 0 R/Size 5>>\n%%EOF")
                        .getBytes(StandardCharsets.ISO_8859_1));
            }
            default -> {
                for (String format : List.of("png", "jpg")) {
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    BufferedImage small = new BufferedImage(48, 32, BufferedImage.TYPE_INT_RGB);
                    small.createGraphics().drawString("12,829.42", 2, 20);
                    ImageIO.write(small, format, out);
                    corpus.add(out.toByteArray());
                }
            }
        }
        return corpus;
    }

    private static Object picture(byte[] bytes) throws IOException, UnreadablePaper {
        PictureIntake.requireModest(bytes);
        long pixels = org.tongzhou.document.picture.PictureHeader.of(bytes)
                .orElseThrow()
                .pixels();
        if (pixels > LARGEST_DECODED) {
            return bytes;
        }
        return PictureIntake.Found.on(PictureIntake.decoded(bytes));
    }

    private interface Step {
        Object run() throws IOException, UnreadablePaper;
    }

    private static void orUnreadable(Step step) {
        try {
            step.run();
        } catch (UnreadablePaper | IOException refusedInWords) {
            return;
        }
    }
}
