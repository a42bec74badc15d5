package org.tongzhou.contribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tongzhou.kernel.Money;

/**
 * Shapes in which banks give statements, each with three movements: 190.00 in with a reference, 12.50 out, 1,234,567.89 in;
 * and each of them spoilt in the ways that files are spoilt. None of a spoilt file is taken.
 */
class StatementCorpusTest {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final StatementFile.Expected EXPECTED =
            new StatementFile.Expected(LocalDate.of(2026, 2, 10), "42050100000000000018");

    /** Two columns for the two directions, account and period above, a sum below; as CCB's corporate bank writes it. */
    private static final String TWO_COLUMNS = """
            账户明细查询
            账号,42050100000000000018
            账户名称,职工互助保障资金专户
            账号,账户名称,交易时间,借方发生额（支取）,贷方发生额（收入）,余额,币种,对方户名,对方账号,对方开户机构,记账日期,摘要,备注,账户明细编号-交易流水号,企业流水号
            42050100000000000018,职工互助保障资金专户,20260209 10:02:11,0.00,190.00,"1,190.00",人民币元,鄂东矿业公司工会,42001000000000000011,建行,20260209,转账,HZ4200000000179,1001-A1,20260209001
            42050100000000000018,职工互助保障资金专户,20260209 11:02:11,12.50,0.00,"1,177.50",人民币元,某供应商,42001000000000000012,建行,20260209,付款,,1001-A2,
            42050100000000000018,职工互助保障资金专户,20260209 12:02:11,0.00,"1,234,567.89","1,235,745.39",人民币元,省总工会,42001000000000000013,建行,20260209,转账,拨款,1001-A3,
            """;

    /** One signed column, two languages in brackets; as BOC writes it. */
    private static final String SIGNED = """
            查询账号[ Inquirer account number ],42050100000000000018
            总笔数[ Total number of transactions ],3
            交易日期[ Transaction Date ],交易流水号[ Transaction reference number ],交易货币[ Trade Currency ],交易金额[ Trade Amount ],付款人名称[ Payer's Name ],付款人账号[ Debit Account No. ],用途[ Purpose ],备注[ Remark ]
            20260209,4567801,CNY,"190.00",鄂东矿业公司工会,42001000000000000011,会费,HZ4200000000179
            20260209,4567802,CNY,"-12.50",某供应商,42001000000000000012,付款,
            20260209,4567803,CNY,"1,234,567.89",省总工会,42001000000000000013,拨款,
            """;

    /** One column and a mark, cells kept from the spreadsheet by tabs; as ICBC and rural banks write it. */
    private static final String MARKED = """
            交易日期,交易流水号,借贷标志,发生额,对方单位名称,对方账号,摘要,附言
            2026-02-09,\t00981,贷,190.00,鄂东矿业公司工会,\t42001000000000000011,转账,HZ4200000000179
            2026-02-09,\t00982,借,12.50,某供应商,\t42001000000000000012,付款,
            2026-02-09,\t00983,贷,"1,234,567.89",省总工会,\t42001000000000000013,转账,拨款
            贷方总金额：,"1,234,757.89",,,,,,
            """;

    /** Empty cells for the other direction, dates with slashes, columns parted by tabs; as CMB writes it. */
    private static final String TABBED = """
            交易日\t交易时间\t借方金额\t贷方金额\t余额\t摘要\t流水号\t收/付方名称\t收/付方账号
            2026/2/9\t10:02:11\t\t190.00\t1190.00\tHZ4200000000179\tC0001\t鄂东矿业公司工会\t42001000000000000011
            2026/2/9\t11:02:11\t12.50\t\t1177.50\t付款\tC0002\t某供应商\t42001000000000000012
            2026/2/9\t12:02:11\t\t1234567.89\t1235745.39\t拨款\tC0003\t省总工会\t42001000000000000013
            """;

    private static final List<String> SHAPES = List.of(TWO_COLUMNS, SIGNED, MARKED, TABBED);

