package org.tongzhou.enrolment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Slice;
import org.tongzhou.organisation.FeeShares;
import org.tongzhou.person.People;
import org.tongzhou.person.PersonCard;

/** People enrolled together, for the room that bills them: what each owes, and who leaves before the cover has begun. */
@Component
public class Submissions {
    private static final int PAGE = 100;

    private final SubmissionStore store;
    private final DraftStore drafts;
    private final PolicyStore policies;
    private final Sponsoring sponsoring;
    private final People people;
    private final Plans plans;

    Submissions(
            SubmissionStore store,
            DraftStore drafts,
            PolicyStore policies,
            Sponsoring sponsoring,
            People people,
            Plans plans) {
        this.store = store;
        this.drafts = drafts;
        this.policies = policies;
        this.sponsoring = sponsoring;
        this.people = people;
        this.plans = plans;
    }

    /**
     * One of the people of a submission: masked name, fee of all the plans together, whether any cover has begun, and whether
     * none did because they were too old by then.
     */
    public record Joiner(PersonId person, PersonCard card, Money fee, boolean begun, boolean leftOut) {}

    /** What has become of a roster, oldest first. */
    public List<Submission> ofDraft(FundId fund, DraftId draft) {
        return store.ofDraft(fund, draft);
    }

    /** What who is left owes, split by payer: by the shares of a plan where they were taken, else by the unit's agreement. */
    public FeeSplit split(FundId fund, SubmissionId id, FeeShares agreement) {
        return policies.split(fund, id, agreement);
    }

    /** Whether others pay for it whole: its places are free to its people. */
    public boolean isGranted(FundId fund, SubmissionId id) {
        return store.isGranted(fund, id);
    }

    /** Who is still part of a submission, 100 at a time, who was left out first; the caller minds the territory. */
    public Slice<Joiner> joiners(FundId fund, SubmissionId id, String after, LocalDate today) {
        Slice<SubmissionStore.Row> rows = Slice.of(
                store.joiners(fund, id, JoinerKey.of(after), today, PAGE + 1),
                PAGE,
                row -> row.key().toString());
        Map<PersonId, PersonCard> cards = people.cards(
                fund, rows.items().stream().map(SubmissionStore.Row::person).toList());
        return rows.flatMap(row -> Optional.ofNullable(cards.get(row.person()))
                .map(card -> new Joiner(row.person(), card, row.fee(), row.begun(), row.leftOut()))
                .stream());
    }

    /** Whether the cover of any of a submission's people has begun on that day, so that not all of them may leave. */
    public boolean hasBegun(FundId fund, SubmissionId id, LocalDate today) {
        return store.begun(fund, id, Set.of(), true, today);
    }

    /** How many of a submission whose fee has come in were too old by then: their covers have not begun. */
    public int leftOut(FundId fund, SubmissionId id) {
        return store.leftOut(fund, id);
    }

    /**
     * Until the transaction ends nobody else enrols, leaves or begins in this fund: for who locks more besides, so that everybody
     * locks bills before this and programmes and numbers of receipts after it.
     */
    @Transactional
    public void hold(FundId fund) {
        store.lock(fund);
    }

    /**
     * Where the start of the cover is taken back: true when none of it has begun on that day and all of it awaits its fee again.
     * Not where one of its people awaits the same plan elsewhere, or one that goes on for it, or has a later term of it: both would
     * be out of order.
     */
    @Transactional
    public boolean awaitAgain(FundId fund, SubmissionId id, LocalDate today) {
        store.lock(fund);
        return store.awaitAgain(fund, id, lines(fund), today);
    }

    /** Who leaves a submission: these people, or everybody ({@code all}); and who takes them out. */
    public record Leavers(Set<PersonId> people, boolean all, PersonId by) {}

    /**
     * Takes people out of a submission before any of their cover has begun; answers how many left. Places of free cover that
     * they took are given back, and their rows are taken out of the roster; those of a bill that is given up as a whole stay, so that
     * it can be handed in once more. Refuses {@code cover_begun} when somebody's has, {@code cover_continued} when a later term goes
     * on from it, and {@code withdraw_nobody}.
     */
    @Transactional
    public int withdraw(FundId fund, SubmissionId id, Leavers leavers, Instant now) {
        Set<PersonId> leaving = leavers.people();
        boolean all = leavers.all();
        LocalDate today = FundClock.dayOf(now);
        if (store.isGranted(fund, id)) {
            sponsoring.givenBack(fund, id, store.byPlan(fund, id, leaving, all), now);
        }
        store.lock(fund);
        if (store.begun(fund, id, leaving, all, today)) {
            throw Refusal.conflict("cover_begun", today);
        }
        store.continued(fund, id, leavers, lines(fund)).ifPresent(begins -> {
            throw Refusal.conflict("cover_continued", begins);
        });
        if (!all) {
            drafts.takeOut(fund, id, leavers, now);
        }
        int left = store.withdraw(fund, id, leaving, all);
        if (left == 0) {
            throw Refusal.invalid("withdraw_nobody");
        }
        store.forgetChoices(fund, id);
        store.recount(fund, id);
        return left;
    }

    private PlanLines lines(FundId fund) {
        return PlanLines.of(plans.book(fund).versions());
    }
}
