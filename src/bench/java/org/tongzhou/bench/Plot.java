package org.tongzhou.bench;

import java.util.List;
import java.util.Locale;

/** Curves over the number of people on logarithmic axes, as SVG: seconds drawn through, milliseconds dashed, those of each claim dotted. */
final class Plot {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 460;
    private static final int LEFT = 60;
    private static final int RIGHT = 250;
    private static final int TOP = 20;
    private static final int BOTTOM = 50;
    private static final String[] COLOURS = {
        "#1f5f8b", "#b5442e", "#3f7d3a", "#7a7a7a", "#8a5a9e", "#c08a1e", "#2e8f8f", "#5b5bb0", "#a03a6a", "#111111",
        "#d0702a", "#5f9e2f", "#2f6fd0", "#b02fb0", "#7d5a3a", "#c8506e", "#3a7d6e"
    };

    private final List<Integer> sizes;
    private final double left;
    private final double right;
    private final double low;
    private final double high;
    private final StringBuilder svg = new StringBuilder();

    private Plot(List<Integer> sizes, List<GrowthBench.Curve> curves) {
        this.sizes = sizes;
        this.left = Math.log10(sizes.get(0));
        this.right = Math.max(left + 0.1, Math.log10(sizes.get(sizes.size() - 1)));
        this.low = Math.floor(Math.log10(curves.stream()
                .flatMap(curve -> curve.values().stream())
                .min(Double::compare)
                .orElseThrow()));
        this.high = Math.ceil(Math.log10(curves.stream()
                .flatMap(curve -> curve.values().stream())
                .max(Double::compare)
                .orElseThrow()));
    }

    static String of(List<Integer> sizes, List<GrowthBench.Curve> curves) {
        Plot plot = new Plot(sizes, curves);
        plot.axes();
        for (int i = 0; i < curves.size(); i++) {
            plot.curve(curves.get(i), i);
        }
        return plot.svg.append("</svg>\n").toString();
    }

    private void axes() {
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n",
                WIDTH, HEIGHT);
        add("<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>%n", WIDTH, HEIGHT);
        for (int power = (int) low; power <= high; power++) {
            double y = y(Math.pow(10, power));
            add("<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/>%n", LEFT, y, WIDTH - RIGHT);
            String value = power < 0 ? String.valueOf(Math.pow(10, power)) : String.valueOf((long) Math.pow(10, power));
            add("<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n", LEFT - 6, y + 4, value);
        }
        for (int size : sizes) {
            add("<path d=\"M%.1f %dV%d\" stroke=\"#ddd\"/>%n", x(size), TOP, HEIGHT - BOTTOM);
            add("<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%,d</text>%n", x(size), HEIGHT - BOTTOM + 18, size);
        }
        add(
                "<text x=\"%d\" y=\"%d\">people; through: CPU seconds, dotted: CPU milliseconds each, dashed: milliseconds</text>%n",
                LEFT, HEIGHT - 10);
    }

    private void curve(GrowthBench.Curve curve, int number) {
        String colour = COLOURS[number % COLOURS.length];
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < curve.values().size(); i++) {
            path.append(String.format(
                    Locale.ROOT,
                    "%s%.1f %.1f",
                    i == 0 ? "M" : "L",
                    x(sizes.get(i)),
                    y(curve.values().get(i))));
        }
        String dashes = dashes(curve.unit());
        add("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s/>%n", path, colour, dashes);
        int line = TOP + 16 + number * 20;
        add(
                "<path d=\"M%d %dh22\" stroke=\"%s\" stroke-width=\"2\"%s/>%n",
                WIDTH - RIGHT + 14, line - 4, colour, dashes);
        add(
                "<text x=\"%d\" y=\"%d\">%s: n^%.2f</text>%n",
                WIDTH - RIGHT + 42, line, curve.name(), curve.exponent(sizes));
    }

    private static String dashes(String unit) {
        return switch (unit) {
            case "ms" -> " stroke-dasharray=\"6 4\"";
            case "CPU ms" -> " stroke-dasharray=\"2 3\"";
            default -> "";
        };
    }

    private double x(double size) {
        return LEFT + (Math.log10(size) - left) / (right - left) * (WIDTH - RIGHT - LEFT - 30);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - (Math.log10(value) - low) / Math.max(1, high - low) * (HEIGHT - BOTTOM - TOP);
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }
}
