package org.tongzhou.enrolment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A whole roster as it stood in the file. */
record RosterSheet(RosterFile.Format format, List<String> titles, List<RosterRow> rows, List<Merge> merges) {
    RosterSheet {
        titles = List.copyOf(titles);
        rows = List.copyOf(rows);
        merges = List.copyOf(merges);
    }

    /** Reads a file in this process; a file from outside is read by {@link RosterReading} in another. */
    static RosterSheet read(Path file, Heading heading) {
        RosterFile.Ceiling ceiling = heading == Heading.UNITS ? RosterFile.Ceiling.UNITS : RosterFile.Ceiling.UNIT;
        List<String> titles = new ArrayList<>();
        List<RosterRow> rows = new ArrayList<>();
        List<Merge> merges = new ArrayList<>();
        RosterFile.Format format = RosterFile.read(file, ceiling, new RosterFile.Sink() {
            @Override
            public void header(RosterHeader header) {
                titles.addAll(header.titles());
            }

            @Override
            public void row(RosterRow row) {
                rows.add(row);
            }

            @Override
            public void merged(Merge merge) {
                merges.add(merge);
            }
        });
        return new RosterSheet(format, titles, rows, merges);
    }

    RosterHeader header() {
        return RosterHeader.of(titles);
    }
}
