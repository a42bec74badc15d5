package org.tongzhou.document;

import org.jspecify.annotations.Nullable;
import org.tongzhou.document.picture.Quad;
import tools.jackson.databind.json.JsonMapper;

/** What the child found in a paper. {@code page}: where on the kept picture the page lies, standing upright. */
record Findings(
        int pages,
        @Nullable ReceiptReading reading,
        @Nullable Quality quality,
        @Nullable Quad page,
        @Nullable String likeness) {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    static Findings of(int pages, @Nullable ReceiptReading reading) {
        return new Findings(pages, reading, null, null, null);
    }

    String write() {
        return MAPPER.writeValueAsString(this);
    }

    static Findings read(String json) {
        return MAPPER.readValue(json, Findings.class);
    }
}
