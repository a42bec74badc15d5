package org.tongzhou.document;

import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.tongzhou.document.TextLine.Glyph;

/**
 * The visible, level glyphs of a PDF as lines with places. Rotated text (a seal) and invisible text (which may say
 * something else than the picture) are left out.
 */
final class PdfText extends PDFTextStripper {
    private static final String SUPPLEMENT = "⻆⺁⺟⺠⺩⻁⻄⻅⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳";
    private static final String IDEOGRAPHS = "角厂母民王虎西见贝车长门青页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟";
    private static final int MOST_GLYPHS = 200_000;

    private final List<Glyph> glyphs = new ArrayList<>();

    private final boolean hidden;

    private PdfText(boolean hidden) {
        this.hidden = hidden;
        setSortByPosition(true);
    }

    static List<TextLine> lines(PDDocument document) throws IOException {
        PdfText text = new PdfText(false);
        text.getText(document);
        return grouped(text.glyphs);
    }

    /** Only what the page does not show. */
    static List<TextLine> hiddenLines(PDDocument document) throws IOException {
        PdfText text = new PdfText(true);
        text.getText(document);
        return grouped(text.glyphs);
    }

    @Override
    protected void processTextPosition(TextPosition position) {
        boolean level = Math.abs(position.getTextMatrix().getShearX()) < 0.01;
        boolean visible = getGraphicsState().getTextState().getRenderingMode() != RenderingMode.NEITHER;
        String unicode = position.getUnicode() == null ? "" : withoutRadicals(position.getUnicode());
        if (!level || visible == hidden || unicode.isBlank() || glyphs.size() >= MOST_GLYPHS) {
            return;
        }
        double width = position.getPageWidth();
        double height = position.getPageHeight();
        glyphs.add(new Glyph(
                unicode,
                getCurrentPageNo(),
                position.getXDirAdj() / width,
                position.getYDirAdj() / height,
                position.getWidthDirAdj() / width,
                position.getFontSizeInPt() / height,
                1.0));
    }

    /** Some writers map 金 or 民 to the look-alike in a block of radicals; the second block has no Unicode mapping. */
    private static String withoutRadicals(String text) {
        boolean radical = text.codePoints().anyMatch(point -> point >= 0x2E80 && point <= 0x2FDF);
        if (!radical) {
            return text;
        }
        int supplement = SUPPLEMENT.indexOf(text);
        return supplement >= 0
                ? IDEOGRAPHS.substring(supplement, supplement + 1)
                : Normalizer.normalize(text, Normalizer.Form.NFKC)
                        .replace('戶', '户')
                        .replace('靑', '青')
                        .replace('黃', '黄');
    }

    /** Glyphs of one base line form a line, from left to right. */
    static List<TextLine> grouped(List<Glyph> glyphs) {
        List<Glyph> sorted = new ArrayList<>(glyphs);
        sorted.sort(Comparator.comparingInt(Glyph::page).thenComparingDouble(Glyph::y));
        List<TextLine> lines = new ArrayList<>();
        List<Glyph> current = new ArrayList<>();
        for (Glyph glyph : sorted) {
            if (!current.isEmpty() && !sameLine(current.get(0), glyph)) {
                lines.add(line(current));
                current.clear();
            }
            current.add(glyph);
        }
        if (!current.isEmpty()) {
            lines.add(line(current));
        }
        return lines;
    }

    private static boolean sameLine(Glyph first, Glyph next) {
        return first.page() == next.page() && Math.abs(first.y() - next.y()) < 0.006;
    }

    private static TextLine line(List<Glyph> unordered) {
        List<Glyph> ordered = new ArrayList<>(unordered);
        ordered.sort(Comparator.comparingDouble(Glyph::x));
        StringBuilder text = new StringBuilder();
        List<Glyph> perUnit = new ArrayList<>();
        for (Glyph glyph : ordered) {
            text.append(glyph.text());
            for (int i = 0; i < glyph.text().length(); i++) {
                perUnit.add(glyph);
            }
        }
        return new TextLine(text.toString(), perUnit);
    }
}
