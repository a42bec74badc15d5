package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.person.NewPerson;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.testing.TestData;

/** What an officer has filed for members of the unit is found again from the page on which they file. */
class FilingsTest extends HeirRoom {
    private static final Reviews.Ground GROUND = new Reviews.Ground("hospital-2025 §3", "这次入院在首次参保的等待期内，按条款不能给付。");

    private String filings(Actor actor) throws Exception {
        return page("/filings", actor);
    }

    private static String to(ClaimId id) {
        return "href=\"/my/claims/" + id.value() + "\"";
    }

    private static String to(CaseId draft) {
        return "href=\"/my/claims/draft/" + draft.value() + "\"";
    }

    private CaseId stay(Actor hand, Member of) {
        return members.draft(hand, of.person(), EventKind.HOSPITAL, Members.receipt(of, "1000.00"), NOW);
    }

    private ClaimId filed(Actor hand, Member of) {
        return members.submit(hand, stay(hand, of), NOW).claims().get(0);
    }

    private void ask(ClaimId id) {
        Reviews.Ask ask = new Reviews.Ask(List.of(PaperKind.DEATH_CERTIFICATE), "请补一份死亡证明的原件照片。");
        reviews.askPapers(county(member), id, claim(id).version(), ask, NOW);
    }

    @Test
    void aDraftIsThereToGoOnWithAndOnceSentInItsClaimIs() throws Exception {
        CaseId draft = stay(officer, member);
        assertThat(filings(officer)).contains(to(draft), member.name());
        ClaimId id = members.submit(officer, draft, NOW).claims().get(0);
        assertThat(filings(officer))
                .contains(to(id), member.name(), claim(id).number(), "审核中")
                .doesNotContain(to(draft));
    }

    @Test
    void whatWaitsForPapersComesFirstAndTheHeirIsNamedFromThere() throws Exception {
        ClaimId died = filed();
        ClaimId other = filed(officer, members.memberOf(member.unit(), person(), Map.of("hospital", 1)));
        assertThat(filings(officer)).contains(to(died), to(other));
        ask(other);
        assertThat(filings(officer)).containsSubsequence(to(other), "死亡证明", to(died));
        assertThat(page("/my/claims/" + died.value(), officer)).contains("/claims/" + died.value() + "/heir");
    }

    /** Who died reads no messages: the officer sees it wherever they are. */
    @Test
    void howManyWaitForPapersStandsInTheMenu() throws Exception {
        ClaimId died = filed();
        String dot = "代办<span class=\"dot\">";
        assertThat(page("/plans", officer)).contains("代办").doesNotContain(dot);
        ask(died);
        assertThat(page("/plans", officer)).contains(dot + "1<");
        assertThat(page("/plans", data.officer(member.unit()))).contains("代办").doesNotContain(dot);
    }

    @Test
    void whatIsDecidedStaysBelowWhatIsUnderWay() throws Exception {
        ClaimId refused = filed(officer, member);
        propose(county(member), refused, GROUND);
        reviews.confirmRefusal(city(member), refused, claim(refused).version(), NOW);
        ClaimId waiting = filed(officer, members.memberOf(member.unit(), person(), Map.of("hospital", 1)));
        assertThat(filings(officer)).containsSubsequence(to(waiting), to(refused), "未通过");
    }

    @Test
    void noOfficerFindsWhatAnotherHandWrote() throws Exception {
        CaseId draft = stay(officer, member);
        ClaimId own = filed(member.actor(), member);
        ClaimId id = filed(officer, members.memberOf(member.unit(), person(), Map.of("hospital", 1)));
        assertThat(filings(officer)).contains(to(draft), to(id)).doesNotContain(to(own));
        for (Actor other : List.of(data.officer(data.unit(TestData.DAYE)), data.officer(member.unit()))) {
            assertThat(filings(other)).contains("这里只列您本人代办的").doesNotContain(to(draft), to(id), to(own), member.name());
        }
    }

    @Test
    void whoHasMovedToAnotherUnitHasLeftTheFilingsBehind() throws Exception {
        CaseId draft = stay(officer, member);
        ClaimId id = filed(officer, members.memberOf(member.unit(), person(), Map.of("hospital", 1)));
        Unit next = data.unit(TestData.DAYE);
        Actor moved = data.actor(Role.UNIT_OFFICER, next.path(), officer.requirePerson());
        assertThat(filings(moved)).doesNotContain(to(draft), to(id), member.name());
    }

