package org.tongzhou.document;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** File types that are taken, told by content and never by name. */
public enum PaperType {
    PDF,
    XML,
    JPEG,
    PNG,
    OFD;

    public boolean isPicture() {
        return this == JPEG || this == PNG;
    }

    /** The type of some bytes, or empty when it is none that we take. */
    public static Optional<PaperType> of(byte[] bytes) {
        String head = new String(bytes, 0, Math.min(bytes.length, 64), StandardCharsets.ISO_8859_1);
        if (head.startsWith("%PDF-")) {
            return Optional.of(PDF);
        }
        if (head.startsWith("\u00ff\u00d8\u00ff")) {
            return Optional.of(JPEG);
        }
        if (head.startsWith("\u0089PNG\r\n\u001a\n")) {
            return Optional.of(PNG);
        }
        if (head.startsWith("PK\u0003\u0004") && OfdPackage.looksLike(bytes)) {
            return Optional.of(OFD);
        }
        String text = head.startsWith("\u00ef\u00bb\u00bf") ? head.substring(3) : head;
        boolean markup =
                text.stripLeading().startsWith("<?xml") || text.stripLeading().startsWith("<EInvoice");
        return markup ? Optional.of(XML) : Optional.empty();
    }

    /** The format of newer phones, which nothing here can decode. */
    static boolean isHeic(byte[] bytes) {
        String head = new String(bytes, 0, Math.min(bytes.length, 32), StandardCharsets.ISO_8859_1);
        return head.startsWith("ftyp", 4)
                && head.substring(8).matches("(?s)(heic|heix|hevc|heim|heis|mif1|msf1|avif).*");
    }
}
