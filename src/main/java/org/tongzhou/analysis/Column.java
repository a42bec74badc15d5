package org.tongzhou.analysis;

import static org.apache.parquet.schema.LogicalTypeAnnotation.dateType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;

import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** A column of a table that is written out; every one may be empty. */
record Column(String name, Kind kind) {
    /** What a cell holds: a {@code Long}, a {@code LocalDate} or a {@code String}. */
    enum Kind {
        NUMBER,
        DAY,
        TEXT
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

    Type type() {
        return switch (kind) {
            case NUMBER -> Types.optional(PrimitiveTypeName.INT64).named(name);
            case DAY -> Types.optional(PrimitiveTypeName.INT32).as(dateType()).named(name);
            case TEXT ->
                Types.optional(PrimitiveTypeName.BINARY).as(stringType()).named(name);
        };
    }
}
