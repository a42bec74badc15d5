package org.tongzhou.document.picture;

import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** Looks at a four-cornered part of a picture as if from straight above. */
public final class Straight {
    private final int[] pixels;
    private final int width;
    private final int height;
    private final double[] plane;
    private final double natural;
    private final double ratio;

    public Straight(BufferedImage picture, Quad quad) {
        this.width = picture.getWidth();
        this.height = picture.getHeight();
        this.pixels = picture.getRGB(0, 0, width, height, null, 0, width);
        List<Point2D.Double> corners = quad.corners().stream()
                .map(corner -> new Point2D.Double(corner.x * width, corner.y * height))
                .toList();
        this.plane = plane(corners);
        double across =
                (corners.get(0).distance(corners.get(1)) + corners.get(3).distance(corners.get(2))) / 2;
        double down = (corners.get(0).distance(corners.get(3)) + corners.get(1).distance(corners.get(2))) / 2;
        this.natural = across;
        this.ratio = Math.min(10, Math.max(0.1, down / Math.max(1, across)));
    }

    /** Pixels across in the picture itself. */
    public double naturalWidth() {
        return natural;
    }

    /** Height in parts of the width. */
    public double ratio() {
        return ratio;
    }

    /** The whole page at this many pixels across. */
    public BufferedImage page(int across) {
        return part(0, 0, 1, 1, across);
    }

    /** A part, given in fractions of the page, at this many pixels across. */
    public BufferedImage part(double x, double y, double w, double h, int across) {
        int down = Math.max(1, (int) Math.round(across * h * ratio / w));
        BufferedImage part = new BufferedImage(across, down, BufferedImage.TYPE_INT_RGB);
        int[] row = new int[across];
        for (int j = 0; j < down; j++) {
            double v = y + h * (j + 0.5) / down;
            for (int i = 0; i < across; i++) {
                row[i] = at(x + w * (i + 0.5) / across, v);
            }
            part.setRGB(0, j, across, 1, row, 0, across);
        }
        return part;
    }

    /** From the unit square to the four corners (Heckbert). */
    private static double[] plane(List<Point2D.Double> c) {
        double dx1 = c.get(1).x - c.get(2).x;
        double dx2 = c.get(3).x - c.get(2).x;
        double dy1 = c.get(1).y - c.get(2).y;
        double dy2 = c.get(3).y - c.get(2).y;
        double sx = c.get(0).x - c.get(1).x + c.get(2).x - c.get(3).x;
        double sy = c.get(0).y - c.get(1).y + c.get(2).y - c.get(3).y;
        double scale = dx1 * dy2 - dx2 * dy1;
        double g = scale == 0 ? 0 : (sx * dy2 - dx2 * sy) / scale;
        double h = scale == 0 ? 0 : (dx1 * sy - sx * dy1) / scale;
        return new double[] {
            c.get(1).x - c.get(0).x + g * c.get(1).x,
            c.get(3).x - c.get(0).x + h * c.get(3).x,
            c.get(0).x,
            c.get(1).y - c.get(0).y + g * c.get(1).y,
            c.get(3).y - c.get(0).y + h * c.get(3).y,
            c.get(0).y,
            g,
            h
        };
    }

    private int at(double u, double v) {
        double w = plane[6] * u + plane[7] * v + 1;
        double x = (plane[0] * u + plane[1] * v + plane[2]) / w - 0.5;
        double y = (plane[3] * u + plane[4] * v + plane[5]) / w - 0.5;
        int x0 = Math.max(0, Math.min(width - 1, (int) Math.floor(x)));
        int y0 = Math.max(0, Math.min(height - 1, (int) Math.floor(y)));
        int x1 = Math.min(width - 1, x0 + 1);
        int y1 = Math.min(height - 1, y0 + 1);
        int fx = (int) (256 * Math.max(0, Math.min(1, x - x0)));
        int fy = (int) (256 * Math.max(0, Math.min(1, y - y0)));
        int upper = mixed(pixels[y0 * width + x0], pixels[y0 * width + x1], fx);
        int lower = mixed(pixels[y1 * width + x0], pixels[y1 * width + x1], fx);
        return mixed(upper, lower, fy);
    }

    private static int mixed(int a, int b, int share) {
        int even = ((a & 0xFF00FF) * (256 - share) + (b & 0xFF00FF) * share) >>> 8 & 0xFF00FF;
        int odd = ((a & 0xFF00) * (256 - share) + (b & 0xFF00) * share) >>> 8 & 0xFF00;
        return even | odd;
    }
}
