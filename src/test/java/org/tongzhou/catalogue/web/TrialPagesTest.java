package org.tongzhou.catalogue.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.catalogue.DraftId;
import org.tongzhou.catalogue.Drafts;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every example of the documentation, tried as a designer tries it: the page says the amount, and both readings of the steps
 * are in the reader's language. What was read is kept in {@code target/plans/steps.txt} to be looked at.
 */
@RoomTest
class TrialPagesTest {
    private static final Path EXAMPLES = Path.of("docs/examples");
    private static final Pattern CALC = Pattern.compile("<table class=\"calc\">.*?</table>", Pattern.DOTALL);
    private static final Pattern RESULT =
            Pattern.compile("<div class=\"mt12\" role=\"status\">.*?</div>\\s*</form>", Pattern.DOTALL);

    /** The reason for filing late stands as it was given. */
    private static final String SAID_BY_THE_MEMBER = "昏迷，无法申领";

    @Autowired
    MockMvc mvc;

    @Autowired
    Visits visits;

    @Autowired
    TestData data;

    @Autowired
    Drafts drafts;

    @ParameterizedTest
    @MethodSource("org.tongzhou.adjudication.ExamplesTest#examples")
    void anExampleIsTriedAndReadInBothLanguages(String name) throws Exception {
        Actor designer = data.actor(Role.PLAN_DESIGNER, TestData.PROVINCE);
        DraftId draft = drafts.startFrom(designer, text(name, "plan.yaml"), TestData.NOW);
        String amount = "<b class=\"num h4\">" + amount(name) + "</b>";
        String chinese = tried(draft, name, designer, "zh-CN");
        assertThat(chinese).contains(amount);
        assertThat(tables(chinese)).doesNotContainPattern("[A-Za-z]{2,}");
        String english = tried(draft, name, designer, "en");
        assertThat(english).contains(amount);
        assertThat(tables(english).replace(SAID_BY_THE_MEMBER, "")).doesNotContainPattern("\\p{IsHan}");
        Files.writeString(
                Files.createDirectories(Path.of("target/plans")).resolve("steps.txt"),
                name + "\n" + lines(chinese) + "\n" + lines(english) + "\n\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    @Test
    void aReasonWrittenAfterGoingBackIsRefusedNotLostInSilence() throws Exception {
        Actor designer = data.actor(Role.PLAN_DESIGNER, TestData.PROVINCE);
        DraftId draft = drafts.startFrom(designer, text("items", "plan.yaml"), TestData.NOW);
        String key = UUID.randomUUID().toString();
        assertThat(saved(draft, designer, key, "").getStatus()).isEqualTo(302);
        var again = saved(draft, designer, key, "第二次写的理由，要么保存要么说明。");
        assertThat(again.getStatus()).isEqualTo(422);
        assertThat(again.getContentAsString(StandardCharsets.UTF_8)).contains("第二次写的理由");
    }

    /** The back button keeps the key of the form, and a corrected digit keeps the length of the file. */
    @Test
    void anotherFileOfTheSameLengthSentAfterGoingBackIsRefusedNotLostInSilence() throws Exception {
        Actor designer = data.actor(Role.PLAN_DESIGNER, TestData.PROVINCE);
        String key = UUID.randomUUID().toString();
        String file = text("items", "plan.yaml");
        assertThat(uploaded(file, designer, key).getStatus()).isEqualTo(302);
        assertThat(uploaded(file, designer, key).getStatus()).isEqualTo(302);
        var other = uploaded(file.replaceFirst("valid_from: 2", "valid_from: 3"), designer, key);
        assertThat(other.getStatus()).isEqualTo(422);
    }

    private MockHttpServletResponse uploaded(String file, Actor designer, String key) throws Exception {
        return mvc.perform(multipart("/plans/drafts")
                        .file("file", file.getBytes(StandardCharsets.UTF_8))
                        .param("request_key", key)
                        .with(visits.of(designer))
                        .with(csrf()))
                .andReturn()
                .getResponse();
    }

    /** The facts are tried first, but may be changed before the button beside the result is pressed. */
    @ParameterizedTest
    @ValueSource(strings = {"", "{\"event\": ", "[1e999999999]"})
    void aCaseWhoseFactsCannotBeReadIsRefusedNotLeftOutInSilence(String facts) throws Exception {
        Actor designer = data.actor(Role.PLAN_DESIGNER, TestData.PROVINCE);
        DraftId draft = drafts.startFrom(designer, text("items", "plan.yaml"), TestData.NOW);
        var kept = mvc.perform(post("/plans/drafts/" + draft.value() + "/case")
                        .param("request_key", UUID.randomUUID().toString())
                        .param("version", "1")
                        .param("by", "facts")
                        .param("facts", facts)
                        .param("name", "一例")
                        .param("pays", "1.00")
                        .with(visits.of(designer))
                        .with(csrf()))
                .andReturn()
                .getResponse();
        assertThat(kept.getStatus()).isEqualTo(422);
        assertThat(drafts.find(designer, draft).version()).isEqualTo(1);
    }

    private MockHttpServletResponse saved(DraftId draft, Actor designer, String key, String reason) throws Exception {
        return mvc.perform(post("/plans/drafts/" + draft.value() + "/save")
                        .param("request_key", key)
                        .param("version", "1")
                        .param("reason", reason)
                        .with(visits.of(designer))
                        .with(csrf()))
                .andReturn()
                .getResponse();
    }

    private String tried(DraftId draft, String name, Actor designer, String language) throws Exception {
        return mvc.perform(post("/plans/drafts/" + draft.value() + "/try")
                        .param("by", "facts")
                        .param("facts", text(name, "facts.json"))
                        .with(visits.of(designer))
                        .with(csrf())
                        .cookie(new Cookie("language", language)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private static String amount(String name) throws IOException {
        JsonNode expected = JsonMapper.shared().readTree(text(name, "expected.json"));
        long fen = expected.has("amount_fen") ? expected.get("amount_fen").asLong() : 0;
        return String.format(Locale.ROOT, "%,.2f", fen / 100.0);
    }

    private static String tables(String html) {
        return CALC.matcher(html)
                .results()
                .map(MatchResult::group)
                .map(TrialPagesTest::plain)
                .collect(Collectors.joining("\n"));
    }

    private static String lines(String html) {
        return RESULT.matcher(html)
                .results()
                .map(MatchResult::group)
                .map(TrialPagesTest::plain)
                .collect(Collectors.joining("\n"));
    }

    private static String plain(String html) {
        return List.of(html.replaceAll("<h3[^>]*>", "\n\n")
                        .replaceAll("<(tr|p|span class=\"why\")[^>]*>", "\n")
                        .replaceAll("<[^>]+>", " ")
                        .split("\n", -1))
                .stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private static String text(String name, String file) throws IOException {
        return Files.readString(EXAMPLES.resolve(name).resolve(file));
    }
}
