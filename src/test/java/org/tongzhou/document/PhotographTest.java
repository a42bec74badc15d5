package org.tongzhou.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tongzhou.document.Quality.Advice;
import org.tongzhou.document.ReceiptReading.Field;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Photographs of the sample receipts, read by the real engine in its own process. */
class PhotographTest {
    private static final List<String> CRITICAL = List.of(
            "hospital",
            "payer",
            "from",
            "to",
            "date",
            "code",
            "no",
            "chk",
            "pool",
            "other",
            "account",
            "selfScope",
            "selfOut",
            "total",
            "cash");
    private static PaperReader reader;

    @BeforeAll
    static void open() {
        reader = new PaperReader();
    }

    @AfterAll
    static void close() {
        reader.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void nothingThatMattersIsSilentlyWrong(int number) throws Exception {
        Findings findings = read(ReceiptReadingTest.bytes("receipt-" + number + ".photo.jpg"));
        holdAgainst(number, findings.reading());
        assertThat(findings.quality().advice()).isEmpty();
    }

    @Test
    void aDarkPictureUpsideDownIsReadAndAdvisedOn() throws Exception {
        BufferedImage taken = photograph(4);
        BufferedImage dark = Degraded.lit(Degraded.turned(taken, 180), 0.42, 0);
        Findings findings = read(Degraded.encoded(dark, 0.9f));
        assertThat(findings.quality().advice()).contains(Advice.TOO_DARK);
        holdAgainst(4, findings.reading());
        assertThat(findings.reading().fields().get("hospital").box().y()).isGreaterThan(0.7);
    }

    /** Pictures only, as a scanner makes it: a cover sheet, then the receipt. */
    @Test
    void aScannedReceiptOnTheSecondPageIsReadWithItsBoxesThere() throws Exception {
        BufferedImage scan = PdfIntake.page(ReceiptReadingTest.bytes("receipt-2.pdf"), 1, 1700);
        byte[] file;
        try (PDDocument document = new PDDocument()) {
            document.addPage(new PDPage());
            PDPage page = new PDPage(new PDRectangle(scan.getWidth() / 2f, scan.getHeight() / 2f));
            document.addPage(page);
            PDImageXObject picture = JPEGFactory.createFromImage(document, scan, 0.8f);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.drawImage(picture, 0, 0, scan.getWidth() / 2f, scan.getHeight() / 2f);
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            file = out.toByteArray();
        }
        Findings findings = read(file);
        assertThat(findings.pages()).isEqualTo(2);
        holdAgainst(2, findings.reading());
        assertThat(findings.reading().fields().get("total").box().page()).isEqualTo(2);
    }

    @Test
    void aDayIsReadWithoutTheEdgeOfItsNeighbour() {
        assertThat(SecondLook.trimmed("from", "2026-01-19至")).isEqualTo("2026-01-19");
        assertThat(SecondLook.trimmed("to", "至2026-02-03")).isEqualTo("2026-02-03");
        assertThat(SecondLook.trimmed("payer", "2026-01-19至")).isEqualTo("2026-01-19至");
    }

    /** Each fault of a photograph has its advice, and a photograph without it is only advised on what it has. */
    @ParameterizedTest
    @CsvSource({
        "as taken,",
        "small, TOO_SMALL",
        "blurred, BLURRED",
        "glare, GLARE",
        "corner cut off, CUT_OFF",
        "dark, TOO_DARK"
    })
    void theAdviceNamesWhatIsWrongWithThePicture(String way, Advice advice) throws Exception {
        BufferedImage taken = photograph(4);
        BufferedImage picture = Degraded.ways().get(way).apply(taken);
        if (way.equals("small")) {
            picture = Degraded.scaled(taken, 0.3);
        } else if (way.equals("blurred")) {
            picture = Degraded.blurred(taken, 3);
        }
        assertThat(PictureIntake.Found.on(picture).quality().advice())
                .isEqualTo(advice == null ? List.of() : List.of(advice));
    }

    private static void holdAgainst(int number, ReceiptReading reading) throws Exception {
        JsonNode truth = JsonMapper.shared().readTree(ReceiptReadingTest.bytes("receipt-" + number + ".json"));
        int right = 0;
        for (String name : CRITICAL) {
            Field field = reading.fields().get(name);
            boolean same = field != null && field.value().equals(truth.get(name).asString());
            right += same ? 1 : 0;
            assertThat(same || field == null || field.doubtful())
                    .as(name + " " + field)
                    .isTrue();
        }
        assertThat(right).isGreaterThanOrEqualTo(CRITICAL.size() - 1);
        assertThat(reading.items()).hasSize(truth.get("items").size());
        assertThat(reading.fields().get("total").box().width()).isBetween(0.01, 0.4);
    }

    private static Findings read(byte[] picture) {
        return reader.intake(picture, "receipt").findings();
    }

    private static BufferedImage photograph(int number) throws Exception {
        return ImageIO.read(new ByteArrayInputStream(ReceiptReadingTest.bytes("receipt-" + number + ".photo.jpg")));
    }
}
