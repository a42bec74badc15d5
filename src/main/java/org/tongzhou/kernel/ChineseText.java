package org.tongzhou.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The text of a file as banks and offices write it: UTF-8, with or without its mark, else GB18030. */
public final class ChineseText {
    private static final List<Charset> WRITINGS = List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"));

    private ChineseText() {}

    /** Empty where the bytes are neither, and where a NUL among them says that they are no text. */
    public static Optional<String> of(byte[] file) {
        return WRITINGS.stream()
                .flatMap(writing -> decoded(file, writing).stream())
                .findFirst()
                .filter(text -> text.indexOf('\0') < 0)
                .map(text -> text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    private static Optional<String> decoded(byte[] file, Charset writing) {
        try {
            return Optional.of(writing.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(file))
                    .toString());
        } catch (CharacterCodingException notThis) {
            return Optional.empty();
        }
    }
}
