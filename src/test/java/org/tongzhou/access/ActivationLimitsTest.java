package org.tongzhou.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.FUND;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Sex;
import org.tongzhou.person.NewPerson;
import org.tongzhou.testing.RoundTrips;
import org.tongzhou.testing.TestData;

/** How often a code may be asked for and tried, and that none of it tells who is a member. */
class ActivationLimitsTest extends ActivationRoom {
    /** Noon, so that no day ends while a test waits. */
    @BeforeEach
    void noon() {
        wall = LocalDate.ofInstant(wall, FundClock.ZONE)
                .atTime(12, 0)
                .atZone(FundClock.ZONE)
                .toInstant();
    }

    private static NewPerson stranger() {
        return TestData.newPerson(Sex.MALE, LocalDate.of(1980, 1, 1));
    }

    @Test
    void aCodeIsOverAfterFiveWrongTriesForMembersAndStrangersAlike() {
        Member member = member();
        for (String ask : List.of(ask(member.row()), ask(stranger()))) {
            String wrong = phones.of(member.person()).stream()
                    .findFirst()
                    .map(ActivationRoom::other)
                    .orElse("1");
            for (int i = 0; i < 4; i++) {
                refused("activation_code", () -> letIn(ask, wrong));
            }
            refused("activation_over", () -> letIn(ask, wrong));
            refused("activation_over", () -> letIn(ask, phones.newest(member.person())));
        }
    }

    @Test
    void twentyTriesAtTheSameInstantAreFive() throws Exception {
        String ask = ask(stranger());
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<String>> tries = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                tries.add(threads.submit(() -> refusalOf(() -> letIn(ask, "123456"))));
            }
            List<String> answers = new ArrayList<>();
            for (Future<String> each : tries) {
                answers.add(each.get());
            }
            assertThat(answers).filteredOn("activation_code"::equals).hasSize(4);
            assertThat(answers).filteredOn("activation_over"::equals).hasSize(16);
        } finally {
            threads.shutdown();
        }
    }

    private static String refusalOf(Runnable work) {
        try {
            work.run();
            return "";
        } catch (Refusal refusal) {
            return refusal.code();
        }
    }

    @Test
    void aCodeIsGoodForFiveMinutes() {
        Member late = member();
        String ask = ask(late.row());
        after(ActivationCodes.VALID);
        refused("activation_over", () -> letIn(ask, phones.newest(late.person())));
        Member inTime = member();
        String other = ask(inTime.row());
        after(ActivationCodes.VALID.minusSeconds(1));
        assertThat(letIn(other, phones.newest(inTime.person())).active()).isTrue();
    }

    @Test
    void aSecondClickOrAnotherTabMeansTheCodeOnItsWay() {
        Member member = member();
        String first = ask(member.row());
        assertThat(ask(member.row())).isEqualTo(first);
        assertThat(phones.of(member.person())).hasSize(1);
    }

    @Test
    void anotherSpellingOfTheNameMeansTheSameCode() {
        NewPerson row = stranger();
        Member member = member(new NewPerson("張建國", row.id(), row.phone(), null));
        String ask = ask(member.row());
        assertThat(ask(member.row(), "张建国")).isEqualTo(ask);
        assertThat(ask(member.row(), "张·建 国")).isEqualTo(ask);
        assertThat(phones.of(member.person())).hasSize(1);
    }

    @Test
    void theNewestCodeAloneCounts() {
        Member member = member();
        String ask = ask(member.row());
        String first = phones.newest(member.person());
        after(ActivationCodes.APART);
        assertThat(ask(member.row())).isEqualTo(ask);
        String second = phones.newest(member.person());
        if (!first.equals(second)) {
            refused("activation_code", () -> letIn(ask, first));
        }
        assertThat(letIn(ask, second).active()).isTrue();
    }

    @Test
    void threeCodesADayAreAllForMembersAndStrangersAlike() {
        Member member = member();
        for (NewPerson who : List.of(member.row(), stranger())) {
            for (int i = 0; i < ActivationCodes.A_DAY; i++) {
                ask(who);
                after(ActivationCodes.APART);
            }
            refused("activation_codes_a_day", () -> ask(who));
        }
        assertThat(phones.of(member.person())).hasSize(ActivationCodes.A_DAY);
        after(Duration.ofHours(24));
        ask(member.row());
        assertThat(phones.of(member.person())).hasSize(ActivationCodes.A_DAY + 1);
    }

    @Test
    void manyAsksAtTheSameInstantSendOneCode() throws Exception {
        Member member = member();
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Future<String>> asks = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                asks.add(threads.submit(() -> ask(member.row())));
            }
            for (Future<String> each : asks) {
                assertThat(each.get()).isEqualTo(asks.get(0).get());
            }
        } finally {
            threads.shutdown();
        }
        assertThat(phones.of(member.person())).hasSize(1);
    }

    @Test
    void triesOfAnAddressAreCountedWithThoseOfSigningInAndRightOnesAreGivenBack() {
        for (int i = 0; i < 40; i++) {
            Member member = member();
            assertThat(arrive(member).active()).isTrue();
        }
        for (int i = 0; i < 30; i++) {
            ask(stranger());
        }
        refused("activation_wait", () -> ask(stranger()));
        refused("activation_wait", () -> letIn("f".repeat(64), "123456"));
        assertThat(throttle.take(new Throttle.Subject(FUND, Throttle.Kind.ADDRESS, Addresses.network(address)), wall))
                .as("signing in waits too")
                .isPresent();
    }

    @Test
    void theSameIsAskedOfTheDatabaseForAMemberAndForAStranger() throws Exception {
        Member member = member();
        NewPerson stranger = stranger();
        assertThat(said(() -> ask(member.row())))
                .isEqualTo(said(() -> ask(stranger)))
                .isNotEmpty();
        String memberAsk = ask(member.row());
        String strangerAsk = ask(stranger);
        String wrong = other(phones.newest(member.person()));
        assertThat(said(() -> refused("activation_code", () -> letIn(memberAsk, wrong))))
                .isEqualTo(said(() -> refused("activation_code", () -> letIn(strangerAsk, wrong))))
                .isNotEmpty();
    }

    private static List<String> said(RoundTrips.Work work) throws Exception {
        return RoundTrips.of(work).stream().map(RoundTrips.Trip::brief).toList();
    }
}
