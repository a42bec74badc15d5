package org.tongzhou.catalogue;

import static org.tongzhou.testing.Refused.refused;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.testing.RoomTest;

@RoomTest
class ShippedPlansTest {
    @Autowired
    Plans plans;

    @Autowired
    FundClock clock;

    @Test
    void aSetThatThereIsNotStopsTheStartInASentence() {
        ShippedPlans nowhere = new ShippedPlans(plans, new FundId(34), clock, "nowhere");
        refused("plans_unusable", nowhere::afterSingletonsInstantiated);
    }
}
