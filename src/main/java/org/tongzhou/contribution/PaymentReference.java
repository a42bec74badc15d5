package org.tongzhou.contribution;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tongzhou.kernel.FundId;

/**
 * What a payer writes beside the transfer: {@code HZ}, fund, bill in nine digits, two check digits (ISO 7064 MOD 97-10),
 * so that a wrong or swapped digit never pays somebody else's bill.
 */
final class PaymentReference {
    private static final Pattern FORM = Pattern.compile("HZ(\\d{13})(?!\\d)");
    private static final Pattern NOISE = Pattern.compile("[\\s\\-_－—·.,，、:：]");

    private PaymentReference() {}

    /** Bills are numbered below 1,000,000,000. */
    static String of(FundId fund, BillId bill) {
        if (bill.value() < 1 || bill.value() > 999_999_999) {
            throw new IllegalArgumentException("bill " + bill.value());
        }
        String digits = String.format(Locale.ROOT, "%02d%09d", fund.code(), bill.value());
        return "HZ" + digits + String.format(Locale.ROOT, "%02d", 98 - Long.parseLong(digits) * 100 % 97);
    }

    /** All references in a remark whose check digits are right, however they were typed: spaces, hyphens, full width, small letters. */
    static List<String> in(String remark) {
        String text = NOISE.matcher(Normalizer.normalize(remark, Normalizer.Form.NFKC))
                .replaceAll("");
        List<String> found = new ArrayList<>();
        Matcher matcher = FORM.matcher(text.toUpperCase(Locale.ROOT));
        while (matcher.find()) {
            if (Long.parseLong(matcher.group(1)) % 97 == 1 && !found.contains(matcher.group())) {
                found.add(matcher.group());
            }
        }
        return found;
    }
}
