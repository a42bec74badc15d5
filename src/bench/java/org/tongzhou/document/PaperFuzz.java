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
    /** To look for a page costs by the point; its edges and corners are those of a small picture. */
    private static final int LARGEST_SEARCHED = 20_000;

    private static final int DRAWN_WIDTH = 60;
    private static final String PLAIN =
            "BT /F 12 Tf 2 10 Td (1,234.56) Tj ET 1 0 0 RG 0 0 m 9 9 l S q 2 0 0 2 0 0 cm /X Do Q";
    private static final String HOSTILE =
            "BI /W 2 /H 2 /CS /G /BPC 8 ID abcd EI 3 Tr BT /F 1 Tf (\\101) Tj [(A) -9 (B)] TJ ET 0 0 9 9 re W n f*";

    private PaperFuzz() {}

    /** A parser fed with bytes; anything but a refusal in words or an I/O error is a finding. */
    public interface Parser {
        void parse(byte[] bytes) throws Exception;
    }

    public static Parser parser(String name) {
        return switch (name) {
            case "receipt-xml" -> bytes -> orUnreadable(() -> XmlReceipt.read(bytes));
            case "ofd" -> bytes -> orUnreadable(() -> OfdReceipt.findings(bytes));
            case "pdf" -> bytes -> orUnreadable(() -> drawn(bytes));
            case "pdf-receipt" -> bytes -> orUnreadable(() -> new PdfIntake(Optional.empty()).findings(bytes));
            case "image" -> bytes -> orUnreadable(() -> decoded(bytes, LARGEST_DECODED));
            case "image-page" -> bytes -> orUnreadable(() -> PictureIntake.Found.on(decoded(bytes, LARGEST_SEARCHED)));
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
            case "pdf-receipt" -> corpus.add(ReceiptReadingTest.bytes("receipt-1.pdf"));
            case "pdf" ->
                corpus.addAll(List.of(
                        small("", PLAIN), small("/OpenAction<</S/JavaScript/JS(1)>>", PLAIN), small("", HOSTILE)));
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

    /** A page of a few hundred bytes, with letters, a picture in line, lines and a form inside the page. */
    private static byte[] small(String catalog, String content) {
        String stream = "4 0 obj<</Length " + content.length() + ">>stream\n" + content + "\nendstream endobj\n";
        return ("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R" + catalog + ">>endobj\n"
                        + "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R"
                        + "/MediaBox[0 0 60 40]/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
                        + "/XObject<</X 5 0 R>>>>/Contents 4 0 R>>endobj\n" + stream
                        + "5 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 12>>stream\n0 0 5 5 re f\n"
                        + "endstream endobj\ntrailer<</Root 1 0 R/Size 6>>\n%%EOF")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Object drawn(byte[] bytes) throws IOException, UnreadablePaper {
        new PdfIntake(Optional.empty()).findings(bytes);
        return PdfIntake.page(bytes, 1, DRAWN_WIDTH);
    }

    private static BufferedImage decoded(byte[] bytes, int largest) throws IOException, UnreadablePaper {
        PictureIntake.requireModest(bytes);
        long pixels = org.tongzhou.document.picture.PictureHeader.of(bytes)
                .orElseThrow()
                .pixels();
        if (pixels > largest) {
            throw new UnreadablePaper("paper_too_many_pixels");
        }
        return PictureIntake.decoded(bytes);
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
