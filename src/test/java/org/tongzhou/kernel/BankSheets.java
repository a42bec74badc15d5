package org.tongzhou.kernel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.provider.Arguments;

/** One account's two lines, A1 with 1,234,567.00 in and A2 with 500.00 out, in every way that banks write them; each room reads all. */
public final class BankSheets {
    private static final String LINES = "2026-02-09,A1,%s,\"1,234,567.00\",会费\n2026-02-10,A2,%s,500.00,付款\n";
    private static final String TWO_SIDED = "2026-02-09,A1,\"1,234,567.00\",0.00,会费\n2026-02-10,A2,0.00,500.00,付款\n";

    private BankSheets() {}

    public static Stream<Named<String>> all() {
        List<Named<String>> all = new ArrayList<>();
        each(all, BankSheet.SERIAL, name -> header("交易日期", name, "借贷标志", "金额") + marked("贷", "借"));
        each(all, BankSheet.DAY, name -> header(name, "流水号", "借贷标志", "金额") + marked("贷", "借"));
        each(all, BankSheet.DIRECTION, name -> header("交易日期", "流水号", name, "金额") + marked("贷", "借"));
        each(all, BankSheet.AMOUNT, name -> header("交易日期", "流水号", "借贷标志", name) + marked("贷", "借"));
        each(all, BankSheet.CREDIT, name -> header("交易日期", "流水号", name, "借方金额") + TWO_SIDED);
        each(all, BankSheet.DEBIT, name -> header("交易日期", "流水号", "贷方金额", name) + TWO_SIDED);
        String plain = header("交易日期", "流水号", "借贷标志", "金额");
        each(all, BankSheet.IN, mark -> plain + marked(mark, "借"));
        each(all, BankSheet.OUT, mark -> plain + marked("贷", mark));
        all.add(Named.of("marks in small letters", plain + marked("cr", "dr")));
        all.add(Named.of("names in capitals", header("DATE", "Serial", "Direction", "Amount") + marked("C", "D")));
        all.add(Named.of(
                "names with more in brackets",
                header("交易日期[ Transaction Date ]", "流水号（柜员）", "借/贷标志 [Type]", "金额 (CNY)") + marked("贷", "借")));
        all.add(Named.of("names in full width", header("交易日期", "流水号", "借／贷", "金额（元）") + marked("贷", "借")));
        all.add(Named.of("parted by tabs", "账户明细,1,2,3,4,5,6,7\n" + tabbed(plain + marked("贷", "借"))));
        for (String kept : List.of("\t%s", "'%s", "`%s", "=\"%s\"")) {
            String text = plain + marked("贷", "借").replace("A1", kept.formatted("A1"));
            all.add(Named.of("numbers kept as " + kept, text));
        }
        all.add(Named.of("yuan", header("交易日期", "流水号", "币种", "借贷标志", "金额") + marked("人民币,贷", "rmb,借")));
        all.add(Named.of(
                "sums and numbers in full width",
                plain
                        + marked("贷", "借")
                                .replace("1,234,567.00", "￥１,２３４,５６７.００ 元")
                                .replace("A1", "Ａ１")));
        all.add(Named.of(
                "tabs about every cell",
                header("交易日期\t", "流水号\t", "借贷标志\t", "金额\t") + "2026-02-09\t,A1\t,贷\t,1234567.00\t,会费\t\n"
                        + "2026-02-10\t,A2\t,借\t,500.00\t,付款\t\n"));
        return all.stream();
    }

    /** 9 February 2026, and what is no day. */
    public static Stream<Arguments> days() {
        return Stream.of(
                Arguments.of("2026-02-09", true),
                Arguments.of("20260209", true),
                Arguments.of("2026/2/9", true),
                Arguments.of("2026-2-9", true),
                Arguments.of("2026.02.09", true),
                Arguments.of("2026年2月9日", true),
                Arguments.of("２０２６-０２-０９", true),
                Arguments.of("2026/2/9 0:00", true),
                Arguments.of("2026-02-09 10:22:31", true),
                Arguments.of("2026-02-09T10:22:31", true),
                Arguments.of("20260209 102231", true),
                Arguments.of("2026-02-30", false),
                Arguments.of("02/09/2026", false),
                Arguments.of("26/2/9", false),
                Arguments.of("46062", false),
                Arguments.of("202629", false),
                Arguments.of("2026", false));
    }

    public static String on(String day) {
        return header("交易日期", "流水号", "贷方金额", "借方金额") + day + ",A1,5.00,,会费\n";
    }

