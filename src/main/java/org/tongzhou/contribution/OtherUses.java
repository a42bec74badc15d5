package org.tongzhou.contribution;

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

    /** Those that one of these credits may mean, by its remark, its amount or its payer; the newest first. */
    List<OtherUse> open(Actor actor, List<Credit> credits) {
        FundId fund = actor.fund();
        List<Repayments.Hint> hints = credits.stream()
                .map(credit -> new Repayments.Hint(
                        credit.remark().toUpperCase(Locale.ROOT), credit.rest(), Mask.name(credit.payer())))
                .toList();
        return Stream.concat(
                        programmes.unfunded(actor.scope(), meant(fund, credits)).stream()
                                .map(programme -> of(fund, programme)),
                        repayments.meant(fund, hints).stream().map(OtherUses::of))
                .toList();
    }

    private static ProgrammeStore.Meant meant(FundId fund, List<Credit> credits) {
        return new ProgrammeStore.Meant(
                credits.stream()
                        .flatMap(credit -> PaymentReference.programmes(fund, credit.remark()).stream())
                        .toList(),
                credits.stream().map(OtherUses::words).toList(),
                credits.stream().map(Credit::rest).toList());
    }

    private static String words(Credit credit) {
        return credit.payer() + credit.remark();
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
        FundId fund = actor.fund();
        String typed = reference.strip().toUpperCase(Locale.ROOT);
        List<ProgrammeId> named = PaymentReference.programmes(fund, reference);
        return Stream.concat(
                        programmes.unfunded(actor.scope(), ProgrammeStore.Meant.by(named)).stream()
                                .map(programme -> of(fund, programme)),
                        repayments.referred(fund, List.of(typed)).stream()
                                .filter(owing -> owing.reference().equals(typed))
                                .map(OtherUses::of))
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
        String words = words(credit);
        if (programme ? words.contains(use.name()) : Mask.name(credit.payer()).equals(use.name())) {
            signs.add(Sign.NAME);
        }
        return signs;
    }
}
