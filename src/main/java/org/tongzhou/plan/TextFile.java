package org.tongzhou.plan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A file's text in UTF-8, read no further than a limit, or why there is none. {@code name} is the path as the caller wrote it. */
public record TextFile(String name, String text, Optional<PlanFault> fault) {
    /** At most this many bytes are read; a plan of this size is refused for its length all the same. */
    private static final int MOST_BYTES = 1024 * 1024;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    public static TextFile read(Path file) {
        String name = file.toString();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            return bytes.length > MOST_BYTES
                    ? refused(name, PlanFaultCode.TOO_LARGE, bytes(Files.size(file)), bytes(MOST_BYTES))
                    : decoded(name, bytes);
        } catch (CharacterCodingException otherCharset) {
            return refused(name, PlanFaultCode.NO_UTF8);
        } catch (IOException | SecurityException unreadable) {
            return refused(name, PlanFaultCode.NO_FILE);
        }
    }

    private static String bytes(long count) {
        return String.format(Locale.ROOT, "%,d B", count);
    }

    private static TextFile decoded(String name, byte[] bytes) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
        return new TextFile(name, marked ? text.substring(1) : text, Optional.empty());
    }

    private static TextFile refused(String name, PlanFaultCode code, String... arguments) {
        return new TextFile(name, "", Optional.of(new PlanFault(name, 1, 1, "", code, List.of(arguments))));
    }
}
