package org.tongzhou.document.picture;

import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds a sheet of paper on a darker or coloured table: the largest bright patch, when four straight edges fit it well. */
public final class PageFinder {
    private static final int SIDE = 480;
    private static final double SMALLEST = 0.06;
    private static final double FIT = 0.94;

    /** A sheet half in the shade: its colour says where it ends when its brightness does not. */
    private static final double WIDER = 1.15;

    private static final int MOST_CORNERS = 36;

    private PageFinder() {}

    /** Empty when the picture is the page itself, or no sheet stands out. */
    public static Optional<Quad> find(BufferedImage picture) {
        BufferedImage small = Pixels.within(picture, SIDE);
        Optional<Quad> bright = brightest(Grey.of(small).mean(2));
        Grey white = Grey.whiteness(small).mean(2);
        Optional<Quad> plain = brighterThan(white, white.brightness().parting());
        boolean wider = plain.isPresent()
                && plain.get().area() > WIDER * bright.map(Quad::area).orElse(0.0);
        return wider ? plain : bright;
    }

    private static Optional<Quad> brightest(Grey grey) {
        Brightness brightness = grey.brightness();
        int parting = brightness.parting();
        for (int level : new int[] {parting, (parting + brightness.percentile(0.9)) / 2, parting * 3 / 4}) {
            Optional<Quad> found = brighterThan(grey, level);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Quad> brighterThan(Grey grey, int level) {
        List<Point2D.Double> hull = hull(new Patches(grey, level).outlineOfLargest());
        if (hull.size() < 4) {
            return Optional.empty();
        }
        double hullArea = area(hull);
        List<Point2D.Double> best = largest(thinned(hull));
        double whole = (double) grey.width() * grey.height();
        boolean fits = area(best) >= FIT * hullArea && hullArea >= SMALLEST * whole && hullArea <= 0.97 * whole;
        return fits ? Optional.of(fromTopLeft(best, grey)) : Optional.empty();
    }

    private static List<Point2D.Double> hull(List<Point2D.Double> points) {
        List<Point2D.Double> sorted = new ArrayList<>(points);
        sorted.sort(Comparator.<Point2D.Double>comparingDouble(p -> p.x).thenComparingDouble(p -> p.y));
        List<Point2D.Double> hull = new ArrayList<>(half(sorted));
        java.util.Collections.reverse(sorted);
        hull.addAll(half(sorted));
        return hull;
    }

    private static List<Point2D.Double> half(List<Point2D.Double> sorted) {
        List<Point2D.Double> half = new ArrayList<>();
        for (Point2D.Double point : sorted) {
            while (half.size() >= 2 && cross(half.get(half.size() - 2), half.get(half.size() - 1), point) <= 0) {
                half.remove(half.size() - 1);
            }
            half.add(point);
        }
        return half.isEmpty() ? half : half.subList(0, half.size() - 1);
    }

    private static double cross(Point2D.Double a, Point2D.Double b, Point2D.Double c) {
        return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
    }

    /** Drops the corners that matter least, so that trying all fours stays cheap. */
    private static List<Point2D.Double> thinned(List<Point2D.Double> hull) {
        List<Point2D.Double> kept = new ArrayList<>(hull);
        while (kept.size() > MOST_CORNERS) {
            int least = 0;
            double leastArea = Double.MAX_VALUE;
            for (int i = 0; i < kept.size(); i++) {
                double lost = Math.abs(cross(
                        kept.get((i + kept.size() - 1) % kept.size()), kept.get(i), kept.get((i + 1) % kept.size())));
                if (lost < leastArea) {
                    leastArea = lost;
                    least = i;
                }
            }
            kept.remove(least);
        }
        return kept;
    }

    private static List<Point2D.Double> largest(List<Point2D.Double> hull) {
        List<Point2D.Double> best = hull.subList(0, 4);
        double bestArea = 0;
        int n = hull.size();
        for (int a = 0; a < n - 3; a++) {
            for (int c = a + 2; c < n - 1; c++) {
                double upper = 0;
                int b = a + 1;
                for (int i = a + 1; i < c; i++) {
                    double size = Math.abs(cross(hull.get(a), hull.get(i), hull.get(c)));
                    if (size > upper) {
                        upper = size;
                        b = i;
                    }
                }
                for (int d = c + 1; d < n; d++) {
                    double size = upper + Math.abs(cross(hull.get(a), hull.get(c), hull.get(d)));
                    if (size > bestArea) {
                        bestArea = size;
                        best = List.of(hull.get(a), hull.get(b), hull.get(c), hull.get(d));
                    }
                }
            }
        }
        return best;
    }

    private static double area(List<Point2D.Double> polygon) {
        double twice = 0;
        for (int i = 0; i < polygon.size(); i++) {
            Point2D.Double a = polygon.get(i);
            Point2D.Double b = polygon.get((i + 1) % polygon.size());
            twice += a.x * b.y - b.x * a.y;
        }
        return Math.abs(twice) / 2;
    }

    /** Clockwise on the screen, from the corner nearest to the picture's top left. */
    private static Quad fromTopLeft(List<Point2D.Double> corners, Grey grey) {
        double cx = corners.stream().mapToDouble(p -> p.x).average().orElse(0);
        double cy = corners.stream().mapToDouble(p -> p.y).average().orElse(0);
        Point2D.Double[] around = corners.toArray(new Point2D.Double[0]);
        Arrays.sort(around, Comparator.comparingDouble(p -> Math.atan2(p.y - cy, p.x - cx)));
        int first = 0;
        for (int i = 1; i < 4; i++) {
            if (around[i].x + around[i].y < around[first].x + around[first].y) {
                first = i;
            }
        }
        List<Point2D.Double> ordered = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Point2D.Double p = around[(first + i) % 4];
            ordered.add(new Point2D.Double(Math.min(1, p.x / grey.width()), Math.min(1, (p.y + 0.5) / grey.height())));
        }
        return Quad.of(ordered);
    }
}
