package org.tongzhou.document;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A paper that the fund gives: title, number, blocks of text from top to bottom, and a seal that never covers an amount. */
public record Letter(
        String title,
        String number,
        List<Block> blocks,
        @Nullable String seal) {
    public Letter {
        blocks = List.copyOf(blocks);
    }

    /** One block, over the full width of the page. */
    public sealed interface Block permits Heading, Paragraph, Pairs, Table {}

    public record Heading(String text) implements Block {}

    public record Paragraph(String text) implements Block {}

    /** Name and value side by side, in the order given; with {@code twoAbreast} two pairs share a line where both fit. */
    public record Pairs(List<Map.Entry<String, String>> entries, boolean twoAbreast) implements Block {
        public Pairs {
            entries = List.copyOf(entries);
        }

        public Pairs(List<Map.Entry<String, String>> entries) {
            this(entries, false);
        }
    }

    /** Those columns in {@code rightAligned} (from 0) hold numbers. */
    public record Table(List<String> headers, List<List<String>> rows, Set<Integer> rightAligned) implements Block {
        public Table {
            headers = List.copyOf(headers);
            rows = List.copyOf(rows);
            rightAligned = Set.copyOf(rightAligned);
        }
    }
}
