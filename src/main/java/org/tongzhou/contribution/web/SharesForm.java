package org.tongzhou.contribution.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.organisation.FeeShares;
import org.tongzhou.organisation.Payer;
import org.tongzhou.organisation.Share;

/** An agreement as it is typed: for each payer in their order an amount, empty for none, in percent or in yuan a person. */
public record SharesForm(String before, List<String> amount, List<String> unit, String reason) {
    static final String YUAN = "YUAN";
    private static final int PAYERS = Payer.values().length;
    private static final int WHOLE = 10_000;

    public SharesForm {
        amount = List.copyOf(amount);
        unit = List.copyOf(unit);
        if (amount.size() != PAYERS || unit.size() != PAYERS) {
            throw form();
        }
    }

    /** Refuses {@code shares_form} with the payer, and {@code shares_whole} where the percentages are not 100 %. */
    FeeShares shares() {
        Map<Payer, Share> shares = new EnumMap<>(Payer.class);
        long whole = 0;
        for (Payer payer : Payer.values()) {
            Money number = typed(payer);
            if (number.isZero()) {
                continue;
            }
            if (unit.get(payer.ordinal()).equals(YUAN)) {
                shares.put(payer, new Share.Each(number));
            } else {
                shares.put(payer, new Share.Percent((int) Math.min(number.fen(), WHOLE)));
                whole = Math.addExact(whole, number.fen());
            }
        }
        if (whole != WHOLE) {
            throw Refusal.invalid("shares_whole", percent((int) Math.min(whole, Integer.MAX_VALUE)));
        }
        return new FeeShares(shares);
    }

    private Money typed(Payer payer) {
        String text = amount.get(payer.ordinal());
        return text.isBlank()
                ? Money.ZERO
                : Money.typed(text)
                        .filter(number -> !number.isNegative())
                        .orElseThrow(() -> Refusal.invalid("shares_form", payer.name()));
    }

    /** Hundredths of a percent as they are typed: {@code 33.33}; empty for nothing. */
    static String percent(int basisPoints) {
        return basisPoints == 0 ? "" : Money.ofFen(basisPoints).plainYuan();
    }

    static String written(FeeShares shares) {
        return shares.allBasisPoints().stream().map(String::valueOf).collect(Collectors.joining(","))
                + ";"
                + shares.allFenEach().stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    FeeShares seen() {
        if (!before.matches("(\\d{1,5},){5}\\d{1,5};(\\d{1,12},){5}\\d{1,12}")) {
            throw form();
        }
        String[] both = before.split(";");
        List<Integer> basisPoints =
                Arrays.stream(both[0].split(",")).map(Integer::valueOf).toList();
        if (basisPoints.stream().mapToInt(Integer::intValue).sum() != WHOLE) {
            throw form();
        }
        return FeeShares.of(
                new ArrayList<>(basisPoints),
                Arrays.stream(both[1].split(",")).map(Long::valueOf).toList());
    }

    private static Refusal form() {
        return Refusal.invalid("shares_form");
    }
}
