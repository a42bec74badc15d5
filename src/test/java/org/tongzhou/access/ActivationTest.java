package org.tongzhou.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.People;
import org.tongzhou.shell.Words;
import org.tongzhou.testing.TestData;

/** Members of a roster open their account, and get in again, by the phone that stands there. */
class ActivationTest extends ActivationRoom {
    @Autowired
    People people;

    @Test
    void aMemberOfARosterSignsInForTheFirstTimeByItsPhone() {
        Member member = member();
        Standing in = arrive(member);
        assertThat(in.login()).matches("m[0-9a-f]{20}");
        assertThat(in.mustChange()).isFalse();
        assertThat(in.actor().roles()).containsExactly(Role.MEMBER);
        assertThat(in.actor().person()).isEqualTo(member.person());
        assertThat(in.actor().unit()).isEqualTo(member.unit().id());
        assertThat(in.actor().scope().path()).isEqualTo(member.unit().path());
        assertThat(signIn(member.row().phone(), PASSWORD)).isInstanceOf(Outcome.Welcome.class);
        assertThat(signIn("M" + member.row().phone(), PASSWORD)).isInstanceOf(Outcome.Welcome.class);
    }

    @Test
    void theMobileStandsNeitherInTheAccountNorInWhatItsOwnerIsTold() {
        Member member = member();
        Standing in = arrive(member);
        String mobile = member.row().phone();
        assertThat(jdbc.sql("select a::text from access.account a where id = ?")
                        .param(in.actor().userId())
                        .query(String.class)
                        .single())
                .doesNotContain(mobile);
        assertThat(told(member.person()))
                .contains("notice.account.opened 手机号 " + Mask.phone(mobile) + "\u001fmobile " + Mask.phone(mobile));
    }

    @Test
    void wrongPasswordsCountAlikeHoweverTheMobileIsTyped() {
        Member member = member();
        arrive(member);
        String mobile = member.row().phone();
        for (int i = 0; i < 3; i++) {
            signIn(mobile, "not the one");
            signIn("m" + mobile, "not the one");
        }
        assertThat(signIn(mobile, PASSWORD)).isInstanceOf(Outcome.Wait.class);
    }

    @Test
    void whoForgotThePasswordSetsAnotherAndEverybodyElseIsOut() {
        Member member = member();
        String login = "z" + member.row().phone();
        OneTimePassword opened = opened(member.person(), login, TestData.PROVINCE, Set.of(Role.MEMBER));
        for (int i = 0; i < 6; i++) {
            signIn(login, "not the one");
        }
        Standing before = accounts.standing(FUND, opened.account()).orElseThrow();
        wall = Instant.now();
        Standing in = arrive(member);
        assertThat(in.actor().userId()).isEqualTo(opened.account());
        assertThat(in.login()).isEqualTo(login);
        assertThat(in.mustChange()).isFalse();
        assertThat(in.version()).as("sessions of the version before have ended").isGreaterThan(before.version());
        assertThat(signIn(login, opened.password())).isInstanceOf(Outcome.Wrong.class);
        assertThat(signIn(login, PASSWORD)).isInstanceOf(Outcome.Welcome.class);
        assertThat(told(member.person())).contains("notice.password.changed");
    }

    @Test
    void whoIsNotOnARosterIsAnsweredAlikeAndGetsNoMessage() {
        NewPerson stranger = TestData.newPerson(Sex.MALE, LocalDate.of(1980, 1, 1));
        NewPerson neverCovered = TestData.newPerson(Sex.MALE, LocalDate.of(1980, 1, 1));
        PersonId registered =
                people.registerAll(FUND, List.of(neverCovered), NOW).get(0);
        NewPerson without = TestData.newPerson(Sex.MALE, LocalDate.of(1980, 1, 1));
        Member phoneless = member(new NewPerson(without.name(), without.id(), null, null));
        Member named = member();
        List<String> asks = List.of(
                ask(stranger), ask(neverCovered), ask(phoneless.row()), ask(named.row(), "别的名字"), ask(member().row()));
        assertThat(asks).allMatch(ask -> ask.matches("[0-9a-f]{64}")).doesNotHaveDuplicates();
        assertThat(Stream.of(registered, phoneless.person(), named.person()).flatMap(each -> phones.of(each).stream()))
                .isEmpty();
        for (String ask : asks) {
            refused("activation_code", () -> letIn(ask, "x"));
        }
    }

    @Test
    void theNameCountsAsItIsMeant() {
        NewPerson row = TestData.newPerson(Sex.MALE, LocalDate.of(1988, 8, 8));
        Member member = member(new NewPerson("买买提·艾力", row.id(), row.phone(), null));
        ask(member.row(), " 买买提•艾 力　");
        assertThat(phones.of(member.person())).hasSize(1);
    }

