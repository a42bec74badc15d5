package org.tongzhou.catalogue.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.catalogue.Drafts;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.catalogue.Retiring;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Days;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.plan.Heading.Retirement;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.shell.Again;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;

/** Retires a plan: asks for the day, the plan to go on in and the reason, and writes the draft that says so. */
@Controller
@Allowed(Role.PLAN_DESIGNER)
class RetirePages {
    private static final String ADDRESS = DraftDesk.ADDRESS + "/retire";

    private final Drafts drafts;
    private final Plans plans;
    private final DraftNames names;
    private final Once once;
    private final FundClock clock;

    RetirePages(Drafts drafts, Plans plans, DraftNames names, Once once, FundClock clock) {
        this.drafts = drafts;
        this.plans = plans;
        this.names = names;
        this.once = once;
        this.clock = clock;
    }

    /** What the form sends. */
    record Wish(
            @Nullable String plan,
            @Nullable String from,
            @Nullable String successor,
            @Nullable String reason,
            @BindParam("request_key") String key) {
        Wish {
            key = Objects.requireNonNullElse(key, "");
        }

        Retiring read() {
            try {
                Optional<PlanCode> next = typed(successor).isEmpty() ? Optional.empty() : Optional.of(code(successor));
                return new Retiring(code(plan), new Retirement(Days.parse(typed(from)), next), typed(reason));
            } catch (DateTimeException noDay) {
                throw Refusal.invalid("retire_no_day");
            }
        }

        Map<String, String> typed() {
            return Map.of("from", typed(from), "successor", typed(successor), "reason", typed(reason));
        }

        private static String typed(@Nullable String value) {
            return value == null ? "" : value.strip();
        }

        static PlanCode code(@Nullable String plan) {
            try {
                return new PlanCode(typed(plan));
            } catch (IllegalArgumentException noCode) {
                throw Refusal.notFound();
            }
        }
    }

    @GetMapping(ADDRESS)
    ModelAndView form(@RequestParam(defaultValue = "") String plan, Actor actor, Frame frame) {
        LocalDate usual = frame.today().day().plusMonths(3).withDayOfMonth(1);
        Map<String, String> typed = Map.of("from", usual.toString(), "successor", "", "reason", "");
        return new ModelAndView(
                "catalogue/retire", "page", page(actor.fund(), Wish.code(plan), new Look(typed, Map.of()), frame));
    }

    private record Look(Map<String, String> typed, Map<String, String> errors) {}

    private RetirePage page(FundId fund, PlanCode code, Look look, Frame frame) {
        if (plans.editions(fund, code).isEmpty()) {
            throw Refusal.notFound();
        }
        List<RetirePage.Successor> successors = plans.book(fund).versions().stream()
                .map(plan -> plan.code())
                .distinct()
                .filter(other -> !other.equals(code))
                .map(other -> new RetirePage.Successor(other.value(), names.plan(fund, other, frame)))
                .toList();
        return new RetirePage(code.value(), names.plan(fund, code, frame), successors, look.typed(), look.errors());
    }

    /** Answers with the draft, to be replayed, submitted and accepted by another person as every edition. */
    @PostMapping(ADDRESS)
    ModelAndView retire(Wish wish, Actor actor, Frame frame) {
        PlanCode plan = Wish.code(wish.plan());
        try {
            Retiring retiring = wish.read();
            String id = once.run(
                    actor,
                    wish.key(),
                    retiring.toString(),
                    () -> Long.toString(
                            drafts.retire(actor, retiring, clock.now()).value()));
            return DraftDesk.to(Long.parseLong(id));
        } catch (Refusal refusal) {
            if (refusal.kind() == Refusal.Kind.NOT_FOUND) {
                throw refusal;
            }
            Map<String, String> errors = Map.of(field(refusal), frame.sentence(refusal));
            return Again.page("catalogue/retire", page(actor.fund(), plan, new Look(wish.typed(), errors), frame));
        }
    }

    /** The field that a refusal is about. */
    private static String field(Refusal refusal) {
        return switch (refusal.code()) {
            case "retire_successor" -> "successor";
            case "draft_words" -> "reason";
            default -> "from";
        };
    }
}
