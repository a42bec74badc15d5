package org.tongzhou.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.TODAY;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.contribution.Bill;
import org.tongzhou.contribution.Bills;
import org.tongzhou.contribution.Withdrawals;
import org.tongzhou.enrolment.DraftId;
import org.tongzhou.enrolment.DraftVerdict;
import org.tongzhou.enrolment.Enrolling;
import org.tongzhou.enrolment.Histories;
import org.tongzhou.enrolment.Rosters;
import org.tongzhou.gig.Application;
import org.tongzhou.gig.FreeCover;
import org.tongzhou.gig.SomeOffers;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.organisation.Unit;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.People;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.testing.TestData;
import org.tongzhou.testing.TwoAtOnce;

/** Whoever types a name and a number has not proved to be that person: what a roster says of their phone counts more. */
class JoinedAloneTest extends ActivationRoom {
    private static final String FIRST = "tong zhou gong ji 1";

    @Autowired
    FreeCover freeCover;

    @Autowired
    SomeOffers offers;

    @Autowired
    Rosters rosters;

    @Autowired
    Bills bills;

    @Autowired
    Withdrawals withdrawals;

    @Autowired
    People people;

    @TempDir
    Path folder;

    /** What stands on the roster of the unit at which they work, with a phone that is not the one of {@link #joined}. */
    private NewPerson onRoster(Application joined) {
        return new NewPerson(joined.name(), joined.id(), "138" + joined.phone().substring(3), null);
    }

    /** A rider with a password of their own. */
    private Standing joined(Application rider) {
        FreeCover.Joined joined = freeCover.join(FUND, rider, NOW);
        Standing first = standing(joined.account().orElseThrow().account());
        accounts.replaceOneTimePassword(first, FIRST, NOW);
        return standing(first.actor().userId());
    }

    private Application rider() {
        return SomeOffers.rider(offers.open(1, Money.ofYuan(30)).offer());
    }

    private Standing standing(long account) {
        return accounts.standing(FUND, account).orElseThrow();
    }

    private Bill enrol(Unit unit, NewPerson row) throws IOException {
        Actor officer = data.officer(unit);
        Path file = Files.writeString(
                folder.resolve(officer.userId() + ".csv"),
                "姓名,证件号码,性别,手机号,住院医疗,重大疾病,女职工特病,意外伤害\n" + row.name() + ","
                        + row.id().number() + ",," + row.phone() + ",1,,,\n");
        DraftId draft = rosters.upload(officer, "名册.csv", file, NOW);
        DraftVerdict seen = rosters.verdict(officer, draft, TODAY);
        assertThat(seen.good()).isOne();
        return bills.enrol(officer, draft, new Enrolling(seen.good(), seen.fee(), null), NOW);
    }

    /** A cover through the unit, beside what its roster awaits. */
    private void begin(Unit unit, NewPerson row) {
        covers.from(
                LocalDate.of(2026, 1, 1), unit, List.of(new Histories.Member(row, new PlanCode("accident"), 1, null)));
    }

    private List<String> told(PersonId person) {
        return jdbc.sql("select template from notice.message where person = ?")
                .param(person.value())
                .query(String.class)
                .list();
    }