    /** By hand, or before names were written one way. */
    @Test
    void theRegisteredNameCountsAsItIsMeantToo() {
        for (String[] names : new String[][] {{"买买提•艾力", "买买提·艾力"}, {"冯 建军", "冯建军"}, {"張建國", "张建国"}}) {
            NewPerson row = TestData.newPerson(Sex.MALE, LocalDate.of(1988, 8, 8));
            Member member = member(new NewPerson(names[0], row.id(), row.phone(), null));
            ask(member.row(), names[1]);
            assertThat(phones.of(member.person())).as(names[0]).hasSize(1);
        }
    }

    @Test
    void theCodeOfSomebodyElseOpensNothing() {
        Member one = member();
        Member other = member();
        String ask = ask(one.row());
        ask(other.row());
        String others = phones.newest(other.person());
        if (!others.equals(phones.newest(one.person()))) {
            refused("activation_code", () -> letIn(ask, others));
        }
        refused("activation_over", () -> letIn("f".repeat(64), phones.newest(one.person())));
        refused("activation_over", () -> letIn("nonsense", phones.newest(one.person())));
    }

    @Test
    void whoHasAStaffRoleTooKeepsToTheAdministrator() {
        Member officer = member();
        opened(officer.person(), "o" + officer.row().phone(), officer.unit().path(), Set.of(Role.UNIT_OFFICER));
        Member both = member();
        opened(both.person(), "b" + both.row().phone(), TestData.PROVINCE, Set.of(Role.MEMBER, Role.MANAGER));
        Member two = member();
        opened(two.person(), "m" + two.row().phone(), TestData.PROVINCE, Set.of(Role.MEMBER));
        opened(two.person(), "a" + two.row().phone(), TestData.PROVINCE, Set.of(Role.AUDITOR));
        for (Member each : List.of(officer, both, two)) {
            ask(each.row());
            assertThat(phones.of(each.person())).isEmpty();
        }
    }

    @Test
    void aPhoneThatARosterBroughtSinceSetsNoOtherPassword() {
        Member member = member();
        Standing in = arrive(member);
        NewPerson moved = new NewPerson(member.row().name(), member.row().id(), newPhone(), null);
        people.registerAll(FUND, List.of(moved), NOW);
        assertThat(people.phone(FUND, member.person())).contains(moved.phone());
        after(Duration.ofHours(25));
        ask(moved);
        assertThat(phones.of(member.person()))
                .as("only the code of the opening")
                .hasSize(1);
        accounts.reset(data.actor(Role.ADMIN, TestData.PROVINCE), in.actor().userId(), NOW);
        after(Duration.ofHours(25));
        assertThat(letIn(ask(moved), phones.newest(member.person())).actor().userId())
                .isEqualTo(in.actor().userId());
    }

    @Test
    void whoseMobileIsAnotherSinceSignsInByTheOneOfTheOpeningUntilTheAccountIsReset() {
        Member member = member();
        Standing in = arrive(member);
        NewPerson moved = new NewPerson(member.row().name(), member.row().id(), newPhone(), null);
        people.registerAll(FUND, List.of(moved), NOW);
        assertThat(signIn(member.row().phone(), PASSWORD)).isInstanceOf(Outcome.Welcome.class);
        assertThat(signIn(moved.phone(), PASSWORD)).isInstanceOf(Outcome.Wrong.class);
        assertThat(accounts.signInName(in).said(Words.of(Words.ZH))).isEqualTo("开通账户时的手机号");
        String password = accounts.reset(
                        data.actor(Role.ADMIN, TestData.PROVINCE), in.actor().userId(), NOW)
                .password();
        assertThat(signIn(moved.phone(), password)).isInstanceOf(Outcome.Welcome.class);
        assertThat(signIn(member.row().phone(), password)).isInstanceOf(Outcome.Wrong.class);
        Standing reset = accounts.standing(FUND, in.actor().userId()).orElseThrow();
        assertThat(accounts.signInName(reset).said(Words.of(Words.ZH)))
                .isEqualTo("手机号 " + Mask.phone(String.valueOf(moved.phone())));
    }

    @Test
    void aPhoneThatARosterBringsWhileTheCodeIsOnItsWayCounts() {
        Member member = member();
        arrive(member);
        after(Duration.ofHours(25));
        String ask = ask(member.row());
        String code = phones.newest(member.person());
        people.registerAll(
                FUND, List.of(new NewPerson(member.row().name(), member.row().id(), newPhone(), null)), NOW);
        refused("activation_over", () -> letIn(ask, code));
    }

    /** Nobody has an account yet that would be bound to the phone of its opening. */
    @Test
    void aCodeThatWentToTheFormerPhoneOpensNothing() {
        Member member = member();
        String ask = ask(member.row());
        String code = phones.newest(member.person());
        people.registerAll(
                FUND, List.of(new NewPerson(member.row().name(), member.row().id(), newPhone(), null)), NOW);
        refused("activation_over", () -> letIn(ask, code));
    }

    private static String newPhone() {
        return TestData.newPerson(Sex.MALE, LocalDate.of(1980, 1, 1)).phone();
    }

    @Test
    void aStaffRoleGivenWhileTheCodeIsOnItsWayCounts() {
        Member member = member();
        String ask = ask(member.row());
        opened(member.person(), "s" + member.row().phone(), TestData.PROVINCE, Set.of(Role.MANAGER));
        refused("activation_over", () -> letIn(ask, phones.newest(member.person())));
    }

