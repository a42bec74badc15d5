package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.Refused.refused;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.claim.Claims.Submission;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Sex;
import org.tongzhou.person.NewPerson;
import org.tongzhou.plan.EventKind;
import org.tongzhou.testing.TestData;

/** What a person has to look at before anything is approved; nothing is refused by it. */
class SignsTest extends ClaimRoom {
    private static final String WORDS = "已和医院核对，是两次不同的住院，材料各自齐全。";

    @Autowired
    private Signs signs;

    @Autowired
    private SignStore store;

    @Test
    void theSameReceiptIsTakenInHeldForAPersonAndNeverPaidTwice() {
        Member member = hospitalMember();
        Map<FactField, String> facts = Members.receipt(member, "1000.00");
        ClaimId first = file(member, facts);
        ClaimId second = file(member, facts);
        assertThat(claim(second).state()).isEqualTo(ClaimState.REVIEW);
        assertThat(kinds(second)).containsExactly(Sign.Kind.SAME_RECEIPT, Sign.Kind.SAME_STAY);
        Actor county = county(member);
        refused("claim_signs_open", () -> approve(county, second));
        look(county, second);
        refused("claim_receipt_held", () -> approve(county, second));
        claims.withdraw(member.actor(), first, claim(first).version(), NOW);
        approve(county, second);
        assertThat(steps.history(TestData.FUND, second)).extracting(Step::verb).contains(Verb.APPROVED);
    }

    @Test
    void theReceiptOfARefusedClaimMayBeUsedByAnotherCase() {
        Member member = hospitalMember();
        Map<FactField, String> facts = Members.receipt(member, "1000.00");
        ClaimId first = file(member, facts);
        ClaimId second = file(member, facts);
        propose(county(member), first, new Reviews.Ground("hospital-2025 §3", "这一件材料不全，请看另一件申领。"));
        reviews.confirmRefusal(county(member), first, claim(first).version(), NOW);
        Actor county = county(member);
        look(county, second);
        approve(county, second);
    }

    @Test
    void ofOneReceiptFiledByManyAtOnceOneCaseHoldsIt() throws Exception {
        Member member = hospitalMember();
        Map<FactField, String> facts = Members.receipt(member, "1000.00");
        List<Actor> hands = new ArrayList<>();
        List<CaseId> drafts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            hands.add(data.officer(member.unit()));
            drafts.add(members.draft(hands.get(i), member.person(), EventKind.HOSPITAL, facts, NOW));
        }
        ConcurrentLinkedQueue<ClaimId> filed = new ConcurrentLinkedQueue<>();
        together(
                20,
                i -> filed.addAll(
                        members.submit(hands.get(i), drafts.get(i), NOW).claims()));
        long holders = filed.stream()
                .filter(id -> !kinds(id).contains(Sign.Kind.SAME_RECEIPT))
                .count();
        assertThat(filed).hasSize(20);
        assertThat(holders).isEqualTo(1);
    }

    @Test
    void staysThatShareANightAreASignAndAMoveToAnotherHospitalIsNot() {
        Member member = hospitalMember();
        file(member, stay(member, "2026-01-05", "2026-01-10"));
        assertThat(kinds(file(member, stay(member, "2026-01-10", "2026-01-12"))))
                .isEmpty();
        assertThat(kinds(file(member, stay(member, "2026-01-09", "2026-01-10"))))
                .containsExactly(Sign.Kind.OVERLAPPING_STAY);
    }

    @Test
    void oneAccountOfTwoMembersIsASignAndAPersonsWordFreesTheClaim() {
        Member one = hospitalMember();
        file(one, Members.receipt(one, "1000.00"));
        NewPerson fresh = TestData.newPerson(Sex.MALE, LocalDate.of(1980, 3, 4));
        String account = people.payee(TestData.FUND, one.person()).account();
        NewPerson same = new NewPerson(fresh.name(), fresh.id(), fresh.phone(), account);
        Member other = members.member(same, TestData.DAYE, Map.of("hospital", 1), Members.JANUARY);
        ClaimId id = file(other, Members.receipt(other, "1000.00"));
        assertThat(kinds(id)).containsExactly(Sign.Kind.SHARED_ACCOUNT);
        Actor county = county(other);
        refused("claim_signs_open", () -> approve(county, id));
        look(county, id);
        approve(county, id);
        assertThat(store.ofCase(TestData.FUND, claim(id).eventCase()).get(0).looked())
                .extracting(Sign.Looked::words)
                .isEqualTo(WORDS);
    }

    @Test
    void aPhoneOfThreeMembersAndABrowserOfFourAreSigns() {
        List<ClaimId> ids = new ArrayList<>();
        String phone = TestData.newPerson(Sex.MALE, LocalDate.of(1980, 3, 4)).phone();
        for (int i = 0; i < 4; i++) {
            NewPerson fresh = TestData.newPerson(Sex.MALE, LocalDate.of(1980, 3, 4));
            NewPerson same = new NewPerson(fresh.name(), fresh.id(), i < 3 ? phone : fresh.phone(), fresh.card());
            Member member = members.member(same, TestData.DAYE, Map.of("hospital", 1), Members.JANUARY);
            CaseId draft = draft(member, "1000.00");
            int version = drafts.find(member.actor(), draft).version();
            Submission sent = new Submission(version, Set.of(), true, "one browser " + phone);
            ids.add(claims.submit(member.actor(), draft, sent, NOW).claims().get(0));
        }
        assertThat(kinds(ids.get(1))).isEmpty();
        assertThat(kinds(ids.get(2))).containsExactly(Sign.Kind.SHARED_PHONE);
        assertThat(kinds(ids.get(3))).containsExactly(Sign.Kind.SHARED_DEVICE);
    }

    private Map<FactField, String> stay(Member member, String from, String to) {
        return Members.receipt(member, "1000.00", LocalDate.parse(from), LocalDate.parse(to));
    }

    private ClaimId file(Member member, Map<FactField, String> facts) {
        CaseId draft = members.draft(member.actor(), member.person(), EventKind.HOSPITAL, facts, NOW);
        return members.submit(member.actor(), draft, NOW).claims().get(0);
    }

    private List<Sign.Kind> kinds(ClaimId id) {
        return store.ofCase(TestData.FUND, claim(id).eventCase()).stream()
                .map(Sign::kind)
                .toList();
    }

    private void look(Actor actor, ClaimId id) {
        for (Sign sign : store.ofCase(TestData.FUND, claim(id).eventCase())) {
            signs.lookedAt(actor, id, claim(id).version(), new Signs.Finding(sign.id(), WORDS), NOW);
        }
    }
}
