package org.tongzhou.payment;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tongzhou.kernel.BankSheet;
import org.tongzhou.kernel.BankTable;

/** Which cell of a bank's csv means what. */
final class BankCsvHeader {
    /** The headers that banks use for each; of several in a file those named here go first, since lines taken before are known by them. */
    enum Column {
        SERIAL(BankSheet.SERIAL, "流水号", "交易流水号", "银行流水号", "核心流水号", "回单编号", "主机流水号"),
        DAY(BankSheet.DAY, "交易日期", "记账日期", "入账日期", "交易时间", "日期"),
        DEBIT(BankSheet.DEBIT, "借方金额", "借方发生额", "支出金额", "支出"),
        CREDIT(BankSheet.CREDIT, "贷方金额", "贷方发生额", "收入金额", "收入"),
        AMOUNT(BankSheet.AMOUNT, "金额", "交易金额", "发生额"),
        DIRECTION(BankSheet.DIRECTION, "借贷标志", "借贷", "借贷方向", "收支"),
        NAME("对方户名", "对方名称", "对方账户名称", "收款人", "收款户名"),
        /** Of the file itself, not of whom it was paid to. */
        OWN(BankSheet.OWN),
        CURRENCY(BankSheet.CURRENCY),
        OURS("客户流水号", "客户业务编号", "企业流水号", "指令编号", "端到端标识"),
        REMARK("附言", "摘要", "备注", "用途"),
        REASON("退票原因", "退汇原因", "失败原因", "原因");

        private final List<String> first;
        private final Set<String> names;

        Column(Set<String> names, String... first) {
            this.first = List.of(first);
            this.names = names;
        }

        Column(String... names) {
            this(BankSheet.words(names), names);
        }

        String first() {
            return first.get(0);
        }

        private Optional<Integer> in(List<String> header) {
            return place(header, first).or(() -> place(header, names));
        }

        private static Optional<Integer> place(List<String> header, Collection<String> names) {
            return IntStream.range(0, header.size())
                    .boxed()
                    .filter(at -> names.contains(header.get(at)))
                    .findFirst();
        }
    }

    private static final Pattern OF_SOMEBODY = Pattern.compile("户名|对方|收款");

    private final Map<Column, Integer> places;
    private final BankTable table;

    private BankCsvHeader(Map<Column, Integer> places, List<String> names) {
        this.places = places;
        this.table =
                new BankTable(names, at(Column.SERIAL), at(Column.DAY), at(Column.AMOUNT, Column.DEBIT, Column.CREDIT));
    }

    private Set<Integer> at(Column... columns) {
        return Stream.of(columns).filter(this::has).map(places::get).collect(Collectors.toSet());
    }

    BankTable table() {
        return table;
    }

    /** The header, when this line has the columns that nothing works without. */
    static Optional<BankCsvHeader> find(List<String> cells) {
        List<String> names = cells.stream().map(BankSheet::header).toList();
        Map<Column, Integer> places = new EnumMap<>(Column.class);
        for (Column column : Column.values()) {
            column.in(names).ifPresent(at -> places.put(column, at));
        }
        Integer own = places.get(Column.OWN);
        if (own != null && isOfTheOther(cells, own)) {
            places.remove(Column.OWN);
        }
        BankCsvHeader header = new BankCsvHeader(places, names);
        boolean amounts = header.has(Column.AMOUNT)
                ? header.has(Column.DIRECTION)
                : header.has(Column.DEBIT) && header.has(Column.CREDIT);
        return header.has(Column.SERIAL) && header.has(Column.DAY) && amounts ? Optional.of(header) : Optional.empty();
    }

    /** Some banks call it the account alone once they have named the other side, or name that in brackets. */
    private static boolean isOfTheOther(List<String> cells, int own) {
        return BankSheet.header(cells.get(own)).equals("账号")
                && cells.subList(0, own + 1).stream()
                        .anyMatch(cell -> OF_SOMEBODY.matcher(cell).find());
    }

    boolean has(Column column) {
        return places.containsKey(column);
    }

    /** Empty where the column or the cell is missing. */
    String text(Column column, List<String> cells) {
        Integer at = places.get(column);
        return at == null || at >= cells.size() ? "" : cells.get(at);
    }
}
