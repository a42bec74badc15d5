package org.tongzhou.bench;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.ConfigurableApplicationContext;
import org.tongzhou.analysis.Exports;
import org.tongzhou.audit.Verification;
import org.tongzhou.claim.ClaimId;
import org.tongzhou.claim.ClaimWork;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.testing.TestData;

/**
 * What claims cost in a province that is there, of people of its own, sixteen at once by doors, in milliseconds of all processors each; and
 * what its whole recount and its export cost, in seconds of them.
 */
final class ProvinceCosts {
    private static final int CLAIMS = 1_000;
    private static final int AT_ONCE = 16;
    private static final int LEVELS = 3;
    private static final double MILLIS = 1e3;

    private final ConfigurableApplicationContext house;
    private final Path place;
    private final ClaimWork work;

    /** {@code place} is the directory with the house's home in it. */
    ProvinceCosts(ConfigurableApplicationContext house, Path place) {
        this.house = house;
        this.place = place;
        this.work = ClaimWork.ofInsured(house);
    }

    /** Milliseconds by step of a claim; after as many that are not counted. */
    Map<String, Double> claims() throws Exception {
        claimed();
        return claimed();
    }

    private Map<String, Double> claimed() throws Exception {
        List<ClaimWork.Ready> drafts = work.drafts(CLAIMS);
        ClaimId[] claims = new ClaimId[CLAIMS];
        Map<String, Double> costs = new LinkedHashMap<>();
        costs.put(
                "claim sent in",
                each(() -> AtOnce.of(AT_ONCE, CLAIMS, thread -> n -> claims[n] = work.file(drafts.get(n)))));
        costs.put("claim approved three times", each(() -> approve(claims)));
        int announced = work.announce(CLAIMS);
        costs.put("paid without asking", each(() -> require(announced, work.settle())));
        return costs;
    }

    private void approve(ClaimId[] claims) throws Exception {
        for (int level = 0; level < LEVELS; level++) {
            int at = level;
            AtOnce.of(AT_ONCE, CLAIMS, thread -> n -> work.approve(claims[n], at));
        }
    }

    private static void require(int announced, int settled) {
        if (announced != CLAIMS || settled != CLAIMS) {
            throw new IllegalStateException(announced + " announced, " + settled + " settled");
        }
    }

    private double each(Cost.Work piece) throws Exception {
        return seconds(piece) * MILLIS / CLAIMS;
    }

    /** Seconds by what goes through the whole fund. */
    Map<String, Double> whole() throws Exception {
        FundId fund = house.getBean(FundId.class);
        Actor auditor = new Actor(0, "auditor", Scope.province(fund), Set.of(Role.AUDITOR), new PersonId(1), null);
        Path parquet = place.resolve("parquet-" + System.currentTimeMillis());
        Map<String, Double> costs = new LinkedHashMap<>();
        costs.put(
                "everything recounted",
                seconds(() -> house.getBean(Verification.class).run(fund)));
        costs.put(
                "exported as Parquet",
                seconds(() -> house.getBean(Exports.class).write(auditor, parquet, TestData.NOW)));
        return costs;
    }

    private double seconds(Cost.Work piece) throws Exception {
        return Cost.of(place.resolve("home"), piece).cpu();
    }
}
