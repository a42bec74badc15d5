package org.tongzhou.claim;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.claim.SignStore.NewSign;
import org.tongzhou.document.Alike;
import org.tongzhou.document.PaperId;
import org.tongzhou.document.Papers;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.person.People;
import org.tongzhou.plan.PaperKind;

/**
 * Looks for what a person should look at: duplicates, stays that overlap, accounts, phones and devices that members share.
 * A sign holds approval; only a person says what it means.
 */
@Component
public class Signs {
    /** Other members with an own case from which a shared phone is a sign; a couple shares one [example]. */
    private static final int SHARED_PHONE_FROM = 2;

    /** Other members from which a shared browser is a sign; a family shares one [example]. */
    private static final int SHARED_DEVICE_FROM = 3;

    private static final int MOST_CASES = 100;

    private final SignStore store;
    private final CaseStore cases;
    private final ReceiptStore receipts;
    private final People people;
    private final Papers papers;
    private final Sealing sealing;
    private final Desk desk;
    private final Acting acting;

    Signs(
            SignStore store,
            CaseStore cases,
            ReceiptStore receipts,
            People people,
            Papers papers,
            Sealing sealing,
            Desk desk,
            Acting acting) {
        this.store = store;
        this.cases = cases;
        this.receipts = receipts;
        this.people = people;
        this.papers = papers;
        this.sealing = sealing;
        this.desk = desk;
        this.acting = acting;
    }

    /** A reviewer has looked at a sign and says in 10 to 500 characters what they found. */
    @Transactional
    public void lookedAt(Actor actor, ClaimId id, int version, Finding finding, Instant now) {
        Claim claim = desk.actable(actor, id, version, now);
        String words = Reviews.requireWords(finding.words());
        if (!store.lookedAt(actor, claim.eventCase(), finding.sign(), words, now)) {
            throw Refusal.conflict("claim_moved_on", claim.number());
        }
        acting.note(actor, claim, Verb.SIGN_LOOKED_AT, now);
    }

    /** What was found about a sign. */
    public record Finding(long sign, String words) {}

    /** Keeps what a case may share with others. An officer files for many, so their browser says nothing. */
    void note(Actor actor, EventCase draft, @Nullable String device) {
        FundId fund = actor.fund();
        String account = people.payee(fund, draft.owner().person()).account();
        store.trait(fund, draft.id(), "ACCOUNT", sealing.index("account", account));
        if (device != null && actor.isPerson(draft.owner().person())) {
            store.trait(fund, draft.id(), "DEVICE", sealing.index("device", device));
        }
    }

    /** Looks a submitted case over; what was found before stays found. */
    void look(FundId fund, EventCase eventCase, Instant now) {
        CaseId id = eventCase.id();
        if (eventCase.facts().hasReceipt()) {
            receipt(fund, eventCase, now);
        }
        cases.ofPerson(fund, eventCase.owner().person(), MOST_CASES).stream()
                .filter(other -> !other.id().equals(id) && other.state() == EventCase.State.OPEN)
                .forEach(other -> stays(eventCase, other)
                        .ifPresent(kind -> store.insert(fund, id, NewSign.about(kind, other.id()), now)));
        for (CasePaper paper : eventCase.papers()) {
            if (isContradicted(fund, paper)) {
                store.insert(fund, id, new NewSign(Sign.Kind.TEXT_DIFFERS, null, paper.paper(), null), now);
            }
            pictures(fund, eventCase, paper, now);
        }
        shared(fund, eventCase, now);
    }

    /** The same receipt in another case, and in another fund, of which no more is told than that it has it. */
    private void receipt(FundId fund, EventCase eventCase, Instant now) {
        CaseId id = eventCase.id();
        CaseId holder = receipts.hold(fund, id, eventCase.facts(), now);
        if (!holder.equals(id)) {
            store.insert(fund, id, NewSign.about(Sign.Kind.SAME_RECEIPT, holder), now);
        }
        receipts.elsewhere(fund, eventCase.facts())
                .ifPresent(other ->
                        store.insert(fund, id, new NewSign(Sign.Kind.SAME_RECEIPT_ELSEWHERE, null, null, other), now));
    }

