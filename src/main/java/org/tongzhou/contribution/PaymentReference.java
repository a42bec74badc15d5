package org.tongzhou.contribution;

import java.text.Normalizer;
import java.util.ArrayList;
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
    private static final Pattern FORM = Pattern.compile("HZ(\\d{13})(?!\\d)");
    private static final Pattern PROGRAMME = Pattern.compile("BZ(\\d{13})(?!\\d)");
    private static final Pattern SLIPPED = Pattern.compile("(?<!\\d)(\\d{13})(?!\\d)");
    private static final Pattern NOISE = Pattern.compile("[\\s\\-_－—·.,，、:：]");
    private static final int DIGITS = 13;

    private PaymentReference() {}

    /** Bills are numbered below 1,000,000,000. */
    static String of(FundId fund, BillId bill) {
        return "HZ" + checked(fund, bill.value());
    }

    static String of(FundId fund, ProgrammeId programme) {
        return "BZ" + checked(fund, programme.value());
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
        return right(FORM, plain(remark));
    }

    /** The same of subsidy programmes. */
    static List<String> ofProgrammes(String remark) {
        return right(PROGRAMME, plain(remark));
    }

    private static List<String> right(Pattern form, String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = form.matcher(text);
        while (matcher.find()) {
            if (isRight(matcher.group(1)) && !found.contains(matcher.group())) {
                found.add(matcher.group());
            }
        }
        return found;
    }

    /**
     * Bills' references that a remark may mean: those that are right, also without their letters, and those one wrong or
     * swapped digit away. Never good enough to match by, but to propose.
     */
    static List<String> near(String remark) {
        Set<String> meant = new LinkedHashSet<>();
        Matcher matcher = SLIPPED.matcher(plain(remark));
        while (matcher.find()) {
            String digits = matcher.group(1);
            if (isRight(digits)) {
                meant.add("HZ" + digits);
            } else {
                slips(digits).filter(PaymentReference::isRight).forEach(right -> meant.add("HZ" + right));
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

    private static String plain(String remark) {
        String text = NOISE.matcher(Normalizer.normalize(remark, Normalizer.Form.NFKC))
                .replaceAll("");
        return text.toUpperCase(Locale.ROOT);
    }
}
