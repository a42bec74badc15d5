package org.tongzhou.kernel;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What banks write in the csv of an account's lines, whoever reads it: names of columns, marks, days, lines of sums, and how cells are
 * parted and kept.
 */
public final class BankSheet {
    /** So many lines may stand above the header. */
    public static final int PREAMBLE = 20;

    public static final Set<String> SERIAL = words(
            "流水号",
            "交易流水号",
            "银行流水号",
            "核心流水号",
            "主机流水号",
            "交易流水",
            "账户明细编号-交易流水号",
            "明细编号",
            "日志号",
            "交易日志号",
            "柜员流水号",
            "交易参考号",
            "业务参考号",
            "回单编号",
            "serial");

    public static final Set<String> DAY = words("交易日期", "交易日", "记账日期", "记账日", "入账日期", "交易时间", "日期", "date");

    /** Of money in and money out, told apart by a mark or a minus. */
    public static final Set<String> AMOUNT = words("金额", "交易金额", "发生额", "amount");

    public static final Set<String> CREDIT = words("贷方金额", "贷方发生额", "贷方发生金额", "收入金额", "收入", "转入金额", "存入");
    public static final Set<String> DEBIT = words("借方金额", "借方发生额", "借方发生金额", "支出金额", "支出", "转出金额", "支取");

    public static final Set<String> DIRECTION = words(
            "借贷标志",
            "借贷标识",
            "借贷标记",
            "借贷方向",
            "借贷类型",
            "借贷",
            "借/贷",
            "借/贷标志",
            "借/贷标识",
            "收支",
            "收/支",
            "收支标志",
            "收支标识",
            "收支方向",
            "收支类型",
            "收付",
            "收/付",
            "收付标志",
            "收付标识",
            "收付方向",
            "交易方向",
            "资金方向",
            "direction");

    /** The account that the file is of. */
    public static final Set<String> OWN = words("账号", "本方账号", "查询账号", "本方账户");

    /** Marks of money in. */
    public static final Set<String> IN = words("贷", "贷方", "C", "CR", "CRDT", "贷记", "收入", "收", "收款", "转入", "来账", "+");

    public static final Set<String> OUT = words("借", "借方", "D", "DR", "DBIT", "借记", "支出", "付", "付款", "转出", "往账", "-");

    /** In its words, of money that comes back or is taken back. */
    public static final Set<String> BACK = words("退汇", "退票", "退回", "冲正");

    public static final Set<String> CURRENCY = words("币种", "交易货币", "货币", "currency");

    /** 156 and 01 are banks' codes. */
    private static final Set<String> YUAN = words("人民币", "人民币元", "元", "CNY", "RMB", "156", "01");

    /** With a time behind it, or without. */
    private static final Pattern DAYS =
            Pattern.compile("([12]\\d{3})([-/.年]?)(\\d{1,2})([-/.月]?)(\\d{1,2})日?([ T].{0,40})?");

    private static final Pattern LOST_DIGITS = Pattern.compile("\\d(\\.\\d+)?[Ee]\\+?\\d+");
    private static final Pattern LONG = Pattern.compile("\\d{17,}");
    private static final Pattern ROUNDED = Pattern.compile("\\d{15}0+");
    private static final Pattern NOTHING = Pattern.compile("|-+|-?0(\\.0{1,2})?");
    private static final Pattern SUMS = Pattern.compile("(合计|总计).*");
    private static final Pattern OTHER_SUMS =
            Pattern.compile("(小计|累计|总笔数|笔数合计|(借方|贷方|收入|支出|本[页日周月期年]|当[页日月])(合计|总计|小计|累计|总金额|总笔数|笔数)).*");

    /** As "printed on: …". */
    private static final Pattern LABEL = Pattern.compile("\\p{IsHan}{2,8}:.*");

    private static final Pattern SENTENCE = Pattern.compile("[^\\p{IsHan}\\d]*\\p{IsHan}.{5,}");

    /** As long as all above the lines of the table may be. */
    private static final int HEAD = 16_000;

    /** Units, and the English that some banks add. */
    private static final Pattern ASIDE = Pattern.compile("\\([^)]*\\)|\\[[^\\]]*\\]|\\s");

    private BankSheet() {}

