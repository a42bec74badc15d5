package org.tongzhou.portal;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;
import org.tongzhou.access.web.ScopeSamples;
import org.tongzhou.enrolment.Histories;
import org.tongzhou.enrolment.SomeCovers;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.person.AccountChange;
import org.tongzhou.person.FoundSlip;
import org.tongzhou.person.FoundSlips;
import org.tongzhou.person.IdentityChange;
import org.tongzhou.person.IdentityChanges;
import org.tongzhou.person.NameChange;
import org.tongzhou.person.NameChanges;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.PayeeAccounts;
import org.tongzhou.person.People;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.testing.TestData;

/** Members of a unit, as the desks around them see them. */
@Component
public class PortalSamples implements ScopeSamples {
    private static final List<Role> DESK =
            List.of(Role.UNIT_OFFICER, Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER);

    private static final List<Role> REVIEWERS =
            List.of(Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER);

    private static final String CARD = "6217002680011223345";

    private final SomeCovers held;
    private final NameChanges names;
    private final PayeeAccounts accounts;
    private final IdentityChanges identities;
    private final FoundSlips slips;
    private final People people;
    private final TestData data;

    PortalSamples(
            SomeCovers held,
            NameChanges names,
            PayeeAccounts accounts,
            IdentityChanges identities,
            FoundSlips slips,
            People people,
            TestData data) {
        this.held = held;
        this.names = names;
        this.accounts = accounts;
        this.identities = identities;
        this.slips = slips;
        this.people = people;
        this.data = data;
    }

    @Override
    public List<Sample> samples() {
        BiFunction<Unit, Actor, String> page =
                (unit, actor) -> "/people/" + member(unit).value();
        return List.of(
                new Sample("GET /people/{id}", DESK, page),
                new Sample("POST /people/{id}/show", DESK, page.andThen(path -> path + "/show?reason=核对申领人")),
                new Sample("GET /people/{id}/name", REVIEWERS, page.andThen(path -> path + "/name")),
                new Sample(
                        "POST /people/{id}/name",
                        REVIEWERS,
                        page.andThen(path -> path + "/name?name=冯建军&reason=看了身份证原件&request_key=" + UUID.randomUUID())),
                new Sample("POST /people/{id}/name/withdraw", REVIEWERS, this::asked),
                new Sample("GET /people/{id}/account", REVIEWERS, page.andThen(path -> path + "/account")),
                new Sample(
                        "POST /people/{id}/account",
                        REVIEWERS,
                        page.andThen(path ->
                                path + "/account?card=" + CARD + "&reason=看了身份证和卡&request_key=" + UUID.randomUUID())),
                new Sample("POST /people/{id}/account/withdraw", REVIEWERS, this::askedCard),
                new Sample("GET /people/{id}/identity", DESK, page.andThen(path -> path + "/identity")),
                new Sample(
                        "POST /people/{id}/identity",
                        DESK,
                        page.andThen(path -> path + "/identity?reason=看了身份证原件&request_key=" + UUID.randomUUID()
                                + "&number=" + anotherNumber())),
                new Sample("POST /people/{id}/identity/withdraw", DESK, this::askedNumber),
                new Sample("GET /people/{id}/former-numbers", DESK, page.andThen(path -> path + "/former-numbers")),
                new Sample("POST /people/{id}/former-numbers", DESK, this::former),
                new Sample("POST /people/{id}/former-numbers/withdraw", DESK, this::askedSlip));
    }

    private String asked(Unit unit, Actor actor) {
        PersonId member = member(unit);
        Actor reviewer = data.actor(Role.COUNTY_REVIEWER, TestData.HUANGSHI, actor.person());
        long change = names.ask(reviewer, new NameChange(member, "冯建军", "看了身份证原件"), TestData.NOW);
        return "/people/" + member.value() + "/name/withdraw?change=" + change;
    }

    private String askedCard(Unit unit, Actor actor) {
        PersonId member = member(unit);
        Actor reviewer = data.actor(Role.COUNTY_REVIEWER, TestData.HUANGSHI, actor.person());
        long change = accounts.change(reviewer, new AccountChange(member, CARD, null, true, "看了身份证和卡"), TestData.NOW);
        return "/people/" + member.value() + "/account/withdraw?change=" + change;
    }

    private static String anotherNumber() {
        return TestData.residentId(Sex.MALE, LocalDate.of(1985, 6, 15)).number();
    }

    private String askedNumber(Unit unit, Actor actor) {
        PersonId member = member(unit);
        Actor reviewer = data.actor(Role.COUNTY_REVIEWER, TestData.HUANGSHI, actor.person());
        IdentityChange wanted = new IdentityChange(member, anotherNumber(), IdentityChange.Cause.SLIP, "看了身份证原件");
        long change = identities.ask(reviewer, wanted, TestData.NOW);
        return "/people/" + member.value() + "/identity/withdraw?change=" + change;
    }

    private String former(Unit unit, Actor actor) {
        PersonId member = member(unit);
        return "/people/" + member.value() + "/former-numbers?change=" + renumbered(member, actor)
                + "&reason=看了身份证原件&request_key=" + UUID.randomUUID();
    }

    private String askedSlip(Unit unit, Actor actor) {
        PersonId member = member(unit);
        Actor reviewer = data.actor(Role.COUNTY_REVIEWER, TestData.HUANGSHI, actor.person());
        FoundSlip found = new FoundSlip(member, renumbered(member, actor), "看了身份证原件");
        long slip = slips.ask(reviewer, found, TestData.NOW);
        return "/people/" + member.value() + "/former-numbers/withdraw?slip=" + slip;
    }

    private long renumbered(PersonId member, Actor actor) {
        String number = anotherNumber();
        Actor reviewer = data.actor(Role.COUNTY_REVIEWER, TestData.HUANGSHI, actor.person());
        long change = identities.ask(
                reviewer, new IdentityChange(member, number, IdentityChange.Cause.RENUMBERED, "看了身份证原件"), TestData.NOW);
        identities.confirm(data.actor(Role.PROVINCE_REVIEWER, TestData.PROVINCE), change, number, TestData.NOW);
        return change;
    }

    private PersonId member(Unit unit) {
        NewPerson person = TestData.newPerson(Sex.MALE, LocalDate.of(1985, 6, 15));
        coverSince(LocalDate.of(2025, 9, 1), unit, person, "hospital");
        return people.find(TestData.FUND, person.id()).orElseThrow();
    }

    /** Gives a member cover in force since a day. */
    public void coverSince(LocalDate from, Unit unit, NewPerson person, String... codes) {
        List<Histories.Member> members = java.util.stream.Stream.of(codes)
                .map(code -> new Histories.Member(person, new PlanCode(code), 1, from))
                .toList();
        held.from(from, unit, members);
    }
}
