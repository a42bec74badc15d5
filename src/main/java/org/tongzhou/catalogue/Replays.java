package org.tongzhou.catalogue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Slice;
import org.tongzhou.plan.PlanVersion;

/**
 * Decides the fund's past claims of a plan once more under a draft, page by page, and tells who would get more and who
 * less, and whether the draft would pay out more of its fees than the fund has set (90 % [example]).
 */
@Component
public class Replays {
    private static final Logger LOG = LoggerFactory.getLogger(Replays.class);
    private static final int PAGE = 2_000;
    private static final int LIST = 50;

    private final ReplayStore store;
    private final DraftStore drafts;
    private final Plans plans;
    private final PastClaims past;
    private final ReplayRunner runner;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final int alarmBasisPoints;

    Replays(
            ReplayStore store,
            DraftStore drafts,
            Plans plans,
            PastClaims past,
            ReplayRunner runner,
            AuditTrail audit,
            TransactionTemplate transaction,
            @Value("${tongzhou.replay.alarm-percent:90}") int alarmPercent) {
        this.alarmBasisPoints = 100 * alarmPercent;
        this.transaction = transaction;
        this.store = store;
        this.drafts = drafts;
        this.plans = plans;
        this.past = past;
        this.runner = runner;
        this.audit = audit;
    }

    /**
     * Starts a run of the draft as it is saved and waits a moment for its end; one that runs for the same content, on
     * whichever instance, is answered instead. Refuses {@code draft_faulty} while the text does not read,
     * {@code replay_busy} while too many wait, and {@code draft_state} once the draft is decided on: what it was decided
     * by stays.
     */
    public Replay run(Actor actor, DraftId id, Duration patience, Instant now) {
        Editors.requireReader(actor);
        Draft draft = drafts.find(actor.fund(), id).orElseThrow(Refusal::notFound);
        requireOpen(draft);
        PlanVersion plan = draft.parsed().plan().orElseThrow(() -> Refusal.conflict("draft_faulty"));
        Optional<Replay> before = store.latest(actor.fund(), id)
                .filter(it -> it.isRunning() && it.content().equals(draft.content()));
        long replay = before.map(Replay::id).orElseGet(() -> begin(actor, draft, plan, now));
        runner.await(replay, patience);
        return store.latest(actor.fund(), id).orElseThrow(Refusal::notFound);
    }

    private static void requireOpen(Draft draft) {
        if (!draft.state().isOpen()) {
            throw Refusal.conflict("draft_state");
        }
    }

    private synchronized long begin(Actor actor, Draft draft, PlanVersion plan, Instant now) {
        FundId fund = actor.fund();
        ReplayStore.Asked asked = new ReplayStore.Asked(
                draft.id(), draft.content(), past.count(fund, draft.code()), incoming(fund, plan), actor.userId());
        AuditEntry entry = new AuditEntry(
                actor,
                now,
                "plan.replayed",
                "draft:" + draft.id().value(),
                Map.of("plan", draft.code().value(), "content", draft.content()));
        long replay = Objects.requireNonNull(transaction.execute(status -> {
            requireOpen(drafts.lock(fund, draft.id()).orElseThrow(Refusal::notFound));
            audit.record(entry);
            return store.begin(fund, asked, now);
        }));
        if (!runner.start(fund, replay, () -> work(fund, replay, plan))) {
            store.end(fund, replay, Replay.State.FAILED);
            throw Refusal.conflict("replay_busy");
        }
        return replay;
    }

    private ReplayStore.Incoming incoming(FundId fund, PlanVersion draft) {
        Money cameIn = past.fees(fund, draft.code());
        Money more = new FeesUnder(draft, editions(fund, draft)).difference(past.charged(fund, draft.code()));
        return new ReplayStore.Incoming(cameIn, cameIn.plus(more), alarmBasisPoints);
    }

    private Map<String, PlanVersion> editions(FundId fund, PlanVersion draft) {
        return plans.editions(fund, draft.code()).stream()
                .collect(Collectors.toMap(PlanVersion::edition, edition -> edition));
    }

    private void work(FundId fund, long replay, PlanVersion plan) {
        long start = System.nanoTime();
        try {
            Rehearsal rehearsal = new Rehearsal(plan, editions(fund, plan));
            PastClaims.Place place = PastClaims.Place.START;
            for (List<PastClaim> page = past.after(fund, plan.code(), place, PAGE);
                    !page.isEmpty();
                    page = past.after(fund, plan.code(), place, PAGE)) {
                page.forEach(rehearsal::take);
                store.progress(fund, replay, rehearsal, Duration.ofNanos(System.nanoTime() - start));
                place = PastClaims.Place.of(page.get(page.size() - 1));
            }
            store.end(fund, replay, Replay.State.DONE);
        } catch (RuntimeException broken) {
            LOG.error("replay {} broke off", replay, broken);
            store.end(fund, replay, Replay.State.FAILED);
        }
    }

    /** The last run of a draft. */
    public Optional<Replay> latest(Actor actor, DraftId id) {
        Editors.requireReader(actor);
        return store.latest(actor.fund(), id);
    }

    /** Those who would get less, or more, the largest difference first, 50 at a time. */
    public Slice<Replay.Change> changes(Actor actor, Replay replay, Replay.Side side, @Nullable String after) {
        Editors.requireReader(actor);
        List<Rehearsal.Change> found = store.changes(actor.fund(), replay, side, place(after), LIST + 1);
        Slice<Rehearsal.Change> page = Slice.of(found, LIST, last -> -distance(last) + "_" + last.claim());
        Map<Long, PastClaims.Label> labels = past.labels(
                actor.fund(), page.items().stream().map(Rehearsal.Change::claim).toList());
        return page.map(it -> new Replay.Change(
                it.claim(), it.now(), it.draft(), labels.getOrDefault(it.claim(), new PastClaims.Label("", "", ""))));
    }

    private static long distance(Rehearsal.Change change) {
        return Math.abs(change.draft().fen() - change.now().fen());
    }

    private static Optional<ReplayStore.After> place(@Nullable String after) {
        if (after == null || !after.matches("-?\\d{1,15}_\\d{1,18}")) {
            return Optional.empty();
        }
        String[] parts = after.split("_", -1);
        return Optional.of(new ReplayStore.After(Long.parseLong(parts[0]), Long.parseLong(parts[1])));
    }
}
