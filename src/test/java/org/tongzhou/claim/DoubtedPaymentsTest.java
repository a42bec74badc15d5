package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.tongzhou.testing.Refused.refused;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.access.web.Visits;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.payment.BatchId;
import org.tongzhou.payment.Batches;
import org.tongzhou.payment.BenefitRejected;
import org.tongzhou.payment.BenefitsRejected;
import org.tongzhou.payment.Instruction;
import org.tongzhou.payment.InstructionState;
import org.tongzhou.payment.Wanted;
import org.tongzhou.person.AccountChange;
import org.tongzhou.testing.TestData;

/** A stay is told otherwise after its benefit was approved: the payment waits until a reviewer has looked, and then goes out. */
class DoubtedPaymentsTest extends DirectRoom {
    private static final String FOUND = "已与医院电话核查，按原报办理。";

    @Autowired
    private ReportDoubts doubts;

    @Autowired
    private Signs signs;

    @Autowired
    private Queues queues;

    @Autowired
    private Batches batches;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Visits visits;

    private final String bank = "样例银行" + UUID.randomUUID().toString().substring(0, 8);
    private Member member;

    /** A benefit that the rules approved, to be paid at a bank where nobody else has an account. */
    private ClaimId approved() {
        member = consenting();
        AccountChange own = new AccountChange(member.person(), card(), bank, true, null);
        Instant before = NOW.minus(Duration.ofDays(30));
        accounts.confirm(province(member), accounts.change(member.actor(), own, before), before);
        ClaimId id = small(member);
        days.settleDue(TestData.FUND, DAY);
        return id;
    }

    /** Nobody else's. */
    private static String card() {
        return String.valueOf(
                TestData.newPerson(Sex.FEMALE, LocalDate.of(1982, 5, 6)).card());
    }

    private void toldOtherwise(ClaimId id) {
        EventCase.Source source = Objects.requireNonNull(
                files.review(county(member), id).eventCase().source());
        doubts.raise(TestData.FUND, List.of(source.report()), DAY);
    }

    private BatchId drafted() {
        return drafted(10);
    }

    private BatchId drafted(int atMost) {
        return batches.draft(finance(Role.FINANCE_MAKER), new Wanted(bank, null, atMost), DAY);
    }

    private Actor finance(Role role) {
        return data.actor(role, TestData.PROVINCE);
    }

    private long open(ClaimId id) {
        return files.review(county(member), id).signs().stream()
                .filter(Sign::isOpen)
                .findFirst()
                .orElseThrow()
                .id();
    }

    private void lookedAt(ClaimId id) {
        signs.lookedAt(county(member), id, claim(id).version(), new Signs.Finding(open(id), FOUND), DAY);
    }

