package org.tongzhou.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.kernel.DateRange;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;
import org.tongzhou.organisation.Unit;
import org.tongzhou.person.NewPerson;
import org.tongzhou.testing.TestData;

/** When covers of a file begin whose first day was named: as those of a roster do, never before their fee. */
class ImportStartsTest extends RosterRoom {
    private static final LocalDate MARCH = LocalDate.of(2026, 3, 1);

    @Autowired
    Imports imports;

    @Autowired
    SomeCovers held;

    /** The term of who is in the file, once the fee has come on this day. */
    private Cover.Period paid(Unit unit, ResidentId id, LocalDate matched) throws IOException {
        String csv = "统一社会信用代码," + HEAD + unit.code() + "," + line(id, "1,,,");
        imports.enrol(
                data.actor(Role.ADMIN, TestData.PROVINCE),
                new Imports.Request("province.csv", Files.writeString(folder.resolve("province.csv"), csv), MARCH),
                bills -> {},
                (read, people) -> true,
                NOW);
        starts.activate(TestData.FUND, imported(unit), matched);
        return covers.of(TestData.FUND, person(id)).stream()
                .map(Cover::period)
                .filter(period -> period.term().to().isAfter(MARCH.plusDays(300)))
                .findFirst()
                .orElseThrow();
    }

    private SubmissionId imported(Unit unit) {
        return new SubmissionId(
                jdbc.sql("select id from enrolment.submission where unit = :unit and import is not null")
                        .param("unit", unit.id().value())
                        .query(Long.class)
                        .single());
    }

    @Test
    void aFeeThatComesBeforeTheNamedDayLetsThemBeginOnIt() throws IOException {
        Cover.Period period = paid(data.unit(TestData.DAYE), man(), TODAY);
        assertThat(period).isEqualTo(new Cover.Period(DateRange.yearFrom(MARCH), MARCH, MARCH, MARCH.plusDays(30)));
    }

    @Test
    void aFeeThatComesAfterTheNamedDayLetsThemBeginTheDayAfterIt() throws IOException {
        LocalDate april = LocalDate.of(2026, 4, 11);
        Cover.Period period = paid(data.unit(TestData.DAYE), man(), april.minusDays(1));
        assertThat(period).isEqualTo(new Cover.Period(DateRange.yearFrom(april), april, april, april.plusDays(30)));
    }

    @Test
    void whoIsStillOrWasJustCoveredGoesOnFromTheOldExpiry() throws IOException {
        for (LocalDate expiry : List.of(LocalDate.of(2026, 4, 1), LocalDate.of(2026, 2, 15))) {
            LocalDate before = expiry.minusYears(1);
            ResidentId id = man();
            Unit unit = data.unit(TestData.DAYE);
            NewPerson known = new NewPerson("张三", id, "13912345678", null);
            held.from(before, unit, List.of(new Histories.Member(known, HOSPITAL, 1, null)));
            Cover.Period period = paid(unit, id, TODAY);
            assertThat(period)
                    .isEqualTo(new Cover.Period(DateRange.yearFrom(expiry), before, before, before.plusDays(30)));
        }
    }
}
