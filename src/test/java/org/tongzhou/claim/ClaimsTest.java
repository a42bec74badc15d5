package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.Refused.refused;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.CannotCreateTransactionException;
import org.tongzhou.adjudication.LimitKey;
import org.tongzhou.claim.Claims.Submission;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.person.NewPerson;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.testing.RoundTrips;
import org.tongzhou.testing.TestData;

class ClaimsTest extends ClaimRoom {
    @Autowired
    private UsedStore used;

    @Autowired
    private Once once;

    /** A thousand times each by {@code ./bench safety claims}, this and the two below that say so. */
    @Test
    void twoHundredSubmissionsOfOneDraftAreOneClaim() throws Exception {
        again("drafts submitted by 200 threads with one key, each one claim", this::submittedWithOneKey);
    }

    private void submittedWithOneKey() throws Exception {
        Member member = hospitalMember();
        CaseId id = draft(member, "1000.00");
        int version = drafts.find(member.actor(), id).version();
        Submission submission = new Submission(version, Set.of(), true);
        ConcurrentLinkedQueue<String> answers = new ConcurrentLinkedQueue<>();
        together(
                200,
                i -> answers.add(once.run(member.actor(), "key-of-one-form", "case " + id.value(), () -> {
                    return claims.submit(member.actor(), id, submission, NOW)
                            .claims()
                            .toString();
                })));
        assertThat(answers).hasSize(200).containsOnly(answers.peek());
        assertThat(store.ofCase(TestData.FUND, id)).hasSize(1);
    }

    @Test
    void twoHundredSubmissionsWithKeysOfTheirOwnAreOneClaimToo() throws Exception {
        again("drafts submitted by 200 threads with keys of their own, each one claim", this::submittedWithManyKeys);
    }

    private void submittedWithManyKeys() throws Exception {
        Member member = hospitalMember();
        CaseId id = draft(member, "1000.00");
        int version = drafts.find(member.actor(), id).version();
        ConcurrentLinkedQueue<String> codes = new ConcurrentLinkedQueue<>();
        together(200, i -> {
            try {
                claims.submit(member.actor(), id, new Submission(version, Set.of(), true), NOW);
                codes.add("done");
            } catch (Refusal late) {
                codes.add(late.code());
            }
        });
        assertThat(codes).hasSize(200).filteredOn("done"::equals).hasSize(1);
        assertThat(codes).filteredOn("claim_already_submitted"::equals).hasSize(199);
        assertThat(store.ofCase(TestData.FUND, id)).hasSize(1);
    }

    private static void again(String what, RoundTrips.Work work) throws Exception {
        int tries = Integer.getInteger("tongzhou.claims.tries", 1);
        for (int i = 1; i <= tries; i++) {
            work.run();
            if (i == tries || i % 100 == 0) {
                System.out.println(i + " " + what);
            }
        }
    }

    @Test
    void ofTwoApprovalsAtTheSameInstantOneWins() throws Exception {
        Unit unit = data.unit(TestData.DAYE);
        List<Actor> two =
                List.of(members.reviewer(Role.COUNTY_REVIEWER, unit), members.reviewer(Role.COUNTY_REVIEWER, unit));
        for (int round = 0; round < 100; round++) {
            NewPerson person = TestData.newPerson(Sex.MALE, LocalDate.of(1980, 3, 4));
            Member member = members.memberOf(unit, person, Map.of("hospital", 1));
            ClaimId id = members.hospitalClaim(member, "8000.00", NOW).claims().get(0);
            int version = claim(id).version();
            ConcurrentLinkedQueue<String> codes = new ConcurrentLinkedQueue<>();
            together(2, i -> {
                try {
                    reviews.approve(two.get(i), id, version, NOW);
                    codes.add("done");
                } catch (Refusal late) {
                    codes.add(late.code());
                }
            });
            assertThat(codes).containsExactlyInAnyOrder("done", "claim_moved_on");
            assertThat(steps.history(TestData.FUND, id)).hasSize(2);
        }
    }

