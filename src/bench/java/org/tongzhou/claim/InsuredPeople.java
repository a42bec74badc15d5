package org.tongzhou.claim;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.organisation.Unit;
import org.tongzhou.organisation.Units;
import org.tongzhou.person.Claimant;
import org.tongzhou.person.People;
import org.tongzhou.testing.TestData;

/**
 * People of a province that is there, each given once: covered on the day of their stay, long enough, with an account and
 * without a case.
 */
final class InsuredPeople {
    private final TestData data;
    private final Units units;
    private final People people;
    private final JdbcClient jdbc;
    private long last;

    InsuredPeople(ApplicationContext house) {
        this.data = house.getBean(TestData.class);
        this.people = house.getBean(People.class);
        this.units = house.getBean(Units.class);
        this.jdbc = house.getBean(JdbcClient.class);
    }

    List<Members.Member> next(int count) {
        List<Members.Member> asked = jdbc.sql("""
                        select c.person, c.unit, p.name from enrolment.cover c
                        join person.person p on p.fund = c.fund and p.id = c.person
                        where c.fund = :fund and c.person > :last and c.plan = 'hospital' and c.state = 'ACTIVE'
                          and c.cover @> date '2026-01-19' and c.continuous_since < '2025-11-01'
                          and not exists (select from claim.event_case e where e.fund = c.fund and e.person = c.person)
                        order by c.person limit :count
                        """)
                .param("fund", TestData.FUND.code())
                .param("last", last)
                .param("count", count * 2)
                .query((row, n) -> member(row))
                .list();
        List<Members.Member> found = withAccount(asked).stream().limit(count).toList();
        if (found.size() < count) {
            throw new IllegalStateException("the province has no more people to claim: " + found.size());
        }
        last = found.get(count - 1).person().value();
        return found;
    }

    private List<Members.Member> withAccount(List<Members.Member> asked) {
        Map<PersonId, Claimant> known = people.claimants(
                TestData.FUND, asked.stream().map(Members.Member::person).toList());
        return asked.stream()
                .filter(member -> Objects.requireNonNull(known.get(member.person()))
                        .payee()
                        .isPresent())
                .toList();
    }

    private Members.Member member(ResultSet row) throws SQLException {
        PersonId person = new PersonId(row.getLong("person"));
        Unit unit = units.get(TestData.FUND, new UnitId(row.getLong("unit")));
        Actor actor = data.actor(Role.MEMBER, unit.path(), person);
        Actor member = new Actor(actor.userId(), actor.name(), actor.scope(), actor.roles(), person, null);
        return new Members.Member(person, unit, member, row.getString("name"));
    }
}
