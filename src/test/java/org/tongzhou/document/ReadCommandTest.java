package org.tongzhou.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tongzhou.kernel.Busy;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code read FILE}, as a program calls it: JSON alone on the first stream, words on the second, and the exit status. */
class ReadCommandTest {
    private static final Path RECEIPTS = Path.of("src/test/resources/inputs/receipts");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @Test
    void aReceiptIsPrintedWithTheNamesOfItsFieldsAndWhereEachStands() throws Exception {
        assertThat(run(RECEIPTS.resolve("receipt-1.pdf").toString())).isZero();
        JsonNode said = JsonMapper.shared().readTree(out.toByteArray());
        JsonNode truth = JsonMapper.shared().readTree(Files.readAllBytes(RECEIPTS.resolve("receipt-1.json")));
        truth.properties().stream()
                .filter(field -> !field.getKey().equals("id"))
                .forEach(field ->
                        assertThat(said.get(field.getKey())).as(field.getKey()).isEqualTo(field.getValue()));
        assertThat(said.at("/fields/total/doubtful").asBoolean()).isFalse();
        assertThat(said.at("/fields/total/confidence").asDouble()).isEqualTo(1);
        assertThat(said.at("/fields/total/box/page").asInt()).isEqualTo(1);
        assertThat(said.at("/checks/parts_sum").asBoolean()).isTrue();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("19");
    }

    @Test
    void whatIsNoReceiptHasAStatusAndWordsAndNoJson() throws Exception {
        assertThat(run()).isEqualTo(64);
        assertThat(run(folder.resolve("none.pdf").toString())).isEqualTo(2);
        assertThat(run(Files.writeString(folder.resolve("a.jpg"), "<svg/>").toString()))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("PDF", "OFD", "JPEG");
        assertThat(out.size()).isZero();
    }

    /** Nothing is wrong with the file: it was not read, and may be a little later. */
    @Test
    void aReceiptForWhichThereIsNoTimeIsNotRefused() {
        String[] receipt = {RECEIPTS.resolve("receipt-1.pdf").toString()};
        assertThatThrownBy(() -> ReadCommand.run(receipt, new CrowdedReader(), printer(out), printer(err)))
                .isInstanceOf(Busy.class);
        assertThat(out.size()).isZero();
    }

    private static final class CrowdedReader extends PaperReader {
        @Override
        Intake intake(byte[] bytes, String kind) {
            throw new Busy("paper_reader_busy");
        }
    }

    /** As for every command, the wish counts before what the terminal says. */
    @Test
    void wordsAreInTheLanguageThatIsAskedFor() throws Exception {
        assertThat(wordsOfWrongUse("en", "zh_CN.UTF-8")).contains("Usage");
        assertThat(wordsOfWrongUse("zh", "en_US.UTF-8")).contains("用法");
    }

    private static String wordsOfWrongUse(String asked, String terminal) throws Exception {
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                "org.tongzhou.Tongzhou",
                "read");
        command.environment().put("TONGZHOU_LANG", asked);
        command.environment().put("LANG", terminal);
        Process process = command.redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private int run(String... args) {
        return ReadCommand.run(args, printer(out), printer(err));
    }

    private static PrintStream printer(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
