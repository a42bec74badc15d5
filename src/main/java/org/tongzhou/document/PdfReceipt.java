package org.tongzhou.document;

import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDDocument;

/** Reads a born-digital e-receipt from its visible text. */
final class PdfReceipt {
    private PdfReceipt() {}

    static ReceiptReading read(PDDocument document) throws IOException, UnreadablePaper {
        ReceiptLines.Draft draft = ReceiptLines.read(PdfText.lines(document));
        if (!draft.fields().containsKey("code") || !draft.fields().containsKey("total")) {
            throw new UnreadablePaper("paper_not_a_receipt");
        }
        return draft.judged();
    }
}
