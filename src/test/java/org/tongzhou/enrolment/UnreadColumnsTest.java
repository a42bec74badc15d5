package org.tongzhou.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.tongzhou.testing.TestData.DAYE;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.tongzhou.access.web.Visits;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.organisation.Unit;
import org.tongzhou.plan.PlanBook;
import org.tongzhou.testing.TestData;

/** What of a roster would count for nobody is said before anybody is enrolled. */
class UnreadColumnsTest extends RosterRoom {
    private static final String PLANS = "姓名,证件号码,手机号,住院医疗,重大疾病";

    @Autowired
    MockMvc mvc;

    @Autowired
    Visits visits;

    @Autowired
    RosterChecks checks;

    @Autowired
    Imports imports;

    private Actor officer;

    @BeforeEach
    void officer() {
        officer = data.officer(data.unit(DAYE));
    }

    @Test
    void aColumnWhoseHeadingIsNeitherAPlanNorAnythingKnownIsNamedOnThePage() throws Exception {
        DraftId draft =
                upload(officer, "序号,姓名,证件号码,手机号,住院医疗,重大疾病互助(份),用工类型\n1,张三," + man().number() + ",13912345678,1,2,合同\n");
        assertThat(rosters.verdict(officer, draft, TODAY).good()).isEqualTo(1);
        assertThat(page(draft)).contains("没有读的列：重大疾病互助(份)<");
    }

    @Test
    void theVerdictForProgramsNamesItToo() throws Exception {
        String csv = "姓名,证件号码,手机号,住院医疗,\"重大疾病\"\"互助\"\"\"\n张三," + man().number() + ",13912345678,1,2\n";
        Path file = Files.writeString(folder.resolve("unread.csv"), csv);
        String named = "\"unread\":[\"重大疾病\\\"互助\\\"\"]}";
        assertThat(RosterCheck.check(file, TODAY, PlanBook.shipped().inForce(TODAY))
                        .toJson())
                .endsWith(named);
        assertThat(checks.check(TestData.FUND, file, TODAY).toJson()).endsWith(named);
        DraftId draft = rosters.upload(officer, "名册.csv", file, NOW);
        assertThat(shown("/api/rosters/" + draft.value(), visits.program(officer)))
                .endsWith(named);
    }

    @Test
    void whereEveryColumnIsKnownNothingIsSaid() throws Exception {
        assertThat(page(upload(officer, HEAD + line(man(), "1,1,,1")))).doesNotContain("没有读");
    }

    @Test
    void unitsMergedOverSeveralRowsAreWrongInAllButTheFirst() throws Exception {
        DraftId draft = upload(rows(4, "1", "2"), "<mergeCell ref=\"E2:E4\"/><mergeCell ref=\"A1:C1\"/>");
        assertThat(wrong(draft)).containsExactly("[]", "[UNITS_MERGED]", "[UNITS_MERGED]", "[]");
        assertThat(page(draft)).contains("“重大疾病”第 2 至 4 行合并了单元格");
        rosters.fix(officer, draft, List.of(new CellFix(3, 4, ""), new CellFix(4, 4, "2")), NOW);
        assertThat(wrong(draft)).containsExactly("[]", "[]", "[]", "[]");
    }

    @Test
    void unitsMergedOverTwoPlansAreWrongToo() throws Exception {
        assertThat(wrong(upload(rows(1, "1", ""), "<mergeCell ref=\"D2:E2\"/>")))
                .containsExactly("[UNITS_MERGED]");
    }

    @Test
    void mergedCellsThatHoldNothingOrNoUnitsAreNoMatter() throws Exception {
        assertThat(wrong(upload(rows(3, "1", ""), "<mergeCell ref=\"E2:E4\"/><mergeCell ref=\"F2:F4\"/>")))
                .containsOnly("[]");
        assertThat(wrong(upload(rows(3, "1", "1"), ""))).as("each its own").hasSize(3);
    }

    @Test
    void mergedCellsOfOnePlanThatSayThatNobodyJoinsItAreNoMatter() throws IOException {
        for (String none : List.of("/", "无", "0", "否", "0份", " ")) {
            assertThat(wrong(upload(rows(3, "1", none), "<mergeCell ref=\"E2:E4\"/>")))
                    .as(none)
                    .containsExactly("[]", "[]", "[]");
        }
        assertThat(wrong(upload(rows(2, "0", ""), "<mergeCell ref=\"D2:E3\"/>")))
                .as("of two plans it does not say which")
                .allMatch(row -> row.contains("UNITS_MERGED"));
    }

    /** Left empty as it was, it would not be sent: nobody is taken to say what nobody wrote. */
    @Test
    void whoWritesZeroOnThePageTakesTheRowOutOfTheMergedPlan() throws Exception {
        DraftId draft = upload(rows(3, "1", "2"), "<mergeCell ref=\"E2:E4\"/>");
        assertThat(page(draft)).contains("不参加的填 0");
        mvc.perform(post("/rosters/" + draft.value() + "/rows")
                .param("request_key", UUID.randomUUID().toString())
                .param("w3.c4", "")
                .param("r3.c4", "0")
                .param("w4.c4", "")
                .param("r4.c4", "")
                .with(csrf().asHeader())
                .with(visits.of(officer)));
        assertThat(wrong(draft)).containsExactly("[]", "[]", "[UNITS_MERGED]");
    }

