package org.tongzhou.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.PROVINCE;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
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
import org.tongzhou.testing.AllPages;
import org.tongzhou.testing.ManyRows;
import org.tongzhou.testing.TestData;

/** More accounts, names and numbers that wait for a second person than a page holds. */
class PagedChangesTest extends ManyRows {
    private static final String WHY = "看了身份证原件";
    private static final int COUNT = 230;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Visits visits;

    @Autowired
    private People people;

    @Autowired
    private PayeeAccounts accounts;

    @Autowired
    private NameChanges names;

    @Autowired
    private IdentityChanges identities;

    @Autowired
    private FoundSlips slips;

    @Test
    void everyAccountThatWaitsStandsOnOnePageOnceTheOldestFirst() {
        undone(() -> {
            List<Long> asked = accounts(COUNT);
            assertThat(pages().numbers("/account-changes", "action=\"/account-changes/(#)/withdraw\""))
                    .doesNotHaveDuplicates()
                    .containsSubsequence(asked);
        });
    }

    /** Among 20,000 that were confirmed long ago. */
    @Test
    void theAccountsThatWaitAreReadByAnIndex() {
        undone(() -> {
            jdbc.sql("""
                            insert into person.account_change (fund, person, sealed, asked_by, reauthenticated, asked_at, open_from,
                                state, confirmed_by, confirmed_at)
                            select :fund, 870000000 + n, '\\x00', 870000000 + n, true, :now, '2026-01-01', 'CONFIRMED', 2, :now
                            from generate_series(1, 20000) n
                            """)
                    .param("fund", FUND.code())
                    .param("now", NOW.atOffset(ZoneOffset.UTC))
                    .update();
            List<Long> asked = accounts(120);
            analyze("person.account_change");
            withoutReadingWhole(
                    "person.account_change",
                    () -> assertThat(accounts.open(second(), Long.toString(asked.get(69)))
                                    .items())
                            .hasSize(50));
            assertThat(read("person.account_change_pkey")).isLessThan(1_000);
        });
    }

    @Test
    void everyNameThatWaitsStandsOnOnePageOnceTheOldestFirst() {
        undone(() -> {
            Actor reviewer = reviewer();
            List<Long> asked = registered(COUNT).stream()
                    .map(person -> names.ask(reviewer, new NameChange(person, "冯建军", WHY), NOW))
                    .toList();
            assertThat(pages().numbers("/name-changes", "action=\"/name-changes/(#)/confirm\""))
                    .doesNotHaveDuplicates()
                    .containsSubsequence(asked);
        });
    }

    @Test
    void everyNumberThatWaitsStandsOnOnePageOnceTheOldestFirst() {
        undone(() -> {
            Actor reviewer = reviewer();
            List<Long> asked = registered(COUNT).stream()
                    .map(person -> identities.ask(reviewer, wanted(person, number()), NOW))
                    .toList();
            assertThat(pages().numbers("/identity-changes", "href=\"/identity-changes/(#)\""))
                    .doesNotHaveDuplicates()
                    .containsSubsequence(asked);
        });
    }

    @Test
    void everyNumberSaidNeverToHaveBeenTheirsStandsOnOnePageOnce() {
        undone(() -> {
            List<Long> asked = registered(COUNT).stream().map(this::slip).toList();
            assertThat(pages().numbers("/identity-changes", "action=\"/identity-changes/slips/(#)/confirm\"", "before"))
                    .doesNotHaveDuplicates()
                    .containsSubsequence(asked);
        });
    }

    @Test
    void whoActsOnALaterPageStaysOnIt() {
        undone(() -> {
            long account = accounts(1).get(0);
            PersonId person = registered(1).get(0);
            long name = names.ask(reviewer(), new NameChange(person, "冯建军", WHY), NOW);
            long slip = slip(person);
            assertThat(sent("/account-changes/" + account + "/confirm")).isEqualTo("/account-changes?after=12");
            assertThat(sent("/name-changes/" + name + "/withdraw")).isEqualTo("/name-changes?after=12");
            assertThat(sent("/identity-changes/slips/" + slip + "/confirm"))
                    .isEqualTo("/identity-changes?after=12&before=34");
        });
    }

    private String sent(String action) {
        try {
            return mvc.perform(post(action)
                            .param("after", "12")
                            .param("before", "34")
                            .param("request_key", UUID.randomUUID().toString())
                            .with(csrf())
                            .with(visits.of(second())))
                    .andReturn()
                    .getResponse()
                    .getRedirectedUrl();
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
    }

    private AllPages pages() {
        return new AllPages(mvc, visits.of(second()));
    }

    private Actor second() {
        return data.actor(Role.PROVINCE_REVIEWER, PROVINCE);
    }

    private Actor reviewer() {
        return data.actor(Role.COUNTY_REVIEWER, TestData.HUANGSHI);
    }

    private List<Long> accounts(int count) {
        return registered(count).stream()
                .map(person -> accounts.change(
                        data.actor(Role.MEMBER, PROVINCE, person),
                        new AccountChange(person, "6217002680011223345", null, true, null),
                        NOW))
                .toList();
    }

    /** Of a number that was replaced by another. */
    private long slip(PersonId person) {
        ResidentId number = number();
        long change = identities.ask(reviewer(), wanted(person, number), NOW);
        identities.confirm(second(), change, number.number(), NOW);
        long former = slips.formers(FUND, person).get(0).change();
        return slips.ask(reviewer(), new FoundSlip(person, former, WHY), NOW);
    }

    private static IdentityChange wanted(PersonId person, ResidentId number) {
        return new IdentityChange(person, number.number(), IdentityChange.Cause.RENUMBERED, WHY);
    }

    private List<PersonId> registered(int count) {
        return people.registerAll(
                FUND,
                IntStream.range(0, count)
                        .mapToObj(n -> new NewPerson("冯健军", number(), null, null))
                        .toList(),
                NOW);
    }

    private static ResidentId number() {
        return TestData.residentId(Sex.MALE, LocalDate.of(1985, 6, 15));
    }
}
