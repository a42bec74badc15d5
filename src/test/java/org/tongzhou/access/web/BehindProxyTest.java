package org.tongzhou.access.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import org.tongzhou.testing.SiteTest;

/** A proxy in front ends TLS: it is believed whose request it passes on, and that it came by https; nobody else is. */
@SiteTest
@TestPropertySource(properties = "TONGZHOU_PROXY=127.0.0.2/32")
@Import(BehindProxyTest.Mirror.class)
class BehindProxyTest {
    private static final String PROXY = "127.0.0.2";
    private static final String ANYBODY = "127.0.0.1";

    @LocalServerPort
    int port;

    @TestConfiguration
    static class Mirror {
        @Bean
        Filter whoAsks() {
            return (request, response, rest) -> {
                ((HttpServletResponse) response).setHeader("X-Seen", request.getRemoteAddr());
                rest.doFilter(request, response);
            };
        }
    }

    @Test
    void theProxySaysWhoseRequestItIsAndThatItWasEncrypted() throws Exception {
        assertThat(askedFrom(PROXY, "/login"))
                .contains("X-Seen: 203.0.113.7")
                .contains("; Secure;")
                .contains("Strict-Transport-Security:");
    }

    @Test
    void anybodyElseOnlySaysSo() throws Exception {
        assertThat(askedFrom(ANYBODY, "/login"))
                .contains("X-Seen: 127.0.0.1")
                .doesNotContain("; Secure;")
                .doesNotContain("Strict-Transport-Security:");
    }

    /** A page may send its forms to its own site only, which a browser holds the answer to as well: http is another site. */
    @Test
    void nobodyIsLedAwayFromHowTheyCame() throws Exception {
        for (String from : new String[] {PROXY, ANYBODY}) {
            assertThat(askedFrom(from, "/")).contains("Location: /login\r\n");
        }
    }

    private String askedFrom(String address, String path) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port, InetAddress.getByName(address), 0)) {
            String request = "GET " + path
                    + " HTTP/1.1\r\nHost: fund.example.cn\r\nX-Forwarded-For: 198.51.100.1, 203.0.113.7\r\n"
                    + "X-Forwarded-Proto: https\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