    @Test
    void aCheckWithoutADatabaseAndOneForProgramsSayTheSameOfMergedUnits() throws IOException {
        Path file = file(rows(4, "1", "2"), "<mergeCell ref=\"E2:E4\"/><mergeCell ref=\"A1:C1\"/>");
        for (RosterVerdict verdict : List.of(
                RosterCheck.check(file, TODAY, PlanBook.shipped().inForce(TODAY)),
                checks.check(TestData.FUND, file, TODAY))) {
            assertThat(verdict.errors()).extracting(RowIssue::row).containsExactly(3, 4);
            assertThat(verdict.errors()).extracting(RowIssue::code).containsOnly(RowCode.UNITS_MERGED);
            assertThat(verdict.goodRows()).isEqualTo(2);
            assertThat(verdict.rows()).isEqualTo(4);
        }
    }

    @Test
    void aProvincesFileWithMergedUnitsIsRefusedAsAWhole() throws IOException {
        Unit unit = data.unit(DAYE);
        String rows = coded(unit, 5);
        assertThatThrownBy(() -> imported(rows, "<mergeCell ref=\"F3:F5\"/><mergeCell ref=\"A1:C1\"/>"))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo("import_units_merged");
                    assertThat(refusal.details()).containsExactly("重大疾病", "3", "5", 2);
                });
        assertThat(coversOf(unit)).isZero();
        assertThat(imported(rows, "<mergeCell ref=\"F9:F12\"/><mergeCell ref=\"C2:D2\"/>")
                        .people())
                .as("units below the people, and other columns, are no matter")
                .isEqualTo(5);
    }

    @Test
    void anImportNamesTheColumnBeforeAnybodyIsWrittenAndInItsAnswer() throws IOException {
        Unit unit = data.unit(DAYE);
        String rows = coded(unit, 3).replace("<t>重大疾病<", "<t>重大疾病互助<");
        List<String> told = new ArrayList<>();
        Imports.Imported imported = imported(rows, "", new Imports.Progress() {
            @Override
            public boolean goesOn(long read, long people) {
                told.add("goes on");
                return true;
            }

            @Override
            public void unread(List<String> headings) {
                told.addAll(headings);
            }
        });
        assertThat(told).containsExactly("重大疾病互助", "goes on");
        assertThat(imported.unread()).containsExactly("重大疾病互助");
    }

    @Test
    void aDraftThatWasKeptBeforeMergedCellsWereReadOpens() throws IOException {
        List<RosterRow> rows = List.of(new RosterRow(2, false, List.of(Cell.text("张三"))));
        RosterSheet sheet = new RosterSheet(RosterFile.Format.XLSX, List.of("姓名"), rows, List.of());
        byte[] packed = new GZIPInputStream(new ByteArrayInputStream(PackedSheet.of(sheet))).readAllBytes();
        ByteArrayOutputStream before = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(before)) {
            out.write(packed, 0, packed.length - Integer.BYTES);
        }
        assertThat(PackedSheet.open(before.toByteArray())).isEqualTo(sheet);
        assertThat(PackedSheet.open(PackedSheet.of(sheet))).isEqualTo(sheet);
    }

    private List<String> wrong(DraftId draft) {
        return rosters.verdict(officer, draft, TODAY).lines().stream()
                .map(line -> line.errors().stream()
                        .map(issue -> issue.code().name())
                        .toList()
                        .toString())
                .toList();
    }

    /** People of whom the first alone has units of the second plan. */
    private static String rows(int people, String each, String first) {
        return Sheets.row(1, PLANS.split(","))
                + IntStream.range(0, people)
                        .mapToObj(
                                i -> Sheets.row(i + 2, "张三", man().number(), "13912345678", each, i == 0 ? first : ""))
                        .collect(Collectors.joining());
    }

    /** The same with the code of their unit in front; the second alone has units of the second plan. */
    private static String coded(Unit unit, int people) {
        return Sheets.row(1, ("统一社会信用代码," + PLANS).split(","))
                + IntStream.range(0, people)
                        .mapToObj(i -> Sheets.row(
                                i + 2, unit.code(), "张三", man().number(), "13912345678", "1", i == 1 ? "2" : ""))
                        .collect(Collectors.joining());
    }

    private Imports.Imported imported(String rows, String merges) throws IOException {
        return imported(rows, merges, (read, people) -> true);
    }

    private Imports.Imported imported(String rows, String merges, Imports.Progress progress) throws IOException {
        Actor admin = data.actor(Role.ADMIN, TestData.PROVINCE);
        Imports.Request request = new Imports.Request("全省.xlsx", file(rows, merges), null);
        return imports.enrol(admin, request, bills -> {}, progress, NOW);
    }

    private DraftId upload(String rows, String merges) throws IOException {
        return rosters.upload(officer, "名册.xlsx", file(rows, merges), NOW);
    }

    private Path file(String rows, String merges) throws IOException {
        String sheet = Sheets.worksheet(rows)
                .replace("</sheetData>", "</sheetData><mergeCells count=\"9\">" + merges + "</mergeCells>");
        return Files.write(
                folder.resolve("merged.xlsx"),
                Sheets.of("").part("xl/worksheets/sheet1.xml", sheet).bytes());
    }

    private String page(DraftId draft) throws Exception {
        return shown("/rosters/" + draft.value(), visits.of(officer));
    }

    private String shown(String address, RequestPostProcessor whose) throws Exception {
        return mvc.perform(get(address).with(whose))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }
}
