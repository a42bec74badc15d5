package org.tongzhou.enrolment;

import java.util.List;
import org.tongzhou.kernel.Money;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a check found: people's rows read, rows that may be enrolled, their fee, every error and note by row, and the headings of
 * columns that count for nobody.
 */
public record RosterVerdict(
        int rows, int goodRows, Money fee, List<RowIssue> errors, List<RowIssue> notes, List<String> unread) {
    public RosterVerdict {
        errors = List.copyOf(errors);
        notes = List.copyOf(notes);
        unread = List.copyOf(unread);
    }

    /** The form of the interfaces: rows, codes and headings only, so that it may be kept and passed on. */
    public String toJson() {
        StringBuilder json = new StringBuilder(64 + 40 * (errors.size() + notes.size()));
        json.append("{\"rows\":").append(rows);
        json.append(",\"good_rows\":").append(goodRows);
        json.append(",\"fee_fen\":").append(fee.fen());
        append(json.append(",\"errors\":"), errors);
        append(json.append(",\"notes\":"), notes);
        json.append(",\"unread\":").append(JsonMapper.shared().writeValueAsString(unread));
        return json.append('}').toString();
    }

    private static void append(StringBuilder json, List<RowIssue> issues) {
        char separator = '[';
        for (RowIssue issue : issues) {
            json.append(separator).append("{\"row\":").append(issue.row());
            json.append(",\"code\":\"").append(issue.code().code()).append('"');
            if (issue.otherRow() != null) {
                json.append(",\"other_row\":").append(issue.otherRow().intValue());
            }
            json.append('}');
            separator = ',';
        }
        json.append(issues.isEmpty() ? "[]" : "]");
    }
}
