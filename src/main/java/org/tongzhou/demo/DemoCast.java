package org.tongzhou.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.tongzhou.access.Accounts;
import org.tongzhou.access.NewAccount;
import org.tongzhou.access.OneTimePassword;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Divisions;
import org.tongzhou.organisation.Unit;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.People;

/** Who plays in the demonstration: one account a role, reviewers for the counties and cities of the five people, and the five. */
@Component
@Profile("demo")
class DemoCast {
    /** Somebody who signs in; {@code sheet} accounts are printed at the end. */
    private record Part(String login, String who, NewPerson person, NewAccount account, boolean sheet) {}

    private final FundId fund;
    private final Accounts accounts;
    private final People people;
    private final Divisions divisions;
    private final SignIns signIns;

    DemoCast(FundId fund, Accounts accounts, People people, Divisions divisions, SignIns signIns) {
        this.fund = fund;
        this.accounts = accounts;
        this.people = people;
        this.divisions = divisions;
        this.signIns = signIns;
    }

    /** The actor behind a login of the cast. */
    Actor as(String login) {
        return accounts.actor(fund, login).orElseThrow(() -> new IllegalStateException("nobody plays " + login));
    }

    /** The reviewer of a county or city, by its code. */
    Actor reviewerOf(String division) {
        return as("review." + division);
    }

    /** Opens every account with a random password; one that is there already gets another password. */
    void open(DemoFund.Tree units, Instant now) {
        List<SignIns.SignIn> sheet = new ArrayList<>();
        for (Part part : parts(units, now)) {
            String password = opened(part, now);
            if (part.sheet()) {
                sheet.add(new SignIns.SignIn(part.who(), part.login(), password));
            }
        }
        signIns.keep(sheet);
    }

    private String opened(Part part, Instant now) {
        Actor system = Actor.system(fund);
        OneTimePassword first = accounts.actor(fund, part.login())
                .map(known -> accounts.reset(system, known.userId(), now))
                .orElseGet(() -> accounts.open(system, part.account(), now));
        String password = Passphrase.random();
        accounts.changePassword(as(part.login()), first.password(), password, now);
        return password;
    }

    private List<Part> parts(DemoFund.Tree units, Instant now) {
        Unit daye = units.get(DemoFund.DAYE);
        List<Part> parts = new ArrayList<>();
        parts.add(staff("admin", "系统管理", province(), Role.ADMIN, now));
        parts.add(staff("admin.second", "系统管理（任用的第二人）", province(), Role.ADMIN, now));
        parts.add(officer("officer", "单位专干（" + daye.name() + "）", daye, now));
        parts.addAll(reviewers(units, now));
        parts.add(staff("finance.maker", "财务制单", province(), Role.FINANCE_MAKER, now));
        parts.add(staff("finance.checker", "财务放行", province(), Role.FINANCE_CHECKER, now));
        parts.add(staff("manager", "管理总览", province(), Role.MANAGER, now));
        parts.add(staff("auditor", "审计", province(), Role.AUDITOR, now));
        parts.add(staff("designer", "计划设计", province(), Role.PLAN_DESIGNER, now));
        for (SamplePerson person : SamplePerson.coveredBefore()) {
            boolean shown = person.person().name().equals("冯建军");
            parts.add(member(person.person(), units.get(person.unit()), shown, now));
        }
        return parts;
    }

    private String province() {
        return "/" + fund.code() + "/";
    }

    /** One a county of the five people, one a city above them, and the province's. */
    private List<Part> reviewers(DemoFund.Tree units, Instant now) {
        SortedSet<String> counties = units.byName().values().stream()
                .map(Unit::county)
                .filter(this::isPlayed)
                .collect(Collectors.toCollection(TreeSet::new));
        SortedSet<String> cities =
                counties.stream().map(county -> county.substring(0, 4)).collect(Collectors.toCollection(TreeSet::new));
        List<Part> parts = new ArrayList<>();
        for (String county : counties) {
            String who = "县级初审（" + divisions.nameOf(county) + "）";
            parts.add(reviewer(county, who, divisions.pathOf(fund, county), Role.COUNTY_REVIEWER, now));
        }
        for (String city : cities) {
            String who = "市级复核（" + divisions.nameOf(city) + "）";
            parts.add(reviewer(city, who, province() + city + "/", Role.CITY_REVIEWER, now));
        }
        parts.add(reviewer("42", "省级终审", province(), Role.PROVINCE_REVIEWER, now));
        return parts;
    }

    private boolean isPlayed(String county) {
        return county.equals(DemoFund.DAYE_COUNTY)
                || SamplePerson.coveredBefore().stream()
                        .anyMatch(person -> person.county().equals(county));
    }

    /** The fifth person joins with the roster; the account is opened when they are known. */
    void join(NewPerson person, Unit unit, Instant now) {
        List<SignIns.SignIn> sheet = new ArrayList<>(signIns.all());
        Part part = member(person, unit, true, now);
        String password = opened(part, now);
        sheet.removeIf(known -> known.login().equals(part.login()));
        sheet.add(new SignIns.SignIn(part.who(), part.login(), password));
        signIns.keep(sheet);
    }

    /** A member who signs in nowhere in the story, but files. */
    void open(NewPerson person, Unit unit, Instant now) {
        opened(member(person, unit, false, now), now);
    }

    static String loginOf(NewPerson person) {
        return "m" + person.phone();
    }

    private Part member(NewPerson person, Unit unit, boolean shown, Instant now) {
        PersonId id = registered(person, now);
        NewAccount account =
                new NewAccount(loginOf(person), person.name(), id, unit.id(), unit.path(), Set.of(Role.MEMBER));
        return new Part(loginOf(person), "职工（" + person.name() + "，手机页）", person, account, shown);
    }

    private Part officer(String login, String who, Unit unit, Instant now) {
        NewPerson person = invented(login);
        NewAccount account = new NewAccount(
                login, person.name(), registered(person, now), unit.id(), unit.path(), Set.of(Role.UNIT_OFFICER));
        return new Part(login, who, person, account, true);
    }

    /** Those on the way of the story's claims are printed at the end. */
    private Part reviewer(String division, String who, String path, Role role, Instant now) {
        Part part = staff("review." + division, who, path, role, now);
        boolean shown = DemoFund.DAYE_COUNTY.startsWith(division);
        return new Part(part.login(), who, part.person(), part.account(), shown);
    }

    private Part staff(String login, String who, String path, Role role, Instant now) {
        NewPerson person = invented(login);
        NewAccount account = new NewAccount(login, person.name(), registered(person, now), null, path, Set.of(role));
        return new Part(login, who, person, account, true);
    }

    /** Who answers for a program: nobody who opens its account. */
    PersonId answering(String program, Instant now) {
        return registered(invented(program), now);
    }

    /** The same name for a login at every run. */
    private static NewPerson invented(String login) {
        int seed = login.hashCode() & 0xffff;
        return SampleStaff.person(
                "420102", seed % 2 == 0 ? Sex.MALE : Sex.FEMALE, 90_000_000L + seed, new SplittableRandom(seed));
    }

    private PersonId registered(NewPerson person, Instant now) {
        List<PersonId> ids = people.registerAll(fund, List.of(person), now);
        if (ids.isEmpty()) {
            throw Refusal.notFound();
        }
        return ids.get(0);
    }
}
