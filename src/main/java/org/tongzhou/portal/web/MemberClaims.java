package org.tongzhou.portal.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.claim.Announcement;
import org.tongzhou.claim.Cases;
import org.tongzhou.claim.Claim;
import org.tongzhou.claim.ClaimClock;
import org.tongzhou.claim.ClaimState;
import org.tongzhou.claim.DraftLine;
import org.tongzhou.claim.DrawnClock;
import org.tongzhou.claim.MemberStatus;
import org.tongzhou.claim.MineAsked;
import org.tongzhou.claim.Proposal;
import org.tongzhou.claim.Recalls;
import org.tongzhou.claim.Standings;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Money;
import org.tongzhou.shell.Frame;

/** A member's claims as the first page shows them: under way with their clocks, owed besides, paid. */
@Component
class MemberClaims {
    private static final int MOST_UNDER_WAY = 5;
    private static final int MOST_PAID = 5;
    private static final Set<ClaimState> PAID = Set.of(ClaimState.PAID, ClaimState.CLOSED);
    private static final Set<ClaimState> OVER =
            Set.of(ClaimState.PAID, ClaimState.CLOSED, ClaimState.REFUSED, ClaimState.WITHDRAWN);

    private final Plans plans;
    private final Cases cases;
    private final Recalls recalls;
    private final Standings standings;

    MemberClaims(Plans plans, Cases cases, Recalls recalls, Standings standings) {
        this.plans = plans;
        this.cases = cases;
        this.recalls = recalls;
        this.standings = standings;
    }

    List<HomePage.Doing> underWay(Actor actor, Known known, Frame frame) {
        return Stream.concat(
                        known.mine().draft().map(draft -> unfinished(draft, frame)).stream(),
                        underWay(known.mine()).stream()
                                .filter(claim -> !recalls.isKept(actor.fund(), claim))
                                .limit(MOST_UNDER_WAY)
                                .map(claim -> doing(actor, claim, known, frame)))
                .toList();
    }

    private static HomePage.Doing unfinished(DraftLine draft, Frame frame) {
        return new HomePage.Doing(
                "/my/claims/draft/" + draft.id().value(),
                frame.say("claim.draft"),
                "",
                frame.say(
                        "claim.draft.line",
                        frame.say("claim.event." + draft.kind().name()),
                        frame.fmt().memberStamp(draft.savedAt(), frame.today().day())),
                frame.say(MemberStatus.NOT_SUBMITTED.key()),
                MemberStatus.NOT_SUBMITTED.tone().css(),
                null);
    }

    List<HomePage.Owed> owed(Actor actor, List<Proposal> open, Frame frame) {
        return open.stream()
                .map(proposal -> new HomePage.Owed(
                        "/my/cases/" + proposal.eventCase().value(),
                        frame.say("portal.home.owed"),
                        frame.say(
                                "portal.home.owed.text",
                                plans.nameOf(
                                        actor.fund(),
                                        proposal.plan(),
                                        frame.words().locale()),
                                frame.fmt().shortYuan(proposal.upTo())),
                        frame.say("portal.home.owed.see")))
                .toList();
    }

    /** What is asked of a member's claims by who they are: the claims, and what was ordered of them. */
    record Asked(MineAsked mine, Rows<Map.Entry<String, Money>> ordered) {}

    Asked ask(Trip trip, Actor actor) {
        return new Asked(cases.mine(trip, actor, Cases.Below.NOTHING), recalls.ordered(trip, actor));
    }

