package org.tongzhou.document.picture;

/** How two rows of numbers go up and down together, from -1 to 1; 0 where one of them does not move. */
final class Correlation {
    private int count;
    private double ofFirst;
    private double ofSecond;
    private double firstSquared;
    private double secondSquared;
    private double together;

    void add(float first, float second) {
        count++;
        ofFirst += first;
        ofSecond += second;
        firstSquared += first * first;
        secondSquared += second * second;
        together += first * second;
    }

    double value() {
        double n = count;
        double size = Math.sqrt((firstSquared - ofFirst * ofFirst / n) * (secondSquared - ofSecond * ofSecond / n));
        return size < 1e-9 ? 0 : (together - ofFirst * ofSecond / n) / size;
    }
}
