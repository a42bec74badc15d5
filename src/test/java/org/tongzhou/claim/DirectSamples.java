package org.tongzhou.claim;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;
import org.tongzhou.access.web.ScopeSamples;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.organisation.Unit;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.People;
import org.tongzhou.testing.TestData;

/** Benefits that are announced to a member, who alone finds them. */
@Component
class DirectSamples implements ScopeSamples {
    private final Members members;
    private final DirectBenefits direct;
    private final People people;

    DirectSamples(Members members, DirectBenefits direct, People people) {
        this.members = members;
        this.direct = direct;
        this.people = people;
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                own("GET /my/claims/{id}/direct", ""),
                own("POST /my/claims/{id}/direct/agree", "/agree?version=1"),
                own("POST /my/claims/{id}/direct/object", "/object?version=1"));
    }

    private Sample own(String endpoint, String rest) {
        BiFunction<Unit, Actor, String> make =
                (unit, actor) -> "/my/claims/" + announced(unit, actor) + "/direct" + rest;
        return new Sample(endpoint, List.of(Role.MEMBER), make);
    }

    private long announced(Unit unit, Actor actor) {
        PersonId person = Objects.requireNonNull(actor.person());
        String name = people.card(TestData.FUND, person).name();
        NewPerson covered = new NewPerson(name, people.identity(TestData.FUND, person), null, null);
        members.cover(covered, unit, Map.of("hospital", 1), Members.JANUARY, Members.JANUARY.minusYears(1));
        Members.Member member = new Members.Member(person, unit, actor, name);
        direct.consent(actor, TestData.NOW);
        return direct.announce(
                        TestData.FUND, DirectRoom.report(member, Members.receipt(member, "1000.00")), TestData.NOW)
                .claims()
                .get(0)
                .value();
    }
}
