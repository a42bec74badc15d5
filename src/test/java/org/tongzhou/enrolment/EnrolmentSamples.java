package org.tongzhou.enrolment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;
import org.tongzhou.access.web.ScopeSamples;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.testing.TestData;

/** Rosters of a unit, as its officer and others see them. */
@Component
class EnrolmentSamples implements ScopeSamples {
    private final Rosters rosters;
    private final TestData data;

    EnrolmentSamples(Rosters rosters, TestData data) {
        this.rosters = rosters;
        this.data = data;
    }

    @Override
    public List<Sample> samples() {
        return List.of(new Sample(
                "GET /api/rosters/{id}", List.of(Role.UNIT_OFFICER), (unit, actor) -> "/api/rosters/" + draft(unit)));
    }

    private long draft(Unit unit) {
        try {
            Path file = Files.createTempFile("roster", ".csv");
            String id = TestData.residentId(Sex.MALE, LocalDate.of(1985, 6, 15)).number();
            Files.writeString(file, "姓名,证件号码,性别,手机号,住院医疗\n样例甲," + id + ",男,13912345678,1\n");
            return rosters.upload(data.officer(unit), "名册.csv", file, TestData.NOW)
                    .value();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
