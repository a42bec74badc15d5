package org.tongzhou.testing.province;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Sex;

/**
 * Makes the n-th person of a province from n alone. Numbers of identity, phone and card are one-to-one with n, so that no
 * two people share one, however many there are.
 */
final class Members {
    private static final String[] SURNAMES =
            "王 李 张 刘 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 高 林 罗 郑 梁 谢 宋 唐 许 韩 冯 邓 曹 彭 曾 肖 田 董 袁 潘 于 蒋 蔡 欧阳 司马".split(" ");
    private static final String GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建文志国春梅海燕晓东雪林峰云龙飞鹏宇浩欣悦佳琪思雨子轩梓涵博昊天";

    /** Of the 42 in Hubei and of neighbours: area codes that have been given out. */
    private static final int[] AREAS = {
        420102, 420103, 420104, 420105, 420106, 420107, 420111, 420202, 420203, 420204, 420205, 420222, 420281, 420302,
        420303, 420304, 420322, 420502, 420503, 420525, 420526, 420602, 420606, 420607, 420624, 420702, 420703, 420704,
        420802, 420804, 420902, 420921, 421002, 421003, 421022, 421102, 421121, 421202, 421221, 421303, 422801, 430102,
        430103, 410102, 411502, 360102, 340802, 500101, 510104, 610102
    };

    private static final LocalDate FIRST_BIRTH = LocalDate.of(1967, 3, 1);
    private static final int DAYS = 14_600;
    private static final int ORDERS = 1_000;
    private static final long SPACE = (long) AREAS.length * DAYS * ORDERS;
    /** Prime and no divisor of the space: n times this, modulo the space, meets every place once. */
    private static final long STEP = 467_822_053L;

    private static final String[] BINS = {"622848", "621700", "622202", "621661", "621799"};
    private static final long PHONES = 7_000_000_000L / 7;
    private static final long PHONE_STEP = 618_033_989L;

    private final Draw draw;

    Members(Draw draw) {
        this.draw = draw;
    }

    /** {@code number} is how the province counts them, {@code world} how all provinces together do. */
    Member member(long number, long world) {
        long place = (world * STEP + draw.below(1_000_000, 1, 0)) % SPACE;
        int order = (int) (place % ORDERS);
        LocalDate birth = FIRST_BIRTH.plusDays(place / ORDERS % DAYS);
        int area = AREAS[(int) (place / ORDERS / DAYS)];
        Sex sex = order % 2 == 1 ? Sex.MALE : Sex.FEMALE;
        String id = idNumber(area, birth, order);
        return new Member(number, name(number), id, birth, sex, phone(world), card(world), units(number, sex));
    }

    private String idNumber(int area, LocalDate birth, int order) {
        char[] text = new char[18];
        digits(text, 0, 6, area);
        digits(text, 6, 8, birth.getYear() * 10_000L + birth.getMonthValue() * 100 + birth.getDayOfMonth());
        digits(text, 14, 3, order);
        text[17] = '0';
        text[17] = ResidentId.checkCharacter(new String(text));
        return new String(text);
    }

    private String name(long number) {
        String surname = SURNAMES[draw.below(SURNAMES.length, 2, number)];
        char first = GIVEN.charAt(draw.below(GIVEN.length(), 3, number));
        int second = draw.below(GIVEN.length() * 5 / 4, 4, number);
        return second < GIVEN.length() ? surname + first + GIVEN.charAt(second) : surname + first;
    }

    private static String phone(long number) {
        char[] text = new char[11];
        long place = number * PHONE_STEP % PHONES;
        text[0] = '1';
        text[1] = (char) ('3' + number % 7);
        digits(text, 2, 9, place);
        return new String(text);
    }

    private @Nullable String card(long number) {
        if (draw.isOneOf(100, 5, number)) {
            return null;
        }
        char[] text = new char[19];
        BINS[draw.below(BINS.length, 6, number)].getChars(0, 6, text, 0);
        digits(text, 6, 12, number * 999_983 % 1_000_000_000_000L);
        text[18] = luhn(text);
        return new String(text);
    }

    private static char luhn(char[] text) {
        int sum = 0;
        for (int i = 0; i < 18; i++) {
            int digit = text[17 - i] - '0';
            int doubled = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
            sum += i % 2 == 0 ? doubled : digit;
        }
        return (char) ('0' + (10 - sum % 10) % 10);
    }

    /** Units of each plan in {@link Province#PLANS}, 0 for none: about 3.2 plans a person. */
    private int[] units(long number, Sex sex) {
        boolean women = sex == Sex.FEMALE && draw.isOneOf(900, 9, number);
        return new int[] {
            1,
            draw.isOneOf(940, 7, number) ? 1 + draw.below(4, 8, number) / 3 : 0,
            women ? 1 + draw.below(4, 10, number) / 3 : 0,
            draw.isOneOf(810, 11, number) ? 1 : 0
        };
    }

    private static void digits(char[] into, int from, int count, long number) {
        long left = number;
        for (int i = from + count - 1; i >= from; i--) {
            into[i] = (char) ('0' + left % 10);
            left /= 10;
        }
    }
}
