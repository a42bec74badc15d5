package org.tongzhou.demo;

import java.time.LocalDate;
import org.tongzhou.kernel.Checksums;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Sex;

/** Invented identifiers whose check digits hold, so that they pass the same doors as genuine ones. */
final class SampleCodes {
    private static final String SYMBOLS = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private SampleCodes() {}

    /** A unified social credit code of a county; {@code number} tells units apart. */
    static String unit(String county, int number) {
        String body = "91" + county + "MA" + String.format("%07d", number);
        for (char check : SYMBOLS.toCharArray()) {
            if (Checksums.unifiedSocialCreditCode(body + check)) {
                return body + check;
            }
        }
        throw new IllegalStateException("no check symbol for " + body);
    }

    /** A citizen's number; {@code order} is 0 to 499 and tells people of one birthday apart. */
    static ResidentId person(String county, LocalDate birth, Sex sex, int order) {
        int sequence = order * 2 + (sex == Sex.MALE ? 1 : 0);
        String body = county + birth.toString().replace("-", "") + String.format("%03d", sequence);
        return new ResidentId(body + ResidentId.checkCharacter(body));
    }

    /** A bank card whose Luhn sum holds. */
    static String card(long number) {
        String body = "622848" + String.format("%012d", number);
        for (char digit = '0'; digit <= '9'; digit++) {
            if (Checksums.luhn(body + digit)) {
                return body + digit;
            }
        }
        throw new IllegalStateException("no check digit for " + body);
    }
}
