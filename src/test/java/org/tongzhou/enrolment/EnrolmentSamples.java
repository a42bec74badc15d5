package org.tongzhou.enrolment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.tongzhou.access.web.ScopeSamples;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.People;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.testing.TestData;

/** Rosters of a unit, as its officer and others see them. */
@Component
class EnrolmentSamples implements ScopeSamples {
    private final Rosters rosters;
    private final Covers covers;
    private final SomeCovers held;
    private final People people;
    private final TestData data;

    EnrolmentSamples(Rosters rosters, Covers covers, SomeCovers held, People people, TestData data) {
        this.rosters = rosters;
        this.covers = covers;
        this.held = held;
        this.people = people;
        this.data = data;
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                roster("GET /api/rosters/{id}", "/api", ""),
                roster("GET /rosters/{id}", "", ""),
                roster("GET /rosters/{id}/bad-rows", "", "/bad-rows"),
                roster("POST /rosters/{id}/rows", "", "/rows?r2.c4=1&out=2"),
                new Sample(
                        "GET /covers/{id}/certificate.pdf",
                        List.of(Role.MEMBER, Role.UNIT_OFFICER),
                        (unit, actor) -> "/covers/" + cover(unit, actor) + "/certificate.pdf"));
    }

    private Sample roster(String endpoint, String before, String after) {
        return new Sample(
                endpoint, List.of(Role.UNIT_OFFICER), (unit, actor) -> before + "/rosters/" + draft(unit) + after);
    }

    /** A cover in force of the actor's person, through the unit. */
    private long cover(Unit unit, Actor actor) {
        PersonId person = Objects.requireNonNull(actor.person());
        ResidentId id = people.identity(TestData.FUND, person);
        Histories.Member member = new Histories.Member(
                new NewPerson("样例甲", id, null, null), new PlanCode("hospital"), 1, LocalDate.of(2025, 9, 1));
        held.from(LocalDate.of(2025, 9, 1), unit, List.of(member));
        return covers.of(TestData.FUND, person).get(0).id().value();
    }

    private long draft(Unit unit) {
        try {
            Path file = Files.createTempFile("roster", ".csv");
            String id = TestData.residentId(Sex.MALE, LocalDate.of(1985, 6, 15)).number();
            Files.writeString(file, "姓名,证件号码,性别,手机号,住院医疗\n样例甲," + id + ",男,13912345678,1\n");
            DraftId draft = rosters.upload(data.officer(unit), "名册.csv", file, TestData.NOW);
            Files.delete(file);
            return draft.value();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
