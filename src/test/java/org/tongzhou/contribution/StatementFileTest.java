package org.tongzhou.contribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;

class StatementFileTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 2, 10);
    private static final String OURS = "42050100000000000018";
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final String HEADER = "交易日期,流水号,金额,对方户名,附言\n";

    @Test
    void aPlainFileIsReadLineByLine() {
        StatementFile file = csv(HEADER + "2026-02-09,02098102,\"165,190.00\",鄂东矿业公司工会,互助会费1\n");
        assertThat(file.faults()).isEmpty();
        BankLine line = file.lines().get(0);
        assertThat(line.line()).isEqualTo(2);
        assertThat(line.serial()).isEqualTo("02098102");
        assertThat(line.amount()).isEqualTo(Money.ofYuan(165_190));
        assertThat(line.valueDate()).isEqualTo(LocalDate.of(2026, 2, 9));
        assertThat(line.payer()).isEqualTo("鄂东矿业公司工会");
        assertThat(line.direction()).isEqualTo(BankLine.Direction.IN);
    }

    @Test
    void gb18030AndUtf8WithAMarkAreToldApartByContent() {
        String text = HEADER + "20260209,1,5.00,𠮷田机械,会费\n";
        assertThat(read(text.getBytes(GB18030)).lines().get(0).payer()).isEqualTo("𠮷田机械");
        assertThat(csv("\ufeff" + text).lines().get(0).payer()).isEqualTo("𠮷田机械");
    }

    @Test
    void preambleFootAndEmptyLinesAreNoCredits() {
        StatementFile file = csv("账户明细\n账号,\t42050100000000000018\n\n交易时间,交易流水号,贷方发生额,借方发生额,付款人名称,摘要,备注\n"
                + "2026-02-09 08:00:01,A1,12.00,0.00,甲公司,转账,会费\n,,,,,,\n合计,,12.00,,,,\n");
        assertThat(file.faults()).isEmpty();
        assertThat(file.lines())
                .singleElement()
                .satisfies(line -> assertThat(line.remark()).isEqualTo("转账；会费"));
    }

    @ParameterizedTest
    @CsvSource({
        "贷,100.00,会费,IN",
        "借,100.00,付款,OTHER",
        "'',-100.00,付款,OTHER",
        "借,100.00,冲正 原交易,RETURN",
        "'',-100.00,退汇,RETURN",
        "贷,100.00,退汇 郑某,OTHER",
        "贷,-100.00,会费,RETURN"
    })
    void moneyInIsToldFromMoneyOutAndMoneyTakenBack(
            String mark, String amount, String remark, BankLine.Direction expected) {
        StatementFile file = csv("日期,流水号,借贷标志,金额,附言\n2026-02-09,1," + mark + "," + amount + "," + remark + "\n");
        assertThat(file.lines()).singleElement().satisfies(line -> {
            assertThat(line.direction()).isEqualTo(expected);
            assertThat(line.amount()).isEqualTo(Money.ofYuan(100));
        });
    }

    /** Under another number a line taken in before would be a second one. */
    @Test
    void theHostsNumberIsALinesWhereThereIsNoOther() {
        String head = "交易日期,主机流水号,流水号,金额\n2026-02-09,7,";
        assertThat(csv(head + "A1,5.00\n").lines()).extracting(BankLine::serial).containsExactly("A1");
        assertThat(csv(head + ",5.00\n").lines()).extracting(BankLine::serial).containsExactly("7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"借贷标识", "借贷标记", "借/贷标志", "借贷", "收付标志", "收/付", "收支方向", "交易方向", "资金方向", "Direction"})
    void aColumnThatTellsTheDirectionIsKnownByTheNamesThatBanksGiveIt(String name) {
        StatementFile file = csv("交易日期,流水号," + name + ",交易金额,摘要\n2026-02-09,1,借,500.00,付款\n2026-02-09,2,收,5.00,会费\n");
        assertThat(file.faults()).isEmpty();
        assertThat(file.lines())
                .extracting(BankLine::direction)
                .containsExactly(BankLine.Direction.OTHER, BankLine.Direction.IN);
    }

    @ParameterizedTest
    @CsvSource({
        "'交易日期,流水号,金额借贷说明,金额\n2026-02-09,1,借,500.00\n',direction_column",
        "'交易日期,流水号,来往标志,金额\n2026-02-09,1,借,500.00\n',direction_column",
        "'交易日期,流水号,来往标志,金额\n2026-02-09,1,借,-500.00\n',''",
        "'交易日期,流水号,来往标志,金额\n2026-02-09,1,借,500.00\n2026-02-09,2,贷,-5.00\n',direction_column",
        "'交易日期,流水号,冲正标志,贷方金额\n2026-02-09,1,否,500.00\n',''",
        "'交易日期,流水号,回单标识,收入金额\n2026-02-09,1,有,500.00\n',''",
        "'交易日期,流水号,来往标志,贷方金额,借方金额\n2026-02-09,1,借,,500.00\n',''",
        "'交易日期,流水号,收付方名称,收/付方开户行,钞汇标志,金额\n2026-02-09,1,甲,某行,钞,500.00\n',''"
    })
    void aFileWhoseDirectionCannotBeReadIsRefused(String text, String code) {
        StatementFile file = csv(text);
        assertThat(file.faults()).extracting(LineFault::code).isEqualTo(code.isEmpty() ? List.of() : List.of(code));
        assertThat(file.faults()).extracting(LineFault::line).allMatch(line -> line == 1);
    }

    /** The sign or a column of its own tells it where the mark does not. */
    @ParameterizedTest
    @CsvSource({
        "'借贷标志,金额',',100.00',direction_missing",
        "'收付标志,交易金额',',100.00',direction_missing",
        "'借贷标志,贷方金额',',100.00',''",
        "'借贷标志,贷方金额,借方金额',',100.00,',''",
        "'借贷标志,贷方金额,借方金额',',,100.00',''",
        "'借贷标志,金额',',-100.00',''"
    })
    void anEmptyMarkIsNotMoneyIn(String columns, String cells, String code) {
        StatementFile file = csv("日期,流水号," + columns + "\n2026-02-09,1," + cells + "\n");
        assertThat(file.faults())
                .isEqualTo(code.isEmpty() ? List.of() : List.of(LineFault.of(2, code, columns.substring(0, 4))));
    }

    /** Money out with a minus, or a payment that the bank took back: nobody can tell here. */
    @ParameterizedTest
    @CsvSource({"'贷方金额,借方金额',',-100.00'", "'收入,借方金额','0.00,-100.00'", "'贷方金额,借方金额,借贷标志',',-100.00,借'"})
    void aNegativeAmountInTheColumnOfMoneyOutIsNotMoneyIn(String columns, String cells) {
        StatementFile file = csv("日期,流水号," + columns + "\n2026-02-09,1," + cells + "\n");
        assertThat(file.faults()).containsExactly(LineFault.of(2, "amount_out_negative", "借方金额", "-100.00"));
        assertThat(file.lines()).isEmpty();
    }

    /** In red, as a fee is taken back; the sum below is what is left. */
    @ParameterizedTest
    @ValueSource(strings = {"合计,,95.00,0.00,", "贷方合计,95.00,,,"})
    void aNegativeCreditIsMoneyTakenBack(String foot) {
        StatementFile file =
                csv("交易日期,流水号,贷方发生额,借方发生额,摘要\n2026-02-09,1,190.00,,会费\n2026-02-09,2,-95.00,,会费\n" + foot + "\n");
        assertThat(file.faults()).isEmpty();
        assertThat(file.lines())
                .extracting(BankLine::direction)
                .containsExactly(BankLine.Direction.IN, BankLine.Direction.RETURN);
        assertThat(file.lines().get(1).amount()).isEqualTo(Money.ofYuan(95));
    }

    @Test
    void everyBadLineIsNamedAndThenNothingIsTaken() {
        StatementFile file = csv(HEADER
                + "2026-02-09,1,5.00,甲,\n"
                + "2026-02-30,2,5.00,甲,\n"
                + "2026-02-11,3,5.00,甲,\n"
                + "2026-02-09,,5.00,甲,\n"
                + "2026-02-09,4.2E+17,5.00,甲,\n"
                + "2026-02-09,6,1E50000000,甲,\n"
                + "2026-02-09,7,0.00,甲,\n"
                + "2019-02-09,8,,甲,\n"
                + "2026-02-09,九;九,5.00,甲,\n"
                + "2026-02-09,10,99999999999.00,甲,\n");
        assertThat(file.lines()).isEmpty();
        assertThat(file.faults())
                .extracting(fault -> fault.line() + " " + fault.code())
                .containsExactly(
                        "3 day_form",
                        "4 day_future",
                        "5 serial_missing",
                        "6 serial_digits_lost",
                        "7 amount_form",
                        "8 amount_zero",
                        "9 day_old",
                        "9 amount_missing",
                        "10 serial_form",
                        "11 amount_large");
    }

    @Test
    void quotedLineBreaksKeepTheNumbersOfTheFile() {
        StatementFile file = csv(HEADER + "2026-02-09,1,5.00,\"甲\n公司\",\n2026-02-09,2,x,乙,\n");
        assertThat(file.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.line()).isEqualTo(4));
    }

    @ParameterizedTest
    @CsvSource({
        "'',empty",
        "'a,b,c\n1,2,3\n',header",
        "'交易日期,流水号,金额\n',no_lines",
        "'<!DOCTYPE x [<!ENTITY a \"b\">]><Document/>',xml_doctype",
        "'<html><body>明细</body></html>',xml_kind",
        "'<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.09\"/>',xml_kind",
        "'<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.054.001.08\"><Ntry>',xml_form",
        "'<',xml_form"
    })
    void whatIsNoBankFileIsRefusedInOneWord(String text, String code) {
        assertThat(csv(text).faults()).extracting(LineFault::code).containsExactly(code);
    }

    @Test
    void spreadsheetsOddBytesAndHugeFilesAreRefused() {
        assertThat(read(new byte[] {0x50, 0x4b, 3, 4, 0}).faults())
                .extracting(LineFault::code)
                .containsExactly("spreadsheet");
        assertThat(csv("<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table><tr><td>流水号</td>")
                        .faults())
                .as("a table of a web page under the name of Excel")
                .extracting(LineFault::code)
                .containsExactly("spreadsheet");
        assertThat(read(new byte[] {'a', (byte) 0xff, (byte) 0xff, 0}).faults())
                .extracting(LineFault::code)
                .containsExactly("encoding");
        assertThat(read(new byte[StatementFile.MAX_BYTES + 1]).faults())
                .extracting(LineFault::code)
                .containsExactly("too_large");
        String many = HEADER + "2026-02-09,1,5.00,甲,\n".repeat(StatementFile.MAX_LINES + 1);
        assertThat(csv(many).faults()).extracting(LineFault::code).containsExactly("too_many_lines");
    }

    @Test
    @Timeout(10)
    void fileOfBadLinesStopsAtACeiling() {
        assertThat(csv(HEADER + "x,y,z\n".repeat(40_000)).faults()).hasSizeBetween(200, 203);
    }

    @Test
    void aNotificationIsReadEntryByEntry() {
        StatementFile file = csv(camt("054", """
                <Ntry><NtryRef>1</NtryRef><Amt Ccy="CNY">165190.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
                <BookgDt><Dt>2026-02-09</Dt></BookgDt><AcctSvcrRef>B8102</AcctSvcrRef>
                <NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs><RltdPties><Dbtr><Pty><Nm>鄂东矿业</Nm></Pty></Dbtr></RltdPties>
                <RmtInf><Ustrd>会费</Ustrd><Ustrd>HZ1</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
                <Ntry><Amt Ccy="CNY">7.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>PDNG</Cd></Sts>
                <BookgDt><Dt>2026-02-09</Dt></BookgDt><AcctSvcrRef>B2</AcctSvcrRef></Ntry>
                <Ntry><Amt Ccy="CNY">9.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><RvslInd>true</RvslInd><Sts>BOOK</Sts>
                <BookgDt><Dt>2026-02-09</Dt></BookgDt><AcctSvcrRef>B3</AcctSvcrRef></Ntry>
                <Ntry><Amt Ccy="CNY">8.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><RvslInd>1</RvslInd><Sts>BOOK</Sts>
                <BookgDt><Dt>2026-02-09</Dt></BookgDt><AcctSvcrRef>B4</AcctSvcrRef></Ntry>
                """));
        assertThat(file.faults()).isEmpty();
        assertThat(file.lines()).hasSize(3);
        assertThat(file.lines().get(2).direction()).isEqualTo(BankLine.Direction.RETURN);
        BankLine first = file.lines().get(0);
        assertThat(first.serial()).isEqualTo("B8102");
        assertThat(first.payer()).isEqualTo("鄂东矿业");
        assertThat(first.remark()).startsWith("会费 HZ1");
        assertThat(first.amount()).isEqualTo(Money.ofYuan(165_190));
        assertThat(file.lines().get(1).direction()).isEqualTo(BankLine.Direction.RETURN);
    }

    /** Beside what the payer wrote stand numbers of the payer's system and the bank's. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Refs><EndToEndId>2026021000001</EndToEndId></Refs><RmtInf><Ustrd>%s</Ustrd></RmtInf>",
                "<Refs><EndToEndId>2026021000001</EndToEndId></Refs><RmtInf><Strd><CdtrRefInf><Ref>%s</Ref></CdtrRefInf></Strd></RmtInf>",
                "<Refs><EndToEndId>%s</EndToEndId></Refs>",
                "<RmtInf><Ustrd>%s\n190元</Ustrd></RmtInf>",
                "<RmtInf><Ustrd>%s</Ustrd><Ustrd>190元</Ustrd></RmtInf>"
            })
    void aReferenceStaysWholeBesideOtherNumbersOfItsEntry(String details) {
        String reference = PaymentReference.of(new FundId(42), new BillId(17));
        StatementFile file = csv(camt("054", """
                <Ntry><Amt Ccy="CNY">190.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><BookgDt><Dt>2026-02-09</Dt></BookgDt>
                <AcctSvcrRef>B1</AcctSvcrRef><NtryDtls><TxDtls>%s</TxDtls></NtryDtls><AddtlNtryInf>20260209</AddtlNtryInf></Ntry>
                """.formatted(details.formatted(reference))));
        assertThat(file.lines())
                .singleElement()
                .satisfies(
                        line -> assertThat(PaymentReference.in(line.remark())).containsExactly(reference));
    }

    @Test
    void aLineBreakInACellKeepsDigitsApart() {
        String reference = PaymentReference.of(new FundId(42), new BillId(17));
        assertThat(csv(HEADER + "2026-02-09,1,190.00,甲,\"" + reference + "\n190元\"\n")
                        .lines())
                .singleElement()
                .satisfies(line -> assertThat(line.remark()).isEqualTo(reference + " 190元"));
    }

    @Test
    void severalTransactionsUnderOneBookingAreLinesOfTheirOwnAndSumToIt() {
        String entry = """
                <Ntry><Amt Ccy="CNY">%s</Amt><CdtDbtInd>CRDT</CdtDbtInd><BookgDt><Dt>2026-02-09</Dt></BookgDt><AcctSvcrRef>B9</AcctSvcrRef>
                <NtryDtls><TxDtls><Amt Ccy="CNY">5.00</Amt></TxDtls><TxDtls><AmtDtls><TxAmt><Amt Ccy="CNY">7.00</Amt></TxAmt></AmtDtls></TxDtls></NtryDtls></Ntry>
                """;
        assertThat(csv(camt("053", String.format(entry, "12.00"))).lines())
                .extracting(BankLine::serial)
                .containsExactly("B9/1", "B9/2");
        assertThat(csv(camt("053", String.format(entry, "12.01"))).faults())
                .extracting(LineFault::code)
                .containsExactly("parts_differ");
    }

    /** As many as a file may have bytes for, each in the words of a bank, or each in a list of its own. */
    @ParameterizedTest
    @CsvSource({"'<NtryDtls>','</NtryDtls>','',''", "'','','<NtryDtls>','</NtryDtls>'"})
    @Timeout(60)
    void aBookingOfThousandsOfTransactionsIsRead(String open, String close, String each, String after) {
        int many = 4_000;
        StringBuilder details = new StringBuilder(open);
        for (int i = 0; i < many; i++) {
            details.append(each)
                    .append("<TxDtls><Refs><AcctSvcrRef>D")
                    .append(i)
                    .append("</AcctSvcrRef><EndToEndId>NOTPROVIDED</EndToEndId><TxId>")
                    .append(i)
                    .append(
                            "</TxId></Refs><Amt Ccy=\"CNY\">190.00</Amt><AmtDtls><TxAmt><Amt Ccy=\"CNY\">190.00</Amt></TxAmt></AmtDtls>"
                                    + "<RltdPties><Dbtr><Pty><Nm>鄂东矿业公司工会</Nm></Pty></Dbtr><DbtrAcct><Id><Othr><Id>42001000000000000011</Id>"
                                    + "</Othr></Id></DbtrAcct></RltdPties><RltdAgts><DbtrAgt><FinInstnId><Nm>建行</Nm></FinInstnId></DbtrAgt></RltdAgts>"
                                    + "<RmtInf><Ustrd>会费</Ustrd></RmtInf></TxDtls>")
                    .append(after);
        }
        StatementFile file = csv(camt("053", """
                <Ntry><Amt Ccy="CNY">%d.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><BookgDt><Dt>2026-02-09</Dt></BookgDt>
                <AcctSvcrRef>B9</AcctSvcrRef>%s</Ntry>
                """.formatted(190L * many, details.append(close))));
        assertThat(file.faults()).isEmpty();
        assertThat(file.lines()).hasSize(many);
    }

    @ParameterizedTest
    @CsvSource({"1,12.00,''", "1,12.01,sum_differs", "2,12.00,count_differs"})
    void countAndSumThatTheMessageStatesMustFit(int count, String sum, String code) {
        StatementFile file = csv(camt(
                "053",
                "<TxsSummry><TtlNtries><NbOfNtries>" + count + "</NbOfNtries><Sum>" + sum
                        + "</Sum></TtlNtries></TxsSummry><Ntry><Amt Ccy=\"CNY\">12.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>"
                        + "<BookgDt><Dt>2026-02-09</Dt></BookgDt><AcctSvcrRef>B9</AcctSvcrRef></Ntry>"));
        assertThat(file.faults()).extracting(LineFault::code).isEqualTo(code.isEmpty() ? List.of() : List.of(code));
    }

    @ParameterizedTest
    @CsvSource({"112.00,''", "112.01,balance_differs"})
    void linesMustLeadFromTheOpeningToTheClosingBalance(String closing, String code) {
        String balance = "<Bal><Tp><CdOrPrtry><Cd>%s</Cd></CdOrPrtry></Tp><Amt Ccy=\"CNY\">%s</Amt>"
                + "<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-02-09</Dt></Dt></Bal>";
        StatementFile file = csv(camt(
                "053",
                String.format(balance, "OPBD", "100.00")
                        + String.format(balance, "CLBD", closing)
                        + "<Ntry><Amt Ccy=\"CNY\">12.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>"
                        + "<BookgDt><Dt>2026-02-09</Dt></BookgDt><AcctSvcrRef>B9</AcctSvcrRef></Ntry>"));
        assertThat(file.faults()).extracting(LineFault::code).isEqualTo(code.isEmpty() ? List.of() : List.of(code));
    }

    @Test
    void foreignMoneyAndStrangeDirectionsAreNamed() {
        String entry = "<Ntry><Amt Ccy=\"USD\">12.00</Amt><CdtDbtInd>X</CdtDbtInd>"
                + "<BookgDt><Dt>2026-02-09</Dt></BookgDt><AcctSvcrRef>B9</AcctSvcrRef></Ntry>";
        assertThat(csv(camt("054", entry)).faults())
                .extracting(LineFault::code)
                .containsExactly("currency", "direction");
    }

    @Test
    @Timeout(30)
    void nestingAndEndlessTextEndInAnAnswer() {
        assertThat(csv(camt("054", "<Ntry>" + "<a>".repeat(100_000))).faults())
                .extracting(LineFault::code)
                .containsExactly("xml_form");
        assertThat(csv(camt("054", "<Ntry><AddtlNtryInf>" + "长".repeat(500_000) + "</AddtlNtryInf></Ntry>"))
                        .faults())
                .extracting(LineFault::code)
                .containsExactly("xml_form");
        assertThat(csv(camt("054", "<Ntry>" + "<a/>".repeat(400_000) + "</Ntry>"))
                        .faults())
                .extracting(LineFault::code)
                .containsExactly("xml_entry_large");
    }

    @Test
    @Timeout(60)
    void noBytesCrashTheReader() {
        long seed = 20_260_210;
        Random random = new Random(seed);
        byte[] good =
                (HEADER + "2026-02-09,1,5.00,\"甲\",会费\n2026-02-09,2,6.00,乙,会费\n").getBytes(StandardCharsets.UTF_8);
        byte[] xml = camt("054", "<Ntry><Amt Ccy=\"CNY\">5</Amt></Ntry>").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 4_000; i++) {
            byte[] bytes = (i % 2 == 0 ? good : xml).clone();
            for (int change = random.nextInt(6); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            StatementFile file = read(bytes);
            assertThat(file.faults().isEmpty())
                    .as("seed %d, try %d", seed, i)
                    .isEqualTo(!file.lines().isEmpty());
        }
    }

    private static String camt(String kind, String entries) {
        String element = kind.equals("053") ? "BkToCstmrStmt" : "BkToCstmrDbtCdtNtfctn";
        String inner = kind.equals("053") ? "Stmt" : "Ntfctn";
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt."
                + kind
                + ".001.08\"><" + element + "><GrpHdr><MsgId>1</MsgId></GrpHdr><" + inner + "><Id>1</Id>" + entries
                + "</" + inner
                + "></" + element + "></Document>";
    }

    private static StatementFile csv(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static StatementFile read(byte[] bytes) {
        return StatementFile.read("明细.csv", bytes, new StatementFile.Expected(TODAY, OURS));
    }
}
