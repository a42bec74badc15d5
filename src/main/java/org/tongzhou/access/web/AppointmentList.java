package org.tongzhou.access.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tongzhou.access.Appointment;

/** A page of what waits for a second administrator; {@code after} and {@code next} are where it and the following one start. */
public record AppointmentList(
        List<Line> lines, String after, @Nullable String next) {
    public AppointmentList {
        lines = List.copyOf(lines);
    }

    /** {@code mine}: this administrator may confirm it. */
    public record Line(Appointment asked, String territory, boolean mine) {}
}
