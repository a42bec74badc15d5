package org.tongzhou.document;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.tongzhou.document.picture.Likeness;
import org.tongzhou.document.picture.Quad;
import org.tongzhou.document.picture.Straight;

/** What the child process does with a paper: takes it in, or draws a page. */
final class PaperTasks {
    /** Kinds whose print is worth reading; of other papers only the picture is kept. */
    private static final Set<String> READ = Set.of("receipt", "settlement_sheet");

    private static final int PREVIEW_WIDTH = 1100;

    private final Path folder;
    private @Nullable PrintEngine engine;

    PaperTasks(Path folder) {
        this.folder = folder;
    }

    /** {@code intake KIND} or {@code render PAGE WATERMARK [CORNERS]}. */
    byte[] done(String[] words, byte[] bytes) throws IOException, UnreadablePaper {
        return words[0].equals("intake")
                ? intake(bytes, words[1])
                : render(bytes, Integer.parseInt(words[1]), words[2], words.length > 3 ? words[3] : "");
    }

    private byte[] intake(byte[] bytes, String kind) throws IOException, UnreadablePaper {
        PaperType type = PaperType.of(bytes).orElseThrow(() -> new UnreadablePaper("paper_type_unknown"));
        return switch (type) {
            case XML -> PaperWorker.joined(Findings.of(0, XmlReceipt.read(bytes)), new byte[0]);
            case OFD -> PaperWorker.joined(OfdReceipt.findings(bytes), new byte[0]);
            case PDF -> PaperWorker.joined(new PdfIntake(printEngine(kind)).findings(bytes), new byte[0]);
            case JPEG, PNG -> picture(bytes, type, kind);
        };
    }

    private byte[] picture(byte[] bytes, PaperType type, String kind) throws IOException, UnreadablePaper {
        BufferedImage upright = PictureIntake.decoded(bytes);
        byte[] kept = PictureIntake.cleaned(upright, type);
        PictureIntake.Found found = PictureIntake.Found.on(upright);
        Optional<PrintEngine> print = printEngine(kind);
        PhotoReceipt.Result result = print.isEmpty()
                ? new PhotoReceipt.Result(Optional.empty(), found.page())
                : PhotoReceipt.read(print.get(), found.picture(), found.page(), 1);
        String likeness =
                Likeness.of(new Straight(found.picture(), result.upright())).text();
        Findings findings = new Findings(1, result.reading().orElse(null), found.quality(), result.upright(), likeness);
        return PaperWorker.joined(findings, kept);
    }

    private Optional<PrintEngine> printEngine(String kind) throws IOException {
        if (!READ.contains(kind) || !PrintEngine.available()) {
            return Optional.empty();
        }
        PrintEngine ready = engine == null ? new PrintEngine(folder) : engine;
        engine = ready;
        return Optional.of(ready);
    }

    private static byte[] render(byte[] bytes, int page, String watermark, String corners)
            throws IOException, UnreadablePaper {
        PaperType type = PaperType.of(bytes).orElseThrow(() -> new UnreadablePaper("paper_type_unknown"));
        BufferedImage picture = switch (type) {
            case PDF -> PdfIntake.page(bytes, page, PREVIEW_WIDTH);
            case OFD -> OfdPicture.page(bytes, page, PREVIEW_WIDTH);
            default -> straight(PictureIntake.decoded(bytes), corners);
        };
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(Watermark.over(picture, PREVIEW_WIDTH, watermark), "png", out);
        return out.toByteArray();
    }

    private static BufferedImage straight(BufferedImage picture, String corners) {
        if (corners.isEmpty()) {
            return picture;
        }
        Straight page = new Straight(picture, Quad.parse(corners));
        return page.page((int) Math.max(300, Math.min(PREVIEW_WIDTH * 2, page.naturalWidth())));
    }
}
