package org.tongzhou.document.picture;

/** Weighted least squares for two values that rest on the same terms; what nothing is known of stays 0. */
final class LeastSquares {
    private static final double NOTHING = 1e-9;

    private final int terms;
    private final double[][] rows;

    LeastSquares(int terms) {
        this.terms = terms;
        this.rows = new double[terms][terms + 2];
        for (int i = 0; i < terms; i++) {
            rows[i][i] = 1e-6;
        }
    }

    void add(double[] term, double weight, double one, double two) {
        for (int i = 0; i < terms; i++) {
            for (int j = 0; j < terms; j++) {
                rows[i][j] += weight * term[i] * term[j];
            }
            rows[i][terms] += weight * term[i] * one;
            rows[i][terms + 1] += weight * term[i] * two;
        }
    }

    double[] first() {
        return solved(terms);
    }

    double[] second() {
        return solved(terms + 1);
    }

    /** Gauss-Jordan; the matrix is symmetric and positive, so that the diagonal serves as pivot. */
    private double[] solved(int column) {
        double[][] left = new double[terms][];
        for (int i = 0; i < terms; i++) {
            left[i] = rows[i].clone();
        }
        for (int i = 0; i < terms; i++) {
            double pivot = left[i][i];
            if (Math.abs(pivot) < NOTHING) {
                continue;
            }
            for (int row = 0; row < terms; row++) {
                double factor = row == i ? 0 : left[row][i] / pivot;
                for (int j = 0; factor != 0 && j < left[row].length; j++) {
                    left[row][j] -= factor * left[i][j];
                }
            }
        }
        double[] solution = new double[terms];
        for (int i = 0; i < terms; i++) {
            solution[i] = Math.abs(left[i][i]) < NOTHING ? 0 : left[i][column] / left[i][i];
        }
        return solution;
    }
}
