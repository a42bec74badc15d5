package org.tongzhou.testing.province;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * The stays that are claimed: one for each 18.57 people, 100,000 at 1,857,000. Each lies inside its member's hospital
 * cover, after the waiting period; those filed shortly before {@link #AS_OF} are still under review.
 */
final class Stays {
    /** The last day that the province knows of. */
    static final LocalDate AS_OF = LocalDate.of(2026, 2, 10);

    private static final double PEOPLE_PER_CLAIM = 18.57;
    private static final int REVIEW_DAYS = 12;
    private static final String[] HOSPITALS = {"市中心医院", "市第一医院", "市中医医院", "县人民医院", "省人民医院", "大学附属同济医院"};
    private static final String[][] ILLNESSES = {
        {"普外科", "胆囊结石 K80.2"},
        {"心内科", "高血压 I10"},
        {"骨科", "腰椎间盘突出 M51.2"},
        {"呼吸内科", "肺炎 J18.9"},
        {"泌尿外科", "肾结石 N20.0"},
        {"内分泌科", "2型糖尿病 E11.9"},
        {"妇科", "子宫肌瘤 D25.9"},
        {"眼科", "白内障 H26.9"}
    };

    private final Province province;
    private final Draw draw;

    Stays(Province province) {
        this.province = province;
        this.draw = province.draw();
    }

    int count() {
        return (int) Math.max(1, Math.round(province.persons() / PEOPLE_PER_CLAIM));
    }

    /** First day of a unit's cover in the first year: money came the day before. */
    LocalDate coverStarts(int unit) {
        return LocalDate.of(Province.FIRST_YEAR, 1, 3).plusDays(draw.below(28, 30, unit));
    }

    Stay stay(int number) {
        long member = draw.below(province.persons(), 31, number);
        LocalDate first = coverStarts(province.unitOf(member)).plusDays(31);
        LocalDate last = province.leaves(member) ? first.plusDays(320) : AS_OF.minusDays(20);
        int days = (int) ChronoUnit.DAYS.between(first, last);
        LocalDate admitted = first.plusDays(draw.below(days, 32, number));
        LocalDate discharged = admitted.plusDays(2 + draw.below(14, 33, number));
        LocalDate filed = discharged.plusDays(1 + draw.below(20, 34, number));
        String[] illness = ILLNESSES[draw.below(ILLNESSES.length, 35, number)];
        long total = Math.round(Math.exp(13.4 + 0.9 * draw.bell(36, number)));
        long pool = total * (450 + draw.below(300, 37, number)) / 1_000;
        long borne = total - pool;
        return new Stay(
                number,
                member,
                admitted,
                discharged,
                filed.isAfter(AS_OF) ? AS_OF : filed,
                HOSPITALS[draw.below(HOSPITALS.length, 38, number)],
                illness[0],
                illness[1],
                String.format("420601%02d", admitted.getYear() % 100),
                String.format("%010d", number + 1L),
                String.format("%06x", draw.below(1 << 24, 39, number)),
                total,
                pool,
                borne * draw.below(300, 40, number) / 1_000,
                borne * (550 + draw.below(400, 41, number)) / 1_000);
    }

    /** The day on which the bank paid; after {@link #AS_OF} the claim is still with the reviewers. */
    LocalDate paidOn(Stay stay) {
        return stay.filedOn().plusDays(REVIEW_DAYS - 3 + draw.below(6, 42, stay.number()));
    }

    boolean isPaid(Stay stay) {
        return !paidOn(stay).isAfter(AS_OF);
    }
}
