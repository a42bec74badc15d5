package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.tongzhou.access.web.Visits;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.person.IdentityChange;
import org.tongzhou.person.IdentityChanges;
import org.tongzhou.testing.TestData;

/** Whoever decides on a corrected identity number has the claims under way before their eyes. */
class NumbersOfClaimantsTest extends ClaimRoom {
    private static final Instant IN_MARCH = TestData.NOW.plus(Duration.ofDays(30));
    private static final Pattern SEEN = Pattern.compile("name=\"seen\" value=\"([^\"]+)\"");

    private final ResidentId right = TestData.residentId(Sex.MALE, LocalDate.of(1986, 6, 15));

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Visits visits;

    @Autowired
    private IdentityChanges identities;

    private Member claimant;
    private Actor province;
    private String page;

    @BeforeEach
    void anotherNumberIsAskedForAClaimant() {
        claimant = members.member(TestData.DAYE, Map.of("hospital", 1));
        province = data.actor(Role.PROVINCE_REVIEWER, TestData.PROVINCE);
        Actor county = data.actor(Role.COUNTY_REVIEWER, TestData.HUANGSHI);
        IdentityChange wanted =
                new IdentityChange(claimant.person(), right.number(), IdentityChange.Cause.SLIP, "看了身份证原件");
        page = "/identity-changes/" + identities.ask(county, wanted, TestData.NOW);
    }

    @Test
    void aClaimUnderWayIsListedBesideTheNumbersOfWhichNoneIsInClear() throws Exception {
        ClaimId claim = members.hospitalClaim(claimant, "1000.00", TestData.NOW)
                .claims()
                .get(0);
        mvc.perform(get(page).with(visits.of(province)))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("/reviews/" + claim.value())))
                .andExpect(content().string(containsString("办理中的申领")))
                .andExpect(content().string(not(containsString(right.number()))))
                .andExpect(content().string(not(containsString(number()))));
    }

    /** Those that are over do not crowd out those that are not. */
    @Test
    void moreThanArePutOnThePageAreCountedThere() throws Exception {
        ClaimId first = members.hospitalClaim(claimant, "1000.00", TestData.NOW)
                .claims()
                .get(0);
        String link = "/reviews/" + first.value() + "\"";
        List<ClaimId> others = more(51);
        mvc.perform(get(page).with(visits.of(province)))
                .andExpect(content().string(containsString("办理中的申领共 52 件，这里只列最近的 50 件")))
                .andExpect(content().string(not(containsString(link))));
        others.forEach(
                each -> claims.withdraw(claimant.actor(), each, claim(each).version(), IN_MARCH));
        mvc.perform(get(page).with(visits.of(province)))
                .andExpect(content().string(containsString(link)))
                .andExpect(content().string(not(containsString("办理中的申领共"))));
    }

    private List<ClaimId> more(int many) {
        return Stream.generate(() -> members.hospitalClaim(claimant, "1000.00", IN_MARCH)
                        .claims()
                        .get(0))
                .limit(many)
                .toList();
    }

    @Test
    void whatWasClaimedSinceThePageWasShownIsLookedAtFirst() throws Exception {
        String before = seen();
        members.hospitalClaim(claimant, "1000.00", TestData.NOW);
        confirm(before).andExpect(status().isUnprocessableContent());
        assertThat(number()).isNotEqualTo(right.number());
        confirm(seen()).andExpect(redirectedUrl("/identity-changes"));
        assertThat(number()).isEqualTo(right.number());
    }

    private ResultActions confirm(String seen) throws Exception {
        return mvc.perform(post(page + "/confirm")
                .param("number", right.number())
                .param("seen", seen)
                .param("request_key", UUID.randomUUID().toString())
                .with(csrf())
                .with(visits.of(province)));
    }

    private String seen() throws Exception {
        Matcher found = SEEN.matcher(mvc.perform(get(page).with(visits.of(province)))
                .andReturn()
                .getResponse()
                .getContentAsString());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private String number() {
        return people.identity(TestData.FUND, claimant.person()).number();
    }
}
