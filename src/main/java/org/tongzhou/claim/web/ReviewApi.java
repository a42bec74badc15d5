package org.tongzhou.claim.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tongzhou.claim.Cases;
import org.tongzhou.claim.ClaimId;
import org.tongzhou.claim.QueueFilter;
import org.tongzhou.claim.QueuePlace;
import org.tongzhou.claim.QueueRow;
import org.tongzhou.claim.Queues;
import org.tongzhou.claim.Reviews;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.shell.Allowed;

/**
 * Review for programs: the queue and decisions in favour of the member. There is no verb to refuse: a refusal is always
 * the word of two people at their desks.
 */
@RestController
@Allowed({Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER})
class ReviewApi {
    private final Reviews reviews;
    private final Cases cases;
    private final Queues queues;
    private final Once once;
    private final FundClock clock;

    ReviewApi(Reviews reviews, Cases cases, Queues queues, Once once, FundClock clock) {
        this.reviews = reviews;
        this.cases = cases;
        this.queues = queues;
        this.once = once;
        this.clock = clock;
    }

    /** A claim that waits; {@code left} are working days to its due day, negative when it has passed. */
    record WaitingJson(
            long id,
            String number,
            String plan,
            String state,
            String level,
            @JsonProperty("amount_fen") long amountFen,
            @JsonProperty("due_on") @Nullable LocalDate dueOn,
            int left) {
        static WaitingJson of(QueueRow row) {
            return new WaitingJson(
                    row.id().value(),
                    row.number(),
                    row.plan(),
                    row.state().name(),
                    row.level().name(),
                    row.amount().fen(),
                    row.dueOn(),
                    row.left());
        }
    }

    /**
     * APPROVE passes the claim on or orders it to be paid, SEND_UP hands it to the level above, ASK_PAPERS stops its clock,
     * COMPUTE_AGAIN brings an amount that has moved up to date, before which nobody decides.
     */
    enum DecisionVerb {
        APPROVE,
        SEND_UP,
        ASK_PAPERS,
        COMPUTE_AGAIN
    }

    /** {@code version} is the claim's as it was seen; papers and words (10–500 characters) go with ASK_PAPERS. */
    record DecisionJson(
            @Nullable DecisionVerb verb,
            int version,
            @Nullable List<PaperKind> papers,
            @Nullable String words) {}

    /** By due day, 60 at a time; {@code next} continues, null at the end. */
    record QueueJson(List<WaitingJson> claims, @Nullable String next) {}

    @GetMapping("/api/reviews")
    QueueJson reviewQueue(
            Actor actor,
            @RequestParam(defaultValue = "ALL") QueueFilter filter,
            @RequestParam(defaultValue = "") String after) {
        Slice<WaitingJson> waiting = queues.queue(actor, new QueuePlace(filter, after), clock.today())
                .rows()
                .map(WaitingJson::of);
        return new QueueJson(waiting.items(), waiting.next());
    }

    @PostMapping("/api/reviews/{id}/decisions")
    ClaimJson decideClaim(
            Actor actor,
            @PathVariable long id,
            @RequestBody DecisionJson decision,
            @RequestHeader("Idempotency-Key") String key) {
        ClaimId claim = new ClaimId(id);
        once.run(actor, key, "decision " + id + " " + decision, () -> {
            decide(actor, claim, decision);
            return "";
        });
        return ClaimJson.of(cases.review(actor, claim).claim());
    }

    private void decide(Actor actor, ClaimId claim, DecisionJson decision) {
        reviews.find(actor, claim);
        DecisionVerb verb = decision.verb();
        if (verb == null) {
            throw Refusal.invalid("api_verb");
        }
        switch (verb) {
            case APPROVE -> reviews.approve(actor, claim, decision.version(), clock.now());
            case SEND_UP -> reviews.sendUp(actor, claim, decision.version(), clock.now());
            case ASK_PAPERS -> reviews.askPapers(actor, claim, decision.version(), ask(decision), clock.now());
            case COMPUTE_AGAIN -> reviews.computeAgain(actor, claim, decision.version(), clock.now());
        }
    }

    private static Reviews.Ask ask(DecisionJson decision) {
        List<PaperKind> papers = decision.papers();
        String words = decision.words();
        return new Reviews.Ask(papers == null ? List.of() : papers, words == null ? "" : words);
    }
}
