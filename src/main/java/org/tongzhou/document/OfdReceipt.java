package org.tongzhou.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tongzhou.document.ReceiptReading.Field;
import org.tongzhou.document.TextLine.Glyph;

/** Reads a receipt from an OFD: what its pages show, held against the data that may be attached; that data alone is doubtful. */
final class OfdReceipt {
    private OfdReceipt() {}

    static Findings findings(byte[] bytes) throws UnreadablePaper {
        OfdPackage files = OfdPackage.open(bytes);
        List<OfdPages.Page> pages = OfdPages.of(files);
        Optional<ReceiptReading> shown = shown(pages);
        Optional<ReceiptReading> attached = attached(files);
        ReceiptReading reading = shown.map(read -> attached.map(
                                data -> PdfSigns.compared(read, data.fields(), Sign.Kind.ATTACHMENT_DIFFERS))
                        .orElse(read))
                .or(() -> attached.map(
                        data -> FieldDoubt.doubting(data, data.fields().keySet())))
                .orElse(null);
        return Findings.of(pages.size(), reading);
    }

    private static Optional<ReceiptReading> shown(List<OfdPages.Page> pages) {
        List<Glyph> visible = new ArrayList<>();
        List<Glyph> hidden = new ArrayList<>();
        for (int i = 0; i < pages.size(); i++) {
            for (OfdPages.Run run : pages.get(i).runs()) {
                (run.visible() ? visible : hidden).addAll(glyphs(run, pages.get(i), i + 1));
            }
        }
        ReceiptLines.Draft draft = ReceiptLines.read(PdfText.grouped(visible));
        if (!draft.isReceipt()) {
            return Optional.empty();
        }
        ReceiptReading read = draft.judged();
        Map<String, Field> said = ReceiptLines.read(PdfText.grouped(hidden)).fields();
        return Optional.of(PdfSigns.compared(read, said, Sign.Kind.TEXT_LAYER_DIFFERS));
    }

    private static List<Glyph> glyphs(OfdPages.Run run, OfdPages.Page page, int number) {
        List<Glyph> glyphs = new ArrayList<>();
        for (int i = 0; i < run.text().length(); i++) {
            char letter = run.text().charAt(i);
            if (!Character.isWhitespace(letter)) {
                double wide = run.size() * (letter < 0x80 ? 0.5 : 1);
                glyphs.add(new Glyph(
                        String.valueOf(letter),
                        number,
                        run.x()[i] / page.width(),
                        run.y() / page.height(),
                        wide / page.width(),
                        run.size() / page.height(),
                        1.0));
            }
        }
        return glyphs;
    }

    private static Optional<ReceiptReading> attached(OfdPackage files) {
        for (Map.Entry<String, byte[]> file : files.files().entrySet()) {
            boolean data = file.getKey().matches("(?i).*attach.*\\.xml") && file.getValue().length < 2_000_000;
            if (data) {
                try {
                    return Optional.of(XmlReceipt.read(file.getValue()));
                } catch (UnreadablePaper otherData) {
                    continue;
                }
            }
        }
        return Optional.empty();
    }
}
