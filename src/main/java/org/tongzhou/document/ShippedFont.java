package org.tongzhou.document;

import java.io.IOException;
import java.io.InputStream;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/** NotoSansSC-Regular (OFL-1.1), parsed once; PDFBox embeds the glyphs that a letter uses. */
final class ShippedFont {
    static final String RESOURCE = "/fonts/NotoSansSC-Regular.ttf";

    private final TrueTypeFont font;
    private final CmapLookup glyphs;

    private ShippedFont(TrueTypeFont font) throws IOException {
        this.font = font;
        this.glyphs = font.getUnicodeCmapLookup();
    }

    static ShippedFont load() throws IOException {
        try (InputStream in = ShippedFont.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IOException("font missing from the jar: " + RESOURCE);
            }
            return new ShippedFont(new TTFParser().parse(new RandomAccessReadBuffer(in.readAllBytes())));
        }
    }

    TrueTypeFont font() {
        return font;
    }

    boolean has(int codePoint) {
        return glyphs.getGlyphId(codePoint) != 0;
    }
}
