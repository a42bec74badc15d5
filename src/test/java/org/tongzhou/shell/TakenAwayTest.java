package org.tongzhou.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

class TakenAwayTest {
    @Test
    void aFileIsSavedUnderItsNameAndKeptNowhereOnTheWay() {
        HttpHeaders headers = TakenAway.of("四月 报表.pdf", MediaType.APPLICATION_PDF, new byte[] {1})
                .getHeaders();
        assertThat(headers.getCacheControl()).isEqualTo("no-store");
        assertThat(headers.getContentType()).isEqualTo(MediaType.APPLICATION_PDF);
        assertThat(headers.getFirst(HttpHeaders.CONTENT_DISPOSITION))
                .startsWith("attachment;")
                .endsWith("filename*=UTF-8''%E5%9B%9B%E6%9C%88%20%E6%8A%A5%E8%A1%A8.pdf");
    }
}
