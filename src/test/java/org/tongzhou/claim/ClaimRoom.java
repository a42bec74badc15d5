package org.tongzhou.claim;

import static org.tongzhou.claim.Members.at;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.claim.Reviews.Ground;
import org.tongzhou.claim.Reviews.Looked;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Level;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.payment.BenefitPaid;
import org.tongzhou.payment.BenefitsPaid;
import org.tongzhou.payment.InstructionId;
import org.tongzhou.person.People;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/** What facts about the room have in common: covered members, their claims, the desks above them. */
@RoomTest
abstract class ClaimRoom {
    static final Instant NOW = at("2026-02-10");

    @Autowired
    Members members;

    @Autowired
    TestData data;

    @Autowired
    Claims claims;

    @Autowired
    Drafts drafts;

    @Autowired
    Reviews reviews;

    @Autowired
    ClaimStore store;

    @Autowired
    StepStore steps;

    @Autowired
    UsedStore used;

    @Autowired
    People people;

    @Autowired
    ApplicationEventPublisher events;

    Member hospitalMember() {
        return members.member(TestData.DAYE, Map.of("hospital", 1));
    }

    CaseId draft(Member member, String inScope) {
        return members.draft(
                member.actor(), member.person(), EventKind.HOSPITAL, Members.receipt(member, inScope), NOW);
    }

    ClaimId hospital(Member member, String inScope) {
        return members.hospitalClaim(member, inScope, NOW).claims().get(0);
    }

    /** A claim that the county decides alone: below the limit and not drawn for the random check. */
    ClaimId smallClaim(Member member) {
        for (int i = 0; i < 20; i++) {
            ClaimId id = hospital(member, "1000.00");
            if (claim(id).route().endsAt(Level.COUNTY)) {
                return id;
            }
        }
        throw new AssertionError("twenty claims in a row were drawn");
    }

    /** The critical-illness claim of a heart attack whose report is there. */
    ClaimId critical(Member member) {
        Map<FactField, String> facts = Members.receipt(member, "1000.00");
        facts.put(FactField.DIAGNOSIS, "急性前壁心肌梗死 I21.0");
        CaseId draft = members.draft(member.actor(), member.person(), EventKind.HOSPITAL, facts, NOW);
        members.attach(member.actor(), draft, PaperKind.TEST_REPORT, NOW);
        return members.submit(member.actor(), draft, NOW, "critical").claims().stream()
                .filter(id -> claim(id).benefit().plan().equals("critical"))
                .findFirst()
                .orElseThrow();
    }

    /** What an accident of January with a bill comes to first: the claim of the accident plan where its papers are there. */
    ClaimId accident(Member member, PaperKind... papers) {
        return accident(member, "1000.00", papers);
    }

    ClaimId accident(Member member, String borne, PaperKind... papers) {
        CaseId draft = accidentDraft(member, borne, papers);
        return members.submit(member.actor(), draft, NOW, "accident").claims().get(0);
    }

    CaseId accidentDraft(Member member, String borne, PaperKind... papers) {
        Map<FactField, String> facts = Members.receipt(member, borne);
        facts.put(FactField.EVENT_DAY, facts.get(FactField.ADMITTED));
        CaseId draft = members.draft(member.actor(), member.person(), EventKind.ACCIDENT, facts, NOW);
        for (PaperKind paper : papers) {
            members.attach(member.actor(), draft, paper, NOW);
        }
        return draft;
    }

    Actor county(Member member) {
        return members.reviewer(Role.COUNTY_REVIEWER, member.unit());
    }

    Actor city(Member member) {
        return members.reviewer(Role.CITY_REVIEWER, member.unit());
    }

    Actor province(Member member) {
        return members.reviewer(Role.PROVINCE_REVIEWER, member.unit());
    }

    void approve(Actor actor, ClaimId id) {
        reviews.approve(actor, id, claim(id).version(), NOW);
    }

    void propose(Actor actor, ClaimId id, Ground ground) {
        reviews.proposeRefusal(actor, id, claim(id).version(), ground, NOW);
    }

    void confirm(Actor actor, ClaimId id, FactField field, String value) {
        reviews.confirmFact(actor, id, claim(id).version(), new Looked(field, value), NOW);
    }

    /** The bank has paid the claim. */
    void pay(Member member, ClaimId id, String day) {
        events.publishEvent(BenefitsPaid.of(new BenefitPaid(
                TestData.FUND,
                id.cause(),
                new InstructionId(1),
                member.person(),
                claim(id).amount(),
                LocalDate.parse(day))));
    }

    Claim claim(ClaimId id) {
        return store.findWithin(Scope.province(TestData.FUND), id).orElseThrow();
    }

    /** What all claims of a person use of the limits of their plans together, shared limits left out. */
    Money usedBy(PersonId person) {
        return Money.ofFen(used.of(TestData.FUND, person).amounts().entrySet().stream()
                .filter(it -> !it.getKey().limit().startsWith("group/"))
                .mapToLong(Map.Entry::getValue)
                .sum());
    }

    Step last(ClaimId id) {
        List<Step> history = steps.history(TestData.FUND, id);
        return history.get(history.size() - 1);
    }

    /** Does the same work in many threads that start at one instant. */
    static void together(int threads, IntConsumer work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<Integer>> done = IntStream.range(0, threads)
                    .mapToObj(i -> pool.submit(() -> {
                        start.await();
                        work.accept(i);
                        return i;
                    }))
                    .toList();
            start.countDown();
            for (Future<Integer> each : done) {
                each.get(60, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
