package org.tongzhou.kernel;

/** An amount in the capital figures of Chinese vouchers: {@code 人民币陆仟玖佰伍拾肆元伍角玖分}, {@code …元整}. */
public final class AmountInWords {
    private static final String DIGITS = "零壹贰叁肆伍陆柒捌玖";
    private static final String[] PLACES = {"", "拾", "佰", "仟"};
    private static final String[] GROUPS = {"", "万", "亿", "万亿"};

    private AmountInWords() {}

    /** For 0 up to 9,999,999,999,999.99 yuan; a negative amount starts with 负. */
    public static String of(Money money) {
        long fen = Math.absExact(money.fen());
        String sign = money.isNegative() ? "负" : "";
        return "人民币" + sign + yuan(fen / 100, fen % 100) + cents(fen / 100, (int) (fen % 100));
    }

    private static String yuan(long yuan, long fen) {
        if (yuan == 0) {
            return fen == 0 ? "零元" : "";
        }
        StringBuilder words = new StringBuilder();
        boolean gap = false;
        for (int group = 3; group >= 0; group--) {
            int part = (int) (yuan / (long) Math.pow(10_000, group) % 10_000);
            if (part == 0) {
                gap = words.length() > 0;
                continue;
            }
            if (words.length() > 0 && (gap || part < 1000)) {
                words.append('零');
            }
            words.append(fourDigits(part)).append(GROUPS[group]);
            gap = false;
        }
        return words.append('元').toString();
    }

    private static String fourDigits(int part) {
        StringBuilder words = new StringBuilder();
        boolean zero = false;
        for (int place = 3; place >= 0; place--) {
            int digit = part / (int) Math.pow(10, place) % 10;
            if (digit == 0) {
                zero = words.length() > 0;
                continue;
            }
            if (zero) {
                words.append('零');
                zero = false;
            }
            words.append(DIGITS.charAt(digit)).append(PLACES[place]);
        }
        return words.toString();
    }

    private static String cents(long yuan, int fen) {
        if (fen == 0) {
            return "整";
        }
        int jiao = fen / 10;
        int last = fen % 10;
        String jiaoWords = jiao > 0 ? DIGITS.charAt(jiao) + "角" : (yuan > 0 ? "零" : "");
        return last > 0 ? jiaoWords + DIGITS.charAt(last) + "分" : jiaoWords + "整";
    }
}