    private String page(String address, Actor actor) throws Exception {
        return mvc.perform(get(address).with(visits.of(actor)))
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    @Test
    void whatIsNotBatchedYetStaysOutUntilSomebodyHasLooked() {
        ClaimId id = approved();
        toldOtherwise(id);
        refused("payment_nothing_to_pay", this::drafted);
        lookedAt(id);
        drafted();
        assertThat(instructed(id))
                .singleElement()
                .satisfies(one -> assertThat(one.state()).isEqualTo(InstructionState.SEALED));
    }

    @Test
    void whatStaysOutTakesNoPlaceInABatchOfSoManyAtMost() {
        ClaimId older = approved();
        toldOtherwise(older);
        ClaimId newer = approved();
        drafted(1);
        assertThat(instructed(newer).get(0).state()).isEqualTo(InstructionState.SEALED);
        assertThat(instructed(older).get(0).state()).isEqualTo(InstructionState.APPROVED);
    }

    @Test
    void whatIsSealedIsNotReleasedUntilSomebodyHasLooked() {
        ClaimId id = approved();
        BatchId batch = drafted();
        toldOtherwise(id);
        Actor checker = finance(Role.FINANCE_CHECKER);
        String hash = batches.get(checker, batch).hash();
        refused("payment_cause_blocked", () -> batches.release(checker, batch, hash, DAY));
        lookedAt(id);
        batches.release(checker, batch, hash, DAY);
        assertThat(instructed(id).get(0).state()).isEqualTo(InstructionState.RELEASED);
    }

    /** The bank would not take it, and the member asks for it again on another card. */
    @Test
    void whatIsPaidAgainWaitsToo() {
        ClaimId id = approved();
        BatchId batch = drafted();
        Actor checker = finance(Role.FINANCE_CHECKER);
        batches.release(checker, batch, batches.get(checker, batch).hash(), DAY);
        rejected(id);
        claims.payAgain(member.actor(), id, claim(id).version(), DAY);
        toldOtherwise(id);
        refused("payment_nothing_to_pay", this::drafted);
        lookedAt(id);
        drafted();
    }

    private void rejected(ClaimId id) {
        Instruction first = instructed(id).get(0);
        for (String state : List.of("SENT", "REJECTED")) {
            jdbc.sql("""
                            insert into payment.instruction_event (fund, instruction, from_state, state, at)
                            select fund, id, state, :state, now() from payment.instruction where fund = 42 and id = :id
                            """).param("state", state).param("id", first.id().value()).update();
        }
        jdbc.sql("insert into payment.bank_cursor select 42, 0, max(id) from payment.instruction_event where fund = 42"
                        + " on conflict (fund) do update set seen_event = excluded.seen_event")
                .update();
        BenefitRejected rejected =
                new BenefitRejected(TestData.FUND, first.cause(), first.id(), first.person(), first.amount(), "AC04");
        transaction.executeWithoutResult(each -> events.publishEvent(BenefitsRejected.of(rejected)));
    }

    @Test
    void bothDesksSeeItAndAReviewerLooksAtItOnThePage() throws Exception {
        ClaimId id = approved();
        toldOtherwise(id);
        assertThat(page("/payments", finance(Role.FINANCE_MAKER))).contains("等审核人员核查后再付");
        Actor county = county(member);
        assertThat(page("/reviews", county)).contains("已核准，等核查再付款", "/reviews/" + id.value());
        String form = "/reviews/" + id.value() + "/signs/" + open(id);
        assertThat(page("/reviews/" + id.value(), county)).contains(form);
        mvc.perform(post(form)
                .with(csrf())
                .with(visits.of(county))
                .param("request_key", UUID.randomUUID().toString())
                .param("version", Integer.toString(claim(id).version()))
                .param("words", FOUND));
        assertThat(page("/reviews/" + id.value(), county)).doesNotContain(form).contains(FOUND);
        drafted();
    }

    /** Whoever of its county looks at such payments, and nobody who could not decide about it. */
    @Test
    void onlyAReviewerWhoMayLookAtItIsShownThatItIsHeld() {
        ClaimId id = approved();
        toldOtherwise(id);
        Actor county = county(member);
        Actor elsewhere = data.actor(Role.COUNTY_REVIEWER, "/42/4202/420222/");
        Actor colleague = new Actor(
                county.userId(),
                county.name(),
                county.scope(),
                county.roles(),
                county.person(),
                member.unit().id());
        Actor self = data.actor(Role.COUNTY_REVIEWER, county.scope().path(), member.person());
        assertThat(held(county)).contains(id);
        assertThat(held(city(member))).as("another level").doesNotContain(id);
        assertThat(held(elsewhere)).as("another county").doesNotContain(id);
        assertThat(held(colleague)).as("the member's unit").doesNotContain(id);
        assertThat(held(self)).as("the member").doesNotContain(id);
        lookedAt(id);
    }

    private List<ClaimId> held(Actor reviewer) {
        return queues.queue(reviewer, QueuePlace.FIRST, FundClock.dayOf(DAY)).held().stream()
                .map(QueueRow::id)
                .toList();
    }

    /** Another sign of a granted claim is nobody's to settle here. */
    @Test
    void onlyAReportThatDiffersIsLookedAtAfterApproval() {
        ClaimId id = approved();
        jdbc.sql("""
                        insert into claim.sign (fund, case_id, kind, found_at)
                        select fund, case_id, 'SHARED_PHONE', now() from claim.claim where fund = 42 and id = :id
                        """).param("id", id.value()).update();
        refused("claim_moved_on", () -> lookedAt(id));
        drafted();
    }
}
