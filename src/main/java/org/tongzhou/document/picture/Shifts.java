package org.tongzhou.document.picture;

/**
 * How far each part of a page has moved: what it and its neighbours found, those that fit well first, those that contradict
 * the others last; between parts in proportion.
 */
final class Shifts implements Shifted {
    /** Of each part, row by row: how well it fits at its best place, and how far that lies away. */
    record Found(double[] fit, int[] right, int[] down) {}

    private static final int ROUNDS = 4;
    private static final int NEIGHBOURS = 4;

    /** In parts: a neighbour this far away says a little more than half of what the part itself says. */
    private static final double SPREAD = 1.2;

    /** Where nothing is known, nothing has moved. */
    private static final double STILL = 1e-3;

    private final int across;
    private final int rows;
    private final double pageAcross;
    private final double pageRows;
    private final double[] fit;
    private final double[] right;
    private final double[] down;

    /** A page of so many parts across and down, where the last ones may be cut off and are not among those found. */
    Shifts(double pageAcross, double pageRows, Found found) {
        this.pageAcross = pageAcross;
        this.pageRows = pageRows;
        this.across = (int) pageAcross;
        this.rows = (int) pageRows;
        this.fit = found.fit();
        this.right = new double[fit.length];
        this.down = new double[fit.length];
        for (int part = 0; part < fit.length; part++) {
            agree(part, found.right(), found.down());
        }
    }

    private void agree(int part, int[] foundRight, int[] foundDown) {
        for (int round = 0; round < ROUNDS; round++) {
            double all = STILL;
            double sumRight = STILL * right[part];
            double sumDown = STILL * down[part];
            for (int y = Math.max(0, part / across - NEIGHBOURS);
                    y <= Math.min(rows - 1, part / across + NEIGHBOURS);
                    y++) {
                for (int x = Math.max(0, part % across - NEIGHBOURS);
                        x <= Math.min(across - 1, part % across + NEIGHBOURS);
                        x++) {
                    int other = y * across + x;
                    double offRight = round == 0 ? 0 : right[part] - foundRight[other];
                    double offDown = round == 0 ? 0 : down[part] - foundDown[other];
                    double says = trust(part, other) / (1 + offRight * offRight + offDown * offDown);
                    all += says;
                    sumRight += says * foundRight[other];
                    sumDown += says * foundDown[other];
                }
            }
            right[part] = sumRight / all;
            down[part] = sumDown / all;
        }
    }

    private double trust(int part, int other) {
        double good = Math.max(0, fit[other]);
        double x = part % across - other % across;
        double y = part / across - other / across;
        return Math.exp(-(x * x + y * y) / (2 * SPREAD * SPREAD)) * good * good * good * good;
    }

    @Override
    public double right(double x, double y) {
        return between(right, x, y);
    }

    @Override
    public double down(double x, double y) {
        return between(down, x, y);
    }

    private double between(double[] values, double x, double y) {
        double u = Math.max(0, Math.min(across - 1, (x + 0.5) * pageAcross - 0.5));
        double v = Math.max(0, Math.min(rows - 1, (y + 0.5) * pageRows - 0.5));
        int left = (int) u;
        int top = (int) v;
        int right = Math.min(across - 1, left + 1);
        int bottom = Math.min(rows - 1, top + 1);
        double upper = values[top * across + left] * (1 - u + left) + values[top * across + right] * (u - left);
        double lower = values[bottom * across + left] * (1 - u + left) + values[bottom * across + right] * (u - left);
        return upper * (1 - v + top) + lower * (v - top);
    }
}
