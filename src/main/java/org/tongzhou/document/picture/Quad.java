package org.tongzhou.document.picture;

import java.awt.geom.Point2D;
import java.util.List;

/** Four corners in fractions of a picture: top left, top right, bottom right, bottom left of what is on it. */
public record Quad(double x0, double y0, double x1, double y1, double x2, double y2, double x3, double y3) {
    public static final Quad WHOLE = new Quad(0, 0, 1, 0, 1, 1, 0, 1);

    static Quad of(List<Point2D.Double> corners) {
        return new Quad(
                corners.get(0).x,
                corners.get(0).y,
                corners.get(1).x,
                corners.get(1).y,
                corners.get(2).x,
                corners.get(2).y,
                corners.get(3).x,
                corners.get(3).y);
    }

    public List<Point2D.Double> corners() {
        return List.of(
                new Point2D.Double(x0, y0),
                new Point2D.Double(x1, y1),
                new Point2D.Double(x2, y2),
                new Point2D.Double(x3, y3));
    }

    /** The same page when what looks like its top left is {@code quarters} corners further, clockwise. */
    public Quad turned(int quarters) {
        List<Point2D.Double> from = corners();
        return of(List.of(
                from.get(quarters & 3),
                from.get(quarters + 1 & 3),
                from.get(quarters + 2 & 3),
                from.get(quarters + 3 & 3)));
    }

    /** In parts of the picture's area. */
    double area() {
        double twice = 0;
        List<Point2D.Double> all = corners();
        for (int i = 0; i < 4; i++) {
            Point2D.Double a = all.get(i);
            Point2D.Double b = all.get(i + 1 & 3);
            twice += a.x * b.y - b.x * a.y;
        }
        return Math.abs(twice) / 2;
    }

    /** As eight numbers with commas; {@link #parse} reads them again. */
    public String text() {
        return x0 + "," + y0 + "," + x1 + "," + y1 + "," + x2 + "," + y2 + "," + x3 + "," + y3;
    }

    public static Quad parse(String text) {
        double[] n = java.util.Arrays.stream(text.split(","))
                .mapToDouble(Double::parseDouble)
                .toArray();
        return new Quad(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7]);
    }
}
