package org.tongzhou.contribution;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.BankSheet;
import org.tongzhou.kernel.BankTable;

/** Which cell of a line means what. */
final class CsvHeader {
    /** The headers that banks use for each; the first of a line that fits is taken, remarks are joined. */
    enum Column {
        SERIAL(BankSheet.SERIAL),
        DAY(BankSheet.DAY),
        AMOUNT_IN(BankSheet.CREDIT, BankSheet.AMOUNT),
        AMOUNT_OUT(BankSheet.DEBIT),
        DIRECTION(BankSheet.DIRECTION),
        PAYER(
                "对方户名", "对方名称", "对方单位名称", "对方账户名称", "对方账户名", "付款人", "付款人户名", "付款人名称", "付款方户名", "收方名称", "收付方名称",
                "收/付方名称", "payer"),
        ACCOUNT("对方账号", "对方账户", "付款人账号", "付款方账号", "收方账号", "收付方账号", "收/付方账号", "account"),
        OURS(BankSheet.OWN),
        /** Beside what the payer wrote, what a payment of ours that came back is told by: its number and the bank's reason. */
        REMARK(
                "附言", "摘要", "备注", "用途", "交易附言", "交易用途", "交易摘要", "其它摘要", "客户附言", "退票原因", "退汇原因", "客户流水号", "客户业务编号",
                "企业流水号", "指令编号", "端到端标识", "remark"),
        CURRENCY(BankSheet.CURRENCY),
        ORIGINAL("原流水号", "原交易流水号", "original");

        private final List<Set<String>> names;

        @SafeVarargs
        Column(Set<String>... names) {
            this.names = List.of(names);
        }

        Column(String... names) {
            this(BankSheet.words(names));
        }

        private boolean isNamed(String name) {
            return names.stream().anyMatch(known -> known.contains(name));
        }
    }

    /** What a header says that tells money in from money out; names and banks of the other side, cash and transfer do not. */
    private static final Pattern OF_DIRECTION = Pattern.compile("借/?贷|收/?付(?!方|款|人)|收/?支|方向|(?<!钞汇|现转)(?:标志|标识|标记)");

    /** Beside another number it goes last: lines taken in before are known by the other. */
    private static final String HOSTS_SERIAL = "主机流水号";

    private static final Set<Column> NEEDED = Set.of(Column.SERIAL, Column.DAY, Column.AMOUNT_IN);

    private final Map<Column, List<Integer>> places;
    private final BankTable table;
    private final @Nullable Untold untoldDirection;

    private CsvHeader(Map<Column, List<Integer>> places, List<String> names) {
        this.places = places;
        this.table = new BankTable(names, at(Column.SERIAL), at(Column.DAY), at(Column.AMOUNT_IN, Column.AMOUNT_OUT));
        this.untoldDirection = isTold() ? null : findUntold(names);
    }

    /** The header, when this line has the columns that nothing works without. */
    static Optional<CsvHeader> find(List<String> cells) {
        Map<Column, List<Integer>> places = new EnumMap<>(Column.class);
        List<String> names = cells.stream().map(BankSheet::header).toList();
        for (int at : inOrder(names)) {
            named(names.get(at))
                    .ifPresent(column -> places.computeIfAbsent(column, c -> new ArrayList<>())
                            .add(at));
        }
        return places.keySet().containsAll(NEEDED) ? Optional.of(new CsvHeader(places, names)) : Optional.empty();
    }

    private static List<Integer> inOrder(List<String> names) {
        return IntStream.range(0, names.size())
                .boxed()
                .sorted(Comparator.comparing(at -> names.get(at).equals(HOSTS_SERIAL)))
                .toList();
    }

    private static Optional<Column> named(String name) {
        return Stream.of(Column.values()).filter(column -> column.isNamed(name)).findFirst();
    }

    /** A column in its place, under a name that is not known. */
    record Untold(int at, String name) {}

    /** One that may tell money in from money out, where no other tells it. */
    Optional<Untold> untoldDirection() {
        return Optional.ofNullable(untoldDirection);
    }

    private static @Nullable Untold findUntold(List<String> names) {
        return IntStream.range(0, names.size())
                .filter(i -> named(names.get(i)).isEmpty()
                        && OF_DIRECTION.matcher(names.get(i)).find())
                .mapToObj(i -> new Untold(i, names.get(i)))
                .findFirst()
                .orElse(null);
    }

    /** By a column of its own, or by those of amounts. */
    private boolean isTold() {
        return isToldByAmounts() || places.containsKey(Column.DIRECTION);
    }

    /** By two of them, or by the name of the one. */
    private boolean isToldByAmounts() {
        return isTwoSided() || !BankSheet.AMOUNT.contains(name(Column.AMOUNT_IN));
    }

    /** Nothing but its mark says of an amount without a minus whether it came in. */
    boolean isToldByMarkAlone() {
        return places.containsKey(Column.DIRECTION) && !isToldByAmounts();
    }

    /** As the file names a column that it has. */
    String name(Column column) {
        return table.names().get(Objects.requireNonNull(places.get(column)).get(0));
    }

    private Set<Integer> at(Column... columns) {
        return Stream.of(columns)
                .flatMap(column -> places.getOrDefault(column, List.of()).stream())
                .collect(Collectors.toSet());
    }

    BankTable table() {
        return table;
    }

    /** Money out has a column of its own, so that the other holds money in alone. */
    boolean isTwoSided() {
        return places.containsKey(Column.AMOUNT_OUT);
    }

    /** Empty where the column or the cell is missing. */
    String text(Column column, List<String> cells) {
        List<Integer> at = places.getOrDefault(column, List.of());
        List<String> texts = at.stream()
                .filter(i -> i < cells.size() && !cells.get(i).isEmpty())
                .map(cells::get)
                .toList();
        if (texts.isEmpty()) {
            return "";
        }
        return column == Column.REMARK ? LineChecks.remark(texts) : texts.get(0);
    }

    @Nullable
    String present(Column column, List<String> cells) {
        String text = text(column, cells);
        return text.isEmpty() ? null : text;
    }
}
