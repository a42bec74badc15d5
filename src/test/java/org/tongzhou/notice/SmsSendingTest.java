package org.tongzhou.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.HttpLine;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.Outbox;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.notice.Preferences.Subject;
import org.tongzhou.shell.Words;
import org.tongzhou.simulator.SmsGateway;
import org.tongzhou.testing.TestData;
import org.tongzhou.testing.TwoAtOnce;

class SmsSendingTest extends SmsRoom {
    private static final Instant NOON = at("2026-02-10T12:00");
    private static final SmsSettings SETTINGS = new SmsSettings(
            true,
            "https://huzhu.example/my/messages",
            LocalTime.of(21, 0),
            LocalTime.of(8, 0),
            3,
            1_000_000,
            Duration.ofMinutes(1),
            Duration.ofMinutes(30),
            Duration.ofDays(3));

    private long tell(PersonId person, Instant at, String template, String... values) {
        new InApp(messages, SETTINGS, phones, last)
                .tell(TestData.FUND, person, at, new Outbox.Telling(template, List.of(values), "/my"));
        return jdbc.sql("select max(id) from notice.sms where person = ?")
                .param(person.value())
                .query(Long.class)
                .single();
    }

    private void round(SmsLine line, SmsSettings settings, Instant now) {
        SmsSending sending = new SmsSending(store, preferences, phones, people, settings, transactions);
        assertThat(leases.run("notice.sms", lease -> sending.round(TestData.FUND, line, lease, now)))
                .isTrue();
    }

