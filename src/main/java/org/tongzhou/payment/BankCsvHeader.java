package org.tongzhou.payment;

import java.text.Normalizer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which cell of a bank's csv means what. */
final class BankCsvHeader {
    /** The headers that banks use for each. */
    enum Column {
        SERIAL("流水号", "交易流水号", "银行流水号", "核心流水号", "回单编号", "主机流水号"),
        DAY("交易日期", "记账日期", "入账日期", "交易时间", "日期"),
        DEBIT("借方金额", "借方发生额", "支出金额", "支出"),
        CREDIT("贷方金额", "贷方发生额", "收入金额", "收入"),
        AMOUNT("金额", "交易金额", "发生额"),
        DIRECTION("借贷标志", "借贷", "借贷方向", "收支"),
        NAME("对方户名", "对方名称", "对方账户名称", "收款人", "收款户名"),
        /** Of the file itself, not of whom it was paid to. */
        OWN("账号", "本方账号", "查询账号", "本方账户"),
        OURS("客户流水号", "客户业务编号", "企业流水号", "指令编号", "端到端标识"),
        REMARK("附言", "摘要", "备注", "用途"),
        REASON("退票原因", "退汇原因", "失败原因", "原因");

        private final List<String> names;

        Column(String... names) {
            this.names = List.of(names);
        }

        String first() {
            return names.get(0);
        }
    }

    private static final Pattern OF_SOMEBODY = Pattern.compile("户名|对方|收款");

    private final Map<Column, Integer> places;

    private BankCsvHeader(Map<Column, Integer> places) {
        this.places = places;
    }

    /** The header, when this line has the columns that nothing works without. */
    static Optional<BankCsvHeader> find(List<String> cells) {
        Map<Column, Integer> places = new EnumMap<>(Column.class);
        for (int i = 0; i < cells.size(); i++) {
            String name = Normalizer.normalize(cells.get(i), Normalizer.Form.NFKC)
                    .replace(" ", "")
                    .replace("(元)", "");
            for (Column column : Column.values()) {
                if (column.names.contains(name)) {
                    places.putIfAbsent(column, i);
                }
            }
        }
        Integer own = places.get(Column.OWN);
        if (own != null && isOfTheOther(cells, own)) {
            places.remove(Column.OWN);
        }
        BankCsvHeader header = new BankCsvHeader(places);
        boolean amounts = header.has(Column.AMOUNT)
                ? header.has(Column.DIRECTION)
                : header.has(Column.DEBIT) && header.has(Column.CREDIT);
        return header.has(Column.SERIAL) && header.has(Column.DAY) && amounts ? Optional.of(header) : Optional.empty();
    }

    /** Some banks call it the account alone once they have named the other side. */
    private static boolean isOfTheOther(List<String> cells, int own) {
        return cells.get(own).strip().equals("账号")
                && cells.subList(0, own).stream()
                        .anyMatch(cell -> OF_SOMEBODY.matcher(cell).find());
    }

    boolean has(Column column) {
        return places.containsKey(column);
    }

    boolean isOfMoney(int at) {
        return Stream.of(Column.AMOUNT, Column.DEBIT, Column.CREDIT)
                .anyMatch(each -> Objects.equals(places.get(each), at));
    }

    /** Empty where the column or the cell is missing. */
    String text(Column column, List<String> cells) {
        Integer at = places.get(column);
        return at == null || at >= cells.size() ? "" : cells.get(at);
    }
}
