package org.tongzhou.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.springframework.stereotype.Component;

/** Writes letters (certificate, receipt, voucher) as A4 PDF with the shipped Chinese font embedded. */
@Component
public class Letters {
    private final ShippedFont font;

    Letters() throws IOException {
        this.font = ShippedFont.load();
    }

    /** The PDF's bytes; text in it can be selected and searched. */
    public byte[] pdf(Letter letter) {
        return pdf(List.of(letter));
    }

    /** Several in one file, each on pages of its own; one file at a time, since the parsed font is shared. */
    public synchronized byte[] pdf(List<Letter> letters) {
        try (PDDocument document = new PDDocument()) {
            document.getDocumentInformation().setTitle(letters.get(0).title());
            for (Letter letter : letters) {
                write(document, letter);
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(PDDocument document, Letter letter) throws IOException {
        try (LetterPage page = new LetterPage(document, font)) {
            page.title(letter.title(), letter.number());
            for (int i = 0; i < letter.blocks().size(); i++) {
                page.keep(kept(page, letter, i));
                write(page, letter.blocks().get(i));
            }
            if (letter.seal() != null) {
                page.seal(letter.seal());
            }
            page.number(letter.number());
        }
    }

    /**
     * How much is to stand on one page from a block on: a heading stays with what it is over, the last section with the seal
     * under it and with the section before it, so that no page holds only the end.
     */
    private static float kept(LetterPage page, Letter letter, int at) throws IOException {
        List<Letter.Block> rest = letter.blocks().subList(at, letter.blocks().size());
        if (!(rest.get(0) instanceof Letter.Heading) && rest.size() > 1) {
            return page.height(rest.get(0));
        }
        boolean ends = rest.stream().filter(Letter.Heading.class::isInstance).count() <= 2;
        float height = ends && letter.seal() != null ? LetterPage.SEAL_ROOM : 0;
        for (Letter.Block block : ends ? rest : rest.subList(0, 2)) {
            height += page.height(block);
        }
        return height;
    }

    private static void write(LetterPage page, Letter.Block block) throws IOException {
        if (block instanceof Letter.Heading heading) {
            page.heading(heading.text());
        } else if (block instanceof Letter.Paragraph paragraph) {
            page.paragraph(paragraph.text());
        } else if (block instanceof Letter.Pairs pairs) {
            page.pairs(pairs);
        } else if (block instanceof Letter.Table table) {
            page.table(table);
        }
    }
}