    /** What each trip costs is little; how many there are decides how many a second. The claim goes on to the city. */
    @Test
    void aFilingAsksTheDatabaseFiveTimesAndAnApprovalEightTimes() throws Exception {
        Member member = hospitalMember();
        CaseId draft = draft(member, "80000.00");
        Submission submission =
                new Submission(drafts.find(member.actor(), draft).version(), Set.of(), true);
        List<String> filing = trips(() -> claims.submit(member.actor(), draft, submission, NOW));
        assertThat(filing).hasSizeLessThanOrEqualTo(5).last().isEqualTo("commit");
        assertThat(filing.get(filing.size() - 2)).contains("into audit.entry", "into notice.message");
        Claim claim = store.ofCase(TestData.FUND, draft).get(0);
        Actor county = county(member);
        assertThat(trips(() -> reviews.approve(county, claim.id(), claim.version(), NOW)))
                .hasSizeLessThanOrEqualTo(8);
    }

    /** Without the plans: they are kept for some seconds and then read again, whoever asks next. */
    private static List<String> trips(RoundTrips.Work work) throws Exception {
        return RoundTrips.of(work).stream()
                .map(RoundTrips.Trip::brief)
                .filter(sql -> !sql.contains("catalogue."))
                .toList();
    }

    @Test
    void aForeignDraftIsNotThere() {
        Member member = hospitalMember();
        CaseId id = draft(member, "1000.00");
        Member other = hospitalMember();
        refused("not_found", () -> drafts.find(other.actor(), id));
        refused("not_found", () -> claims.submit(other.actor(), id, new Submission(1, Set.of(), true), NOW));
        Drafts.NewPaper paper = new Drafts.NewPaper(1, PaperKind.RECEIPT, Map.of());
        refused("not_found", () -> drafts.attach(other.actor(), id, paper, NOW));
        refused("not_found", () -> claims.supplement(other.actor(), id, paper, NOW));
        ClaimId claim = members.submit(member.actor(), id, NOW).claims().get(0);
        refused("not_found", () -> claims.withdraw(other.actor(), claim, 1, NOW));
        refused("not_found", () -> drafts.open(other.actor(), member.person(), EventKind.HOSPITAL, NOW));
    }

    @Test
    void anOldTabIsRefused() {
        Member member = hospitalMember();
        CaseId id = draft(member, "1000.00");
        int seen = drafts.find(member.actor(), id).version();
        drafts.correct(member.actor(), id, seen, Map.of(FactField.HOSPITAL, "黄石市中心医院"), NOW);
        refused(
                "claim_draft_stale",
                () -> drafts.correct(member.actor(), id, seen, Map.of(FactField.HOSPITAL, "别的医院"), NOW));
        refused(
                "claim_draft_stale",
                () -> claims.submit(member.actor(), id, new Submission(seen, Set.of(), true), NOW));
    }

    @Test
    void theDraftIsThereAgainAfterALostSession() {
        Member member = hospitalMember();
        CaseId id = draft(member, "1000.00");
        assertThat(drafts.current(member.actor(), member.person()).orElseThrow().id())
                .isEqualTo(id);
        assertThat(drafts.open(member.actor(), member.person(), EventKind.HOSPITAL, NOW))
                .isEqualTo(id);
        assertThat(drafts.find(member.actor(), id).facts().money(FactField.IN_SCOPE))
                .contains(Money.parseYuan("1000.00"));
    }

    @Test
    void dischargeBeforeAdmissionIsRefused() {
        Map<FactField, String> facts = Map.of(FactField.DISCHARGED, "2026-01-18");
        assertThat(faultsAfter(facts)).containsExactly(FactFault.Code.DISCHARGE_BEFORE_ADMISSION);
    }

    @Test
    void ownPayAboveTheTotalIsRefused() {
        assertThat(faultsAfter(Map.of(FactField.CASH, "1000.01"))).containsExactly(FactFault.Code.OWN_PAY_OVER_TOTAL);
    }

