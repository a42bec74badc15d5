package org.tongzhou.document;

import java.util.List;

/**
 * Something about a paper that a person should look at before believing it; never a refusal by itself. {@code fields}
 * are names of {@link ReceiptReading} fields, empty when it concerns the whole paper. Words: {@code
 * document.sign.<kind in small letters>}.
 */
public record Sign(Kind kind, List<String> fields) {
    /** What was noticed. */
    public enum Kind {
        /** Text that a program reads but an eye does not see says something else, or printed text lies under a picture. */
        TEXT_LAYER_DIFFERS,
        /** An earlier version inside the same file said something else. */
        CHANGED_IN_FILE,
        /** The QR code says something else than the letters beside it. */
        QR_DIFFERS,
        /** The data attached to the file says something else than its page. */
        ATTACHMENT_DIFFERS
    }

    public Sign {
        fields = List.copyOf(fields);
    }
}
