package org.tongzhou.portal.web;

import java.util.List;
import org.springframework.stereotype.Component;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.kernel.FundId;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanVersion;
import org.tongzhou.shell.Frame;

/** What a plan is called today, by its code. */
@Component
class PlanNames {
    private final Plans plans;

    PlanNames(Plans plans) {
        this.plans = plans;
    }

    /** The name in the newest edition, in the reader's language; the code itself for a plan that is not on file. */
    String of(FundId fund, String code, Frame frame) {
        List<PlanVersion> editions = plans.editions(fund, new PlanCode(code));
        return editions.isEmpty()
                ? code
                : editions.get(editions.size() - 1).name().in(frame.words().locale());
    }
}
