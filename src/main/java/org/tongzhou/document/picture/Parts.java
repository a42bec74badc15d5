package org.tongzhou.document.picture;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Square parts of the page, each with the best fit of the other near its place. */
final class Parts {
    private static final double PLAIN = 0.8;
    private static final int ROUNDS = 5;

    private final int across;
    private final int count;
    private final int side;
    private final Plane page;
    private final double[] fit;
    private final double[] weight;
    private final int[] right;
    private final int[] down;

    Parts(Plane page, Plane other, int side, int reach) {
        this.page = page;
        this.side = side;
        this.across = page.width() / side;
        this.count = across * (page.height() / side);
        this.fit = new double[count];
        this.weight = new double[count];
        this.right = new int[count];
        this.down = new int[count];
        for (int part = 0; part < count; part++) {
            double spread = at(part).spread(page);
            weight[part] = spread > PLAIN ? spread : 0;
            if (weight[part] > 0) {
                place(part, other, reach);
            }
        }
    }

    private Part at(int part) {
        return new Part(left(part), top(part), side);
    }

    private int left(int part) {
        return part % across * side;
    }

    private int top(int part) {
        return part / across * side;
    }

    private void place(int part, Plane other, int reach) {
        fit[part] = -1;
        for (int dy = -reach; dy <= reach; dy++) {
            for (int dx = -reach; dx <= reach; dx++) {
                double like = at(part).likeness(page, other, dx, dy);
                if (like > fit[part] + 1e-6) {
                    fit[part] = like;
                    right[part] = dx;
                    down[part] = dy;
                }
            }
        }
    }

    double mean() {
        double all = Arrays.stream(weight).sum();
        return all == 0
                ? 0
                : IntStream.range(0, count).mapToDouble(i -> weight[i] * fit[i]).sum() / all;
    }

    Shifts shifts() {
        return new Shifts(
                (double) page.width() / side, (double) page.height() / side, new Shifts.Found(fit, right, down));
    }

    /** How the other lies against the page: the smooth bend that most parts agree on. */
    Bend bend(int terms) {
        double[] trust = new double[count];
        for (int part = 0; part < count; part++) {
            double good = Math.max(0, fit[part]);
            trust[part] = weight[part] > 0 ? good * good * good * good : 0;
        }
        double[] now = trust.clone();
        Bend bend = new Bend(new double[terms], new double[terms]);
        for (int round = 0; round < ROUNDS; round++) {
            bend = fitted(terms, now);
            for (int part = 0; part < count; part++) {
                double offX = bend.right(x(part), y(part)) - right[part];
                double offY = bend.down(x(part), y(part)) - down[part];
                now[part] = trust[part] / (1 + offX * offX + offY * offY);
            }
        }
        return bend;
    }

    private Bend fitted(int terms, double[] trust) {
        LeastSquares squares = new LeastSquares(terms);
        for (int part = 0; part < count; part++) {
            squares.add(Bend.terms(terms, x(part), y(part)), trust[part], right[part], down[part]);
        }
        return new Bend(squares.first(), squares.second());
    }

    private double x(int part) {
        return (left(part) + side / 2.0) / page.width() - 0.5;
    }

    private double y(int part) {
        return (top(part) + side / 2.0) / page.height() - 0.5;
    }
}
