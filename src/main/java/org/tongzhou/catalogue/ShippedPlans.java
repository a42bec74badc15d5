package org.tongzhou.catalogue;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;

/** Accepts the shipped plan files at start, before anybody is let in; a faulty file stops the start. */
@Component
@DependsOnDatabaseInitialization
class ShippedPlans implements SmartInitializingSingleton {
    private final Plans plans;
    private final FundId fund;
    private final FundClock clock;

    ShippedPlans(Plans plans, FundId fund, FundClock clock) {
        this.plans = plans;
        this.fund = fund;
        this.clock = clock;
    }

    @Override
    public void afterSingletonsInstantiated() {
        plans.loadShipped(fund, clock.now());
    }
}
