package org.tongzhou.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.Refused.refused;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.plan.PlanBook;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanVersion;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

@RoomTest
class ShippedPlansTest {
    private static final String NOBODY_NAMED = "";
    private static final PlanCode HOSPITAL = new PlanCode("hospital");

    @Autowired
    Plans plans;

    @Autowired
    PlanStore store;

    @Autowired
    FundClock clock;

    @Test
    void aSetThatThereIsNotStopsTheStartInASentence() {
        refused("plans_unusable", () -> start(new FundId(34), "nowhere"));
    }

    @Test
    void aNewFundStartsWithTheReferencePlansWhereNoneAreNamed() {
        FundId fund = new FundId(35);
        start(fund, NOBODY_NAMED);
        assertThat(ids(fund)).contains("hospital-2025", "gig-accident-2025");
    }

    @Test
    void aFundThatBeganWithTheReferencePlansHasThoseThatAreAddedToThem() {
        FundId fund = new FundId(36);
        plans.accept(fund, Map.of("hospital-2025.yaml", hospital()), clock.now());
        start(fund, NOBODY_NAMED);
        assertThat(ids(fund)).contains("hospital-2025", "gig-accident-2025");
    }

    @Test
    void anotherFundsOwnPlansStayAloneWhenItsSetIsNotNamedAtALaterStart() {
        FundId fund = new FundId(37);
        String own =
                hospital().replace("edition: \"2025\"", "edition: \"2020\"").replace("from: 2025", "from: 2020");
        plans.accept(fund, Map.of("hospital-2020.yaml", own), clock.now());
        start(fund, NOBODY_NAMED);
        assertThat(ids(fund)).containsExactly("hospital-2020");
        assertThat(plans.version(fund, HOSPITAL, LocalDate.of(2030, 1, 1))).isPresent();
    }

    private void start(FundId fund, String set) {
        new ShippedPlans(plans, store, fund, clock, set).afterSingletonsInstantiated();
    }

    private List<String> ids(FundId fund) {
        return plans.inForce(fund, TestData.TODAY).stream().map(PlanVersion::id).toList();
    }

    private static String hospital() {
        return PlanBook.shippedFiles("reference").get("hospital-2025.yaml");
    }
}
