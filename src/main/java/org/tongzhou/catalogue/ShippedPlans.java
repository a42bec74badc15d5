package org.tongzhou.catalogue;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;

/**
 * Accepts the plan set that the operator named at start, before anybody is let in; a faulty file stops the start. Where none is
 * named, the reference plans are for a fund that has no plans yet or began with them: they do not come into another fund's beside
 * its own. A command brings none.
 */
@Component
@Profile("!command")
@DependsOnDatabaseInitialization
class ShippedPlans implements SmartInitializingSingleton {
    private final Plans plans;
    private final PlanStore store;
    private final FundId fund;
    private final FundClock clock;
    private final String set;

    ShippedPlans(
            Plans plans, PlanStore store, FundId fund, FundClock clock, @Value("${tongzhou.plans.set}") String set) {
        this.plans = plans;
        this.store = store;
        this.fund = fund;
        this.clock = clock;
        this.set = set;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (!set.isBlank()) {
            load(set);
        } else if (isForReference()) {
            load(ReferencePlans.SET);
        }
    }

    private boolean isForReference() {
        List<AcceptedVersion> own = store.all(fund);
        Set<String> reference = ReferencePlans.fingerprints();
        return own.isEmpty() || own.stream().anyMatch(version -> reference.contains(version.fingerprint()));
    }

    private void load(String named) {
        try {
            plans.loadShipped(fund, named, clock.now());
        } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException unusable) {
            throw Refusal.invalid("plans_unusable", named, String.valueOf(unusable.getMessage()));
        }
    }
}
