package org.tongzhou.bench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.tongzhou.adjudication.Bill;
import org.tongzhou.adjudication.ClaimFacts;
import org.tongzhou.adjudication.CoverFacts;
import org.tongzhou.adjudication.Findings;
import org.tongzhou.adjudication.LimitKey;
import org.tongzhou.adjudication.Stay;
import org.tongzhou.adjudication.UsedSoFar;
import org.tongzhou.kernel.DateRange;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Sex;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.Per;
import org.tongzhou.plan.PlanCode;

/**
 * Claims as the reference province has them, in one flat form that every engine reads: eight of ten are stays, the rest
 * critical illness, women's diseases, accidents and gig workers' accidents; some fall outside the cover, into the waiting
 * period, or were paid in part before.
 */
final class ClaimMix {
    static final List<PlanCode> PLANS = Stream.of(
                    "hospital", "critical", "women", "accident", "short-accident", "gig-accident")
            .map(PlanCode::new)
            .toList();
    static final List<String> CLASSES = List.of(
            "malignant_tumour_severe",
            "ami_severe",
            "stroke_severe",
            "malignant_tumour_mild",
            "ami_mild",
            "breast",
            "cervical",
            "none");

    /** The limits of sums, by plan. */
    private static final List<String> SUMS = List.of(
            "",
            "critical/diagnosis",
            "women/diagnosis",
            "accident/injury",
            "short-accident/injury",
            "gig-accident/injury");

    private static final int[] WEIGHTS = {80, 8, 4, 3, 1, 4};
    private static final LocalDate START = LocalDate.of(2025, 1, 1);

    private ClaimMix() {}

    /** One claim; days since 1970, fen, {@code illness} −1 for none, {@code grade} 0 for none. */
    record Flat(
            int id,
            int plan,
            int units,
            int from,
            int until,
            int since,
            boolean female,
            int kind,
            int day,
            long inScope,
            long outOfScope,
            int illness,
            int grade,
            boolean died,
            long usedSum,
            long usedCost) {}

    /**
     * What a decision has to say to be usable: fen due now; where nothing is due, fen that may be due once a person has
     * graded; one bit for each reason against paying, by its ordinal; and what it uses of the limits: the sums of a
     * diagnosis or an injury, the medical cap of the term, and what was borne of the event.
     */
    record Answer(long fen, long openFen, int reasons, long usedSum, long usedCost, long usedBorne) {
        /** All figures added, so that no engine can leave one out. */
        long sum() {
            return fen + openFen + reasons + usedSum + usedCost + usedBorne;
        }
    }

    /** What the product's engine is given. */
    record Put(int plan, CoverFacts cover, ClaimFacts facts, UsedSoFar used) {}

    static List<Flat> draw(int count, long seed) {
        Random random = new Random(seed);
        List<Flat> claims = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            claims.add(draw(i, random));
        }
        return claims;
    }

    private static Flat draw(int id, Random random) {
        int plan = weighted(random);
        int from = (int) START.plusDays(random.nextInt(365)).toEpochDay();
        int until = (int) LocalDate.ofEpochDay(from).plusYears(1).toEpochDay();
        int since = random.nextInt(4) == 0
                ? from
                : (int) LocalDate.ofEpochDay(from).minusYears(1).toEpochDay();
        int day = from + random.nextInt(380) - 8;
        boolean accident = plan >= 3;
        boolean cost = plan == 0 || plan == 5;
        boolean hurt = accident && (plan != 5 || random.nextInt(20) == 0);
        return new Flat(
                id,
                plan,
                plan == 1 || plan == 2 ? 1 + random.nextInt(4) : 1,
                from,
                until,
                since,
                plan == 2 ? random.nextInt(50) > 0 : random.nextBoolean(),
                accident ? 2 : cost || random.nextBoolean() ? 0 : 1,
                day,
                cost ? random.nextInt(1_500_000) : 0,
                cost ? random.nextInt(200_000) : 0,
                plan == 1 || plan == 2 ? random.nextInt(CLASSES.size()) : -1,
                hurt && random.nextInt(10) > 0 ? 1 + random.nextInt(10) : 0,
                hurt && random.nextInt(12) == 0,
                !cost && random.nextInt(20) == 0 ? 300_000L * (1 + random.nextInt(4)) : 0,
                plan == 5 && random.nextInt(4) == 0 ? random.nextInt(2_400_000) : 0);
    }

    private static int weighted(Random random) {
        int left = random.nextInt(100);
        int plan = 0;
        while (left >= WEIGHTS[plan]) {
            left -= WEIGHTS[plan++];
        }
        return plan;
    }

    static Put put(Flat claim) {
        PlanCode plan = PLANS.get(claim.plan());
        LocalDate from = LocalDate.ofEpochDay(claim.from());
        CoverFacts cover = new CoverFacts(
                plan,
                claim.units(),
                new DateRange(from, LocalDate.ofEpochDay(claim.until())),
                LocalDate.ofEpochDay(claim.since()),
                claim.female() ? Sex.FEMALE : Sex.MALE);
        return new Put(claim.plan(), cover, facts(claim), used(claim));
    }

    private static ClaimFacts facts(Flat claim) {
        LocalDate day = LocalDate.ofEpochDay(claim.day());
        EventKind kind = EventKind.values()[claim.kind()];
        List<Bill> bills = claim.inScope() + claim.outOfScope() == 0
                ? List.of()
                : List.of(Bill.selfPay(Money.ofFen(claim.inScope()), Money.ofFen(claim.outOfScope())));
        Findings findings = claim.illness() < 0 && claim.grade() == 0 && !claim.died()
                ? Findings.NONE
                : new Findings(
                        claim.illness() < 0 ? Optional.empty() : Optional.of(CLASSES.get(claim.illness())),
                        claim.grade() == 0 ? OptionalInt.empty() : OptionalInt.of(claim.grade()),
                        Optional.empty(),
                        Optional.empty(),
                        claim.died() ? Optional.of(day) : Optional.empty());
        return new ClaimFacts(
                kind,
                day,
                day.plusDays(30),
                kind == EventKind.HOSPITAL ? Optional.of(new Stay(day, day.plusDays(7))) : Optional.empty(),
                Set.of(),
                bills,
                findings,
                Set.of(),
                Optional.empty());
    }

    private static UsedSoFar used(Flat claim) {
        if (claim.usedSum() == 0 && claim.usedCost() == 0) {
            return UsedSoFar.NOTHING;
        }
        if (claim.plan() == 5) {
            return new UsedSoFar(
                    Map.of(new LimitKey("gig-accident/medical/2", Per.TERM, claim.from()), claim.usedCost()));
        }
        LimitKey sum = claim.plan() < 3
                ? new LimitKey(SUMS.get(claim.plan()), Per.TERM, claim.from())
                : new LimitKey(SUMS.get(claim.plan()), Per.EVENT, claim.day());
        return new UsedSoFar(Map.of(sum, claim.usedSum()));
    }
}