    /** A1 with 5.00 and A2 with 7.00 in, and what banks write among the lines and below them; whether that is right. */
    public static Stream<Arguments> feet() {
        return Stream.of(
                Arguments.of("合计,,12.00,0.00,\n", true),
                Arguments.of("合 计：,,￥12.00,,\n", true),
                Arguments.of("总计,,12.00,-,\n", true),
                Arguments.of(",合计,12.00,0.00,\n", true),
                Arguments.of("合计,,12.01,0.00,\n", false),
                Arguments.of("小计,,7.00,0.00,\n", true),
                Arguments.of(",小计,7.00,0.00,\n", true),
                Arguments.of("本页合计,,7.00,0.00,\n", true),
                Arguments.of("本月累计,,99.00,0.00,\n", true),
                Arguments.of("总笔数：2,,,,\n", true),
                Arguments.of("贷方总金额：12.00元,,,,\n", true),
                Arguments.of("以上明细仅供参考，以银行盖章的对账单为准。\n", true),
                Arguments.of("打印时间：2026-02-10 09:12:33,,打印人：张三,,\n", true),
                Arguments.of("*** 以下没有其他流水 ***,,,,\n", true),
                Arguments.of("交易日期,流水号,贷方金额(元),借方金额(元),摘要\n", true),
                Arguments.of("小计,,7.00,0.00,\n合计,,12.00,,\n打印时间：2026-02-10 09:00,,,,\n", true));
    }

    public static String above(String foot) {
        String first = header("交易日期", "流水号", "贷方金额", "借方金额") + "2026-02-09,A1,5.00,,会费\n";
        return first + "小计,,5.00,0.00,\n2026-02-09,A2,7.00,,会费\n" + foot;
    }

    /** A1, A2 and A3 in, their first cells words that feet and notes begin with, and a foot; the last sum is the given one. */
    public static String remarked(String sum) {
        return "摘要,流水号,交易日期,贷方金额,借方金额\n累计补缴,A1,2026-02-09,5.00,\n小计量器具厂,A2,2026-02-09,7.00,\n退款:张三,A3,2026-02-09," + sum
                + ",\n本月累计,,,99.00,0.00\n打印日期:,,2026-02-09,,\n";
    }

    /** A line without its number. */
    public static String unnumbered() {
        return "摘要,流水号,交易日期,贷方金额,借方金额\n累计补缴,,2026-02-09,5.00,\n";
    }

    /** A1 in, and the sum of its day where numbers stand. */
    public static String summedByDay() {
        return "流水号,交易日期,贷方金额,借方金额\nA1,2026-02-09,5.00,\n本日合计,2026-02-09,5.00,0.00\n";
    }

    /** The second and third of its numbers have lost their last digits. */
    public static String shortNumberFirst() {
        return header("交易日期", "流水号", "贷方金额", "借方金额")
                + "2026-02-09,77,5.00,,会费\n2026-02-09,20260209000012300000,5.00,,会费\n2026-02-09,20260209000013400000,7.00,,会费\n";
    }

    /** Two lines, and whether nobody can tell their numbers any more. */
    public static Stream<Arguments> rounded() {
        String lines = header("交易日期", "流水号", "贷方金额", "借方金额")
                + "2026-02-09,20260209000012%s,5.00,,会费\n2026-02-09,20260209000013%s,7.00,,会费\n";
        return Stream.of(
                Arguments.of(lines.formatted("300000", "400000"), true),
                Arguments.of(lines.formatted("345000", "345001"), false),
                Arguments.of(lines.formatted("3", "4"), false));
    }

    /** One line with a minus, and whether it is money out; null where it may be either. */
    public static Stream<Arguments> negatives() {
        return Stream.of(
                Arguments.of(header("交易日期", "流水号", "借贷标志", "金额") + "2026-02-09,A1,贷,-5.00,会费\n", true),
                Arguments.of(header("交易日期", "流水号", "借贷标志", "金额") + "2026-02-09,A1,,-5.00,付款\n", true),
                Arguments.of(header("交易日期", "流水号", "贷方金额", "借方金额") + "2026-02-09,A1,-5.00,,会费\n", true),
                Arguments.of(header("交易日期", "流水号", "贷方金额", "借方金额") + "2026-02-09,A1,￥-5.00,0.00,会费\n", true),
                Arguments.of(header("交易日期", "流水号", "贷方金额", "借方金额") + "2026-02-09,A1,,-5.00,付款\n", null));
    }

    private interface Sheet {
        String of(String word);
    }

    private static void each(List<Named<String>> all, Collection<String> words, Sheet sheet) {
        words.forEach(word -> all.add(Named.of(word, sheet.of(word))));
    }

    private static String header(String... names) {
        return String.join(",", names) + ",摘要\n";
    }

    private static String marked(String in, String out) {
        return LINES.formatted(in, out);
    }

    private static String tabbed(String text) {
        return text.replace(",", "\t").replace("1\t234\t567", "1,234,567");
    }
}