    /** Words that are the same in capitals and without. */
    public static Set<String> words(String... words) {
        Set<String> all = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        Collections.addAll(all, words);
        return Collections.unmodifiableSet(all);
    }

    /** The name of a column without spaces and what stands in brackets, in half width. */
    public static String header(String cell) {
        return ASIDE.matcher(Normalizer.normalize(cell, Normalizer.Form.NFKC)).replaceAll("");
    }

    /** Banks keep long numbers from the spreadsheet with a tab, an apostrophe or {@code ="…"}. */
    public static String cell(String raw) {
        String text = raw.strip();
        if (text.startsWith("=\"") && text.endsWith("\"") && text.length() > 2) {
            text = text.substring(2, text.length() - 1);
        }
        return text.startsWith("'") || text.startsWith("`") ? text.substring(1).strip() : text;
    }

    /** A line's number in half width. */
    public static String number(String cell) {
        return Normalizer.normalize(cell, Normalizer.Form.NFKC);
    }

    /** A number that a spreadsheet has shortened to its first digits. */
    public static boolean hasLostDigits(String number) {
        return LOST_DIGITS.matcher(number).matches();
    }

    /** The place of the first, where all long ones have nothing but zeros behind the fifteen digits that a spreadsheet keeps. */
    public static OptionalInt firstRounded(List<String> numbers) {
        List<String> longer = numbers.stream().filter(LONG.asMatchPredicate()).toList();
        boolean areRounded = longer.size() > 1 && longer.stream().allMatch(ROUNDED.asMatchPredicate());
        return areRounded ? OptionalInt.of(numbers.indexOf(longer.get(0))) : OptionalInt.empty();
    }

    /** Empty where the text is none; a month before a year is not told from a day. */
    public static Optional<LocalDate> day(String cell) {
        String text = Normalizer.normalize(cell, Normalizer.Form.NFKC);
        Matcher parts = DAYS.matcher(text);
        boolean separated =
                parts.matches() && parts.group(2).isEmpty() == parts.group(4).isEmpty();
        if (!separated || parts.group(2).isEmpty() && text.length() < 8) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.of(
                    Integer.parseInt(parts.group(1)),
                    Integer.parseInt(parts.group(3)),
                    Integer.parseInt(parts.group(5))));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    /** Of a cell for a sum, as {@link Plain#amount} gives it. */
    public static boolean isNothing(String amount) {
        return NOTHING.matcher(amount).matches();
    }

    public static boolean isSum(String cell) {
        return Money.typed(cell).isPresent();
    }

    /** A cell that says nothing says yuan. */
    public static boolean isYuan(String currency) {
        return currency.isEmpty() || YUAN.contains(currency);
    }

    /** The sums of all lines, each under its column. */
    public static boolean isSumOfAll(List<String> cells) {
        return SUMS.matcher(first(cells)).matches();
    }

    /** Sums in whatever order, of all lines or of a page. */
    public static boolean areSums(List<String> cells) {
        return isSumOfAll(cells) || OTHER_SUMS.matcher(first(cells)).matches();
    }

    /** Words about the file, unless the line has a sum: a label in front, or a sentence alone. */
    public static boolean isNote(List<String> cells) {
        boolean alone = cells.stream().filter(cell -> !cell.isEmpty()).count() == 1;
        return LABEL.matcher(first(cells)).matches()
                || alone && SENTENCE.matcher(first(cells)).matches();
    }

    private static String first(List<String> cells) {
        return cells.stream()
                .filter(cell -> !cell.isEmpty())
                .findFirst()
                .map(BankSheet::header)
                .orElse("");
    }

    /** Some banks part columns by tab: the header tells, since a number may hold a tab and a sum commas. */
    public static char separator(String text) {
        String head = text.substring(0, Math.min(text.length(), HEAD));
        return head.lines().limit(PREAMBLE + 1).anyMatch(BankSheet::isHeaderByTabs) ? '\t' : ',';
    }

    private static boolean isHeaderByTabs(String line) {
        List<String> names = Stream.of(line.split("\t"))
                .map(name -> header(cell(name).replace("\"", "")))
                .toList();
        return names.stream().anyMatch(SERIAL::contains) && names.stream().anyMatch(DAY::contains);
    }
}
