package org.tongzhou.document.picture;

/** How far each place of a page has moved: a plane or a quadric over coordinates from -0.5 to 0.5, in cells. */
record Bend(double[] across, double[] along) implements Shifted {
    static double[] terms(int count, double x, double y) {
        double[] all = {1, x, y, x * x, x * y, y * y};
        return java.util.Arrays.copyOf(all, count);
    }

    @Override
    public double right(double x, double y) {
        return at(across, x, y);
    }

    @Override
    public double down(double x, double y) {
        return at(along, x, y);
    }

    private static double at(double[] factors, double x, double y) {
        double[] terms = terms(factors.length, x, y);
        double sum = 0;
        for (int i = 0; i < factors.length; i++) {
            sum += factors[i] * terms[i];
        }
        return sum;
    }
}
