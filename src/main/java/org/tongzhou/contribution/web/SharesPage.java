package org.tongzhou.contribution.web;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tongzhou.organisation.FeeShares;
import org.tongzhou.organisation.Payer;
import org.tongzhou.organisation.Unit;
import org.tongzhou.organisation.UnitFlag;
import org.tongzhou.shell.Frame;

/** How one unit's fees are shared, and whether it is known to struggle; {@code tried} keeps what was just typed. */
public record SharesPage(
        Unit unit,
        boolean mayAct,
        @Nullable SharesForm tried,
        @Nullable String problem) {
    public boolean isStruggling() {
        return unit.flags().contains(UnitFlag.STRUGGLING);
    }

    public List<Payer> payers() {
        return List.of(Payer.values());
    }

    /** What stands in the field of a payer: {@code 33.33} percent or {@code 10.00} yuan; empty for who pays nothing. */
    public String amount(Payer payer) {
        if (tried != null) {
            return tried.amount().get(payer.ordinal());
        }
        return isEach(payer)
                ? unit.shares().each(payer).plainYuan()
                : SharesForm.percent(unit.shares().basisPoints(payer));
    }

    public boolean isEach(Payer payer) {
        return tried == null
                ? unit.shares().each(payer).isPositive()
                : tried.unit().get(payer.ordinal()).equals(SharesForm.YUAN);
    }

    public String reason() {
        return tried == null ? "" : tried.reason();
    }

    /** Travels with the form, so that an agreement made meanwhile is not overwritten unseen. */
    public String before() {
        return tried == null ? SharesForm.written(unit.shares()) : tried.before();
    }

    /** The agreement in one line: who pays which part. */
    public static String words(Frame frame, FeeShares shares) {
        return shares.byPayer().keySet().stream()
                .map(payer -> frame.say("contribution.share." + payer.key()) + " " + part(frame, shares, payer))
                .collect(Collectors.joining(frame.say("contribution.list.comma")));
    }

    private static String part(Frame frame, FeeShares shares, Payer payer) {
        return shares.each(payer).isPositive()
                ? Objects.requireNonNull(
                        frame.say("contribution.programme.each", frame.fmt().money(shares.each(payer))))
                : frame.fmt().percent(shares.basisPoints(payer));
    }
}
