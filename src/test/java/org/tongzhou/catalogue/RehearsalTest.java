package org.tongzhou.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tongzhou.adjudication.Bill;
import org.tongzhou.adjudication.ClaimFacts;
import org.tongzhou.adjudication.CoverFacts;
import org.tongzhou.adjudication.Stay;
import org.tongzhou.adjudication.UsedSoFar;
import org.tongzhou.kernel.DateRange;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Sex;
import org.tongzhou.plan.PlanBook;
import org.tongzhou.plan.PlanFile;
import org.tongzhou.plan.PlanVersion;

/** What a replay makes of a claim, and what a person's claims leave of a limit to the next ones. */
class RehearsalTest {
    private static final LocalDate FROM = LocalDate.of(2025, 1, 1);
    private static final PlanVersion CAPPED = PlanFile.parse(
                    "hospital.yaml",
                    PlanBook.shippedFiles()
                            .getOrDefault("hospital-2025.yaml", "")
                            .replace("- rate: 70%", "- {cap: 1000, per: term, clause: \"6\"}\n      - rate: 70%"))
            .plan()
            .orElseThrow();

    @Test
    void whatCameBackLeavesTheLimitToTheNextClaim() {
        assertThat(secondAfter(false)).isEqualTo(Money.ofYuan(140));
        assertThat(secondAfter(true)).isEqualTo(Money.ofYuan(560));
    }

    /** The costs were decided by the claim that it follows. */
    @Test
    void aClaimForTheDifferenceDecidesNoCostsAgain() {
        Rehearsal rehearsal = new Rehearsal(CAPPED, Map.of("2025", CAPPED));
        assertThat(rehearsal.decide(difference())).isEqualTo(new Rehearsal.Outcome(Money.ZERO, Money.ZERO, false));
        assertThat(rehearsal.decide(claim(2, false)).now())
                .as("nor does it use what they use")
                .isEqualTo(Money.ofYuan(560));
    }

    private static PastClaim difference() {
        PastClaim claim = claim(1, false);
        return new PastClaim(
                claim.claim(),
                claim.person(),
                claim.edition(),
                claim.cover(),
                claim.facts(),
                claim.elsewhere(),
                true,
                false,
                Money.ZERO,
                false);
    }

    /** The first claim uses 800 of 1,000. */
    private static Money secondAfter(boolean cameBack) {
        Rehearsal rehearsal = new Rehearsal(CAPPED, Map.of("2025", CAPPED));
        assertThat(rehearsal.decide(claim(1, cameBack)).now()).isEqualTo(Money.ofYuan(560));
        Rehearsal.Outcome second = rehearsal.decide(claim(2, false));
        assertThat(second.draft()).isEqualTo(second.now());
        return second.now();
    }

    private static PastClaim claim(int ordinal, boolean cameBack) {
        LocalDate day = LocalDate.of(2025, 5, ordinal);
        CoverFacts cover = new CoverFacts(CAPPED.code(), 1, DateRange.yearFrom(FROM), FROM, Sex.FEMALE);
        ClaimFacts facts = ClaimFacts.hospital(
                new Stay(day, day), day, Set.of(), List.of(Bill.selfPay(Money.ofYuan(800), Money.ZERO)));
        return new PastClaim(
                ordinal,
                new PersonId(1),
                "2025",
                cover,
                facts,
                UsedSoFar.NOTHING,
                false,
                false,
                Money.ofYuan(560),
                cameBack);
    }
}
