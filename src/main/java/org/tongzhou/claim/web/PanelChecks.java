package org.tongzhou.claim.web;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tongzhou.claim.ClaimFile;
import org.tongzhou.claim.FactField;
import org.tongzhou.claim.FactSheet;
import org.tongzhou.claim.Outcome.Objection;
import org.tongzhou.claim.Sign;
import org.tongzhou.claim.web.ClaimPanel.Check;
import org.tongzhou.kernel.NameMatch;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.shell.Frame;

/** What the system has checked for the reviewer; of a bill only where there is one. */
final class PanelChecks {
    private static final Set<Sign.Kind> TWICE = EnumSet.of(Sign.Kind.SAME_RECEIPT, Sign.Kind.SAME_RECEIPT_ELSEWHERE);

    private PanelChecks() {}

    static List<Check> of(ClaimFile file, String member, Frame frame) {
        FactSheet facts = file.eventCase().facts();
        List<Check> checks = new ArrayList<>();
        boolean outside = file.outcome().objections().stream().anyMatch(Objection::isOutsideCover);
        checks.add(new Check(frame.say("claim.review.checks.cover"), !outside));
        if (facts.money(FactField.TOTAL).isPresent()) {
            boolean twice = file.signs().stream().anyMatch(sign -> TWICE.contains(sign.kind()));
            checks.add(new Check(frame.say("claim.review.checks.receipt"), !twice));
            // a bill that does not add up is not filed, and a correction that unbalances it is refused
            checks.add(new Check(frame.say("claim.review.checks.sums"), true));
            payer(file, member, frame).ifPresent(checks::add);
        }
        return checks;
    }

    /** A name that could not be read was compared with nobody's; a report of a hospital has none. */
    private static Optional<Check> payer(ClaimFile file, String member, Frame frame) {
        Optional<String> payer = file.eventCase().facts().text(FactField.PAYER);
        if (payer.isEmpty()
                && file.eventCase().papers().stream().noneMatch(paper -> paper.kind() == PaperKind.RECEIPT)) {
            return Optional.empty();
        }
        return Optional.of(
                payer.map(name -> new Check(frame.say("claim.review.checks.name"), NameMatch.same(name, member)))
                        .orElseGet(() -> new Check(frame.say("claim.review.checks.name.unread"), false)));
    }
}
