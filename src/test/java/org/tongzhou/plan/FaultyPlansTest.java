package org.tongzhou.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bad plan files: each is refused with its place and in words, without much work. The first line of a file says the fault
 * and its path; the line that is wrong ends with the mark {@code # <<}.
 */
class FaultyPlansTest {
    private static final Path CORPUS = Path.of("src/test/resources/plans/faulty");
    private static final long MEGABYTE = 1024L * 1024;

    @TempDir
    Path folder;

    static List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(CORPUS)) {
            return files.map(it -> it.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void faultIsNamedWithItsLineAndPath(String name) throws IOException {
        String text = Files.readString(CORPUS.resolve(name));
        String[] said = text.lines().findFirst().orElseThrow().substring(2).split(" ");
        PlanBook.Parsed parsed = PlanFiles.read(List.of(CORPUS.resolve(name)));
        assertThat(parsed.book()).isEmpty();
        PlanFault fault = parsed.faults().stream()
                .filter(it -> it.code() == PlanFaultCode.valueOf(said[0]))
                .findFirst()
                .orElseThrow(() -> new AssertionError(parsed.faults().toString()));
        assertThat(fault.path()).isEqualTo(said.length > 1 ? said[1] : "");
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).endsWith("# <<")) {
                assertThat(fault.line()).as(fault.toString()).isEqualTo(i + 1);
            }
        }
        assertThat(fault.line()).isBetween(1, lines.size() + 1);
        assertThat(fault.said(Locale.ENGLISH)).isNotBlank().doesNotContain("{0}");
        assertThat(fault.said(Locale.SIMPLIFIED_CHINESE)).isNotBlank().isNotEqualTo(fault.said(Locale.ENGLISH));
    }

    @Test
    void tenMegabytesAreRefusedBeforeTheyAreRead() throws IOException {
        Path file = folder.resolve("large.yaml");
        Files.writeString(file, "a: " + "x".repeat(10_000_000));
        assertCheap(() -> codes(PlanFiles.read(List.of(file)).faults()), PlanFaultCode.TOO_LARGE);
        assertThat(PlanFiles.read(List.of(file)).faults().get(0).said(Locale.SIMPLIFIED_CHINESE))
                .contains("10,000,003 B", "最多 1,048,576 B");
    }

    @Test
    void tenMegabytesOfTextAreRefusedBeforeTheyAreParsed() {
        String text = "a: [" + "x, ".repeat(3_000_000) + "]";
        assertCheap(() -> codes(PlanFile.parse("large.yaml", text).faults()), PlanFaultCode.TOO_LARGE);
    }

    @Test
    void bombsOfAnchorsAreRefusedAtTheFirstAlias() {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 20; i++) {
            String last = "*a" + (i - 1);
            laughs.append("a" + i + ": &a" + i + " [" + (last + ", ").repeat(8) + last + "]\n");
        }
        assertCheap(() -> codes(PlanFile.parse("bomb.yaml", laughs.toString()).faults()), PlanFaultCode.ALIAS);
        PlanFault fault =
                PlanFile.parse("bomb.yaml", laughs.toString()).faults().get(0);
        assertThat(fault.line()).isEqualTo(2);
    }

    @Test
    void anchorThatHoldsItselfAndMergeKeysAreRefused() {
        assertThat(codes(PlanFile.parse("self.yaml", "a: &a [*a]").faults())).contains(PlanFaultCode.ALIAS);
        assertThat(codes(PlanFile.parse("merge.yaml", "a: &a {b: 1}\nc:\n  <<: *a")
                        .faults()))
                .contains(PlanFaultCode.ALIAS);
    }

    @Test
    void deepNestingIsRefused() {
        assertCheap(() -> codes(PlanFile.parse("deep.yaml", "[".repeat(200_000)).faults()));
        assertCheap(
                () -> codes(PlanFile.parse("deep.yaml", "{a: ".repeat(60_000)).faults()));
        StringBuilder indented = new StringBuilder();
        for (int i = 0; i < 600; i++) {
            indented.append(" ".repeat(i)).append("a:\n");
        }
        assertCheap(() -> codes(PlanFile.parse("deep.yaml", indented.toString()).faults()), PlanFaultCode.TOO_DEEP);
    }

    @Test
    void manyFaultsAndLongValuesStayCheap() {
        String keys = Stream.iterate(0, i -> i + 1)
                .limit(8_000)
                .map(i -> "key" + i + ": 1\n")
                .reduce("", String::concat);
        assertCheap(() -> codes(PlanFile.parse("keys.yaml", keys).faults()));
        assertCheap(() -> codes(
                PlanFile.parse("long.yaml", "plan: " + "9".repeat(200_000)).faults()));
        assertCheap(() -> codes(PlanFile.parse("tags.yaml", "plan: !!java.net.URL [http://localhost]")
                .faults()));
    }

    @Test
    void fileThatCannotBeReadIsNamed() throws IOException {
        Path foreign = folder.resolve("gbk.yaml");
        Files.write(foreign, "name: 职工互助保障计划".getBytes(java.nio.charset.Charset.forName("GB18030")));
        assertThat(codes(PlanFiles.read(List.of(foreign)).faults())).containsExactly(PlanFaultCode.NO_UTF8);
        assertThat(codes(PlanFiles.read(List.of(folder.resolve("none.yaml"))).faults()))
                .containsExactly(PlanFaultCode.NO_FILE);
        assertThat(codes(PlanFiles.read(List.of(folder)).faults())).containsExactly(PlanFaultCode.NO_FILE);
    }

    @Test
    void anEmptyFileIsSaidToBeEmpty() {
        for (String nothing : List.of("", "  \n\n", "# only a comment\n")) {
            assertThat(PlanFile.parse("empty.yaml", nothing).faults().get(0).said(Locale.SIMPLIFIED_CHINESE))
                    .contains("文件是空的");
        }
    }

    @Test
    void aTableOfDiseasesIsSaidToBeOneInASentence() {
        String table = Shipped.text("diseases-2020.yaml").orElseThrow();
        List<PlanFault> faults = PlanFile.parse("diseases.yaml", table).faults();
        assertThat(faults).hasSize(1);
        assertThat(faults.get(0).line()).as("where it says so").isEqualTo(3);
        assertThat(faults.get(0).sentence(Locale.SIMPLIFIED_CHINESE))
                .contains("这是疾病表 diseases-2020，不是计划")
                .contains("请检查引用它的计划文件");
        assertThat(faults.get(0).sentence(Locale.ENGLISH))
                .contains("this is the disease table diseases-2020, not a plan; check the plan file that names it");
    }

    @Test
    void plansThatNeedEachOtherInACircleAreRefused() throws IOException {
        String text = Files.readString(CORPUS.resolve("add-on-of-itself.yaml"));
        Path one = folder.resolve("one.yaml");
        Path other = folder.resolve("other.yaml");
        Files.writeString(one, text.replace("plan: hospital", "plan: first").replace("[hospital]", "[second]"));
        Files.writeString(other, text.replace("plan: hospital", "plan: second").replace("[hospital]", "[first]"));
        assertThat(codes(PlanFiles.read(List.of(one, other)).faults())).contains(PlanFaultCode.CYCLE);
    }

    private static List<PlanFaultCode> codes(List<PlanFault> faults) {
        return faults.stream().map(PlanFault::code).toList();
    }

    /** Refused with at most a few hundred megabytes allocated in all, whatever the machine's speed. */
    private static void assertCheap(Supplier<List<PlanFaultCode>> parse, PlanFaultCode... expected) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        List<PlanFaultCode> found = parse.get();
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(found).isNotEmpty().hasSizeLessThanOrEqualTo(PlanFault.MOST).containsAll(List.of(expected));
        assertThat(allocated / MEGABYTE).as("megabytes").isLessThan(400);
    }
}