    @Test
    void norIsWhatTheyFiledThereFoundWhereTheMemberIsCoveredThroughTheNewUnitToo() throws Exception {
        NewPerson person = TestData.newPerson(Sex.MALE, LocalDate.of(1980, 3, 4));
        Member two = members.member(person, TestData.DAYE, Map.of("hospital", 1), Members.JANUARY);
        Unit next = data.unit(TestData.DAYE);
        members.cover(person, next, Map.of("accident", 1), Members.JANUARY, Members.JANUARY.minusYears(1));
        Actor before = data.officer(two.unit());
        ClaimId id = filed(before, two);
        assertThat(filings(before)).contains(to(id));
        assertThat(filings(data.actor(Role.UNIT_OFFICER, next.path(), before.requirePerson())))
                .doesNotContain(to(id), two.name());
    }

    @Test
    void thePagesOfWhatIsFiledForAnotherLeadBackToThem() throws Exception {
        CaseId draft = stay(officer, member);
        String person = "member=" + member.person().value();
        assertThat(page("/my/claims/new?" + person, officer)).contains("class=\"back\" href=\"/filings\"");
        assertThat(page("/my/claims/draft/" + draft.value() + "/papers", officer))
                .contains("class=\"back\" href=\"/my/claims/new?" + person + "\"", "href=\"/filings\">先存着")
                .doesNotContain("href=\"/my/claims\"");
        ClaimId id = members.submit(officer, draft, NOW).claims().get(0);
        assertThat(page("/my/claims/" + id.value(), officer))
                .contains("class=\"back\" href=\"/filings\"")
                .doesNotContain("href=\"/my/claims\"");
        approveByAll(id);
        pay(member, id, "2026-02-13");
        assertThat(page("/my/claims/" + id.value() + "/paid", officer))
                .contains("href=\"/filings\"")
                .doesNotContain("href=\"/my/claims\"");
    }

    private void approveByAll(ClaimId id) {
        approve(county(member), id);
        if (claim(id).state() != ClaimState.APPROVED) {
            approve(city(member), id);
        }
    }

    @Test
    void aDraftThatIsThrownAwayLeadsBackToWhereItWasListed() throws Exception {
        CaseId draft = stay(officer, member);
        mvc.perform(post("/my/claims/draft/" + draft.value() + "/discard")
                        .param(
                                "version",
                                Integer.toString(drafts.find(officer, draft).version()))
                        .with(visits.of(officer))
                        .with(csrf()))
                .andExpect(redirectedUrl("/filings"));
        assertThat(filings(officer)).doesNotContain(to(draft));
    }

    /** An account that is an officer's alone has no home of a member, and files nothing for itself. */
    @Test
    void theListOfOnesOwnLeadsAnOfficerToThoseOfOthers() throws Exception {
        assertThat(page("/my/claims", officer))
                .contains("class=\"back\" href=\"/filings\"")
                .doesNotContain("/my/home", "/my/claims/new");
    }

    @Test
    void whoIsAMemberBesideKeepsTheirOwn() throws Exception {
        Actor both = new Actor(
                member.actor().userId(),
                member.actor().name(),
                new Scope(TestData.FUND, member.unit().path()),
                Set.of(Role.MEMBER, Role.UNIT_OFFICER),
                member.person(),
                member.unit().id());
        CaseId draft = stay(both, member);
        assertThat(page("/my/claims/new", both)).contains("class=\"back\" href=\"/my/claims\"");
        assertThat(page("/my/claims/draft/" + draft.value() + "/papers", both))
                .contains("class=\"back\" href=\"/my/claims/new\"", "href=\"/my/claims\">先存着");
        ClaimId id = members.submit(both, draft, NOW).claims().get(0);
        assertThat(page("/my/claims/" + id.value(), both)).contains("class=\"back\" href=\"/my/claims\"");
        assertThat(page("/my/claims", both)).contains(to(id), "/my/home", "/my/claims/new");
        assertThat(filings(both)).doesNotContain(to(id));
    }

    private static NewPerson person() {
        return TestData.newPerson(Sex.FEMALE, LocalDate.of(1980, 3, 4));
    }
}