    @Test
    void whoJoinedInSomebodysNameIsOutOnceTheirRosterBringsAnotherPhone() throws IOException {
        Application typed = rider();
        Standing before = joined(typed);
        PersonId person = before.actor().person();
        NewPerson row = onRoster(typed);
        enrol(data.unit(TestData.DAYE), row);
        assertThat(people.phone(FUND, person)).hasValue(row.phone());
        assertThat(signIn(before.login(), FIRST)).isInstanceOf(Outcome.Wrong.class);
        assertThat(standing(before.actor().userId()).version())
                .as("its sessions have ended")
                .isGreaterThan(before.version());
        assertThat(told(person)).contains("notice.phone.changed", "notice.account.yielded");
        assertThat(jdbc.sql("select count(*) from audit.entry where action = 'account.yielded' and subject = ?")
                        .param("account:" + before.actor().userId())
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    /** Nothing is paid for a roster that is only sent in: it opens nothing of who may be a rider in earnest. */
    @Test
    void thePhoneOfTheRosterOpensTheAccountAnewOnceItsCoverHasBegun() throws IOException {
        wall = Instant.now().minus(Duration.ofMinutes(2));
        Application typed = rider();
        Standing before = joined(typed);
        PersonId person = before.actor().person();
        NewPerson row = onRoster(typed);
        Unit unit = data.unit(TestData.DAYE);
        enrol(unit, row);
        ask(row);
        assertThat(phones.of(person)).isEmpty();
        after(Duration.ofMinutes(2));
        begin(unit, row);
        Standing in = letIn(ask(row), phones.newest(person));
        assertThat(in.actor().userId()).isEqualTo(before.actor().userId());
        assertThat(told(person)).contains("notice.account.opened").doesNotContain("notice.password.changed");
        assertThat(signIn(in.login(), FIRST)).isInstanceOf(Outcome.Wrong.class);
        assertThat(signIn(in.login(), PASSWORD)).isInstanceOf(Outcome.Welcome.class);
    }

    /** Whoever writes rosters could name a colleague with a phone of their own, open the account, and take the roster back. */
    @Test
    void anAccountOfARosterThatIsOnlySentInYieldsToTheOneOfTheirUnit() throws IOException {
        wall = Instant.now().minus(Duration.ofMinutes(2));
        Application colleague = rider();
        NewPerson row = onRoster(colleague);
        Unit other = data.unit(TestData.DAYE);
        Bill sent = enrol(other, new NewPerson(row.name(), row.id(), colleague.phone(), null));
        PersonId person = people.find(FUND, row.id()).orElseThrow();
        Standing in = letIn(ask(row), phones.newest(person));
        withdrawals.withdraw(data.officer(other), sent.id(), new Withdrawals.Leaving(Set.of(), true, "本人离职"), NOW);
        Unit own = data.unit(TestData.DAYE);
        enrol(own, row);
        assertThat(signIn(in.login(), PASSWORD)).isInstanceOf(Outcome.Wrong.class);
        assertThat(told(person)).contains("notice.account.yielded");
        after(Duration.ofMinutes(3));
        begin(own, row);
        assertThat(letIn(ask(row), phones.newest(person)).actor().userId())
                .isEqualTo(in.actor().userId());
    }

    @Test
    void anAccountThatARosterOpenedBeforeItsFeeCameInIsLikeAnyOtherOnceItHas() throws IOException {
        NewPerson row = onRoster(rider());
        Unit unit = data.unit(TestData.DAYE);
        enrol(unit, row);
        PersonId person = people.find(FUND, row.id()).orElseThrow();
        Standing in = letIn(ask(row), phones.newest(person));
        begin(unit, row);
        people.registerAll(FUND, List.of(new NewPerson(row.name(), row.id(), rider().phone(), null)), NOW);
        assertThat(standing(in.actor().userId())).isEqualTo(in);
        assertThat(signIn(in.login(), PASSWORD)).isInstanceOf(Outcome.Welcome.class);
    }

    @Test
    void whoGaveThePhoneThatTheRosterHasGoesOnUndisturbed() throws IOException {
        Application rider = rider();
        Standing before = joined(rider);
        Unit unit = data.unit(TestData.DAYE);
        NewPerson row = new NewPerson(rider.name(), rider.id(), rider.phone(), null);
        enrol(unit, row);
        begin(unit, row);
        assertThat(standing(before.actor().userId())).isEqualTo(before);
        NewPerson moved = onRoster(rider);
        people.registerAll(FUND, List.of(moved), NOW);
        assertThat(standing(before.actor().userId()))
                .as("another phone since, as of anybody whose account is open")
                .isEqualTo(before);
    }

    @Test
    void whoChangesThePasswordInThatInstantIsOutToo() throws Exception {
        Application typed = rider();
        Standing before = joined(typed);
        Callable<String> change = () -> {
            refused(
                    "password_changed",
                    () -> accounts.changePassword(before.actor(), FIRST, "tong zhou gong ji 9", NOW));
            return before.login();
        };
        String login = new TwoAtOnce(transactions, jdbc)
                .run(() -> people.registerAll(FUND, List.of(onRoster(typed)), NOW), change);
        assertThat(signIn(login, "tong zhou gong ji 9")).isInstanceOf(Outcome.Wrong.class);
        assertThat(signIn(login, FIRST)).isInstanceOf(Outcome.Wrong.class);
    }

    @Test
    void whoseAccountAnAdministratorHasResetKeepsIt() throws IOException {
        Application rider = rider();
        Standing before = joined(rider);
        accounts.reset(data.actor(Role.ADMIN, TestData.PROVINCE), before.actor().userId(), NOW);
        Standing reset = standing(before.actor().userId());
        enrol(data.unit(TestData.DAYE), onRoster(rider));
        assertThat(standing(before.actor().userId())).isEqualTo(reset);
    }

    /** Nobody has named them but by joining, and the account came of the typed phone. */
    @Test
    void anAccountThatTheTypedPhoneOpenedYieldsToo() throws IOException {
        Application typed = rider();
        NewPerson row = new NewPerson(typed.name(), typed.id(), typed.phone(), null);
        PersonId person = people.registerAll(FUND, List.of(row), NOW).get(0);
        assertThat(freeCover.join(FUND, typed, NOW).account()).isEmpty();
        Standing in = letIn(ask(row), phones.newest(person));
        enrol(data.unit(TestData.DAYE), onRoster(typed));
        assertThat(signIn(in.login(), PASSWORD)).isInstanceOf(Outcome.Wrong.class);
        assertThat(told(person)).contains("notice.account.yielded");
    }

    /** Between the cover and the account, which takes as long as a password. */
    @Test
    void noAccountIsOpenedByAPhoneThatIsAnotherOneByThen() {
        Member member = member();
        NewAccount account = new NewAccount(
                "r" + member.person().value(),
                member.row().name(),
                member.person(),
                member.unit().id(),
                member.unit().path(),
                Set.of(Role.MEMBER));
        assertThat(accounts.openAlone(FUND, account, rider().phone(), NOW)).isEmpty();
        assertThat(accounts.openAlone(FUND, account, member.row().phone(), NOW)).isPresent();
    }
}