    @Test
    void amountsThatDoNotAddUpAreRefused() {
        assertThat(faultsAfter(Map.of(FactField.POOL, "0.01"))).containsExactly(FactFault.Code.TOTAL_DOES_NOT_ADD_UP);
        assertThat(faultsAfter(Map.of(FactField.OUT_OF_SCOPE, "0.01")))
                .containsExactly(FactFault.Code.BORNE_DOES_NOT_ADD_UP);
    }

    @Test
    void aStayInTheFutureAndAReceiptOfSomebodyElseAreRefused() {
        assertThat(faultsAfter(Map.of(FactField.DISCHARGED, "2026-02-11"))).containsExactly(FactFault.Code.IN_FUTURE);
        assertThat(faultsAfter(Map.of(FactField.PAYER, "别人"))).containsExactly(FactFault.Code.OTHER_PERSON);
    }

    @Test
    void skippingAStepIsRefused() {
        Member member = hospitalMember();
        CaseId id = drafts.open(member.actor(), member.person(), EventKind.HOSPITAL, NOW);
        refused("claim_receipt_missing", () -> members.submit(member.actor(), id, NOW));
        members.attach(member.actor(), id, PaperKind.RECEIPT, NOW);
        refused("claim_facts_incomplete", () -> members.submit(member.actor(), id, NOW));
    }

    @Test
    void withoutTheMembersWordNothingIsSubmitted() {
        Member member = hospitalMember();
        CaseId id = draft(member, "1000.00");
        int version = drafts.find(member.actor(), id).version();
        refused(
                "claim_consent",
                () -> claims.submit(member.actor(), id, new Submission(version, Set.of(), false), NOW));
    }

    @Test
    void anAmountInScientificNotationIsRefusedAtOnce() {
        Member member = hospitalMember();
        CaseId id = draft(member, "1000.00");
        int version = drafts.find(member.actor(), id).version();
        refused(
                "claim_fact_money",
                () -> drafts.correct(member.actor(), id, version, Map.of(FactField.TOTAL, "1E50000000"), NOW));
        refused(
                "claim_fact_money",
                () -> drafts.correct(member.actor(), id, version, Map.of(FactField.TOTAL, "-1.00"), NOW));
        refused(
                "claim_fact_day",
                () -> drafts.correct(member.actor(), id, version, Map.of(FactField.ADMITTED, "2026-02-30"), NOW));
    }

    @Test
    void aHundredFirstClaimsAtOnceNeverPassTheLimitTheyShare() throws Exception {
        again("limits met by 100 first claims at once, each filled and not passed", this::aHundredFirstClaims);
    }

    private void aHundredFirstClaims() throws Exception {
        Member rider = members.member(TestData.DAYE, Map.of("gig-accident", 1));
        List<Actor> hands = IntStream.range(0, 100)
                .mapToObj(i -> data.officer(rider.unit()))
                .toList();
        List<CaseId> drafts = hands.stream().map(hand -> accident(rider, hand)).toList();
        ConcurrentLinkedQueue<ClaimId> filed = new ConcurrentLinkedQueue<>();
        together(
                100,
                i -> filed.addAll(onceThereIsAConnection(
                        () -> members.submit(hands.get(i), drafts.get(i), NOW).claims())));
        assertThat(filed).hasSize(100);
        assertThat(usedBy(rider.person())).isEqualTo(Money.ofYuan(20_000));
    }

