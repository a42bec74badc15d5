package org.tongzhou.contribution;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tongzhou.kernel.FundId;

/**
 * What a payer writes beside the transfer: {@code HZ} for a bill, {@code BZ} for a subsidy programme, then fund, number in
 * nine digits, two check digits (ISO 7064 MOD 97-10), so that a wrong or swapped digit never pays somebody else's bill.
 */
final class PaymentReference {
    private static final String BILL = "HZ";
    private static final String PROGRAMME = "BZ";
    private static final int DIGITS = 13;

    /** What people type within a reference; also what keeps digits that follow, of an amount or a year, apart from it. */
    private static final String NOISE = "[\\s_－—·.,，、:：-]*";

    private static final String NUMBER = "(\\d(?:" + NOISE + "\\d){" + (DIGITS - 1) + "})(?!\\d)";
    private static final Pattern OF_BILLS = lettered(BILL);
    private static final Pattern OF_PROGRAMMES = lettered(PROGRAMME);

    /** From each number on, also from one that lies within what was found before. */
    private static final Pattern SLIPPED = Pattern.compile("(?<!\\d)(?=" + NUMBER + ")");

    private PaymentReference() {}

    private static Pattern lettered(String letters) {
        return Pattern.compile(spaced(letters) + NOISE + NUMBER);
    }

    private static String spaced(String text) {
        return String.join(NOISE, text.split(""));
    }

    /** As PostgreSQL looks for a reference in a normalised remark, in the same way as {@link #in}. */
    static String pattern(String reference) {
        return spaced(reference) + "(?!\\d)";
    }

    /** Bills are numbered below 1,000,000,000. */
    static String of(FundId fund, BillId bill) {
        return BILL + checked(fund, bill.value());
    }

    static String of(FundId fund, ProgrammeId programme) {
        return PROGRAMME + checked(fund, programme.value());
    }

    private static String checked(FundId fund, long number) {
        if (number < 1 || number > 999_999_999) {
            throw new IllegalArgumentException("number " + number);
        }
        String digits = String.format(Locale.ROOT, "%02d%09d", fund.code(), number);
        return digits + String.format(Locale.ROOT, "%02d", 98 - Long.parseLong(digits) * 100 % 97);
    }

    /** All references in a remark whose check digits are right, however they were typed: spaces, hyphens, full width, small letters. */
    static List<String> in(String remark) {
        return right(BILL, OF_BILLS.matcher(plain(remark)));
    }

    /** The same of subsidy programmes. */
    static List<String> ofProgrammes(String remark) {
        return right(PROGRAMME, OF_PROGRAMMES.matcher(plain(remark)));
    }

    /** The programmes of a fund that these references name. */
    static List<ProgrammeId> programmes(FundId fund, String remark) {
        String own = String.format(Locale.ROOT, "BZ%02d", fund.code());
        return ofProgrammes(remark).stream()
                .filter(reference -> reference.startsWith(own))
                .map(reference -> new ProgrammeId(Long.parseLong(reference.substring(4, 13))))
                .toList();
    }

    private static List<String> right(String letters, Matcher matcher) {
        Set<String> found = new LinkedHashSet<>();
        while (matcher.find()) {
            String digits = digits(matcher);
            if (isRight(digits)) {
                found.add(letters + digits);
            }
        }
        return List.copyOf(found);
    }

    /**
     * Bills' references that a remark may mean: those that are right, also without their letters, and those one wrong or
     * swapped digit away. Never good enough to match by, but to propose.
     */
    static List<String> near(String remark) {
        Set<String> meant = new LinkedHashSet<>();
        Matcher matcher = SLIPPED.matcher(plain(remark));
        while (matcher.find()) {
            String digits = digits(matcher);
            if (isRight(digits)) {
                meant.add(BILL + digits);
            } else {
                slips(digits).filter(PaymentReference::isRight).forEach(right -> meant.add(BILL + right));
            }
        }
        return List.copyOf(meant);
    }

    private static Stream<String> slips(String digits) {
        Stream<String> swapped = IntStream.range(0, DIGITS - 1)
                .mapToObj(i ->
                        digits.substring(0, i) + digits.charAt(i + 1) + digits.charAt(i) + digits.substring(i + 2));
        Stream<String> wrong = IntStream.range(0, DIGITS)
                .boxed()
                .flatMap(i -> "0123456789"
                        .chars()
                        .mapToObj(digit -> digits.substring(0, i) + (char) digit + digits.substring(i + 1)));
        return Stream.concat(swapped, wrong);
    }

    private static boolean isRight(String digits) {
        return Long.parseLong(digits) % 97 == 1;
    }

    private static String digits(Matcher found) {
        return found.group(1).replaceAll("\\D", "");
    }

    private static String plain(String remark) {
        return Normalizer.normalize(remark, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
    }
}
