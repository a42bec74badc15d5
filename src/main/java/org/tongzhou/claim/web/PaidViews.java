package org.tongzhou.claim.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.Claim;
import org.tongzhou.claim.ClaimFile;
import org.tongzhou.claim.FactField;
import org.tongzhou.claim.FactSheet;
import org.tongzhou.claim.MemberStatus;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.payment.Instruction;
import org.tongzhou.payment.InstructionState;
import org.tongzhou.payment.Payments;
import org.tongzhou.person.NamedHeir;
import org.tongzhou.person.PersonCard;
import org.tongzhou.shell.Frame;

/** Puts the voucher of a paid claim together. */
@Component
class PaidViews {
    private final PaidTo paidTo;
    private final Payments payments;
    private final Places places;

    PaidViews(PaidTo paidTo, Payments payments, Places places) {
        this.paidTo = paidTo;
        this.payments = payments;
        this.places = places;
    }

    /** The voucher of a paid claim; a claim that is not paid has none. */
    PaidPage page(Actor actor, ClaimFile file, Frame frame) {
        Claim claim = file.claim();
        if (claim.status() != MemberStatus.PAID) {
            throw Refusal.notFound();
        }
        Instant paidAt =
                Optional.ofNullable(file.times().paidAt()).orElse(file.times().filedAt());
        PaidTo.Recipient recipient = paidTo.of(actor.fund(), claim);
        Map<String, String> lines = people(recipient, frame);
        benefit(actor.fund(), file, lines, frame);
        lines.putAll(KeptLines.of(claim, recipient, frame));
        return new PaidPage(
                claim.id().value(),
                recipient.say("claim.voucher.arrived", frame),
                recipient.paid(),
                frame.fmt().stamp(paidAt) + " · " + recipient.line(file.eventCase(), frame),
                number(claim, FundClock.dayOf(paidAt)),
                lines,
                serial(actor.fund(), claim).orElse(frame.fmt().orNone(null)),
                actor.isPerson(claim.owner().person()),
                frame.clock().isPresent());
    }

    /** Who was paid, and for whom where that is somebody else. */
    private static Map<String, String> people(PaidTo.Recipient recipient, Frame frame) {
        Map<String, String> lines = new LinkedHashMap<>();
        Optional<NamedHeir> heir = recipient.heir();
        PersonCard card = recipient.card();
        heir.ifPresent(named -> lines.put(
                frame.say("claim.voucher.payee"),
                frame.say(
                        "claim.voucher.heir",
                        named.maskedName(),
                        frame.say(named.heir().relation().key()))));
        lines.put(frame.say(heir.isEmpty() ? "claim.voucher.payee" : "claim.voucher.member"), Mask.name(card.name()));
        lines.put(frame.say("claim.voucher.id"), card.maskedId());
        return lines;
    }

    private void benefit(FundId fund, ClaimFile file, Map<String, String> lines, Frame frame) {
        Claim claim = file.claim();
        FactSheet facts = file.eventCase().facts();
        lines.put(frame.say("claim.kv.plan"), places.plan(fund, claim.benefit().plan(), frame));
        facts.day(FactField.ADMITTED)
                .ifPresent(from -> facts.day(FactField.DISCHARGED)
                        .ifPresent(to -> lines.put(
                                frame.say("claim.event.HOSPITAL"), frame.fmt().range(from, to))));
        lines.put(frame.say("claim.kv.number"), claim.number());
    }

    private static String number(Claim claim, LocalDate day) {
        return "PZ" + day.toString().replace("-", "") + "-"
                + String.format("%06d", claim.id().value() % 1_000_000);
    }

    /** The number by which the bank knows the payment that arrived. */
    private Optional<String> serial(FundId fund, Claim claim) {
        return payments.of(fund, claim.id().cause()).stream()
                .filter(one -> one.state() == InstructionState.PAID)
                .reduce((first, second) -> second)
                .map(Instruction::endToEnd);
    }
}