    private String state(long id) {
        return jdbc.sql("select state || coalesce(' ' || reason, '') from notice.sms where id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    @Test
    void aMemberIsToldByPhoneWithoutTheAmountAndTheReceiptIsKept() throws IOException {
        PersonId member = data.person();
        String phone = people.phone(TestData.FUND, member).orElseThrow();
        long id = tell(member, NOON, "notice.benefit.paid", "HZ20260210000001", "fen:695459", "农业银行", "6217");
        try (SmsGateway gateway = gateway("double=1")) {
            round(line(gateway), SETTINGS, NOON);
            assertThat(state(id)).isEqualTo("ACCEPTED");
            round(line(gateway), SETTINGS, NOON.plusSeconds(5));
            assertThat(state(id)).isEqualTo("DELIVERED");
            round(line(gateway), SETTINGS, NOON.plusSeconds(9));
            assertThat(gateway.arrived().stream().filter(each -> each[1].equals(phone)))
                    .singleElement()
                    .satisfies(each -> assertThat(each[2])
                            .isEqualTo("【职工互助保障】申领 HZ20260210000001 的互助金已到账。详情登录 https://huzhu.example/my/messages"));
        }
    }

    @Test
    void whosePhoneWasReplacedIsToldAtTheOneBefore() throws IOException {
        PersonId member = data.person();
        String today = people.phone(TestData.FUND, member).orElseThrow();
        String before = "17800" + today.substring(5);
        Outbox.Telling telling = new Outbox.Telling("notice.phone.changed", List.of(Mask.phone(today)), "/account");
        new InApp(messages, SETTINGS, phones, last)
                .tellEach(TestData.FUND, List.of(new Outbox.Letter(member, telling, before)), NOON);
        assertThat(rowOf(member)).contains("phone_sealed").doesNotContain(before, "\"phone_sealed\":null");
        try (SmsGateway gateway = gateway("double=1")) {
            round(line(gateway), SETTINGS, NOON);
            round(line(gateway), SETTINGS, NOON.plusSeconds(5));
            assertThat(gateway.arrived()).noneMatch(each -> each[1].equals(today));
            assertThat(gateway.arrived().stream().filter(each -> each[1].equals(before)))
                    .singleElement()
                    .satisfies(each -> assertThat(each[2])
                            .isEqualTo("【职工互助保障】您的手机号按单位名册改了。不对的，请拨 12351。" + "https://huzhu.example/my/messages"));
        }
        assertThat(rowOf(member)).as("once it has arrived").contains("DELIVERED", "\"phone_sealed\":null");
    }

    private String rowOf(PersonId person) {
        return jdbc.sql("select row_to_json(s)::text from notice.sms s where person = ?")
                .param(person.value())
                .query(String.class)
                .single();
    }

    @Test
    void whateverTheGatewayDoesNothingArrivesTwiceAndEverythingComesToAnEnd() throws IOException {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            ids.add(tell(data.person(), NOON, "notice.claim.approved", "HZ202602100001" + (10 + i), "fen:1"));
        }
        try (SmsGateway gateway = gateway(
                "seed=7; loseRequest=0.15; loseAnswer=0.15; double=0.3; undelivered=0.2; forget=0.1; refuse=0.05")) {
            Instant now = NOON;
            for (int i = 0; i < 40 && !open(ids).isEmpty(); i++) {
                round(line(gateway), SETTINGS, now);
                now = now.plus(Duration.ofMinutes(11));
            }
            assertThat(open(ids)).isEmpty();
            Set<String> own =
                    ids.stream().map(id -> TestData.FUND.code() + "-" + id).collect(Collectors.toSet());
            List<String> arrived = gateway.arrived().stream()
                    .map(each -> each[0].replaceFirst("-\\d$", ""))
                    .filter(own::contains)
                    .toList();
            assertThat(arrived).doesNotHaveDuplicates();
            Set<String> delivered = ids.stream()
                    .filter(id -> state(id).equals("DELIVERED"))
                    .map(id -> TestData.FUND.code() + "-" + id)
                    .collect(Collectors.toSet());
            assertThat(new HashSet<>(arrived)).isEqualTo(delivered);
            assertThat(delivered).hasSizeGreaterThan(30);
        }
    }

    @Test
    void whatIsNotDeliveredIsSentOnceMoreAndThenGivenUpWithItsReason() throws IOException {
        PersonId member = data.person();
        long id = tell(member, NOON, "notice.claim.approved", "HZ20260210000007", "fen:1");
        try (SmsGateway gateway = gateway("undelivered=1")) {
            for (int i = 0; i < 8; i++) {
                round(line(gateway), SETTINGS, NOON.plus(Duration.ofMinutes(11L * i)));
            }
            assertThat(gateway.arrived()).isEmpty();
        }
        assertThat(state(id)).startsWith("FAILED ");
        assertThat(jdbc.sql("select attempts from notice.sms where id = ?")
                        .param(id)
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
        assertThat(messages.unread(TestData.FUND, member)).isEqualTo(1);
    }

    private List<Long> open(List<Long> ids) {
        return jdbc.sql("select id from notice.sms where id = any(?) and done_at is null")
                .param(ids.toArray(Long[]::new))
                .query(Long.class)
                .list();
    }

    @Test
    void anApplicationKilledAfterSayingSentAsksBeforeItSendsAgain() throws IOException {
        long id = tell(data.person(), NOON, "notice.claim.approved", "HZ20260210000002", "fen:1");
        jdbc.sql("update notice.sms set state = 'SENT', attempts = 1, language = 'zh', tried_at = ? where id = ?")
                .params(java.sql.Timestamp.from(NOON), id)
                .update();
        try (SmsGateway gateway = gateway("")) {
            round(line(gateway), SETTINGS, NOON.plusSeconds(30));
            assertThat(state(id)).as("within the grace").isEqualTo("SENT");
            round(line(gateway), SETTINGS, NOON.plusSeconds(61));
            assertThat(state(id)).as("never seen: once more").isEqualTo("WAITING");
            round(line(gateway), SETTINGS, NOON.plus(Duration.ofMinutes(12)));
            round(line(gateway), SETTINGS, NOON.plus(Duration.ofMinutes(13)));
            assertThat(state(id)).isEqualTo("DELIVERED");
        }
    }

    @Test
    void aReceiptWithAWordThatNobodyKnowsDoesNotHoldUpTheOthers() throws Exception {
        long id = tell(data.person(), NOON, "notice.claim.approved", "HZ20260210000012", "fen:1");
        try (SmsGateway gateway = gateway("")) {
            round(line(gateway), SETTINGS, NOON);
        }
        assertThat(state(id)).isEqualTo("ACCEPTED");
        HttpServer odd = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        odd.createContext("/receipts", asked -> {
            String key = TestData.FUND.code() + "-" + id + "-1";
            boolean first = asked.getRequestURI().getQuery().equals("after=0");
            String page = "{\"seq\":1,\"key\":\"x\",\"state\":\"EXPIRED\"},{\"seq\":2,\"key\":\"" + key
                    + "\",\"state\":\"DELIVERED\"}";
            byte[] answer = ("{\"receipts\":[" + (first ? page : "") + "]}").getBytes(StandardCharsets.UTF_8);
            asked.sendResponseHeaders(200, answer.length);
            asked.getResponseBody().write(answer);
            asked.close();
        });
        odd.start();
        try {
            jdbc.sql("delete from notice.sms_receipts_read").update();
            String url = "http://127.0.0.1:" + odd.getAddress().getPort();
            HttpSmsLine line = new HttpSmsLine(new HttpLine(url, SECRET, Duration.ofMillis(400), 1 << 20));
            round(line, SETTINGS, NOON.plusSeconds(5));
        } finally {
            odd.stop(0);
        }
        assertThat(state(id)).isEqualTo("DELIVERED");
    }

    @Test
    void nobodyIsWokenButForTheirAccount() throws IOException {
        Instant night = at("2026-02-10T23:30");
        PersonId member = data.person();
        long claim = tell(member, night, "notice.claim.approved", "HZ20260210000003", "fen:1");
        long account = tell(member, night, "notice.password.changed");
        try (SmsGateway gateway = gateway("")) {
            round(line(gateway), SETTINGS, night);
            assertThat(state(account)).isEqualTo("ACCEPTED");
            assertThat(state(claim)).isEqualTo("WAITING");
            round(line(gateway), SETTINGS, at("2026-02-11T07:59"));
            assertThat(state(claim)).isEqualTo("WAITING");
            round(line(gateway), SETTINGS, at("2026-02-11T08:00"));
            assertThat(state(claim)).isEqualTo("ACCEPTED");
        }
    }

    @Test
    void whoHasTurnedItOffOrHadTheirShareIsNotWrittenToButFindsTheMessage() throws IOException {
        Actor quiet = data.actor(Role.MEMBER, TestData.PROVINCE);
        preferences.say(quiet, new Preferences.Wish(Set.of(Subject.CLAIM), true), NOON);
        long off = tell(quiet.person(), NOON, "notice.claim.approved", "HZ20260210000004", "fen:1");
        long english = tell(quiet.person(), NOON, "notice.password.changed");
        PersonId busy = data.person();
        List<Long> many = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            many.add(tell(busy, NOON.plusMillis(i), "notice.claim.papers", "HZ2026021000001" + i, "1", "病历"));
        }
        try (SmsGateway gateway = gateway("")) {
            round(line(gateway), SETTINGS, NOON.plusSeconds(1));
            assertThat(state(off)).isEqualTo("WITHHELD OPTED_OUT");
            assertThat(state(english)).isEqualTo("ACCEPTED");
            assertThat(many.stream().map(this::state))
                    .containsExactly("ACCEPTED", "ACCEPTED", "ACCEPTED", "WITHHELD QUOTA");
            assertThat(gateway.arrived().stream().map(each -> each[2]))
                    .anyMatch(text -> text.contains("Your password was changed"));
        }
        assertThat(messages.unread(TestData.FUND, busy)).isEqualTo(4);
        assertThat(messages.unread(TestData.FUND, quiet.person())).isEqualTo(2);
    }

    /** Who files for a member could use up the messages of their day, and whoever takes the money has an eye on their wishes. */
    @Test
    void whoeverLivesIsWarnedByPhoneOfAnHeirWhateverTheyWishAndHadThatDay() throws IOException {
        Actor alive = data.actor(Role.MEMBER, TestData.PROVINCE);
        preferences.say(alive, new Preferences.Wish(Set.of(Subject.ACCOUNT), false), NOON);
        for (int i = 0; i < 4; i++) {
            tell(alive.person(), NOON.plusMillis(i), "notice.claim.helped", "HZ2026021000003" + i, "样例");
        }
        Instant after = NOON.plusSeconds(1);
        long named = tell(alive.person(), after, "notice.heir.changed", "3345", "2026-02-13");
        long confirmed = tell(alive.person(), after, "notice.heir.confirmed", "3345");
        long refused = tell(alive.person(), after, "notice.heir.refused", "");
        long withdrawn = tell(alive.person(), after, "notice.heir.withdrawn");
        long ended = tell(alive.person(), after, "notice.heir.ended", "6217");
        long unwanted = tell(alive.person(), after, "notice.account.refused");
        try (SmsGateway gateway = gateway("")) {
            round(line(gateway), SETTINGS, after);
            assertThat(List.of(named, confirmed, refused, withdrawn, ended))
                    .doesNotHaveDuplicates()
                    .allSatisfy(heir -> assertThat(state(heir)).isEqualTo("ACCEPTED"));
            assertThat(state(unwanted)).isEqualTo("WITHHELD OPTED_OUT");
            assertThat(gateway.arrived().stream().map(each -> each[2]))
                    .contains(
                            "【职工互助保障】互助金登记为改付他人的卡，经复核后 2月13日起付。登记有误的，请马上拨 12351。" + "https://huzhu.example/my/messages",
                            "【职工互助保障】互助金改付他人的卡的申请已撤回，登记的收款卡不变。有疑问请拨 12351。" + "https://huzhu.example/my/messages");
        }
    }

    @Test
    void whatTheFundMayNotSendTodayLeavesTomorrow() throws IOException {
        Instant day = at("2026-03-01T12:00");
        long first = tell(data.person(), day, "notice.claim.approved", "HZ20260210000005", "fen:1");
        long second = tell(data.person(), day.plusMillis(1), "notice.claim.approved", "HZ20260210000006", "fen:1");
        SmsSettings one = settings(SETTINGS.link(), 1);
        try (SmsGateway gateway = gateway("")) {
            round(line(gateway), one, day.plusSeconds(1));
            assertThat(state(first)).isEqualTo("ACCEPTED");
            assertThat(state(second)).isEqualTo("WAITING");
            round(line(gateway), SETTINGS, at("2026-03-02T08:00"));
            assertThat(state(second)).isEqualTo("ACCEPTED");
        }
    }

    /** Three days after an heir is named their account may be paid. */
    @Test
    void aWarningOfAnHeirGoesBeforeTheDaysOtherMessagesAndIsNotPutOffWithThem() throws IOException {
        Instant day = at("2026-03-03T12:00");
        long first = tell(data.person(), day, "notice.claim.approved", "HZ20260210000015", "fen:1");
        long second = tell(data.person(), day.plusMillis(1), "notice.claim.approved", "HZ20260210000016", "fen:1");
        long warning = tell(data.person(), day.plusMillis(2), "notice.heir.changed", "3345", "2026-03-06");
        try (SmsGateway gateway = gateway("")) {
            round(line(gateway), settings(SETTINGS.link(), 1), day.plusSeconds(1));
            assertThat(List.of(state(warning), state(first), state(second)))
                    .containsExactly("ACCEPTED", "ACCEPTED", "WAITING");
            assertThat(gateway.arrived())
                    .first()
                    .satisfies(each -> assertThat(each[2]).contains("改付他人的卡"));
        }
    }

    private static SmsSettings settings(String link, int perDay) {
        return new SmsSettings(
                true,
                link,
                SETTINGS.quietFrom(),
                SETTINGS.quietTo(),
                3,
                perDay,
                SETTINGS.grace(),
                SETTINGS.receiptWait(),
                SETTINGS.givesUp());
    }

    @Test
    void aMessageThatCannotBeMadeIsPutAsideAndTheOthersLeave() throws IOException {
        SmsSettings cramped = settings("https://" + "huzhu.".repeat(12) + "example/my/messages", 1_000_000);
        PersonId member = data.person();
        long tooLong = tell(member, NOON, "notice.claim.refused", "HZ20260210000008", "2026-04-11");
        long shortEnough = tell(member, NOON.plusMillis(1), "notice.password.changed");
        try (SmsGateway gateway = gateway("")) {
            round(line(gateway), cramped, NOON.plusSeconds(1));
            assertThat(state(tooLong)).isEqualTo("WITHHELD NOT_MADE");
            assertThat(state(shortEnough)).isEqualTo("ACCEPTED");
        }
        for (Words words : List.of(Words.of(Words.ZH), Words.of(Words.EN))) {
            assertThat(words.has("notice.sms.reason.NOT_MADE")).isTrue();
        }
    }

    /** As if a lease had passed to another instance in the middle of a round. */
    @Test
    void severalAtOnceSendEachOnce() throws Exception {
        for (int i = 0; i < 30; i++) {
            tell(data.person(), NOON, "notice.claim.approved", "HZ202602100002" + (10 + i), "fen:1");
        }
        SmsSending sending = new SmsSending(store, preferences, phones, people, SETTINGS, transactions);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (SmsGateway gateway = gateway("")) {
            List<Future<?>> rounds = new ArrayList<>();
            leases.run("notice.sms", lease -> {
                for (int i = 0; i < 4; i++) {
                    rounds.add(threads.submit(() -> sending.round(TestData.FUND, line(gateway), lease, NOON)));
                }
                threads.shutdown();
                assertThatCode(() -> threads.awaitTermination(1, TimeUnit.MINUTES))
                        .doesNotThrowAnyException();
            });
            for (Future<?> each : rounds) {
                each.get();
            }
            assertThat(gateway.arrived().stream().map(each -> each[0]).toList())
                    .hasSizeGreaterThanOrEqualTo(30)
                    .doesNotHaveDuplicates();
        }
    }

    /** Two who read the same receipts, one of them from a later one on, would otherwise wait for each other's messages. */
    @Test
    void whoReadsReceiptsTakesTheMarkBeforeAnyMessage() throws Exception {
        long id = tell(data.person(), NOON, "notice.claim.approved", "HZ20260210000013", "fen:1");
        try (SmsGateway gateway = gateway("")) {
            round(line(gateway), SETTINGS, NOON);
            new TwoAtOnce(new TransactionTemplate(transactions), jdbc)
                    .run(
                            () -> store.holdReceiptsRead(TestData.FUND),
                            () -> {
                                round(line(gateway), SETTINGS, NOON.plusSeconds(5));
                                return true;
                            },
                            () -> assertThat(jdbc.sql("select id from notice.sms where id = ? for update skip locked")
                                            .param(id)
                                            .query(Long.class)
                                            .list())
                                    .as("nobody holds the message meanwhile")
                                    .containsExactly(id));
        }
        assertThat(state(id)).isEqualTo("DELIVERED");
    }

    @Test
    void whatAnotherHasReadMeanwhileIsNotTakenAgainAndTheMarkDoesNotGoBack() throws Exception {
        long id = tell(data.person(), NOON, "notice.claim.approved", "HZ20260210000014", "fen:1");
        try (SmsGateway gateway = gateway("")) {
            round(line(gateway), SETTINGS, NOON);
            new TwoAtOnce(new TransactionTemplate(transactions), jdbc)
                    .run(
                            () -> {
                                store.holdReceiptsRead(TestData.FUND);
                                store.receiptsRead(TestData.FUND, 1_000);
                            },
                            () -> {
                                round(line(gateway), SETTINGS, NOON.plusSeconds(5));
                                return true;
                            });
        }
        assertThat(state(id)).isEqualTo("ACCEPTED");
        assertThat(store.receiptsRead(TestData.FUND)).isEqualTo(1_000);
    }

    @Test
    void theDatabaseKnowsNeitherAThirdAttemptNorASecondShortMessage() {
        long id = tell(data.person(), NOON.plus(Duration.ofDays(300)), "notice.password.changed");
        refused("sms_goes_forward", "update notice.sms set attempts = 1 where id = " + id);
        refused("sent_again_once_only", """
                insert into notice.sms (fund, message, person, template, due_at, state, attempts, language, tried_at)
                select fund, message, person, template, due_at, 'SENT', 3, 'zh', due_at from notice.sms where id = """ + id);
        refused("one_short_message_each", """
                insert into notice.sms (fund, message, person, template, due_at)
                select fund, message, person, template, due_at from notice.sms where id = """ + id);
        refused("no_more_than_a_person_may_have", """
                insert into notice.sms_of_person_day values (42, 1, '2026-02-10', 6, 5)""");
        jdbc.sql("update notice.sms set state = 'WITHHELD', reason = 'TOO_LATE', done_at = due_at where id = ?")
                .param(id)
                .update();
        refused("sms_goes_forward", "update notice.sms set state = 'WAITING', done_at = null where id = " + id);
    }

    private void refused(String constraint, String sql) {
        assertThatThrownBy(() -> jdbc.sql(sql).update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining(constraint.equals("sms_goes_forward") ? "does not go" : constraint);
    }
}
