package org.tongzhou.portal.web;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tongzhou.enrolment.Cover;
import org.tongzhou.kernel.Money;
import org.tongzhou.plan.Benefit;
import org.tongzhou.plan.PlanVersion;
import org.tongzhou.plan.Rule;
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

    HomePage.Held held(Cover cover, PlanVersion plan) {
        Tag tag = tag(cover);
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
                .flatMap(benefit -> sums(benefit).map(sum -> sum.times(cover.units())))
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

    private static Stream<Money> sums(Benefit benefit) {
        return benefit.fold(
                reimbursement -> reimbursement.rules().stream()
                        .flatMap(rule -> rule.<Stream<Money>>fold(
                                rate -> Stream.empty(),
                                cap -> Stream.of(cap.perUnit().value()))),
                lumpSum -> lumpSum.lists().stream().map(list -> list.perUnit().value()),
                disability -> Stream.of(disability.sumPerUnit().value()));
    }

    private Optional<String> rate(PlanVersion plan) {
        return plan.benefits().stream()
                .flatMap(benefit -> benefit.fold(
                        reimbursement -> reimbursement.rules().stream(),
                        lumpSum -> Stream.<Rule>empty(),
                        disability -> Stream.<Rule>empty()))
                .flatMap(rule -> rule.<Stream<Integer>>fold(
                        rate -> Stream.of(rate.basisPoints().value()), cap -> Stream.empty()))
                .max(Integer::compare)
                .map(frame.fmt()::percent);
    }

    private record Tag(String word, String tone) {}

    private Tag tag(Cover cover) {
        LocalDate today = frame.today().day();
        Cover.@Nullable Period period = cover.period();
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
