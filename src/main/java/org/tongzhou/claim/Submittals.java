package org.tongzhou.claim;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.tongzhou.claim.Claims.Submitted;
import org.tongzhou.claim.Submittal.Standing;
import org.tongzhou.database.Together;
import org.tongzhou.database.Together.Turn;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;

/**
 * Drafts that are sent in at the same moment, judged and filed in one transaction. Two that have anything in common, a case, a
 * member or a receipt, do not go together: the later one has to see what came of the other.
 */
@Component
class Submittals {
    private final CaseStore cases;
    private final Access access;
    private final Submitting submitting;
    private final Together<Submittal, Submitted> together;

    Submittals(CaseStore cases, Access access, Submitting submitting, TransactionOperations transactions) {
        this.cases = cases;
        this.access = access;
        this.submitting = submitting;
        this.together = new Together<>(transactions, this::submit);
    }

    Submitted submit(Submittal submittal) {
        return together.ask(submittal);
    }

    /** All are filed at the moment of the last of them. */
    private void submit(List<Turn<Submittal, Submitted>> turns) {
        FundId fund = turns.get(0).asked().actor().fund();
        List<Turn<Submittal, Submitted>> own = turns.stream()
                .filter(turn -> turn.asked().actor().fund().equals(fund))
                .toList();
        Instant now = own.stream()
                .map(turn -> turn.asked().at())
                .max(Instant::compareTo)
                .orElseThrow();
        submitting.submit(
                fund,
                apart(fund, own).stream()
                        .flatMap(one -> one.unlessRefused(() -> requireOwn(one)))
                        .toList(),
                now);
    }

    private Standing requireOwn(Standing one) {
        access.requireOwnDraft(one.actor(), one.draft());
        Drafts.requireDraft(one.draft());
        Drafts.requireVersion(one.draft(), one.submission().version());
        return one;
    }

    /** Their drafts, locked, without those that have something in common with one before them. */
    private List<Standing> apart(FundId fund, List<Turn<Submittal, Submitted>> turns) {
        Map<CaseId, EventCase> locked =
                cases
                        .lock(
                                fund,
                                turns.stream()
                                        .map(turn -> turn.asked().id())
                                        .distinct()
                                        .toList())
                        .stream()
                        .collect(Collectors.toMap(EventCase::id, Function.identity()));
        Set<Object> taken = new HashSet<>();
        List<Standing> apart = new ArrayList<>();
        for (Turn<Submittal, Submitted> turn : turns) {
            EventCase draft = locked.get(turn.asked().id());
            if (draft == null) {
                turn.refuse(Refusal.notFound());
            } else if (Collections.disjoint(taken, own(draft))) {
                taken.addAll(own(draft));
                apart.add(new Standing(turn, draft));
            }
        }
        return apart;
    }

    /** What no other may have that goes with it. */
    private static Set<Object> own(EventCase draft) {
        return draft.facts().hasReceipt()
                ? Set.of(draft.id(), draft.owner().person(), ReceiptStore.Printed.of(draft.facts()))
                : Set.of(draft.id(), draft.owner().person());
    }
}
