package org.tongzhou.catalogue;

import java.io.UncheckedIOException;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;

/** Accepts the plan set that the operator named at start, before anybody is let in; a faulty file stops the start. */
@Component
@DependsOnDatabaseInitialization
class ShippedPlans implements SmartInitializingSingleton {
    private final Plans plans;
    private final FundId fund;
    private final FundClock clock;
    private final String set;

    ShippedPlans(Plans plans, FundId fund, FundClock clock, @Value("${tongzhou.plans.set}") String set) {
        this.plans = plans;
        this.fund = fund;
        this.clock = clock;
        this.set = set;
    }

    @Override
    public void afterSingletonsInstantiated() {
        try {
            plans.loadShipped(fund, set, clock.now());
        } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException unusable) {
            throw Refusal.invalid("plans_unusable", set, String.valueOf(unusable.getMessage()));
        }
    }
}
