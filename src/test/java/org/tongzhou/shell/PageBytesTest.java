package org.tongzhou.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PageBytesTest {
    @Test
    void aPageOfAnyLengthIsWrittenInTheOrderInWhichItCame() throws IOException {
        PageBytes page = new PageBytes();
        StringBuilder expected = new StringBuilder();
        for (int row = 0; row < 5_000; row++) {
            page.writeContent("<td>第 ");
            page.writeBinaryContent("行 ".getBytes(StandardCharsets.UTF_8));
            page.writeContent("[" + row + "]", 1, Integer.toString(row).length() + 1);
            expected.append("<td>第 行 ").append(row);
        }
        page.writeBinaryContent("末".repeat(100_000).getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        page.writeTo(written);
        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo(expected + "末".repeat(100_000));
        assertThat(page.size()).isEqualTo(written.size());
    }
}
