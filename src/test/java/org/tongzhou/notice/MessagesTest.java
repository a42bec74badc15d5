package org.tongzhou.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.access.web.Visits;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Outbox;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.RoundTrips;
import org.tongzhou.testing.TestData;

@RoomTest
class MessagesTest {
    private static final Pattern UP_TO = Pattern.compile("name=\"upTo\" value=\"(\\d+)\"");

    @Autowired
    Outbox outbox;

    @Autowired
    Messages messages;

    @Autowired
    TestData data;

    @Autowired
    MockMvc mvc;

    @Autowired
    Visits visits;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void amountsAndDaysAreWrittenInTheReadersForm() throws Exception {
        Actor member = member();
        tell(member, "notice.claim.approved", "C-1", "fen:695459");
        tell(member, "notice.claim.submitted", "C-1", "2026-02-24");
        tell(member, "notice.claim.proposed", Outbox.Telling.either("重大疾病", "Critical illness"));
        tell(member, "notice.benefit.paid", "C-1", "fen:695459", "农业银行", "6217");
        assertThat(page(member, "zh-CN"))
                .contains("互助金 6,954.59 元", "最晚 2月24日办结", "可能还能领：重大疾病。", "农业银行 尾号 6217", "4 条未读");
        assertThat(page(member, "en"))
                .contains("¥6,954.59", "owed more: Critical illness. ", "paid to ABC, card ending 6217");
    }

    /** One told later of an earlier time stands below; so do the pages after the first. */
    @Test
    void theyStandInTheOrderOfTheirTimes() {
        Actor member = member();
        for (int hour = 0; hour < 40; hour++) {
            tell(member, TestData.NOW.plus(Duration.ofHours(hour % 2 == 0 ? hour : -hour)), "notice.password.changed");
        }
        Slice<Message> first = messages.newest(member, Optional.empty());
        long last = Long.parseLong(String.valueOf(first.next()));
        List<Message> all = new ArrayList<>(first.items());
        all.addAll(messages.newest(member, Optional.of(last)).items());
        assertThat(all)
                .hasSize(40)
                .isSortedAccordingTo(Comparator.comparing(Message::at).reversed());
    }

    @Test
    void openingMarksReadAndLeadsToTheLink() throws Exception {
        Actor member = member();
        tell(member, "notice.password.changed");
        long id = messages.newest(member, Optional.empty()).items().get(0).id();
        assertThat(messages.unread(member.fund(), member.person())).isEqualTo(1);

        mvc.perform(post("/my/messages/" + id + "/open").with(csrf()).with(visits.of(member)))
                .andExpect(redirectedUrl("/my/claims/1"));
        assertThat(messages.unread(member)).isZero();
    }

    @Test
    void whatIsToldWaitsForTheEndOfTheTransactionAndGoesWithIt() throws Exception {
        Actor member = member();
        List<RoundTrips.Trip> trips = RoundTrips.of(() -> transaction.executeWithoutResult(status -> {
            for (int i = 0; i < 250; i++) {
                tell(member, "notice.password.changed");
            }
        }));
        assertThat(trips).as("201 of them, the others, the commit").hasSize(3);
        assertThat(messages.unread(member)).isEqualTo(250);
        transaction.executeWithoutResult(status -> {
            tell(member, "notice.password.changed");
            status.setRollbackOnly();
        });
        assertThat(messages.unread(member)).isEqualTo(250);
    }

    @Test
    void nobodyOpensAnothersMessage() throws Exception {
        Actor member = member();
        tell(member, "notice.password.changed");
        long id = messages.newest(member, Optional.empty()).items().get(0).id();
        mvc.perform(post("/my/messages/" + id + "/open").with(csrf()).with(visits.of(member())))
                .andExpect(status().isNotFound());
        assertThat(messages.unread(member)).isEqualTo(1);
    }

    @Test
    void allThatAreShownAreMarkedReadAtOnce() throws Exception {
        Actor member = member();
        tell(member, "notice.password.changed");
        tell(member, "notice.account.confirmed", "2207");
        readAll(member, shownUpTo(page(member)));
        assertThat(messages.unread(member)).isZero();
    }

    /** Page at nine, papers asked for at half past ten, the button at eleven; told late of an earlier time, it was not shown either. */
    @ParameterizedTest
    @ValueSource(ints = {90, -90})
    void whatWasToldAfterThePageWasShownStaysUnread(int minutes) throws Exception {
        Actor member = member();
        tell(member, "notice.password.changed");
        String shown = page(member);
        tell(member, TestData.NOW.plus(Duration.ofMinutes(minutes)), "notice.claim.papers", "C-1", "1", "发票");
        readAll(member, shownUpTo(shown));
        assertThat(messages.newest(member, Optional.empty()).items())
                .filteredOn(message -> !message.read())
                .extracting(Message::template)
                .containsExactly("notice.claim.papers");
    }

    @Test
    void nobodyMarksAnothersMessagesAsRead() throws Exception {
        Actor member = member();
        Actor other = member();
        tell(member, "notice.password.changed");
        tell(other, "notice.password.changed");
        readAll(other, shownUpTo(page(other)));
        assertThat(messages.unread(member)).isEqualTo(1);
    }

    @Test
    void nobodyIsToldOfWhatWasRolledBack() {
        Actor member = member();
        transaction.executeWithoutResult(status -> {
            tell(member, "notice.password.changed");
            status.setRollbackOnly();
        });
        assertThat(messages.unread(member)).isZero();
    }

    @Test
    void aMessageWithoutWordsOrToAnotherSiteIsRefused() {
        Actor member = member();
        assertThatThrownBy(() -> tell(member, "notice.no.such")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> outbox.tell(
                        member.fund(),
                        member.person(),
                        TestData.NOW,
                        new Outbox.Telling("notice.password.changed", List.of(), "//evil.example/")))
                .isInstanceOf(org.springframework.dao.DataIntegrityViolationException.class);
    }

    private Actor member() {
        return data.actor(Role.MEMBER, "/42/4202/420281/");
    }

    private void tell(Actor member, String template, String... values) {
        tell(member, TestData.NOW, template, values);
    }

    private void tell(Actor member, Instant at, String template, String... values) {
        outbox.tell(member.fund(), member.person(), at, new Outbox.Telling(template, List.of(values), "/my/claims/1"));
    }

    private void readAll(Actor member, String upTo) throws Exception {
        mvc.perform(post("/my/messages/read").param("upTo", upTo).with(csrf()).with(visits.of(member)))
                .andExpect(redirectedUrl("/my/messages"));
    }

    private static String shownUpTo(String page) {
        Matcher limit = UP_TO.matcher(page);
        return limit.find() ? limit.group(1) : "";
    }

    private String page(Actor member) throws Exception {
        return page(member, "zh-CN");
    }

    private String page(Actor member, String language) throws Exception {
        return mvc.perform(get("/my/messages")
                        .cookie(new Cookie("language", language))
                        .with(visits.of(member)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }
}
