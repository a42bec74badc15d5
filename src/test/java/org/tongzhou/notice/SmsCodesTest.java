package org.tongzhou.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tongzhou.testing.TestData.FUND;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.tongzhou.kernel.HttpLine;
import org.tongzhou.kernel.Outbox;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Vault;
import org.tongzhou.notice.Preferences.Subject;
import org.tongzhou.simulator.SmsGateway;
import org.tongzhou.testing.RoundTrips;
import org.tongzhou.testing.TestData;

/** One-time codes on their way to a phone. */
class SmsCodesTest extends SmsRoom {
    private static final String CODE = "482913";
    /** In the quiet hours: whoever asks for a code is awake. */
    private static final Instant NIGHT = at("2026-02-10T23:00");

    private static final SmsSettings SETTINGS = settings(0, 0);

    private static SmsSettings settings(int perPersonADay, int perDay) {
        return new SmsSettings(
                true,
                "https://huzhu.example/my/messages",
                LocalTime.of(21, 0),
                LocalTime.of(8, 0),
                perPersonADay,
                perDay,
                Duration.ofMinutes(1),
                Duration.ofMinutes(30),
                Duration.ofDays(3));
    }

    @Autowired
    Vault vault;

    private SmsCodes codes() {
        return new SmsCodes(jdbc, vault, SETTINGS);
    }

    private void round(SmsGateway gateway, Instant now) {
        SmsLine line = line(gateway);
        SmsSending sending = new SmsSending(store, preferences, phones, people, SETTINGS, transactions);
        assertThat(leases.run("notice.sms", lease -> sending.round(FUND, line, lease, now)))
                .isTrue();
    }

    private List<String> rows(PersonId person) {
        return jdbc.sql("select state || coalesce(' ' || reason, '') || coalesce(' ' || code_sealed::text, '')"
                        + " from notice.sms where person = ?")
                .param(person.value())
                .query(String.class)
                .list();
    }

    @Test
    void aCodeComesAtNightPastWishesAndNumbersADayAndIsGoneHere() throws IOException {
        PersonId member = data.person();
        String phone = people.phone(FUND, member).orElseThrow();
        preferences.say(
                data.actor(Role.MEMBER, TestData.PROVINCE, member),
                new Preferences.Wish(Set.of(Subject.ACCOUNT), false),
                NIGHT);
        codes().send(FUND, member, CODE, NIGHT);
        assertThat(rows(member))
                .singleElement()
                .asString()
                .startsWith("WAITING \\x")
                .doesNotContain(CODE);
        try (SmsGateway gateway = gateway("")) {
            round(gateway, NIGHT.plusSeconds(1));
            round(gateway, NIGHT.plusSeconds(3));
            assertThat(gateway.arrived().stream().filter(each -> each[1].equals(phone)))
                    .singleElement()
                    .satisfies(each -> assertThat(each[2])
                            .startsWith("【职工互助保障】482913 是您开通账户或重设密码的验证码，5 分钟内有效。")
                            .contains("不要告诉任何人"));
        }
        assertThat(rows(member)).containsExactly("DELIVERED");
        assertThat(jdbc.sql("select template || args::text from notice.message where person = ?")
                        .param(member.value())
                        .query(String.class)
                        .list())
                .as("what the application says holds no code")
                .containsExactly("notice.account.code{}");
    }

    @Test
    void aCodeGoesBeforeWhatHasWaitedLonger() {
        Instant far = NIGHT.plus(Duration.ofDays(400));
        PersonId member = data.person();
        new InApp(messages, SETTINGS, phones, last)
                .tell(FUND, member, far, new Outbox.Telling("notice.password.changed", List.of(), "/account"));
        codes().send(FUND, member, "550123", far.plusSeconds(10));
        SmsSending sending = new SmsSending(store, preferences, phones, people, settings(5, 1_000_000), transactions);
        List<SmsText> left = new ArrayList<>();
        assertThat(leases.run("notice.sms", lease -> sending.round(FUND, silent(left), lease, far.plusSeconds(20))))
                .isTrue();
        assertThat(left).first().extracting(SmsText::words).asString().contains("550123");
    }

    /** A gateway that is away, of which little is asked. */
    private static SmsLine silent(List<SmsText> left) {
        return new SmsLine() {
            @Override
            public Answer send(String key, String phone, SmsText text) throws HttpLine.Silence {
                left.add(text);
                throw new HttpLine.Silence("away");
            }

            @Override
            public Answer status(String key) {
                return new Answer(Word.ACCEPTED, null);
            }

            @Override
            public List<Receipt> receipts(long after) {
                return List.of();
            }
        };
    }

    @Test
    void aCodeThatHasExpiredDoesNotLeave() throws IOException {
        PersonId member = data.person();
        codes().send(FUND, member, CODE, NIGHT);
        try (SmsGateway gateway = gateway("")) {
            round(gateway, NIGHT.plus(Duration.ofMinutes(5)));
            assertThat(gateway.arrived()).isEmpty();
        }
        assertThat(rows(member)).containsExactly("WITHHELD TOO_LATE");
    }

    @Test
    void aCodeIsNotSentASecondTimeWhenItsTimeIsOver() throws IOException {
        PersonId member = data.person();
        Instant noon = NIGHT.minus(Duration.ofHours(11));
        codes().send(FUND, member, CODE, noon);
        try (SmsGateway gateway = gateway("undelivered=1")) {
            for (int i = 0; i < 5; i++) {
                round(gateway, noon.plus(Duration.ofMinutes(11L * i)));
            }
        }
        assertThat(rows(member)).containsExactly("FAILED TOO_LATE");
    }

    @Test
    void theDatabaseKeepsNoCodeThatHasLeft() {
        PersonId member = data.person();
        codes().send(FUND, member, CODE, NIGHT.plus(Duration.ofDays(300)));
        assertThatThrownBy(() -> jdbc.sql(
                                "update notice.sms set state = 'SENT', attempts = 1, language = 'zh', tried_at = due_at"
                                        + " where person = ?")
                        .param(member.value())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("code_held_while_it_waits");
    }

    @Test
    void nobodyGetsNothingAfterTheSameWork() throws Exception {
        PersonId nobody = new PersonId(0);
        PersonId member = data.person();
        Instant later = NIGHT.plus(Duration.ofDays(300));
        assertThat(said(() -> codes().send(FUND, nobody, CODE, later)))
                .isEqualTo(said(() -> codes().send(FUND, member, CODE, later)))
                .isNotEmpty();
        assertThat(rows(nobody)).isEmpty();
    }

    private static List<String> said(RoundTrips.Work work) throws Exception {
        return RoundTrips.of(work).stream().map(RoundTrips.Trip::brief).toList();
    }

    @Test
    void whatIsNoCodeIsRefusedAndACodeIsInNoLogLine() {
        assertThatThrownBy(() -> new SixDigits("12345")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SixDigits("急性心肌梗死")).isInstanceOf(IllegalArgumentException.class);
        assertThat(new SixDigits(CODE)).asString().doesNotContain(CODE);
    }
}
