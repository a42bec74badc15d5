package org.tongzhou.hospital.web;

import java.util.List;
import org.tongzhou.kernel.Slice;
import org.tongzhou.shell.Tried;

/** A page of stays whose member nobody knows yet, and the key after which it begins; every text is masked. */
public record QueuePage(Slice<Line> lines, String after, Tried tried) {
    /** One stay: the name and identity number as reported (masked), the house, the days, and why a person has to look. */
    public record Line(
            long id,
            String name,
            String identity,
            String sender,
            String days,
            String received,
            String why,
            List<Who> candidates) {
        public Line {
            candidates = List.copyOf(candidates);
        }
    }

    /** A member whose stay it may be (masked), the unit, and how the name differs; empty when it does not. */
    public record Who(long person, String name, String identity, String unit, String difference) {}
}