    /** A hundred at once wait for a few connections, on a busy machine longer than one may; who got none has done nothing yet. */
    private static List<ClaimId> onceThereIsAConnection(Supplier<List<ClaimId>> submission) {
        while (true) {
            try {
                return submission.get();
            } catch (CannotCreateTransactionException noneFree) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void rTwoClaimsAtTheSameInstantNeverPassTheCeiling() throws Exception {
        Member rider = members.member(TestData.DAYE, Map.of("gig-accident", 1));
        List<Actor> hands = List.of(data.officer(rider.unit()), data.officer(rider.unit()));
        List<CaseId> drafts =
                hands.stream().map(hand -> accident(rider, hand, "14000.00")).toList();
        ConcurrentLinkedQueue<ClaimId> filed = new ConcurrentLinkedQueue<>();
        together(
                2,
                i -> filed.addAll(
                        members.submit(hands.get(i), drafts.get(i), NOW).claims()));
        assertThat(filed.stream().map(id -> claim(id).amount()))
                .containsExactlyInAnyOrder(Money.ofYuan(14_000), Money.ofYuan(6_000));
        assertThat(usedBy(rider.person())).isEqualTo(Money.ofYuan(20_000));
    }

    private CaseId accident(Member rider, Actor hand) {
        return accident(rider, hand, "1000.00");
    }

    private CaseId accident(Member rider, Actor hand, String borne) {
        Map<FactField, String> facts = Members.receipt(rider, borne, Members.JANUARY, Members.JANUARY.plusDays(1));
        facts.put(FactField.EVENT_DAY, Members.JANUARY.toString());
        return members.draft(hand, rider.person(), EventKind.ACCIDENT, facts, NOW);
    }

    @Test
    void aStayAcrossARenewalBelongsToItsAdmission() {
        NewPerson person = TestData.newPerson(Sex.MALE, LocalDate.of(1980, 3, 4));
        LocalDate first = LocalDate.of(2025, 1, 25);
        Member member = members.member(person, TestData.DAYE, Map.of("hospital", 1), first);
        members.cover(person, member.unit(), Map.of("hospital", 1), first.plusYears(1), first);
        Map<FactField, String> facts =
                Members.receipt(member, "1000.00", LocalDate.of(2026, 1, 20), LocalDate.of(2026, 2, 1));
        CaseId id = members.draft(member.actor(), member.person(), EventKind.HOSPITAL, facts, NOW);
        List<ClaimId> filed = members.submit(member.actor(), id, NOW).claims();
        assertThat(filed).hasSize(1);
        assertThat(claim(filed.get(0)).amount()).isEqualTo(Money.parseYuan("700.00"));
    }

    @Test
    void anEventBeforeTheCoverIsRefusedAtTheDoor() {
        Member member = hospitalMember();
        Map<FactField, String> facts =
                Members.receipt(member, "1000.00", LocalDate.of(2025, 11, 20), LocalDate.of(2025, 12, 1));
        CaseId id = members.draft(member.actor(), member.person(), EventKind.HOSPITAL, facts, NOW);
        refused("claim_no_cover_on_day", () -> members.submit(member.actor(), id, NOW));
    }

    @Test
    void aStayInsideTheWaitingPeriodGoesToAPersonWithNothingToPay() {
        NewPerson person = TestData.newPerson(Sex.MALE, LocalDate.of(1980, 3, 4));
        LocalDate first = LocalDate.of(2026, 1, 1);
        Member member = members.member(person, TestData.DAYE, Map.of("hospital", 1), first, first);
        ClaimId id = members.hospitalClaim(member, "1000.00", NOW).claims().get(0);
        assertThat(claim(id).status()).isEqualTo(MemberStatus.UNDER_REVIEW);
        assertThat(claim(id).amount()).isEqualTo(Money.ZERO);
        Actor county = members.reviewer(Role.COUNTY_REVIEWER, member.unit());
        refused(
                "claim_nothing_payable",
                () -> reviews.approve(county, id, claim(id).version(), NOW));
    }

    /** A rule that pays nothing may still count what was borne; a refusal for another reason counts nothing. */
    @ParameterizedTest
    @CsvSource({"hospital-2025 §3, 80000", "hospital-2025 §5, 0"})
    void whatARefusedClaimMetOfADeductibleStandsIfTheRulesRefusedIt(String clause, long counted) {
        LocalDate first = LocalDate.of(2026, 1, 1);
        NewPerson person = TestData.newPerson(Sex.MALE, LocalDate.of(1980, 3, 4));
        Member member = members.member(person, TestData.DAYE, Map.of("hospital", 1), first, first);
        ClaimId id = members.hospitalClaim(member, "1000.00", NOW).claims().get(0);
        LimitKey deductible = new LimitKey("hospital/inpatient/1", "term:2026-01-01");
        used.replace(TestData.FUND, id, Map.of(deductible, 80_000L));
        Actor county = members.reviewer(Role.COUNTY_REVIEWER, member.unit());
        Reviews.Ground ground = new Reviews.Ground(clause, "按计划条款，这次住院不能给付。");
        reviews.proposeRefusal(county, id, claim(id).version(), ground, NOW);
        Actor city = members.reviewer(Role.CITY_REVIEWER, member.unit());
        reviews.confirmRefusal(city, id, claim(id).version(), NOW);
        assertThat(used.of(TestData.FUND, member.person()).of(deductible)).isEqualTo(counted);
    }

    @Test
    void withoutACardTheMemberIsAskedForOne() {
        Unit unit = data.unit(TestData.DAYE);
        NewPerson known = TestData.newPerson(Sex.MALE, LocalDate.of(1980, 3, 4));
        NewPerson person = new NewPerson(known.name(), known.id(), known.phone(), null);
        members.cover(person, unit, Map.of("hospital", 1), Members.JANUARY, Members.JANUARY.minusYears(1));
        var id = people.find(TestData.FUND, person.id()).orElseThrow();
        Member member = new Member(id, unit, data.actor(Role.MEMBER, unit.path(), id), person.name());
        CaseId draft = draft(member, "1000.00");
        refused("payee_account_missing", () -> members.submit(member.actor(), draft, NOW));
    }

    @Test
    void theOfficerFilesForAMemberOfTheOwnUnitAndForNobodyElse() {
        Member member = hospitalMember();
        Actor officer = data.officer(member.unit());
        CaseId id =
                members.draft(officer, member.person(), EventKind.HOSPITAL, Members.receipt(member, "1000.00"), NOW);
        assertThat(members.submit(officer, id, NOW).claims()).hasSize(1);
        Actor stranger = data.officer(data.unit(TestData.DAYE));
        refused("not_found", () -> drafts.open(stranger, member.person(), EventKind.HOSPITAL, NOW));
    }

    @Test
    void oneSumATermIsNotPaidTwiceForTwoStays() {
        Member member = members.woman(TestData.DAYE, Map.of("hospital", 1, "women", 1));
        ClaimId first = women(member);
        ClaimId second = women(member);
        Actor county = members.reviewer(Role.COUNTY_REVIEWER, member.unit());
        reviews.confirmClass(county, first, claim(first).version(), "breast", NOW);
        reviews.confirmClass(county, second, claim(second).version(), "breast", NOW);
        assertThat(claim(first).amount()).isEqualTo(Money.ofYuan(15_000));
        assertThat(claim(second).amount()).isEqualTo(Money.ZERO);
        refused(
                "claim_nothing_payable",
                () -> reviews.approve(county, second, claim(second).version(), NOW));
    }

    private ClaimId women(Member member) {
        Map<FactField, String> facts = Members.receipt(member, "1000.00");
        facts.put(FactField.DIAGNOSIS, "乳腺恶性肿瘤 C50.9");
        CaseId draft = members.draft(member.actor(), member.person(), EventKind.HOSPITAL, facts, NOW);
        members.attach(member.actor(), draft, PaperKind.PATHOLOGY_REPORT, NOW);
        return members.submit(member.actor(), draft, NOW, "women").claims().stream()
                .filter(id -> claim(id).benefit().plan().equals("women"))
                .findFirst()
                .orElseThrow();
    }

    private List<FactFault.Code> faultsAfter(Map<FactField, String> typed) {
        Member member = hospitalMember();
        CaseId id = draft(member, "1000.00");
        drafts.correct(member.actor(), id, drafts.find(member.actor(), id).version(), typed, NOW);
        refused("claim_facts_incomplete", () -> members.submit(member.actor(), id, NOW));
        return drafts.faults(member.actor(), drafts.find(member.actor(), id), LocalDate.of(2026, 2, 10)).stream()
                .map(FactFault::code)
                .toList();
    }
}
