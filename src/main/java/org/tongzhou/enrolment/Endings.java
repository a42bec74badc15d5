package org.tongzhou.enrolment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.enrolment.EndingStore.Ending;
import org.tongzhou.enrolment.EndingStore.News;
import org.tongzhou.enrolment.EndingStore.Window;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Outbox;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanVersion;

/** Tells members that a cover of theirs ends soon and nothing goes on for it. */
@Component
public class Endings {
    /** Days before its last one [example]. */
    static final int DAYS_BEFORE = 30;

    private final EndingStore endings;
    private final Plans plans;
    private final ClosedPlans closed;
    private final Outbox outbox;

    Endings(EndingStore endings, Plans plans, ClosedPlans closed, Outbox outbox) {
        this.endings = endings;
        this.plans = plans;
        this.closed = closed;
        this.outbox = outbox;
    }

    /**
     * The next submissions with about so many people, whose covers end within thirty days; answers how many
     * messages went out, below 0 when none is left. What is told and that it was are one transaction: after a kill the rest is told.
     */
    @Transactional
    public int tell(FundId fund, Instant now, int people) {
        LocalDate today = FundClock.dayOf(now);
        List<Ending> next = endings.next(fund, new Window(today, today.plusDays(DAYS_BEFORE + 1)), people);
        if (next.isEmpty()) {
            return -1;
        }
        PlanLines lines = PlanLines.of(plans.book(fund).versions());
        int told = endings.news(fund, next, lines).entrySet().stream()
                .mapToInt(each -> tell(fund, now, each.getKey(), each.getValue()))
                .sum();
        endings.told(fund, next, now);
        return told;
    }

    private int tell(FundId fund, Instant now, News news, List<PersonId> people) {
        List<PlanVersion> ending = news.plans().stream()
                .map(PlanCode::new)
                .filter(plan -> goesOn(fund, plan, news.ends()))
                .flatMap(plan -> plans.editions(fund, plan).stream().reduce((earlier, later) -> later).stream())
                .sorted(Comparator.comparingInt(plan -> plan.heading().order()))
                .toList();
        if (ending.isEmpty()) {
            return 0;
        }
        List<String> values =
                List.of(PlanNames.of(ending), news.ends().minusDays(1).toString());
        outbox.tellAll(fund, people, now, new Outbox.Telling("notice.cover.ending", values, "/my/cover"));
        return people.size();
    }

    /** Nobody is sent to renew what has closed without another plan to go on in. */
    private boolean goesOn(FundId fund, PlanCode plan, LocalDate day) {
        return closed.retirement(fund, plan)
                .filter(retired ->
                        !day.isBefore(retired.from()) && retired.successor().isEmpty())
                .isEmpty();
    }
}
