package org.tongzhou.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.Cookie;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.format.support.DefaultFormattingConversionService;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;

class ShellTest {
    private final SomeShell shell = new SomeShell();
    private final MockMvc mvc = shell.mvc();
    private final Frames frames = shell.frames();

    @Test
    void howLargeAFileMayBeIsSaidOnceToTheServerTheScriptAndTheReader() throws Exception {
        mvc.perform(get("/refuse").param("kind", "NOT_FOUND"))
                .andExpect(content().string(containsString("data-most=\"7340032\" data-too-large=\"文件太大，最多 7 MB")));
        mvc.perform(get("/error").requestAttr(RequestDispatcher.ERROR_STATUS_CODE, 413))
                .andExpect(content().string(containsString("<p>文件太大，最多 7 MB")));
        mvc.perform(get(new Assets().href("app.js"))).andExpect(content().string(not(containsString("1024 * 1024"))));
    }

    @Test
    void aFieldThatComesOnceIsOneValueThoughItHoldsAComma() {
        var fields = new DefaultFormattingConversionService();
        new WebFrame(frames).addFormatters(fields);
        TypeDescriptor text = TypeDescriptor.valueOf(String.class);
        TypeDescriptor texts = TypeDescriptor.collection(List.class, text);
        assertThat(fields.convert("1,000.00", text, texts)).isEqualTo(List.of("1,000.00"));
        assertThat(fields.convert(new String[] {"1,5", "2"}, TypeDescriptor.valueOf(String[].class), texts))
                .isEqualTo(List.of("1,5", "2"));
        assertThat(fields.convert("", text, TypeDescriptor.collection(Set.class, TypeDescriptor.valueOf(Role.class))))
                .isEqualTo(Set.of());
    }

    @Test
    void aTelephoneMayKeepTheSiteBesideItsApplications() throws Exception {
        String manifest = mvc.perform(get("/app.webmanifest"))
                .andExpect(status().isOk())
                .andExpect(content().contentType("application/manifest+json"))
                .andExpect(jsonPath("$.name").isNotEmpty())
                .andExpect(jsonPath("$.start_url").value("/"))
                .andExpect(jsonPath("$.display").value("standalone"))
                .andExpect(jsonPath("$.icons[0].sizes").value("192x192"))
                .andExpect(jsonPath("$.icons[1].sizes").value("512x512"))
                .andReturn()
                .getResponse()
                .getContentAsString();
        for (var icon : tools.jackson.databind.json.JsonMapper.shared()
                .readTree(manifest)
                .get("icons")) {
            byte[] picture = mvc.perform(get(icon.get("src").asString()))
                    .andExpect(status().isOk())
                    .andReturn()
                    .getResponse()
                    .getContentAsByteArray();
            int side = javax.imageio.ImageIO.read(new java.io.ByteArrayInputStream(picture))
                    .getWidth();
            assertThat(icon.get("sizes").asString()).isEqualTo(side + "x" + side);
        }
    }

    @Test
    void aPaperThatTheBrowserShowsAloneMayBeLaidOutByTheBrowser() throws Exception {
        for (String path : List.of("/picture", "/paper")) {
            mvc.perform(get(path))
                    .andExpect(header().stringValues(
                                    "Content-Security-Policy",
                                    "default-src 'none'; img-src 'self'; object-src 'self'; style-src 'unsafe-inline'; "
                                            + "frame-ancestors 'none'"));
        }
        mvc.perform(get("/text")).andExpect(header().string("Content-Security-Policy", containsString("'nonce-")));
    }

    @Test
    void aBrowserThatAsksForTheIconByItsOldAddressGetsIt() throws Exception {
        mvc.perform(get("/favicon.ico"))
                .andExpect(status().isOk())
                .andExpect(content().contentType("image/png"));
    }

    @Test
    void languageIsACookieAndTheWayBackStaysOnOurSite() throws Exception {
        mvc.perform(get("/language").param("to", "en").param("back", "/bills?after=3"))
                .andExpect(redirectedUrl("/bills?after=3"))
                .andExpect(header().string("Set-Cookie", containsString("language=en")));
        for (String foreign : List.of("//evil.example", "https://evil.example", "/\\evil.example", "/a\r\nX: y")) {
            mvc.perform(get("/language").param("to", "zh").param("back", foreign))
                    .andExpect(redirectedUrl("/"));
        }
        mvc.perform(get("/refuse").param("kind", "NOT_FOUND").cookie(new Cookie("language", "en")))
                .andExpect(content().string(containsString("This page was not found")))
                .andExpect(content().string(containsString("<html lang=\"en\"")));
    }

    @Test
    void everyResponseHasAPolicyWithItsOwnNonce() throws Exception {
        String first = policy();
        assertThat(first).contains("script-src 'self';").doesNotContain("unsafe");
        assertThat(policy()).isNotEqualTo(first);
    }

    @Test
    void assetsLiveUnderTheirHashForAYear() throws Exception {
        String href = new Assets().href("style.css");
        mvc.perform(get(href))
                .andExpect(status().isOk())
                .andExpect(content().contentTypeCompatibleWith("text/css"))
                .andExpect(header().string("Cache-Control", "max-age=31536000, public, immutable"));
        mvc.perform(get("/assets/000000000000/style.css")).andExpect(status().isNotFound());
        mvc.perform(get("/assets/000000000000/../application.properties")).andExpect(status().isNotFound());
    }

    @Test
    void argumentsOfASentenceAreWrittenAsTheReaderWritesThem() {
        Frame frame = frames.of(new MockHttpServletRequest());
        assertThat(frame.say("shell.voucher.number", Money.ofFen(695_459))).isEqualTo("编号 6,954.59");
        assertThat(frame.say("shell.voucher.number", LocalDate.of(2026, 2, 10))).isEqualTo("编号 2026-02-10");
    }

    private String policy() throws Exception {
        return mvc.perform(get("/error")).andReturn().getResponse().getHeader("Content-Security-Policy");
    }
}
