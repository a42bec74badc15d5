package org.tongzhou.document.picture;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Compares the writing on two pages that lie over each other. Of each small part its rows and columns on the average are taken
 * away first: rules, frames and the bare fact of a line of text are the same on every sheet of a form and say nothing about
 * what was written in it; how the strokes lie within the line does.
 */
final class Strokes {
    private static final double PLAIN = 0.8;
    private static final double WELL = 0.7;
    private static final double NEARLY_AS_WELL = 0.7;
    private static final int REACH = 1;

    private final int side;
    private final int count;
    private final double[] weight;
    private final double[] fit;

    Strokes(Plane page, Plane other, int side) {
        int across = page.width() / side;
        this.side = side;
        this.count = across * (page.height() / side);
        this.weight = new double[count];
        this.fit = new double[count];
        for (int part = 0; part < count; part++) {
            int left = part % across * side;
            int top = part / across * side;
            float[] own = strokes(page, left, top);
            double spread = Math.sqrt(product(own, own)) / side;
            if (spread > PLAIN) {
                weight[part] = spread;
                fit[part] = best(own, other, left, top);
            }
        }
    }

    private double best(float[] own, Plane other, int left, int top) {
        double size = product(own, own);
        double best = -1;
        for (int dy = -REACH; dy <= REACH; dy++) {
            for (int dx = -REACH; dx <= REACH; dx++) {
                float[] strokes = strokes(other, left + dx, top + dy);
                double both = Math.sqrt(size * product(strokes, strokes));
                best = Math.max(best, both < 1e-6 ? 0 : product(own, strokes) / both);
            }
        }
        return best;
    }

    /** A square of cells less the mean of each row and of each column. */
    private float[] strokes(Plane plane, int left, int top) {
        float[] cells = new float[side * side];
        float[] rows = new float[side];
        float[] columns = new float[side];
        float all = 0;
        for (int i = 0; i < cells.length; i++) {
            cells[i] = plane.cell(left + i % side, top + i / side);
            rows[i / side] += cells[i] / side;
            columns[i % side] += cells[i] / side;
            all += cells[i] / side / side;
        }
        for (int i = 0; i < cells.length; i++) {
            cells[i] += all - rows[i / side] - columns[i % side];
        }
        return cells;
    }

    private static double product(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    /** The share of writing in parts that fit nearly as well as the well-fitting ones do under this light and focus. */
    double alike() {
        int[] order = IntStream.range(0, count)
                .filter(part -> weight[part] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(part -> fit[part]))
                .mapToInt(Integer::intValue)
                .toArray();
        double all = Arrays.stream(weight).sum();
        double below = 0;
        double well = 0;
        for (int part : order) {
            below += weight[part];
            well = fit[part];
            if (below >= WELL * all) {
                break;
            }
        }
        double enough = NEARLY_AS_WELL * well;
        double alike = Arrays.stream(order)
                .filter(part -> fit[part] > enough)
                .mapToDouble(part -> weight[part])
                .sum();
        return all == 0 || well <= 0 ? 0 : alike / all;
    }
}
