package org.tongzhou.portal.web;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tongzhou.enrolment.Cover;
import org.tongzhou.kernel.Money;
import org.tongzhou.plan.Benefit;
import org.tongzhou.plan.PlanVersion;
import org.tongzhou.plan.Rule;
import org.tongzhou.plan.Sum;
import org.tongzhou.shell.Frame;

/** Says what one cover gives and how it stands today, in a member's words. */
final class CoverWords {
    /** Days before its end from which a cover's tag counts them. */
    private static final int COUNT_FROM = 30;

    private static final Map<String, String> ICONS = Map.of(
            "hospital", "hospital",
            "critical", "heart",
            "women", "flower",
            "accident", "helmet",
            "short-accident", "helmet",
            "gig-accident", "helmet");

    private final Frame frame;

    CoverWords(Frame frame) {
        this.frame = frame;
    }

    HomePage.Held held(Cover cover, PlanVersion plan, boolean tooLate) {
        Tag tag = tooLate ? new Tag(frame.say("cover.too_late"), "bad") : tag(cover);
        return new HomePage.Held(
                "/my/cover",
                ICONS.getOrDefault(plan.code().value(), "shield"),
                name(plan),
                gives(cover, plan),
                tag.word(),
                tag.tone());
    }

    String name(PlanVersion plan) {
        return plan.name().in(frame.words().locale());
    }

    /** The most that one benefit of the cover can pay at once; empty where a share of cost is paid without a limit. */
    static Optional<Money> most(Cover cover, PlanVersion plan) {
        return plan.benefits().stream()
                .flatMap(benefit -> sums(benefit).map(sum -> sum.of(cover.units())))
                .max(Money::compareTo);
    }

    private String gives(Cover cover, PlanVersion plan) {
        String what = most(cover, plan)
                .map(most -> frame.say("portal.home.cover.up_to", frame.fmt().shortYuan(most)))
                .or(() -> rate(plan).map(rate -> frame.say("portal.home.cover.rate", rate)))
                .orElse("");
        return what.isEmpty()
                ? frame.say("portal.home.cover.units", cover.units())
                : frame.say("portal.home.cover.line", cover.units(), what);
    }

    private static Stream<Sum> sums(Benefit benefit) {
        return benefit.fold(
                reimbursement -> caps(reimbursement.rules()),
                lumpSum -> lumpSum.lists().stream().map(list -> Sum.perUnit(list.perUnit())),
                disability -> Stream.of(Sum.perUnit(disability.sumPerUnit())),
                allowance -> caps(allowance.rules()));
    }

    private static Stream<Sum> caps(List<Rule> rules) {
        return rules.stream().flatMap(rule -> rule instanceof Rule.Cap cap ? Stream.of(cap.sum()) : Stream.empty());
    }

    private Optional<String> rate(PlanVersion plan) {
        return plan.benefits().stream()
                .flatMap(benefit -> benefit.<Stream<Rule>>fold(
                        reimbursement -> reimbursement.rules().stream(),
                        lumpSum -> Stream.empty(),
                        disability -> Stream.empty(),
                        allowance -> Stream.empty()))
                .flatMap(CoverWords::rates)
                .max(Integer::compare)
                .map(frame.fmt()::percent);
    }

    private static Stream<Integer> rates(Rule rule) {
        if (rule instanceof Rule.Rate rate) {
            return Stream.of(rate.basisPoints().value());
        }
        if (rule instanceof Rule.RateByStay byStay) {
            return byStay.basisPoints().value().stream();
        }
        return rule instanceof Rule.Tiers tiers
                ? tiers.tiers().stream().map(tier -> tier.basisPoints().value())
                : Stream.empty();
    }

    private record Tag(String word, String tone) {}

    private Tag tag(Cover cover) {
        LocalDate today = frame.today().day();
        Cover.@Nullable Period period = cover.period();
        if (cover.state().isNotBegun()) {
            return new Tag(frame.say("portal.home.cover.left_out"), "bad");
        }
        if (cover.state() != Cover.State.ACTIVE || period == null) {
            return new Tag(frame.say("portal.home.cover.awaiting"), "");
        }
        if (today.isBefore(period.term().from())) {
            return new Tag(starts(period.term().from()), "info");
        }
        if (!period.term().contains(today)) {
            return new Tag(frame.say("portal.home.cover.ended"), "plain");
        }
        if (today.isBefore(period.waitingUntil())) {
            return new Tag(
                    frame.say("portal.home.cover.waiting", frame.fmt().memberDay(period.waitingUntil(), today)),
                    "info");
        }
        long left = ChronoUnit.DAYS.between(today, period.term().to());
        return left <= COUNT_FROM
                ? new Tag(frame.say("portal.home.cover.days_left", left), "warn")
                : new Tag(frame.say("portal.home.cover.active"), "good");
    }

    private String starts(LocalDate from) {
        return frame.say(
                "portal.home.cover.starts",
                frame.fmt().memberDay(from, frame.today().day()));
    }
}
