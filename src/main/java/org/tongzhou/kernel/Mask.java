package org.tongzhou.kernel;

import java.util.Set;

/** Server-side masks of personal data, one rule each (design guide §5). Never returns null; unknown shapes are hidden whole. */
public final class Mask {
    private static final Set<String> COMPOUND_SURNAMES = Set.of(
            "欧阳", "司马", "上官", "诸葛", "东方", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "端木", "南宫", "长孙", "宇文", "独孤", "闻人");

    private Mask() {}

    /** First and last four kept, length unchanged: {@code 4209**********1234}; works for 15 and 18 characters. */
    public static String id(String number) {
        return keep(number, 4, 4);
    }

    /** {@code 138****2207}. */
    public static String phone(String number) {
        return keep(number, 3, 4);
    }

    /** The last four digits only, of a card or account number. */
    public static String cardTail(String number) {
        return number.length() < 8 ? "****" : number.substring(number.length() - 4);
    }

    /** {@code 冯*军}, {@code 郑*}; a compound surname stays whole: {@code 欧阳*慧}. */
    public static String name(String name) {
        int[] points = name.codePoints().toArray();
        if (points.length == 0) {
            return "";
        }
        int head = points.length > 2 && COMPOUND_SURNAMES.contains(new String(points, 0, 2)) ? 2 : 1;
        String start = new String(points, 0, head);
        int hidden = points.length - head - 1;
        return hidden < 1 ? start + "*" : start + "*" + new String(points, points.length - 1, 1);
    }

    private static String keep(String text, int head, int tail) {
        if (text.length() <= head + tail) {
            return "*".repeat(text.length());
        }
        return text.substring(0, head) + "*".repeat(text.length() - head - tail) + text.substring(text.length() - tail);
    }
}
