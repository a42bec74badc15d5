package org.tongzhou.document;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType3Font;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;
import org.tongzhou.document.ReceiptReading.Box;

/**
 * Finds amounts of the text layer that an eye does not see: painted over, in the colour of the paper, or clipped away.
 * Draws the page once in full and once with its letters alone, and looks for the ink of the letters in both.
 */
final class CoveredText {
    private static final int WIDTH = 1400;
    private static final int INK = 150;
    private static final double SEEN = 0.7;
    private static final int LEAST = 12;

    private CoveredText() {}

    /** The amount fields whose letters cannot be seen; at most the first page's. */
    static List<String> fields(PDDocument document, ReceiptReading reading) throws IOException {
        List<String> covered = new ArrayList<>();
        try {
            BufferedImage full = PdfIntake.page(document, 1, WIDTH);
            BufferedImage letters = PdfIntake.page(document, new LettersOnly(document), 1, WIDTH);
            reading.fields().forEach((name, field) -> {
                Box box = field.box();
                boolean here = box != null && box.page() == 1 && isCovered(full, letters, box);
                if (ReceiptLines.isAmount(name) && here) {
                    covered.add(name);
                }
            });
        } catch (UnreadablePaper strangeSize) {
            return List.of();
        }
        return covered;
    }

    private static boolean isCovered(BufferedImage full, BufferedImage letters, Box box) {
        int left = (int) (box.x() * full.getWidth());
        int right = (int) Math.min(full.getWidth(), (box.x() + box.width()) * full.getWidth());
        int top = (int) (box.y() * full.getHeight());
        int bottom = (int) Math.min(full.getHeight(), (box.y() + box.height()) * full.getHeight());
        int ink = 0;
        int seen = 0;
        for (int y = Math.max(0, top); y < bottom; y++) {
            for (int x = Math.max(0, left); x < right; x++) {
                if (dark(letters.getRGB(x, y))) {
                    ink++;
                    seen += dark(full.getRGB(x, y)) ? 1 : 0;
                }
            }
        }
        return ink < LEAST || seen < SEEN * ink;
    }

    private static boolean dark(int rgb) {
        return (rgb >> 8 & 255) < INK;
    }

    /** A renderer that leaves out everything but letters. */
    private static final class LettersOnly extends PDFRenderer {
        LettersOnly(PDDocument document) {
            super(document);
        }

        @Override
        protected PageDrawer createPageDrawer(PageDrawerParameters parameters) throws IOException {
            return new Drawer(parameters);
        }
    }

    /** Some writers make each letter a small drawing of its own (Type 3): inside one, everything is drawn. */
    private static final class Drawer extends PageDrawer {
        private int letters;

        Drawer(PageDrawerParameters parameters) throws IOException {
            super(parameters);
        }

        @Override
        protected void showType3Glyph(Matrix matrix, PDType3Font font, int code, Vector displacement)
                throws IOException {
            letters++;
            super.showType3Glyph(matrix, font, code, displacement);
            letters--;
        }

        @Override
        public void drawImage(PDImage image) throws IOException {
            if (letters > 0) {
                super.drawImage(image);
            }
        }

        @Override
        public void shadingFill(COSName shading) throws IOException {
            if (letters > 0) {
                super.shadingFill(shading);
            }
        }

        @Override
        public void strokePath() throws IOException {
            if (letters > 0) {
                super.strokePath();
            } else {
                getLinePath().reset();
            }
        }

        @Override
        public void fillPath(int rule) throws IOException {
            if (letters > 0) {
                super.fillPath(rule);
            } else {
                getLinePath().reset();
            }
        }

        @Override
        public void fillAndStrokePath(int rule) throws IOException {
            if (letters > 0) {
                super.fillAndStrokePath(rule);
            } else {
                getLinePath().reset();
            }
        }
    }
}
