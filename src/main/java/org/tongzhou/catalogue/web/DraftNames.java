package org.tongzhou.catalogue.web;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.tongzhou.catalogue.Draft;
import org.tongzhou.catalogue.PlanText;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.kernel.FundId;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanVersion;
import org.tongzhou.shell.Frame;

/** How plans, editions and drafts are called on the designer's pages. */
@Component
class DraftNames {
    private final Plans plans;

    DraftNames(Plans plans) {
        this.plans = plans;
    }

    /** The newest edition's name for the plan, or its code where there is none. */
    String plan(FundId fund, PlanCode code, Frame frame) {
        return plans.nameOf(fund, code.value(), frame.words().locale());
    }

    String title(FundId fund, Draft draft, Frame frame) {
        return frame.say("catalogue.draft.title", plan(fund, draft.code(), frame), edition(draft));
    }

    static String edition(Draft draft) {
        return PlanText.of(draft.text()).at("edition");
    }

    static String state(Draft draft, Frame frame) {
        return frame.say("catalogue.draft.state." + draft.state().name().toLowerCase(Locale.ROOT));
    }

    static String tone(Draft draft) {
        return switch (draft.state()) {
            case DRAFT -> "warn";
            case SUBMITTED -> "info";
            case ACCEPTED -> "good";
            case DISCARDED -> "";
        };
    }

    /** The newest first. */
    List<DraftListPage.Edition> editions(FundId fund, PlanCode code, Frame frame) {
        LocalDate today = frame.today().day();
        return plans.editions(fund, code).stream()
                .sorted(Comparator.comparing(
                                (PlanVersion plan) -> plan.heading().validFrom())
                        .reversed())
                .map(plan -> edition(plan, today, frame))
                .toList();
    }

    private static DraftListPage.Edition edition(PlanVersion plan, LocalDate today, Frame frame) {
        LocalDate from = plan.heading().validFrom();
        String validity = plan.heading()
                .validTo()
                .map(end -> frame.fmt().range(from, end.minusDays(1)))
                .orElseGet(() -> frame.say("catalogue.draft.from", from));
        String state = from.isAfter(today) ? "coming" : plan.holdsOn(today) ? "in_force" : "past";
        boolean closed = state.equals("in_force") && !plan.isOpenOn(today);
        String told = plan.heading()
                .retired()
                .filter(it -> plan.holdsOn(it.from()))
                .map(it -> frame.say("catalogue.draft.until", validity, it.from()))
                .orElse(validity);
        return new DraftListPage.Edition(
                plan.edition(),
                told,
                frame.say("catalogue.edition." + (closed ? "retired" : state)),
                closed ? "" : state.equals("in_force") ? "good" : state.equals("coming") ? "info" : "");
    }
}