    @Test
    void aClosedAccountStaysClosed() {
        Member member = member();
        OneTimePassword opened =
                opened(member.person(), "c" + member.row().phone(), TestData.PROVINCE, Set.of(Role.MEMBER));
        Actor admin = data.actor(Role.ADMIN, TestData.PROVINCE);
        accounts.deactivate(admin, opened.account(), NOW);
        ask(member.row());
        assertThat(phones.of(member.person())).isEmpty();
    }

    @Test
    void aLoginThatAnotherPersonHasGivesWayToOneThatIsFree() {
        Member member = member();
        opened(data.person(), "m" + member.row().phone(), TestData.PROVINCE, Set.of(Role.MEMBER));
        Standing in = arrive(member);
        assertThat(signIn(member.row().phone() + "-2", PASSWORD)).isInstanceOf(Outcome.Welcome.class);
        String shown = Mask.phone(member.row().phone()) + "-2";
        assertThat(told(member.person())).contains("notice.account.opened 手机号 " + shown + "\u001fmobile " + shown);
    }

    @Test
    void aPasswordThatAnybodyGuessesIsRefusedAndTheCodeStaysGood() {
        Member member = member();
        String ask = ask(member.row());
        String code = phones.newest(member.person());
        refused("password_short", () -> letInWith("short", ask, code));
        refused("password_common", () -> letInWith("my " + member.row().phone(), ask, code));
        assertThat(letIn(ask, code).actor().person()).isEqualTo(member.person());
    }

    private void letInWith(String password, String ask, String code) {
        String key = UUID.randomUUID().toString();
        activation().letIn(FUND, new Activation.Answer(ask, code, password, key, address, NOW));
    }

    @Test
    void theSameFormSentTwiceAtOnceOpensOneAccountAndLetsInBoth() throws Exception {
        Member member = member();
        String ask = ask(member.row());
        String code = phones.newest(member.person());
        String key = UUID.randomUUID().toString();
        ExecutorService clicks = Executors.newFixedThreadPool(2);
        try {
            List<Future<Standing>> both =
                    clicks.invokeAll(List.of(() -> letIn(ask, code, key), () -> letIn(ask, code, key)));
            assertThat(both.get(0).get().actor().userId())
                    .isEqualTo(both.get(1).get().actor().userId());
        } finally {
            clicks.shutdown();
        }
        assertThat(accountsOf(member.person())).isEqualTo(1);
    }

    @Test
    void aCodeIsGoodForOneForm() {
        Member member = member();
        String ask = ask(member.row());
        String code = phones.newest(member.person());
        letIn(ask, code);
        refused("activation_over", () -> letIn(ask, code));
        assertThat(accountsOf(member.person())).isEqualTo(1);
    }

    @Test
    void theTrailSaysWhoAndWhatAndTheCodeStandsNowhere() {
        Member member = member();
        Standing in = arrive(member);
        String code = phones.newest(member.person());
        assertThat(jdbc.sql("select action || ' ' || actor || ' ' || details::text from audit.entry where subject = ?")
                        .param("account:" + in.actor().userId())
                        .query(String.class)
                        .list())
                .singleElement()
                .asString()
                .startsWith("account.opened_by_phone 样")
                .doesNotContain(code);
        assertThat(jdbc.sql("select a::text || coalesce(k.answer, '') from access.activation a, access.request_key k"
                                + " where a.person = ? and k.answer like ?")
                        .params(member.person().value(), in.actor().userId() + " %")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .noneMatch(row -> row.contains(code));
    }

    @Test
    void theTrailSaysForWhomACodeWasAskedAndNothingOfAStranger() {
        Member member = member();
        long before = entries();
        ask(TestData.newPerson(Sex.MALE, LocalDate.of(1980, 1, 1)));
        assertThat(entries()).as("nothing of a stranger").isEqualTo(before);
        ask(member.row());
        ask(member.row());
        assertThat(entries()).as("one code, however often it was asked for").isEqualTo(before + 1);
        String entry = jdbc.sql("select e::text from audit.entry e where action = 'account.code_asked' and subject = ?")
                .param("person:" + member.person().value())
                .query(String.class)
                .single();
        assertThat(entry)
                .doesNotContain(
                        member.row().name(),
                        member.row().id().number(),
                        member.row().phone(),
                        phones.newest(member.person()));
    }

    private long entries() {
        return jdbc.sql("select count(*) from audit.entry where action = 'account.code_asked'")
                .query(Long.class)
                .single();
    }

    private int accountsOf(PersonId person) {
        return jdbc.sql("select count(*) from access.account where person = ?")
                .param(person.value())
                .query(Integer.class)
                .single();
    }

    private List<String> told(PersonId person) {
        return jdbc.sql(
                        "select rtrim(template || ' ' || array_to_string(args, ' ')) from notice.message where person = ?")
                .param(person.value())
                .query(String.class)
                .list();
    }
}
