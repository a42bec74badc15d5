package org.tongzhou.claim;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Scope;

/** Finds what an event opens besides what was asked for, and tells the member: at filing, when facts change, and by night. */
@Component
class Proposing {
    /** Before the first search everything that was sent in a year is looked at. */
    private static final Duration FIRST_LOOK = Duration.ofDays(366);

    /** Covers begin at most a month back, when they are renewed within it; another for plans that allow more [example]. */
    private static final Duration BACK = Duration.ofDays(62);

    private static final int MOST_AT_ONCE = 200;
    private static final int MOST_CASES = 100;

    private static final Logger LOG = LoggerFactory.getLogger(Proposing.class);

    private final ProposalRows proposals;
    private final SearchMarks marks;
    private final CaseStore cases;
    private final ClaimStore claims;
    private final Judging judging;
    private final Tellings tellings;
    private final TransactionTemplate alone;

    Proposing(
            ProposalRows proposals,
            SearchMarks marks,
            CaseStore cases,
            ClaimStore claims,
            Judging judging,
            Tellings tellings,
            TransactionTemplate alone) {
        this.proposals = proposals;
        this.marks = marks;
        this.cases = cases;
        this.claims = claims;
        this.judging = judging;
        this.tellings = tellings;
        this.alone = alone;
    }

    /**
     * Proposes whatever is due of the event that nobody has claimed or been told of, a fixed sum or costs: the latter where an
     * officer filed for their unit's covers alone, or a cover came later. Answers how many that were.
     */
    int propose(FundId fund, EventCase eventCase, Instant now) {
        Set<String> known = Stream.concat(
                        claims.ofCase(fund, eventCase.id()).stream()
                                .map(claim -> claim.benefit().plan()),
                        proposals.ofCase(fund, eventCase.id()).stream().map(Proposal::plan))
                .collect(Collectors.toSet());
        List<Verdict> found = judging.judge(fund, eventCase, FundClock.dayOf(now)).stream()
                .filter(verdict -> !verdict.isRefused())
                .filter(verdict -> !known.contains(verdict.plan().value()))
                .filter(verdict -> verdict.isLumpSum() || !isClaimedElsewhere(fund, eventCase, verdict))
                .toList();
        found.forEach(verdict -> propose(fund, eventCase, verdict, now));
        return found.size();
    }

    /** True when costs of the same stay, or on the same receipt, are claimed of the plan in another case of the member, or were refused there. */
    private boolean isClaimedElsewhere(FundId fund, EventCase eventCase, Verdict verdict) {
        return cases.ofPerson(fund, eventCase.owner().person(), MOST_CASES).stream()
                .filter(other -> !other.id().equals(eventCase.id()) && isSameBill(eventCase, other))
                .flatMap(other -> claims.ofCase(fund, other.id()).stream())
                .anyMatch(claim -> claim.state() != ClaimState.WITHDRAWN
                        && claim.benefit().plan().equals(verdict.plan().value()));
    }

    private static boolean isSameBill(EventCase one, EventCase other) {
        return SignSearch.stays(one, other).isPresent()
                || one.facts().hasReceipt()
                        && other.facts().hasReceipt()
                        && ReceiptStore.Printed.of(one.facts()).equals(ReceiptStore.Printed.of(other.facts()));
    }

    /** Answers the proposal's number; empty when the plan had been proposed before. */
    Optional<Long> propose(FundId fund, EventCase eventCase, Verdict verdict, Instant now) {
        Optional<Long> proposal = proposals.insert(fund, eventCase, verdict, now);
        proposal.ifPresent(id -> tellings.proposed(fund, eventCase, verdict, now));
        return proposal;
    }

    /** A paper came for the event: what its open proposals still lack. */
    void paperCame(FundId fund, EventCase eventCase, Instant now) {
        List<Proposal> waiting = proposals.ofCase(fund, eventCase.id()).stream()
                .filter(one ->
                        one.state() == Proposal.State.OPEN && !one.missing().isEmpty())
                .toList();
        if (waiting.isEmpty()) {
            return;
        }
        Map<String, Proposal> byPlan = waiting.stream().collect(Collectors.toMap(Proposal::plan, Function.identity()));
        for (Verdict verdict : judging.judge(fund, eventCase, FundClock.dayOf(now))) {
            Proposal proposal = byPlan.get(verdict.plan().value());
            if (proposal != null && !verdict.isRefused()) {
                proposals.lacks(fund, proposal, verdict);
            }
        }
    }

    /**
     * Looks at the next events that are new or changed, each by itself: one that cannot be read is set aside and told, the others
     * go on. Answers whether there may be more.
     */
    boolean search(FundId fund, Instant now) {
        Instant since = marks.upto(fund).orElse(now.minus(FIRST_LOOK));
        List<SearchMarks.Changed> changed = marks.changedSince(fund, since, MOST_AT_ONCE);
        changed.forEach(one -> search(fund, one.eventCase(), now));
        if (!changed.isEmpty()) {
            marks.move(fund, changed.get(changed.size() - 1).savedAt());
        }
        return changed.size() >= MOST_AT_ONCE;
    }

    /**
     * Looks once a day at all that was told lately, though it is as it was: a renewal may have begun at the old expiry since, and
     * cover a day that nothing covered when it was told of.
     */
    void searchBack(FundId fund, Instant now, Runnable between) {
        if (!marks.lookBack(fund, FundClock.dayOf(now))) {
            return;
        }
        Instant since = now.minus(BACK);
        List<SearchMarks.Changed> told = marks.changedSince(fund, since, MOST_AT_ONCE);
        while (!told.isEmpty()) {
            told.forEach(one -> search(fund, one.eventCase(), now));
            between.run();
            told = marks.changedSince(fund, told.get(told.size() - 1).savedAt(), MOST_AT_ONCE);
        }
    }

    /** Tries again what was set aside. */
    void searchAside(FundId fund, Instant now) {
        marks.aside(Scope.province(fund)).forEach(one -> search(fund, one.eventCase(), now));
    }

    private void search(FundId fund, CaseId id, Instant now) {
        try {
            alone.executeWithoutResult(status -> {
                cases.find(fund, id).ifPresent(eventCase -> propose(fund, eventCase, now));
                marks.found(fund, id);
            });
        } catch (RuntimeException unreadable) {
            LOG.error("second benefits: case {} of fund {} set aside", id.value(), fund.code(), unreadable);
            marks.setAside(fund, id, unreadable.getClass().getSimpleName(), now);
        }
    }
}
