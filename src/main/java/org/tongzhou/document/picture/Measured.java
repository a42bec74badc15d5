package org.tongzhou.document.picture;

import java.awt.geom.Point2D;
import java.util.Arrays;

/**
 * What can be said of a photographed page without reading it. {@code sharpness}: how steep its steepest edges are, in
 * parts of its contrast; {@code brightness} of the paper and {@code glare} as share of burnt-out paper: all 0 to 1.
 */
public record Measured(double sharpness, double brightness, double glare, boolean cutOff, double pageWidth) {
    private static final int WIDTH = 1200;
    private static final int BURNT = 252;
    private static final double EDGE = 0.004;

    public static Measured of(Straight page, Quad quad) {
        Grey grey = Grey.of(page.page((int) Math.min(WIDTH, Math.max(300, page.naturalWidth()))));
        Brightness brightness = grey.brightness();
        return new Measured(
                sharpness(grey, brightness),
                brightness.percentile(0.7) / 255.0,
                brightness.percentile(0.5) >= BURNT - 4 ? 0 : burnt(grey),
                cutOff(quad),
                Math.max(page.naturalWidth(), page.naturalWidth() * page.ratio()));
    }

    private static double sharpness(Grey grey, Brightness brightness) {
        int[] steps = new int[(grey.width() - 1) * grey.height()];
        int at = 0;
        for (int y = 0; y < grey.height(); y++) {
            for (int x = 1; x < grey.width(); x++) {
                steps[at++] = Math.abs(grey.at(x, y) - grey.at(x - 1, y));
            }
        }
        Arrays.sort(steps);
        double steepest = steps[(int) (steps.length * 0.995)];
        return Math.min(1, steepest / Math.max(40, brightness.percentile(0.9) - brightness.percentile(0.01)));
    }

    /** The share of the paper that is burnt out, which only counts as glare beside paper that is not. */
    private static double burnt(Grey grey) {
        long burnt = Arrays.stream(grey.mean(4).values())
                .filter(value -> value >= BURNT)
                .count();
        return (double) burnt / grey.values().length;
    }

    private static boolean cutOff(Quad quad) {
        int touching = 0;
        for (Point2D.Double corner : quad.corners()) {
            boolean edge = corner.x < EDGE || corner.x > 1 - EDGE || corner.y < EDGE || corner.y > 1 - EDGE;
            touching += edge ? 1 : 0;
        }
        return touching > 0 && touching < 4;
    }
}
