package org.tongzhou.enrolment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.tongzhou.kernel.Checksums;
import org.tongzhou.kernel.ResidentId;

/**
 * A spreadsheet keeps fifteen digits of a number and writes zeros for the rest. One in eleven of the identity numbers that it cut,
 * and one card in ten, is right by its check digit and somebody else's; so none of a roster is believed once another one shows
 * that the roster went that way.
 */
final class LostEnds {
    private static final int KEPT = 15;

    private final int idColumn;
    private final int cardColumn;
    private boolean ids;
    private boolean cards;

    LostEnds(RosterHeader header) {
        this.idColumn = header.column(RosterField.ID_NUMBER);
        this.cardColumn = header.column(RosterField.CARD);
    }

    /** A row as it stands in the file. */
    void see(RosterRow row) {
        ids |= isCutId(row) && isRightButForItsEnd(number(row, idColumn));
        cards |= isCutCard(row) && isWrongCard(number(row, cardColumn));
    }

    /** What was cut had a place and a day of birth before; what somebody wrote to fill a cell has not. */
    private static boolean isRightButForItsEnd(String id) {
        return id.charAt(0) != '0' && ResidentId.fault(id).equals(Optional.of(ResidentId.Fault.CHECK_DIGIT));
    }

    private static boolean isWrongCard(String card) {
        return card.charAt(0) != '0' && !Checksums.luhn(card);
    }

    /** What becomes of it is known when more rows have been seen. */
    boolean isOpen(RosterRow row) {
        return !ids && isCutId(row) || !cards && isCutCard(row);
    }

    /** The row as it is to be believed after all that were seen; {@code renumbered} are its cells that somebody put right. */
    CheckedRow judge(CheckedRow row, IntPredicate renumbered) {
        boolean id = ids && isCutId(row.row()) && isBelieved(row, idColumn) && !renumbered.test(idColumn);
        boolean card = cards && isCutCard(row.row()) && isBelieved(row, cardColumn) && !renumbered.test(cardColumn);
        if (!id && !card) {
            return row;
        }
        List<RowIssue> errors = new ArrayList<>(row.errors());
        if (id) {
            errors.add(RowIssue.of(row.number(), idColumn, RowCode.ID_DIGITS_LOST));
        }
        if (card) {
            errors.add(RowIssue.of(row.number(), cardColumn, RowCode.CARD_DIGITS_LOST));
        }
        return new CheckedRow(row.row(), errors, row.notes(), id ? null : row.idNumber(), null);
    }

    private static boolean isBelieved(CheckedRow row, int column) {
        return row.errors().stream().noneMatch(issue -> issue.column() == column);
    }

    private boolean isCutId(RosterRow row) {
        return isCut(row, idColumn, 3, 3);
    }

    private boolean isCutCard(RosterRow row) {
        return isCut(row, cardColumn, 2, 4);
    }

    /** Asked of each row of a province: nearly every number ends in something else. */
    private static boolean isCut(RosterRow row, int column, int fewest, int most) {
        String raw = row.cell(column).text();
        char last = raw.isEmpty() ? '1' : raw.charAt(raw.length() - 1);
        if (last >= '1' && last <= '9' || last == 'X') {
            return false;
        }
        String number = number(row, column);
        int zeros = number.length() - KEPT;
        return zeros >= fewest && zeros <= most && Checksums.isDigits(number) && number.endsWith("0".repeat(zeros));
    }

    private static String number(RosterRow row, int column) {
        return CleanText.number(row.cell(column).text()).text();
    }
}
