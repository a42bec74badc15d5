package org.tongzhou.shell;

import gg.jte.TemplateOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A page as it is written, in one piece: the templates' own output keeps a list of pieces, and a response that is told of
 * each of them does more than all the writing.
 */
final class PageBytes implements TemplateOutput {
    private static final int ENOUGH_FOR_MOST = 16 * 1024;

    private byte[] bytes = new byte[ENOUGH_FOR_MOST];
    private int size;

    int size() {
        return size;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
    }

    @Override
    public void writeContent(String value) {
        writeBinaryContent(value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void writeContent(String value, int from, int to) {
        writeContent(value.substring(from, to));
    }

    @Override
    public void writeBinaryContent(byte[] value) {
        if (value.length > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.addExact(size, value.length) * 2);
        }
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }
}
