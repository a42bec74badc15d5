package org.tongzhou.document;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.tongzhou.document.picture.Likeness;
import org.tongzhou.document.picture.Quad;
import org.tongzhou.document.picture.Straight;

/**
 * Photographs pages again and again and compares all with all: the sample receipts, which are one printing, and a filled-in
 * form of one printing without any number. No number is read: what tells pages apart here is the picture alone. The level was
 * chosen on these; whether it holds is asked of pages and photographs that were kept from it.
 */
public final class LikenessTrial {
    private static final int RECEIPTS = 5;
    private static final int FORMS = 12;
    private static final List<String> FEW =
            List.of("as taken", "tilted -14", "blurred", "shadow", "JPEG 20", "from the left");

    /** Where the words of forms that were kept back begin. */
    private static final int KEPT_BACK = 1_000;

    private static final float DOTS_AN_INCH = 150;

    /** In percent. */
    private record Shares(double found, double mistaken) {
        boolean holds() {
            return found >= 95 && mistaken <= 1;
        }
    }

    /** Answers whether both promises hold: at least 95 % of photographs found again, at most 1 % of others taken for it, of each kind of page. */
    public boolean run() throws IOException {
        Map<String, UnaryOperator<BufferedImage>> few = new LinkedHashMap<>(ways());
        few.keySet().retainAll(FEW);
        Map<String, BufferedImage> photos = new LinkedHashMap<>();
        Map<String, BufferedImage> printed = new LinkedHashMap<>();
        for (int number = 1; number <= RECEIPTS; number++) {
            String name = "receipt-" + number;
            photos.put(name, ImageIO.read(new ByteArrayInputStream(ReceiptReadingTest.bytes(name + ".photo.jpg"))));
            printed.put(name, printed(name));
        }
        boolean holds = report("receipts", photos, ways()).holds();
        holds &= report("forms without a number", forms(PrintedForm.DISCHARGE, 0), few)
                .holds();
        holds &= report("kept back: receipts, printed anew", printed, otherWays())
                .holds();
        return holds
                & report("kept back: another form", forms(PrintedForm.REPORT, KEPT_BACK), otherWays())
                        .holds();
    }

    private static Map<String, BufferedImage> forms(PrintedForm form, int from) throws IOException {
        Map<String, BufferedImage> forms = new LinkedHashMap<>();
        for (int number = from; number < from + FORMS; number++) {
            forms.put("form-" + number, form.filled(number));
        }
        return forms;
    }

    /** The sheet as a printer gives it, on a table. */
    private static BufferedImage printed(String name) throws IOException {
        try (PDDocument document = Loader.loadPDF(ReceiptReadingTest.bytes(name + ".pdf"))) {
            return PrintedForm.onTable(new PDFRenderer(document).renderImageWithDPI(0, DOTS_AN_INCH));
        }
    }

    private static Map<String, UnaryOperator<BufferedImage>> ways() {
        Map<String, UnaryOperator<BufferedImage>> ways = new LinkedHashMap<>(Degraded.ways());
        ways.put("from the left", picture -> from(picture, new Quad(0.02, 0.00, 0.98, 0.10, 0.98, 0.92, 0.02, 1.00)));
        ways.put("from below", picture -> from(picture, new Quad(0.08, 0.02, 0.92, 0.02, 1.00, 0.98, 0.00, 0.98)));
        ways.put(
                "again, dark and turned",
                picture -> Degraded.lit(
                        Degraded.turned(from(picture, new Quad(0.05, 0.04, 1.00, 0.00, 0.94, 0.97, 0.01, 1.00)), 8),
                        0.7,
                        6));
        return ways;
    }

    /** Other angles, other light, other losses than the level was chosen with. */
    private static Map<String, UnaryOperator<BufferedImage>> otherWays() {
        Map<String, UnaryOperator<BufferedImage>> ways = new LinkedHashMap<>();
        ways.put("as printed", picture -> picture);
        ways.put("tilted 11", picture -> Degraded.turned(picture, 11));
        ways.put("blurred 1.3", picture -> Degraded.blurred(picture, 1.3));
        ways.put("JPEG 30", picture -> Degraded.jpeg(picture, 0.30f));
        ways.put("dim, with noise", picture -> Degraded.noisy(Degraded.lit(picture, 0.6, 4), 12));
        ways.put("small 0.8", picture -> Degraded.scaled(picture, 0.8));
        ways.put("from the right", picture -> from(picture, new Quad(0.00, 0.07, 0.97, 0.01, 0.97, 0.99, 0.00, 0.94)));
        ways.put(
                "from above, turned",
                picture ->
                        Degraded.turned(from(picture, new Quad(0.00, 0.00, 1.00, 0.02, 0.93, 0.98, 0.06, 0.97)), -6));
        return ways;
    }

    private static BufferedImage from(BufferedImage picture, Quad quad) {
        return new Straight(picture, quad).page(picture.getWidth());
    }

    private static Map<String, Likeness> photographs(
            BufferedImage photo, Map<String, UnaryOperator<BufferedImage>> ways) throws IOException {
        Map<String, Likeness> taken = new LinkedHashMap<>();
        for (Map.Entry<String, UnaryOperator<BufferedImage>> way : ways.entrySet()) {
            try {
                BufferedImage kept =
                        PictureIntake.decoded(Degraded.encoded(way.getValue().apply(photo), 0.85f));
                PictureIntake.Found found = PictureIntake.Found.on(kept);
                taken.put(way.getKey(), Likeness.of(new Straight(found.picture(), found.page())));
            } catch (UnreadablePaper unreadable) {
                throw new IOException(unreadable);
            }
        }
        return taken;
    }

    private static Shares report(
            String what, Map<String, BufferedImage> originals, Map<String, UnaryOperator<BufferedImage>> ways)
            throws IOException {
        Map<String, Map<String, Likeness>> pages = new LinkedHashMap<>();
        for (Map.Entry<String, BufferedImage> original : originals.entrySet()) {
            pages.put(original.getKey(), photographs(original.getValue(), ways));
        }
        List<Double> same = new ArrayList<>();
        List<Double> different = new ArrayList<>();
        Map<String, List<Double>> byWay = new LinkedHashMap<>();
        pages.forEach((page, taken) -> taken.forEach((way, likeness) ->
                pages.forEach((other, others) -> others.forEach((otherWay, otherLikeness) -> {
                    if (page.equals(other) && !way.equals(otherWay)) {
                        double near = likeness.to(otherLikeness);
                        same.add(near);
                        byWay.computeIfAbsent(way, key -> new ArrayList<>()).add(near);
                    } else if (page.compareTo(other) < 0) {
                        different.add(likeness.to(otherLikeness));
                    }
                }))));
        byWay.forEach(
                (way, all) -> System.out.printf("%-24s found again %6.2f %%%n", way, share(all, PictureStore.SAME)));
        for (double tried = 0.70; tried < 0.98; tried += 0.02) {
            System.out.printf(
                    "from %.2f: found %6.2f %%, another %6.2f %%%n",
                    tried, share(same, tried), share(different, tried));
        }
        System.out.printf(
                "%s: %d pairs of one page, found %.2f %%; %d pairs of two, taken for one %.2f %%%n",
                what,
                same.size(),
                share(same, PictureStore.SAME),
                different.size(),
                share(different, PictureStore.SAME));
        return new Shares(share(same, PictureStore.SAME), share(different, PictureStore.SAME));
    }

    private static double share(List<Double> all, double level) {
        return 100.0 * all.stream().filter(near -> near >= level).count() / all.size();
    }
}
