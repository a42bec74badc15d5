package org.tongzhou.document.picture;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Lays one page over another and tells what share of its ink is there too. What two sheets of one printing have in common
 * lies still, what was filled in does not: so the one is first fitted to the other as paper bends, and then each small part is
 * held against how well the better parts fit.
 */
final class Overlay {
    private static final double PLAIN = 0.8;
    private static final double WORTH_A_LOOK = 0.45;
    private static final double WELL = 0.7;
    private static final double NEARLY_AS_WELL = 0.8;
    private static final int ROUNDS = 5;

    private final Plane page;

    Overlay(Plane page) {
        this.page = page;
    }

    /** 0 to 1: the share of the page's ink that the other has at the same place, drawn alike. */
    double share(Plane other) {
        Plane level = other.resized(page.width(), page.height());
        Plane half = page.resized(page.width() / 2, page.height() / 2);
        Parts coarse = new Parts(half, level.resized(half.width(), half.height()), 12, 3);
        if (coarse.mean() < WORTH_A_LOOK) {
            return 0;
        }
        Plane near = level.moved(coarse.bend(3), 2);
        Plane fitted = near.moved(new Parts(page, near, 16, 3).bend(6), 1);
        return new Parts(page, fitted, 16, 1).alike();
    }

    /** Square parts of the page, each with the best fit of the other near its place. */
    private static final class Parts {
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
                double spread = page.spread(left(part), top(part), side);
                weight[part] = spread > PLAIN ? spread : 0;
                if (weight[part] > 0) {
                    place(part, other, reach);
                }
            }
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
                    double like = page.likeness(other, new Plane.Part(left(part), top(part), side), dx, dy);
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
                    : IntStream.range(0, count)
                                    .mapToDouble(i -> weight[i] * fit[i])
                                    .sum()
                            / all;
        }

        /** The share of ink in parts that fit nearly as well as the well-fitting ones do under this light and focus. */
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
}
