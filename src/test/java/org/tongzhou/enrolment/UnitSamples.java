package org.tongzhou.enrolment;

import java.util.List;
import org.springframework.stereotype.Component;
import org.tongzhou.access.web.ScopeSamples;
import org.tongzhou.kernel.Role;
import org.tongzhou.organisation.Unit;

/** Work units as they are registered. */
@Component
class UnitSamples implements ScopeSamples {
    private static final List<Role> KEEPERS =
            List.of(Role.ADMIN, Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER);
    private static final List<Role> READERS = List.of(
            Role.ADMIN, Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER, Role.MANAGER, Role.AUDITOR);

    @Override
    public List<Sample> samples() {
        return List.of(
                new Sample(
                        "GET /units/{id}",
                        READERS,
                        (unit, actor) -> "/units/" + unit.id().value()),
                new Sample("POST /units/{id}", KEEPERS, (unit, actor) -> change(unit)),
                // No unit succeeds itself: it stays open for the samples of others.
                new Sample(
                        "POST /units/{id}/close",
                        KEEPERS,
                        (unit, actor) ->
                                "/units/" + unit.id().value() + "/close?because=单位已经注销&successor=" + unit.code()),
                new Sample(
                        "POST /units/{id}/reopen",
                        KEEPERS,
                        (unit, actor) -> "/units/" + unit.id().value() + "/reopen?because=注销登记有误"));
    }

    private static String change(Unit unit) {
        return "/units/" + unit.id().value() + "?before=" + unit.kind() + " " + unit.staffCount() + " " + unit.name()
                + "&name=" + unit.name() + "&kind=" + unit.kind() + "&staff=" + unit.staffCount() + "&reason=年度核对";
    }
}
