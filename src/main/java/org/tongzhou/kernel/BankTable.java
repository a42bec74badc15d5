package org.tongzhou.kernel;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Of a bank's csv the names in its header and the places of the columns by which a line of the table is told from what stands below. */
public record BankTable(List<String> names, Set<Integer> numbers, Set<Integer> days, Set<Integer> sums) {
    public BankTable {
        names = List.copyOf(names);
        numbers = Set.copyOf(numbers);
        days = Set.copyOf(days);
        sums = Set.copyOf(sums);
    }

    /** What a place holds, as far as a line may end in it. */
    public CsvEnd.Cell holds(int at) {
        if (sums.contains(at)) {
            return CsvEnd.Cell.SUM;
        }
        return numbers.contains(at) || days.contains(at) ? CsvEnd.Cell.NAME : CsvEnd.Cell.WORDS;
    }

    /** Sums, words about the file, or the header of a further page: no line of the table. */
    public boolean isFoot(List<String> cells) {
        return isHeader(cells)
                || !isLine(cells)
                        && (BankSheet.areSums(cells)
                                || !filled(sums, cells).anyMatch(BankSheet::isSum) && BankSheet.isNote(cells));
    }

    private boolean isHeader(List<String> cells) {
        return cells.stream().map(BankSheet::header).toList().equals(names);
    }

    /** On a day, with a number or a sum, whatever its remark says; words in place of the number are none. */
    private boolean isLine(List<String> cells) {
        boolean isOnADay =
                filled(days, cells).anyMatch(cell -> BankSheet.day(cell).isPresent());
        boolean isNamed = filled(numbers, cells).findAny().isPresent();
        boolean hasSum = filled(sums, cells).anyMatch(cell -> !BankSheet.isNothing(Plain.amount(cell)));
        return isOnADay && (isNamed || hasSum) && !numbers.contains(firstFilled(cells));
    }

    private static int firstFilled(List<String> cells) {
        int at = 0;
        while (at < cells.size() && cells.get(at).isEmpty()) {
            at++;
        }
        return at;
    }

    private static Stream<String> filled(Set<Integer> places, List<String> cells) {
        return places.stream().filter(at -> at < cells.size()).map(cells::get).filter(cell -> !cell.isEmpty());
    }
}
