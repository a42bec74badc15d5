package org.tongzhou.kernel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

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
        all.add(Named.of(
                "tabs about every cell",
                header("交易日期\t", "流水号\t", "借贷标志\t", "金额\t") + "2026-02-09\t,A1\t,贷\t,1234567.00\t,会费\t\n"
                        + "2026-02-10\t,A2\t,借\t,500.00\t,付款\t\n"));
        return all.stream();
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