    /**
     * The newest claims, what was ordered of all, how those stand that are under way; where the newest are not all, what each paid one came
     * to.
     */
    record Known(
            Cases.Mine mine,
            List<Map.Entry<String, Money>> ordered,
            Standings.Asked standings,
            @Nullable Rows<Map.Entry<String, Money>> every) {
        /** Of the newest claims those that are paid, newest first, with what went to the account. */
        Map<Claim, Money> paid() {
            Map<String, Money> ofCause = ofCause();
            Map<Claim, Money> amounts = new LinkedHashMap<>();
            mine.claims().items().stream()
                    .filter(claim -> PAID.contains(claim.state()))
                    .forEach(claim ->
                            amounts.put(claim, ofCause.getOrDefault(claim.id().cause(), claim.amount())));
            return amounts;
        }

        /** What went to the account in all. */
        Money received() {
            Map<String, Money> ofCause = ofCause();
            Stream<Money> amounts = every == null
                    ? paid().values().stream()
                    : every.list().stream().map(each -> ofCause.getOrDefault(each.getKey(), each.getValue()));
            return amounts.reduce(Money.ZERO, Money::plus);
        }

        private Map<String, Money> ofCause() {
            return ordered.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }
    }

    /** Asks in a trip what follows from the claims, if any is under way or they are more than came. */
    Known follow(Trip trip, Actor actor, Asked asked) {
        Cases.Mine mine = asked.mine().mine();
        return new Known(
                mine,
                asked.ordered().list(),
                standings.ask(trip, actor, underWay(mine)),
                mine.claims().next() == null ? null : cases.paid(trip, actor));
    }

    private static List<Claim> underWay(Cases.Mine mine) {
        return mine.claims().items().stream()
                .filter(claim -> !OVER.contains(claim.state()))
                .toList();
    }

    List<HomePage.Received> received(Actor actor, Known known, Frame frame) {
        return known.paid().entrySet().stream()
                .limit(MOST_PAID)
                .map(each -> new HomePage.Received(
                        "/my/claims/" + each.getKey().id().value() + "/paid",
                        plans.nameOf(
                                actor.fund(),
                                each.getKey().benefit().plan(),
                                frame.words().locale()),
                        frame.say(
                                "portal.home.received.line",
                                day(known.mine().paidAt().get(each.getKey().id()), frame)),
                        "+" + frame.fmt().money(each.getValue())))
                .toList();
    }

    private static String day(@Nullable Instant paidAt, Frame frame) {
        return paidAt == null
                ? ""
                : frame.fmt().memberDay(FundClock.dayOf(paidAt), frame.today().day());
    }

    private HomePage.Doing doing(Actor actor, Claim claim, Known known, Frame frame) {
        Standings.Standing standing = known.standings().of(claim);
        MemberStatus status = claim.status();
        Announcement told = claim.state() == ClaimState.ANNOUNCED ? standing.announcement() : null;
        boolean promised = status == MemberStatus.UNDER_REVIEW || status == MemberStatus.PAPERS_OWED;
        return new HomePage.Doing(
                "/my/claims/" + claim.id().value(),
                plans.nameOf(actor.fund(), claim.benefit().plan(), frame.words().locale()),
                claim.isUpTo()
                        ? frame.say("claim.upto", frame.fmt().yuan(claim.amount()))
                        : frame.fmt().yuan(claim.amount()),
                told == null
                        ? line(status, standing.clock(), frame)
                        : frame.say(
                                "claim.direct.on",
                                frame.fmt()
                                        .memberDay(told.payOn(), frame.today().day())),
                frame.say(status.key()),
                status.tone().css(),
                promised && told == null
                        ? DrawnClock.of(standing.clock(), frame.today().day())
                        : null);
    }

    private static String line(MemberStatus status, ClaimClock clock, Frame frame) {
        LocalDate today = frame.today().day();
        return switch (status) {
            case PAPERS_OWED -> frame.say("portal.home.standing");
            case APPROVED -> frame.say("portal.home.paying");
            case CARD_NEEDED -> frame.say("portal.home.card");
            default ->
                clock.dueOn()
                        .map(due -> frame.say(
                                        due.isBefore(today) ? "portal.home.late" : "portal.home.due",
                                        frame.fmt().memberDay(due, today))
                                + DrawnClock.counted(clock, frame))
                        .orElse("");
        };
    }
}
