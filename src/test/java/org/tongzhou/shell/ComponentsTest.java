package org.tongzhou.shell;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tongzhou.kernel.Money;
import org.tongzhou.shell.ClockFace.Day;

/** Draws every component in both languages; the sheet is kept under {@code target/components} to be looked at. */
class ComponentsTest {
    private static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(
            null, ContentType.Html, ComponentsTest.class.getClassLoader(), "gg.jte.generated.precompiled");
    private static final Pattern BLOCKED = Pattern.compile("\\sstyle=|\\son[a-z]+=|<script(?! src)|hx-on");
    private static final LocalDate TODAY = LocalDate.of(2026, 2, 10);

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en"})
    void everyComponentDrawsUnderThePolicy(String language) throws IOException {
        Frame frame = TestFrames.of(Words.of(java.util.Locale.forLanguageTag(language)));
        String desk = page(frame, "layout/desk.jte", sheet(frame));
        String phone = page(frame, "layout/phone.jte", sheet(frame));
        for (String html : List.of(desk, phone)) {
            assertThat(BLOCKED.matcher(html).find()).isFalse();
        }
        Path out = Files.createDirectories(Path.of("target/components"));
        Files.writeString(out.resolve("desk-" + language + ".html"), standalone(desk));
        Files.writeString(out.resolve("phone-" + language + ".html"), standalone(phone));
    }

    private static String sheet(Frame frame) {
        return Stream.of(
                        draw(frame, "status", Map.of("word", "审核中", "tone", "info")),
                        draw(frame, "status", Map.of("word", "等您补材料", "tone", "warn")),
                        draw(frame, "status", Map.of("word", "未通过", "tone", "bad")),
                        draw(frame, "example", Map.of()),
                        draw(frame, "note", Map.of("tone", "warn", "content", html("<div>请对照后再定</div>"))),
                        draw(frame, "note", Map.of("tone", "good", "content", html("<div>已保存</div>"))),
                        draw(frame, "errsum", Map.of("errors", errors())),
                        draw(
                                frame,
                                "field",
                                Map.of("id", "card", "label", "收款卡号", "hint", "16 至 19 位", "error", "少了 1 位")),
                        draw(frame, "wdc", Map.of("face", ahead(), "small", true)),
                        draw(frame, "wdc", Map.of("face", late(), "small", true)),
                        draw(frame, "pips", Map.of("face", ahead())),
                        draw(frame, "pips", Map.of("face", late())),
                        draw(frame, "track", Map.of("steps", track())),
                        draw(frame, "voucher", voucher()),
                        "<div class=\"card\">" + draw(frame, "shot", shot()) + "</div>",
                        draw(frame, "empty", Map.of("title", "今天的都审完了", "text", "下一件预计 2月11日早上到")),
                        draw(frame, "seg", Map.of("label", "分段", "links", cuts())),
                        draw(frame, "steps", Map.of("words", List.of("上传", "核对", "缴费"), "now", 1)),
                        draw(frame, "pstep", Map.of("now", 2, "of", 3, "word", "住院")),
                        draw(frame, "kv", Map.of("lines", errors())),
                        draw(frame, "bar", Map.of("percent", 62.5, "label", "62.5%")),
                        draw(frame, "bullet", Map.of("percent", 78.0, "target", 71.4, "label", "78%")),
                        draw(frame, "split", Map.of("label", "82, 3, 1", "parts", parts())),
                        draw(frame, "pager", Map.of("path", "/bills", "next", "7 8", "words", "1–20")),
                        draw(
                                frame,
                                "dialog",
                                Map.of(
                                        "id", "d", "title", "退回", "action", "/x", "content", html(""), "button",
                                        html(""))))
                .map(part -> "<div class=\"mb12\">" + part + "</div>")
                .reduce("", String::concat);
    }

    private static String draw(Frame frame, String tag, Map<String, Object> parameters) {
        Map<String, Object> all = new HashMap<>(parameters);
        all.put("frame", frame);
        StringOutput output = new StringOutput();
        TEMPLATES.render("tag/" + tag + ".jte", all, output);
        return output.toString();
    }

    private static String page(Frame frame, String layout, String content) {
        StringOutput output = new StringOutput();
        TEMPLATES.render(layout, Map.of("frame", frame, "title", "组件", "content", html(content)), output);
        return output.toString();
    }

    private static Content html(String html) {
        return output -> output.writeContent(html);
    }

    private static String standalone(String html) {
        return html.replaceAll(
                "/assets/[0-9a-f]+/",
                Path.of("src/main/resources/assets").toUri().toString());
    }

    private static ClockFace ahead() {
        return new ClockFace(days("2026-02-07", "XXDNAAAAXXXXXXXXXE"), TODAY, LocalDate.of(2026, 2, 24), 2, 7);
    }

    private static ClockFace late() {
        return new ClockFace(days("2026-01-30", "DXXDDDDDXXD"), TODAY, LocalDate.of(2026, 2, 9), 8, 7);
    }

    static List<Day> days(String first, String letters) {
        return ClockFaceTest.days(first, letters);
    }

    private static List<TrackStep> track() {
        return List.of(
                new TrackStep(TrackStep.State.TODO, "接下来：付款", "", "", "5 万元以上才要省级终审，这笔不用"),
                new TrackStep(TrackStep.State.CURRENT, "市总工会复核中", "今天 10:26", "2026-02-10T10:26", "李老师接手"),
                new TrackStep(TrackStep.State.DONE, "您提交了申领", "2月6日 15:47", "2026-02-06T15:47", ""));
    }

    private static Map<String, Object> voucher() {
        return Map.of(
                "title", "互助金给付凭证",
                "number", "PZ20260212-000318",
                "amount", Money.ofFen(695_459),
                "lines", errors(),
                "content", html("付款方：互助保障资金专户"));
    }

    private static Map<String, Object> shot() {
        return Map.of("id", "s", "title", "出院记录", "verdict", "右上角反光", "doubtful", true, "content", html("<p>再拍</p>"));
    }

    private static Map<String, String> errors() {
        Map<String, String> errors = new LinkedHashMap<>();
        errors.put("card", "收款卡号应为 16 至 19 位");
        errors.put("hospital", "请选择住院的医院");
        return errors;
    }

    private static Map<String, Long> parts() {
        Map<String, Long> parts = new LinkedHashMap<>();
        parts.put("good", 392_219L);
        parts.put("bad", 15_655L);
        parts.put("info", 5_000L);
        return parts;
    }

    private static List<Seg> cuts() {
        return List.of(new Seg("全部", "/a", true), new Seg("待我办", "/b", false));
    }
}
