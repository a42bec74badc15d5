package org.tongzhou.document;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.tongzhou.document.ReceiptReading.Field;
import org.tongzhou.document.picture.Quad;

/** Takes a PDF in: born digital or scanned; without scripts; held against its own earlier versions and hidden text. */
final class PdfIntake {
    private static final int SCAN_WIDTH = 1700;
    private static final int SCANNED_PAGES = 3;
    private static final int MOST_VERSIONS = 6;
    private static final int MOST_SIDE = 14_400;

    /** Twice a sheet of A4 as wide as it is read: what a page costs to draw grows with its area, whatever stands on it. */
    private static final double MOST_DRAWN = 8_000_000;

    private static final byte[] END = "%%EOF".getBytes(StandardCharsets.US_ASCII);

    private final Optional<PrintEngine> print;

    PdfIntake(Optional<PrintEngine> print) {
        this.print = print;
    }

    Findings findings(byte[] bytes) throws IOException, UnreadablePaper {
        try (PDDocument document = Loader.loadPDF(bytes)) {
            int pages = document.getNumberOfPages();
            if (pages > PaperWorker.MOST_PAGES) {
                throw new UnreadablePaper("paper_too_many_pages");
            }
            requirePassive(document);
            Optional<ReceiptReading> born = born(document);
            Optional<ReceiptReading> reading =
                    born.isPresent() ? Optional.of(signed(born.get(), document, bytes)) : scanned(document, pages);
            return Findings.of(pages, reading.orElse(null));
        } catch (InvalidPasswordException encrypted) {
            throw new UnreadablePaper("paper_encrypted");
        } catch (RuntimeException broken) {
            // What the library says in many ways of structures that contradict themselves.
            throw new UnreadablePaper("paper_broken");
        }
    }

    private static Optional<ReceiptReading> born(PDDocument document) throws IOException {
        try {
            return Optional.of(PdfReceipt.read(document));
        } catch (UnreadablePaper notAReceipt) {
            return Optional.empty();
        }
    }

    private static ReceiptReading signed(ReceiptReading shown, PDDocument document, byte[] bytes) throws IOException {
        Map<String, Field> hidden =
                ReceiptLines.read(PdfText.hiddenLines(document)).fields();
        ReceiptReading compared = PdfSigns.compared(shown, hidden, Sign.Kind.TEXT_LAYER_DIFFERS);
        List<String> covered = CoveredText.fields(document, shown);
        ReceiptReading seen = PdfSigns.with(compared, Sign.Kind.TEXT_LAYER_DIFFERS, covered);
        return PdfSigns.compared(seen, earlier(bytes), Sign.Kind.CHANGED_IN_FILE);
    }

    /** Fields as the oldest readable version inside the file had them: a PDF may be changed by appending to it. */
    private static Map<String, Field> earlier(byte[] bytes) {
        List<Integer> ends = new ArrayList<>();
        for (int i = 0; i + END.length < bytes.length && ends.size() < MOST_VERSIONS; i++) {
            if (bytes[i] == '%' && java.util.Arrays.equals(bytes, i, i + END.length, END, 0, END.length)) {
                ends.add(i + END.length);
            }
        }
        for (int end : ends) {
            if (bytes.length - end > 64) {
                try (PDDocument version = Loader.loadPDF(java.util.Arrays.copyOf(bytes, end))) {
                    Map<String, Field> fields =
                            ReceiptLines.read(PdfText.lines(version)).fields();
                    if (fields.containsKey("total")) {
                        return fields;
                    }
                } catch (IOException | RuntimeException notAVersion) {
                    continue;
                }
            }
        }
        return Map.of();
    }

    private Optional<ReceiptReading> scanned(PDDocument document, int pages) throws IOException, UnreadablePaper {
        for (int page = 1; print.isPresent() && page <= Math.min(pages, SCANNED_PAGES); page++) {
            BufferedImage picture = page(document, page, SCAN_WIDTH);
            Optional<ReceiptReading> reading =
                    PhotoReceipt.read(print.get(), picture, Quad.WHOLE, page).reading();
            if (reading.isPresent()) {
                Map<String, Field> hidden =
                        ReceiptLines.read(PdfText.hiddenLines(document)).fields();
                return Optional.of(PdfSigns.compared(reading.get(), hidden, Sign.Kind.TEXT_LAYER_DIFFERS));
            }
        }
        return Optional.empty();
    }

    /** Scripts, launched programs and forms that are drawn by a program: nothing a receipt needs. */
    private static void requirePassive(PDDocument document) throws UnreadablePaper {
        COSDictionary catalog = document.getDocumentCatalog().getCOSObject();
        boolean active = isActive(catalog.getDictionaryObject(COSName.OPEN_ACTION))
                || catalog.containsKey(COSName.AA)
                || hasScripts(catalog)
                || hasXfa(catalog);
        for (PDPage page : document.getPages()) {
            active |= page.getCOSObject().containsKey(COSName.AA);
        }
        if (active) {
            throw new UnreadablePaper("paper_active_content");
        }
    }

    private static boolean isActive(COSBase action) {
        COSBase plain = action instanceof COSObject object ? object.getObject() : action;
        if (plain instanceof COSArray || !(plain instanceof COSDictionary dictionary)) {
            return false;
        }
        String kind = dictionary.getNameAsString(COSName.S, "");
        return kind.equals("JavaScript") || kind.equals("Launch") || kind.equals("SubmitForm");
    }

    private static boolean hasScripts(COSDictionary catalog) {
        COSDictionary names = catalog.getCOSDictionary(COSName.NAMES);
        return names != null && names.containsKey(COSName.getPDFName("JavaScript"));
    }

    private static boolean hasXfa(COSDictionary catalog) {
        COSDictionary form = catalog.getCOSDictionary(COSName.ACRO_FORM);
        return form != null && form.containsKey(COSName.getPDFName("XFA"));
    }

    static BufferedImage page(byte[] bytes, int page, int width) throws IOException, UnreadablePaper {
        try (PDDocument document = Loader.loadPDF(bytes)) {
            return page(document, page, width);
        } catch (RuntimeException broken) {
            throw new UnreadablePaper("paper_broken");
        }
    }

    static BufferedImage page(PDDocument document, int page, int width) throws IOException, UnreadablePaper {
        return page(document, new PDFRenderer(document), page, width);
    }

    static BufferedImage page(PDDocument document, PDFRenderer renderer, int page, int width)
            throws IOException, UnreadablePaper {
        if (page < 1 || page > document.getNumberOfPages()) {
            throw new UnreadablePaper("paper_no_such_page");
        }
        var box = document.getPage(page - 1).getCropBox();
        if (box.getWidth() > MOST_SIDE || box.getHeight() > 12 * Math.max(50f, box.getWidth())) {
            throw new UnreadablePaper("paper_too_complex");
        }
        double wide = Math.min(4, width / Math.max(box.getWidth(), 50));
        float scale = (float) Math.min(wide, Math.sqrt(MOST_DRAWN / ((double) box.getWidth() * box.getHeight())));
        return renderer.renderImage(page - 1, scale, ImageType.RGB);
    }
}
