package org.tongzhou.organisation;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.tongzhou.kernel.Money;

/**
 * How a unit's fee is shared by payer: amounts in yuan per person, and percentages of what those leave over; these sum to
 * 100 %, so that somebody always bears the rest.
 */
public record FeeShares(Map<Payer, Share> byPayer) {
    static final int WHOLE = 10_000;

    private static final Payer[] ORDER = Payer.values();

    public FeeShares {
        byPayer = Collections.unmodifiableMap(new EnumMap<>(byPayer));
        if (percentOf(byPayer) != WHOLE) {
            throw new IllegalArgumentException("shares in percent do not sum to 10,000");
        }
    }

    /** Percentages alone, in basis points that sum to 10,000; {@code unionBp} is the county union's. */
    public FeeShares(int workerBp, int employerBp, int unionBp, int donorBp) {
        this(percent(new int[] {workerBp, employerBp, unionBp, 0, 0, donorBp}));
    }

    /** The worker pays everything. */
    public static FeeShares worker() {
        return new FeeShares(WHOLE, 0, 0, 0);
    }

    /** As tables keep them: basis points and fen for each person, in the payers' order; the inverse of the two lists below. */
    public static FeeShares of(List<Integer> basisPoints, List<Long> fenEach) {
        Map<Payer, Share> shares = new EnumMap<>(Payer.class);
        for (Payer payer : ORDER) {
            if (basisPoints.get(payer.ordinal()) > 0) {
                shares.put(payer, new Share.Percent(basisPoints.get(payer.ordinal())));
            } else if (fenEach.get(payer.ordinal()) > 0) {
                shares.put(payer, new Share.Each(Money.ofFen(fenEach.get(payer.ordinal()))));
            }
        }
        return new FeeShares(shares);
    }

    public List<Integer> allBasisPoints() {
        return Arrays.stream(ORDER).map(this::basisPoints).toList();
    }

    public List<Long> allFenEach() {
        return Arrays.stream(ORDER).map(payer -> each(payer).fen()).toList();
    }

    private static Map<Payer, Share> percent(int[] basisPoints) {
        Map<Payer, Share> shares = new EnumMap<>(Payer.class);
        for (Payer payer : ORDER) {
            int part = basisPoints[payer.ordinal()];
            if (part != 0) {
                shares.put(payer, new Share.Percent(part));
            }
        }
        return shares;
    }

    /** The payer's part in percent; 0 for who pays nothing or in yuan. */
    public int basisPoints(Payer payer) {
        return basisPoints(byPayer, payer);
    }

    private static int percentOf(Map<Payer, Share> byPayer) {
        return byPayer.keySet().stream()
                .mapToInt(payer -> basisPoints(byPayer, payer))
                .sum();
    }

    private static int basisPoints(Map<Payer, Share> byPayer, Payer payer) {
        return byPayer.get(payer) instanceof Share.Percent percent ? percent.basisPoints() : 0;
    }

    /** The payer's amount for each person; zero for who pays nothing or in percent. */
    public Money each(Payer payer) {
        return byPayer.get(payer) instanceof Share.Each each ? each.perPerson() : Money.ZERO;
    }

    /** Splits the fees of a roster to the fen, as {@link Splitting} says. */
    public Shares split(List<PeopleFee> fees) {
        return split(fees, Money.ZERO);
    }

    /** The same with an amount that is nobody's own fee, so that it is shared by the percentages alone. */
    public Shares split(List<PeopleFee> fees, Money together) {
        return new Splitting(this).of(fees, together);
    }

    /** The split of one fee. */
    public Shares split(Money total) {
        return split(List.of(new PeopleFee(total, 1)));
    }
}
