package org.tongzhou.claim;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;
import org.tongzhou.plan.PaperKind;

/**
 * All that is known of a claim, for whoever may see it whole: the member, the officer who filed it, its reviewers; the signs for
 * the last alone.
 */
public record ClaimFile(
        Claim claim,
        EventCase eventCase,
        Outcome outcome,
        List<Step> history,
        ClaimClock clock,
        List<PaperKind> owed,
        List<Proposal> proposals,
        List<Sign> signs,
        List<Claim> siblings,
        Times times,
        @Nullable String finding,
        @Nullable Announcement announcement) {
    public ClaimFile {
        history = List.copyOf(history);
        owed = List.copyOf(owed);
        proposals = List.copyOf(proposals);
        signs = List.copyOf(signs);
        siblings = List.copyOf(siblings);
    }

    /** The same with no more around it than what is shown of its event. */
    ClaimFile within(Cases.CaseFile shown) {
        return new ClaimFile(
                claim,
                shown.eventCase(),
                outcome,
                history,
                clock,
                owed,
                shown.proposals(),
                signs,
                shown.claims(),
                times,
                finding,
                announcement);
    }

    /** When it was filed and, once it was, paid. */
    public record Times(Instant filedAt, @Nullable Instant paidAt) {}

    /** The claims of the event that are decided in favour, this one among them, by number. */
    public List<Claim> granted() {
        return Stream.concat(Stream.of(claim), siblings.stream())
                .filter(one -> one.state().isGranted())
                .sorted(Comparator.comparing(Claim::number))
                .toList();
    }

    /** What the event is granted in all. */
    public Money grantedSum() {
        return granted().stream().map(Claim::amount).reduce(Money.ZERO, Money::plus);
    }

    /** The last step with a verb. */
    public Optional<Step> last(Verb verb) {
        return history.stream().filter(step -> step.verb() == verb).reduce((first, second) -> second);
    }

    /** Whether it was approved where it still stands, since a check that was handed up there is to be made by one more person. */
    public boolean isApprovedAmongSeveral() {
        return last(Verb.APPROVED)
                .filter(step -> claim.state() == ClaimState.REVIEW && step.level() == claim.level())
                .filter(step -> history.indexOf(step) > 0
                        && history.get(history.indexOf(step) - 1).level() == step.level())
                .isPresent();
    }

    /** True while a sum that goes by first diagnosis waits for a class, and nobody has told that day. */
    public boolean lacksDiagnosis() {
        return claim.state() == ClaimState.REVIEW
                && claim.benefit().lumpSum()
                && finding == null
                && eventCase.lacksDiagnosis()
                && outcome.objections().stream().noneMatch(one -> one.code().equals("event_not_covered"));
    }

    public boolean isRefused() {
        return claim.state() == ClaimState.REFUSED;
    }

    /** The step that decided: confirmed by the second person, or approved last, by a person or by the rules alone. */
    public Step decided() {
        return history.stream()
                .filter(step -> isRefused()
                        ? step.verb() == Verb.REFUSAL_CONFIRMED
                        : step.verb().isApproval())
                .reduce((first, second) -> second)
                .orElseThrow(() -> new IllegalStateException("no decision on " + claim.number()));
    }
}
