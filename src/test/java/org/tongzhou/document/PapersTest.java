package org.tongzhou.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.testing.RoomTest;

@RoomTest
class PapersTest {
    private static final FundId FUND = new FundId(42);
    private static final PersonId MEMBER = new PersonId(9_000_001);
    private static final Actor ACTOR = new Actor(7, "冯建军", Scope.province(FUND), Set.of(Role.MEMBER), MEMBER, null);

    @Autowired
    Papers papers;

    @Autowired
    FundClock clock;

    @Autowired
    DatabaseSettings settings;

    @Test
    void aReceiptIsKeptReadAndShownWithTheViewersName() throws Exception {
        PaperId id = store("receipt", ReceiptReadingTest.bytes("receipt-1.pdf"));

        assertThat(papers.reading(FUND, id)
                        .orElseThrow()
                        .money("selfScope")
                        .orElseThrow()
                        .fen())
                .isEqualTo(1_094_942);
        assertThat(papers.bytes(FUND, id)).isEqualTo(ReceiptReadingTest.bytes("receipt-1.pdf"));
        BufferedImage shown =
                ImageIO.read(new ByteArrayInputStream(papers.picture(FUND, id, 1, "李静 2026-02-10 14:32")));
        assertThat(shown.getWidth()).isBetween(900, 1101);
        assertThatThrownBy(() -> papers.picture(FUND, id, 2, "李静")).isInstanceOf(Refusal.class);
    }

    @Test
    void nothingOnTheDiskSaysWhoIsIllWithWhat() throws Exception {
        store("receipt", ReceiptReadingTest.bytes("receipt-3.xml"));
        try (var tree = Files.walk(settings.home().resolve("files"))) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                assertThat(content).doesNotContain("盛桂兰").doesNotContain("C50.9");
            }
        }
    }

    @Test
    void aPhotographLosesItsHiddenDataAndIsKept() throws Exception {
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(600, 400, BufferedImage.TYPE_INT_RGB), "jpg", jpeg);
        jpeg.write("GPS 30.59,114.30".getBytes(StandardCharsets.US_ASCII));
        PaperId id = store("pathology", jpeg.toByteArray());
        assertThat(new String(papers.bytes(FUND, id), StandardCharsets.ISO_8859_1))
                .doesNotContain("GPS");
        assertThat(papers.find(FUND, id).orElseThrow().pages()).isEqualTo(1);
    }

    @Test
    void thePageOfAPhotographIsShownStraightAndFoundAgain() throws Exception {
        byte[] taken = ReceiptReadingTest.bytes("receipt-5.photo.jpg");
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(taken));
        PaperId first = store("receipt", taken);
        PaperId again = store("receipt", Degraded.encoded(Degraded.lit(Degraded.turned(picture, 8), 0.8, 5), 0.6f));
        PaperId different = store("receipt", ReceiptReadingTest.bytes("receipt-1.photo.jpg"));

        assertThat(papers.quality(FUND, first).orElseThrow().good()).isTrue();
        assertThat(papers.similar(FUND, again))
                .extracting(Alike::paper)
                .contains(first)
                .doesNotContain(different);
        BufferedImage shown = ImageIO.read(new ByteArrayInputStream(papers.picture(FUND, first, 1, "李静")));
        assertThat((double) shown.getWidth() / shown.getHeight()).isBetween(1.4, 1.9);
    }

    @Test
    void poisonIsAnsweredInWords() throws Exception {
        assertThat(refusal(new byte[0])).isEqualTo("paper_empty");
        assertThat(refusal("<svg onload='x'/>".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("paper_type_unknown");
        assertThat(refusal("<?xml version='1.0'?><html/>".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("paper_not_a_receipt");
        assertThat(refusal("%PDF-1.7 and then nothing".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("paper_broken");
        assertThat(refusal(new byte[21 * 1024 * 1024])).isEqualTo("paper_too_large");
        assertThat(refusal(pngHeader(50_000, 50_000))).isEqualTo("paper_too_many_pixels");
        assertThat(refusal(encryptedPdf())).isEqualTo("paper_encrypted");
        assertThat(refusal(pdfOf(51))).isEqualTo("paper_too_many_pages");
    }

    private PaperId store(String kind, byte[] bytes) {
        return papers.store(ACTOR, MEMBER, new Upload("票据.pdf", kind, bytes), clock.now());
    }

    private String refusal(byte[] bytes) {
        try {
            store("receipt", bytes);
            return "accepted";
        } catch (Refusal refusal) {
            return refusal.code();
        }
    }

    private static byte[] pngHeader(int width, int height) throws Exception {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), "png", png);
        byte[] bytes = png.toByteArray();
        java.nio.ByteBuffer.wrap(bytes, 16, 8).putInt(width).putInt(height);
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(bytes, 12, 17);
        java.nio.ByteBuffer.wrap(bytes, 29, 4).putInt((int) crc.getValue());
        return bytes;
    }

    private static byte[] encryptedPdf() throws Exception {
        try (PDDocument document = new PDDocument()) {
            document.addPage(new PDPage());
            document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }

    private static byte[] pdfOf(int pages) throws Exception {
        try (PDDocument document = new PDDocument()) {
            for (int i = 0; i < pages; i++) {
                document.addPage(new PDPage());
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }
}
