package org.tongzhou.document.picture;

import java.util.Comparator;
import java.util.List;

/**
 * Lays one page over another and tells what share of its writing is there too. What two sheets of one printing have in
 * common lies still, what was filled in does not: so the one is first fitted to the other, as a whole, as paper bends, and
 * place by place; then the strokes of each small part are held against each other.
 */
final class Overlay {
    private static final double WORTH_A_LOOK = 0.45;
    private static final int SIDE = 16;
    private static final int REACH = 3;

    private final Plane page;

    Overlay(Plane page) {
        this.page = page;
    }

    private record Way(Plane level, Parts parts) {}

    /** 0 to 1: the share of the page's strokes that the other has at the same place, whichever of the ways it lies. */
    double share(List<Plane> ways) {
        Plane half = page.resized(page.width() / 2, page.height() / 2);
        Way way = ways.stream()
                .map(other -> other.resized(page.width(), page.height()))
                .map(level -> new Way(level, new Parts(half, level.resized(half.width(), half.height()), 12, REACH)))
                .max(Comparator.comparingDouble(one -> one.parts().mean()))
                .orElseThrow();
        if (way.parts().mean() < WORTH_A_LOOK) {
            return 0;
        }
        Plane near = way.level().moved(way.parts().bend(3), 2);
        Plane bent = near.moved(new Parts(page, near, SIDE, REACH).bend(6), 1);
        Plane fitted = bent.moved(new Parts(page, bent, SIDE, REACH).shifts(), 1);
        return new Strokes(page, fitted, SIDE).alike();
    }
}
