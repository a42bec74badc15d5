package org.tongzhou.ledger.web;

import java.util.List;
import org.tongzhou.kernel.Money;

/** One table of the report, the same on the page, in the workbook and on paper; a cell is text or {@link Money}. */
public record ReportTable(String title, List<String> heads, List<Row> rows) {
    public ReportTable {
        heads = List.copyOf(heads);
        rows = List.copyOf(rows);
    }

    /** {@code total} rows stand at the foot. */
    public record Row(List<Object> cells, boolean total) {
        public Row {
            cells = List.copyOf(cells);
        }
    }
}