    /**
     * The same page in another case, photographed again or not: one sign for each such case. A member may give one record or
     * certificate of theirs for two events; a receipt only once.
     */
    private void pictures(FundId fund, EventCase eventCase, CasePaper paper, Instant now) {
        CaseId id = eventCase.id();
        boolean receipt = paper.kind() == PaperKind.RECEIPT || paper.kind() == PaperKind.SETTLEMENT_SHEET;
        for (Alike alike : papers.similar(fund, new PaperId(paper.paper()))) {
            if (!receipt && alike.owner().equals(eventCase.owner().person())) {
                continue;
            }
            for (CaseId other : store.withPaper(fund, id, alike.paper().value())) {
                boolean known = store.ofCase(fund, id).stream()
                        .anyMatch(sign -> sign.kind() == Sign.Kind.SAME_PICTURE && other.equals(sign.other()));
                if (!known) {
                    store.insert(fund, id, new NewSign(Sign.Kind.SAME_PICTURE, other, paper.paper(), null), now);
                }
            }
        }
    }

    /** A file that says one thing to the eye and another to a program. */
    private boolean isContradicted(FundId fund, CasePaper paper) {
        return papers.reading(fund, new PaperId(paper.paper()))
                .map(reading -> !reading.signs().isEmpty())
                .orElse(false);
    }

    private void shared(FundId fund, EventCase eventCase, Instant now) {
        CaseId id = eventCase.id();
        several(fund, id, Sign.Kind.SHARED_ACCOUNT, store.sharing(fund, id, "ACCOUNT"), 1, now);
        several(fund, id, Sign.Kind.SHARED_DEVICE, store.sharing(fund, id, "DEVICE"), SHARED_DEVICE_FROM, now);
        List<PersonId> same = people.sharingPhone(fund, eventCase.owner().person());
        List<CaseId> phones = same.isEmpty() ? List.of() : store.newest(fund, same);
        several(fund, id, Sign.Kind.SHARED_PHONE, phones, SHARED_PHONE_FROM, now);
    }

    /** One sign for all that share, naming the newest, once there are enough of them. */
    private void several(FundId fund, CaseId id, Sign.Kind kind, List<CaseId> others, int from, Instant now) {
        if (others.size() < from) {
            return;
        }
        boolean known = store.ofCase(fund, id).stream().anyMatch(sign -> sign.kind() == kind);
        if (!known) {
            store.insert(fund, id, NewSign.about(kind, others.get(others.size() - 1)), now);
        }
    }

    /** Whether two cases of one person are the same stay, or share a day; leaving one house and entering another may be one day. */
    static Optional<Sign.Kind> stays(EventCase one, EventCase other) {
        Optional<LocalDate> from = one.facts().day(FactField.ADMITTED);
        Optional<LocalDate> to = one.facts().day(FactField.DISCHARGED);
        Optional<LocalDate> otherFrom = other.facts().day(FactField.ADMITTED);
        Optional<LocalDate> otherTo = other.facts().day(FactField.DISCHARGED);
        if (from.isEmpty() || to.isEmpty() || otherFrom.isEmpty() || otherTo.isEmpty()) {
            return Optional.empty();
        }
        boolean sameHouse =
                one.facts().text(FactField.HOSPITAL).equals(other.facts().text(FactField.HOSPITAL));
        if (sameHouse && from.equals(otherFrom)) {
            return Optional.of(Sign.Kind.SAME_STAY);
        }
        boolean overlap = from.get().isBefore(otherTo.get()) && otherFrom.get().isBefore(to.get());
        return overlap ? Optional.of(Sign.Kind.OVERLAPPING_STAY) : Optional.empty();
    }

    /** Refuses to approve while somebody still has to look, and while another case has the receipt. */
    void requireLookedAt(FundId fund, EventCase eventCase, Instant now) {
        int open = store.open(fund, eventCase.id());
        if (open > 0) {
            throw Refusal.conflict("claim_signs_open", open);
        }
        if (eventCase.facts().hasReceipt()
                && !receipts.hold(fund, eventCase.id(), eventCase.facts(), now).equals(eventCase.id())) {
            throw Refusal.conflict("claim_receipt_held");
        }
    }
}
