package org.tongzhou.demo;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Sex;

/** Invented staff of a unit, the same at every run, and the roster file that the unit would upload for them. */
final class SampleStaff {
    private static final String SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许邓冯韩曹";
    private static final String GIVEN = "志强桂兰建国海涛明秀英丽华军伟芳敏静杰磊洋勇艳娟涛超霞平刚辉玲燕鹏飞";
    private static final String HEADER = "序号,姓名,证件类型,证件号码,性别,手机号,用工类型,收款银行卡号,";

    /** One row; {@code units} by the plan's column in the roster. */
    record Row(String name, ResidentId id, String phone, String card, Map<String, Integer> units) {}

    private SampleStaff() {}

    /** {@code count} people of working age of a county. */
    static List<Row> of(String county, int seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Sex sex = random.nextInt(5) < 3 ? Sex.MALE : Sex.FEMALE;
            LocalDate birth = LocalDate.of(1970, 1, 1).plusDays(random.nextInt(12_000));
            Map<String, Integer> units = sex == Sex.MALE
                    ? Map.of("住院医疗", 1, "重大疾病", 1, "意外伤害", 1)
                    : Map.of("住院医疗", 1, "重大疾病", 1, "女职工特病", 1, "意外伤害", 1);
            long number = Math.abs((long) seed * 10_000 + i);
            String phone = "139" + String.format("%08d", 10_000_000 + number % 80_000_000);
            rows.add(new Row(
                    name(random),
                    SampleCodes.person(county, birth, sex, i % 500),
                    phone,
                    SampleCodes.card(number),
                    units));
        }
        return rows;
    }

    private static String name(SplittableRandom random) {
        int given = random.nextInt(GIVEN.length() - 1);
        int length = random.nextInt(10) < 3 ? 1 : 2;
        return SURNAMES.charAt(random.nextInt(SURNAMES.length())) + GIVEN.substring(given, given + length);
    }

    /** The roster as csv in UTF-8 with a byte-order mark, as a spreadsheet program saves it; gig workers name their platform instead of plans. */
    static byte[] roster(List<Row> rows) {
        List<String> plans = rows.stream()
                .flatMap(row -> row.units().keySet().stream())
                .distinct()
                .sorted()
                .toList();
        StringBuilder csv = new StringBuilder("\uFEFF").append(HEADER);
        csv.append(plans.isEmpty() ? "平台" : String.join(",", plans)).append("\r\n");
        int number = 1;
        for (Row row : rows) {
            csv.append(number++)
                    .append(',')
                    .append(row.name())
                    .append(",居民身份证,")
                    .append(row.id().number());
            csv.append(',')
                    .append(row.id().sex() == Sex.MALE ? "男" : "女")
                    .append(',')
                    .append(row.phone());
            csv.append(",正式,").append(row.card());
            plans.forEach(plan -> csv.append(',')
                    .append(row.units().containsKey(plan) ? row.units().get(plan) : ""));
            csv.append(plans.isEmpty() ? ",外卖平台\r\n" : "\r\n");
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }
}
