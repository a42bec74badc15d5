package org.tongzhou.analysis;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tongzhou.catalogue.PastClaim;

/** Claims as they come out of an export again: cells by the name of their column. */
public final class ThroughAnExport {
    private ThroughAnExport() {}

    public static List<PastClaim> of(List<PastClaim> claims) {
        Pseudonyms pseudonyms = new Pseudonyms();
        return IntStream.range(0, claims.size())
                .mapToObj(i -> ClaimColumns.claim(row(ClaimColumns.cells(claims.get(i), i, pseudonyms))))
                .toList();
    }

    private static ClaimColumns.Row row(@Nullable Object[] cells) {
        Map<String, @Nullable Object> byName = new HashMap<>();
        for (int i = 0; i < cells.length; i++) {
            byName.put(ClaimColumns.ALL.get(i).name(), cells[i]);
        }
        assertKnown(byName);
        return new ClaimColumns.Row() {
            @Override
            public @Nullable String text(String column) {
                return (String) byName.get(column);
            }

            @Override
            public @Nullable Long number(String column) {
                return (Long) byName.get(column);
            }

            @Override
            public @Nullable LocalDate day(String column) {
                return (LocalDate) byName.get(column);
            }
        };
    }

    private static void assertKnown(Map<String, @Nullable Object> cells) {
        if (cells.size() != ClaimColumns.ALL.size()) {
            throw new AssertionError("columns of one name: " + Arrays.toString(ClaimColumns.ALL.toArray()));
        }
    }
}
