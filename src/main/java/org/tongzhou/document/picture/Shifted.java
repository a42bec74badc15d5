package org.tongzhou.document.picture;

/** How far each place of a page has moved, in cells; places from -0.5 to 0.5 in both directions. */
interface Shifted {
    double right(double x, double y);

    double down(double x, double y);
}
