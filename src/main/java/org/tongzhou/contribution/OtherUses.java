package org.tongzhou.contribution;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tongzhou.contribution.Proposal.Sign;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Mask;
import org.tongzhou.recovery.Repayments;

/** Programmes that await their giver's money and benefits that are owed back, held against what came in. */
@Component
class OtherUses {
    private static final int SHOWN = 2;

    private final ProgrammeStore programmes;
    private final Repayments repayments;

    OtherUses(ProgrammeStore programmes, Repayments repayments) {
        this.programmes = programmes;
        this.repayments = repayments;
    }

    List<OtherUse> open(Actor actor) {
        List<OtherUse> open = new ArrayList<>();
        programmes.unfunded(actor.scope()).forEach(programme -> open.add(of(actor.fund(), programme)));
        repayments.owing(actor.fund()).forEach(owing -> open.add(of(owing)));
        return open;
    }

    private static OtherUse of(FundId fund, Programme programme) {
        return new OtherUse(
                OtherUse.Kind.PROGRAMME,
                programme.id().value(),
                PaymentReference.of(fund, programme.id()),
                programme.terms().name(),
                programme.unfunded(),
                Set.of());
    }

    private static OtherUse of(Repayments.Owing owing) {
        return new OtherUse(
                OtherUse.Kind.RECOVERY,
                owing.id().value(),
                owing.reference(),
                owing.payeeName(),
                owing.outstanding(),
                Set.of());
    }

    Optional<OtherUse> named(Actor actor, String reference) {
        String typed = reference.strip().toUpperCase(Locale.ROOT);
        List<String> programme = PaymentReference.ofProgrammes(reference);
        return open(actor).stream()
                .filter(use -> use.reference().equals(typed) || programme.contains(use.reference()))
                .findFirst();
    }

    /** By reference, amount and name in this order, at most two. */
    List<OtherUse> likely(List<OtherUse> open, Credit credit) {
        return open.stream()
                .map(use -> use.with(signs(use, credit)))
                .filter(use -> !use.signs().isEmpty())
                .sorted(Comparator.comparing(OtherUses::rank))
                .limit(SHOWN)
                .toList();
    }

    private static int rank(OtherUse use) {
        return Stream.of(Sign.REFERENCE, Sign.AMOUNT, Sign.NAME)
                .mapToInt(sign -> use.signs().contains(sign) ? 0 : 8 >> sign.ordinal())
                .sum();
    }

    private static Set<Sign> signs(OtherUse use, Credit credit) {
        Set<Sign> signs = EnumSet.noneOf(Sign.class);
        boolean programme = use.kind() == OtherUse.Kind.PROGRAMME;
        if (programme
                ? PaymentReference.ofProgrammes(credit.remark()).contains(use.reference())
                : credit.remark().toUpperCase(Locale.ROOT).contains(use.reference())) {
            signs.add(Sign.REFERENCE);
        }
        if (credit.rest().equals(use.outstanding())) {
            signs.add(Sign.AMOUNT);
        }
        String words = credit.payer() + credit.remark();
        if (programme ? words.contains(use.name()) : Mask.name(credit.payer()).equals(use.name())) {
            signs.add(Sign.NAME);
        }
        return signs;
    }
}
