package org.tongzhou.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class LettersTest {
    @Test
    void aLettersTextCanBeReadAgain() throws Exception {
        byte[] pdf = new Letters().pdf(certificate(3));
        String text = text(pdf);
        assertThat(text)
                .contains("职工互助保障计划书")
                .contains("阿依古丽·买买提")
                .contains("住院医疗")
                .contains("95.00");
        assertThat(pdf.length).isLessThan(120_000);
        keep(pdf);
    }

    @Test
    void aCharacterThatNoFontHasIsSpelledOutNeverLost() throws Exception {
        String rare =
                text(new Letters().pdf(new Letter("凭证", "1", List.of(new Letter.Paragraph("姓名 \ue123 王")), null)));
        assertThat(rare).contains("王").contains("U+E123");
    }

    @Test
    void aLongTableRunsOverSeveralPages() throws Exception {
        try (PDDocument document = Loader.loadPDF(new Letters().pdf(certificate(120)))) {
            int pages = document.getNumberOfPages();
            assertThat(pages).isGreaterThan(3);
            assertThat(new PDFTextStripper().getText(document)).contains("第 120 项");
            for (int page = 1; page < pages; page++) {
                assertThat(text(document, page)).contains("会费（元）", "编号 JH2026-000123 · " + page + " / " + pages);
            }
        }
    }

    /** Wherever the foot of the page falls, a heading has its table under it, and the seal has words above it. */
    @Test
    void noHeadingAndNoSealStandsAlone() throws Exception {
        for (int lines = 20; lines < 45; lines++) {
            List<Letter.Block> blocks = new ArrayList<>();
            for (int i = 0; i < lines; i++) {
                blocks.add(new Letter.Paragraph("条文"));
            }
            blocks.add(new Letter.Heading("全部给付"));
            blocks.add(new Letter.Table(
                    List.of("项目", "金额（元）"), List.of(List.of("住院", "1.00"), List.of("合计", "2.00")), Set.of(1)));
            blocks.add(new Letter.Heading("复议"));
            blocks.add(new Letter.Paragraph("六十天内可以提出。"));
            try (PDDocument document = Loader.loadPDF(new Letters().pdf(new Letter("决定书", "1", blocks, "专用章")))) {
                for (int page = 1; page <= document.getNumberOfPages(); page++) {
                    String words = text(document, page);
                    assertThat(words.contains("全部给付")).as("%s lines", lines).isEqualTo(words.contains("合计"));
                    assertThat(words.contains("复议")).isEqualTo(words.contains("专用章"));
                    assertThat(words.contains("复议"))
                            .as("no page holds only the end")
                            .isEqualTo(words.contains("合计"));
                    assertThat(words.contains("六十天")).isEqualTo(words.contains("专用章"));
                }
            }
        }
    }

    @Test
    void twoShortPairsShareALineAndALongOneHasItsOwn() throws Exception {
        Letter.Pairs pairs = new Letter.Pairs(
                List.of(
                        Map.entry("姓名", "王志强"),
                        Map.entry("证件号", "4203**********3355"),
                        Map.entry("单位", "黄冈市新就业形态劳动者联合工会委员会服务部"),
                        Map.entry("编号", "SL1"),
                        Map.entry("日期", "2026-02-11")),
                true);
        String words = text(new Letters().pdf(new Letter("决定书", "1", List.of(pairs), null)));
        assertThat(words.lines().filter(line -> line.contains("王志强"))).allMatch(line -> line.contains("4203"));
        assertThat(words.lines().filter(line -> line.contains("服务部"))).noneMatch(line -> line.contains("SL1"));
        assertThat(words.lines().filter(line -> line.contains("SL1"))).allMatch(line -> line.contains("2026-02-11"));
    }

    @Test
    void anApostropheTearsNoEnglishWordApart() throws Exception {
        byte[] pdf = new Letters()
                .pdf(new Letter("Decision", "1", List.of(new Letter.Paragraph("your unit’s union, 工会’")), null));
        assertThat(text(pdf)).contains("unit's").contains("工会’");
    }

    @Test
    void noLineBeginsWithAClosingMarkOrEndsWithTheSignOfTheYuan() throws Exception {
        List<Letter.Block> blocks = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String shift = "字".repeat(i);
            blocks.add(new Letter.Paragraph(shift + "按基数的七成给付，不设起付线（医保范围内）。".repeat(4)));
            blocks.add(new Letter.Paragraph(shift + "total ¥26,103.30 less ¥23,639.87, in all; ".repeat(4)));
        }
        assertThat(text(new Letters().pdf(new Letter("决定书", "1", blocks, null))).lines())
                .allSatisfy(line -> assertThat(line).doesNotContainPattern("^[，。（）；,;.]?[，。）；,;]|[（¥]\\s*$"));
    }

    @Test
    void aLongSentenceInATableTakesNoRoomFromTheFiguresBesideIt() throws Exception {
        String words =
                "With your other benefits, at most ¥30,000 in this year; ¥20,000 used before, ¥10,000 left ".repeat(2);
        List<Letter.Block> table = List.of(new Letter.Table(
                List.of("", "Step", "Basis", "Amount (¥)"),
                List.of(List.of("", words, "Article 1", "10,000.00")),
                Set.of(3)));
        assertThat(text(new Letters().pdf(new Letter("Decision", "1", table, null))))
                .contains("Amount (¥)")
                .contains("Article 1");
    }

    /** Why a claim is refused is typed into a field of several lines. */
    @Test
    void linesThatSomebodyTypedAreLinesOfTheLetter() throws Exception {
        List<Letter.Block> blocks = List.of(
                new Letter.Paragraph("一、住院在等待期内。\r\n二、可以在 60 日内申诉。\n\t请带上出院记录。"),
                new Letter.Pairs(List.of(Map.entry("备注", "第一行\n第二行"))));
        assertThat(text(new Letters().pdf(new Letter("决定书", "1", blocks, null))).lines())
                .contains("一、住院在等待期内。", "二、可以在 60 日内申诉。", "第二行")
                .noneMatch(line -> line.contains("U+00"));
    }

    @Test
    void aWordLongerThanALineLeavesNothingBesideThePage() throws Exception {
        String word = "https://example.org/" + "a".repeat(300);
        String text = text(new Letters().pdf(new Letter("决定书", "1", List.of(new Letter.Paragraph(word)), null)));
        assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(110));
        assertThat(text.replaceAll("\\s", "")).contains(word);
    }

    private static Letter certificate(int rows) {
        List<List<String>> table = new ArrayList<>();
        for (int i = 1; i <= rows; i++) {
            table.add(List.of("第 " + i + " 项 住院医疗", "1", "95.00", "2026-02-12 ～ 2027-02-11"));
        }
        return new Letter(
                "职工互助保障计划书",
                "编号 JH2026-000123",
                List.of(
                        new Letter.Pairs(
                                List.of(Map.entry("姓名", "阿依古丽·买买提 𠮷"), Map.entry("证件号", "4202**********1234"))),
                        new Letter.Heading("保障"),
                        new Letter.Table(List.of("计划", "份数", "会费（元）", "保障期间"), table, Set.of(1, 2)),
                        new Letter.Paragraph("生病或受伤后，您可以在手机上申领互助金。受理次日起 7 个工作日内答复。有疑问请拨打 12351，或联系本单位工会专干。")),
                "湖北省职工互助保障 专用章");
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static String text(PDDocument document, int page) throws IOException {
        PDFTextStripper one = new PDFTextStripper();
        one.setStartPage(page);
        one.setEndPage(page);
        return one.getText(document);
    }

    private static void keep(byte[] pdf) throws IOException {
        Files.createDirectories(Path.of("target", "letters"));
        Files.write(Path.of("target", "letters", "certificate.pdf"), pdf);
    }
}
