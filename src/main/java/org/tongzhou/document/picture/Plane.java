package org.tongzhou.document.picture;

/** Ink on a grid of cells, row by row, with places between cells. */
record Plane(int width, int height, float[] ink) {
    static Plane of(int width, int height, byte[] ink) {
        float[] cells = new float[ink.length];
        for (int i = 0; i < ink.length; i++) {
            cells[i] = ink[i];
        }
        return new Plane(width, height, cells);
    }

    /** The same page on another grid; smaller cells are averaged over four places. */
    Plane resized(int across, int down) {
        if (across == width && down == height) {
            return this;
        }
        float[] cells = new float[across * down];
        for (int y = 0; y < down; y++) {
            for (int x = 0; x < across; x++) {
                double sum = 0;
                for (int quarter = 0; quarter < 4; quarter++) {
                    double toX = (x + 0.25 + 0.5 * (quarter & 1)) * width / across - 0.5;
                    double toY = (y + 0.25 + 0.5 * (quarter >> 1)) * height / down - 0.5;
                    sum += at(Math.max(0, Math.min(width - 1, toX)), Math.max(0, Math.min(height - 1, toY)));
                }
                cells[y * across + x] = (float) (sum / 4);
            }
        }
        return new Plane(across, down, cells);
    }

    /** Each cell taken from where the shift, in units of {@code scale} cells, says it lies. */
    Plane moved(Shifted bend, int scale) {
        float[] cells = new float[ink.length];
        for (int y = 0; y < height; y++) {
            double v = (y + 0.5) / height - 0.5;
            for (int x = 0; x < width; x++) {
                double u = (x + 0.5) / width - 0.5;
                cells[y * width + x] = (float) at(x + scale * bend.right(u, v), y + scale * bend.down(u, v));
            }
        }
        return new Plane(width, height, cells);
    }

    /** 0 outside the page. */
    float cell(int x, int y) {
        return x < 0 || y < 0 || x >= width || y >= height ? 0 : ink[y * width + x];
    }

    private double at(double x, double y) {
        if (x < 0 || y < 0 || x > width - 1 || y > height - 1) {
            return 0;
        }
        int left = Math.min((int) x, width - 2);
        int top = Math.min((int) y, height - 2);
        double fx = x - left;
        double fy = y - top;
        int i = top * width + left;
        return (ink[i] * (1 - fx) + ink[i + 1] * fx) * (1 - fy)
                + (ink[i + width] * (1 - fx) + ink[i + width + 1] * fx) * fy;
    }
}
