package org.tongzhou.contribution.web;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.tongzhou.organisation.FeeShares;
import org.tongzhou.organisation.Payer;
import org.tongzhou.organisation.Unit;
import org.tongzhou.organisation.UnitFlag;
import org.tongzhou.shell.Frame;
import org.tongzhou.shell.Tried;

/** How one unit's fees are shared, and whether it is known to struggle; {@code tried} keeps what was just typed. */
public record SharesPage(Unit unit, boolean mayAct, Tried tried) {
    public boolean isStruggling() {
        return unit.flags().contains(UnitFlag.STRUGGLING);
    }

    public List<Payer> payers() {
        return List.of(Payer.values());
    }

    /** What stands in the field of a payer: {@code 33.33} percent or {@code 10.00} yuan; empty for who pays nothing. */
    public String amount(Payer payer) {
        if (wasTried()) {
            return tried.value("amount", payer.ordinal());
        }
        return isEach(payer)
                ? unit.shares().each(payer).plainYuan()
                : SharesForm.percent(unit.shares().basisPoints(payer));
    }

    public boolean isEach(Payer payer) {
        return wasTried()
                ? tried.value("in", payer.ordinal()).equals(SharesForm.YUAN)
                : unit.shares().each(payer).isPositive();
    }

    /** It was this form, not one of the others on the page. */
    private boolean wasTried() {
        return tried.typed().containsKey("amount");
    }

    /** Somebody else agreed something since the form was shown, which stands above it now. */
    public boolean isMoved() {
        return wasTried() && !tried.value("before").equals(before());
    }

    /** Travels with the form, so that an agreement made meanwhile is not overwritten unseen. */
    public String before() {
        return SharesForm.written(unit.shares());
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