    static Stream<byte[]> good() {
        return SHAPES.stream()
                .flatMap(text -> Stream.of(
                        text.getBytes(StandardCharsets.UTF_8),
                        ("\ufeff" + text).getBytes(StandardCharsets.UTF_8),
                        text.getBytes(GB18030),
                        text.replace("\n", "\r\n").getBytes(GB18030)));
    }

    @ParameterizedTest
    @MethodSource("good")
    void everyShapeIsReadInEveryEncoding(byte[] bytes) {
        StatementFile file = StatementFile.read("明细.csv", bytes, EXPECTED);
        assertThat(file.faults()).isEmpty();
        assertThat(file.lines())
                .extracting(BankLine::direction)
                .containsExactly(BankLine.Direction.IN, BankLine.Direction.OTHER, BankLine.Direction.IN);
        assertThat(file.lines())
                .extracting(BankLine::amount)
                .containsExactly(Money.ofYuan(190), Money.parseYuan("12.50"), Money.parseYuan("1234567.89"));
        BankLine first = file.lines().get(0);
        assertThat(first.payer()).isEqualTo("鄂东矿业公司工会");
        assertThat(first.account()).isEqualTo("42001000000000000011");
        assertThat(PaymentReference.in(first.remark())).hasSize(1);
    }

    static Stream<Arguments> spoilt() {
        return Stream.of(
                Arguments.of("a fen less below", MARKED.replace("1,234,757.89", "1,234,757.88"), "sum_differs"),
                Arguments.of("another count above", SIGNED.replace("],3\n", "],4\n"), "count_differs"),
                Arguments.of("the last line cut off", cutBefore(SIGNED, "20260209,4567803"), "count_differs"),
                Arguments.of("cut within a line", MARKED.substring(0, MARKED.indexOf("\"1,234,567") + 6), "csv_form"),
                Arguments.of("cut before the last columns", cutBefore(TABBED, "C0003"), "csv_cut"),
                Arguments.of("another account above", SIGNED.replace("000018", "000019"), "account_other"),
                Arguments.of("another account within", TWO_COLUMNS.replace("000018,职", "000019,职"), "account_other"),
                Arguments.of("dollars", SIGNED.replaceFirst("CNY", "USD"), "currency"),
                Arguments.of(
                        "money both ways", TWO_COLUMNS.replaceFirst("0\\.00,190\\.00", "5.00,190.00"), "amount_both"),
                Arguments.of("three decimals", TABBED.replace("190.00\t", "190.001\t"), "amount_form"),
                Arguments.of("comma for the point", TABBED.replace("190.00\t1", "190,00\t1"), "amount_form"),
                Arguments.of("tomorrow", MARKED.replaceFirst("2026-02-09", "2026-02-11"), "day_future"),
                Arguments.of("no such day", MARKED.replaceFirst("2026-02-09", "2026-02-30"), "day_form"),
                Arguments.of("a mark of its own", MARKED.replaceFirst("贷,190", "收回,190"), "direction"),
                Arguments.of("no serial number", MARKED.replaceFirst("\t00981", ""), "serial_missing"),
                Arguments.of("digits lost", MARKED.replaceFirst("\t00981", "4.2E+17"), "serial_digits_lost"),
                Arguments.of("no header", cutAfter(MARKED, "\n"), "header"),
                Arguments.of("header alone", MARKED.substring(0, MARKED.indexOf('\n') + 1), "no_lines"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("spoilt")
    void nothingOfASpoiltFileIsTakenAndTheFaultIsNamed(String what, String text, String code) {
        for (byte[] bytes : List.of(text.getBytes(StandardCharsets.UTF_8), text.getBytes(GB18030))) {
            StatementFile file = StatementFile.read("明细.csv", bytes, EXPECTED);
            assertThat(file.faults()).as(what).extracting(LineFault::code).contains(code);
            assertThat(file.lines()).as(what).isEmpty();
            assertThat(file.original()).as("kept").contains(bytes);
        }
    }

    private static String cutBefore(String text, String from) {
        return text.substring(0, text.indexOf(from));
    }

    private static String cutAfter(String text, String to) {
        return text.substring(text.indexOf(to) + to.length());
    }
}
