package org.tongzhou.enrolment;

import java.util.List;
import java.util.Optional;

/** What tells the line of headings in a file from the lines above it, and a line of the list from the sums and signatures below. */
enum Heading {
    /** A roster: of whom or to whom a line tells. */
    PEOPLE {
        @Override
        List<Integer> naming(RosterHeader header) {
            return List.of(
                    header.column(RosterField.NAME),
                    header.column(RosterField.ID_NUMBER),
                    header.column(RosterField.PHONE),
                    header.column(RosterField.CARD));
        }

        @Override
        Optional<?> field(String heading) {
            return RosterField.named(heading);
        }
    },
    /** A list of work units. */
    UNITS {
        @Override
        List<Integer> naming(RosterHeader header) {
            return List.of(UnitColumn.CODE.in(header), UnitColumn.NAME.in(header));
        }

        @Override
        Optional<?> field(String heading) {
            return UnitColumn.named(heading);
        }
    };

    /** The columns that name whom a line is about, -1 for those that are not there; the first two make the heading. */
    abstract List<Integer> naming(RosterHeader header);

    /** What a normal heading stands for. */
    abstract Optional<?> field(String heading);

    boolean isIn(RosterHeader header) {
        return naming(header).stream().limit(2).allMatch(column -> column >= 0);
    }
}
