package org.tongzhou.contribution;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.BankSheet;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Plain;
import org.tongzhou.kernel.StatedAccount;

/** What a csv states of itself around its lines, beside what it holds: whose account it is, how many lines, how much came in. */
final class CsvStated {
    private static final Pattern COUNT = Pattern.compile("(?:总笔数|合计笔数|笔数合计)[:：]?\\s*(\\d{0,6})笔?");
    private static final Pattern TOTAL_IN = Pattern.compile("(?:贷方总金额|收入合计|贷方合计|收入总金额)[:：]?\\s*([\\d,.]*)元?");

    private final String ours;
    private int line;
    private @Nullable Integer count;
    private @Nullable Money totalIn;
    private @Nullable List<String> foot;
    private boolean wrongAccountTold;
    private Money in = Money.ZERO;

    CsvStated(String ours) {
        this.ours = ours;
    }

    /** A line before the header: account, number of lines and sums stand there as pairs, or both in one cell. */
    Optional<LineFault> preamble(int at, List<String> cells) {
        counts(at, cells);
        return StatedAccount.in(cells).flatMap(stated -> account(at, stated));
    }

    /** Told once, however many lines carry the other account. */
    Optional<LineFault> account(int at, String stated) {
        if (wrongAccountTold || StatedAccount.isSame(stated, ours)) {
            return Optional.empty();
        }
        wrongAccountTold = true;
        return Optional.of(LineFault.of(at, "account_other", LineChecks.words(stated, 40), ours));
    }

    /** What a line adds to the money in; a credit in red takes from it. */
    void credit(Money amount) {
        in = in.plus(amount);
    }

    void foot(int at, List<String> cells) {
        counts(at, cells);
        if (BankSheet.isSumOfAll(cells)) {
            foot = cells;
            line = at;
        }
    }

    private void counts(int at, List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            String next = i + 1 < cells.size() ? cells.get(i + 1) : "";
            Matcher lines = COUNT.matcher(BankSheet.header(cells.get(i)));
            if (lines.matches()) {
                String number = lines.group(1).isEmpty() ? next : lines.group(1);
                count = number.matches("\\d{1,6}") ? Integer.valueOf(number) : count;
                line = at;
            }
            Matcher in = TOTAL_IN.matcher(BankSheet.header(cells.get(i)));
            if (in.matches()) {
                String amount = Plain.amount(in.group(1).isEmpty() ? next : in.group(1));
                totalIn = Money.isYuan(amount) ? Money.parseYuan(amount) : totalIn;
                line = at;
            }
        }
    }

    /** A sum under one column for both directions says nothing that can be compared. */
    List<LineFault> differences(CsvHeader header, List<BankLine> lines) {
        List<LineFault> found = new ArrayList<>();
        if (count != null && count != lines.size()) {
            found.add(LineFault.of(line, "count_differs", count, lines.size()));
        }
        Optional<Money> total = Optional.ofNullable(totalIn).or(() -> underTheColumn(header, lines));
        if (total.isPresent() && !total.get().equals(in)) {
            found.add(LineFault.of(line, "sum_differs", total.get(), in));
        }
        return found;
    }

    private Optional<Money> underTheColumn(CsvHeader header, List<BankLine> lines) {
        boolean oneDirection = header.isTwoSided() || lines.stream().allMatch(BankLine::isCredit);
        if (foot == null || !oneDirection) {
            return Optional.empty();
        }
        String amount = Plain.amount(header.text(CsvHeader.Column.AMOUNT_IN, foot));
        return Money.isYuan(amount) ? Optional.of(Money.parseYuan(amount)) : Optional.empty();
    }
}
