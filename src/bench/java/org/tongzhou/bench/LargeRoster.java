package org.tongzhou.bench;

import java.io.BufferedWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Set;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.enrolment.DraftId;
import org.tongzhou.enrolment.Rosters;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.kernel.Sex;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.testing.TestData;

/** A unit's roster of many people, handed in and not enrolled yet: the page on which an officer puts rows right. */
record LargeRoster(Browsing.Who officer, DraftId draft) {
    static LargeRoster upload(ApplicationContext house, int people) throws Exception {
        FundId fund = house.getBean(FundId.class);
        record Place(long id, String path) {}
        Place unit = house.getBean(JdbcClient.class)
                .sql("select id, path from organisation.unit where fund = :fund order by staff_count desc, id limit 1")
                .param("fund", fund.code())
                .query((row, n) -> new Place(row.getLong("id"), row.getString("path")))
                .single();
        UnitId id = new UnitId(unit.id());
        Actor actor =
                new Actor(1, "bench", new Scope(fund, unit.path()), Set.of(Role.UNIT_OFFICER), new PersonId(1), id);
        Path file = Files.createTempFile("roster", ".csv");
        try {
            write(file, people);
            DraftId draft = house.getBean(Rosters.class)
                    .upload(
                            actor,
                            "roster.csv",
                            file,
                            house.getBean(FundClock.class).now());
            return new LargeRoster(new Browsing.Who(Role.UNIT_OFFICER, unit.path(), null, id), draft);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static void write(Path file, int people) throws Exception {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("姓名,证件号码,性别,手机号,住院医疗,重大疾病,女职工特病,意外伤害\n");
            for (int i = 0; i < people; i++) {
                Sex sex = i % 2 == 0 ? Sex.FEMALE : Sex.MALE;
                ResidentId number = TestData.residentId(sex, LocalDate.of(1970 + i % 30, 1 + i % 12, 1 + i % 28));
                out.write("样例," + number.number() + "," + (sex == Sex.FEMALE ? "女" : "男") + ",139"
                        + String.format("%08d", i) + ",1,1,,1\n");
            }
        }
    }
}
