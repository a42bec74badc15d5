package org.tongzhou.analysis;

/** A column of a table that is written out; every one may be empty. */
record Column(String name, Kind kind) {
    /** What a cell holds: a {@code Long}, a {@code LocalDate} or a {@code String}. */
    enum Kind {
        NUMBER(2),
        DAY(1),
        TEXT(6);

        /** The number of the physical type in the Parquet format. */
        final int physical;

        Kind(int physical) {
            this.physical = physical;
        }
    }

    static Column number(String name) {
        return new Column(name, Kind.NUMBER);
    }

    static Column day(String name) {
        return new Column(name, Kind.DAY);
    }

    static Column text(String name) {
        return new Column(name, Kind.TEXT);
    }
}
