package org.tongzhou.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.tongzhou.enrolment.Histories;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Sex;
import org.tongzhou.person.NewPerson;
import org.tongzhou.plan.PlanCode;

/** Invented staff of a unit, the same at every run, with the usual plans of men and women. */
final class SampleStaff {
    private static final String SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许邓冯韩曹";
    private static final String GIVEN = "志强桂兰建国海涛明秀英丽华军伟芳敏静杰磊洋勇艳娟涛超霞平刚辉玲燕鹏飞";
    private static final List<String> MENS = List.of("hospital", "critical", "accident");
    private static final List<String> WOMENS = List.of("hospital", "critical", "women", "accident");

    private SampleStaff() {}

    /** The covers of {@code count} people of working age of a county. */
    static List<Histories.Member> of(String county, int seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Histories.Member> members = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Sex sex = random.nextInt(5) < 3 ? Sex.MALE : Sex.FEMALE;
            NewPerson person = person(county, sex, (long) seed * 1_000 + i, random);
            for (String plan : sex == Sex.MALE ? MENS : WOMENS) {
                members.add(new Histories.Member(person, new PlanCode(plan), 1, null));
            }
        }
        return members;
    }

    /** Somebody with an invented name, number, phone and card; {@code number} tells people apart. */
    static NewPerson person(String county, Sex sex, long number, SplittableRandom random) {
        LocalDate birth = LocalDate.of(1970, 1, 1).plusDays(random.nextInt(12_000));
        ResidentId id = SampleCodes.person(county, birth, sex, (int) (number % 500));
        return new NewPerson(name(random), id, "139" + String.format("%08d", number), SampleCodes.card(number));
    }

    private static String name(SplittableRandom random) {
        int given = random.nextInt(GIVEN.length() - 1);
        int length = random.nextInt(10) < 3 ? 1 : 2;
        return SURNAMES.charAt(random.nextInt(SURNAMES.length())) + GIVEN.substring(given, given + length);
    }
}
