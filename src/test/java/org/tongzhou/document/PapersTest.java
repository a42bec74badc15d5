package org.tongzhou.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
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

    /** Held sideways (orientation 6: the first row of the file is the right edge of the picture), with the place it was taken at. */
    @Test
    void aPhotographIsKeptUprightAndLosesItsHiddenData() throws Exception {
        BufferedImage sideways = new BufferedImage(600, 400, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sideways.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 600, 200);
        graphics.dispose();
        PaperId id = store("pathology", withExif(sideways, 6, "N30.59 E114.30"));
        byte[] kept = papers.bytes(FUND, id);
        assertThat(new String(kept, StandardCharsets.ISO_8859_1))
                .doesNotContain("Exif")
                .doesNotContain("N30.59")
                .doesNotContain("behind the end");
        BufferedImage upright = ImageIO.read(new ByteArrayInputStream(kept));
        assertThat(upright.getWidth()).isEqualTo(400);
        assertThat(upright.getHeight()).isEqualTo(600);
        assertThat(upright.getRGB(300, 300) & 0xFF).isGreaterThan(250);
        assertThat(upright.getRGB(100, 300) & 0xFF).isLessThan(5);
        assertThat(papers.find(FUND, id).orElseThrow().pages()).isEqualTo(1);
    }

    /** Many telephones write a second segment of the same kind, XMP, behind the one that says how they were held. */
    @Test
    void aPhotographWhoseExifIsFollowedByXmpIsKeptUpright() throws Exception {
        byte[] taken = withExif(new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB), 6, "N30.59 E114.30");
        byte[] xmp = "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>".getBytes(StandardCharsets.US_ASCII);
        int behind = 2 + 110;
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        jpeg.write(taken, 0, behind);
        jpeg.write(new byte[] {(byte) 0xFF, (byte) 0xE1, 0, (byte) (2 + xmp.length)});
        jpeg.write(xmp);
        jpeg.write(taken, behind, taken.length - behind);
        byte[] kept = papers.bytes(FUND, store("pathology", jpeg.toByteArray()));
        BufferedImage upright = ImageIO.read(new ByteArrayInputStream(kept));
        assertThat(upright.getWidth()).isEqualTo(40);
        assertThat(upright.getHeight()).isEqualTo(60);
    }

    @Test
    void aPngStaysAPng() throws Exception {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(60, 40, BufferedImage.TYPE_INT_ARGB), "png", png);
        PaperId id = store("pathology", png.toByteArray());
        assertThat(PaperType.of(papers.bytes(FUND, id))).contains(PaperType.PNG);
        assertThat(papers.find(FUND, id).orElseThrow().pages()).isEqualTo(1);
    }

    /** The most that is ever kept of what a page looks like: every other shape has fewer cells. */
    @Test
    void aPageAsWideAsHighIsKeptAndFoundAgain() throws Exception {
        BufferedImage square = squarePage();
        PaperId first = store("pathology", Degraded.encoded(square, 0.9f));
        PaperId again = store("pathology", Degraded.encoded(Degraded.lit(square, 0.8, 5), 0.6f));

        assertThat(papers.similar(FUND, again)).extracting(Alike::paper).contains(first);
    }

    /** A white page on a dark table, with lines of different lengths. */
    private static BufferedImage squarePage() {
        BufferedImage picture = new BufferedImage(1200, 1200, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(100, 100, 1000, 1000);
        graphics.setColor(Color.BLACK);
        for (int line = 0; line < 20; line++) {
            graphics.fillRect(160, 160 + 44 * line, 300 + line * line * 7 % 500, 14);
        }
        graphics.dispose();
        return picture;
    }

    /** A JPEG as a telephone writes it: EXIF with the orientation and a GPS directory before the picture, something behind it. */
    private static byte[] withExif(BufferedImage picture, int orientation, String place) throws Exception {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpg", plain);
        ByteBuffer tiff = ByteBuffer.allocate(100);
        tiff.put("MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8).putShort((short) 2);
        tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
        tiff.putShort((short) 0)
                .putShort((short) 0x8825)
                .putShort((short) 4)
                .putInt(1)
                .putInt(38);
        tiff.putInt(0).putShort((short) 1).putShort((short) 2).putShort((short) 2);
        tiff.putInt(place.length()).putInt(56).putInt(0).put(place.getBytes(StandardCharsets.US_ASCII));
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        jpeg.write(plain.toByteArray(), 0, 2);
        jpeg.write(new byte[] {(byte) 0xFF, (byte) 0xE1, 0, 108});
        jpeg.write("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        jpeg.write(tiff.array());
        jpeg.write(plain.toByteArray(), 2, plain.size() - 2);
        jpeg.write("behind the end".getBytes(StandardCharsets.US_ASCII));
        return jpeg.toByteArray();
    }

    @Test
    void thePageOfAPhotographIsShownStraightAndFoundAgain() throws Exception {
        byte[] taken = ReceiptReadingTest.bytes("receipt-5.photo.jpg");
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(taken));
        PaperId first = store("receipt", taken);
        PaperId again = store("receipt", Degraded.encoded(Degraded.lit(Degraded.turned(picture, 8), 0.8, 5), 0.6f));
        PaperId different = store("pathology", ReceiptReadingTest.bytes("receipt-1.photo.jpg"));

        assertThat(papers.find(FUND, first).orElseThrow().advice()).isEmpty();
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
