package org.tongzhou.document.picture;

/** A square of cells of a page, that lies on it as a whole. */
record Part(int left, int top, int side) {
    /** Standard deviation of its ink. */
    double spread(Plane page) {
        double sum = 0;
        double squares = 0;
        for (int y = top; y < top + side; y++) {
            for (int x = left; x < left + side; x++) {
                float value = page.ink()[y * page.width() + x];
                sum += value;
                squares += value * value;
            }
        }
        double cells = side * side;
        return Math.sqrt(Math.max(0, squares / cells - sum * sum / cells / cells));
    }

    /** Correlation of its ink with what lies on the other page as many cells to the right and down. */
    double likeness(Plane page, Plane other, int right, int down) {
        Correlation like = new Correlation();
        for (int y = top; y < top + side; y++) {
            for (int x = left; x < left + side; x++) {
                like.add(page.ink()[y * page.width() + x], other.cell(x + right, y + down));
            }
        }
        return like.value();
    }
}
