package org.tongzhou.document.picture;

import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;

/** The connected patches of a picture that are brighter than a level, numbered from 1 as they are found. */
final class Patches {
    private final Grey grey;
    private final int level;
    private final int[] patch;
    private final int[] queue;

    Patches(Grey grey, int level) {
        this.grey = grey;
        this.level = level;
        this.patch = new int[grey.values().length];
        this.queue = new int[grey.values().length];
    }

    /** The first and last pixel of each row of the largest; nothing where all is dark. */
    List<Point2D.Double> outlineOfLargest() {
        int largest = largest();
        List<Point2D.Double> outline = new ArrayList<>();
        for (int y = 0; largest > 0 && y < grey.height(); y++) {
            int left = 0;
            while (left < grey.width() && at(left, y) != largest) {
                left++;
            }
            if (left < grey.width()) {
                int right = grey.width() - 1;
                while (at(right, y) != largest) {
                    right--;
                }
                outline.add(new Point2D.Double(left, y));
                outline.add(new Point2D.Double(right + 1.0, y));
            }
        }
        return outline;
    }

    private int at(int x, int y) {
        return patch[y * grey.width() + x];
    }

    /** Numbers them all; 0 where there is none. */
    private int largest() {
        int largest = 0;
        int most = 0;
        int next = 0;
        for (int start = 0; start < patch.length; start++) {
            if (isFree(start)) {
                int size = fill(start, ++next);
                if (size > most) {
                    most = size;
                    largest = next;
                }
            }
        }
        return largest;
    }

    private boolean isFree(int at) {
        return patch[at] == 0 && grey.values()[at] > level;
    }

    /** Answers of how many pixels it is. */
    private int fill(int start, int name) {
        int width = grey.width();
        int head = 0;
        int tail = 0;
        queue[tail++] = start;
        patch[start] = name;
        while (head < tail) {
            int at = queue[head++];
            int x = at % width;
            int[] beside = {x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, at + width};
            for (int other : beside) {
                if (other >= 0 && other < patch.length && isFree(other)) {
                    patch[other] = name;
                    queue[tail++] = other;
                }
            }
        }
        return tail;
    }
}
